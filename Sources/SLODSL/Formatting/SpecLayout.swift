/// Builds the layout of a file from its statements, pieces and comments.
///
/// Recursion goes no deeper than blocks nest, which the parser bounds.
struct SpecLayout {
  /// Brackets that are being written.
  struct Brackets {
    enum Style {
      /// No line ends inside.
      case closed
      /// Around one expression.
      case group
      /// One element a line.
      case list
      /// As many elements a line as fit.
      case filled
    }

    let closer: Int
    let style: Style
  }

  let source: SpecPieces
  private let groups: [SyntaxOutline.Group]
  var document = LayoutDocument()
  var brackets: [Brackets] = []
  /// The piece, the comment and the group to come.
  var next = 0
  var nextComment = 0
  private var nextGroup = 0
  /// The ends of the groups that are open; 0 for those that do not come from the tree.
  private var groupEnds: [UInt32] = []
  /// Whether nothing has been written yet.
  private var isEmpty = true

  static func document(
    of statements: [Statement],
    _ source: SpecPieces,
    _ groups: [SyntaxOutline.Group]
  ) -> LayoutDocument {
    var layout = SpecLayout(source: source, groups: groups)
    layout.add(statements, upTo: .max)
    return layout.document
  }

  private init(source: SpecPieces, groups: [SyntaxOutline.Group]) {
    self.source = source
    self.groups = groups
  }

  // MARK: Blocks

  /// The statements of a block or of the file, with the comments around them.
  private mutating func add(_ statements: [Statement], upTo end: UInt32) {
    var lines = BlockLines()
    for statement in statements {
      addComments(before: statement.start, followedByCode: true, &lines)
      if lines.isBehindInlineComment {
        document.add(.space)
      } else {
        // Nothing stands between documentation and what it describes.
        startLine(at: statement.start, &lines, allowsBlank: !lines.isBehindDocumentation)
      }
      lines.isBehindInlineComment = false
      lines.isBehindLineComment = false
      lines.isBehindDocumentation = false
      add(statement)
    }
    addComments(before: end, followedByCode: false, &lines)
  }

  /// What has been written of a block.
  private struct BlockLines {
    var isFirst = true
    var isBehindInlineComment = false
    var isBehindLineComment = false
    var isBehindDocumentation = false
  }

  private mutating func startLine(
    at offset: UInt32,
    _ lines: inout BlockLines,
    allowsBlank: Bool = true
  ) {
    let hasBlank = allowsBlank && !lines.isFirst && source.hasBlankLine(before: offset)
    if !isEmpty { document.add(.lineBreak(closes: false, blankLine: hasBlank)) }
    isEmpty = false
    lines.isFirst = false
  }

  private mutating func addComments(
    before end: UInt32,
    followedByCode: Bool,
    _ lines: inout BlockLines
  ) {
    while nextComment < source.comments.count, source.comments[nextComment].start < end {
      let comment = source.comments[nextComment]
      if lines.isBehindInlineComment, !comment.startsLine {
        document.add(.space)
      } else if comment.startsLine || lines.isBehindLineComment
        || comment.isInline && followedByCode || isEmpty
      {
        startLine(at: comment.start, &lines)
      } else {
        addGapBeforeTrailingComment()
      }
      document.add(.comment(Int32(nextComment)))
      lines.isBehindInlineComment = comment.isInline && followedByCode
      lines.isBehindLineComment = comment.isLine
      lines.isBehindDocumentation = comment.isDocumentation && comment.startsLine
      nextComment += 1
    }
  }

  // MARK: Statements

  private mutating func add(_ statement: Statement) {
    next = source.index(from: statement.start)
    guard !statement.isVerbatim else {
      document.add(.verbatim(statement.start, statement.end))
      next = source.index(from: statement.end)
      while nextComment < source.comments.count,
        source.comments[nextComment].start < statement.end
      { nextComment += 1 }
      return
    }
    var blocks = statement.blocks[...]
    let first = next
    let outerGroups = groupEnds.count
    document.openGroup(statement.blocks.isEmpty ? .statement : .declaration)
    while next < source.pieces.count, source.pieces[next].start < statement.end {
      let index = next
      next += 1
      if let block = blocks.first, block.range.start == source.pieces[index].start {
        blocks.removeFirst()
        addGap(before: index)
        add(block, brace: index)
        continue
      }
      if isDroppedComma(index) { continue }
      if index > first { addGap(before: index) }
      addPiece(index)
    }
    while groupEnds.count > outerGroups {
      document.closeGroup()
      groupEnds.removeLast()
    }
    document.closeGroup()
  }

  private mutating func add(_ block: StatementBlock, brace: Int) {
    document.add(.text("{"))
    let end = block.range.end - 1
    let hasComments =
      nextComment < source.comments.count && source.comments[nextComment].start < end
    if hasComments || !block.statements.isEmpty {
      // One statement may share a line with its braces, if its author wants that.
      let isLine =
        block.statements.count == 1 && !hasComments
        && !source.hasLineBreak(block.range.start, block.range.end)
      document.openGroup(.block)
      if isLine {
        document.add(.line(blank: true, closes: false))
        add(block.statements[0])
        document.add(.line(blank: true, closes: true))
      } else {
        add(block.statements, upTo: end)
        document.add(.lineBreak(closes: true, blankLine: false))
      }
      document.closeGroup()
    }
    document.add(.text("}"))
    next = source.index(from: block.range.end)
  }

  // MARK: Pieces

  private mutating func addPiece(_ index: Int) {
    let piece = source.pieces[index]
    openGroups(at: piece.start)
    switch piece.kind {
    case .leftParenthesis, .leftBracket:
      let style = style(ofBracketsAt: index)
      brackets.append(Brackets(closer: Int(piece.closer), style: style))
      if style != .closed {
        document.openGroup(style == .group ? .parentheses : .brackets)
        groupEnds.append(0)
      }
      addBytes(piece)
    case .rightParenthesis, .rightBracket:
      addBytes(piece)
      if let closed = brackets.popLast(), closed.style != .closed {
        document.closeGroup()
        groupEnds.removeLast()
      }
    case .stringOpen where source.isTextOfLines(index): document.add(.textOfLines(Int32(index)))
    case .number where piece.roles.contains(.isDuration): addDuration(piece)
    default: addBytes(piece)
    }
    if piece.kind == .stringOpen {
      // Comments inside an interpolation are part of the text.
      while nextComment < source.comments.count, source.comments[nextComment].start < piece.end {
        nextComment += 1
      }
    }
    closeGroups(at: piece.end)
  }

  private mutating func addBytes(_ piece: Piece) {
    document.add(.source(piece.start, piece.end))
  }

  /// `15m` for `15min`: of two spellings of one unit the first is written.
  private mutating func addDuration(_ piece: Piece) {
    var start = piece.start
    var offset = Int(piece.start)
    while offset + 2 < Int(piece.end) {
      if source.bytes[offset...].starts(with: "min".utf8) {
        document.add(.source(start, UInt32(offset + 1)))
        offset += 3
        start = UInt32(offset)
      } else {
        offset += 1
      }
    }
    if start < piece.end { document.add(.source(start, piece.end)) }
  }

  private mutating func openGroups(at offset: UInt32) {
    while nextGroup < groups.count, groups[nextGroup].start <= offset {
      let group = groups[nextGroup]
      nextGroup += 1
      // What begins further in front stands in a statement that is kept as it is.
      guard group.start == offset else { continue }
      document.openGroup(group.kind)
      groupEnds.append(group.end)
    }
  }

  private mutating func closeGroups(at offset: UInt32) {
    while let end = groupEnds.last, end == offset {
      document.closeGroup()
      groupEnds.removeLast()
    }
  }

  // MARK: Brackets

  /// A comma in front of a closing bracket is written where the layout wants one.
  private func isDroppedComma(_ index: Int) -> Bool {
    guard source.pieces[index].kind == .comma, let open = brackets.last else { return false }
    return index + 1 == open.closer
  }

  private func style(ofBracketsAt index: Int) -> Brackets.Style {
    let closer = Int(source.pieces[index].closer)
    let comments = source.comments[nextComment...].prefix { $0.start < source.pieces[closer].start }
    if closer == index + 1, comments.allSatisfy({ $0.isInline && !$0.startsLine }) {
      return .closed
    }
    if comments.isEmpty {
      switch closer - index {
      // `("…")` gains nothing from lines of its own; `[:]` is a sign.
      case 2 where isKind(index + 1, .stringOpen, .colon): return .closed
      case 3 where isKind(index + 1, .stringOpen) && isKind(index + 2, .comma): return .closed
      default: break
      }
    }
    if source.pieces[index].roles.contains(.groups) { return .group }
    return isListOfWords(index + 1, closer) ? .filled : .list
  }

  private func isKind(_ index: Int, _ kinds: TokenKind...) -> Bool {
    kinds.contains(source.pieces[index].kind)
  }

  /// Whether all elements are single words, numbers or texts; stops at the first that is not.
  private func isListOfWords(_ first: Int, _ closer: Int) -> Bool {
    var index = first
    while index < closer {
      if isKind(index, .dot) { index += 1 }
      guard isKind(index, .identifier, .quotedIdentifier, .number, .minus, .stringOpen, .regex)
      else { return false }
      index += 1
      guard index == closer || isKind(index, .comma) else { return false }
      index += 1
    }
    return true
  }
}

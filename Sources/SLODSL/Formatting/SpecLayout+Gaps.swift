/// What stands between the pieces of a statement.
extension SpecLayout {
  private enum Gap {
    case nothing
    case space
    case line(blank: Bool, closes: Bool)
    case fillLine
  }

  /// The blank, line break or comments in front of a piece.
  mutating func addGap(before index: Int) {
    let piece = source.pieces[index]
    let gap = gap(before: index)
    addInlineComments(before: index)
    switch piece.kind {
    // Further comments follow the comma, and stand inside the block.
    case .comma, .leftBrace: return add(gap)
    case .rightParenthesis, .rightBracket:
      let isList = brackets.last?.style == .list || brackets.last?.style == .filled
      if isList, Int(source.pieces[index - 1].closer) != index { document.add(.trailingComma) }
    default: break
    }
    addComments(before: index, gap)
  }

  /// The comments that do not stand behind code on its line, and the gap.
  private mutating func addComments(before index: Int, _ gap: Gap) {
    let piece = source.pieces[index]
    let isClosed = brackets.last?.style == .closed
    var isWritten = false
    var mustBreak = false
    // A comma or a brace behind a comment to the end of the line has been moved in front of it.
    var isBehindLine = false
    while let comment = takeComment(before: piece.start) {
      if comment.startsLine || isBehindLine {
        document.add(.lineBreak(closes: isElse(index), blankLine: false))
        isWritten = true
      } else if isWritten || mustBreak {
        document.add(.space)
      } else if !comment.isInline {
        addGapBeforeTrailingComment()
      } else {
        add(gap)
        isWritten = true
      }
      document.add(.comment(Int32(nextComment - 1)))
      mustBreak = !comment.isInline
      isBehindLine = comment.isLine
    }
    if mustBreak || isWritten && closes(at: index) && !isClosed {
      document.add(.lineBreak(closes: closes(at: index), blankLine: false))
    } else if isWritten, !isClosed {
      document.add(.space)
    } else if !isWritten {
      add(gap)
    }
  }

  /// Blocks behind code belong to it, unless an element begins there. Whether the line ends behind
  /// them does not matter: the layout may end it there or not.
  private mutating func addInlineComments(before index: Int) {
    switch source.pieces[index - 1].kind {
    case .leftParenthesis, .leftBracket: return
    // A comma in front of a closing bracket is gone.
    case .comma where index != brackets.last?.closer: return
    default: break
    }
    while nextComment < source.comments.count {
      let comment = source.comments[nextComment]
      guard comment.start < source.pieces[index].start, !comment.isLine, !comment.startsLine
      else { return }
      document.add(.space)
      document.add(.comment(Int32(nextComment)))
      nextComment += 1
    }
  }

  private mutating func takeComment(before offset: UInt32) -> Comment? {
    guard nextComment < source.comments.count, source.comments[nextComment].start < offset else {
      return nil
    }
    nextComment += 1
    return source.comments[nextComment - 1]
  }

  /// Two blanks, so that comments stand out from code.
  mutating func addGapBeforeTrailingComment() {
    document.add(.space)
    document.add(.space)
  }

  private mutating func add(_ gap: Gap) {
    switch gap {
    case .nothing: break
    case .space: document.add(.space)
    case .line(let blank, let closes): document.add(.line(blank: blank, closes: closes))
    case .fillLine: document.add(.fillLine)
    }
  }

  /// Whether a line that begins with the piece stands as far left as the one that it goes on with.
  private func closes(at index: Int) -> Bool {
    switch source.pieces[index].kind {
    case .rightParenthesis, .rightBracket: true
    default: isElse(index)
    }
  }

  private func isElse(_ index: Int) -> Bool { source.pieces[index - 1].kind == .rightBrace }

  private func gap(before index: Int) -> Gap {
    let piece = source.pieces[index]
    let before = source.pieces[index - 1]
    if let gap = gapInsideBrackets(before: index) { return gap }
    switch piece.kind {
    case .comma, .colon: return .nothing
    default: break
    }
    if before.kind == .comma { return gapBehindComma(isInType: piece.roles.contains(.isGlued)) }
    if piece.roles.contains(.isGlued) { return .nothing }
    if piece.roles.contains(.continuesChain) {
      switch document.innermost {
      case .chain, .condition: return .line(blank: true, closes: false)
      default: return .space
      }
    }
    switch (before.kind, piece.kind) {
    case (.not, _), (.dot, _), (.closedRange, _), (.halfOpenRange, _), (_, .closedRange),
      (_, .halfOpenRange):
      return .nothing
    case (_, .leftParenthesis): return piece.roles.contains(.groups) ? .space : .nothing
    default: return .space
    }
  }

  /// Behind an opening bracket and in front of a closing one.
  private func gapInsideBrackets(before index: Int) -> Gap? {
    guard let open = brackets.last else { return nil }
    let before = source.pieces[index - 1]
    let isFirst = Int(before.closer) == open.closer && open.closer != index - 1
    guard isFirst || index == open.closer else { return nil }
    if open.style == .closed { return .nothing }
    return .line(blank: false, closes: index == open.closer)
  }

  private func gapBehindComma(isInType: Bool) -> Gap {
    if isInType { return .space }
    if let open = brackets.last {
      switch open.style {
      case .filled: return .fillLine
      case .list: return .line(blank: true, closes: false)
      case .group, .closed: return .space
      }
    }
    switch document.innermost {
    case .values: return .line(blank: true, closes: false)
    case .filledValues: return .fillLine
    default: return .space
    }
  }
}

/// Bytes that no layout parts: a word, a sign, a whole text.
struct Piece {
  /// What the tree knows of it.
  struct Roles: OptionSet {
    let rawValue: UInt16

    /// An operator that may begin a line.
    static let continuesChain = Roles(rawValue: 1)
    /// The first of a predicate: the `where` in front of it may begin a line.
    static let followsWhere = Roles(rawValue: 2)
    /// `(` around an expression, not around arguments.
    static let groups = Roles(rawValue: 4)
    /// The name in `calendar.month`, glued to its dot, which is glued to what stands in front.
    static let isMember = Roles(rawValue: 8)
    static let startsType = Roles(rawValue: 16)
    /// The first behind a type.
    static let endsType = Roles(rawValue: 32)
    /// Nothing stands between it and the piece in front.
    static let isGlued = Roles(rawValue: 64)
    /// The first name of a loop.
    static let namesLoop = Roles(rawValue: 128)
    static let isDuration = Roles(rawValue: 256)
  }

  /// That of its first token: `stringOpen` for a whole text.
  let kind: TokenKind
  var roles: Roles = []
  let start: UInt32
  let end: UInt32
  /// Index of its first token.
  let token: Int32
  /// Index of the bracket that closes this one; of itself for all other pieces.
  var closer: Int32

  var length: Int { Int(end - start) }
}

/// `//`, `///` and `/* */`.
struct Comment {
  let start: UInt32
  let end: UInt32
  /// Whether it ends with its line.
  let isLine: Bool
  let isDocumentation: Bool
  /// Whether nothing but blanks stands in front of it on its line.
  let startsLine: Bool
  /// Whether nothing but blanks stands behind it on its line.
  fileprivate(set) var endsLine: Bool

  /// Whether code follows on its line.
  var isInline: Bool { !isLine && !endsLine }
}

/// A file as pieces and comments, both in source order.
struct SpecPieces {
  let bytes: [UInt8]
  let tokens: [Token]
  private(set) var pieces: [Piece] = []
  private(set) var comments: [Comment] = []

  init(_ bytes: [UInt8], _ lexemes: Lexemes, _ outline: SyntaxOutline) {
    self.bytes = bytes
    tokens = lexemes.tokens
    pieces.reserveCapacity(tokens.count)
    addPieces(words: outline.words)
    addRoles(outline.marks)
    matchBrackets()
    addComments(lexemes)
  }

  /// The index of the first piece that begins at an offset or behind it.
  func index(from offset: UInt32) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func hasLineBreak(_ start: UInt32, _ end: UInt32) -> Bool {
    start < end && bytes[Int(start)..<Int(end)].contains(UInt8(ascii: "\n"))
  }

  /// Whether an empty line stands in front of an offset.
  func hasBlankLine(before offset: UInt32) -> Bool {
    var place = Int(offset)
    var breaks = 0
    while place > 0, breaks < 2 {
      place -= 1
      switch bytes[place] {
      case UInt8(ascii: "\n"): breaks += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return false
      }
    }
    return breaks == 2
  }

  // MARK: Reading

  private mutating func addPieces(words: [SourceRange]) {
    var index = 0
    var word = 0
    while tokens[index].kind != .endOfFile {
      let first = index
      let token = tokens[first]
      while word < words.count, words[word].start < token.start { word += 1 }
      if token.kind == .stringOpen {
        index = endOfString(from: first)
      } else if word < words.count, words[word].start == token.start {
        index += 1
        // `3 errors` is a number and a word; only what is glued stays together.
        while tokens[index].start == tokens[index - 1].end, tokens[index].end <= words[word].end,
          tokens[index].kind != .endOfFile
        {
          index += 1
        }
      } else {
        index += 1
      }
      pieces.append(
        Piece(
          kind: token.kind,
          start: token.start,
          end: tokens[index - 1].end,
          token: Int32(first),
          closer: Int32(pieces.count)
        )
      )
    }
  }

  /// The index behind a text and all that is interpolated in it.
  private func endOfString(from first: Int) -> Int {
    var depth = 0
    var index = first
    repeat {
      switch tokens[index].kind {
      case .stringOpen: depth += 1
      case .stringClose: depth -= 1
      case .endOfFile: return index
      default: break
      }
      index += 1
    } while depth > 0
    return index
  }

  private mutating func addRoles(_ marks: [SyntaxOutline.Mark]) {
    var index = 0
    // Types inside types: only the outermost has marks, since the walk does not look inside.
    var isInType = false
    var next = 0
    while index < pieces.count {
      var roles: Piece.Roles = []
      while next < marks.count, marks[next].offset <= pieces[index].start {
        if marks[next].role == .endsType {
          isInType = false
        } else if marks[next].offset == pieces[index].start {
          roles.formUnion(marks[next].role)
        }
        next += 1
      }
      if isInType { roles.insert(.isGlued) }
      if roles.contains(.startsType) { isInType = true }
      if roles.contains(.isMember), index > 0 {
        roles.insert(.isGlued)
        pieces[index - 1].roles.insert(.isGlued)
      }
      if roles.contains(.followsWhere), index > 0 {
        pieces[index - 1].roles.insert(.continuesChain)
      }
      if roles.contains(.namesLoop), index > 0 { pieces[index - 1].roles.insert(.groups) }
      pieces[index].roles.formUnion(roles)
      index += 1
    }
  }

  private mutating func matchBrackets() {
    var open: [Int] = []
    for index in pieces.indices {
      if pieces[index].kind.closer != nil, pieces[index].kind != .stringOpen {
        open.append(index)
      } else if pieces[index].kind.closes, let opening = open.popLast() {
        pieces[opening].closer = Int32(index)
      }
    }
  }

  // MARK: Comments

  private mutating func addComments(_ lexemes: Lexemes) {
    var plain = lexemes.comments[...]
    var documentation = lexemes.documentation[...]
    while true {
      let isPlain: Bool
      switch (plain.first, documentation.first) {
      case (let one?, let other?): isPlain = one.start < other.range.start
      case (_?, nil): isPlain = true
      case (nil, _?): isPlain = false
      case (nil, nil): return joinCommentsOfALine()
      }
      if isPlain, let range = plain.popFirst() {
        let isBlock = bytes[Int(range.start)...].starts(with: "/*".utf8)
        addComment(range, isLine: !isBlock, isDocumentation: false)
      } else if let line = documentation.popFirst() {
        addComment(line.range, isLine: true, isDocumentation: true)
      }
    }
  }

  private mutating func addComment(_ range: SourceRange, isLine: Bool, isDocumentation: Bool) {
    var place = Int(range.start)
    while place > 0, Self.isBlank(bytes[place - 1]) { place -= 1 }
    let isFirst = place == 0 || bytes[place - 1] == UInt8(ascii: "\n") || isBehindMark(place)
    place = Int(range.end)
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    let isLast = place == bytes.count || bytes[place] == UInt8(ascii: "\n")
    comments.append(
      Comment(
        start: range.start,
        end: range.end,
        isLine: isLine,
        isDocumentation: isDocumentation,
        startsLine: isFirst,
        endsLine: isLast
      )
    )
  }

  /// What only comments follow ends its line too.
  private mutating func joinCommentsOfALine() {
    for index in comments.indices.dropLast().reversed() where comments[index + 1].endsLine {
      let between = bytes[Int(comments[index].end)..<Int(comments[index + 1].start)]
      if between.allSatisfy(Self.isBlank) { comments[index].endsLine = true }
    }
  }

  /// Whether nothing but a byte order mark stands in front.
  private func isBehindMark(_ offset: Int) -> Bool {
    offset == 3 && bytes.starts(with: "\u{FEFF}".utf8)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}

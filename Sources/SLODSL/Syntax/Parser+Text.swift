extension Parser {
  /// A piece of a string literal before its indentation is removed.
  private struct Piece {
    enum Kind {
      /// Bytes that stand for themselves.
      case text
      /// A line break of two bytes.
      case lineBreak
      case escape(String)
      case interpolation(Expression)
    }

    let kind: Kind
    var start: Int
    var end: Int
  }

  /// Reads a string literal; the lexer has made sure that it is well formed.
  func parseString() -> StringLiteral {
    let opening = take()
    let hashes = bytes(opening).prefix { $0 == UInt8(ascii: "#") }.count
    let isMultiLine = opening.length - hashes == 3 && bytes(opening).last == UInt8(ascii: "\"")
    var pieces: [Piece] = []
    var depth = 0
    while current.kind != .stringClose, current.kind != .endOfFile {
      let token = take()
      let kind: Piece.Kind
      switch token.kind {
      case .stringEscape:
        kind = bytes(token).first == UInt8(ascii: "\r")
          ? .lineBreak : .escape(decodeEscape(token, hashes: hashes))
      case .interpolationOpen:
        kind = .interpolation(parseInterpolation(token))
        depth = max(depth, height)
      default: kind = .text
      }
      pieces.append(
        Piece(kind: kind, start: Int(token.start), end: Int(previous?.end ?? token.end)))
    }
    let closing = take()
    if isMultiLine, !closing.isBroken {
      pieces = withoutIndentation(pieces, opening: opening, closing: closing)
    }
    height = depth + 1
    return StringLiteral(segments: pieces.map(segment), range: range(from: opening))
  }

  private func segment(_ piece: Piece) -> StringLiteral.Segment {
    let place = SourceRange(file: source.id, start: piece.start, end: piece.end)
    switch piece.kind {
    case .text: return .text(source.text(place), place)
    case .lineBreak: return .text("\n", place)
    case .escape(let text): return .text(text, place)
    case .interpolation(let expression): return .interpolation(expression, place)
    }
  }

  /// What stands between `\(` and its `)`.
  private func parseInterpolation(_ opening: Token) -> Expression {
    let outer = (brackets, selection, isInDashedList)
    (brackets, selection, isInDashedList) = (brackets + 1, nil, false)
    defer { (brackets, selection, isInDashedList) = outer }
    var expression = Expression.missing(placeBehind)
    if enter("interpolation") {
      expression = parseExpression()
      nesting -= 1
    }
    if current.kind != .interpolationClose {
      let isReported = isFollowUp || nesting == Self.nestingLimit
      let found = Diagnostic.unexpected(shown(current), expected: "`)`", at: placeOfCurrent)
      while current.kind != .interpolationClose, current.kind != .endOfFile {
        let before = index
        skipBalanced()
        if index == before { take() }
      }
      // Text that swallowed the parenthesis has been reported as unterminated.
      if !isReported, !current.isBroken { report(found) }
    }
    _ = take(.interpolationClose)
    return expression
  }

  // MARK: Escapes

  /// The text of an escape sequence; of a wrong one, reported, its own bytes.
  private func decodeEscape(_ token: Token, hashes: Int) -> String {
    let content = bytes(token).dropFirst(1 + hashes)
    guard let letter = content.first else {
      // A backslash at the very end: the missing quote has been reported.
      return text(token)
    }
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "'"): return "'"
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "0"): return "\0"
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"):
      if content.last == UInt8(ascii: "\n") { return "" }
    case UInt8(ascii: "u"):
      if let scalar = scalar(escaped: content) { return String(Character(scalar)) }
      report(.invalidScalarEscape(at: range(token)))
      return text(token)
    default: break
    }
    report(
      .invalidEscape(text(token), at: range(token), backslash: range(token), hashes: hashes))
    return text(token)
  }

  /// `u{1F600}`: one to eight hexadecimal digits that name a scalar.
  private func scalar(escaped content: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard content.count > 3, content.count < 12, content.last == UInt8(ascii: "}"),
      let value = UInt32(
        String(decoding: content.dropFirst(2).dropLast(), as: UTF8.self), radix: 16)
    else { return nil }
    return Unicode.Scalar(value)
  }

  // MARK: Multi-line text

  /// The pieces of text between `"""` without the first line break, the last one and the
  /// indentation of the closing quotes.
  private func withoutIndentation(
    _ pieces: [Piece], opening: Token, closing: Token
  ) -> [Piece] {
    var pieces = pieces[...]
    guard dropFirstLine(&pieces) else {
      report(
        .textBesideQuotes(
          at: range(opening), isOpening: true, edits: edits(aroundTextOf: opening, closing)))
      return Array(pieces)
    }
    var indentation = Int(closing.start)..<Int(closing.start)
    if let last = pieces.last, case .text = last.kind, source.bytes[last.end - 1] != 0x0A {
      guard isBlank(last.start..<last.end), isBehindLineBreak(last.start) else {
        report(.textBesideQuotes(at: range(closing), isOpening: false, edits: []))
        return Array(pieces)
      }
      indentation = last.start..<last.end
      pieces.removeLast()
    } else if !isBehindLineBreak(Int(closing.start)) {
      report(.textBesideQuotes(at: range(closing), isOpening: false, edits: []))
      return Array(pieces)
    }
    dropLastLineBreak(&pieces)
    return strip(indentation, from: pieces)
  }

  /// The line breaks that a text of several lines lacks behind its opening quotes.
  private func edits(aroundTextOf opening: Token, _ closing: Token) -> [FixIt.Edit] {
    var start = Int(closing.start)
    while start > Int(opening.end), isBlank(start - 1..<start) { start -= 1 }
    guard isBehindLineBreak(start) else {
      return [range(opening).after, range(closing).before].map {
        FixIt.Edit(range: $0, replacement: "\n")
      }
    }
    let indentation = source.bytes[start..<Int(closing.start)]
    return [
      FixIt.Edit(
        range: range(opening).after,
        replacement: "\n" + String(decoding: indentation, as: UTF8.self))
    ]
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    source.bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private func isBehindLineBreak(_ offset: Int) -> Bool {
    offset > 0 && source.bytes[offset - 1] == 0x0A
  }

  /// Drops blanks and the line break behind the opening quotes; false when text stands there.
  private func dropFirstLine(_ pieces: inout ArraySlice<Piece>) -> Bool {
    guard let first = pieces.first else { return false }
    switch first.kind {
    case .lineBreak:
      pieces.removeFirst()
      return true
    case .text where source.bytes[first.end - 1] == 0x0A:
      guard isBlank(first.start..<first.end - 1) else { return false }
      pieces.removeFirst()
      return true
    case .text:
      guard isBlank(first.start..<first.end), let second = pieces.dropFirst().first,
        case .lineBreak = second.kind
      else { return false }
      pieces.removeFirst(2)
      return true
    case .escape, .interpolation: return false
    }
  }

  private func dropLastLineBreak(_ pieces: inout ArraySlice<Piece>) {
    guard var last = pieces.popLast() else { return }
    switch last.kind {
    case .lineBreak: return
    case .text where source.bytes[last.end - 1] == 0x0A:
      last.end -= 1
      if last.end > last.start { pieces.append(last) }
    case .text, .escape, .interpolation: pieces.append(last)
    }
  }

  private func strip(
    _ indentation: Range<Int>, from pieces: ArraySlice<Piece>
  ) -> [Piece] {
    var stripped: [Piece] = []
    stripped.reserveCapacity(pieces.count)
    var shallow: [FixIt.Edit] = []
    for piece in pieces {
      var piece = piece
      if isBehindLineBreak(piece.start), !indentation.isEmpty {
        let blanks = source.bytes[piece.start..<piece.end].prefix { $0 == 0x20 || $0 == 0x09 }
        if source.bytes[piece.start..<piece.end].starts(with: source.bytes[indentation]) {
          piece.start += indentation.count
        } else if case .text = piece.kind, isBlankLine(piece, behind: blanks.endIndex) {
          piece.start = blanks.endIndex
        } else if case .lineBreak = piece.kind {
          // An empty line needs no indentation.
        } else if shallow.count < 64 {
          shallow.append(
            FixIt.Edit(
              range: SourceRange(file: source.id, start: piece.start, end: blanks.endIndex),
              replacement: String(decoding: source.bytes[indentation], as: UTF8.self)))
        }
      }
      if piece.end > piece.start { stripped.append(piece) }
    }
    if !shallow.isEmpty { report(.shallowText(edits: shallow)) }
    return stripped
  }

  private func isBlankLine(_ piece: Piece, behind blanks: Int) -> Bool {
    blanks == piece.end || source.bytes[blanks] == 0x0A
  }
}

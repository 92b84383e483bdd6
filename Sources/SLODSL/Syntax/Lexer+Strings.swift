/// A string whose end has not been seen.
struct OpenString: Sendable {
  /// Offset of the first `#` or quote.
  let start: Int
  let hashes: Int
  let isMultiLine: Bool
  /// Open `(` inside the current interpolation.
  var parentheses = 0
}

extension Lexer {
  /// `#promql`, or the hashes of a raw string.
  mutating func scanHash() {
    let start = cursor.offset
    let hashes = cursor.run(of: UInt8(ascii: "#"))
    cursor.advance(hashes)
    if cursor.byte == UInt8(ascii: "\"") {
      cursor.offset = start
      openString(hashes: hashes)
    } else if hashes == 1, isLetter(cursor.byte) {
      cursor.skip(while: isNameByte)
      append(.directive, from: start)
    } else {
      if cursor.byte == UInt8(ascii: "!") || hashes > 1 || cursor.byte == UInt8(ascii: " ") {
        report(.hashComment(at: range(start, cursor.offset)))
        cursor.skip { $0 != UInt8(ascii: "\n") }
        comments.append(range(start, cursor.offset))
        flags.insert(.spaced)
        return
      }
      report(.invalidCharacter(Unicode.Scalar("#"), at: range(start, cursor.offset)))
      append(.invalid, from: start, broken: true)
    }
  }

  /// Opens a string at its first `#` or quote and scans its first piece.
  mutating func openString(hashes: Int) {
    let start = cursor.offset
    cursor.advance(hashes)
    var isMultiLine = cursor.starts(with: "\"\"\"")
    if isMultiLine, hashes > 0 {
      // `#"""#` is one quote between delimiters.
      let ahead = ByteCursor(cursor.bytes, at: cursor.offset + 3)
      if ahead.run(of: UInt8(ascii: "#"), atMost: hashes) == hashes { isMultiLine = false }
    }
    cursor.advance(isMultiLine ? 3 : 1)
    append(.stringOpen, from: start)
    strings.append(OpenString(start: start, hashes: hashes, isMultiLine: isMultiLine))
    scanStringBody()
  }

  /// Scans the innermost string up to its end or its next interpolation.
  mutating func scanStringBody() {
    guard let string = strings.last else { return }
    var piece = cursor.offset
    while !cursor.isAtEnd {
      let byte = cursor.byte
      switch byte {
      case UInt8(ascii: "\"") where endsString(string):
        finishPiece(from: piece)
        let start = cursor.offset
        cursor.advance((string.isMultiLine ? 3 : 1) + string.hashes)
        append(.stringClose, from: start)
        strings.removeLast()
        return
      case UInt8(ascii: "\\") where cursor.isEscape(hashes: string.hashes):
        finishPiece(from: piece)
        if scanEscape(string) { return }
        piece = cursor.offset
      case UInt8(ascii: "\n") where !string.isMultiLine,
        UInt8(ascii: "\r") where !string.isMultiLine && cursor.peek() == UInt8(ascii: "\n"):
        finishPiece(from: piece)
        abandonString()
        return
      case UInt8(ascii: "\n"):
        cursor.offset += 1
        finishPiece(from: piece)
        piece = cursor.offset
      case UInt8(ascii: "\r") where cursor.peek() == UInt8(ascii: "\n"):
        finishPiece(from: piece)
        piece = cursor.offset
        cursor.offset += 2
        append(.stringEscape, from: piece)
        piece = cursor.offset
      case 0..<0x20, 0x7F: skipControlCharacter(byte)
      case 0x80...: skipTextScalar()
      default: cursor.offset += 1
      }
    }
    finishPiece(from: piece)
    abandonString()
  }

  private mutating func finishPiece(from start: Int) {
    if cursor.offset > start { append(.stringText, from: start) }
  }

  private func endsString(_ string: OpenString) -> Bool {
    let quotes = string.isMultiLine ? 3 : 1
    guard quotes == 1 || cursor.starts(with: "\"\"\"") else { return false }
    guard string.hashes > 0 else { return true }
    let behind = ByteCursor(cursor.bytes, at: cursor.offset + quotes)
    return behind.run(of: UInt8(ascii: "#"), atMost: string.hashes) == string.hashes
  }

  /// Scans one escape sequence; true when it opens an interpolation.
  private mutating func scanEscape(_ string: OpenString) -> Bool {
    let start = cursor.offset
    cursor.advance(1 + string.hashes)
    switch cursor.byte {
    case UInt8(ascii: "("):
      cursor.offset += 1
      guard strings.count <= Self.nestingLimit else {
        if !stringsAreReported {
          report(.nestedTooDeeply("interpolation", at: range(start, cursor.offset)))
        }
        stringsAreReported = true
        cursor.skip { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        append(.stringText, from: start, broken: true)
        return false
      }
      strings[strings.count - 1].parentheses = 0
      append(.interpolationOpen, from: start)
      return true
    case UInt8(ascii: "u") where cursor.peek() == UInt8(ascii: "{"):
      cursor.offset += 2
      cursor.skip { isDigit($0) || isLetter($0) }
      _ = cursor.skip(UInt8(ascii: "}"))
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"):
      if string.isMultiLine { skipEscapedLineBreak() }
    case 0x80...: cursor.advance(cursor.scalar?.length ?? 1)
    default: cursor.advance()
    }
    append(.stringEscape, from: start)
    return false
  }

  /// A backslash at the end of a line joins it with the next.
  private mutating func skipEscapedLineBreak() {
    var ahead = cursor
    ahead.skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    _ = ahead.skip(UInt8(ascii: "\r"))
    if ahead.skip(UInt8(ascii: "\n")) { cursor = ahead } else { cursor.advance() }
  }

  private mutating func skipControlCharacter(_ byte: UInt8) {
    let start = cursor.offset
    cursor.offset += 1
    guard byte != UInt8(ascii: "\t") else { return }
    report(
      .controlCharacterInText(Unicode.Scalar(byte), at: range(start, cursor.offset))
    )
  }

  mutating func skipTextScalar() {
    if let scalar = cursor.scalar {
      cursor.offset += scalar.length
    } else {
      skipInvalidUTF8()
    }
  }

  /// Reports a whole run of bytes that are not UTF-8.
  mutating func skipInvalidUTF8() {
    let start = cursor.offset
    repeat {
      cursor.offset += 1
    } while cursor.byte >= 0x80 && cursor.scalar == nil
    report(.invalidUTF8(at: range(start, cursor.offset)))
  }

  // MARK: Strings without an end

  /// Ends the innermost string where its closing quote is missing.
  ///
  /// The tokens that would have closed it are added without bytes, so that the parser always sees
  /// well-formed strings. Of strings inside each other's interpolations only the outermost that
  /// ends here is reported.
  mutating func abandonString() {
    guard let string = strings.popLast() else { return }
    let isInterpolating = isInsideInterpolation
    if isInterpolating { append(.interpolationClose, from: cursor.offset, broken: true) }
    append(.stringClose, from: cursor.offset, broken: true)
    if string.isMultiLine { swallowedEnd = true }
    let isOutermost = cursor.isAtEnd ? strings.isEmpty : strings.last?.isMultiLine ?? true
    guard isOutermost else { return }
    guard !stringsAreReported else {
      stringsAreReported = false
      return
    }
    let opening = string.start + string.hashes + (string.isMultiLine ? 3 : 1)
    let end = endOfText(from: opening)
    let last = tokens.dropLast(isInterpolating ? 2 : 1).last
    let endsInBackslash = last?.kind == .stringEscape && last?.length == 1 + string.hashes
    let isGlued = string.start > 0 && isNameByte(cursor.bytes[string.start - 1])
    if isGlued, end == opening, !string.isMultiLine {
      let quote = range(string.start, opening)
      report(.missingOpeningQuote(at: quote, word: range(startOfWord(string.start), string.start)))
      return
    }
    // The text has eaten the end of its statement and of the blocks on its line.
    let stop = isInterpolating || string.isMultiLine ? nil : endOfSwallowed(opening..<end)
    if stop != nil { swallowedEnd = true }
    report(
      .unterminatedText(
        opening: range(string.start, opening),
        text: range(string.start, stop ?? end),
        closing: string.isMultiLine || isInterpolating
          ? nil : "\"" + String(repeating: "#", count: string.hashes),
        escapesClosing: endsInBackslash && string.hashes == 0,
        canMend: !isGlued
      )
    )
  }

  /// Whether the innermost string's text is interrupted by an interpolation: what ends a piece of
  /// text is not the last token then.
  private var isInsideInterpolation: Bool {
    switch tokens.last?.kind {
    case .stringOpen, .stringText, .stringEscape, .interpolationClose, nil: false
    default: true
    }
  }

  /// Where a word that ends here begins.
  private func startOfWord(_ end: Int) -> Int {
    var start = end
    while start > 0, isNameByte(cursor.bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Where a text without its end was meant to end, when `}` or `; key:` of its line is inside.
  private func endOfSwallowed(_ text: Range<Int>) -> Int? {
    guard
      var end = text.first(where: {
        [UInt8(ascii: ";"), UInt8(ascii: "}")].contains(cursor.bytes[$0])
      })
    else { return nil }
    while end > text.lowerBound, cursor.bytes[end - 1] == 0x20 { end -= 1 }
    return end
  }

  /// The offset here, less the blanks in front.
  private func endOfText(from start: Int) -> Int {
    var end = cursor.offset
    while end > start, cursor.bytes[end - 1] == 0x20 || cursor.bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// A line break ends every single-line string whose interpolation is still open.
  mutating func endSingleLineStrings() {
    while let string = strings.last, !string.isMultiLine { abandonString() }
  }
}

extension ByteCursor {
  /// Whether a backslash here escapes in a string with so many hashes.
  fileprivate func isEscape(hashes: Int) -> Bool {
    guard hashes > 0 else { return true }
    return ByteCursor(bytes, at: offset + 1).run(of: UInt8(ascii: "#"), atMost: hashes) == hashes
  }
}

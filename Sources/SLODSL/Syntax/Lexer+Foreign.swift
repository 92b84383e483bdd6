/// A character that stands for one of ours when text is pasted from a document.
struct Lookalike: Sendable {
  let kind: TokenKind
  let spelling: String

  /// By scalar value.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212: (kind, spelling) = (.minus, "-")
    case 0x2026: (kind, spelling) = (.closedRange, "...")
    case 0x2264, 0x2A7D: (kind, spelling) = (.lessOrEqual, "<=")
    case 0x2265, 0x2A7E: (kind, spelling) = (.greaterOrEqual, ">=")
    case 0x2260: (kind, spelling) = (.notEqual, "!=")
    case 0x2248, 0x2245: (kind, spelling) = (.matches, "=~")
    case 0x2208: (kind, spelling) = (.identifier, "in")
    case 0x2209: (kind, spelling) = (.notInside, "!in")
    case 0x2227: (kind, spelling) = (.and, "&&")
    case 0x2228: (kind, spelling) = (.or, "||")
    case 0x00AC: (kind, spelling) = (.not, "!")
    case 0x00D7, 0x2217: (kind, spelling) = (.star, "*")
    case 0x00F7, 0x2215, 0x2044: (kind, spelling) = (.slash, "/")
    case 0xFF1A: (kind, spelling) = (.colon, ":")
    case 0xFF05: (kind, spelling) = (.percent, "%")
    case 0xFF0C, 0x3001: (kind, spelling) = (.comma, ",")
    case 0xFF1B, 0x037E: (kind, spelling) = (.semicolon, ";")
    case 0xFF08: (kind, spelling) = (.leftParenthesis, "(")
    case 0xFF09: (kind, spelling) = (.rightParenthesis, ")")
    case 0xFF3B: (kind, spelling) = (.leftBracket, "[")
    case 0xFF3D: (kind, spelling) = (.rightBracket, "]")
    case 0xFF5B: (kind, spelling) = (.leftBrace, "{")
    case 0xFF5D: (kind, spelling) = (.rightBrace, "}")
    case 0xFF1D: (kind, spelling) = (.assign, "=")
    default: return nil
    }
  }
}

extension Lookalike {
  /// A name whose foreign letters all look like ASCII ones, in ASCII; nil for any other.
  static func latin(_ name: String) -> String? {
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let letter = letters[scalar] {
        result.unicodeScalars.append(letter)
      } else {
        return nil
      }
    }
    return result
  }

  /// Cyrillic and Greek letters by the Latin ones that they look like.
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = zip(
      "аеорсухіјѕԁһνοАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".unicodeScalars,
      "aeopcyxijsdhvoABEKMHOPCTXIJSABEZHIKMNOPTYX".unicodeScalars
    )
    return Dictionary(pairs) { first, _ in first }
  }()
}

extension Lexer {
  /// Anything outside ASCII that is not inside text.
  mutating func scanNonASCII() {
    let start = cursor.offset
    guard let (scalar, length) = cursor.scalar else {
      skipInvalidUTF8()
      return append(.invalid, from: start, broken: true)
    }
    if isCurlyQuote(scalar) { return scanForeignString() }
    if scalar.properties.isIDStart { return scanForeignName(from: start) }
    cursor.offset += length
    let place = range(start, cursor.offset)
    if isBlank(scalar) {
      flags.insert(.spaced)
      report(.foreignBlank(scalar, at: place))
    } else if let lookalike = Lookalike(scalar), lookalike.kind != .identifier {
      report(.lookalike(scalar, instead: lookalike.spelling, at: place))
      append(lookalike.kind, from: start, broken: true)
    } else {
      skipRepeats(of: scalar, length: length)
      report(
        .invalidCharacter(
          scalar,
          at: range(start, cursor.offset),
          instead: Lookalike(scalar)?.spelling
        )
      )
      append(.invalid, from: start, broken: true)
    }
  }

  /// A byte of ASCII that has no meaning: control characters, `@`, `$`, `?`, `^`, `~`, `\`.
  mutating func scanInvalidASCII() {
    let start = cursor.offset
    let byte = cursor.byte
    let scalar = Unicode.Scalar(byte)
    cursor.advance(cursor.run(of: byte))
    if byte == 0x0C || byte == 0x0B {
      flags.insert(.spaced)
      report(.foreignBlank(scalar, at: range(start, cursor.offset)))
    } else {
      report(.invalidCharacter(scalar, at: range(start, cursor.offset)))
      append(.invalid, from: start, broken: true)
    }
  }

  /// A run of one wrong character is one mistake.
  private mutating func skipRepeats(of scalar: Unicode.Scalar, length: Int) {
    while let next = cursor.scalar, next.value == scalar { cursor.offset += length }
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x00AD: true
    case 0x0085, 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }

  private func isCurlyQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018...0x201F, 0x00AB, 0x00BB, 0x2039, 0x203A, 0x2032, 0x2033, 0xFF02, 0xFF07: true
    default: false
    }
  }

  /// Text between quotes of a document or another language: `'x'`, `“x”`.
  ///
  /// It ends at the next quote of that sort on the line; without one, the quote alone is wrong.
  mutating func scanForeignString() {
    let start = cursor.offset
    let isSingle = cursor.byte == UInt8(ascii: "'")
    let opening = isSingle ? 1 : cursor.scalar?.length ?? 1
    cursor.advance(opening)
    let content = cursor.offset
    while !cursor.isAtEnd, cursor.byte != UInt8(ascii: "\n"), cursor.byte != UInt8(ascii: "\r") {
      if isSingle ? cursor.byte == UInt8(ascii: "'") : cursor.byte == UInt8(ascii: "\"") {
        return endForeignString(start: start, content: content, closing: 1)
      }
      guard cursor.byte >= 0x80 else {
        cursor.offset += 1
        continue
      }
      guard let (scalar, length) = cursor.scalar else {
        skipInvalidUTF8()
        continue
      }
      if !isSingle, isCurlyQuote(scalar), scalar.value != 0x2019 || closesWithApostrophe(start) {
        return endForeignString(start: start, content: content, closing: length)
      }
      cursor.offset += length
    }
    cursor.offset = content
    report(.foreignQuote(at: range(start, content)))
    append(.invalid, from: start, broken: true)
    // Whatever the quote was meant to hold is not ours to judge.
    cursor.skip { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\r") }
  }

  /// `’` ends text that `‘` began; elsewhere it is an apostrophe.
  private func closesWithApostrophe(_ start: Int) -> Bool {
    switch ByteCursor(cursor.bytes, at: start).scalar?.value.value {
    case 0x2018, 0x2019, 0x201A, 0x201B: true
    default: false
    }
  }

  private mutating func endForeignString(start: Int, content: Int, closing: Int) {
    let end = cursor.offset
    let text = text(from: content)
    report(
      .foreignQuotes(
        at: range(start, end + closing),
        opening: range(start, content),
        closing: range(end, end + closing),
        escaping: text.utf8.contains(UInt8(ascii: "\""))
          ? escapedQuotes(content..<end) : []
      )
    )
    cursor.offset = content
    append(.stringOpen, from: start, broken: true)
    cursor.offset = end
    if end > content { append(.stringText, from: content) }
    cursor.offset = end + closing
    append(.stringClose, from: end)
  }

  /// Where plain quotes inside need a backslash once the outer ones are plain too.
  private func escapedQuotes(_ content: Range<Int>) -> [SourceRange] {
    content.filter { cursor.bytes[$0] == UInt8(ascii: "\"") }.prefix(16)
      .map { range($0, $0) }
  }
}

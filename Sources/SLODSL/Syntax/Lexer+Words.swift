extension Lexer {
  /// A name or a keyword.
  mutating func scanIdentifier() {
    let start = cursor.offset
    cursor.skip(while: isNameByte)
    if cursor.byte >= 0x80, let scalar = cursor.scalar?.value, scalar.properties.isAlphabetic {
      return scanForeignName(from: start)
    }
    append(.identifier, from: start)
  }

  /// A name with letters outside ASCII: one name, one report.
  mutating func scanForeignName(from start: Int) {
    var foreign: (value: Unicode.Scalar, offset: Int, length: Int)?
    while !cursor.isAtEnd {
      if isNameByte(cursor.byte) {
        cursor.offset += 1
      } else if cursor.byte >= 0x80, let (value, length) = cursor.scalar,
        value.properties.isIDContinue
      {
        if foreign == nil { foreign = (value, cursor.offset, length) }
        cursor.offset += length
      } else {
        break
      }
    }
    if let foreign {
      report(
        .foreignLetter(
          foreign.value, at: range(foreign.offset, foreign.offset + foreign.length),
          in: range(start, cursor.offset), name: text(from: start)))
    }
    append(.identifier, from: start, broken: true)
  }

  /// A name between back-ticks, with any text on one line.
  mutating func scanQuotedIdentifier() {
    let start = cursor.offset
    cursor.offset += 1
    while !cursor.isAtEnd {
      switch cursor.byte {
      case UInt8(ascii: "`"):
        cursor.offset += 1
        let isEmpty = cursor.offset == start + 2
        if isEmpty { report(.emptyQuotedName(at: range(start, cursor.offset))) }
        return append(.quotedIdentifier, from: start, broken: isEmpty)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return endQuotedIdentifier(from: start)
      case 0x80...: skipTextScalar()
      default: cursor.offset += 1
      }
    }
    endQuotedIdentifier(from: start)
  }

  /// Without its second back-tick a name ends where a plain name would.
  private mutating func endQuotedIdentifier(from start: Int) {
    cursor.offset = start + 1
    cursor.skip { isNameByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    if cursor.peek(-1) == UInt8(ascii: ":") { cursor.offset -= 1 }
    // Behind a blank more words may belong to the name; nobody but the author knows.
    var ahead = cursor
    ahead.skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let isWhole = ahead.offset == cursor.offset || !isNameByte(ahead.byte)
    report(.unterminatedQuotedName(at: range(start, cursor.offset), canMend: isWhole))
    append(.quotedIdentifier, from: start, broken: true)
  }

  /// Digits and everything glued to them; whether that means anything is judged where it is used,
  /// since a name may hold such a piece too (`lag-5m`).
  mutating func scanNumber() {
    let start = cursor.offset
    cursor.skip(while: isDigit)
    while !cursor.isAtEnd {
      let byte = cursor.byte
      if isNameByte(byte) || byte == UInt8(ascii: "%") {
        cursor.offset += 1
      } else if byte == UInt8(ascii: "."), isNameByte(cursor.peek()) {
        cursor.offset += 1
      } else if byte == UInt8(ascii: "."), cursor.peek() != byte {
        // A point without digits: the mistake stays in one token.
        cursor.offset += 1
      } else if byte | 0x20 == 0x2D, isExponent(from: start) {
        cursor.offset += 1
      } else if byte >= 0x80, cursor.starts(with: "µ") || cursor.starts(with: "μ") {
        cursor.offset += 2
      } else {
        break
      }
    }
    scanRateSuffix()
    append(.number, from: start)
  }

  /// `1e-6`, `1E+6`: the sign belongs to the number.
  private func isExponent(from start: Int) -> Bool {
    cursor.peek(-1) | 0x20 == UInt8(ascii: "e") && isDigit(cursor.peek())
      && cursor.offset - 2 >= start && isDigit(cursor.peek(-2))
  }

  /// `/s`, `/min`, glued: part of the number when it is a word for a time.
  private mutating func scanRateSuffix() {
    guard cursor.byte == UInt8(ascii: "/"), isLetter(cursor.peek()) else { return }
    var ahead = cursor
    ahead.offset += 1
    let word = ahead.offset
    ahead.skip(while: isNameByte)
    guard TimeWord.unit(of: cursor.bytes[word..<ahead.offset]) != nil else { return }
    cursor = ahead
  }

  /// `/…/` on one line; `\/` is a slash, every other escape is RE2's.
  mutating func scanRegex() {
    let start = cursor.offset
    cursor.offset += 1
    while !cursor.isAtEnd {
      switch cursor.byte {
      case UInt8(ascii: "/"):
        cursor.offset += 1
        return append(.regex, from: start)
      case UInt8(ascii: "\\") where cursor.peek() >= 0x20: cursor.advance(2)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return endRegex(from: start)
      case 0x80...: skipTextScalar()
      default: cursor.offset += 1
      }
    }
    endRegex(from: start)
  }

  private mutating func endRegex(from start: Int) {
    while cursor.offset > start + 1, cursor.peek(-1) == 0x20 || cursor.peek(-1) == 0x09 {
      cursor.offset -= 1
    }
    report(.unterminatedRegex(at: range(start, cursor.offset)))
    append(.regex, from: start, broken: true)
  }

  func text(from start: Int) -> String {
    String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
  }
}

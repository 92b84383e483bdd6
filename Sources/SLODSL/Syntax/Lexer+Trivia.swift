extension Lexer {
  /// Skips blanks, line breaks and comments, noting what the next token must know of them.
  mutating func skipTrivia() {
    while !cursor.isAtEnd {
      switch cursor.byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        cursor.offset += 1
        flags.insert(.spaced)
      case UInt8(ascii: "\n"):
        endSingleLineStrings()
        cursor.offset += 1
        flags = [.startsLine, .spaced]
      case UInt8(ascii: "\r"): skipCarriageReturn()
      case UInt8(ascii: "/") where cursor.peek() == UInt8(ascii: "/") && !mayStartRegex:
        skipLineComment()
      case UInt8(ascii: "/") where cursor.peek() == UInt8(ascii: "*"): skipBlockComment()
      default: return
      }
    }
  }

  private mutating func skipCarriageReturn() {
    guard cursor.peek() != UInt8(ascii: "\n") else {
      cursor.offset += 1
      return
    }
    let start = cursor.offset
    cursor.offset += 1
    flags = [.startsLine, .spaced]
    report(.loneCarriageReturn(at: range(start, start + 1)))
  }

  /// `// …`, or `/// …`, which documents what follows.
  private mutating func skipLineComment() {
    let start = cursor.offset
    let slashes = cursor.run(of: UInt8(ascii: "/"), atMost: 4)
    cursor.skip { $0 != UInt8(ascii: "\n") }
    var end = cursor.offset
    if end > start, cursor.peek(-1) == UInt8(ascii: "\r") { end -= 1 }
    if slashes == 3 {
      documentation.append(
        Lexemes.DocumentationLine(
          range: range(start, end), token: tokens.count,
          startsLine: flags.contains(.startsLine)))
    } else {
      comments.append(range(start, end))
    }
    flags.insert(.spaced)
  }

  /// `/* … */`, nested as in Swift.
  private mutating func skipBlockComment() {
    let start = cursor.offset
    var depth = 0
    var deepest = 0
    var brokeLine = false
    repeat {
      switch cursor.byte {
      case UInt8(ascii: "/") where cursor.peek() == UInt8(ascii: "*"):
        depth += 1
        deepest = max(deepest, depth)
        if depth == Self.nestingLimit + 1, deepest == depth {
          report(.nestedTooDeeply("comment", at: range(cursor.offset, cursor.offset + 2)))
        }
        cursor.offset += 2
      case UInt8(ascii: "*") where cursor.peek() == UInt8(ascii: "/"):
        depth -= 1
        cursor.offset += 2
      case UInt8(ascii: "\n"):
        brokeLine = true
        cursor.offset += 1
      default:
        cursor.advance()
      }
    } while depth > 0 && !cursor.isAtEnd
    comments.append(range(start, cursor.offset))
    flags.insert(.spaced)
    if depth > 0 {
      swallowedEnd = true
      report(.unterminatedComment(opening: range(start, start + 2), open: depth))
    }
    if brokeLine {
      endSingleLineStrings()
      flags.insert(.startsLine)
    }
  }
}

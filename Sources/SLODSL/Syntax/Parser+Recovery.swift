/// A block whose closing brace has not been read.
struct OpenBlock: Sendable {
  let brace: Token
  /// Where the declaration begins that owns it.
  let owner: SourceRange
  /// Bytes between the line's start and the declaration, when it begins its line.
  let indentation: Int?
  /// Whether declarations of the outermost level may stand inside.
  let holdsDeclarations: Bool
}

extension Parser {
  /// How strongly the current token marks structure, where it stands.
  var strength: TokenStrength {
    if current.startsLine, startsDeclaration { return .block }
    let strength = TokenStrength(current.kind)
    return brackets == 0 && current.startsLine ? max(strength, .statement) : strength
  }

  /// Whether a declaration's keyword stands here with what must follow it on its line.
  var startsDeclaration: Bool {
    guard let keyword = keyword(current), keyword.startsDeclaration else { return false }
    let next = peek()
    guard !next.startsLine else { return false }
    switch next.kind {
    case .identifier, .quotedIdentifier:
      return Keyword(bytes(next)) != .in && Keyword(bytes(next)) != .where
    case .stringOpen: return true
    case .leftBrace: return keyword == .project || keyword.isReservedBlock
    default: return false
    }
  }

  /// Whether `key:` stands here, or a declaration, or the end of a block.
  var startsStatement: Bool {
    if current.kind == .rightBrace || current.kind == .endOfFile { return true }
    if isName(current), peek().kind == .colon { return true }
    return startsDeclaration
  }

  /// Whether the statement that is being read cannot go on.
  var isAtStatementEnd: Bool {
    switch current.kind {
    case .semicolon, .rightBrace, .endOfFile, .interpolationClose, .stringClose: true
    default: current.startsLine && brackets == 0
    }
  }

  // MARK: Skipping

  /// Skips one token, or a bracket or a string with everything inside it.
  ///
  /// A `}` or the end of an interpolation that belongs to something outside stays.
  func skipBalanced() {
    var closers: [TokenKind] = []
    var strong = 0
    repeat {
      let kind = current.kind
      if kind == .endOfFile { return }
      if let closer = kind.closer {
        closers.append(closer)
        if TokenStrength(closer) == .block { strong += 1 }
      } else if kind.closes {
        if TokenStrength(kind) == .block {
          guard strong > 0 else { return }
          while let last = closers.popLast() {
            if TokenStrength(last) == .block { strong -= 1 }
            if last == kind { break }
          }
        } else if closers.last == kind {
          closers.removeLast()
        }
      } else if strong == 0, !closers.isEmpty, current.startsLine, startsDeclaration {
        return
      }
      take()
    } while !closers.isEmpty
  }

  /// Skips to the end of the statement.
  func skipStatement() {
    while !isAtStatementEnd || continuesStatement {
      let before = index
      skipBalanced()
      if index == before { return }
    }
  }

  /// Whether the line break in front of the current token ends nothing.
  private var continuesStatement: Bool {
    guard current.startsLine, TokenStrength(current.kind) < .statement else { return false }
    if startsStatement { return false }
    if previous?.kind == .comma { return true }
    return binaryOperator != nil || isWhere
  }

  /// Skips to something at least as strong.
  func skip(to strength: TokenStrength) {
    while self.strength < strength {
      let before = index
      skipBalanced()
      if index == before { return }
    }
  }

  // MARK: Brackets

  /// Reads what stands between brackets, separated by commas; a comma may stand at the end.
  ///
  /// Line breaks mean nothing inside. Whatever is wrong, reading goes on behind the closing bracket
  /// or in front of something stronger.
  func parseElements(_ what: String, _ element: (Parser) -> Void) {
    let opening = take()
    guard let closing = opening.kind.closer else { return }
    let outer = (brackets, selection, isInDashedList)
    (brackets, selection, isInDashedList) = (brackets + 1, nil, false)
    defer { (brackets, selection, isInDashedList) = outer }
    while current.kind != closing {
      guard strength < .bracket else {
        return reportUnclosed(opening, closing: closing)
      }
      if startsNextStatement { return reportUnclosed(opening, closing: closing) }
      let before = index
      element(self)
      if !take(.comma), current.kind != closing { mendSeparator(what, closing: closing) }
      if index == before { skipBalanced() }
      if index == before { return reportUnclosed(opening, closing: closing) }
    }
    take()
  }

  /// Behind an element without a comma: says what should have been there and finds the next one.
  private func mendSeparator(_ what: String, closing: TokenKind) {
    if current.kind == .semicolon, !startsNextStatement {
      report(.wrongSeparator(";", instead: ",", in: what, at: range(current)))
      take()
    } else if strength >= .bracket || startsNextStatement {
      return
    } else if current.kind.startsExpression, current.kind != .leftParenthesis,
      current.kind != .dot || current.isSpaced
    {
      if !isFollowUp, !isBesideOddQuote { report(.missingComma(in: what, at: placeBehind)) }
    } else {
      reportUnexpected(expected: "`,` or `\(closing.spelling.map(String.init(describing:)) ?? "")`")
      skip(to: .separator)
      _ = take(.comma)
    }
  }

  /// Whether text is glued to something here and a quote is missing on this line, which explains
  /// the rest: `"a, b: "c"`.
  private var isBesideOddQuote: Bool {
    guard isGlued, current.kind == .stringOpen || previous?.kind == .stringClose else {
      return false
    }
    for distance in 0..<64 {
      let token = peek(distance)
      if token.startsLine { return false }
      if token.kind == .stringClose, token.isBroken { return true }
    }
    return false
  }

  /// Inside brackets: whether a line begins a statement that no element could be, because it is
  /// indented no deeper than the one that opened the bracket.
  private var startsNextStatement: Bool {
    guard current.startsLine, isName(current), peek().kind == .colon,
      let here = indentation(of: current), let outer = indentation(of: statementStart)
    else { return false }
    return here <= outer
  }

  private func reportUnclosed(_ opening: Token, closing: TokenKind) {
    guard !isFollowUp else { return }
    let spelling = closing.spelling.map(String.init(describing:)) ?? ""
    if current.kind == .rightParenthesis || current.kind == .rightBracket {
      report(
        .wrongBracket(
          shown(current), instead: spelling, at: range(current), opening: range(opening)))
      take()
      return
    }
    report(
      .unclosedBracket(
        spelling, found: shown(current), at: placeBehind, opening: range(opening)))
  }

  // MARK: Indentation

  /// How many blanks stand in front of the first token of a line; nil for any other token.
  func indentation(of token: Token) -> Int? {
    guard token.startsLine else { return nil }
    var start = Int(token.start)
    while start > 0, source.bytes[start - 1] == 0x20 || source.bytes[start - 1] == 0x09 {
      start -= 1
    }
    guard start == 0 || source.bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    return Int(token.start) - start
  }
}

extension Parser {
  /// Reads statements up to the `}` of the block around them or the end of the file.
  mutating func parseStatements() -> [Declaration] {
    var declarations: [Declaration] = []
    while current.kind != .endOfFile {
      if current.kind == .semicolon {
        take()
        continue
      }
      if current.kind == .rightBrace {
        guard openBlocks.isEmpty else { break }
        report(.unmatchedBracket("}", at: range(current), suspect: suspect?.owner))
        take()
        continue
      }
      if leavesBlocks { break }
      let before = index
      let problems = reports.count
      statementStart = current
      if let declaration = parseStatement() { declarations.append(declaration) }
      finishStatement(isMended: reports.count > problems)
      if index == before { skipBalanced() }
      if index == before { take() }
    }
    return declarations
  }

  /// Whether a declaration of the outermost level begins at the very left, so that a brace is
  /// missing in front of it.
  private var leavesBlocks: Bool {
    if isLeavingBlocks { return true }
    guard !openBlocks.isEmpty, startsDeclaration, keyword(current)?.standsOutside ?? false,
      indentation(of: current) == 0, !openBlocks.contains(where: \.holdsDeclarations)
    else { return false }
    return true
  }

  /// Demands the end of the statement that was read; in one that holds a mistake already, whatever
  /// follows is skipped without a word.
  private mutating func finishStatement(isMended: Bool) {
    guard !isAtStatementEnd else { return }
    if startsStatement || startsCall && !isMended, !isFollowUp {
      report(.missingSemicolon(at: placeBehind, next: range(current)))
      return
    }
    if !isMended {
      switch current.kind {
      case .rightParenthesis, .rightBracket:
        report(.unmatchedBracket(text(current), at: range(current), suspect: nil))
      case .leftBrace:
        report(.unexpected("`{`", expected: "the end of the statement", at: range(current)))
      default: reportUnexpected(expected: "the end of the statement")
      }
    }
    skipStatement()
  }

  private var startsCall: Bool {
    current.kind == .identifier && peek().kind == .leftParenthesis
  }

  /// Reads one statement, or nothing when what stands here begins none.
  private mutating func parseStatement() -> Declaration? {
    let documentation = takeDocumentation()
    switch current.kind {
    case .identifier, .quotedIdentifier: return parseNamedStatement(documentation)
    case .minus:
      report(.dashInFrontOfStatement(at: range(current)))
      take()
      return isName(current) ? parseNamedStatement(documentation) : nil
    case .stringOpen: return parseQuotedKey(documentation)
    case .invalid:
      take()
      return isAtStatementEnd ? nil : parseStatement()
    default:
      if let documentation { reportStray(documentation) }
      reportUnexpected(expected: "a declaration or a setting")
      skipStatement()
      return nil
    }
  }

  private mutating func parseNamedStatement(_ documentation: Documentation?) -> Declaration? {
    let keyword = keyword(current)
    let next = peek()
    if next.kind == .colon {
      if let keyword, isColonBehindKeyword(keyword) {
        report(.colonBehindKeyword(keyword, at: range(next)))
        let first = take()
        take()
        return parseDeclaration(keyword, first, documentation)
      }
      return parseSetting(documentation)
    }
    if next.kind == .assign, !next.startsLine { return parseSetting(documentation) }
    if let keyword, let declaration = parseKeywordStatement(keyword, documentation) {
      return declaration
    }
    return parseOtherStatement(documentation)
  }

  /// `slo: availability: 99% {`, `service: checkout {`: a colon too many.
  private func isColonBehindKeyword(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .slo, .service, .metric, .template, .receiver, .policy, .project, .input: break
    default: return false
    }
    let first = peek(2)
    if first.startsLine { return false }
    if first.kind == .leftBrace { return true }
    if keyword == .project { return false }
    var behind = 3
    if first.kind == .stringOpen {
      guard peek(3).kind == .stringText, peek(4).kind == .stringClose else { return false }
      behind = 5
    } else if !isName(first) {
      return false
    }
    let next = peek(behind)
    return !next.startsLine && (next.kind == .leftBrace || next.kind == .colon && next.isSpaced == false)
  }

  /// A statement that its first word decides, if the words behind it fit at all.
  private mutating func parseKeywordStatement(
    _ keyword: Keyword, _ documentation: Documentation?
  ) -> Declaration? {
    let next = peek()
    let hasNext = !next.startsLine && next.kind != .endOfFile
    switch keyword {
    case .import, .metric, .let, .policy, .receiver, .template, .service, .slo, .input, .use:
      guard next.kind != .leftParenthesis else { return nil }
    case .project: guard next.kind == .leftBrace || !hasNext else { return nil }
    case .extend: guard self.keyword(next) == .metric else { return nil }
    case .override: guard self.keyword(next) == .slo else { return nil }
    case .for, .if: guard hasNext else { return nil }
    case .alert, .autoscale, .load, .canary, .release, .dashboard, .heartbeat, .window, .evidence:
      let fits = isName(next) || next.kind == .stringOpen || next.kind == .leftBrace
      guard hasNext, fits else { return nil }
    case .var, .const, .func, .class, .struct, .enum, .protocol, .extension, .switch, .case,
      .guard, .return, .while, .def, .fn:
      guard hasNext, isName(next) || next.kind == .stringOpen else { return nil }
      return parseForeignStatement(keyword, documentation)
    case .else, .where, .in, .over, .error, .errors, .and, .or, .not, .AND, .OR, .NOT: return nil
    }
    return parseDeclaration(keyword, take(), documentation)
  }

  /// `var x = …` is taken for a `let`; everything else of other languages is skipped.
  private mutating func parseForeignStatement(
    _ keyword: Keyword, _ documentation: Documentation?
  ) -> Declaration? {
    let isBinding = keyword == .var || keyword == .const
    report(.foreignWord(keyword.rawValue, at: range(current), isBinding: isBinding))
    let first = take()
    if isBinding { return parseDeclaration(.let, first, documentation) }
    if let documentation { _ = documentation }
    skipStatement()
    return nil
  }

  /// What begins with a name that is no keyword: a call, a block of another target, or a mistake.
  private mutating func parseOtherStatement(_ documentation: Documentation?) -> Declaration? {
    let next = peek()
    if next.kind == .leftParenthesis, !next.startsLine { return parseCallStatement(documentation) }
    if next.kind == .leftBrace, !next.startsLine || isName(current) && reservedBlocks > 0 {
      return parseUnknownBlock(documentation)
    }
    if next.startsLine || isStatementEnd(next) {
      if let documentation { reportStray(documentation) }
      let name = take()
      if tokens[max(0, index - 2)].kind == .semicolon, index > 1, !name.startsLine {
        report(.wrongSeparator(";", instead: ",", in: "a setting", at: range(tokens[index - 2])))
      } else {
        report(.missingColon(behind: text(name), at: range(name), insertion: nil))
      }
      return nil
    }
    if isUnknownDeclaration { return parseUnknownBlock(documentation) }
    if next.kind.startsExpression || next.kind == .minus { return parseSetting(documentation) }
    if let documentation { reportStray(documentation) }
    take()
    reportUnexpected(expected: "`:` and a value")
    skipStatement()
    return nil
  }

  private func isStatementEnd(_ token: Token) -> Bool {
    switch token.kind {
    case .semicolon, .rightBrace, .endOfFile: true
    default: false
    }
  }

  /// `servce checkout {`, `slos availability: 99%`: two words and then what a declaration has.
  private var isUnknownDeclaration: Bool {
    let first = peek()
    var behind = 2
    if first.kind == .stringOpen {
      guard peek(2).kind == .stringText, peek(3).kind == .stringClose else { return false }
      behind = 4
    } else if !isName(first) {
      return false
    }
    while peek(behind).kind == .minus, !peek(behind).isSpaced, behind < 8 { behind += 2 }
    let next = peek(behind)
    guard !next.startsLine else { return false }
    return next.kind == .leftBrace || next.kind == .colon
      || next.kind == .assign && Keyword.nearestDeclaration(to: text(current)) == .let
  }

  /// A block or declaration whose word nobody knows: inside a block of another target it is that
  /// target's, elsewhere a mistyped keyword.
  private mutating func parseUnknownBlock(_ documentation: Documentation?) -> Declaration? {
    if reservedBlocks > 0 { return parseReserved(take()) }
    let word = text(current)
    let nearest = current.kind == .identifier ? Keyword.nearestDeclaration(to: word) : nil
    report(.unknownDeclaration(word, at: range(current), nearest: nearest?.rawValue))
    let first = take()
    if let nearest { return parseDeclaration(nearest, first, documentation) }
    skipStatement()
    return nil
  }

  /// `page(burning: 14.4x, over: 1h)`
  private mutating func parseCallStatement(_ documentation: Documentation?) -> Declaration? {
    if let documentation { reportStray(documentation) }
    let first = current
    let expression = parsePostfix()
    if reservedBlocks > 0, current.kind == .leftBrace {
      return parseReserved(keyword: name(first), head: [expression], from: first)
    }
    switch expression {
    case .call(let call): return .call(call)
    case .missing: return nil
    default:
      report(
        .unexpected(
          "an expression", expected: "a declaration or a setting", at: expression.range))
      return nil
    }
  }
}

extension Keyword {
  /// The declaration that a mistyped word most likely meant.
  static func nearestDeclaration(to word: String) -> Keyword? {
    let words = allCases.filter(\.startsDeclaration).map(\.rawValue)
    return EditDistance.nearest(to: word, among: words).flatMap(Keyword.init(rawValue:))
  }
}

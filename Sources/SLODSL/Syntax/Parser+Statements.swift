extension Parser {
  /// Reads statements up to the `}` of the block around them or the end of the file.
  func parseStatements() -> [Declaration] {
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
  private func finishStatement(isMended: Bool) {
    guard !isAtStatementEnd else { return }
    let isMended = isMended || index <= mendedCommas + 1
    if startsStatement || startsCall && !isMended, !isFollowUp {
      if !isMended { report(.missingSemicolon(at: placeBehind, next: range(current))) }
      return
    }
    let problems = reports.count
    if !isMended {
      switch current.kind {
      case .rightParenthesis, .rightBracket:
        report(.unmatchedBracket(text(current), at: range(current), suspect: nil))
      case .leftBrace:
        report(.unexpected("`{`", expected: "the end of the statement", at: range(current)))
      default: reportBehindStatement()
      }
    }
    // What the lexer has said explains the rest, unless the parser has just said something itself.
    if isMended || reports.count > problems {
      forgiving { $0.skipStatement() }
    } else {
      skipStatement()
    }
  }

  private var startsCall: Bool {
    current.kind == .identifier && peek().kind == .leftParenthesis
  }

  /// Reads one statement, or nothing when what stands here begins none.
  private func parseStatement() -> Declaration? {
    let documentation = takeDocumentation()
    switch current.kind {
    case .identifier, .quotedIdentifier: return parseNamedStatement(documentation)
    case .minus:
      let first = take()
      while current.kind == .minus, isGlued { take() }
      report(.dashInFrontOfStatement(at: range(from: first)))
      return isName(current) ? parseNamedStatement(documentation) : nil
    case .stringOpen: return parseQuotedKey(documentation)
    case .invalid:
      take()
      skipAttribute()
      return isAtStatementEnd ? nil : parseStatement()
    default:
      if let documentation { reportStray(documentation) }
      reportUnexpectedStatement()
      return nil
    }
  }

  private func reportUnexpectedStatement() {
    let isBracket = current.kind == .rightParenthesis || current.kind == .rightBracket
    if isBracket {
      report(.unmatchedBracket(text(current), at: range(current), suspect: nil))
    } else if !current.isBroken {
      report(
        .unexpected(
          spelled(current),
          expected: "a declaration or a setting",
          at: range(current)
        )
      )
    }
    // The token begins a line, so that the statement would seem to end in front of it.
    skipBalanced()
    skipStatement()
  }

  func parseNamedStatement(_ documentation: Documentation?) -> Declaration? {
    let keyword = keyword(current)
    let next = peek()
    if next.kind == .colon {
      if keyword == .slo, isNamelessObjective {
        report(.namelessObjective(at: range(current)))
        let first = take()
        return parseSLO(first, documentation, isOverride: false, isNameless: true)
      }
      if let keyword, isColonBehindKeyword(keyword) {
        report(.colonBehindKeyword(keyword, at: range(next)))
        let first = take()
        take()
        return parseDeclaration(keyword, first, documentation)
      }
      return parseForeignQueries() ? nil : parseSetting(documentation)
    }
    if next.kind == .assign, !next.startsLine, keyword != .let {
      return parseSetting(documentation)
    }
    if let word = foreignWord() { return parseForeignStatement(word, documentation) }
    if let keyword, isDeclared(by: keyword) {
      return parseDeclaration(keyword, take(), documentation)
    }
    return parseOtherStatement(documentation)
  }

  /// `slo: availability: 99% {`, `service: checkout {`: a colon too many.
  private func isColonBehindKeyword(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .slo, .service, .metric, .template, .receiver, .interval, .policy, .project, .input: break
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
    guard !next.startsLine else { return false }
    return next.kind == .leftBrace || next.kind == .colon && !next.isSpaced
  }

  /// Whether the statement here is what its first word says: whether what follows fits at all.
  private func isDeclared(by keyword: Keyword) -> Bool {
    let next = peek()
    let hasNext = !next.startsLine && next.kind != .endOfFile
    switch keyword {
    case .import, .metric, .let, .policy, .receiver, .interval, .template, .service, .slo, .input,
      .use:
      return next.kind != .leftParenthesis
    case .project: return next.kind == .leftBrace || !hasNext
    case .extend: return self.keyword(next) == .metric
    case .override: return self.keyword(next) == .slo
    case .for, .if: return hasNext
    case .alert, .autoscale, .load, .canary, .release, .dashboard, .window, .evidence:
      return hasNext
        && (isName(next) || next.kind == .stringOpen || next.kind == .leftBrace)
    case .switch, .else, .where, .in, .over, .error, .errors, .and, .or, .not, .AND, .OR, .NOT:
      return false
    }
  }

  /// `slo: 99.9% over 7d {`: a header without a name.
  private var isNamelessObjective: Bool {
    guard !peek(2).startsLine else { return false }
    if peek(2).kind == .number {
      return bytes(peek(2)).last == UInt8(ascii: "%") || keyword(peek(3)) == .over
        || peek(3).kind == .leftBrace
    }
    return keyword(peek(2)) == .over && peek(3).kind == .number
  }

  /// `imprt "catalog.slo"`.
  private var isMistypedImport: Bool {
    peek().kind == .stringOpen && Keyword.nearestDeclaration(to: text(current)) == .import
  }

  /// What begins with a name that is no keyword: a call, a block of another target, or a mistake.
  private func parseOtherStatement(_ documentation: Documentation?) -> Declaration? {
    let next = peek()
    if next.kind == .leftParenthesis, !next.startsLine { return parseCallStatement(documentation) }
    if next.kind == .leftBrace, !next.startsLine || isName(current) && reservedBlocks > 0 {
      return parseUnknownBlock(documentation)
    }
    // `row "…" {`, `graph "…": rate(…)`
    if reservedBlocks > 0, next.kind == .stringOpen, !next.startsLine {
      return parseReserved(take(), documentation)
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
    if isUnknownDeclaration || isMistypedImport { return parseUnknownBlock(documentation) }
    if next.kind.startsExpression || next.kind == .minus { return parseSetting(documentation) }
    if let documentation { reportStray(documentation) }
    take()
    reportUnexpected(expected: "`:` and a value")
    skipStatement()
    return nil
  }

  func isStatementEnd(_ token: Token) -> Bool {
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
  private func parseUnknownBlock(_ documentation: Documentation?) -> Declaration? {
    if reservedBlocks > 0 { return parseReserved(take(), documentation) }
    let word = text(current)
    if word == "page" || word == "ticket", isName(peek()), peek(2).kind == .colon {
      let gap = SourceRange(
        file: source.id,
        start: Int(current.end),
        end: Int(peek().start)
      )
      let first = take()
      skipStatement()
      report(
        .callWithoutParentheses(word, at: range(first), gap: gap, end: placeBehind)
      )
      return nil
    }
    let nearest = current.kind == .identifier ? Keyword.nearestDeclaration(to: word) : nil
    report(.unknownDeclaration(word, at: range(current), nearest: nearest?.rawValue))
    let first = take()
    if let nearest { return parseDeclaration(nearest, first, documentation) }
    skipStatement()
    return nil
  }

  /// A call that is a statement: `page(burning: 14.4x, over: 1h)`.
  private func parseCallStatement(_ documentation: Documentation?) -> Declaration? {
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
          "an expression",
          expected: "a declaration or a setting",
          at: expression.range
        )
      )
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

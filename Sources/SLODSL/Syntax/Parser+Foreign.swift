/// A query of PromQL outside text, and what is written for it.
struct ForeignQueryPlace: Sendable {
  let range: SourceRange
  let instead: String?
  let help: [String]
}

/// Habits of other languages: each is told once, and read as far as it can be.
extension Parser {
  // MARK: Statements

  /// A statement that begins with a word of another language; nil where the word is a name.
  func foreignWord() -> ForeignWord? {
    guard current.kind == .identifier, reservedBlocks == 0 else { return nil }
    let next = peek()
    guard !next.startsLine else { return nil }
    guard let word = ForeignWord(text(current)) else { return nil }
    switch next.kind {
    case .identifier, .quotedIdentifier, .stringOpen: return word
    case .leftBrace: return word.role == .other ? word : nil
    default: return nil
    }
  }

  /// `var x = …` is taken for a `let`; everything else of other languages is skipped.
  func parseForeignStatement(
    _ word: ForeignWord,
    _ documentation: Documentation?
  ) -> Declaration? {
    switch word.role {
    case .modifier:
      let gap = SourceRange(
        file: source.id,
        start: Int(current.start),
        end: Int(peek().start)
      )
      report(.foreignModifier(text(current), at: gap))
      take()
      return isName(current) && !isBehindLineEnd ? parseNamedStatement(documentation) : nil
    case .binding:
      if isName(peek()), peek(2).kind == .assign, keyword(peek(3)) == .import {
        let gap = SourceRange(
          file: source.id,
          start: Int(current.start),
          end: Int(peek(3).start)
        )
        report(.importedValue(at: gap))
        for _ in 0..<3 { take() }
        return parseDeclaration(.import, take(), nil)
      }
      report(.foreignWord(text(current), at: range(current), help: nil))
      return parseDeclaration(.let, take(), documentation)
    case .other:
      report(.foreignWord(text(current), at: range(current), help: word.help))
      if isName(peek()) { lostNames.append(text(peek())) }
      forgiving { parser in
        parser.take()
        parser.skipStatement()
      }
      return nil
    }
  }

  /// `@main`: the sign has been reported; the word that belongs to it is skipped.
  func skipAttribute() {
    guard previous?.kind == .invalid, previous.map({ bytes($0) == [UInt8(ascii: "@")] }) ?? false,
      isName(current), isGlued
    else { return }
    take()
    if current.kind == .leftParenthesis, isGlued { skipBalanced() }
  }

  /// Skips something reported: what the lexer found inside is no news.
  func forgiving(_ skip: (Parser) -> Void) {
    let start = Int(current.start)
    skip(self)
    let end = Int(previous?.end ?? 0)
    guard end > start else { return }
    forgiven.append(SourceRange(file: source.id, start: start, end: end))
  }

  /// Reports what stands behind a statement that was read without a mistake.
  func reportBehindStatement() {
    guard current.kind == .identifier, !isFollowUp else {
      return reportUnexpected(expected: "the end of the statement")
    }
    let word = text(current)
    if let help = PromQLWord.help(for: word) {
      reportedIndex = index
      return report(.promQLWord(word, at: range(current), help: help))
    }
    if previous?.kind == .number, text(statementStart) == "minimum" {
      return report(.unknownCount(word, at: range(current)))
    }
    reportUnexpected(expected: "the end of the statement")
  }

  // MARK: Conditions

  /// Whether a condition stands here and `where` does not, or is misspelt; then it is reported, and
  /// a misspelt word has been read.
  func mendsWhere(behind left: Expression) -> Bool {
    guard case .name = left, current.kind == .identifier, !current.startsLine || brackets > 0,
      !isFollowUp
    else { return false }
    if isComparison(peek()) {
      report(.whereMissing(at: placeBehind, found: nil))
      return true
    }
    guard isName(peek()), !peek().startsLine, isComparison(peek(2)),
      EditDistance.nearest(to: text(current), among: ["where"]) != nil
    else { return false }
    report(.whereMissing(at: range(current), found: text(current)))
    take()
    return true
  }

  private func isComparison(_ token: Token) -> Bool {
    guard !token.startsLine else { return false }
    switch token.kind {
    case .equal, .notEqual, .matches, .matchesNot, .assign, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .notInside:
      return true
    case .identifier: return keyword(token) == .in
    default: return false
    }
  }

  // MARK: Values

  /// `payments team`: words without quotes up to the end of the statement; nil where it is
  /// something else.
  func parseWordsWithoutQuotes() -> Argument? {
    guard brackets == 0, current.kind == .identifier, keyword(current) != .not else { return nil }
    var distance = 1
    while distance < 32 {
      let token = peek(distance)
      if token.startsLine || isStatementEnd(token) { break }
      switch token.kind {
      case .identifier:
        if PromQLWord.help(for: text(token)) != nil || isComparisonWord(token) { return nil }
      case .number, .minus, .dot, .slash: break
      default: return nil
      }
      distance += 1
    }
    // Two words at least, and no arithmetic: `a - b` is a value.
    let hasWords = (1..<max(distance, 2)).contains { place in
      isName(peek(place)) && peek(place).isSpaced && isName(peek(place - 1))
    }
    guard distance > 1, distance < 32, hasWords else { return nil }
    let first = current
    for _ in 0..<distance { take() }
    let place = range(from: first)
    report(.textWithoutQuotes(at: place, text: source.text(place)))
    return Argument(label: nil, value: .missing(place), range: place)
  }

  private func isComparisonWord(_ token: Token) -> Bool {
    switch keyword(token) {
    case .where, .in, .and, .or, .not, .AND, .OR, .NOT, .over, .error, .errors: true
    default: EditDistance.nearest(to: text(token), among: ["where", "over"]) != nil
    }
  }

  /// `if … { … } else { … }` where a value belongs.
  func parseStatementAsValue() -> Expression? {
    guard let word = keyword(current), word == .if || word == .switch, current.kind == .identifier
    else { return nil }
    let next = peek()
    guard !next.startsLine, next.kind.startsExpression || next.kind == .not, next.isSpaced,
      word == .if || isName(next) && peek(2).kind == .leftBrace
    else { return nil }
    let first = take()
    let place = range(first)
    report(.statementAsValue(text(first), at: place))
    forgiving { parser in
      while !parser.isAtStatementEnd {
        let before = parser.index
        parser.skipBalanced()
        if parser.index == before { break }
      }
    }
    return .missing(range(from: first))
  }

  /// `["a", "b"].contains(job)`, `requests.filter { … }`, `requests.where(job: "x")`.
  func parseMember(of value: Expression) -> Expression {
    take()
    let member = take()
    let word = text(member)
    var edit: FixIt.Edit?
    var help = "series are narrowed with `where`, as in `requests where job == \"checkout\"`"
    let arguments = index
    forgiving { parser in
      if parser.current.kind == .leftParenthesis { parser.skipBalanced() }
      if parser.current.kind == .leftBrace, !parser.current.startsLine { parser.skipBalanced() }
    }
    let place = value.range.union(placeBehind)
    if word == "contains", index == arguments + 3, isName(tokens[arguments + 1]) {
      help = "write `in`"
      edit = FixIt.Edit(
        range: place,
        replacement: "\(text(tokens[arguments + 1])) in \(source.text(value.range))"
      )
    } else if case .name = value {
    } else {
      help = "conditions are written `job in [\"a\", \"b\"]`, text is joined as \"\\(a)-\\(b)\""
    }
    report(.memberOfValue(word, at: range(member), help: help, edit: edit))
    height = 1
    return .missing(place)
  }

  /// Whether a method is called here, which no value has.
  func startsMethod(of value: Expression) -> Bool {
    guard current.kind == .dot, !current.isSpaced, isName(peek()), peek().start == current.end
    else { return false }
    let next = peek(2)
    switch value {
    case .list, .string, .dictionary, .regex, .parenthesized: return true
    case .name:
      let word = text(peek())
      return ["where", "filter", "map", "contains", "matches"].contains(word)
        && (next.kind == .leftParenthesis || next.kind == .leftBrace && !next.startsLine)
    default: return false
    }
  }

  // MARK: PromQL

  /// Whether a call of PromQL stands here: `rate(…)`, `sum(x[5m])`, `sum by (a) (…)`.
  var startsPromQL: Bool {
    guard current.kind == .identifier, reservedBlocks == 0 else { return false }
    let word = text(current)
    let isShared = PromQLWord.shared.contains(word)
    guard isShared || PromQLWord.functions.contains(word) else { return false }
    let next = peek()
    guard !next.startsLine || brackets > 0 else { return false }
    if next.kind == .identifier, peek(2).kind == .leftParenthesis {
      return text(next) == "by" || text(next) == "without"
    }
    guard next.kind == .leftParenthesis else { return false }
    if !isShared { return true }
    return holdsPromQL(from: 2)
  }

  /// Whether the arguments from here on hold matchers, ranges, other functions or no label.
  private func holdsPromQL(from start: Int) -> Bool {
    var depth = 1
    for distance in start..<(start + 256) {
      let token = peek(distance)
      switch token.kind {
      case .endOfFile: return false
      case .leftParenthesis: depth += 1
      case .rightParenthesis:
        depth -= 1
        if depth == 0 {
          let word = peek(distance + 1)
          return word.kind == .identifier && !word.startsLine
            && ["by", "without"].contains(text(word)) && peek(distance + 2).kind == .leftParenthesis
        }
      case .leftBrace, .leftBracket:
        let before = peek(distance - 1)
        if before.kind == .identifier && !token.isSpaced || before.kind == .rightBrace {
          return true
        }
      case .identifier where peek(distance + 1).kind == .leftParenthesis:
        if PromQLWord.functions.contains(text(token)) { return true }
      default: break
      }
    }
    return false
  }

  /// A query outside text: all of the statement where it begins a value, else the call alone.
  func parsePromQL() -> Expression {
    let first = current
    let isWhole = index == valueStart && brackets == 0
    forgiving { parser in
      if isWhole {
        parser.skipStatement()
      } else {
        parser.take()
        while parser.current.kind == .identifier { parser.take() }
        parser.skipBalanced()
        if parser.current.kind == .leftParenthesis { parser.skipBalanced() }
      }
    }
    let place = range(from: first)
    let (instead, help) = isWhole ? translation(of: place, first) : (nil, [])
    foreignQueries.append(ForeignQueryPlace(range: place, instead: instead, help: help))
    height = 1
    return .missing(place)
  }

  /// Reports what was found in a block at once: who writes one query writes two.
  func reportForeignQueries() {
    guard !foreignQueries.isEmpty else { return }
    report(.promQLOutsideText(foreignQueries))
    foreignQueries = []
  }

  private func translation(of place: SourceRange, _ first: Token) -> (String?, [String]) {
    let query = source.text(place)
    if let help = PromQLWord.instead(of: text(first)) { return (nil, [help]) }
    let isSample = text(statementStart) == "sample"
    // Half of it is of this language already.
    if query.contains(" where ") || query.contains("of:") {
      return (nil, PromQLWord.help(for: "by").map { [$0] } ?? [])
    }
    guard let selection = ForeignSelection(query) else {
      return (ForeignQuery.text(of: query, counts: !isSample), [])
    }
    if isSample {
      guard selection.functions.count == 1, PromQLWord.shared.contains(selection.functions[0])
      else { return (ForeignQuery.text(of: query, counts: false), []) }
      let by =
        selection.grouping.isEmpty ? "" : ", by: " + selection.grouping.joined(separator: ", ")
      return ("\(selection.functions[0])(of: \(selection.text)\(by))", [])
    }
    guard selection.onlyCounts else { return (ForeignQuery.text(of: query, counts: true), []) }
    guard selection.grouping.isEmpty else {
      return (
        nil,
        [
          "write `\(text(statementStart)): \(selection.text)` and"
            + " `by: \(selection.grouping.joined(separator: ", "))`"
        ]
      )
    }
    return (selection.text, [])
  }

  /// `error_query:` and `total_query:` of Sloth, in a row: read together and shown as settings.
  func parseForeignQueries() -> Bool {
    var edits: [FixIt.Edit] = []
    let first = current
    while let key = Self.foreignQueryKeys[text(current)], current.kind == .identifier,
      peek().kind == .colon
    {
      let word = range(take())
      take()
      let start = current
      forgiving { $0.skipStatement() }
      let value = range(from: start)
      edits.append(FixIt.Edit(range: word, replacement: key))
      edits.append(
        FixIt.Edit(range: value, replacement: ForeignQuery.counted(source.text(value)))
      )
    }
    guard !edits.isEmpty else { return false }
    report(.foreignQueries(at: range(first), edits: edits))
    return true
  }

  private static let foreignQueryKeys = [
    "error_query": "bad", "total_query": "events", "errorQuery": "bad", "totalQuery": "events",
  ]
}

extension Diagnostic {
  /// SLO0035: `error_query:` of another tool.
  static func foreignQueries(at range: SourceRange, edits: [FixIt.Edit]) -> Diagnostic {
    Diagnostic(
      .SLO0035,
      "an SLO here has `events:` and `bad:`, not queries of Sloth",
      at: range,
      fixIts: [FixIt("write them as settings", edits: edits)]
    )
  }
}

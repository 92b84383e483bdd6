extension Parser {
  /// A primary expression with its members and arguments: `calendar.month`, `.alert(after: 10m)`.
  func parsePostfix() -> Expression {
    var expression = parsePrimary()
    var depth = height
    while true {
      switch current.kind {
      case .leftParenthesis where !isBehindLineEnd && isCallable(expression):
        let arguments = parseArguments()
        let place = expression.range.union(placeBehind)
        guard raise(above: depth, height, at: place) else { return .missing(place) }
        expression = .call(
          CallExpression(callee: expression, arguments: arguments, range: place)
        )
      case .dot where !current.isSpaced && isName(peek()) && isGluedDot && isCallable(expression):
        take()
        let member = name(take())
        let place = expression.range.union(member.range)
        guard raise(above: depth, at: place) else { return .missing(place) }
        expression = .member(expression, member, place)
      case .leftBrace where isGlued && isPlainName(expression) && startsMatchers:
        return parseMatchers(behind: expression)
      case .dot where startsMethod(of: expression): return parseMember(of: expression)
      case .leftBracket where isGlued && isPlainName(expression):
        let opening = range(current)
        skipBalanced()
        report(.rangeSelector(at: opening.union(placeBehind)))
        return .missing(expression.range.union(placeBehind))
      default:
        height = depth
        return expression
      }
      depth = height
    }
  }

  private func isPlainName(_ expression: Expression) -> Bool {
    if case .name = expression { return true }
    return false
  }

  /// Whether the `{` here begins label matchers of PromQL: `{job="x"`, `{}`.
  private var startsMatchers: Bool {
    let first = peek()
    guard isName(first) else { return first.kind == .rightBrace }
    switch peek(2).kind {
    case .assign, .notEqual, .matches, .matchesNot, .equal: return true
    default: return false
    }
  }

  /// `requests{job="x"}`: what PromQL writes for `where`; the edit turns it into that.
  private func parseMatchers(behind selection: Expression) -> Expression {
    let opening = range(current)
    forgiving { parser in
      parser.skipBalanced()
      // `requests{job="x"}[5m]`
      if parser.current.kind == .leftBracket, parser.isGlued { parser.skipBalanced() }
    }
    let place = selection.range.union(placeBehind)
    let instead = ForeignSelection(source.text(place))?.text
    report(
      .matchersInBraces(at: opening.union(placeBehind), selection: place, instead: instead)
    )
    height = 1
    return .missing(place)
  }

  private var isGluedDot: Bool { peek().start == current.end }

  private func isCallable(_ expression: Expression) -> Bool {
    switch expression {
    case .name, .enumCase, .member, .call: true
    default: false
    }
  }

  private func parsePrimary() -> Expression {
    height = 1
    if brackets == 0, current.startsLine, index > 0, startsStatement {
      return missingValue()
    }
    if startsPromQL { return parsePromQL() }
    if let statement = parseStatementAsValue() { return statement }
    switch current.kind {
    case .number: return parseNumber()
    case .minus where isFollowedByNumber: return parseNegative()
    case .stringOpen: return .string(parseString())
    case .regex: return parseRegex()
    case .identifier, .quotedIdentifier: return parseNameExpression()
    case .dot: return parseEnumCase()
    case .leftParenthesis: return parseParenthesized()
    case .leftBracket: return parseList()
    case .directive: return parseDirective()
    case .slash: return parseStrayRegex()
    case .invalid: return parseInvalid()
    default: return missingValue()
    }
  }

  private var isFollowedByNumber: Bool {
    peek().kind == .number && peek().start == current.end
  }

  /// Says that a value is missing, unless the reason has been reported.
  private func missingValue() -> Expression {
    if !isFollowUp {
      reportedIndex = index
      report(.missingValue(found: shown(current), at: placeOfCurrent))
    }
    return .missing(placeBehind)
  }

  func reportMissingValue(behind owner: String, expected: String = "a value") {
    guard !isFollowUp else { return }
    reportedIndex = index
    report(
      .missingValue(
        found: shown(current),
        at: placeOfCurrent,
        expected: "\(expected) behind `\(owner)`"
      )
    )
  }

  /// Skips what the lexer has reported, and reads what is glued to it: `$name`.
  private func parseInvalid() -> Expression {
    let first = take()
    while isGlued, current.kind == .invalid { take() }
    guard isGlued, current.kind.startsExpression, enter("value") else {
      return .missing(range(from: first))
    }
    defer { nesting -= 1 }
    return parsePrimary()
  }

  /// A name; words that begin an operator are none here.
  private func parseNameExpression() -> Expression {
    switch keyword(current) {
    case .where where peek().kind != .colon: return missingValue()
    case .in where peek().kind.startsExpression && !peek().startsLine: return missingValue()
    default: return .name(name(take()))
    }
  }

  /// A case of an enum: `.critical`.
  private func parseEnumCase() -> Expression {
    let dot = take()
    guard isName(current), current.start == dot.end else {
      reportUnexpected(expected: "a name behind `.`")
      return .missing(range(dot))
    }
    let name = name(take())
    return .enumCase(name, range(dot).union(name.range))
  }

  // MARK: Brackets

  private func parseParenthesized() -> Expression {
    let first = current
    guard enter("expression") else {
      skipBalanced()
      return .missing(range(from: first))
    }
    defer { nesting -= 1 }
    var inner: [Expression] = []
    var depth = 0
    parseElements("parentheses") { parser in
      inner.append(parser.parseExpression())
      depth = max(depth, parser.height)
    }
    let place = range(from: first)
    guard raise(above: depth, at: place) else { return .missing(place) }
    guard let only = inner.first, inner.count == 1 else {
      report(
        inner.isEmpty
          ? .missingValue(found: "`)`", at: place) : .severalInParentheses(at: place)
      )
      return .missing(place)
    }
    return .parenthesized(only, place)
  }

  /// A list or a dictionary: `[a, b]`, `["a": 1]`, `[:]`.
  private func parseList() -> Expression {
    let first = current
    guard enter("expression") else {
      skipBalanced()
      return .missing(range(from: first))
    }
    defer { nesting -= 1 }
    if peek().kind == .colon, peek(2).kind == .rightBracket {
      for _ in 0..<3 { take() }
      return .dictionary([], range(from: first))
    }
    var items: [Expression] = []
    var entries: [DictionaryEntry] = []
    var depth = 0
    parseElements("a list") { parser in
      let item = parser.parseExpression()
      depth = max(depth, parser.height)
      guard parser.take(.colon) else { return items.append(item) }
      entries.append(DictionaryEntry(key: item, value: parser.parseExpression()))
      depth = max(depth, parser.height)
    }
    let place = range(from: first)
    guard raise(above: depth, at: place) else { return .missing(place) }
    guard items.isEmpty || entries.isEmpty else {
      report(.mixedList(at: place))
      return .missing(place)
    }
    return entries.isEmpty ? .list(items, place) : .dictionary(entries, place)
  }

  /// The arguments of a call with their parentheses.
  private func parseArguments() -> [Argument] {
    guard enter("call") else {
      skipBalanced()
      return []
    }
    defer { nesting -= 1 }
    var arguments: [Argument] = []
    var depth = 0
    parseElements("arguments") { parser in
      arguments.append(parser.parseArgument())
      depth = max(depth, parser.height)
    }
    height = depth
    return arguments
  }

  private func parseArgument() -> Argument {
    let first = current
    var label: Name?
    if isName(first), peek().kind == .colon {
      label = name(take())
      take()
      if isName(current), peek().kind == .assign { return parseAssignments(label, first) }
    } else if isName(first), peek().kind == .assign, !isAssignAComparison {
      label = name(take())
      report(.assignForColon(behind: text(first), at: range(current), blanks: blanksBefore))
      take()
    } else if first.kind == .stringOpen, peek(2).kind == .stringClose, peek(3).kind == .colon {
      let literal = parseString()
      label = Name(text: literal.plainText ?? "", range: literal.range, isQuoted: true)
      take()
    }
    let value = parseExpression()
    return Argument(
      label: label,
      value: value,
      range: label.map { $0.range.union(value.range) } ?? value.range
    )
  }

  /// Whether the `=` behind the name here is half of `=<` or `=>`.
  var isAssignAComparison: Bool {
    let next = peek(2)
    return (next.kind == .less || next.kind == .greater) && next.start == peek().end
  }

  /// `labels: release = "prometheus", tier = "1"` as an argument: a dictionary.
  private func parseAssignments(_ label: Name?, _ first: Token) -> Argument {
    var entries: [DictionaryEntry] = []
    let start = current
    repeat {
      let key = name(take())
      take()
      entries.append(DictionaryEntry(key: .name(key), value: parseExpression()))
      guard current.kind == .comma, isName(peek()), peek(2).kind == .assign else { break }
      take()
    } while true
    height += 1
    return Argument(
      label: label,
      value: .dictionary(entries, range(from: start)),
      range: range(from: first)
    )
  }
}

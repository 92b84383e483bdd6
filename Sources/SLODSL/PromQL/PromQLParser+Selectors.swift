/// Selectors and what follows them: ranges, offsets, `@`.
extension PromQLParser {
  /// The braces behind a name, or on their own.
  mutating func parseSelector(named name: String?, from start: Int) -> PromQLExpression? {
    var matchers: [LabelMatcher] = []
    if take(.leftBrace) {
      while current.kind != .rightBrace {
        guard let matcher = parseMatcher() else { return nil }
        matchers.append(matcher)
        if !take(.comma) { break }
      }
      guard expect(.rightBrace, "`,` or `}`", in: "between matchers") else { return nil }
    }
    if let name, let other = matchers.first(where: { $0.label == "__name__" }) {
      fail(
        "the metric is named twice: `\(name)` and `\(other.value)`",
        start..<lastEnd,
        kind: .selector
      )
      return nil
    }
    return .selector(
      VectorSelector(name: name, matchers: matchers, range: range(from: start))
    )
  }

  private mutating func parseMatcher() -> LabelMatcher? {
    let start = current.bytes.lowerBound
    let label: String
    switch current.kind {
    case .identifier: label = text(current)
    case .string:
      require(PromQLVersion(2, 51), "quoted names", at: current.bytes)
      label = String(decoding: PromQLText.unquoted(bytes[current.bytes]), as: UTF8.self)
      if [.comma, .rightBrace].contains(token(ahead: 1).kind) {
        advance()
        // A lone string names the metric.
        return LabelMatcher("__name__", .equal, label, range: range(from: start))
      }
    default:
      failUnexpected(in: "in a selector", expected: "a label or `}`")
      return nil
    }
    advance()
    guard let `operator` = Self.matchers[current.kind] else {
      failUnexpected(in: "behind a label", expected: "`=`, `!=`, `=~` or `!~`")
      return nil
    }
    advance()
    guard current.kind == .string else {
      failUnexpected(in: "in a matcher", expected: "a string in quotes")
      return nil
    }
    let value = String(decoding: PromQLText.unquoted(bytes[current.bytes]), as: UTF8.self)
    let valueRange = current.bytes
    advance()
    if `operator` == .matches || `operator` == .matchesNot,
      let problem = RegularExpression.problem(in: value)
    {
      fail("this is no regular expression: \(problem)", valueRange, kind: .regularExpression)
      return nil
    }
    return LabelMatcher(label, `operator`, value, range: range(from: start))
  }

  private static let matchers: [PromQLToken.Kind: LabelMatcher.Operator] = [
    .assign: .equal, .notEqual: .notEqual, .matchesRegex: .matches,
    .matchesNotRegex: .matchesNot,
  ]

  // MARK: Suffixes

  /// `[…]`, `offset`, `@`, `anchored`, `smoothed`, in any order that makes sense.
  mutating func parseSuffixes(
    of expression: PromQLExpression,
    from start: Int
  ) -> PromQLExpression? {
    var result = expression
    var count = 0
    while true {
      count += 1
      guard count <= Self.nestingLimit else {
        fail("too many suffixes", current.bytes, kind: .limit)
        return nil
      }
      let next: PromQLExpression?
      switch current.kind {
      case .leftBracket: next = parseRange(of: result, from: start)
      case .offset: next = parseOffset(of: result, from: start)
      case .at: next = parseAt(of: result, from: start)
      case .anchored, .smoothed: next = parseExtension(of: result, from: start)
      default: return result
      }
      guard let next else { return nil }
      result = next
    }
  }

  private mutating func parseRange(
    of expression: PromQLExpression,
    from start: Int
  ) -> PromQLExpression? {
    let bracket = current.bytes
    advance()
    guard let length = parseBracketDuration(in: "between brackets") else { return nil }
    if take(.colon) {
      var step: PromQLDuration?
      if current.kind != .rightBracket {
        guard let given = parseBracketDuration(in: "as the step of a subquery") else { return nil }
        step = given
      }
      guard expect(.rightBracket, "`]`", in: "in a subquery") else { return nil }
      return .subquery(
        Subquery(
          expression: expression,
          length: length,
          step: step,
          range: range(from: start)
        )
      )
    }
    guard expect(.rightBracket, "`:` or `]`", in: "in a range") else { return nil }
    guard case .selector(let selector) = expression else {
      fail(
        "a range belongs to a selector",
        start..<lastEnd,
        help: "a range of any other expression is a subquery: `[5m:]`"
      )
      return nil
    }
    guard selector.offset == nil, selector.at == nil else {
      let suffix = selector.offset == nil ? "`@`" : "`offset`"
      fail("\(suffix) stands behind the range", bracket.lowerBound..<lastEnd)
      return nil
    }
    return .matrix(MatrixSelector(selector: selector, length: length, range: range(from: start)))
  }

  private mutating func parseOffset(
    of expression: PromQLExpression,
    from start: Int
  ) -> PromQLExpression? {
    let word = current.bytes
    advance()
    guard let given = parseOffsetDuration() else { return nil }
    // An offset of nothing is none; servers even take another one behind it.
    let offset: PromQLDuration? = given == .literal(nanoseconds: 0) ? nil : given
    let place = word.lowerBound..<lastEnd
    switch expression {
    case .selector(var selector) where selector.offset == nil:
      selector.offset = offset
      selector.range = range(from: start)
      return .selector(selector)
    case .matrix(var matrix) where matrix.selector.offset == nil:
      matrix.selector.offset = offset
      matrix.range = range(from: start)
      return .matrix(matrix)
    case .subquery(var subquery) where subquery.offset == nil:
      subquery.offset = offset
      subquery.range = range(from: start)
      return .subquery(subquery)
    case .selector, .matrix, .subquery: fail("the offset is given twice", place)
    default: fail("an offset belongs to a selector or a subquery", start..<lastEnd)
    }
    return nil
  }

  private mutating func parseAt(
    of expression: PromQLExpression,
    from start: Int
  ) -> PromQLExpression? {
    let word = current.bytes
    advance()
    guard let at = parseTimestamp() else { return nil }
    let place = word.lowerBound..<lastEnd
    switch expression {
    case .selector(var selector) where selector.at == nil:
      selector.at = at
      selector.range = range(from: start)
      return .selector(selector)
    case .matrix(var matrix) where matrix.selector.at == nil:
      matrix.selector.at = at
      matrix.range = range(from: start)
      return .matrix(matrix)
    case .subquery(var subquery) where subquery.at == nil:
      subquery.at = at
      subquery.range = range(from: start)
      return .subquery(subquery)
    case .selector, .matrix, .subquery: fail("`@` is given twice", place)
    default: fail("`@` belongs to a selector or a subquery", start..<lastEnd)
    }
    return nil
  }

  /// `@ 1000.5`, `@ start()`, `@ end()`
  private mutating func parseTimestamp() -> PromQLAt? {
    if current.kind == .start || current.kind == .end,
      token(ahead: 1).kind == .leftParenthesis, token(ahead: 2).kind == .rightParenthesis
    {
      let isStart = current.kind == .start
      position += 3
      return isStart ? .start : .end
    }
    let start = current.bytes.lowerBound
    guard let seconds = parseSignedNumber(in: "behind `@`") else { return nil }
    if seconds.isDuration {
      require(PromQLVersion(2, 54), "a duration behind `@`", at: start..<lastEnd)
    }
    let milliseconds = (seconds.value * 1000).rounded()
    guard milliseconds.isFinite, abs(milliseconds) < 9.2e18 else {
      fail("this is no time: servers count milliseconds in 64 bits", start..<lastEnd)
      return nil
    }
    return .milliseconds(Int64(milliseconds))
  }

  private mutating func parseExtension(
    of expression: PromQLExpression,
    from start: Int
  ) -> PromQLExpression? {
    let word = current
    let isAnchored = word.kind == .anchored
    advance()
    let name = isAnchored ? "anchored" : "smoothed"
    require(PromQLVersion(3, 7), flag: .extendedRangeSelectors, "`\(name)`", at: word.bytes)
    switch expression {
    case .selector(var selector) where !selector.isAnchored && !selector.isSmoothed:
      selector.isAnchored = isAnchored
      selector.isSmoothed = !isAnchored
      selector.range = range(from: start)
      return .selector(selector)
    case .matrix(var matrix) where !matrix.selector.isAnchored && !matrix.selector.isSmoothed:
      matrix.selector.isAnchored = isAnchored
      matrix.selector.isSmoothed = !isAnchored
      matrix.range = range(from: start)
      return .matrix(matrix)
    case .selector, .matrix: fail("`anchored` and `smoothed` exclude each other", word.bytes)
    default: fail("`\(name)` belongs to a selector", start..<lastEnd)
    }
    return nil
  }
}

/// Numbers and lengths of time.
extension PromQLParser {
  /// The number or duration at the cursor; nil has been reported.
  mutating func parseNumber() -> PromQLNumber? {
    let token = current
    let text = bytes[token.bytes]
    switch token.kind {
    case .number:
      if text.contains(UInt8(ascii: "_")) {
        require(PromQLVersion(2, 54), "underscores in numbers", at: token.bytes)
      }
      guard let value = PromQLText.number(text) else {
        fail("this number is too large", token.bytes)
        return nil
      }
      advance()
      return PromQLNumber(
        value: value,
        text: PromQLText.decimal(value),
        range: PromQLRange(start: token.bytes.lowerBound, end: token.bytes.upperBound)
      )
    case .duration:
      require(PromQLVersion(2, 54), "durations as numbers", at: token.bytes)
      guard let nanoseconds = nanoseconds(of: token) else { return nil }
      advance()
      return PromQLNumber(nanoseconds: nanoseconds, at: token)
    default:
      failUnexpected(in: "here", expected: "a number")
      return nil
    }
  }

  mutating func parseSignedNumber(in place: String) -> PromQLNumber? {
    let start = current.bytes.lowerBound
    let isNegative = current.kind == .minus
    if isNegative || current.kind == .plus { advance() }
    guard current.kind == .number || current.kind == .duration else {
      failUnexpected(in: place, expected: "a number")
      return nil
    }
    guard let number = parseNumber() else { return nil }
    return isNegative ? number.negated(range(from: start)) : number.at(range(from: start))
  }

  private mutating func nanoseconds(of token: PromQLToken) -> Int64? {
    switch PromQLText.nanoseconds(bytes[token.bytes]) {
    case .some(let nanoseconds): return nanoseconds
    case nil:
      fail(
        "`\(text(token))` is no duration",
        token.bytes,
        help: "units descend and stand once each: `1h30m`; the longest is 292 years"
      )
      return nil
    }
  }

  // MARK: Between brackets

  /// The length of a range or the step of a subquery: positive.
  mutating func parseBracketDuration(in place: String) -> PromQLDuration? {
    let start = current.bytes.lowerBound
    if current.kind == .window {
      advance()
      return .window
    }
    // A literal on its own stays in nanoseconds: seconds as a double would lose the last of them.
    if current.kind == .duration, [.rightBracket, .colon].contains(token(ahead: 1).kind) {
      return parseExactDuration(isNegative: false, mustBePositive: true)
    }
    guard let expression = parseDurationExpression(over: 0, in: place) else { return nil }
    guard case .literal(let number) = expression else {
      require(
        PromQLVersion(3, 4),
        flag: .durationExpressions,
        "duration expressions",
        at: start..<lastEnd
      )
      return .expression(expression)
    }
    return literal(number, from: start, mustBePositive: true)
  }

  private mutating func parseExactDuration(
    isNegative: Bool,
    mustBePositive: Bool
  ) -> PromQLDuration? {
    let token = current
    guard let nanoseconds = nanoseconds(of: token) else { return nil }
    advance()
    guard !mustBePositive || nanoseconds > 0 else {
      fail("a duration must be greater than 0", token.bytes)
      return nil
    }
    return .literal(nanoseconds: isNegative ? -nanoseconds : nanoseconds)
  }

  private mutating func literal(
    _ number: PromQLNumber,
    from start: Int,
    mustBePositive: Bool
  ) -> PromQLDuration? {
    if !number.isDuration {
      require(PromQLVersion(2, 54), "numbers as durations", at: start..<lastEnd)
    }
    let nanoseconds = (number.value * 1e9).rounded()
    guard nanoseconds.isFinite, abs(nanoseconds) < 9.223372036854775e18 else {
      fail("this duration is too long", start..<lastEnd)
      return nil
    }
    guard !mustBePositive || nanoseconds > 0 else {
      fail("a duration must be greater than 0", start..<lastEnd)
      return nil
    }
    return .literal(nanoseconds: Int64(nanoseconds))
  }

  // MARK: Behind `offset`

  /// A signed length, or arithmetic in parentheses.
  mutating func parseOffsetDuration() -> PromQLDuration? {
    let start = current.bytes.lowerBound
    let isNegative = current.kind == .minus
    let hasSign = isNegative || current.kind == .plus
    if current.kind == .plus { require(PromQLVersion(3, 5), "`offset +`", at: current.bytes) }
    if hasSign { advance() }
    if current.kind == .duration {
      return parseExactDuration(isNegative: isNegative, mustBePositive: false)
    }
    if current.kind == .number {
      guard let number = parseDurationNumber() else { return nil }
      return literal(
        isNegative ? number.negated(number.range) : number,
        from: start,
        mustBePositive: false
      )
    }
    let isArithmetic = current.kind == .leftParenthesis
    guard let inner = parseDurationExpression(over: isArithmetic ? 0 : 6, in: "behind `offset`")
    else { return nil }
    require(
      PromQLVersion(3, 4),
      flag: .durationExpressions,
      "duration expressions",
      at: start..<lastEnd
    )
    // A plus says nothing, and is not printed.
    guard isNegative else { return .expression(inner) }
    return .expression(.unary(negative: true, inner, range(from: start)))
  }

  private mutating func parseDurationNumber() -> PromQLNumber? {
    let token = current
    guard token.kind == .duration else { return parseNumber() }
    guard let nanoseconds = nanoseconds(of: token) else { return nil }
    advance()
    return PromQLNumber(nanoseconds: nanoseconds, at: token)
  }

  // MARK: Arithmetic

  private mutating func parseDurationExpression(
    over limit: Int,
    in place: String
  ) -> PromQLDurationExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.nestingLimit else {
      fail("this is nested more than \(Self.nestingLimit) levels deep", current.bytes, kind: .limit)
      return nil
    }
    let start = current.bytes.lowerBound
    guard var left = parseDurationOperand(in: place) else { return nil }
    var length = 0
    while let `operator` = current.kind.binaryOperator, `operator`.kind == .arithmetic,
      `operator` != .atan2, `operator`.precedence > limit
    {
      length += 1
      guard length <= Self.nestingLimit else {
        fail("this chain of operators is too long", current.bytes, kind: .limit)
        return nil
      }
      advance()
      let next = `operator`.groupsFromTheRight ? `operator`.precedence - 1 : `operator`.precedence
      guard let right = parseDurationExpression(over: next, in: place) else { return nil }
      if `operator` == .divide || `operator` == .modulo, case .literal(let number) = right,
        number.value == 0
      {
        fail("a duration is divided by zero", number.range.start..<number.range.end)
        return nil
      }
      left = .binary(operator: `operator`.rawValue, left, right, range(from: start))
    }
    return left
  }

  private mutating func parseDurationOperand(in place: String) -> PromQLDurationExpression? {
    let start = current.bytes.lowerBound
    switch current.kind {
    case .number, .duration: return parseDurationNumber().map(PromQLDurationExpression.literal)
    case .plus, .minus:
      let isNegative = current.kind == .minus
      advance()
      guard
        let operand = parseDurationExpression(
          over: PromQLBinary.Operator.signPrecedence,
          in: place
        )
      else { return nil }
      if case .literal(let number) = operand {
        let place = range(from: start)
        return .literal(isNegative ? number.negated(place) : number.at(place))
      }
      return .unary(negative: isNegative, operand, range(from: start))
    case .leftParenthesis:
      advance()
      guard let inner = parseDurationExpression(over: 0, in: place),
        expect(.rightParenthesis, "`)`", in: place)
      else { return nil }
      return .parenthesized(inner, range(from: start))
    case .step, .range, .maxOf, .minOf: return parseDurationCall(in: place)
    default:
      failUnexpected(in: place, expected: "a duration such as `5m`")
      return nil
    }
  }

  private mutating func parseDurationCall(in place: String) -> PromQLDurationExpression? {
    let start = current.bytes.lowerBound
    let token = current
    let name = String(decoding: bytes[token.bytes].map { $0 | 0x20 }, as: UTF8.self)
    let takesTwo = token.kind == .maxOf || token.kind == .minOf
    advance()
    guard expect(.leftParenthesis, "`(`", in: place) else { return nil }
    var arguments: [PromQLDurationExpression] = []
    if takesTwo {
      guard let first = parseDurationExpression(over: 0, in: place),
        expect(.comma, "`,`", in: place),
        let second = parseDurationExpression(over: 0, in: place)
      else { return nil }
      arguments = [first, second]
    }
    guard expect(.rightParenthesis, "`)`", in: place) else { return nil }
    return .call(name.replacingUnderscoreCase, arguments, range(from: start))
  }
}

extension String {
  /// `|0x20` turns `_` (0x5F) into DEL; this turns it back.
  fileprivate var replacingUnderscoreCase: String {
    String(decoding: utf8.map { $0 == 0x7F ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }
}

extension PromQLNumber {
  /// A duration where a number stands.
  fileprivate init(nanoseconds: Int64, at token: PromQLToken) {
    self.init(
      value: Double(nanoseconds) / 1e9,
      text: PromQLText.duration(nanoseconds: nanoseconds),
      isDuration: true,
      range: PromQLRange(start: token.bytes.lowerBound, end: token.bytes.upperBound)
    )
  }

  /// The number with the opposite sign.
  func negated(_ range: PromQLRange) -> PromQLNumber {
    let opposite =
      isDuration
      ? (text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text) : PromQLText.decimal(-value)
    return PromQLNumber(value: -value, text: opposite, isDuration: isDuration, range: range)
  }

  /// The same number in another place.
  func at(_ range: PromQLRange) -> PromQLNumber {
    PromQLNumber(value: value, text: text, isDuration: isDuration, range: range)
  }
}

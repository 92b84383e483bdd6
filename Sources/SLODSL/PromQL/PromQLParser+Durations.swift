/// Numbers and lengths of time.
extension PromQLParser {
  /// The number or duration at the cursor; nil has been reported.
  mutating func parseNumber() -> PromQLNumber? {
    let token = current
    let text = slice(token)
    let place = PromQLRange(start: Int(token.start), end: Int(token.end))
    switch token.kind {
    case .number:
      // The digits of nearly all numbers are their canonical text.
      if let count = PromQLText.plainInteger(text) {
        advance()
        return PromQLNumber(value: Double(count), text: self.text(token), range: place)
      }
      if text.contains(UInt8(ascii: "_")) {
        require(PromQLVersion(2, 54), "underscores in numbers", at: token.bytes)
      }
      guard let value = PromQLText.number(text) else {
        fail(PromQLText.numberProblem(text), token.bytes)
        return nil
      }
      advance()
      return PromQLNumber(value: value, text: PromQLText.decimal(value), range: place)
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
    switch PromQLText.nanoseconds(slice(token)) {
    case .some(let nanoseconds):
      if nanoseconds == 0 {
        require(PromQLVersion(3, 4), "a duration of nothing", at: token.bytes)
      }
      return nanoseconds
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
    if current.kind == .duration, next.kind == .rightBracket || next.kind == .colon {
      return parseExactDuration(isNegative: false, mustBePositive: true)
    }
    let isSigned = current.kind == .plus || current.kind == .minus
    guard let expression = parseDurationExpression(over: 0, in: place) else { return nil }
    guard case .literal(let number) = expression else {
      require(expression, at: start..<lastEnd)
      return .expression(expression)
    }
    if isSigned {
      require(PromQLVersion(3, 4), "a sign between brackets", at: start..<lastEnd)
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
      failBehind("a duration must be greater than 0", token.bytes)
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
      failBehind("a duration must be greater than 0", start..<lastEnd)
      return nil
    }
    return .literal(nanoseconds: Int64(nanoseconds))
  }

  // MARK: Behind `offset`

  /// What an offset is and where the expression ends with it.
  struct Offset {
    let length: PromQLDuration
    let end: Int
  }

  /// A length with at most one sign binds to the selector alone: `x offset -2 ^ 2` is a power of
  /// `x offset -2`. Parentheses, or several signs, begin arithmetic that reaches as far as it can.
  mutating func parseOffsetDuration() -> Offset? {
    let start = Int(current.start)
    let isNegative = current.kind == .minus
    let hasSign = isNegative || current.kind == .plus
    let begin = hasSign ? next.kind : current.kind
    switch begin {
    case .number, .duration, .step, .range, .maxOf, .minOf: break
    case .leftParenthesis where hasSign: break
    default: return parseOffsetArithmetic()
    }
    if hasSign {
      if !isNegative { require(PromQLVersion(3, 5), "`offset +`", at: current.bytes) }
      advance()
    }
    if begin == .duration {
      return parseExactDuration(isNegative: isNegative, mustBePositive: false)
        .map { Offset(length: $0, end: lastEnd) }
    }
    if begin == .number {
      guard let number = parseDurationNumber() else { return nil }
      let signed = isNegative ? number.negated(number.range) : number
      return literal(signed, from: start, mustBePositive: false)
        .map { Offset(length: $0, end: lastEnd) }
    }
    guard let inner = parseDurationOperand(in: "behind `offset`") else { return nil }
    let expression: PromQLDurationExpression
    switch inner {
    case .parenthesized(let contents, _) where hasSign:
      // From 3.14 on no flag guards `offset -(5m)`, an oversight.
      let isFree = contents.isLiteral && options.oldest >= PromQLVersion(3, 14)
      if !isFree { require(contents.isLiteral ? inner : contents, at: start..<lastEnd) }
      // Servers let it begin inside its parenthesis when a sign stands in front of it.
      let wrapped = PromQLDurationExpression.parenthesized(contents, contents.place)
      expression =
        isNegative
        ? .unary(negative: true, wrapped, PromQLRange(start: start, end: contents.place.end))
        : wrapped
    default:
      require(inner, at: start..<lastEnd)
      let place = PromQLRange(start: start, end: inner.place.end)
      expression = hasSign ? .unary(negative: isNegative, inner, place) : inner
    }
    return Offset(length: .expression(expression), end: lastEnd)
  }

  private mutating func parseOffsetArithmetic() -> Offset? {
    let start = Int(current.start)
    guard let expression = parseDurationExpression(over: 0, in: "behind `offset`") else {
      return nil
    }
    // Servers take the next token into account, and count the bracket or number that it may be in.
    let end = current.kind.mayClose ? Int(current.end) : lastEnd
    if case .literal(let number) = expression {
      require(PromQLVersion(3, 4), "several signs of an offset", at: start..<lastEnd)
      return literal(number, from: start, mustBePositive: false)
        .map { Offset(length: $0, end: end) }
    }
    require(expression, at: start..<lastEnd)
    return Offset(length: .expression(expression), end: end)
  }

  private mutating func require(_ expression: PromQLDurationExpression, at range: Range<Int>) {
    let isBehindFlag = expression.isBehindFlag(upTo: options.newest)
    require(
      expression.since,
      flag: isBehindFlag ? .durationExpressions : nil,
      "duration expressions",
      at: range
    )
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
      let sign = current.bytes
      advance()
      let limit = `operator`.groupsFromTheRight ? `operator`.precedence - 1 : `operator`.precedence
      guard let right = parseDurationExpression(over: limit, in: place) else { return nil }
      if `operator` == .divide || `operator` == .modulo, case .literal(let number) = right,
        number.value == 0
      {
        failBehind("a duration is divided by zero", sign)
        return nil
      }
      let place = PromQLRange(start: left.place.start, end: right.place.end)
      left = .binary(operator: `operator`.rawValue, left, right, place)
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
      let sign = PromQLRange(start: start, end: operand.place.end)
      if case .literal(let number) = operand {
        return .literal(isNegative ? number.negated(sign) : number.at(sign))
      }
      // A plus says nothing.
      return isNegative ? .unary(negative: true, operand, sign) : operand
    case .leftParenthesis:
      advance()
      guard let inner = parseDurationExpression(over: 0, in: place),
        expect(.rightParenthesis, "`)`", in: place)
      else { return nil }
      // Parentheses around parentheses say nothing.
      if case .parenthesized = inner { return inner }
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
    let name = PromQLAggregator.name(of: slice(token))
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
    return .call(name, arguments, range(from: start))
  }
}

extension PromQLDurationExpression {
  /// Where it stands, as servers say: operations reach from operand to operand, without the
  /// parentheses and the name of a function around them.
  package var place: PromQLRange {
    switch self {
    case .literal(let number): number.range
    case .unary(_, _, let range), .binary(_, _, _, let range): range
    case .call(_, let arguments, let range):
      if let first = arguments.first, let last = arguments.last {
        PromQLRange(start: first.place.start, end: last.place.end)
      } else {
        range
      }
    case .parenthesized(.literal(let number), let range):
      PromQLRange(start: range.start, end: number.range.end)
    case .parenthesized(let inner, _): inner.place
    }
  }
}

extension PromQLDurationExpression {
  fileprivate var isLiteral: Bool {
    if case .literal = self { true } else { false }
  }

  /// The first version that reads it.
  fileprivate var since: PromQLVersion {
    switch self {
    case .literal: PromQLVersion(3, 4)
    case .unary(_, let operand, _), .parenthesized(let operand, _): operand.since
    case .binary(_, let left, let right, _): max(left.since, right.since)
    case .call("step", _, _): PromQLVersion(3, 6)
    case .call("range", _, _): PromQLVersion(3, 12)
    case .call: PromQLVersion(3, 13)
    }
  }

  /// Whether servers ask for a flag; that of 3.6 to 3.13 forgets to guard calls.
  fileprivate func isBehindFlag(upTo newest: PromQLVersion) -> Bool {
    switch self {
    case .literal: false
    case .unary(_, let operand, _): operand.isBehindFlag(upTo: newest)
    case .binary, .parenthesized: true
    case .call: newest >= PromQLVersion(3, 14)
    }
  }
}

extension PromQLToken.Kind {
  /// Whether it may be the last token of an expression that ends with a bracket or a literal.
  fileprivate var mayClose: Bool {
    switch self {
    case .rightBrace, .rightParenthesis, .rightBracket, .duration, .number: true
    default: false
    }
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

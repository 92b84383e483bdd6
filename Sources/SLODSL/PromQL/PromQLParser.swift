/// Reads PromQL: recursive descent, with binary operators by precedence.
///
/// Accepts what Prometheus's own parser accepts under the same options (documentation,
/// "Querying basics" and "Operators"; facts up to 3.14) and builds the same tree. It stops at the
/// first syntax error, as Prometheus does, since behind it everything is guesswork.
package struct PromQLParser {
  /// A tree, or the reason why there is none.
  package struct Result: Sendable {
    /// Nil when there is a syntax error.
    package let expression: PromQLExpression?
    package let errors: [PromQLError]
  }

  /// Parses a whole expression; its types are judged by `PromQLChecker`.
  ///
  /// `windowRanges` are the places of the text that stand for `\(window)`.
  package static func parse(
    _ bytes: [UInt8],
    options: PromQLOptions,
    windowRanges: [Range<Int>] = []
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      var parser = PromQLParser(bytes, options: options, windows: windowRanges)
      let expression = parser.parseAll()
      guard let error = parser.error else { return Result(expression: expression, errors: []) }
      return Result(expression: nil, errors: [error])
    }
  }

  /// Parses the UTF-8 of a text.
  package static func parse(_ text: String, options: PromQLOptions = .everything) -> Result {
    parse(Array(text.utf8), options: options)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let options: PromQLOptions
  private var lexer: PromQLLexer
  /// The token to be read next, and the one behind it.
  private(set) var current: PromQLToken
  private(set) var next: PromQLToken
  /// The offset behind the token before the current one.
  private(set) var lastEnd = 0
  var depth = 0
  /// The first thing that is wrong; what comes after it is guesswork.
  private(set) var error: PromQLError?

  /// Deeper nesting, and longer chains, are refused.
  static let nestingLimit = 256

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    options: PromQLOptions,
    windows: [Range<Int>]
  ) {
    self.bytes = bytes
    self.options = options
    lexer = PromQLLexer(bytes, windows: windows)
    current = lexer.next()
    next = lexer.next()
  }

  private mutating func parseAll() -> PromQLExpression? {
    if current.kind == .endOfInput {
      fail("there is no expression", 0..<bytes.count)
      return nil
    }
    guard let expression = parseExpression(over: 0) else { return nil }
    guard current.kind == .endOfInput else {
      failUnexpected(in: "behind the expression", expected: "an operator or the end")
      return nil
    }
    return expression
  }

  // MARK: Tokens

  @inline(__always)
  mutating func advance() {
    lastEnd = Int(current.end)
    current = next
    next = lexer.next()
  }

  @inline(__always)
  mutating func take(_ kind: PromQLToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// Takes a token that must come; false has been reported.
  @inline(__always)
  mutating func expect(
    _ kind: PromQLToken.Kind,
    _ text: String,
    in place: String
  ) -> Bool {
    if take(kind) { return true }
    failUnexpected(in: place, expected: text)
    return false
  }

  @inline(__always)
  func slice(_ token: PromQLToken) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[token.bytes])
  }

  @inline(__always)
  func text(_ token: PromQLToken) -> String {
    String(decoding: slice(token), as: UTF8.self)
  }

  @inline(__always)
  func range(from start: Int) -> PromQLRange { PromQLRange(start: start, end: lastEnd) }

  // MARK: Errors

  mutating func fail(
    _ message: String,
    _ range: Range<Int>,
    help: String? = nil,
    kind: PromQLError.Kind = .syntax
  ) {
    guard error == nil else { return }
    error = PromQLError(kind, range, message, help: help)
  }

  /// Reports what can be judged only with the token behind it in view: when that cannot be read,
  /// servers say so first.
  mutating func failBehind(
    _ message: String,
    _ range: Range<Int>,
    help: String? = nil,
    kind: PromQLError.Kind = .syntax
  ) {
    if current.kind == .invalid {
      failUnexpected(in: "", expected: "")
    } else {
      fail(message, range, help: help, kind: kind)
    }
  }

  mutating func failUnexpected(in place: String, expected: String) {
    if current.kind == .invalid, let reason = lexer.error {
      if error == nil { error = reason }
      return
    }
    if current.kind == .window {
      fail("the window can only be the range of a selector", current.bytes, kind: .window)
      return
    }
    let found = current.kind == .endOfInput ? "the end" : "`\(text(current))`"
    fail("found \(found) \(place); expected \(expected)", current.bytes)
  }

  /// Notes that something is not understood by every server; the tree is built all the same.
  @inline(__always)
  mutating func require(
    _ version: PromQLVersion,
    flag feature: PromQLOptions.Feature? = nil,
    _ what: String,
    at range: Range<Int>
  ) {
    if options.oldest < version {
      failAge(version, what, at: range)
    } else if let feature, !options.features.contains(feature) {
      fail(
        "\(what) \(what.hasSuffix("s") ? "are" : "is") behind the flag \(feature.rawValue)",
        range,
        kind: .unavailable
      )
    }
  }

  private mutating func failAge(_ version: PromQLVersion, _ what: String, at range: Range<Int>) {
    fail(
      "\(what) \(what.hasSuffix("s") ? "need" : "needs") Prometheus \(version.text)",
      range,
      help: "the oldest server that reads this is \(options.oldest.text)",
      kind: .unavailable
    )
  }

  // MARK: Operators

  /// Reads operands and the operators between them that bind tighter than `limit`.
  mutating func parseExpression(over limit: Int) -> PromQLExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.nestingLimit else {
      fail("this is nested more than \(Self.nestingLimit) levels deep", current.bytes, kind: .limit)
      return nil
    }
    guard var left = parseOperand() else { return nil }
    var length = 0
    while let `operator` = current.kind.binaryOperator, `operator`.precedence > limit {
      length += 1
      guard length <= Self.nestingLimit * 4 else {
        fail("this chain of operators is too long", current.bytes, kind: .limit)
        return nil
      }
      guard let next = parseBinary(left, `operator`) else { return nil }
      left = next
    }
    return left
  }

  private mutating func parseBinary(
    _ left: PromQLExpression,
    _ `operator`: PromQLBinary.Operator
  ) -> PromQLExpression? {
    if `operator`.kind == .trim {
      require(PromQLVersion(3, 11), "the operator `\(`operator`.rawValue)`", at: current.bytes)
    }
    let place = PromQLRange(start: Int(current.start), end: Int(current.end))
    advance()
    let returnsBool = take(.bool)
    guard let matching = parseMatching() else { return nil }
    let limit = `operator`.groupsFromTheRight ? `operator`.precedence - 1 : `operator`.precedence
    guard let right = parseExpression(over: limit) else { return nil }
    return .binary(
      PromQLBinary(
        `operator`,
        left,
        right,
        returnsBool: returnsBool,
        matching: matching.value.flatMap { $0.applied(to: left, right) },
        operatorRange: place,
        range: PromQLRange(start: left.range.start, end: right.range.end)
      )
    )
  }

  /// An optional that may be absent without being an error.
  struct Parsed<Part> {
    let value: Part?
  }

  /// `on (…)`, `ignoring (…)`, `group_left (…)`, `fill (…)`; nil has been reported.
  private mutating func parseMatching() -> Parsed<VectorMatching>? {
    guard current.kind.beginsMatching else { return Parsed(value: nil) }
    var labels: VectorMatching.Labels?
    if current.kind == .on || current.kind == .ignoring {
      let isOn = current.kind == .on
      advance()
      guard let names = parseLabels() else { return nil }
      labels = isOn ? .on(names) : .ignoring(names)
    }
    var group: VectorMatching.Group?
    if labels != nil, current.kind == .groupLeft || current.kind == .groupRight {
      let isLeft = current.kind == .groupLeft
      advance()
      var included: [String] = []
      if current.kind == .leftParenthesis {
        guard let names = parseLabels() else { return nil }
        included = names
      }
      group = isLeft ? .left(included) : .right(included)
    }
    guard let fill = parseFill() else { return nil }
    if group == nil, fill.left == nil, fill.right == nil {
      switch labels {
      case nil, .ignoring([]): return Parsed(value: nil)
      case .on, .ignoring: break
      }
    }
    return Parsed(
      value: VectorMatching(
        labels ?? .ignoring([]),
        group: group,
        fillLeft: fill.left,
        fillRight: fill.right
      )
    )
  }

  private mutating func parseFill() -> (left: PromQLNumber?, right: PromQLNumber?)? {
    var left: PromQLNumber?
    var right: PromQLNumber?
    while current.kind == .fill || current.kind == .fillLeft || current.kind == .fillRight {
      let kind = current.kind
      guard left == nil || right == nil, !(kind == .fill && (left != nil || right != nil)),
        !(kind == .fillLeft && left != nil), !(kind == .fillRight && right != nil)
      else {
        failUnexpected(in: "behind a fill value", expected: "the right operand")
        return nil
      }
      require(PromQLVersion(3, 10), flag: .fillModifiers, "fill modifiers", at: current.bytes)
      advance()
      guard expect(.leftParenthesis, "`(`", in: "behind a fill modifier"),
        let value = parseSignedNumber(in: "in a fill modifier"),
        expect(.rightParenthesis, "`)`", in: "in a fill modifier")
      else { return nil }
      // Servers keep the value alone: 300 where 5m was written.
      let filled = PromQLNumber(
        value: value.value,
        text: PromQLText.decimal(value.value),
        range: value.range
      )
      if kind != .fillRight { left = filled }
      if kind != .fillLeft { right = filled }
    }
    return (left, right)
  }

  // MARK: Operands

  private mutating func parseOperand() -> PromQLExpression? {
    let token = current
    let expression: PromQLExpression
    switch token.kind {
    case .plus, .minus: return parseSign()
    case .leftBrace: return parseSeries(named: nil)
    case .aggregator where startsAggregation:
      guard let aggregation = parseAggregation() else { return nil }
      expression = aggregation
    case let kind where kind.mayNameMetric:
      guard kind.mayNameFunction, next.kind == .leftParenthesis else {
        return parseSeries(named: token)
      }
      guard let call = parseCall() else { return nil }
      expression = call
    case .number, .duration:
      guard let number = parseNumber() else { return nil }
      expression = .number(number)
    case .string:
      advance()
      let bytes = unquoted(token)
      expression = .string(PromQLString(bytes: bytes, range: range(from: Int(token.start))))
    case .leftParenthesis:
      guard let inner = parseParentheses() else { return nil }
      expression = inner
    default:
      failUnexpected(in: "here", expected: "an expression")
      return nil
    }
    return current.kind.isSuffix ? parseSuffixes(of: .other(expression)) : expression
  }

  /// A sign binds like `*`: `-2 ^ 2` is `-(2 ^ 2)`. Signs of literals become part of them.
  private mutating func parseSign() -> PromQLExpression? {
    let start = Int(current.start)
    let isNegative = current.kind == .minus
    advance()
    guard let operand = parseExpression(over: PromQLBinary.Operator.signPrecedence) else {
      return nil
    }
    let place = PromQLRange(start: start, end: operand.range.end)
    if case .number(let number) = operand {
      return .number(isNegative ? number.negated(place) : number.at(place))
    }
    return .unary(negative: isNegative, operand, place)
  }

  private mutating func parseParentheses() -> PromQLExpression? {
    let start = Int(current.start)
    advance()
    guard let inner = parseExpression(over: 0),
      expect(.rightParenthesis, "an operator or `)`", in: "inside parentheses")
    else { return nil }
    return .parenthesized(inner, range(from: start))
  }

  /// The bytes that a string token stands for.
  func unquoted(_ token: PromQLToken) -> [UInt8] {
    token.hasEscapes
      ? PromQLText.unquoted(slice(token)) : Array(slice(token).dropFirst().dropLast())
  }
}

extension VectorMatching {
  /// As it says something: between a vector and a scalar there is nothing to match, and servers
  /// forget it. Labels and values there are mistakes, which the checker reports.
  fileprivate func applied(
    to left: PromQLExpression,
    _ right: PromQLExpression
  ) -> VectorMatching? {
    guard fillLeft == nil, fillRight == nil, labels.names.isEmpty else { return self }
    return left.type == .vector && right.type == .vector ? self : nil
  }
}

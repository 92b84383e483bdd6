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
    var lexer = PromQLLexer(bytes, windows: windowRanges)
    lexer.readAll()
    var parser = PromQLParser(
      bytes: bytes,
      tokens: lexer.tokens,
      options: options,
      lexerError: lexer.error
    )
    let expression = parser.parseAll()
    return Result(
      expression: parser.errors.isEmpty ? expression : nil,
      errors: parser.errors
    )
  }

  /// Parses the UTF-8 of a text.
  package static func parse(_ text: String, options: PromQLOptions = .everything) -> Result {
    parse(Array(text.utf8), options: options)
  }

  let bytes: [UInt8]
  let tokens: [PromQLToken]
  let options: PromQLOptions
  let lexerError: PromQLError?
  var position = 0
  var depth = 0
  var errors: [PromQLError] = []

  /// Deeper nesting, and longer chains, are refused.
  static let nestingLimit = 256

  private init(
    bytes: [UInt8],
    tokens: [PromQLToken],
    options: PromQLOptions,
    lexerError: PromQLError?
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.options = options
    self.lexerError = lexerError
  }

  private mutating func parseAll() -> PromQLExpression? {
    if current.kind == .endOfInput {
      fail("there is no expression", current.bytes)
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

  var current: PromQLToken { tokens[min(position, tokens.count - 1)] }

  func token(ahead distance: Int) -> PromQLToken {
    tokens[min(position + distance, tokens.count - 1)]
  }

  /// The offset behind the token before the current one.
  var lastEnd: Int { position > 0 ? tokens[position - 1].bytes.upperBound : 0 }

  mutating func advance() { position += 1 }

  mutating func take(_ kind: PromQLToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// Takes a token that must come; false has been reported.
  mutating func expect(_ kind: PromQLToken.Kind, _ text: String, in place: String) -> Bool {
    if take(kind) { return true }
    failUnexpected(in: place, expected: text)
    return false
  }

  func text(_ token: PromQLToken) -> String {
    String(decoding: bytes[token.bytes], as: UTF8.self)
  }

  func range(from start: Int) -> PromQLRange { PromQLRange(start: start, end: lastEnd) }

  // MARK: Errors

  mutating func fail(
    _ message: String,
    _ range: Range<Int>,
    help: String? = nil,
    kind: PromQLError.Kind = .syntax
  ) {
    guard errors.isEmpty else { return }
    errors.append(PromQLError(kind, range, message, help: help))
  }

  mutating func failUnexpected(in place: String, expected: String) {
    if current.kind == .invalid, let lexerError {
      if errors.isEmpty { errors.append(lexerError) }
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
  mutating func require(
    _ version: PromQLVersion,
    flag feature: PromQLOptions.Feature? = nil,
    _ what: String,
    at range: Range<Int>
  ) {
    if options.oldest < version {
      fail(
        "\(what) \(what.hasSuffix("s") ? "need" : "needs") Prometheus \(version.text)",
        range,
        help: "the oldest server that reads this is \(options.oldest.text)",
        kind: .unavailable
      )
    } else if let feature, !options.features.contains(feature) {
      fail(
        "\(what) \(what.hasSuffix("s") ? "are" : "is") behind the flag \(feature.rawValue)",
        range,
        kind: .unavailable
      )
    }
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
    let start = current.bytes.lowerBound
    guard var left = parseOperand() else { return nil }
    var length = 0
    while let `operator` = current.kind.binaryOperator, `operator`.precedence > limit {
      length += 1
      guard length <= Self.nestingLimit * 4 else {
        fail("this chain of operators is too long", current.bytes, kind: .limit)
        return nil
      }
      guard let next = parseBinary(left, `operator`, from: start) else { return nil }
      left = next
    }
    return left
  }

  private mutating func parseBinary(
    _ left: PromQLExpression,
    _ `operator`: PromQLBinary.Operator,
    from start: Int
  ) -> PromQLExpression? {
    if `operator`.kind == .trim {
      require(PromQLVersion(3, 11), "the operator `\(`operator`.rawValue)`", at: current.bytes)
    }
    advance()
    let boolRange = current.bytes
    let returnsBool = take(.bool)
    if returnsBool, `operator`.kind != .comparison {
      fail("`bool` belongs to comparisons, not to `\(`operator`.rawValue)`", boolRange)
      return nil
    }
    guard let matching = parseMatching() else { return nil }
    let limit = `operator`.groupsFromTheRight ? `operator`.precedence - 1 : `operator`.precedence
    guard let right = parseExpression(over: limit) else { return nil }
    return .binary(
      PromQLBinary(
        `operator`,
        left,
        right,
        returnsBool: returnsBool,
        matching: matching.value,
        range: range(from: start)
      )
    )
  }

  /// An optional that may be absent without being an error.
  struct Parsed<Part> {
    let value: Part?
  }

  /// `on (…)`, `ignoring (…)`, `group_left (…)`, `fill (…)`; nil has been reported.
  private mutating func parseMatching() -> Parsed<VectorMatching>? {
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
    while [.fill, .fillLeft, .fillRight].contains(current.kind) {
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
      if kind != .fillRight { left = value }
      if kind != .fillLeft { right = value }
    }
    return (left, right)
  }

  // MARK: Operands

  private mutating func parseOperand() -> PromQLExpression? {
    if current.kind == .plus || current.kind == .minus { return parseSign() }
    guard let primary = parsePrimary() else { return nil }
    return parseSuffixes(of: primary.expression, from: primary.start)
  }

  /// A sign binds like `*`: `-2 ^ 2` is `-(2 ^ 2)`. Signs of literals become part of them.
  private mutating func parseSign() -> PromQLExpression? {
    let start = current.bytes.lowerBound
    let isNegative = current.kind == .minus
    advance()
    guard let operand = parseExpression(over: PromQLBinary.Operator.signPrecedence) else {
      return nil
    }
    if case .number(let number) = operand {
      let place = range(from: start)
      return .number(isNegative ? number.negated(place) : number.at(place))
    }
    return .unary(negative: isNegative, operand, range(from: start))
  }

  private mutating func parsePrimary() -> (expression: PromQLExpression, start: Int)? {
    let token = current
    let start = token.bytes.lowerBound
    let expression: PromQLExpression?
    switch token.kind {
    case .number, .duration: expression = parseNumber().map(PromQLExpression.number)
    case .string:
      advance()
      expression = .string(
        PromQLString(
          bytes: PromQLText.unquoted(bytes[token.bytes]),
          range: range(from: start)
        )
      )
    case .leftParenthesis: expression = parseParentheses()
    case .leftBrace: expression = parseSelector(named: nil, from: start)
    case .aggregator where startsAggregation: expression = parseAggregation()
    case let kind
    where kind.mayNameMetric && self.token(ahead: 1).kind == .leftParenthesis
      && kind != .metricIdentifier:
      expression = parseCall()
    case let kind where kind.mayNameMetric:
      advance()
      expression = parseSelector(named: text(token), from: start)
    default:
      failUnexpected(in: "here", expected: "an expression")
      expression = nil
    }
    return expression.map { ($0, start) }
  }

  /// Whether the aggregator at the cursor aggregates; otherwise it names a metric.
  private var startsAggregation: Bool {
    [.leftParenthesis, .by, .without].contains(token(ahead: 1).kind)
  }

  private mutating func parseParentheses() -> PromQLExpression? {
    let start = current.bytes.lowerBound
    advance()
    guard let inner = parseExpression(over: 0),
      expect(.rightParenthesis, "an operator or `)`", in: "inside parentheses")
    else { return nil }
    return .parenthesized(inner, range(from: start))
  }

  private mutating func parseCall() -> PromQLExpression? {
    let token = current
    let start = token.bytes.lowerBound
    let name = text(token)
    guard PromQLFunction.named(name) != nil else {
      let near = EditDistance.nearest(to: name, among: PromQLFunction.names)
      fail(
        "there is no function `\(name)`",
        token.bytes,
        help: near.map { "did you mean `\($0)`?" },
        kind: .unknownFunction
      )
      return nil
    }
    advance()
    guard let arguments = parseArguments(of: "the function `\(name)`") else { return nil }
    return .call(PromQLCall(name, arguments, range: range(from: start)))
  }

  private mutating func parseArguments(of what: String) -> [PromQLExpression]? {
    guard expect(.leftParenthesis, "`(`", in: "behind \(what)") else { return nil }
    var arguments: [PromQLExpression] = []
    if take(.rightParenthesis) { return arguments }
    repeat {
      guard let argument = parseExpression(over: 0) else { return nil }
      arguments.append(argument)
    } while take(.comma)
    guard expect(.rightParenthesis, "`,` or `)`", in: "in the arguments of \(what)") else {
      return nil
    }
    return arguments
  }

  private mutating func parseAggregation() -> PromQLExpression? {
    let start = current.bytes.lowerBound
    let name = String(decoding: bytes[current.bytes].map(Self.lowered), as: UTF8.self)
    let token = current
    advance()
    guard let before = parseGrouping() else { return nil }
    guard let arguments = parseArguments(of: "the aggregation `\(name)`") else { return nil }
    guard let after = before.value == nil ? parseGrouping() : Parsed(value: nil) else { return nil }
    let needsParameter = PromQLAggregator.parameter(of: name) != nil
    guard arguments.count == (needsParameter ? 2 : 1) else {
      fail(
        "`\(name)` takes \(needsParameter ? "a parameter and one vector" : "one vector"), "
          + "found \(arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments")",
        start..<lastEnd,
        kind: .arity
      )
      return nil
    }
    if PromQLAggregator.isExperimental(name) {
      require(
        PromQLVersion(2, 54),
        flag: .experimentalFunctions,
        "the aggregation `\(name)`",
        at: token.bytes
      )
    }
    return .aggregation(
      Aggregation(
        name,
        parameter: needsParameter ? arguments[0] : nil,
        arguments[arguments.count - 1],
        grouping: before.value ?? after.value ?? .by([]),
        range: range(from: start)
      )
    )
  }

  private mutating func parseGrouping() -> Parsed<Aggregation.Grouping>? {
    switch current.kind {
    case .by:
      advance()
      return parseLabels().map { Parsed(value: .by($0)) }
    case .without:
      advance()
      return parseLabels().map { Parsed(value: .without($0)) }
    default: return Parsed(value: nil)
    }
  }

  /// `(a, b)`; a comma may follow the last label.
  mutating func parseLabels() -> [String]? {
    let place = "in a list of labels"
    guard expect(.leftParenthesis, "`(`", in: place) else { return nil }
    var labels: [String] = []
    while current.kind != .rightParenthesis {
      if current.kind == .string {
        require(PromQLVersion(2, 55), "quoted labels", at: current.bytes)
        let label = PromQLText.unquoted(bytes[current.bytes])
        guard !label.isEmpty else {
          fail("a label has a name", current.bytes)
          return nil
        }
        labels.append(String(decoding: label, as: UTF8.self))
      } else if current.kind.mayNameLabel, current.kind != .metricIdentifier {
        labels.append(text(current))
      } else {
        failUnexpected(in: place, expected: "a label")
        return nil
      }
      advance()
      if !take(.comma) { break }
    }
    return expect(.rightParenthesis, "`,` or `)`", in: place) ? labels : nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

/// What PromQL knows of its aggregation operators beside their names.
enum PromQLAggregator {
  /// The type of the parameter in front of the vector; nil for most.
  static func parameter(of name: String) -> PromQLType? {
    switch name {
    case "topk", "bottomk", "quantile", "limitk", "limit_ratio": .scalar
    case "count_values": .string
    default: nil
    }
  }

  static func isExperimental(_ name: String) -> Bool { name == "limitk" || name == "limit_ratio" }
}

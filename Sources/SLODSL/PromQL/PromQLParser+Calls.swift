/// Calls of functions, and aggregations.
extension PromQLParser {
  /// Whether the aggregator at the cursor aggregates; otherwise it names a metric.
  var startsAggregation: Bool {
    next.kind == .leftParenthesis || next.kind == .by || next.kind == .without
  }

  mutating func parseCall() -> PromQLExpression? {
    let token = current
    let function = PromQLFunction.name(slice(token))
    advance()
    guard let arguments = parseArguments(of: token) else { return nil }
    // Servers look names up when the call is complete.
    guard let function else {
      let name = text(token)
      let near = EditDistance.nearest(to: name, among: PromQLFunction.names)
      fail(
        "there is no function `\(name)`",
        token.bytes,
        help: near.map { "did you mean `\($0)`?" },
        kind: .unknownFunction
      )
      return nil
    }
    return .call(PromQLCall(function, arguments, range: range(from: Int(token.start))))
  }

  private mutating func parseArguments(of name: PromQLToken) -> [PromQLExpression]? {
    guard take(.leftParenthesis) else {
      failUnexpected(in: "behind `\(text(name))`", expected: "`(`")
      return nil
    }
    if take(.rightParenthesis) { return [] }
    guard let first = parseExpression(over: 0) else { return nil }
    var arguments = [first]
    while current.kind == .comma {
      let comma = current.bytes
      advance()
      guard current.kind.startsExpression else {
        failBehind("an argument is expected behind the comma", comma)
        return nil
      }
      guard let argument = parseExpression(over: 0) else { return nil }
      arguments.append(argument)
    }
    guard take(.rightParenthesis) else {
      failUnexpected(in: "in the arguments of `\(text(name))`", expected: "`,` or `)`")
      return nil
    }
    return arguments
  }

  mutating func parseAggregation() -> PromQLExpression? {
    let token = current
    let start = Int(token.start)
    let name = PromQLAggregator.name(of: slice(token))
    advance()
    guard let before = parseGrouping() else { return nil }
    guard let arguments = parseArguments(of: token) else { return nil }
    guard let after = before.value == nil ? parseGrouping() : Parsed(value: nil) else { return nil }
    let grouping = before.value ?? after.value
    let needsParameter = PromQLAggregator.parameter(of: name) != nil
    guard arguments.count == (needsParameter ? 2 : 1) else {
      let message =
        "`\(name)` takes \(needsParameter ? "a parameter and one vector" : "one vector"), "
        + "found \(arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments")"
      if grouping == nil {
        failBehind(message, start..<lastEnd, kind: .arity)
      } else {
        fail(message, start..<lastEnd, kind: .arity)
      }
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
        grouping: grouping ?? .by([]),
        isExplicit: grouping != nil,
        range: grouping == nil ? rangeReadAhead(from: start) : range(from: start)
      )
    )
  }

  /// The range of an aggregation without labels as servers give it: they have to look at the next
  /// token first, and when that is `)` they look for the previous one again, up to a comment.
  private func rangeReadAhead(from start: Int) -> PromQLRange {
    guard current.kind == .rightParenthesis else { return range(from: start) }
    var place = Int(current.start) - 1
    while place > 0, PromQLLexer.isBlank(bytes[place]) { place -= 1 }
    let found = bytes[place] == UInt8(ascii: ")") ? place + 1 : Int(current.end)
    return PromQLRange(start: start, end: found)
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
        guard let label = String(validating: unquoted(current), as: UTF8.self), !label.isEmpty
        else {
          fail("a label has a name, in UTF-8", current.bytes)
          return nil
        }
        labels.append(label)
      } else if current.kind.mayNameLabel {
        if current.kind == .metricIdentifier {
          require(PromQLVersion(3, 0), "labels with colons", at: current.bytes)
        }
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
}

/// What PromQL knows of its aggregation operators beside their names.
enum PromQLAggregator {
  /// All of them, in lower case.
  static let names = [
    "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk",
    "count_values", "quantile", "limitk", "limit_ratio",
  ]

  /// The name in lower case, whatever case it was written in.
  static func name(of word: UnsafeBufferPointer<UInt8>) -> String {
    let isLower = word.allSatisfy { $0 | 0x20 == $0 || $0 == UInt8(ascii: "_") }
    if isLower { return String(decoding: word, as: UTF8.self) }
    return String(decoding: word.map { $0 == UInt8(ascii: "_") ? $0 : $0 | 0x20 }, as: UTF8.self)
  }

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

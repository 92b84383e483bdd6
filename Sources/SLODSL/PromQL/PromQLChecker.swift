/// Judges the types of a tree that parsed: what Prometheus's own `checkAST` demands.
package struct PromQLChecker {
  /// The type of an expression and what is wrong inside it.
  package struct Result: Sendable {
    package let type: PromQLType
    package let errors: [PromQLError]
  }

  package static func check(
    _ expression: PromQLExpression,
    options: PromQLOptions
  ) -> Result {
    var checker = PromQLChecker(options: options)
    let type = checker.type(of: expression)
    return Result(type: type, errors: checker.errors)
  }

  private let options: PromQLOptions
  private var errors: [PromQLError] = []

  private init(options: PromQLOptions) {
    self.options = options
  }

  private mutating func fail(
    _ kind: PromQLError.Kind,
    _ message: String,
    _ range: PromQLRange,
    help: String? = nil
  ) {
    errors.append(PromQLError(kind, range.start..<max(range.start, range.end), message, help: help))
  }

  private mutating func type(of expression: PromQLExpression) -> PromQLType {
    switch expression {
    case .number: return .scalar
    case .string: return .string
    case .parenthesized(let inner, _): return type(of: inner)
    case .unary(_, let operand, let range):
      let found = type(of: operand)
      if found != .scalar && found != .vector {
        fail(.type, "a sign belongs to a scalar or an instant vector, not to \(found.noun)", range)
      }
      return found
    case .selector(let selector):
      check(selector)
      return .vector
    case .matrix(let matrix):
      check(matrix.selector)
      return .matrix
    case .subquery(let subquery):
      expect(.vector, subquery.expression, in: "in a subquery")
      return .matrix
    case .call(let call): return type(of: call)
    case .aggregation(let aggregation):
      expect(.vector, aggregation.expression, in: "in the aggregation `\(aggregation.operator)`")
      if let parameter = aggregation.parameter,
        let wanted = PromQLAggregator.parameter(of: aggregation.operator)
      {
        expect(wanted, parameter, in: "as the parameter of `\(aggregation.operator)`")
      }
      return .vector
    case .binary(let binary): return type(of: binary)
    }
  }

  private mutating func expect(
    _ wanted: PromQLType,
    _ expression: PromQLExpression,
    in place: String
  ) {
    let found = type(of: expression)
    guard found != wanted else { return }
    fail(
      .type,
      "\(wanted.noun) is expected \(place), this is \(found.noun)",
      expression.range,
      help: wanted == .matrix && found == .vector ? "add a range: `[5m]`" : nil
    )
  }

  // MARK: Selectors

  /// At least one matcher must not match the empty string, or the selector selects everything.
  private mutating func check(_ selector: VectorSelector) {
    if let name = selector.name {
      if let other = selector.matchers.first(where: { $0.label == "__name__" }) {
        fail(
          .selector,
          "the metric is named twice: `\(name)` and `\(other.value)`",
          selector.range
        )
      }
      return
    }
    if selector.matchers.allSatisfy(\.matchesEmpty) {
      fail(
        .selector,
        "a selector needs one matcher that does not match the empty string",
        selector.range,
        help: "name the metric, or match a label: `{job=\"checkout\"}`"
      )
    }
  }

  // MARK: Calls

  private mutating func type(of call: PromQLCall) -> PromQLType {
    guard let function = PromQLFunction.named(call.function) else { return .vector }
    checkAvailability(of: function, at: call.range)
    let count = call.arguments.count
    if count < function.fewest || function.most.map({ count > $0 }) ?? false {
      fail(
        .arity,
        "`\(function.name)` takes \(function.arityText), found \(count)",
        call.range
      )
    }
    let isInfo = function.name == "info" && count > 1
    if isInfo { checkInfo(call) }
    for (index, argument) in call.arguments.enumerated() {
      guard let wanted = function.arguments.element(at: index) else { break }
      // The selector that chooses labels may match anything, and its type has been judged.
      if isInfo, index == 1, argument.type == .vector {
        if case .selector(let selector) = argument, selector.name == nil { continue }
      }
      expect(wanted, argument, in: "in the function `\(function.name)`")
    }
    return function.result
  }

  /// The second argument of `info` chooses labels and has no name.
  private mutating func checkInfo(_ call: PromQLCall) {
    let argument = call.arguments[1]
    if case .selector(let selector) = argument, selector.name == nil { return }
    fail(
      .type,
      "matchers in braces are expected as the second argument of `info`",
      argument.type == .vector ? argument.range : call.range
    )
  }

  private mutating func checkAvailability(of function: PromQLFunction, at range: PromQLRange) {
    let name = PromQLRange(start: range.start, end: range.start + function.name.utf8.count)
    if let removed = function.removed, options.newest >= removed {
      fail(
        .unavailable,
        "`\(function.name)` was removed in Prometheus \(removed.text)",
        name,
        help: function.name == "holt_winters"
          ? "it is called double_exponential_smoothing there" : nil
      )
    } else if function.since > options.oldest {
      fail(
        .unavailable,
        "`\(function.name)` needs Prometheus \(function.since.text)",
        name,
        help: "the oldest server that reads this is \(options.oldest.text)"
      )
    } else if function.isExperimental(in: options.oldest),
      !options.features.contains(.experimentalFunctions)
    {
      fail(
        .unavailable,
        "`\(function.name)` is behind the flag "
          + PromQLOptions.Feature.experimentalFunctions.rawValue,
        name
      )
    }
  }

  // MARK: Operators

  private mutating func type(of binary: PromQLBinary) -> PromQLType {
    let left = type(of: binary.left)
    let right = type(of: binary.right)
    let text = binary.operator.rawValue
    if binary.returnsBool, binary.operator.kind != .comparison {
      fail(.syntax, "`bool` belongs to comparisons, not to `\(text)`", binary.operatorRange)
    }
    let bothScalar = left == .scalar && right == .scalar
    let bothVector = left == .vector && right == .vector
    if binary.operator.kind == .comparison, bothScalar, !binary.returnsBool {
      fail(
        .type,
        "a comparison of two scalars needs `bool`",
        binary.operatorRange,
        help: "write `\(text) bool`"
      )
    }
    if case .on(let on) = binary.matching?.labels, let included = binary.matching?.group?.included,
      let both = on.first(where: included.contains)
    {
      fail(
        .type,
        "the label `\(both)` is matched and grouped at once",
        binary.operatorRange
      )
    }
    for (side, found) in [(binary.left, left), (binary.right, right)]
    where found != .scalar && found != .vector {
      fail(
        .type,
        "`\(text)` combines scalars and instant vectors, this is \(found.noun)",
        side.range
      )
      return .vector
    }
    if binary.operator.kind == .set, !bothVector {
      fail(.type, "`\(text)` combines instant vectors, not scalars", binary.range)
    }
    if let matching = binary.matching { check(matching, of: binary, bothVector: bothVector) }
    return bothScalar ? .scalar : .vector
  }

  private mutating func check(
    _ matching: VectorMatching,
    of binary: PromQLBinary,
    bothVector: Bool
  ) {
    if !bothVector, !matching.labels.names.isEmpty {
      fail(.type, "labels are matched between instant vectors only", binary.range)
    }
    if binary.operator.kind == .set {
      if matching.group != nil {
        fail(
          .type,
          "`\(binary.operator.rawValue)` needs no group_left or group_right",
          binary.range
        )
      }
      if matching.fillLeft != nil || matching.fillRight != nil {
        fail(.type, "`\(binary.operator.rawValue)` takes no fill value", binary.range)
      }
    }
    if !bothVector, matching.fillLeft != nil || matching.fillRight != nil {
      fail(.type, "values are filled in between instant vectors only", binary.range)
    }
  }
}

extension PromQLFunction {
  fileprivate var arityText: String {
    switch most {
    case nil: "at least \(fewest) arguments"
    case fewest: fewest == 1 ? "1 argument" : "\(fewest) arguments"
    case let most?: "\(fewest) to \(most) arguments"
    }
  }
}

extension [PromQLType] {
  /// The type at an index; the last one repeats.
  fileprivate func element(at index: Int) -> PromQLType? {
    index < count ? self[index] : last
  }
}

extension VectorMatching.Labels {
  var names: [String] {
    switch self {
    case .on(let labels), .ignoring(let labels): labels
    }
  }
}

extension VectorMatching.Group {
  var included: [String] {
    switch self {
    case .left(let labels), .right(let labels): labels
    }
  }
}

extension LabelMatcher {
  /// Whether a series without the label meets it.
  package var matchesEmpty: Bool {
    switch `operator` {
    case .equal: value.isEmpty
    case .notEqual: !value.isEmpty
    case .matches: RegularExpression.matches(value, "") ?? true
    case .matchesNot: !(RegularExpression.matches(value, "") ?? false)
    }
  }
}

extension PromQLExpression {
  /// Where it stands in the text that was parsed.
  package var range: PromQLRange {
    switch self {
    case .number(let number): number.range
    case .string(let string): string.range
    case .parenthesized(_, let range), .unary(_, _, let range): range
    case .selector(let selector): selector.range
    case .matrix(let matrix): matrix.range
    case .subquery(let subquery): subquery.range
    case .call(let call): call.range
    case .aggregation(let aggregation): aggregation.range
    case .binary(let binary): binary.range
    }
  }
}

/// How the planner writes PromQL: constructors named like the functions, and operators that read
/// like the text they print.
///
/// Parentheses are put in wherever the text would otherwise read back as another tree, and wherever
/// a reader would have to know that `and` binds tighter than `or`.
extension PromQLExpression {
  // MARK: Literals and series

  /// A number literal with the exact value's decimal text.
  package static func number(_ value: ExactNumber) -> PromQLExpression {
    .number(PromQLNumber(value))
  }

  package static func number(_ value: Int) -> PromQLExpression {
    .number(PromQLNumber(ExactNumber(value)))
  }

  package static func string(_ text: String) -> PromQLExpression {
    .string(PromQLString(text))
  }

  /// `name{matchers} offset d`
  package static func metric(
    _ name: String,
    _ matchers: [LabelMatcher] = [],
    offset: Duration? = nil
  ) -> PromQLExpression {
    .selector(VectorSelector(metric: name, matchers, offset: offset))
  }

  /// A recorded series picked by the labels it was recorded with: `name{label="value"}`.
  package static func recorded(
    _ name: String,
    _ labels: KeyValuePairs<String, String> = [:],
    offset: Duration? = nil
  ) -> PromQLExpression {
    .selector(VectorSelector(recorded: name, labels, offset: offset))
  }

  /// `selector[length] offset d`; an offset of the selector itself stays where none is given.
  package static func range(
    _ selector: VectorSelector,
    _ length: Duration,
    offset: Duration? = nil
  ) -> PromQLExpression {
    var selector = selector
    if let offset { selector.offset = offset == .zero ? nil : PromQLDuration(offset) }
    return .matrix(MatrixSelector(selector: selector, length: PromQLDuration(length)))
  }

  /// `expression[length:step]`
  package func subquery(_ length: Duration, every step: Duration) -> PromQLExpression {
    .subquery(
      Subquery(
        expression: inParentheses(unlessTighterThan: 6),
        length: PromQLDuration(length),
        step: PromQLDuration(step)
      )
    )
  }

  // MARK: Calls

  /// `function(arguments)`
  package static func call(_ function: String, _ arguments: PromQLExpression...)
    -> PromQLExpression
  {
    .call(PromQLCall(function, arguments))
  }

  /// `rate(selector[length] offset d)`
  package static func rate(
    _ selector: VectorSelector,
    _ length: Duration,
    offset: Duration? = nil
  ) -> PromQLExpression {
    .call("rate", .range(selector, length, offset: offset))
  }

  /// `increase(selector[length] offset d)`
  package static func increase(
    _ selector: VectorSelector,
    _ length: Duration,
    offset: Duration? = nil
  ) -> PromQLExpression {
    .call("increase", .range(selector, length, offset: offset))
  }

  /// `vector(scalar)`
  package static func vector(_ scalar: PromQLExpression) -> PromQLExpression {
    .call("vector", scalar)
  }

  /// `time()`
  package static var time: PromQLExpression { .call("time") }

  /// `absent(expression)`
  package static func absent(_ expression: PromQLExpression) -> PromQLExpression {
    .call("absent", expression)
  }

  /// `clamp_min(expression, bound)`
  package func clamped(min bound: PromQLExpression) -> PromQLExpression {
    .call("clamp_min", self, bound)
  }

  /// `clamp_max(expression, bound)`
  package func clamped(max bound: PromQLExpression) -> PromQLExpression {
    .call("clamp_max", self, bound)
  }

  /// `label_replace(expression, "label", "value", "", "")`: sets a label on every series.
  package func labelled(_ label: String, _ value: String) -> PromQLExpression {
    // `$` in a replacement names a group of the expression; doubled it stands for itself.
    let literal = value.split(separator: "$", omittingEmptySubsequences: false).joined(
      separator: "$$"
    )
    return .call(
      "label_replace",
      self,
      .string(label),
      .string(literal),
      .string(""),
      .string("")
    )
  }

  // MARK: Aggregations

  /// `operator by (labels) (expression)`
  package static func aggregate(
    _ operator: String,
    _ expression: PromQLExpression,
    by labels: [String] = []
  ) -> PromQLExpression {
    .aggregation(Aggregation(`operator`, expression, grouping: .by(labels)))
  }

  /// `operator without (labels) (expression)`
  package static func aggregate(
    _ operator: String,
    _ expression: PromQLExpression,
    without labels: [String]
  ) -> PromQLExpression {
    .aggregation(Aggregation(`operator`, expression, grouping: .without(labels)))
  }

  package static func sum(
    _ expression: PromQLExpression,
    by labels: [String] = []
  ) -> PromQLExpression {
    .aggregate("sum", expression, by: labels)
  }

  package static func sum(
    _ expression: PromQLExpression,
    without labels: [String]
  ) -> PromQLExpression {
    .aggregate("sum", expression, without: labels)
  }

  package static func count(
    _ expression: PromQLExpression,
    by labels: [String] = []
  ) -> PromQLExpression {
    .aggregate("count", expression, by: labels)
  }

  package static func max(
    _ expression: PromQLExpression,
    by labels: [String] = []
  ) -> PromQLExpression {
    .aggregate("max", expression, by: labels)
  }

  package static func min(
    _ expression: PromQLExpression,
    by labels: [String] = []
  ) -> PromQLExpression {
    .aggregate("min", expression, by: labels)
  }
}

// MARK: - Operators

extension PromQLExpression {
  /// `left operator right`, with parentheses where precedence or a reader asks for them.
  ///
  /// `groupLeft` and `groupRight` need one of `on` and `ignoring`; without either they stand for
  /// `ignoring ()`, which servers below 3.9 print wrongly, so name the labels.
  package static func binary(
    _ operator: PromQLBinary.Operator,
    _ left: PromQLExpression,
    _ right: PromQLExpression,
    bool: Bool = false,
    on: [String]? = nil,
    ignoring: [String]? = nil,
    groupLeft: [String]? = nil,
    groupRight: [String]? = nil
  ) -> PromQLExpression {
    let group = groupLeft.map { VectorMatching.Group.left($0) } ?? groupRight.map { .right($0) }
    var matching: VectorMatching?
    if let on {
      matching = VectorMatching(.on(on), group: group)
    } else if ignoring != nil || group != nil {
      matching = VectorMatching(.ignoring(ignoring ?? []), group: group)
    }
    return .binary(
      PromQLBinary(
        `operator`,
        left.operand(of: `operator`, isLeft: true),
        right.operand(of: `operator`, isLeft: false),
        returnsBool: bool,
        matching: matching
      )
    )
  }

  /// The expression as an operand: in parentheses where it would not read back, and where operators
  /// are mixed that people confuse.
  private func operand(of operation: PromQLBinary.Operator, isLeft: Bool) -> PromQLExpression {
    let limit = operation.precedence
    switch self {
    case .binary(let inner):
      let isSameSide = isLeft != operation.groupsFromTheRight
      let reads =
        inner.operator.precedence > limit
        || (isSameSide && inner.operator.precedence == limit)
      return reads && !inner.operator.isConfused(with: operation) ? self : parenthesized
    case .unary, .number:
      return isLeft && precedence <= (operation == .power ? limit : limit - 1)
        ? parenthesized : self
    case .string, .parenthesized, .selector, .matrix, .subquery, .call, .aggregation:
      return self
    }
  }

  /// `(expression)`, once.
  package var parenthesized: PromQLExpression {
    if case .parenthesized = self { return self }
    return .parenthesized(self, .none)
  }

  private func inParentheses(unlessTighterThan limit: Int) -> PromQLExpression {
    precedence > limit ? self : parenthesized
  }

  package func or(_ other: PromQLExpression, on: [String]? = nil) -> PromQLExpression {
    .binary(.or, self, other, on: on)
  }

  package func and(
    _ other: PromQLExpression,
    on: [String]? = nil,
    ignoring: [String]? = nil
  ) -> PromQLExpression {
    .binary(.and, self, other, on: on, ignoring: ignoring)
  }

  package func unless(
    _ other: PromQLExpression,
    on: [String]? = nil,
    ignoring: [String]? = nil
  ) -> PromQLExpression {
    .binary(.unless, self, other, on: on, ignoring: ignoring)
  }

  package func plus(_ other: PromQLExpression) -> PromQLExpression {
    .binary(.add, self, other)
  }

  package func minus(_ other: PromQLExpression) -> PromQLExpression {
    .binary(.subtract, self, other)
  }

  package func times(
    _ other: PromQLExpression,
    on: [String]? = nil,
    groupLeft: [String]? = nil
  ) -> PromQLExpression {
    .binary(.multiply, self, other, on: on, groupLeft: groupLeft)
  }

  package func divided(
    by other: PromQLExpression,
    on: [String]? = nil,
    ignoring: [String]? = nil,
    groupLeft: [String]? = nil
  ) -> PromQLExpression {
    .binary(.divide, self, other, on: on, ignoring: ignoring, groupLeft: groupLeft)
  }

  /// `self > other`: keeps the series for which it holds.
  package func greater(
    than other: PromQLExpression,
    bool: Bool = false,
    on: [String]? = nil,
    groupLeft: [String]? = nil
  ) -> PromQLExpression {
    .binary(.greater, self, other, bool: bool, on: on, groupLeft: groupLeft)
  }

  /// `self >= other`: keeps the series for which it holds.
  package func atLeast(_ other: PromQLExpression, bool: Bool = false) -> PromQLExpression {
    .binary(.greaterOrEqual, self, other, bool: bool)
  }

  /// `self < other`: keeps the series for which it holds.
  package func less(than other: PromQLExpression, bool: Bool = false) -> PromQLExpression {
    .binary(.less, self, other, bool: bool)
  }

  /// `self <= other`: keeps the series for which it holds.
  package func atMost(_ other: PromQLExpression, bool: Bool = false) -> PromQLExpression {
    .binary(.lessOrEqual, self, other, bool: bool)
  }

  /// `self == other`: keeps the series for which it holds.
  package func equal(to other: PromQLExpression, bool: Bool = false) -> PromQLExpression {
    .binary(.equal, self, other, bool: bool)
  }

  package static func + (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
    left.plus(right)
  }

  package static func - (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
    left.minus(right)
  }

  package static func * (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
    left.times(right)
  }

  package static func / (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
    left.divided(by: right)
  }

  /// `-expression`; the sign of a number goes into the number.
  package static prefix func - (operand: PromQLExpression) -> PromQLExpression {
    if case .number(let number) = operand, !number.isDuration {
      let digits = number.hasSign ? String(number.text.dropFirst()) : number.text
      let text = number.value.sign == .minus ? digits : "-" + digits
      return .number(PromQLNumber(value: -number.value, text: text, range: .none))
    }
    if case .unary = operand { return .unary(negative: true, operand, .none) }
    return .unary(negative: true, operand.inParentheses(unlessTighterThan: 5), .none)
  }
}

extension PromQLBinary.Operator {
  /// Whether readers mistake how the two group without parentheses, though the grammar is clear.
  fileprivate func isConfused(with outer: PromQLBinary.Operator) -> Bool {
    switch kind {
    case .set: self != outer
    case .comparison, .trim: outer.kind == .comparison || outer.kind == .trim
    case .arithmetic: false
    }
  }
}

extension VectorSelector {
  /// A metric with matchers, in the order given.
  package init(metric name: String, _ matchers: [LabelMatcher] = [], offset: Duration? = nil) {
    let isPlain = PromQLText.isMetricName(name)
    let named = isPlain ? [] : [LabelMatcher("__name__", .equal, name)]
    self.init(
      name: isPlain ? name : nil,
      matchers: named + matchers,
      offset: offset == .zero ? nil : offset.map { PromQLDuration($0) }
    )
  }

  /// A recorded series picked by the labels it was recorded with.
  package init(
    recorded name: String,
    _ labels: KeyValuePairs<String, String> = [:],
    offset: Duration? = nil
  ) {
    let matchers = labels.map { LabelMatcher($0.key, .equal, $0.value) }
    self.init(metric: name, matchers, offset: offset)
  }
}

/// A PromQL expression: what the parser reads from text and what the planner builds.
///
/// The node names are Prometheus's own (`promql/parser/ast.go`). Parentheses are nodes, as there:
/// the canonical printer prints exactly what the tree says, and the builder inserts them where
/// precedence asks for them. Equality ignores positions.
package indirect enum PromQLExpression: Hashable, Sendable {
  case number(PromQLNumber)
  case string(PromQLString)
  case parenthesized(PromQLExpression, PromQLRange)
  case unary(negative: Bool, PromQLExpression, PromQLRange)
  case selector(VectorSelector)
  case matrix(MatrixSelector)
  case subquery(Subquery)
  case call(PromQLCall)
  case aggregation(Aggregation)
  case binary(PromQLBinary)
}

/// A half-open byte range in the text that was parsed; built nodes have the empty one.
///
/// All ranges are equal to each other: where a node stood does not change what it means, and trees
/// are compared for meaning.
package struct PromQLRange: Hashable, Sendable {
  // Half as large as two words: every node has one.
  private let first: Int32
  private let behind: Int32

  package var start: Int { Int(first) }
  package var end: Int { Int(behind) }

  package static let none = PromQLRange(start: 0, end: 0)

  package init(start: Int, end: Int) {
    first = Int32(clamping: start)
    behind = Int32(clamping: end)
  }

  package static func == (left: PromQLRange, right: PromQLRange) -> Bool { true }
  package func hash(into hasher: inout Hasher) {}
}

/// How something was written that may as well be left out. All spellings are equal, as ranges are.
struct PromQLSpelling: Hashable, Sendable {
  let isExplicit: Bool

  static func == (left: PromQLSpelling, right: PromQLSpelling) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

/// A number literal. PromQL's numbers are binary doubles; what is printed is the decimal text.
package struct PromQLNumber: Hashable, Sendable {
  package let value: Double
  /// Canonical decimal text without exponent: `0.0005`, `+Inf`, `NaN`.
  package let text: String
  /// Whether it was written as a duration (`5m` for 300; 2.54 and later).
  package let isDuration: Bool
  package let range: PromQLRange

  package init(value: Double, text: String, isDuration: Bool = false, range: PromQLRange) {
    self.value = value
    self.text = text
    self.isDuration = isDuration
    self.range = range
  }

  /// A number that the planner prints: its text comes from the exact value, never from the double.
  package init(_ exact: ExactNumber) {
    let text = exact.decimalText
    self.init(value: Double(text) ?? 0, text: text, range: .none)
  }

  /// The value as programs exchange it: `0.5`, `1e+06`, `Inf`, `NaN`, `-0`.
  package var shortText: String {
    value == .infinity ? "Inf" : PromQLText.shortest(value, exponentFrom: 6)
  }

  package static func == (left: PromQLNumber, right: PromQLNumber) -> Bool {
    let same = left.value == right.value || (left.value.isNaN && right.value.isNaN)
    return same && left.isDuration == right.isDuration
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(value.isNaN ? 0 : value)
  }
}

/// A string literal, decoded. Escapes may produce any bytes, so it holds bytes.
package struct PromQLString: Hashable, Sendable {
  package let bytes: [UInt8]
  package let range: PromQLRange

  package init(bytes: [UInt8], range: PromQLRange) {
    self.bytes = bytes
    self.range = range
  }

  package init(_ text: String) {
    self.init(bytes: Array(text.utf8), range: .none)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// `label op "value"`
package struct LabelMatcher: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case matches = "=~"
    case matchesNot = "!~"
  }

  package let label: String
  package let `operator`: Operator
  package let value: String
  package let range: PromQLRange
  /// Label and value when one of them is no UTF-8, else nothing: escapes may produce any bytes.
  private let strayBytes: [[UInt8]]

  package init(
    _ label: String,
    _ `operator`: Operator,
    _ value: String,
    range: PromQLRange = .none
  ) {
    self.label = label
    self.operator = `operator`
    self.value = value
    self.range = range
    strayBytes = []
  }

  init(label: [UInt8], _ operator: Operator, value: [UInt8], range: PromQLRange) {
    self.label = String(decoding: label, as: UTF8.self)
    self.operator = `operator`
    self.value = String(decoding: value, as: UTF8.self)
    self.range = range
    let isText =
      String(validating: label, as: UTF8.self) != nil
      && String(validating: value, as: UTF8.self) != nil
    strayBytes = isText ? [] : [label, value]
  }

  /// The label as the server reads it.
  package var labelBytes: [UInt8] { strayBytes.first ?? Array(label.utf8) }
  /// The value as the server reads it.
  package var valueBytes: [UInt8] { strayBytes.last ?? Array(value.utf8) }
}

/// `@ 1000`, `@ start()`, `@ end()`
package enum PromQLAt: Hashable, Sendable {
  case milliseconds(Int64)
  case start
  case end
}

/// The length of a range, an offset or a step.
package enum PromQLDuration: Hashable, Sendable {
  /// Nanoseconds; negative only for offsets.
  case literal(nanoseconds: Int64)
  /// `[2 * 5m]`, `[step()]`: arithmetic that newer servers evaluate.
  case expression(PromQLDurationExpression)
  /// `\(window)` of an indicator: the planner puts the range of each rule here.
  case window

  /// A whole number of milliseconds, the only kind that slogen writes.
  package init(_ duration: Duration) {
    self = .literal(nanoseconds: duration.milliseconds * 1_000_000)
  }

  /// In whole milliseconds; nil for arithmetic, and for offsets into the future.
  package var duration: Duration? {
    guard case .literal(let nanoseconds) = self, nanoseconds >= 0 else { return nil }
    return Duration(milliseconds: nanoseconds / 1_000_000)
  }
}

/// Arithmetic of durations inside `[…]` and behind `offset`.
package indirect enum PromQLDurationExpression: Hashable, Sendable {
  /// A number of seconds, or a duration when `isDuration`.
  case literal(PromQLNumber)
  case unary(negative: Bool, PromQLDurationExpression, PromQLRange)
  /// `operator` is one of `+ - * / % ^`.
  case binary(
    `operator`: String,
    PromQLDurationExpression,
    PromQLDurationExpression,
    PromQLRange
  )
  /// `step()`, `range()`, `max_of(a, b)`, `min_of(a, b)`
  case call(String, [PromQLDurationExpression], PromQLRange)
  case parenthesized(PromQLDurationExpression, PromQLRange)
}

// A plus in front says nothing and is not printed, so it makes no difference either.
extension PromQLDurationExpression {
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.unary(negative: false, let left, _), _): left == right
    case (_, .unary(negative: false, let right, _)): left == right
    case (.literal(let left), .literal(let right)): left == right
    case (.unary(_, let left, _), .unary(_, let right, _)): left == right
    case (.binary(let first, let left, let right, _), .binary(let second, let other, let last, _)):
      first == second && left == other && right == last
    case (.call(let first, let left, _), .call(let second, let right, _)):
      first == second && left == right
    case (.parenthesized(let left, _), .parenthesized(let right, _)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .literal(let number): hasher.combine(number)
    case .unary(false, let operand, _): operand.hash(into: &hasher)
    case .unary(true, let operand, _), .parenthesized(let operand, _):
      hasher.combine(1)
      operand.hash(into: &hasher)
    case .binary(let operation, let left, let right, _):
      hasher.combine(operation)
      left.hash(into: &hasher)
      right.hash(into: &hasher)
    case .call(let name, let arguments, _):
      hasher.combine(name)
      hasher.combine(arguments)
    }
  }
}

/// `name{matchers} offset d @ t`
package struct VectorSelector: Hashable, Sendable {
  /// The name in front of the braces; a name inside them is a `__name__` matcher only.
  package var name: String?
  /// In source order, without the name in front of the braces.
  package var matchers: [LabelMatcher]
  package var offset: PromQLDuration?
  package var at: PromQLAt?
  package var isAnchored: Bool
  package var isSmoothed: Bool
  package var range: PromQLRange

  package init(
    name: String?,
    matchers: [LabelMatcher],
    offset: PromQLDuration? = nil,
    at: PromQLAt? = nil,
    isAnchored: Bool = false,
    isSmoothed: Bool = false,
    range: PromQLRange = .none
  ) {
    self.name = name
    self.matchers = matchers
    self.offset = offset
    self.at = at
    self.isAnchored = isAnchored
    self.isSmoothed = isSmoothed
    self.range = range
  }
}

/// `selector[5m]`; offset and `@` are the selector's.
package struct MatrixSelector: Hashable, Sendable {
  package var selector: VectorSelector
  package var length: PromQLDuration
  package var range: PromQLRange

  package init(selector: VectorSelector, length: PromQLDuration, range: PromQLRange = .none) {
    self.selector = selector
    self.length = length
    self.range = range
  }
}

/// `expression[30d:5m] offset d @ t`
package struct Subquery: Hashable, Sendable {
  package var expression: PromQLExpression
  package var length: PromQLDuration
  package var step: PromQLDuration?
  package var offset: PromQLDuration?
  package var at: PromQLAt?
  package var range: PromQLRange

  package init(
    expression: PromQLExpression,
    length: PromQLDuration,
    step: PromQLDuration?,
    offset: PromQLDuration? = nil,
    at: PromQLAt? = nil,
    range: PromQLRange = .none
  ) {
    self.expression = expression
    self.length = length
    self.step = step
    self.offset = offset
    self.at = at
    self.range = range
  }
}

/// `function(arguments)`
package struct PromQLCall: Hashable, Sendable {
  package let function: String
  package let arguments: [PromQLExpression]
  package let range: PromQLRange

  package init(
    _ function: String,
    _ arguments: [PromQLExpression],
    range: PromQLRange = .none
  ) {
    self.function = function
    self.arguments = arguments
    self.range = range
  }
}

/// `sum by (route) (expression)`
package struct Aggregation: Hashable, Sendable {
  package enum Grouping: Hashable, Sendable {
    /// `by (…)`; an aggregation without a modifier is `by` nothing.
    case by([String])
    case without([String])
  }

  /// Lower case: `sum`, `topk`, …
  package let `operator`: String
  package let parameter: PromQLExpression?
  package let expression: PromQLExpression
  package let grouping: Grouping
  package let range: PromQLRange
  private let spelling: PromQLSpelling

  /// Whether labels, or an empty list of them, were written.
  package var isGrouped: Bool {
    switch grouping {
    case .by(let labels): !labels.isEmpty || spelling.isExplicit
    case .without: true
    }
  }

  package init(
    _ `operator`: String,
    parameter: PromQLExpression? = nil,
    _ expression: PromQLExpression,
    grouping: Grouping,
    isExplicit: Bool = false,
    range: PromQLRange = .none
  ) {
    self.operator = `operator`
    self.parameter = parameter
    self.expression = expression
    self.grouping = grouping
    self.range = range
    spelling = PromQLSpelling(isExplicit: isExplicit)
  }
}

/// Two operands with an operator and how their series are matched.
package struct PromQLBinary: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case power = "^"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case atan2
    case add = "+"
    case subtract = "-"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case less = "<"
    case greaterOrEqual = ">="
    case greater = ">"
    case trimUpper = "</"
    case trimLower = ">/"
    case and
    case unless
    case or
  }

  package let `operator`: Operator
  package let left: PromQLExpression
  package let right: PromQLExpression
  package let returnsBool: Bool
  /// Nil unless `on`, `ignoring` or `fill` was written.
  package let matching: VectorMatching?
  /// Where the operator itself stands.
  package let operatorRange: PromQLRange
  package let range: PromQLRange

  package init(
    _ `operator`: Operator,
    _ left: PromQLExpression,
    _ right: PromQLExpression,
    returnsBool: Bool = false,
    matching: VectorMatching? = nil,
    operatorRange: PromQLRange = .none,
    range: PromQLRange = .none
  ) {
    self.operator = `operator`
    self.left = left
    self.right = right
    self.returnsBool = returnsBool
    self.matching = matching
    self.operatorRange = operatorRange
    self.range = range
  }
}

/// `on (a, b) group_left (c)`
package struct VectorMatching: Hashable, Sendable {
  package enum Labels: Hashable, Sendable {
    case on([String])
    case ignoring([String])
  }

  package enum Group: Hashable, Sendable {
    /// `group_left (…)`: many on the left.
    case left([String])
    /// `group_right (…)`: many on the right.
    case right([String])
  }

  package let labels: Labels
  package let group: Group?
  package let fillLeft: PromQLNumber?
  package let fillRight: PromQLNumber?

  package init(
    _ labels: Labels,
    group: Group? = nil,
    fillLeft: PromQLNumber? = nil,
    fillRight: PromQLNumber? = nil
  ) {
    self.labels = labels
    self.group = group
    self.fillLeft = fillLeft
    self.fillRight = fillRight
  }
}

/// What an expression stands for, once names are resolved.
package indirect enum Value: Hashable, Sendable {
  /// With the text as written, which a plain number keeps (`0.30` is not `0.3` to a label).
  case quantity(Quantity, text: String)
  case text(String)
  case boolean(Bool)
  case list([Value])
  case dictionary([ValuePair])
  case integers(ClosedRange<Int>)
  case selection(FilteredMetric)

  /// What messages call it: `a duration`, `text`.
  package var noun: String {
    switch self {
    case .quantity(let quantity, _): quantity.unit.noun
    case .text: "text"
    case .boolean: "a boolean"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .integers: "a range of integers"
    case .selection: "a metric"
    }
  }
}

/// One entry of a dictionary.
package struct ValuePair: Hashable, Sendable {
  package let key: Value
  package let value: Value
}

/// A metric and the condition that narrows it.
package struct FilteredMetric: Hashable, Sendable {
  package let metric: Metric
  package let condition: Condition
  /// Where the metric is named.
  package let range: SourceRange

  package func narrowed(by other: Condition) -> FilteredMetric {
    FilteredMetric(metric: metric, condition: condition.and(other), range: range)
  }
}

extension Quantity.Unit {
  package var noun: String {
    switch self {
    case .number: "a number"
    case .duration: "a duration"
    case .ratio: "a ratio"
    case .factor: "a factor"
    case .size: "a size"
    case .eventRate: "a rate"
    case .byteRate: "a rate of bytes"
    case .errors: "a count of errors"
    }
  }
}

/// The types of parameters, inputs and settings.
package indirect enum ValueType: Hashable, Sendable {
  case text
  case integer
  case number
  case duration
  case ratio
  case factor
  case size
  case boolean
  case metric
  case list(ValueType)

  package init?(_ syntax: TypeSyntax) {
    switch (syntax.name.text, syntax.arguments.count) {
    case ("String", 0): self = .text
    case ("Int", 0): self = .integer
    case ("Duration", 0): self = .duration
    case ("Ratio", 0): self = .ratio
    case ("Size", 0): self = .size
    case ("Bool", 0): self = .boolean
    case ("Metric", 0): self = .metric
    case ("List", 1):
      guard let element = syntax.arguments.first.flatMap(ValueType.init) else { return nil }
      self = .list(element)
    default: return nil
    }
  }

  package static let names = ["String", "Int", "Duration", "Ratio", "Size", "Bool", "Metric"]

  /// Whether the command line can state such a value.
  package var isLiteral: Bool {
    switch self {
    case .metric: false
    case .list(let element): element.isLiteral
    case .text, .integer, .number, .duration, .ratio, .factor, .size, .boolean: true
    }
  }

  package var noun: String {
    switch self {
    case .text: "text in quotes"
    case .integer: "a whole number"
    case .number: "a number"
    case .duration: "a duration"
    case .ratio: "a ratio"
    case .factor: "a factor"
    case .size: "a size"
    case .boolean: "true or false"
    case .metric: "a metric"
    case .list(let element): "a list, each element \(element.noun)"
    }
  }

  /// One that would do, for messages.
  package var example: String {
    switch self {
    case .text: "\"checkout\""
    case .integer: "3"
    case .number: "2.5"
    case .duration: "5m"
    case .ratio: "99.9%"
    case .factor: "14.4x"
    case .size: "64MiB"
    case .boolean: "true"
    case .metric: "http_requests_total"
    case .list(let element): "[\(element.example)]"
    }
  }

  package func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (.text, .text), (.boolean, .boolean), (.metric, .selection): true
    case (.integer, .quantity(let quantity, _)):
      quantity.unit == .number && quantity.value.isInteger
    case (.number, .quantity(let quantity, _)): quantity.unit == .number
    case (.duration, .quantity(let quantity, _)): quantity.unit == .duration
    case (.ratio, .quantity(let quantity, _)): quantity.unit == .ratio
    case (.factor, .quantity(let quantity, _)): quantity.unit == .factor
    case (.size, .quantity(let quantity, _)): quantity.unit == .size
    case (.list(let element), .list(let values)): values.allSatisfy(element.accepts)
    default: false
    }
  }
}

extension ValueType {
  /// The period in the header of an SLO, for messages: it stands there without a colon.
  static let headerPeriod = "over …"

  /// What the author could have written: the same number with its unit where only that is missing.
  func example(for subject: String, insteadOf value: Value) -> String {
    let example =
      switch (self, value) {
      case (.factor, .quantity(let quantity, let text)) where quantity.unit == .number: text + "x"
      case (.duration, .quantity(let quantity, let text))
      where quantity.unit == .number && subject == Self.headerPeriod && quantity.value.isInteger:
        text + "d"
      case (.ratio, .quantity(let quantity, _))
      where quantity.unit == .number && quantity.value < .one:
        (quantity.value * ExactNumber(100)).decimalText + "%"
      case (.duration, _) where subject == Self.headerPeriod: "30d"
      default: self.example
      }
    return subject == Self.headerPeriod ? "over \(example)" : "\(subject): \(example)"
  }

  /// What the author meant by a number without its unit; nil for anything else.
  func mended(_ value: Value, for subject: String) -> String? {
    guard case .quantity(let quantity, let text) = value, quantity.unit == .number else {
      return nil
    }
    let example = example(for: subject, insteadOf: value)
    guard let last = example.split(separator: " ").last, last.hasPrefix(text) else { return nil }
    return String(last)
  }
}

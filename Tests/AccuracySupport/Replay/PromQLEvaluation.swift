package import SLODSL

/// What an expression is worth at one moment, as Prometheus computes it.
///
/// It knows what generated rules use; anything else is an error, never a wrong number. Sums are
/// plain ones, so the last digits may differ from those of a server.
package struct PromQLEvaluation {
  package struct Unsupported: Error, CustomStringConvertible {
    package let description: String
  }

  /// One series of a result.
  package struct Element: Hashable, Sendable {
    package let labels: SeriesIdentity
    package let value: Double
  }

  enum Value {
    case scalar(Double)
    case vector([Element])
  }

  let store: SeriesStore
  /// Milliseconds since 1970.
  let time: Int64
  /// Ranges leave out what lies exactly at their beginning since Prometheus 3.
  let isLeftOpen: Bool

  package init(of store: SeriesStore, at time: Int64, isLeftOpen: Bool) {
    self.store = store
    self.time = time
    self.isLeftOpen = isLeftOpen
  }

  /// How old a sample may be that an instant selector sees (`--query.lookback-delta`).
  static let lookback: Int64 = 300_000

  /// The series that an expression has; a scalar is one without labels, as in a rule.
  package func elements(of expression: PromQLExpression) throws -> [Element] {
    switch try value(of: expression) {
    case .scalar(let number): [Element(labels: .none, value: number)]
    case .vector(let elements): elements
    }
  }

  func value(of expression: PromQLExpression) throws -> Value {
    switch expression {
    case .number(let number): return .scalar(number.value)
    case .parenthesized(let inner, _): return try value(of: inner)
    case .unary(let isNegative, let operand, _):
      let operand = try value(of: operand)
      return isNegative ? operand.mapped { -$0 } : operand
    case .selector(let selector): return .vector(try newest(of: selector))
    case .call(let call): return try value(of: call)
    case .aggregation(let aggregation): return .vector(try value(of: aggregation))
    case .binary(let binary): return try value(of: binary)
    case .string, .matrix, .subquery: throw unsupported(expression)
    }
  }

  func vector(of expression: PromQLExpression) throws -> [Element] {
    guard case .vector(let elements) = try value(of: expression) else {
      throw unsupported(expression)
    }
    return elements
  }

  func scalar(of expression: PromQLExpression) throws -> Double {
    guard case .scalar(let number) = try value(of: expression) else {
      throw unsupported(expression)
    }
    return number
  }

  func unsupported(_ expression: PromQLExpression) -> Unsupported {
    Unsupported(description: "no replay of \(expression.text)")
  }

  /// A stretch of time that ends here, as selectors see it.
  func range(of length: Int64, endingAt end: Int64) -> ClosedRange<Int64> {
    (end - length + (isLeftOpen ? 1 : 0))...end
  }

  private func newest(of selector: VectorSelector) throws -> [Element] {
    try samples(of: selector).map { Element(labels: $0.labels, value: $0.sample.value) }
  }

  /// `timestamp` of a selector: when its newest samples were taken, in seconds.
  func timestamps(of expression: PromQLExpression) throws -> [Element] {
    guard case .selector(let selector) = expression else { throw unsupported(expression) }
    return try samples(of: selector).map {
      Element(labels: $0.labels.withoutName, value: Double($0.sample.time) / 1000)
    }
  }

  private func samples(
    of selector: VectorSelector
  ) throws -> [(labels: SeriesIdentity, sample: Sample)] {
    let end = try time - offset(of: selector)
    let range = range(of: Self.lookback, endingAt: end)
    return try store.series(of: selector).compactMap { series in
      series.newest(in: range).map { (series.labels, $0) }
    }
  }

  /// In milliseconds.
  func offset(of selector: VectorSelector) throws -> Int64 {
    guard selector.at == nil, !selector.isAnchored, !selector.isSmoothed else {
      throw unsupported(.selector(selector))
    }
    return try selector.offset.map { try milliseconds($0) } ?? 0
  }

  func milliseconds(_ duration: PromQLDuration) throws -> Int64 {
    guard case .literal(let nanoseconds) = duration else {
      throw Unsupported(description: "no replay of computed durations")
    }
    return nanoseconds / 1_000_000
  }
}

extension PromQLEvaluation.Value {
  /// What functions of one number do; a result is no longer the metric.
  func mapped(_ change: (Double) -> Double) -> Self {
    switch self {
    case .scalar(let number): .scalar(change(number))
    case .vector(let elements):
      .vector(elements.map { .init(labels: $0.labels.withoutName, value: change($0.value)) })
    }
  }
}

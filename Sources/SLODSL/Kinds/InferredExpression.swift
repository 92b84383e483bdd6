/// An expression with what is known of its values, and the same for everything inside it.
///
/// Made once, from the inside out; whoever asks walks it instead of inferring again.
package struct InferredExpression: Sendable {
  package let expression: PromQLExpression
  /// As `PromQLExpression.children`.
  package let children: [InferredExpression]
  package internal(set) var kind = PromQLKind.unknown
  /// Nil where it is not declared or cannot be told.
  package internal(set) var unit: PromQLUnit?
  /// The stored series that all values come from, where there is one name.
  package internal(set) var series: NamedSeries?
  /// What it counts, when it is one growth under sums.
  package internal(set) var counted: CountedTerm?
  /// Its value, when it is made of literals alone.
  package internal(set) var constant: Double?
  /// When it is certainly a part of a whole: how much the whole is, 1 or 100.
  package internal(set) var whole: Double?
  /// Whether zeros were filtered away or cannot be.
  package internal(set) var excludesZero = false
  /// Whether it has at most one series, without labels.
  package internal(set) var isUnlabelled = false

  package init(_ expression: PromQLExpression, catalog: MetricCatalog?) {
    self.expression = expression
    children = expression.children.map { InferredExpression($0, catalog: catalog) }
    switch expression {
    case .number(let number):
      kind = .number
      constant = number.value
      excludesZero = number.value != 0
      isUnlabelled = true
    case .string: break
    case .parenthesized: adopt(children[0])
    case .unary(let negative, _, _): inferSign(negative)
    case .selector(let selector): infer(selector, catalog)
    case .matrix(let matrix): infer(matrix.selector, catalog)
    case .subquery: adopt(children[0])
    case .call(let call): infer(call)
    case .aggregation(let aggregation): infer(aggregation)
    case .binary(let binary): infer(binary)
    }
  }

  package var range: Range<Int> {
    expression.range.start..<max(expression.range.start, expression.range.end)
  }

  /// The expression itself, without parentheses around it.
  package var bare: InferredExpression {
    var inner = self
    while case .parenthesized = inner.expression { inner = inner.children[0] }
    return inner
  }

  /// Takes over what is known of an expression with the same values.
  mutating func adopt(_ other: InferredExpression) {
    kind = other.kind
    unit = other.unit
    series = other.series
    counted = other.counted
    constant = other.constant
    whole = other.whole
    excludesZero = other.excludesZero
    isUnlabelled = other.isUnlabelled
  }

  private mutating func inferSign(_ negative: Bool) {
    adopt(children[0])
    guard negative else { return }
    constant = constant.map { -$0 }
    counted = nil
    whole = nil
    if kind != .number, kind != .unknown { kind = .computed }
  }

  private mutating func infer(_ selector: VectorSelector, _ catalog: MetricCatalog?) {
    series = NamedSeries(selector, catalog: catalog)
    kind = .raw(series?.kind ?? .unknown)
    unit = series?.unit
    if let declared = series?.metric, declared.kind == .gauge, declared.unit == .ratio { whole = 1 }
  }
}

// MARK: - Aggregations

extension InferredExpression {
  private mutating func infer(_ aggregation: Aggregation) {
    guard let inner = children.last else { return }
    if case .by(let labels) = aggregation.grouping, labels.isEmpty,
      !["topk", "bottomk", "limitk", "limit_ratio", "count_values"].contains(aggregation.operator)
    {
      isUnlabelled = true
    }
    switch aggregation.operator {
    case "sum":
      kind = inner.kind.summed
      unit = inner.unit
      series = inner.series
      counted = inner.counted?.summed(aggregation.grouping)
      excludesZero = inner.excludesZero
    case "avg":
      kind = inner.kind
      unit = inner.series?.metric?.unit == .bool && inner.isRaw ? .share : inner.unit
      series = inner.series
      whole = inner.series?.metric?.unit == .bool && inner.isRaw ? 1 : inner.whole
    case "min", "max", "topk", "bottomk", "limitk", "limit_ratio", "quantile":
      kind = inner.kind
      unit = inner.unit
      series = inner.series
      whole = inner.whole
      excludesZero = inner.excludesZero
    case "stddev":
      kind = .computed
      unit = inner.unit
    case "stdvar":
      kind = .computed
      unit = inner.unit.flatMap(\.squared)
    default:
      kind = .computed
      unit = .count
    }
  }

  private var isRaw: Bool {
    if case .raw = kind { true } else { false }
  }
}

extension PromQLKind {
  /// Sums of quantiles, means and shares are none.
  fileprivate var summed: PromQLKind {
    switch self {
    case .number, .raw, .perSecond, .perRange, .unknown: self
    case .percentile, .mean, .share, .lifetime, .computed: .computed
    }
  }
}

extension NamedSeries {
  /// The unit of the values; nil where no catalog tells.
  fileprivate var unit: PromQLUnit? {
    guard let metric else { return nil }
    switch kind {
    case .bucket, .count: return .count
    case .info: return .count
    case .counter where metric.unit == .count && metric.mayMeasure: return nil
    case .nativeHistogram: return nil
    case .gauge where metric.mayBeInstant: return nil
    case .counter, .gauge, .sum, .quantile, .unknown: return PromQLUnit(metric.unit)
    }
  }
}

extension Metric {
  /// Counters that count something else than events by their names: `Counter` alone may only mean
  /// that nobody wrote the unit down.
  fileprivate var mayMeasure: Bool {
    ["bytes", "seconds", "joules", "celsius"].contains { name.contains($0) }
  }

  /// Gauges of seconds that are points in time by their names: exporters and formats know one unit
  /// for both.
  fileprivate var mayBeInstant: Bool {
    let words = ["timestamp", "time_seconds", "created", "epoch", "expir", "not_after", "last_"]
    return unit == .seconds && words.contains { name.contains($0) }
  }
}

/// A question about metrics, as an author types it.
package indirect enum MetricQuery: Hashable, Sendable {
  /// `rate(of: a + b, over: 5m, by: route)`: how many a second, in sum, over so much time; nil for
  /// the range that the reader chooses.
  case rate(of: [Selection], over: Duration?, by: [String])
  /// `increase(of: a, over: 1h, by: route)`: how many in so much time, in sum.
  case increase(of: [Selection], over: Duration, by: [String])
  /// `ratio(of: failed, to: all, over: 5m, by: route)`: the rate of one by the rate of the other.
  case ratio(of: [Selection], to: [Selection], over: Duration?, by: [String])
  /// `quantile(99%, of: durations, over: 5m, by: route)`, of the buckets of a histogram: series of
  /// their own, or within the samples of a native one.
  case quantile(ExactNumber, of: Selection, isNative: Bool, over: Duration?, by: [String])
  /// `average(of: a, over: 1h, by: pod)`: a gauge over time, and then over series.
  case overTime(GaugeSummary, of: Selection, over: Duration, by: [String]?)
  /// `predict(of: a, over: 6h, in: 1d)`: where a line through the samples of so much time leads.
  case prediction(of: Selection, over: Duration, ahead: Duration)
  /// Gauges, aggregated or not.
  case gauge(SampleValue)
  /// One of `+ - * /`; a side may be a number, else both have the same labels.
  case arithmetic(BinaryExpression.Operator, MetricQuery, MetricQuery)
  case number(ExactNumber)
  /// PromQL of the author's; `.window` stands for a range that the reader chooses.
  case promQL(PromQLExpression)

  /// All metrics that it asks.
  package var metrics: Set<String> {
    switch self {
    case .rate(let of, _, _), .increase(let of, _, _): Set(of.map(\.metric))
    case .ratio(let of, let to, _, _): Set((of + to).map(\.metric))
    case .quantile(_, let of, _, _, _), .overTime(_, let of, _, _), .prediction(let of, _, _):
      [of.metric]
    case .gauge(let value): value.metrics
    case .arithmetic(_, let left, let right): left.metrics.union(right.metrics)
    case .number: []
    case .promQL(let expression): Set(expression.selectors.compactMap(\.name))
    }
  }
}

/// What becomes of the samples of a gauge within some time.
package enum GaugeSummary: String, Hashable, Sendable, CaseIterable {
  case average
  case max
  case min
  case latest
}

/// A query with what is known of its result.
package struct TypedQuery: Hashable, Sendable {
  package let query: MetricQuery
  package let unit: QueryUnit
  /// The labels of the result; nil where it is all that the series have.
  package let labels: [String]?

  package init(query: MetricQuery, unit: QueryUnit, labels: [String]?) {
    self.query = query
    self.unit = unit
    self.labels = labels
  }

  package var isNumber: Bool { if case .number = query { true } else { false } }
}

/// The unit of a query's result.
package struct QueryUnit: Hashable, Sendable {
  package let unit: MetricUnit
  /// Whether it is so much in each second.
  package let isPerSecond: Bool

  package init(_ unit: MetricUnit, isPerSecond: Bool = false) {
    self.unit = unit
    self.isPerSecond = isPerSecond
  }

  package static let unknown = QueryUnit(.unknown)
}

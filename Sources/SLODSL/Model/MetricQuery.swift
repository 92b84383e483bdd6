/// A question about metrics, as an author types it.
package indirect enum MetricQuery: Hashable, Sendable {
  /// `rate(of: a + b, by: route)`: how many a second, in sum.
  case rate(of: [Selection], by: [String])
  /// `increase(of: a, over: 1h, by: route)`: how many in so much time, in sum.
  case increase(of: [Selection], over: Duration, by: [String])
  /// `ratio(of: failed, to: all, by: route)`: the rate of one by the rate of the other.
  case ratio(of: [Selection], to: [Selection], by: [String])
  /// `quantile(99%, of: durations, by: route)`, of the buckets of a histogram: series of their own,
  /// or within the samples of a native one.
  case quantile(ExactNumber, of: Selection, isNative: Bool, by: [String])
  /// Gauges, aggregated or not.
  case gauge(SampleValue)
  /// One of `+ - * /`; a side may be a number, else both have the same labels.
  case arithmetic(BinaryExpression.Operator, MetricQuery, MetricQuery)
  case number(ExactNumber)
  /// PromQL of the author's; `.window` stands for a range that the reader chooses.
  case promQL(PromQLExpression)
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

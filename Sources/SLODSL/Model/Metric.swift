/// What is known of a metric.
package struct Metric: Hashable, Sendable {
  package let name: String
  package let kind: MetricKind
  package let unit: MetricUnit
  /// In the order declared; without the labels of the target.
  package let labels: [MetricLabel]
  /// Upper bounds of a classic histogram's buckets in its own unit, ascending, without infinity.
  package let buckets: [HistogramBucket]
  /// Its own scrape interval, where it differs from the project's.
  package let scrape: Duration?
  /// The name of its series where they break the naming of its kind.
  package let series: String?
  package let cardinality: MetricCardinality
  package let summary: String
  /// Where it was declared; nil for a metric that is only used, whose kind is a guess.
  package let origin: SourceRange?

  package init(
    name: String,
    kind: MetricKind,
    unit: MetricUnit,
    labels: [MetricLabel],
    buckets: [HistogramBucket],
    scrape: Duration?,
    series: String?,
    cardinality: MetricCardinality = .unknown,
    summary: String,
    origin: SourceRange?
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.labels = labels
    self.buckets = buckets
    self.scrape = scrape
    self.series = series
    self.cardinality = cardinality
    self.summary = summary
    self.origin = origin
  }
}

package enum MetricKind: String, Hashable, Sendable, CaseIterable {
  case counter = "Counter"
  case gauge = "Gauge"
  case histogram = "Histogram"
  case nativeHistogram = "NativeHistogram"
  case summary = "Summary"
  /// Not declared, and its name does not tell.
  case unknown = "Unknown"
}

/// The unit of a metric's value.
package enum MetricUnit: String, Hashable, Sendable, CaseIterable {
  case seconds = "Seconds"
  case milliseconds = "Milliseconds"
  case microseconds = "Microseconds"
  case days = "Days"
  case bytes = "Bytes"
  case ratio = "Ratio"
  case percent = "Percent"
  case count = "Count"
  case bool = "Bool"
  /// Seconds since 1970.
  case timestamp = "Timestamp"
  case celsius = "Celsius"
  /// Not declared.
  case unknown = "Unknown"
}

/// A label of a metric and the values it may have.
package struct MetricLabel: Hashable, Sendable {
  package enum Domain: Hashable, Sendable {
    case any
    case values([String])
    /// Decimal texts of the integers of the range.
    case integers(ClosedRange<Int>)
  }

  package let name: String
  package let domain: Domain
  package let origin: SourceRange?

  package init(name: String, domain: Domain, origin: SourceRange?) {
    self.name = name
    self.domain = domain
    self.origin = origin
  }
}

extension MetricLabel.Domain {
  /// How many values there may be; nil where nobody said.
  package var count: Int? {
    switch self {
    case .any: nil
    case .values(let values): Set(values).count
    case .integers(let range): range.count
    }
  }
}

/// A boundary of a classic histogram.
package struct HistogramBucket: Hashable, Sendable {
  /// In the histogram's own unit.
  package let bound: ExactNumber
  /// As declared: `250ms`.
  package let text: String
  package let origin: SourceRange?

  package init(bound: ExactNumber, text: String, origin: SourceRange?) {
    self.bound = bound
    self.text = text
    self.origin = origin
  }
}

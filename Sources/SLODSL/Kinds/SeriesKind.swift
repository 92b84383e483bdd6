/// What the values of a stored series are.
package enum SeriesKind: Hashable, Sendable {
  /// Grows until its process starts again.
  case counter
  /// `_bucket`: a counter of the events at or below `le`.
  case bucket
  /// `_sum`: a counter of everything observed.
  case sum
  /// `_count`: a counter of the events observed.
  case count
  case gauge
  /// A quantile that the client computed, by its label `quantile`.
  case quantile
  case nativeHistogram
  /// Always 1; what it says is in its labels.
  case info
  case unknown

  /// Whether values only grow, so that differences mean something and levels do not.
  package var accumulates: Bool {
    switch self {
    case .counter, .bucket, .sum, .count, .nativeHistogram: true
    case .gauge, .quantile, .info, .unknown: false
    }
  }

  /// What it is in a sentence.
  package var noun: String {
    switch self {
    case .counter: "a counter"
    case .bucket: "a bucket of a histogram, which counts"
    case .sum: "a sum, which only grows"
    case .count: "a count, which only grows"
    case .gauge: "a gauge"
    case .quantile: "a quantile of a summary"
    case .nativeHistogram: "a native histogram"
    case .info: "an info metric"
    case .unknown: "of an unknown kind"
    }
  }
}

/// What the values of an expression are.
package enum PromQLKind: Hashable, Sendable {
  case number
  /// As they are stored, summed up at most.
  case raw(SeriesKind)
  /// `rate` and `irate`: growth for each second.
  case perSecond(SeriesKind)
  /// `increase`: growth over a range.
  case perRange(SeriesKind)
  /// `histogram_quantile`
  case percentile
  /// A sum over the count of the same events.
  case mean
  /// The quotient of two growths.
  case share
  /// The quotient of two counters as they are stored: since their processes started.
  case lifetime
  /// Computed, and free to rise and fall.
  case computed
  case unknown

  /// The kind of the series behind the values.
  package var series: SeriesKind? {
    switch self {
    case .raw(let kind), .perSecond(let kind), .perRange(let kind): kind
    case .number, .percentile, .mean, .share, .lifetime, .computed, .unknown: nil
    }
  }

  /// Whether it is a growth.
  package var isGrowth: Bool {
    switch self {
    case .perSecond, .perRange: true
    case .number, .raw, .percentile, .mean, .share, .lifetime, .computed, .unknown: false
    }
  }

  /// Whether values are certain to fall as well as rise, whatever the series are.
  package var risesAndFalls: Bool {
    switch self {
    case .perSecond, .perRange, .percentile, .mean, .share, .computed: true
    case .number, .raw, .lifetime, .unknown: false
    }
  }
}

/// What is measured: the service level indicator, typed.
package enum Indicator: Hashable, Sendable {
  /// Events that are counted, and those of them that failed.
  case events(EventIndicator)
  /// Events of a classic histogram, judged by a bucket.
  case latency(LatencyIndicator)
  /// Slices of time, judged by a gauge.
  case samples(SampleIndicator)

  /// Whether counters are counted, which remember what happened between two looks; a sample that
  /// nobody took is lost.
  package var countsEvents: Bool {
    switch self {
    case .events, .latency: true
    case .samples: false
    }
  }

  /// The metrics that events or samples come from; what judges them has the same labels.
  package var metrics: Set<String> {
    switch self {
    case .events(let events):
      switch events.total {
      case .counters(let selections): Set(selections.map(\.metric))
      case .query(let query): Set(query.expression.selectors.compactMap(\.name))
      }
    case .latency(let latency): [latency.histogram]
    case .samples(let samples): samples.value.metrics
    }
  }
}

/// A choice of series of one metric: the union of its selectors, each series once.
package struct Selection: Hashable, Sendable {
  /// The metric's name, as every selector has it.
  package let metric: String
  /// At least one, without range or offset.
  package let selectors: [VectorSelector]

  package init(metric: String, selectors: [VectorSelector]) {
    self.metric = metric
    self.selectors = selectors
  }
}

/// Where counts come from.
package enum CountSource: Hashable, Sendable {
  /// Counters; the count is the sum over all selections.
  case counters([Selection])
  /// PromQL of the author's.
  case query(CountQuery)
}

/// PromQL of the author's that counts, with `.window` where the range belongs.
package struct CountQuery: Hashable, Sendable {
  /// How the result becomes a count for one interval.
  package enum Scale: Hashable, Sendable {
    /// Events a second, as `rate` yields: multiplied by the interval in seconds.
    case perSecond
    /// Events in the range, as `increase` yields: multiplied by interval / range.
    case perRange
  }

  package let expression: PromQLExpression
  package let scale: Scale

  package init(expression: PromQLExpression, scale: Scale) {
    self.expression = expression
    self.scale = scale
  }
}

/// Events, and which of them failed.
package struct EventIndicator: Hashable, Sendable {
  package enum Failures: Hashable, Sendable {
    /// These failed. They are part of the total.
    case bad(CountSource)
    /// All others failed: total minus these.
    case allBut(CountSource)
  }

  package let total: CountSource
  package let failures: Failures
  /// What is counted: `.count` for requests and messages, `.bytes` for counters of bytes, …
  package let unit: MetricUnit

  package init(total: CountSource, failures: Failures, unit: MetricUnit) {
    self.total = total
    self.failures = failures
    self.unit = unit
  }
}

/// Events whose value is on the right side of a boundary.
package struct LatencyIndicator: Hashable, Sendable {
  /// How a server stores the histogram.
  package enum Storage: Hashable, Sendable {
    /// A series for each bucket, `…_bucket`, and one of all events, `…_count`; with every text that
    /// the `le` label may have for the boundary, the declared one first.
    case classic(count: String, bucket: String, boundSpellings: [String])
    /// One series, each sample of which is a histogram.
    case native(String)
  }

  /// The family, `http_request_duration_seconds`.
  package let histogram: String
  package let storage: Storage
  /// Matchers without a name, `le` or range; the union of them.
  package let selectors: [VectorSelector]
  /// The boundary, in the histogram's own unit.
  package let bound: ExactNumber
  /// The boundary as the author wrote it, `250ms`.
  package let boundText: String
  /// Whether events at or below the boundary are the good ones.
  package let goodIsBelow: Bool

  package init(
    histogram: String,
    storage: Storage,
    selectors: [VectorSelector],
    bound: ExactNumber,
    boundText: String,
    goodIsBelow: Bool
  ) {
    self.histogram = histogram
    self.storage = storage
    self.selectors = selectors
    self.bound = bound
    self.boundText = boundText
    self.goodIsBelow = goodIsBelow
  }
}

/// Slices of time, one for each interval of the base rules, that are good or bad.
package struct SampleIndicator: Hashable, Sendable {
  /// How a slice with several samples of a series gets its value.
  package enum SliceValue: String, Hashable, Sendable, CaseIterable {
    case last
    case max
    case min
    case average
  }

  /// How several series of a group make one slice.
  package enum Collapse: String, Hashable, Sendable, CaseIterable {
    /// Any bad series makes the slice bad.
    case worst
    /// The average of the series is judged.
    case average
    /// Each series is a slice of its own.
    case each
  }

  package let value: SampleValue
  /// The comparison, in the value's own unit.
  package let comparison: BinaryExpression.Operator
  package let threshold: ExactNumber
  /// Whether the comparison says what is good or what is bad.
  package let describesGood: Bool
  package let slice: SliceValue
  package let collapse: Collapse

  package init(
    value: SampleValue,
    comparison: BinaryExpression.Operator,
    threshold: ExactNumber,
    describesGood: Bool,
    slice: SliceValue,
    collapse: Collapse
  ) {
    self.value = value
    self.comparison = comparison
    self.threshold = threshold
    self.describesGood = describesGood
    self.slice = slice
    self.collapse = collapse
  }
}

/// What a slice's value is made of.
package indirect enum SampleValue: Hashable, Sendable {
  package enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case sum
    case max
    case min
    case average
    case count
  }

  /// A gauge.
  case gauge(Selection)
  /// Seconds since the time that a gauge holds: now - value.
  case age(Selection)
  /// Seconds until the time that a gauge holds: value - now.
  case remaining(Selection)
  /// One value for each combination of the labels.
  case aggregate(Aggregate, of: SampleValue, by: [String])
  /// Division of series with equal labels.
  case quotient(SampleValue, SampleValue)
  /// PromQL of the author's: an instant vector; `.window`, where it occurs, is the slice.
  case query(PromQLExpression)

  /// All metrics that it is made of.
  package var metrics: Set<String> {
    switch self {
    case .gauge(let selection), .age(let selection), .remaining(let selection): [selection.metric]
    case .aggregate(_, of: let value, by: _): value.metrics
    case .quotient(let one, let other): one.metrics.union(other.metrics)
    case .query(let query): Set(query.selectors.compactMap(\.name))
    }
  }
}

/// The metrics that are known, by the names of their series.
package struct MetricCatalog: Sendable {
  /// A series name and what it holds.
  package struct Series: Hashable, Sendable {
    /// What a series of a metric counts or measures.
    package enum Part: Hashable, Sendable {
      /// The metric itself: a counter, a gauge, a native histogram.
      case whole
      /// `_bucket`: events at or below `le`.
      case bucket
      /// `_sum`: the total of all values.
      case sum
      /// `_count`: all events.
      case count
      /// A quantile of a summary, by its label `quantile`.
      case quantile
    }

    package let metric: Metric
    package let part: Part
  }

  /// Labels of the scraped target, on every metric.
  package let targetLabels: [String]
  /// Labels that a server adds to all its series on their way to others, where queries over
  /// several servers see them.
  package let externalLabels: [String]
  private let byName: [String: Series]

  /// Of metrics that share a series name, the first counts.
  package init(_ metrics: [Metric], targetLabels: [String], externalLabels: [String] = []) {
    self.targetLabels = targetLabels
    self.externalLabels = externalLabels
    var byName: [String: Series] = [:]
    for metric in metrics {
      let base = metric.series ?? metric.name
      for (suffix, part) in metric.kind.parts where byName[base + suffix] == nil {
        byName[base + suffix] = Series(metric: metric, part: part)
      }
    }
    self.byName = byName
  }

  package var isEmpty: Bool { byName.isEmpty }

  /// All names of series, sorted, for suggestions.
  package var names: [String] { byName.keys.sorted() }

  package func series(named name: String) -> Series? { byName[name] }

  /// The labels that a series carries, without those of the target and the metric's name.
  package func ownLabels(of series: Series) -> [String] {
    let added: [String] =
      switch series.part {
      case .bucket: ["le"]
      case .quantile: ["quantile"]
      case .whole, .sum, .count: []
      }
    return series.metric.labels.map(\.name) + added
  }
}

extension MetricKind {
  /// What stands behind the metric's name in the names of its series.
  fileprivate var parts: [(suffix: String, part: MetricCatalog.Series.Part)] {
    switch self {
    case .histogram: [("_bucket", .bucket), ("_sum", .sum), ("_count", .count)]
    case .summary: [("", .quantile), ("_sum", .sum), ("_count", .count)]
    case .counter, .gauge, .nativeHistogram, .unknown: [("", .whole)]
    }
  }
}

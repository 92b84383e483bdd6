/// The stored series that a selector reads, as far as its name is known.
package struct NamedSeries: Hashable, Sendable {
  package let name: String
  package let kind: SeriesKind
  /// What a catalog declares; nil when the kind is only what the name suggests.
  package let metric: Metric?

  package var isDeclared: Bool { metric != nil }

  /// The series of a selector; nil when no single name is selected.
  init?(_ selector: VectorSelector, catalog: MetricCatalog?) {
    guard let name = selector.selectedName else { return nil }
    self.name = name
    if let declared = catalog?.series(named: name) {
      metric = declared.metric
      kind = SeriesKind(declared)
    } else {
      metric = nil
      kind = SeriesKind(suggestedBy: name, selector.matchers)
    }
  }

  /// The name without the suffix of its part: what `_bucket`, `_sum` and `_count` share.
  package var family: String {
    let suffix =
      switch kind {
      case .bucket: "_bucket"
      case .sum: "_sum"
      case .count: "_count"
      case .counter, .gauge, .quantile, .nativeHistogram, .info, .unknown: ""
      }
    return name.hasSuffix(suffix) ? String(name.dropLast(suffix.utf8.count)) : name
  }

  /// Whether it looks recorded: rules put colons into names, exporters do not.
  package var isRecorded: Bool { name.utf8.contains(UInt8(ascii: ":")) }
}

extension SeriesKind {
  /// What a catalog says.
  fileprivate init(_ series: MetricCatalog.Series) {
    switch (series.part, series.metric.kind) {
    case (.bucket, _): self = .bucket
    case (.sum, _): self = .sum
    case (.count, _): self = .count
    case (.quantile, _): self = .quantile
    case (.whole, .counter): self = .counter
    case (.whole, .nativeHistogram): self = .nativeHistogram
    case (.whole, .gauge): self = series.metric.name.hasSuffix("_info") ? .info : .gauge
    case (.whole, _): self = .unknown
    }
  }

  /// What naming conventions suggest. Names lie: this is no proof, and a recorded series is
  /// whatever its rule computes.
  fileprivate init(suggestedBy name: String, _ matchers: [LabelMatcher]) {
    if name.utf8.contains(UInt8(ascii: ":")) {
      self = .unknown
    } else if name.hasSuffix("_bucket") {
      self = .bucket
    } else if name.hasSuffix("_sum") {
      self = .sum
    } else if name.hasSuffix("_count") {
      self = .count
    } else if name.hasSuffix("_total") {
      self = .counter
    } else if name.hasSuffix("_info") {
      self = .info
    } else if matchers.contains(where: \.picksQuantile) {
      self = .quantile
    } else {
      self = .unknown
    }
  }
}

extension VectorSelector {
  /// The one name that it selects, in front of the braces or inside them.
  package var selectedName: String? {
    if let name { return name }
    let names = matchers.filter { $0.label == "__name__" }
    guard names.count == 1, names[0].operator == .equal else { return nil }
    return names[0].value
  }
}

extension LabelMatcher {
  /// `quantile="0.99"`, the label of summaries.
  package var picksQuantile: Bool {
    guard label == "quantile", self.operator == .equal, let value = Double(value) else {
      return false
    }
    return (0...1).contains(value)
  }
}

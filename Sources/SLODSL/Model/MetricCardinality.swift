/// How many series of a metric there are, as far as its catalog says.
package struct MetricCardinality: Hashable, Sendable {
  /// How many values a label has, where that is less than its domain or no domain is declared.
  package struct LabelCount: Hashable, Sendable {
    package let label: String
    package let values: Int
    package let origin: SourceRange?

    package init(label: String, values: Int, origin: SourceRange?) {
      self.label = label
      self.values = values
      self.origin = origin
    }
  }

  /// Combinations of label values over all targets; nil where nobody said.
  ///
  /// Of a histogram or a summary each has several series, of everything else one.
  package let combinations: Int?
  package let labels: [LabelCount]

  package init(combinations: Int? = nil, labels: [LabelCount] = []) {
    self.combinations = combinations
    self.labels = labels
  }

  /// What a metric has about which nothing was said.
  package static let unknown = MetricCardinality()

  /// What another says in addition, or instead.
  package func replaced(by other: MetricCardinality) -> MetricCardinality {
    let kept = labels.filter { label in !other.labels.contains { $0.label == label.label } }
    return MetricCardinality(
      combinations: other.combinations ?? combinations,
      labels: kept + other.labels
    )
  }

  package func values(of label: String) -> Int? { labels.first { $0.label == label }?.values }
}

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

  /// How many of the combinations have these values: `420 where job == "tasks-api"`.
  package struct Part: Hashable, Sendable {
    /// In the order of their names.
    package let labels: [Label]
    package let combinations: Int
    /// Where each label is named.
    package let labelOrigins: [SourceRange]
    package let origin: SourceRange

    package init(
      labels: [Label],
      combinations: Int,
      labelOrigins: [SourceRange],
      origin: SourceRange
    ) {
      self.labels = labels
      self.combinations = combinations
      self.labelOrigins = labelOrigins
      self.origin = origin
    }
  }

  /// Combinations of label values over all targets; nil where nobody said.
  ///
  /// Of a histogram or a summary each has several series, of everything else one.
  package let combinations: Int?
  /// Of some of them.
  package let parts: [Part]
  package let labels: [LabelCount]

  package init(combinations: Int? = nil, parts: [Part] = [], labels: [LabelCount] = []) {
    self.combinations = combinations
    self.parts = parts
    self.labels = labels
  }

  /// What a metric has about which nothing was said.
  package static let unknown = MetricCardinality()

  /// What another says in addition, or instead.
  package func replaced(by other: MetricCardinality) -> MetricCardinality {
    let kept = labels.filter { label in !other.labels.contains { $0.label == label.label } }
    return MetricCardinality(
      combinations: other.combinations ?? combinations,
      parts: parts.filter { part in !other.parts.contains { $0.labels == part.labels } }
        + other.parts,
      labels: kept + other.labels
    )
  }

  package func values(of label: String) -> Int? { labels.first { $0.label == label }?.values }

  /// The fewest combinations that are stated for series with these values, or for all.
  package func combinations(with values: [Label]) -> Int? {
    let own = parts.filter { $0.labels.allSatisfy(values.contains) }.map(\.combinations)
    return ([combinations].compactMap(\.self) + own).min()
  }
}

package import SLODSL

/// How many series and groups there are at most, by what catalogs declare.
///
/// Nothing is guessed: a condition on a label narrows only as far as the label's values are known,
/// and where a factor is unknown only the metric's own number is left.
package struct CardinalityCatalog: Sendable {
  private let metrics: MetricCatalog

  /// - Parameter metrics: those that the specs at hand see.
  package init(_ metrics: [Metric], targetLabels: [String]) {
    self.metrics = MetricCatalog(metrics, targetLabels: targetLabels)
  }

  /// The metric that a name of a series belongs to.
  package func metric(of selector: VectorSelector) -> Metric? {
    selector.name.flatMap { metrics.series(named: $0)?.metric }
  }

  /// Nil where nobody knows.
  package func answer(_ question: CostQuestion) -> SeriesCount? {
    switch question {
    case .series(let selector): series(of: selector).map { SeriesCount($0, .catalog) }
    case .groups(of: _, let selectors, let labels):
      groups(of: selectors, by: labels).map { SeriesCount($0, .catalog) }
    }
  }

  // MARK: Series

  private func series(of selector: VectorSelector) -> Int? {
    guard let name = selector.name, let series = metrics.series(named: name),
      let parts = parts(of: series, selector), let combinations = combinations(series, selector)
    else { return nil }
    return combinations.multiplied(by: parts)
  }

  /// Series for each combination of the metric's own labels.
  private func parts(of series: MetricCatalog.Series, _ selector: VectorSelector) -> Int? {
    switch series.part {
    case .whole, .sum, .count: return 1
    case .bucket:
      let all = series.metric.buckets.isEmpty ? nil : series.metric.buckets.count + 1
      // One boundary may be spelled in several ways, of which a series has one.
      let chosen = selector.values(of: "le", among: nil).map { Set($0.compactMap(Double.init)) }
      return [all, chosen?.count].compactMap(\.self).min()
    case .quantile: return selector.values(of: "quantile", among: nil)?.count
    }
  }

  private func combinations(
    _ series: MetricCatalog.Series,
    _ selector: VectorSelector
  ) -> Int? {
    let metric = series.metric
    // Without a list of labels, others may tell series apart.
    let labels = metric.labels.isEmpty ? [] : metric.labels.map(\.name) + metrics.targetLabels
    let product = labels.isEmpty ? nil : self.product(of: labels, metric, selector)
    let stated = metric.cardinality.combinations(with: selector.pinned)
    return [product, stated].compactMap(\.self).min()
  }

  private func product(
    of labels: [String],
    _ metric: Metric,
    _ selector: VectorSelector
  ) -> Int? {
    var product = 1
    for label in labels {
      guard let count = values(of: label, metric, selector).count else { return nil }
      product = product.multiplied(by: count)
    }
    return product
  }

  // MARK: Groups

  private func groups(of selectors: [VectorSelector], by labels: [String]) -> Int? {
    var product = 1
    for label in labels {
      var union = LabelValues.none
      for selector in selectors {
        guard let metric = metric(of: selector) else { return nil }
        union = union.union(with: values(of: label, metric, selector))
      }
      guard let count = union.count else { return nil }
      product = product.multiplied(by: count)
    }
    // Each group has a series at least.
    let series = selectors.map { metric(of: $0)?.cardinality.combinations(with: $0.pinned) }
    let most = series.contains(nil) ? nil : series.compactMap(\.self).reduce(0) { $0.added(to: $1) }
    return min(product, most ?? .max)
  }

  // MARK: Values of a label

  private func values(
    of label: String,
    _ metric: Metric,
    _ selector: VectorSelector
  ) -> LabelValues {
    let declared = metric.cardinality.values(of: label)
    let domain = metric.labels.first { $0.name == label }?.domain
    guard let listed = selector.values(of: label, among: domain?.listed) else {
      return declared.map { .atMost($0) } ?? .unknown
    }
    guard let declared, declared < listed.count else { return .listed(Set(listed)) }
    return .atMost(declared)
  }
}

/// The values that a label may have, as far as they are known.
private enum LabelValues {
  case listed(Set<String>)
  case atMost(Int)
  case unknown

  static let none = LabelValues.listed([])

  var count: Int? {
    switch self {
    case .listed(let values): values.count
    case .atMost(let count): count
    case .unknown: nil
    }
  }

  func union(with other: LabelValues) -> LabelValues {
    switch (self, other) {
    case (.listed(let one), .listed(let other)): return .listed(one.union(other))
    case (.unknown, _), (_, .unknown): return .unknown
    default:
      // The same values as a rule: both come from one service.
      return .atMost(max(count ?? 0, other.count ?? 0))
    }
  }
}

extension MetricLabel.Domain {
  /// The values where they are declared one by one; a range says what may be, not what is.
  fileprivate var listed: [String]? {
    if case .values(let values) = self { values } else { nil }
  }
}

extension VectorSelector {
  /// The labels that have one value on everything that it matches.
  fileprivate var pinned: [Label] {
    matchers.filter { $0.operator == .equal }.map { Label($0.label, $0.value) }
  }

  /// The values of a label that the matchers let through, where they or the domain list them.
  fileprivate func values(of label: String, among domain: [String]?) -> [String]? {
    let own = matchers.filter { $0.label == label }
    let chosen = own.compactMap(\.alternatives).min { $0.count < $1.count }
    guard let candidates = chosen ?? domain else { return nil }
    // A series may lack a label, whatever its values.
    let isPossible = { (value: String) in value.isEmpty || domain?.contains(value) ?? true }
    return candidates.filter { value in
      isPossible(value) && own.allSatisfy { $0.accepts(value) }
    }
  }
}

extension LabelMatcher {
  /// Texts of a pattern up to which it is a list; one with a class, `5[0-9][0-9]`, has more.
  private static var fewAlternatives: Int { 32 }

  /// The few values that it lets through; nil where they are many, or all but some.
  fileprivate var alternatives: [String]? {
    switch self.operator {
    case .equal: return [value]
    case .matches:
      guard case .success(let pattern) = RegularExpression.parse(value) else { return nil }
      return pattern.finiteSet(limit: Self.fewAlternatives)
    case .notEqual, .matchesNot: return nil
    }
  }

  /// Whether a value gets through, as far as that can be told.
  fileprivate func accepts(_ candidate: String) -> Bool {
    switch self.operator {
    case .equal: value == candidate
    case .notEqual: value != candidate
    case .matches: RegularExpression.matches(value, candidate) ?? true
    case .matchesNot: !(RegularExpression.matches(value, candidate) ?? false)
    }
  }
}

extension Int {
  /// The product; more than anybody has where it is no number any more.
  fileprivate func multiplied(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }

  fileprivate func added(to other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }
}

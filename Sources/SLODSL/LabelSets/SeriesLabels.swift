/// What is known of the labels of a metric's series before any query.
package struct SeriesLabels: Hashable, Sendable {
  /// Labels that every series has.
  package var always: Set<String>
  /// Labels that a series may have, those of `always` among them; without the metric's name.
  package var may: LabelNames
  /// The values of labels that have few.
  package var values: [String: LabelValues]
  /// Labels that tell the metric's series apart; nil for all of them.
  package var key: Set<String>?
  /// Labels in which there are series that differ in nothing else.
  package var varying: Set<String>

  package init(
    always: Set<String> = [],
    may: LabelNames,
    values: [String: LabelValues] = [:],
    key: Set<String>? = nil,
    varying: Set<String> = []
  ) {
    self.always = always
    self.may = may
    self.values = values
    self.key = key
    self.varying = varying
  }
}

/// The metrics whose labels are known, by the names of their series.
package struct SeriesCatalog: Sendable {
  private var listed: [String: SeriesLabels]
  private let declared: MetricCatalog?
  /// Whether there are no other series than these.
  package let isComplete: Bool

  package init(_ byName: [String: SeriesLabels], isComplete: Bool = false) {
    listed = byName
    declared = nil
    self.isComplete = isComplete
  }

  /// The declared labels of declared metrics.
  package init(_ catalog: MetricCatalog) {
    listed = [:]
    declared = catalog
    isComplete = false
  }

  /// The names of a complete catalog, sorted.
  var names: [String] { listed.keys.sorted() }

  subscript(name: String) -> SeriesLabels? {
    if let labels = listed[name] { return labels }
    guard let declared else { return nil }
    return declared.series(named: name).flatMap { SeriesLabels($0, in: declared) }
  }

  /// Adds what a rule records: the labels of its expression's result and those that it adds.
  ///
  /// Several rules may record the same name: then a series has the labels of one of them.
  package mutating func record(_ name: String, _ type: LabelSetType, adding labels: [String]) {
    guard var set = type.merged else { return }
    set.remove([SpecialLabel.name])
    set.must.formUnion(labels)
    set.may = set.may.adding(labels)
    var recorded = SeriesLabels(always: set.must, may: set.may)
    if let other = listed[name] {
      recorded.always.formIntersection(other.always)
      recorded.may = recorded.may.union(other.may)
    }
    listed[name] = recorded
  }
}

extension SeriesLabels {
  /// What a declaration says: what labels there may be, not that every series has them. A metric
  /// that is declared without labels, or not at all, leaves them open.
  fileprivate init?(_ series: MetricCatalog.Series, in catalog: MetricCatalog) {
    guard series.metric.origin != nil else { return nil }
    let declared = catalog.targetLabels + catalog.externalLabels + catalog.ownLabels(of: series)
    self.init(may: series.metric.labels.isEmpty ? .any : .finite(Set(declared)))
    for label in series.metric.labels {
      switch label.domain {
      case .any: break
      case .values(let domain): values[label.name] = .oneOf(domain)
      case .integers(let range) where range.count <= Self.listedIntegers:
        values[label.name] = .oneOf(range.map { String($0) })
      case .integers: varying.insert(label.name)
      }
      if (values[label.name]?.finite?.count ?? 0) > 1 { varying.insert(label.name) }
    }
    switch series.part {
    case .bucket: distinguish(by: SpecialLabel.bound)
    case .quantile: distinguish(by: "quantile")
    case .whole, .sum, .count: break
    }
  }

  /// Status codes are 500; longer ranges are not compared value by value.
  private static let listedIntegers = 600

  /// A label that every series has, each its own.
  private mutating func distinguish(by label: String) {
    always.insert(label)
    may = may.adding([label])
    varying.insert(label)
  }
}

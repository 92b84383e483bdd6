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
  private let byName: [String: SeriesLabels]
  /// Whether there are no other series than these.
  package let isComplete: Bool
  /// The names, sorted.
  package let names: [String]

  package init(_ byName: [String: SeriesLabels], isComplete: Bool = false) {
    self.byName = byName
    self.isComplete = isComplete
    names = byName.keys.sorted()
  }

  package subscript(name: String) -> SeriesLabels? { byName[name] }
}

extension SeriesCatalog {
  /// The declared labels of declared metrics. A declaration says what labels there may be, not
  /// that every series has them; a metric declared without labels leaves them open.
  package init(_ catalog: MetricCatalog, externalLabels: [String] = []) {
    var byName: [String: SeriesLabels] = [:]
    for name in catalog.names {
      guard let series = catalog.series(named: name), series.metric.origin != nil else { continue }
      let added = Set(catalog.targetLabels + externalLabels + catalog.ownLabels(of: series))
      var labels = SeriesLabels(may: series.metric.labels.isEmpty ? .any : .finite(added))
      for label in series.metric.labels {
        switch label.domain {
        case .any: break
        case .values(let values): labels.values[label.name] = .oneOf(values)
        case .integers(let range):
          if range.count <= Self.listedIntegers {
            labels.values[label.name] = .oneOf(range.map { String($0) })
          }
        }
        if (labels.values[label.name]?.finite?.count ?? 0) > 1 { labels.varying.insert(label.name) }
      }
      switch series.part {
      case .bucket: labels.distinguish(by: SpecialLabel.bound)
      case .quantile: labels.distinguish(by: "quantile")
      case .whole, .sum, .count: break
      }
      byName[name] = labels
    }
    self.init(byName)
  }

  /// Status codes are 500; longer ranges are not compared value by value.
  private static let listedIntegers = 600
}

extension SeriesLabels {
  /// A label that every series has, each its own.
  fileprivate mutating func distinguish(by label: String) {
    always.insert(label)
    may = may.adding([label])
    varying.insert(label)
  }
}

/// The labels of one kind of series in an instant vector: what all series have, and what any may.
///
/// The metric's name is the label `__name__`, as in Prometheus: it is kept, dropped, copied and
/// matched like any other.
package struct LabelSet: Hashable, Sendable {
  /// Labels that every series has, with a value that is not empty; all of them are in `may`.
  package internal(set) var must: Set<String>
  /// Labels that a series may have.
  package internal(set) var may: LabelNames
  /// What is known of values; nothing is known of labels that are not here.
  package internal(set) var values: [String: LabelValues]
  /// Labels that tell the series apart: no two series agree on all of them. An empty key means at
  /// most one series; nil means that no key is known.
  package internal(set) var key: Set<String>?
  /// Labels in which series are known to differ that are otherwise the same.
  package internal(set) var varying: Set<String>
  /// Labels that `group_left` copied from elsewhere and nothing has read since, each with the
  /// place of the operation.
  package internal(set) var joined: [String: PromQLRange]
  /// Whether there is a series at any time, whatever is scraped.
  package internal(set) var isAlways: Bool
  /// Whether a comparison decides which series there are.
  package internal(set) var isFiltered: Bool

  init(
    must: Set<String>,
    may: LabelNames,
    values: [String: LabelValues] = [:],
    key: Set<String>? = nil,
    varying: Set<String> = [],
    isAlways: Bool = false
  ) {
    self.must = must
    self.may = may
    self.values = values
    self.key = key
    self.varying = varying
    joined = [:]
    self.isAlways = isAlways
    isFiltered = false
  }

  /// One series without labels, as `vector(0)` gives.
  static let single = LabelSet(must: [], may: .finite([]), key: [], isAlways: true)

  /// Any series at all.
  static let unknown = LabelSet(must: [], may: .any)
}

extension LabelSet {
  /// `must`, sorted, the name of the metric among them.
  package var mustLabels: [String] { must.sorted() }

  /// The labels that may be there, sorted; of an open set, those that must.
  package var mayLabels: [String] { (may.finite ?? must).sorted() }

  /// Whether there may be labels beside `mayLabels`.
  package var isOpen: Bool { may.isOpen }

  /// The labels that an open set cannot have, sorted.
  package var impossibleLabels: [String] {
    if case .open(let missing) = may { missing.sorted() } else { [] }
  }

  /// Whether there is at most one series.
  package var isAtMostOne: Bool { key?.isEmpty ?? false }
}

extension LabelSet {
  /// Facts of the labels that are left, after some have gone.
  ///
  /// A key that has lost a label is none; then all labels that are left must tell series apart,
  /// since Prometheus refuses vectors in which they do not.
  private mutating func forgetRemoved(keepsKey: Bool) {
    values = values.filter { may.contains($0.key) }
    varying = varying.filter { may.contains($0) }
    joined = joined.filter { may.contains($0.key) }
    if !keepsKey { key = may.finite }
  }

  mutating func remove(_ labels: some Sequence<String>) {
    let labels = Set(labels)
    must.subtract(labels)
    may = may.removing(labels)
    forgetRemoved(keepsKey: key?.isDisjoint(with: labels) ?? false)
  }

  mutating func restrict(to labels: some Sequence<String>) {
    let labels = Set(labels)
    must.formIntersection(labels)
    may = may.restricted(to: labels)
    forgetRemoved(keepsKey: key?.isSubset(of: labels) ?? false)
  }

  mutating func dropName() { remove(SpecialLabel.identity) }

  func removing(_ labels: some Sequence<String>) -> LabelSet {
    var set = self
    set.remove(labels)
    return set
  }

  /// Gives a label a value, as `label_replace` and `group_left` do.
  mutating func assign(_ label: String, isCertain: Bool, values newValues: LabelValues?) {
    let breaksKey = key?.contains(label) ?? true
    if isCertain { must.insert(label) } else { must.remove(label) }
    may = may.adding([label])
    values[label] = newValues
    varying.remove(label)
    joined[label] = nil
    if breaksKey { key = may.finite }
  }

  /// What holds for either of two kinds of series.
  func joined(with other: LabelSet) -> LabelSet {
    var set = LabelSet(
      must: must.intersection(other.must),
      may: may.union(other.may),
      isAlways: isAlways || other.isAlways
    )
    for (label, known) in values {
      if let also = other.values[label] {
        set.values[label] = known.union(also)
      } else if !other.may.contains(label) {
        set.values[label] = known
      }
    }
    for (label, known) in other.values where !may.contains(label) { set.values[label] = known }
    set.values = set.values.filter { $0.value != .any }
    // Either kind is told apart by its own key only; all labels tell all series apart.
    set.key = set.may.finite
    set.varying = varying.intersection(other.varying)
    set.joined = joined.filter { other.joined[$0.key] != nil }
    set.isFiltered = isFiltered && other.isFiltered
    return set
  }
}

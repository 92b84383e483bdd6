/// The type of an instant vector: which labels its series have.
///
/// For the command line: `LabelInference.type(of:catalog:)` gives one for an expression.
/// `alternatives` are the kinds of series, one for each branch of `or` (`mustLabels`, `mayLabels`,
/// `isOpen` and `impossibleLabels` of each are sorted lists); `merged` says the same of all series
/// together and is nil when there can be none.
package struct LabelSetType: Hashable, Sendable {
  /// Each series is of one of these kinds; without any, the vector is always empty.
  package private(set) var alternatives: [LabelSet]

  /// More kinds than these are merged, so that long chains of `or` stay cheap.
  static let limit = 8

  init(_ alternatives: [LabelSet]) {
    self.alternatives = []
    for alternative in alternatives { insert(alternative) }
  }

  /// What holds for every series; nil when there is never one.
  package var merged: LabelSet? {
    guard let first = alternatives.first else { return nil }
    return alternatives.dropFirst().reduce(first) { $0.joined(with: $1) }
  }

  /// Whether there is never a series.
  package var isNever: Bool { alternatives.isEmpty }

  /// Whether there is a series at any time.
  package var isAlways: Bool { alternatives.contains(where: \.isAlways) }

  /// Whether some series may carry a label.
  package func mayHave(_ label: String) -> Bool {
    alternatives.contains { $0.may.contains(label) }
  }

  /// Whether every series carries a label.
  package func mustHave(_ label: String) -> Bool {
    alternatives.allSatisfy { $0.must.contains(label) }
  }

  /// All labels that a series may carry without the metric's name, sorted; nil when that is open.
  package var ownLabels: [String]? {
    var labels: Set<String> = []
    for alternative in alternatives {
      guard let finite = alternative.may.finite else { return nil }
      labels.formUnion(finite)
    }
    return labels.subtracting([SpecialLabel.name]).sorted()
  }

  func map(_ change: (inout LabelSet) -> Void) -> LabelSetType {
    LabelSetType(
      alternatives.map { alternative in
        var changed = alternative
        change(&changed)
        return changed
      }
    )
  }

  private mutating func insert(_ set: LabelSet) {
    let twin = alternatives.firstIndex { other in
      other.must == set.must && other.may == set.may && other.values == set.values
    }
    if let twin {
      guard alternatives[twin] != set else {
        alternatives[twin].key = set.may.finite
        return
      }
      alternatives[twin] = alternatives[twin].joined(with: set)
    } else if alternatives.count < Self.limit {
      alternatives.append(set)
    } else {
      let last = alternatives.count - 1
      alternatives[last] = alternatives[last].joined(with: set)
    }
  }
}

/// Names of labels: a list that is complete, or everything but a list.
package enum LabelNames: Hashable, Sendable {
  /// These and no others.
  case finite(Set<String>)
  /// Any but these.
  case open(except: Set<String>)

  /// Every label there is.
  package static let any = LabelNames.open(except: [])

  package var isOpen: Bool {
    if case .open = self { true } else { false }
  }

  /// The names of a complete list; nil when it is open.
  package var finite: Set<String>? {
    if case .finite(let names) = self { names } else { nil }
  }

  package func contains(_ label: String) -> Bool {
    switch self {
    case .finite(let names): names.contains(label)
    case .open(let missing): !missing.contains(label)
    }
  }

  func removing(_ labels: some Sequence<String>) -> LabelNames {
    switch self {
    case .finite(let names): .finite(names.subtracting(labels))
    case .open(let missing): .open(except: missing.union(labels))
    }
  }

  func adding(_ labels: some Sequence<String>) -> LabelNames {
    switch self {
    case .finite(let names): .finite(names.union(labels))
    case .open(let missing): .open(except: missing.subtracting(labels))
    }
  }

  /// Those of a list that are among them.
  func restricted(to labels: some Sequence<String>) -> LabelNames {
    .finite(Set(labels.filter(contains)))
  }

  /// Names of either.
  func union(_ other: LabelNames) -> LabelNames {
    switch (self, other) {
    case (.finite(let one), _): other.adding(one)
    case (_, .finite(let two)): adding(two)
    case (.open(let one), .open(let two)): .open(except: one.intersection(two))
    }
  }

  /// Names of both.
  func intersection(_ other: LabelNames) -> LabelNames {
    switch (self, other) {
    case (.finite(let one), _): other.restricted(to: one)
    case (_, .finite(let two)): restricted(to: two)
    case (.open(let one), .open(let two)): .open(except: one.union(two))
    }
  }
}

/// Labels that Prometheus itself gives a meaning.
enum SpecialLabel {
  static let name = "__name__"
  /// What goes when an operation drops the metric's name: behind a flag of Prometheus 3.5, the kind
  /// and the unit of a metric are labels that say the same.
  static let identity: Set<String> = [name, "__type__", "__unit__"]
  /// The upper bound of a bucket.
  static let bound = "le"
}

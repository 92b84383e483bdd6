package import SLODSL

/// What tells one series from another: its labels with their values, the name among them.
package struct SeriesIdentity: Hashable, Sendable {
  package static let name = "__name__"

  /// By name, each once, none empty: an empty label is no label.
  package let labels: [Label]

  package static let none = SeriesIdentity([])

  package init(_ labels: [Label]) {
    self.labels = labels.filter { !$0.value.isEmpty }.sorted { $0.name < $1.name }
  }

  package init(_ name: String, _ labels: KeyValuePairs<String, String> = [:]) {
    self.init([Label(Self.name, name)] + labels.map { Label($0.key, $0.value) })
  }

  /// The value of a label; empty where there is none, as matchers read it.
  package subscript(name: String) -> String {
    labels.first { $0.name == name }?.value ?? ""
  }

  /// Only the labels of these names.
  func keeping(_ names: [String]) -> SeriesIdentity {
    SeriesIdentity(labels.filter { names.contains($0.name) })
  }

  func dropping(_ names: [String]) -> SeriesIdentity {
    SeriesIdentity(labels.filter { !names.contains($0.name) })
  }

  /// What most functions and operators return: a result is no longer the metric.
  var withoutName: SeriesIdentity { dropping([Self.name]) }

  /// With these labels in place of those of the same names.
  package func setting(_ others: [Label]) -> SeriesIdentity {
    SeriesIdentity(dropping(others.map(\.name)).labels + others)
  }
}

extension SeriesIdentity: Comparable {
  package static func < (left: SeriesIdentity, right: SeriesIdentity) -> Bool {
    left.labels.lexicographicallyPrecedes(right.labels) {
      ($0.name, $0.value) < ($1.name, $1.value)
    }
  }
}

extension SeriesIdentity: CustomStringConvertible {
  /// As queries write it: `http_requests_total{code="500"}`.
  package var description: String {
    let list = withoutName.labels.map { $0.name + "=\"" + $0.value + "\"" }
    return self[Self.name] + "{" + list.joined(separator: ",") + "}"
  }
}

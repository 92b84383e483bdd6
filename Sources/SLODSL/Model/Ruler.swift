/// A program that evaluates rules, and the oldest version of it that must load them, where versions
/// make a difference to what is written.
package enum Ruler: Hashable, Sendable {
  case prometheus(PrometheusVersion)
  /// The ruler of Grafana Mimir.
  case mimir

  /// What the author calls it.
  package var name: String {
    switch self {
    case .prometheus: "prometheus"
    case .mimir: "mimir"
    }
  }

  /// As it is written in a spec, with the version: `prometheus(2.42)`.
  package var text: String {
    switch self {
    case .prometheus(.v2_42): "prometheus(2.42)"
    case .prometheus(.v3): "prometheus(3)"
    case .mimir: name
    }
  }

  /// Whether external labels are labels of the series that rules read: it stands behind the servers
  /// that add them.
  package var seesExternalLabels: Bool {
    switch self {
    case .prometheus: false
    case .mimir: true
    }
  }
}

/// The versions of Prometheus between which the written rules differ.
package enum PrometheusVersion: Hashable, Sendable {
  case v2_42
  case v3
}

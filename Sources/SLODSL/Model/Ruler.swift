/// A program that evaluates rules, and the oldest version of it that must load them, where versions
/// make a difference to what is written.
package enum Ruler: Hashable, Sendable {
  case prometheus(PrometheusVersion)
  /// The ruler of Grafana Mimir.
  case mimir
  /// Thanos Rule, with a store of its own or writing to a remote one.
  case thanos
  /// The ruler of VictoriaMetrics.
  case vmalert

  /// What the author calls it.
  package var name: String {
    switch self {
    case .prometheus: "prometheus"
    case .mimir: "mimir"
    case .thanos: "thanos"
    case .vmalert: "vmalert"
    }
  }

  /// As it is written in a spec, with the version: `prometheus(2.42)`.
  package var text: String {
    switch self {
    case .prometheus(.v2_42): "prometheus(2.42)"
    case .prometheus(.v3): "prometheus(3)"
    case .mimir, .thanos, .vmalert: name
    }
  }

  /// Whether external labels are labels of the series that rules read: it stands behind the servers
  /// that add them.
  package var seesExternalLabels: Bool {
    switch self {
    case .prometheus: false
    case .mimir, .thanos, .vmalert: true
    }
  }

  /// Whether a rule surely sees what those before it in its group have recorded at this moment.
  ///
  /// Thanos reads through a querier, which may ask another store than the one written to, and
  /// vmalert writes while it goes on: there only what an earlier evaluation recorded is sure.
  package var seesOwnEvaluation: Bool {
    switch self {
    case .prometheus, .mimir: true
    case .thanos, .vmalert: false
    }
  }

  /// Whether `rate` of a range reaches back to the sample before it, as in MetricsQL, instead of
  /// extrapolating.
  package var reachesBeforeRanges: Bool {
    switch self {
    case .prometheus, .mimir, .thanos: false
    case .vmalert: true
    }
  }
}

/// The versions of Prometheus between which the written rules differ.
package enum PrometheusVersion: Hashable, Sendable {
  case v2_42
  case v3
}

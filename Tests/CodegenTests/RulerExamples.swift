import SLODSL

extension Example {
  /// Other rulers than Prometheus.
  static let rulers = [
    // Labels of servers are labels of series, and targets differ by them too.
    Example(
      "ruler-mimir",
      Built.slo(by: ["route", "cluster"], countsBirths: true),
      project: .loaded(by: .mimir, external: ["cluster"])
    ),
    // Rules that do not see each other's results: births, zeros and recovery are spelled out.
    Example(
      "ruler-thanos",
      Built.slo(
        by: ["route", "cluster"],
        timing: Built.timing(readBy: .thanos),
        noData: [.alert(after: .minutes(10), each: true)],
        countsBirths: true
      ),
      project: .loaded(by: .thanos, external: ["cluster"])
    ),
    Example(
      "ruler-thanos-samples",
      Built.slo(
        "lag",
        "0.99",
        indicator: Built.samples(.gauge(Built.selection("lag_seconds")), .less, "30"),
        by: ["topic"],
        timing: Built.timing(readBy: .thanos),
        noData: [.bad, .alert(after: .minutes(10), each: false)]
      ),
      project: .loaded(by: .thanos)
    ),
    Example(
      "ruler-thanos-compact",
      Built.slo(
        "latency",
        "0.99",
        indicator: Built.latency(bound: "0.3", spellings: ["0.3", "0.30"], text: "300ms"),
        by: ["route"],
        timing: Built.timing(readBy: .thanos),
        recording: .compact
      ),
      project: .loaded(by: .thanos)
    ),
    Example(
      "ruler-vmalert",
      Built.slo(
        by: ["route"],
        timing: Built.timing(readBy: .vmalert),
        countsBirths: true
      ),
      project: .loaded(by: .vmalert)
    ),
  ]
}

extension Project {
  static func loaded(by ruler: Ruler, external: [String] = []) -> Project {
    var project = Project()
    project.rulers = [ruler]
    project.externalLabels = external
    return project
  }
}

import SLODSL

extension Example {
  /// Other rulers than Prometheus.
  static let rulers = [
    // Labels of servers are labels of series, and targets differ by them too.
    Example(
      "ruler-mimir",
      Built.slo(by: ["route", "cluster"], countsBirths: true),
      project: .loaded(by: .mimir, external: ["cluster"])
    )
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

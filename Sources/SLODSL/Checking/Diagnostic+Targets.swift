/// Words for the servers that load what is written.
extension Diagnostic {
  static func rulerNotGenerated(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "the target '\(name)' is reserved: this slogen writes rules for Prometheus",
      at: range,
      help: ["write target: prometheus(2.42)"]
    )
  }

  static func unsupportedVersion(_ version: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "rules cannot be written for Prometheus \(version)",
      at: range,
      label: "2.42 and later, or 3",
      notes: ["keep_firing_for needs Prometheus 2.42"]
    )
  }

  static func unsupportedAlertmanager(_ version: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2022,
      "the configuration cannot be written for Alertmanager \(version)",
      at: range,
      label: "0.25 and later",
      notes: ["secrets in files need Alertmanager 0.25"]
    )
  }

  static func rulerExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a target is expected",
      at: range,
      help: ["write target: prometheus(2.42)"]
    )
  }

  static func unknownRuler(_ name: Name) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: ["prometheus", "alertmanager"])
    return Diagnostic(
      .SLO1017,
      "'\(name.text)' is not a target",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["write target: prometheus(2.42), or prometheus(3)"],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }
}

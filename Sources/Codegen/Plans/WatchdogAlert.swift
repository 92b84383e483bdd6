package import SLODSL

/// The alert that always fires, so that a machine outside can notice when alerts no longer arrive:
/// when the server, its rules, the Alertmanager or the way between them is broken, nobody else can.
package enum WatchdogAlert {
  /// Tells the alert from those of other rules that are called alike.
  package static let mark = Label("slo_heartbeat", "true")
  /// Not a word that a route for pages or tickets takes.
  private static let severity = "none"

  static func rule(for heartbeat: Heartbeat, in project: Project) -> AlertRule {
    AlertRule(
      name: AlertName.watchdog,
      expression: .call("vector", .number(1)),
      labels: [Label("severity", severity), mark]
        + (project.namespace.map { [Label("namespace", $0)] } ?? []),
      annotations: [
        Annotation("summary", "Alerts of SLOs get through; this one always fires."),
        Annotation(
          "description",
          "It is sent every \(heartbeat.every.text). When it stays away, nobody is told of"
            + " anything: look whether Prometheus runs and loads these rules, whether it reaches"
            + " the Alertmanager, and whether that can send."
        ),
      ],
      comment: "always fires; when it stays away, alerts do not get through"
    )
  }
}

package import SLODSL

/// An alert of an SLO as its rules would send it, for trying out who is told.
///
/// Its labels are the real ones, so the real routes take it, and one more: it never is the same
/// alert as a real one that happens to fire, and its end never ends that.
package struct TestAlarm: Hashable, Sendable {
  /// The label that no real alert has.
  package static let marker = Label("slo_alarm_test", "true")

  package let severity: AlertSeverity
  /// With the alert's name first.
  package let labels: [Label]
  package let annotations: [Label]

  /// The alarms that the burn rules of an SLO can give, pages first; none for an SLO that alerts
  /// nobody.
  ///
  /// - Parameter now: in seconds since 1970; links lead to this time.
  package static func alarms(
    of slo: ServiceLevelObjective,
    in plans: Plans,
    now: Int
  ) -> [TestAlarm] {
    AlertSeverity.allCases.compactMap { severity in
      let rule = plans.rules.alerts.first { rule in
        rule.name == AlertName.burn(severity)
          && rule.labels[RecordedSeries.identity] == slo.identity.text
      }
      return rule.map { TestAlarm($0, severity: severity, of: slo, now: now) }
    }
  }

  private init(
    _ rule: AlertRule,
    severity: AlertSeverity,
    of slo: ServiceLevelObjective,
    now: Int
  ) {
    self.severity = severity
    let labels = rule.labels + rule.dimensions.map { Label($0, Self.group) } + [Self.marker]
    self.labels = [Label("alertname", rule.name)] + labels
    let sample = AlertTextSample(
      labels: labels,
      readings: ExampleReadings(of: slo, severity: severity, now: now)
    )
    annotations =
      rule.annotations.map { annotation in
        let text = sample.text(of: annotation.text)
        return Label(annotation.name, annotation.name == "summary" ? "[TEST] " + text : text)
      } + [Label("alarm_test", "sent by slogen alarm-test; nothing is broken")]
  }

  /// The value of every dimension: a group that no exporter has.
  private static let group = "alarm-test"
}

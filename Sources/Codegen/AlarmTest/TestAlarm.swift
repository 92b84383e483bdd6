package import SLODSL

/// An alert as the rules would send it, for trying out who is told.
///
/// Its labels are the real ones, so the real routes take it, and one more: it never is the same
/// alert as a real one that happens to fire, and its end never ends that.
package struct TestAlarm: Hashable, Sendable {
  /// The label that no real alert has.
  package static let marker = Label("slo_alarm_test", "true")

  /// What it is about to those who are told.
  package enum Subject: Hashable, Sendable {
    case incident(AlertSeverity)
    /// It is told again and again while all is well, and its end never.
    case heartbeat

    package var noun: String {
      switch self {
      case .incident(let severity): severity.rawValue
      case .heartbeat: "beat"
      }
    }
  }

  package let subject: Subject
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

  /// The alert that always fires; nil for specs without a heartbeat.
  package static func heartbeat(in plans: Plans) -> TestAlarm? {
    plans.rules.alerts.first { $0.name == AlertName.watchdog }.map {
      TestAlarm($0, .heartbeat, readings: ExampleReadings.none)
    }
  }

  /// The alarm of an alert on a cause; nil for one that tells nobody.
  ///
  /// - Parameter now: in seconds since 1970; links lead to this time.
  package static func alarm(of cause: CauseAlert, in plans: Plans, now: Int) -> TestAlarm? {
    guard let severity = cause.severity.ofObjectives else { return nil }
    let rule = CauseAlertPlanner(cause, in: plans.model.project).rule
    let comparison = cause.condition.soleComparison
    let isAbove = comparison?.isAbove ?? true
    // Half as much again as the bound, or half of it.
    let factor = ExactNumber(isAbove ? 3 : 1, over: 2)
    return TestAlarm(
      rule,
      .incident(severity),
      readings: ExampleReadings(now: now),
      current: (comparison?.bound ?? .one) * factor
    )
  }

  private init(
    _ rule: AlertRule,
    severity: AlertSeverity,
    of slo: ServiceLevelObjective,
    now: Int
  ) {
    let readings = ExampleReadings(of: slo, severity: severity, now: now)
    self.init(rule, .incident(severity), readings: readings)
  }

  private init(
    _ rule: AlertRule,
    _ subject: Subject,
    readings: ExampleReadings,
    current: ExactNumber? = nil
  ) {
    self.subject = subject
    let labels = rule.labels + rule.dimensions.map { Label($0, Self.group) } + [Self.marker]
    self.labels = [Label("alertname", rule.name)] + labels
    let sample = AlertTextSample(labels: labels, readings: readings, current: current)
    annotations =
      rule.annotations.map { annotation in
        let text = sample.text(of: annotation.text)
        return Label(annotation.name, annotation.name == "summary" ? "[TEST] " + text : text)
      } + [Label("alarm_test", "sent by slogen alarm-test; nothing is broken")]
  }

  /// The value of every dimension: a group that no exporter has.
  private static let group = "alarm-test"
}

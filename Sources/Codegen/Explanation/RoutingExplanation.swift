package import SLODSL

/// Who is told of an SLO's alerts of one severity, or of an alert of the project, and why.
package struct RoutingExplanation {
  /// What is told: a page, a ticket.
  private let noun: String
  private let plans: Plans
  /// With their names first, and a mark for the value of each dimension.
  private let alerts: [[Label]]
  /// These and the others that may keep them silent.
  private let family: [[Label]]

  /// Nil for an SLO that has no alert of the severity.
  package init?(of slo: ServiceLevelObjective, severity: AlertSeverity, in plans: Plans) {
    let word = plans.model.project.severityWords[severity]
    family = Self.alerts(in: plans) { $0.labels[RecordedSeries.identity] == slo.identity.text }
    let all = family.filter { $0["severity"] == word }
    // The one that has groups speaks for all.
    let isBurn = { (labels: [Label]) in labels["alertname"] == AlertName.burn(severity) }
    alerts = all.filter(isBurn) + all.filter { !isBurn($0) }
    if alerts.isEmpty { return nil }
    noun = "a " + severity.rawValue
    self.plans = plans
  }

  /// Nil unless the alert watches what was generated, and no SLO: `SLORulesFailing`, `Watchdog`.
  package init?(ofProjectAlert name: String, in plans: Plans) {
    alerts = Self.alerts(in: plans) {
      $0.name == name && $0.labels[RecordedSeries.identity].isEmpty
        && $0.labels["slo_service"].isEmpty
    }
    if alerts.isEmpty { return nil }
    family = alerts
    noun = name == AlertName.watchdog ? "the heartbeat" : name
    self.plans = plans
  }

  /// Of an alert on a cause.
  package init(of cause: CauseAlert, in plans: Plans) {
    let rule = CauseAlertPlanner(cause, in: plans.model.project).rule
    alerts = [Self.labels(of: rule)]
    family = alerts
    noun = cause.severity == .info ? "what is for information" : "a " + cause.severity.rawValue
    self.plans = plans
  }

  private static func alerts(
    in plans: Plans,
    where isMeant: (AlertRule) -> Bool
  ) -> [[Label]] {
    plans.rules.alerts.filter(isMeant).map(labels)
  }

  private static func labels(of rule: AlertRule) -> [Label] {
    [Label("alertname", rule.name)] + rule.labels + rule.dimensions.map { Label($0, "…") }
  }

  /// `a page goes to tasks_pager`
  package var summary: String {
    let names = plans.routes?.recipients(of: alerts[0]).map(\.text) ?? []
    let nobody = plans.routes == nil ? "whom your own Alertmanager names" : "nobody"
    let receivers = names.isEmpty ? nobody : names.listed
    return "\(noun) goes to \(receivers)"
  }

  /// Those who are told, by what they are called in the specs.
  package var told: [Receiver] {
    guard let routes = plans.routes else { return [] }
    return routes.receivers(of: alerts[0]).compactMap { name in
      routes.receivers.first { $0.name == name }
    }
  }

  package var sections: [ExplanationSection] {
    guard let routes = plans.routes else { return [labels] }
    let path = routes.path(of: alerts[0])
    guard !routes.recipients(of: alerts[0]).isEmpty else { return [labels, way(path)] }
    return [labels, way(path), receivers] + hours(in: routes)
      + [pace(of: path), silence(in: routes)]
  }

  // MARK: Parts

  private var labels: ExplanationSection {
    let names = alerts.map { $0["alertname"] }.withoutRepetitions
    let own = alerts[0].dropFirst().map { RouteMatcher($0.name, is: $0.value).text }
    return ExplanationSection(
      "Alerts",
      rows: [.init(["names", names.joined(separator: ", ")])]
        + own.enumerated().map { .init([$0 == 0 ? "labels" : "", $1]) },
      remarks: plans.routes == nil
        ? ["The specs name nobody to tell, so no routes are written: yours decide by the labels."]
        : []
    )
  }

  /// The routes from the root to the one that sends, each with what it takes.
  private func way(_ path: [Route]) -> ExplanationSection {
    ExplanationSection(
      "Routes",
      titles: ["takes", "sends to", "because"],
      rows: path.map { route in
        let matchers = route.matchers.map(\.text).joined(separator: ", ")
        return .init([
          matchers.isEmpty ? "everything" : matchers,
          route.receivers.isEmpty ? "nobody" : route.receivers.map(\.text).joined(separator: ", "),
          reason(of: route),
        ])
      },
      remarks: [
        isToldAtAnyHour
          ? "The last one that takes the alert sends it, at any hour."
          : "The last one that takes the alert sends it. Who has hours is told when they begin of"
            + " what fires then."
      ]
    )
  }

  private func reason(of route: Route) -> String {
    if let comment = route.comment { return comment }
    return route.matchers.first.map { matcher in
      switch matcher.label {
      case "owner": "SLOs of this owner go elsewhere"
      case "slo_service": "SLOs of this service go elsewhere"
      default: "these SLOs go elsewhere"
      }
    } ?? ""
  }

  private var receivers: ExplanationSection {
    ExplanationSection(
      "Receivers",
      rows: told.map { receiver in
        let kind = receiver.kind
        let secrets = kind.arguments.filter { $0.form == .file }.compactMap { receiver[$0.name] }
        let files = secrets.map { "secret in \($0)" }.joined(separator: ", ")
        return .init([receiver.name, kind.rawValue, files], origin: receiver.origin)
      }
    )
  }

  private var isToldAtAnyHour: Bool {
    plans.routes?.recipients(of: alerts[0]).allSatisfy(\.isAlwaysTold) ?? true
  }

  /// The intervals that those who are told have.
  private func hours(in routes: RoutePlan) -> [ExplanationSection] {
    let names = routes.recipients(of: alerts[0]).flatMap { $0.during + $0.except }
    let rows = routes.intervals.filter { names.contains($0.name) }.map { interval in
      ExplanationSection.Row([interval.name, interval.text], origin: interval.origin)
    }
    return rows.isEmpty ? [] : [ExplanationSection("Hours", rows: rows)]
  }

  private func pace(of path: [Route]) -> ExplanationSection {
    let grouping = path.compactMap(\.grouping).last ?? []
    var rows: [ExplanationSection.Row] = [
      .init(["one for all alerts with equal", grouping.listed])
    ]
    if let pace = path.compactMap(\.pace).last {
      rows += pace.repeatsItself ? beats : Self.rows(of: pace)
    }
    return ExplanationSection("Notifications", rows: rows)
  }

  private static func rows(of pace: NotificationPace) -> [ExplanationSection.Row] {
    [
      .init(["first", "\(pace.wait.text) after the alert fires"]),
      .init(["more groups, recovery", "at most every \(pace.interval.text)"]),
      .init(["again", "every \(pace.reminder.text) while it fires"]),
    ]
  }

  private var beats: [ExplanationSection.Row] {
    guard let heartbeat = plans.model.project.heartbeat else { return [] }
    return [
      .init(["first", "at once"]), .init(["again", "every \(heartbeat.every.text)"]),
      .init(["recovery", "never told: it would be one more beat"]),
    ]
  }

  /// Which alerts of the SLO keep each other silent.
  private func silence(in routes: RoutePlan) -> ExplanationSection {
    var rows: [ExplanationSection.Row] = []
    for other in family where !alerts.contains(other) {
      let name = "\(other["alertname"]) (\(other["severity"]))"
      for own in alerts {
        if let rule = routes.inhibition(of: other, by: own) {
          rows.append(.init(["\(own["alertname"]) silences", name, equal(rule)]))
        }
        if let rule = routes.inhibition(of: own, by: other) {
          rows.append(.init(["\(own["alertname"]) is silent during", name, equal(rule)]))
        }
      }
    }
    return ExplanationSection(
      "Inhibition",
      rows: rows.isEmpty ? [.init(["none"])] : rows
    )
  }

  private func equal(_ inhibition: Inhibition) -> String {
    // Labels that alerts of this SLO never have are equal anyway.
    let own = Set(family.flatMap { $0.map(\.name) })
    let shown = inhibition.equal.filter { own.contains($0) || !isDimension($0) }
    return "of equal " + shown.listed
  }

  private func isDimension(_ label: String) -> Bool {
    plans.model.services.flatMap(\.objectives).contains { $0.dimensions.contains(label) }
  }
}

extension [String] {
  /// `a, b and c`
  fileprivate var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

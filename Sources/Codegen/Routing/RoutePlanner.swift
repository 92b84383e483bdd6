package import SLODSL

extension RoutePlan {
  /// Plans routes for the alerts of a plan; nil for a model in which nobody is told, whose alerts
  /// go wherever the reader's own Alertmanager sends them.
  package static func plan(for model: Model, rules: RulePlan) -> RoutePlan? {
    RoutePlanner(model: model, rules: rules).plan
  }
}

/// From the receivers of SLOs to a tree of routes.
struct RoutePlanner {
  private let project: Project
  private let receivers: [Receiver]
  private let intervals: [TimeInterval]
  /// SLOs with their alerts, in the model's order; those that alert nobody are left out.
  private let alerting: [(slo: ServiceLevelObjective, severities: Set<String>)]
  /// Alerts on causes, in the model's order.
  private let causes: [CauseAlert]

  init(model: Model, rules: RulePlan) {
    project = model.project
    receivers = model.receivers
    intervals = model.intervals
    causes = model.services.flatMap(\.causes)
    var severities: [String: Set<String>] = [:]
    for rule in rules.alerts {
      severities[rule.labels[RecordedSeries.identity], default: []].insert(rule.labels["severity"])
    }
    alerting = model.services.flatMap(\.objectives).compactMap { slo in
      severities[slo.identity.text].map { (slo, $0) }
    }
  }

  var plan: RoutePlan? {
    let fallback = self.fallback
    guard !fallback.receivers.isEmpty else { return nil }
    let root = Route(
      [],
      to: fallback.receivers,
      grouping: ["alertname", RecordedSeries.identity] + places,
      pace: .usual,
      routes: [heartbeat].compactMap(\.self) + AlertSeverity.allCases.map(objectives)
        + CauseSeverity.allCases.compactMap(others)
        + foreignPages,
      comment: "what no route below takes: " + fallback.reason
    )
    return RoutePlan(
      root: root,
      heartbeat: heartbeat,
      inhibitions: inhibitions,
      receivers: receivers,
      intervals: usedIntervals,
      severityWords: project.severityWords,
      incident: incident,
      places: places
    )
  }

  // MARK: Routes

  private var usedIntervals: [TimeInterval] {
    let choices =
      [project.receivers] + alerting.map(\.slo.receivers) + causes.map(\.receivers)
    let used = choices.flatMap { $0.page + $0.ticket }.flatMap { $0.during + $0.except }
    return intervals.filter { used.contains($0.name) }
  }

  /// Alerts that nobody claims are not lost: those who see to tickets see them, at any hour, since
  /// nobody knows how urgent they are.
  private var fallback: (receivers: [Recipient], reason: String) {
    let chosen = chosenFallback
    return (chosen.receivers.map(\.atAnyHour).withoutRepetitions, chosen.reason)
  }

  private var chosenFallback: (receivers: [Recipient], reason: String) {
    if !project.receivers.ticket.isEmpty {
      return (project.receivers.ticket, "the project's tickets")
    }
    if !project.receivers.page.isEmpty { return (project.receivers.page, "the project's pages") }
    let choices = alerting.map(\.slo.receivers) + causes.map(\.receivers)
    let tickets = choices.flatMap(\.ticket).withoutRepetitions
    if !tickets.isEmpty { return (tickets, "everybody who has tickets") }
    return (choices.flatMap(\.page).withoutRepetitions, "everybody who has pages")
  }

  /// The alerts of SLOs that have a severity: the project's receivers, else those of the root, and
  /// below them those of owners, services and SLOs that go elsewhere. One incident of an SLO is one
  /// notification, however many groups and alerts it has.
  private func objectives(of severity: AlertSeverity) -> Route {
    let told = alerting.filter { $0.severities.contains(project.severityWords[severity]) }
      .map { entry in
        RouteScope.Choice(
          owner: entry.slo.owner,
          service: entry.slo.identity.service,
          name: .objective(entry.slo.identity),
          receivers: entry.slo.receivers[severity]
        )
      }
    let usual = usual(severity)
    return Route(
      [
        RouteMatcher("severity", is: project.severityWords[severity]),
        RouteMatcher(RecordedSeries.identity, .present),
      ],
      to: usual,
      grouping: [RecordedSeries.identity] + places,
      pace: severity == .page ? .page : .ticket,
      routes: RouteScope.scopes(of: told, except: usual).map {
        Route($0.matchers, to: $0.receivers)
      },
      comment: severity.rawValue + "s of SLOs"
    )
  }

  /// The alert that always fires, of these rules alone: another's `Watchdog` would go on when these
  /// rules are gone.
  private var heartbeat: Route? {
    guard let heartbeat = project.heartbeat else { return nil }
    return Route(
      [
        RouteMatcher("alertname", is: AlertName.watchdog),
        RouteMatcher(WatchdogAlert.mark.name, is: WatchdogAlert.mark.value),
      ],
      to: [Recipient(heartbeat.receiver)],
      grouping: ["alertname"] + places,
      pace: .heartbeat(every: heartbeat.every),
      comment: "the heartbeat, every \(heartbeat.every.text): what always fires"
    )
  }

  private func usual(_ severity: AlertSeverity) -> [Recipient] {
    let own = project.receivers[severity]
    return own.isEmpty ? fallback.receivers : own
  }

  /// The other alerts of services that have a severity, behind those of SLOs; nil where there are
  /// none. What is only for information tells nobody.
  private func others(of severity: CauseSeverity) -> Route? {
    let told = causes.filter { $0.severity == severity }
    guard !told.isEmpty else { return nil }
    let matchers = [
      RouteMatcher("severity", is: project.severityWords[cause: severity]),
      RouteMatcher("slo_service", .present),
    ]
    guard let ofObjectives = severity.ofObjectives else {
      return Route(matchers, to: [], comment: "for those who look, and nobody else")
    }
    let usual = usual(ofObjectives)
    let choices = told.map { alert in
      RouteScope.Choice(
        owner: alert.owner,
        service: alert.service,
        name: .alert(alert.name),
        receivers: alert.receivers[ofObjectives]
      )
    }
    return Route(
      matchers,
      to: usual,
      grouping: ["slo_service", "alertname"] + places,
      pace: severity == .page ? .page : .ticket,
      routes: RouteScope.scopes(of: choices, except: usual).map {
        Route($0.matchers, to: $0.receivers)
      },
      comment: severity.rawValue + "s of services that are about no SLO"
    )
  }

  /// Other alerts that say that somebody is to be woken.
  private var foreignPages: [Route] {
    guard !project.receivers.page.isEmpty else { return [] }
    return [
      Route(
        [RouteMatcher("severity", is: project.severityWords[.page])],
        to: project.receivers.page,
        pace: .page,
        comment: "pages of other rules"
      )
    ]
  }

  /// Labels of Prometheus servers that tell places apart. Replicas of one server see the same
  /// incident, so theirs are not among them.
  private var places: [String] {
    project.externalLabels.filter { !$0.hasSuffix("replica") && !$0.hasSuffix("replica__") }
  }

  /// A label that neither alert has counts as equal, so SLOs without a dimension agree in it.
  private var incident: [String] {
    ([RecordedSeries.identity] + dimensions + places).withoutRepetitions
  }

  private var dimensions: [String] { alerting.flatMap(\.slo.dimensions).withoutRepetitions }

  // MARK: Inhibitions

  private var inhibitions: [Inhibition] {
    let words = project.severityWords
    guard words.page != words.ticket else { return [] }
    let identity = [RecordedSeries.identity]
    let targets = [
      RouteMatcher("severity", is: words.ticket), RouteMatcher(RecordedSeries.identity, .present),
    ]
    let page = RouteMatcher("severity", is: words.page)
    var inhibitions = [
      Inhibition(
        sources: [page, RouteMatcher(RecordedSeries.identity, .present)],
        targets: targets,
        equal: incident,
        comment: "who is paged for a group of an SLO needs no ticket for it"
      )
    ]
    if !dimensions.isEmpty {
      inhibitions.append(
        Inhibition(
          sources: [page, RouteMatcher("alertname", is: AlertName.eventsAbsent)],
          targets: targets,
          equal: identity + places,
          comment: "nor, while all events of the SLO are missing, for any of its groups"
        )
      )
    }
    return inhibitions
  }
}

extension RulePlan {
  /// The alerting rules of all groups, in the order of files.
  package var alerts: [AlertRule] {
    files.flatMap(\.groups).flatMap(\.rules).compactMap { rule in
      if case .alerting(let alert) = rule { alert } else { nil }
    }
  }
}

extension ReceiverChoice {
  subscript(severity: AlertSeverity) -> [Recipient] {
    switch severity {
    case .page: page
    case .ticket: ticket
    }
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  var withoutRepetitions: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

import SLODSL

/// What people read: templates that every receiver of a plan names.
///
/// They work in Alertmanager 0.25: of its functions only those that it has.
struct NotificationTemplates {
  private let routes: RoutePlan

  init(for routes: RoutePlan) {
    self.routes = routes
  }

  /// The templates that the receivers use, in the order of their first use.
  var definitions: [GoTemplateDefinition] {
    let styles = routes.receivers.flatMap(\.kind.styles).withoutRepetitions
    guard !styles.isEmpty else { return [] }
    return [title, link] + urgencies
      + styles.flatMap { [matchers($0), text($0)] }.withoutRepetitions
  }

  // MARK: One line

  private var title: GoTemplateDefinition {
    let firing = GoTemplateExpression.path(".Alerts.Firing")
    return GoTemplateDefinition(
      "slogen.title",
      "One line: how urgent it is, what is broken, and of how many groups.",
      [
        .when(
          firing,
          ["["] + urgency(page: ["PAGE"], ticket: ["TICKET"], other: ["ALERT"]) + ["] "]
            + [.with(.call("index", [firing, .integer(0)]), [.value(summary)])]
            + [
              .when(
                .call("gt", [.call("len", [firing]), .integer(1)]),
                [" (1 of ", .value(.call("len", [firing])), ")"]
              )
            ],
          otherwise: [
            "[RESOLVED] ",
            .with(
              .call("index", [.path(".Alerts"), .integer(0)]),
              [.value(summary)]
            ),
          ]
        )
      ]
    )
  }

  private var link: GoTemplateDefinition {
    GoTemplateDefinition(
      "slogen.link",
      "Where to look first: the dashboard of the first alert, else Alertmanager.",
      [
        .with(
          .call("index", [.path(".Alerts"), .integer(0)]),
          [
            .when(
              .path(".Annotations.dashboard_url"),
              [.value(.path(".Annotations.dashboard_url"))],
              otherwise: [.value(.path("$.ExternalURL"))]
            )
          ]
        )
      ]
    )
  }

  // MARK: Urgency

  /// One of three texts, by the severity that all alerts of a notification have in common.
  private func urgency(
    page: [GoTemplateTree],
    ticket: [GoTemplateTree],
    other: [GoTemplateTree]
  ) -> [GoTemplateTree] {
    let words = routes.severityWords
    guard words.page != words.ticket else { return other }
    let severity = ".CommonLabels.severity"
    let rest =
      ticket == other
      ? other : [.when(.equal(severity, words.ticket), ticket, otherwise: other)]
    return [.when(.equal(severity, words.page), page, otherwise: rest)]
  }

  /// Words of services that have their own for urgency.
  private var urgencies: [GoTemplateDefinition] {
    var definitions: [GoTemplateDefinition] = []
    let kinds = routes.receivers.map(\.kind)
    if kinds.contains(.pagerDuty) {
      definitions.append(
        GoTemplateDefinition(
          "slogen.pagerduty.severity",
          "One of PagerDuty's severities.",
          urgency(page: ["critical"], ticket: ["warning"], other: ["error"])
        )
      )
    }
    if kinds.contains(.opsGenie) {
      definitions.append(
        GoTemplateDefinition(
          "slogen.opsgenie.priority",
          "One of OpsGenie's priorities, P1 to P5.",
          urgency(page: ["P1"], ticket: ["P4"], other: ["P3"])
        )
      )
    }
    if kinds.contains(.slack) {
      let firing = urgency(page: ["danger"], ticket: ["warning"], other: ["warning"])
      definitions.append(
        GoTemplateDefinition(
          "slogen.slack.color",
          "Red wakes somebody, yellow waits, green is over.",
          [.when(.path(".Alerts.Firing"), firing, otherwise: ["good"])]
        )
      )
    }
    return definitions
  }

  // MARK: Everything

  private func text(_ style: NotificationStyle) -> GoTemplateDefinition {
    GoTemplateDefinition(
      "slogen." + style.name,
      "What fires, with all that is known of it, and what is over.",
      [
        .each(.path(".Alerts.Firing"), firing(style)),
        .each(.path(".Alerts.Resolved"), resolved(style)),
      ]
    )
  }

  private func firing(_ style: NotificationStyle) -> [GoTemplateTree] {
    let end = GoTemplateTree.text(style.lineBreak)
    let description = GoTemplateExpression.path(".Annotations.description")
    let command =
      ["amtool silence add --alertmanager.url=", style.codeText(.path("$.ExternalURL"))]
      + [" --duration=2h --comment='working on it'"]
      + [.use(style.matchersName, .dot)]
    return style.strong([style.text(summary)]) + [end]
      + [
        .when(
          description,
          [.text(style.passage.before), style.text(description), .text(style.passage.after), end]
        )
      ]
      + ["Since ", time(".StartsAt")] + whose(style) + [".", end] + links(style)
      + [.text("Silence it while you work on it:"), end]
      + style.code(command) + [end, end]
  }

  private func resolved(_ style: NotificationStyle) -> [GoTemplateTree] {
    let end = GoTemplateTree.text(style.lineBreak)
    return style.strong(["Resolved: ", style.text(summary)]) + [end]
      + ["It fired from ", time(".StartsAt"), " to ", time(".EndsAt")] + whose(style) + [".", end]
      + links(style) + [end]
  }

  /// The summary, or whatever the alert is called.
  private var summary: GoTemplateExpression {
    .call("or", [.path(".Annotations.summary"), .path(".Labels.alertname")])
  }

  private func time(_ path: String) -> GoTemplateTree {
    .value(.call(path + ".UTC.Format", [.string("2006-01-02 15:04:05 MST")]))
  }

  /// Who owns it and where it is.
  private func whose(_ style: NotificationStyle) -> [GoTemplateTree] {
    (["owner"] + routes.places).map { label in
      .with(.path(".Labels." + label), [.text(", \(label) "), style.text(.dot)])
    }
  }

  private func links(_ style: NotificationStyle) -> [GoTemplateTree] {
    [("Runbook", ".Annotations.runbook_url"), ("Dashboard", ".Annotations.dashboard_url")].map {
      title,
      path in
      let link = style.link(title, to: .path(path))
      return .when(.path(path), link + [.text(style.lineBreak)])
    }
  }

  // MARK: Silences

  /// Matchers for a shell: of an SLO's alert those that page and ticket of the group share, of any
  /// other all.
  private func matchers(_ style: NotificationStyle) -> GoTemplateDefinition {
    let shared = "^(" + RegexText.alternation(of: routes.incident) + ")$"
    let labels = GoTemplateExpression.path(".Labels.SortedPairs")
    let one = matcher(style)
    return GoTemplateDefinition(
      style.matchersName,
      "What amtool silences: an incident with its page and its ticket.",
      [
        .when(
          .path(".Labels.\(RecordedSeries.identity)"),
          [.each(labels, [.when(.call("match", [.string(shared), .path(".Name")]), one)])],
          otherwise: [.each(labels, one)]
        )
      ]
    )
  }

  /// ` 'route="/pay"'`: quoted for the matcher, then for the shell.
  private func matcher(_ style: NotificationStyle) -> [GoTemplateTree] {
    let value = GoTemplateExpression.path(".Value")
      .replacing("([\\\\\"])", with: "\\$1")
      .replacing("\n", with: "\\n")
      .replacing("'", with: "'\\''")
    return [" '", .value(.path(".Name")), "=\"", style.codeText(value), "\"'"]
  }
}

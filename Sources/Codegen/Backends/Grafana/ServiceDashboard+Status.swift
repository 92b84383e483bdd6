import SLODSL

/// The first row: all SLOs of the service side by side, and which of them alert.
extension ServiceDashboard {
  var status: DashboardRow {
    DashboardRow("status", title: "Status", [table, about, alerts])
  }

  private enum Title {
    static let remaining = "Budget left"
    static let burn = "Burn rate 1h"
    static let objective = "Objective"
    static let measured = "Measured"
  }

  private func recorded(_ name: String) -> VectorSelector {
    VectorSelector(metric: name, chosen)
  }

  /// Of each SLO, the group in the greatest trouble.
  ///
  /// What is written every five minutes is read over two evaluations.
  private func each(_ operation: String, _ name: String) -> PromQLExpression {
    let newest = PromQLExpression.call(
      "last_over_time",
      .range(recorded(name), RecordedWindows.longStep * 2)
    )
    return .aggregate(operation, newest, by: [RecordedSeries.identity])
  }

  private var table: DashboardPanel {
    let height = min(max(objectives.count + 3, 6), 12)
    let asked: [(title: String, expression: PromQLExpression)] = [
      (Title.remaining, each("min", RecordedSeries.remaining)),
      (Title.burn, each("max", RecordedSeries.burnRate(.hours(1)))),
      (Title.objective, each("min", RecordedSeries.objective)),
      (Title.measured, measured),
    ]
    let columns =
      [TableStyle.Column(source: .label(RecordedSeries.identity), title: "SLO")]
      + asked.enumerated().map { TableStyle.Column(source: .value($0), title: $1.title) }
    return DashboardPanel(
      key: "table",
      title: "Objectives",
      description: Markdown(
        paragraphs:
          "Of SLOs with groups, the group in the greatest trouble. \"Measured\" is the share"
          + " of the period that lies behind the first record; the rest counts as clean."
      ),
      size: (16, height),
      view: .table(TableStyle(columns: columns, order: (Title.remaining, false))),
      overrides: overrides,
      queries: asked.map { PanelQuery($0.expression, .rows) }
    )
  }

  /// How much of each SLO's own period is measured: its name has the period in it.
  private var measured: PromQLExpression {
    let periods = Set(objectives.map(\.period)).sorted()
    let parts = periods.map { period -> PromQLExpression in
      let history = each("min", RecordedSeries.history(period))
      guard periods.count > 1 else { return history }
      // A long window of another SLO's policy may be as long.
      let owners = each("min", RecordedSeries.periodSeconds).equal(to: .number(period.seconds))
      return history.and(owners.parenthesized, on: [RecordedSeries.identity])
    }
    return parts.joined(by: .or) ?? .number(0)
  }

  private var overrides: [FieldOverride] {
    let decimals = objectives.map(\.objectiveDecimals).max() ?? 0
    let factors = objectives.flatMap { $0.factors(.page) }
    let page = factors.min().map { [Threshold($0, .bad)] } ?? []
    return [
      FieldOverride(
        target: .named(Title.remaining),
        properties: [
          .unit(.ratio), .decimals(1), .bar(-ExactNumber.one, .one),
          .thresholds(base: .bad, ObjectiveRow.budgetThresholds),
        ]
      ),
      FieldOverride(
        target: .named(Title.burn),
        properties: [
          .unit(.suffix("x")), .decimals(1), .coloredText,
          .thresholds(base: .good, [Threshold(.one, .notice)] + page),
        ]
      ),
      FieldOverride(
        target: .named(Title.objective),
        properties: [.unit(.ratio), .decimals(decimals)]
      ),
      FieldOverride(
        target: .named(Title.measured),
        properties: [.unit(.ratio), .decimals(0)]
      ),
    ]
  }

  // MARK: Who and what

  private var about: DashboardPanel {
    let rows = objectives.map { queries -> [[Markdown.Span]] in
      let slo = queries.slo
      return [
        [.text(slo.identity.name)], [.text("\(queries.objectiveText) over \(queries.periodText)")],
        [.text(slo.owner ?? "none")], [.text(slo.policy)], runbooks(of: queries),
      ]
    }
    let head: [[Markdown.Span]] = [["SLO"], ["Objective"], ["Owner"], ["Policy"], ["Runbook"]]
    let text =
      Markdown(paragraphs: service.summary, service.details)
      + Markdown([.table(head: head, rows: rows)])
    return DashboardPanel(
      key: "about",
      title: "About",
      description: Markdown(paragraphs: "From the spec."),
      size: (8, min(max(objectives.count + 3, 6), 12)),
      view: .text(text)
    )
  }

  private func runbooks(of queries: ObjectiveQueries) -> [Markdown.Span] {
    let links = queries.runbookLinks.map { link -> Markdown.Span in
      .link([.text(String(link.title.dropFirst("Runbook: ".count)))], url: link.url)
    }
    guard let first = links.first else { return ["none"] }
    return links.dropFirst().reduce([first]) { $0 + [", ", $1] }
  }

  // MARK: Alerts

  private var alerts: DashboardPanel {
    DashboardPanel(
      key: "alerts",
      title: "Alerts",
      description: Markdown(
        paragraphs: "Which SLOs alert. A gap means that its rules were not evaluated."
      ),
      size: (24, min(max(objectives.count + 3, 5), 10)),
      view: .timeline,
      style: FieldStyle(mappings: ValueMapping.loudness),
      queries: [PanelQuery(loudness, .series, legend: "{{slo_id}}")],
      minimumStep: .minute
    )
  }

  /// 2 while somebody is paged, 1 while there is a ticket, 0 while rules run and nothing is amiss.
  private var loudness: PromQLExpression {
    let identity = [RecordedSeries.identity]
    func firing(_ severity: AlertSeverity) -> PromQLExpression {
      .metric(
        "ALERTS",
        [
          LabelMatcher("alertstate", .equal, "firing"),
          LabelMatcher("severity", .equal, project.severityWords[severity]),
        ] + chosen
      )
    }
    let quiet =
      PromQLExpression.number(0)
      * .max(
        .selector(recorded(RecordedSeries.objective)),
        by: identity
      )
    return (PromQLExpression.number(2) * .max(firing(.page), by: identity))
      .or(.max(firing(.ticket), by: identity))
      .or(quiet)
  }
}

extension ValueMapping {
  /// What timelines of alerts say.
  static let loudness = [
    ValueMapping(value: .zero, text: "none", color: .good),
    ValueMapping(value: .one, text: "ticket", color: .warning),
    ValueMapping(value: ExactNumber(2), text: "page", color: .bad),
  ]
}

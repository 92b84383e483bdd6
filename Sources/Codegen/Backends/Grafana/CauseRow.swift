import SLODSL

/// The alerts of a service that are about no SLO: which of them fire, and what they measure, with
/// the bounds at which they do.
struct CauseRow {
  private let service: Service
  private let project: Project

  init(of service: Service, in project: Project) {
    self.service = service
    self.project = project
  }

  /// Nil for a service that states none.
  var row: DashboardRow? {
    guard !service.causes.isEmpty else { return nil }
    return DashboardRow(
      "causes",
      title: service.objectives.isEmpty ? "Alerts" : "Other alerts",
      [timeline] + service.causes.compactMap(panel)
    )
  }

  private var timeline: DashboardPanel {
    let own = LabelMatcher("slo_service", .equal, service.name)
    let noObjective = LabelMatcher(RecordedSeries.identity, .equal, "")
    func any(_ state: String) -> PromQLExpression {
      .max(
        .metric("ALERTS", [LabelMatcher("alertstate", .equal, state), noObjective, own]),
        by: ["alertname"]
      )
    }
    // Silent alerts leave no series. They are silent where what they measure is there.
    let quiet = service.causes.compactMap { alert in
      alert.condition.soleComparison.map { comparison in
        (PromQLExpression.number(0) * .count(measured(comparison, by: alert)))
          .labelled("alertname", alert.name)
      }
    }
    return DashboardPanel(
      key: "causes",
      title: "State",
      description: Markdown(
        paragraphs: "What is pending has not held for long enough yet."
          + " A gap means that nothing is measured."
      ),
      size: (24, min(max(service.causes.count + 3, 5), 10)),
      view: .timeline,
      style: FieldStyle(mappings: ValueMapping.states),
      queries: [
        PanelQuery(
          quiet.reduce((PromQLExpression.number(2) * any("firing")).or(any("pending"))) {
            $0.or($1)
          },
          .series,
          legend: "{{alertname}}"
        )
      ],
      minimumStep: .minute
    )
  }

  private func measured(_ comparison: AlertComparison, by alert: CauseAlert) -> PromQLExpression {
    comparison.left.query.expression(
      counting: CauseAlertPlanner(alert, in: project).counting
    )
  }

  /// What an alert compares with a number.
  private func panel(_ alert: CauseAlert) -> DashboardPanel? {
    guard let comparison = alert.condition.soleComparison, let bound = comparison.bound,
      let isAbove = comparison.firesAbove
    else { return nil }
    let planner = CauseAlertPlanner(alert, in: project)
    let labels = planner.shownLabels.map { "{{\($0)}}" }.joined(separator: " ")
    let words = comparison.words.map { "Fires \($0)" } ?? ""
    let hold = alert.hold.map { " for \($0.text)" } ?? ""
    return DashboardPanel(
      key: "cause/" + alert.name,
      title: alert.name.withoutVariables,
      description: Markdown(paragraphs: alert.summary, words + hold + "."),
      size: (12, 8),
      view: .graph(GraphStyle(showsThresholds: true)),
      style: FieldStyle(
        unit: PanelUnit(comparison.left.unit),
        base: isAbove ? .good : .bad,
        thresholds: [Threshold(bound, isAbove ? .bad : .good)]
      ),
      queries: [
        PanelQuery(measured(comparison, by: alert), .series, legend: labels)
      ],
      links: RunbookAddress.link(to: alert, in: project).map {
        [PanelLink(title: "Runbook", url: $0)]
      } ?? []
    )
  }
}

extension AlertComparison {
  /// Whether higher values are wrong, or lower ones; nil where neither is.
  fileprivate var firesAbove: Bool? {
    switch `operator` {
    case .greater, .greaterOrEqual: true
    case .less, .lessOrEqual: false
    default: nil
    }
  }
}

extension ValueMapping {
  /// What timelines of alerts on causes say.
  fileprivate static let states = [
    ValueMapping(value: .zero, text: "none", color: .good),
    ValueMapping(value: .one, text: "pending", color: .warning),
    ValueMapping(value: ExactNumber(2), text: "firing", color: .bad),
  ]
}

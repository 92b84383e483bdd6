import SLODSL

/// What a runbook says of an alert on a cause.
struct CauseRunbookSection {
  let alert: CauseAlert
  private let planner: CauseAlertPlanner
  private let plans: Plans

  init(of alert: CauseAlert, in plans: Plans) {
    self.alert = alert
    self.plans = plans
    planner = CauseAlertPlanner(alert, in: plans.model.project)
  }

  var anchor: String { RunbookAddress.anchor(of: alert) }

  /// The label's value, as people know the alert.
  var word: String { plans.model.project.severityWords[cause: alert.severity] }

  var markdown: [Markdown.Block] {
    let prose = [alert.summary, alert.details].filter { !$0.isEmpty }
    let hold = alert.hold.map { " for \($0.text)" } ?? ""
    return [.anchor(anchor), .heading(level: 3, [.text("\(alert.name): \(word)")])]
      + prose.map { .paragraph([.text($0)]) }
      + [
        .paragraph([
          .strong(["What it means."]), .text(" It fires when this holds\(hold):"),
        ]),
        .code(language: "swift", alert.conditionText), .paragraph([.strong(["Impact."]), impact]),
        .heading(level: 4, ["First queries"]),
      ] + queries + escalation + [.notes(anchor)]
  }

  private var impact: Markdown.Span {
    let text =
      switch alert.severity {
      case .page: "Whoever depends on \(alert.service) is affected now, or will be soon: act now."
      case .ticket: "\(alert.service) may do without for a while; it will not mend itself."
      case .info: "None by itself: it explains what other alerts of \(alert.service) tell."
      }
    return .text(" " + text)
  }

  private var queries: [Markdown.Block] {
    planner.firstQueries.flatMap { query -> [Markdown.Block] in
      [
        .paragraph([.text(query.question)]),
        .code(language: "promql", query.expression.prettified()),
      ]
    }
  }

  private var escalation: [Markdown.Block] {
    RunbookEscalation(
      owner: alert.owner,
      labels: [Label("alertname", alert.name)] + planner.labels,
      silence: ["slo_service=\"\(alert.service)\"", "alertname=\"\(alert.name)\""],
      plans: plans
    ).markdown
  }
}

/// Who is told of an alert, and how it is silenced.
struct RunbookEscalation {
  let owner: String?
  /// Of the alert, as far as they are known.
  let labels: [Label]
  /// Matchers, of names that need no quotes of the shell's but these.
  let silence: [String]
  let plans: Plans

  var markdown: [Markdown.Block] {
    let path = plans.routes?.path(of: labels) ?? []
    let receivers = (path.last?.receivers ?? []).map { recipient -> String in
      let receiver = plans.model.receivers.first { $0.name == recipient.receiver }
      return receiver.map { "\(recipient.text) (\($0.kind.rawValue))" } ?? recipient.text
    }
    var items: [[Markdown.Span]] = [
      ["Owner: ", .text(owner ?? "nobody")],
      ["Told: ", .text(receivers.isEmpty ? "nobody here" : receivers.joined(separator: ", "))],
    ]
    if let reminder = path.compactMap(\.pace).last?.reminder, !receivers.isEmpty {
      items.append([.text("Told again every \(reminder.text) while it lasts")])
    }
    let matchers = silence.map { " '\($0)'" }.joined()
    return [
      .heading(level: 4, ["Escalation"]), .list(items),
      .paragraph(["To silence it while you work on it:"]),
      .code(
        language: "sh",
        "amtool silence add --duration=2h --comment='why'" + matchers
      ),
    ]
  }
}

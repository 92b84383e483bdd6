import SLODSL

/// What a runbook says of one SLO: its numbers, and a part for the alerts of each severity.
struct RunbookSection {
  let slo: ServiceLevelObjective
  private let planner: SLORulePlanner
  private let plans: Plans
  private let metrics: [String: Metric]

  init(of slo: ServiceLevelObjective, in plans: Plans, _ metrics: [String: Metric]) {
    self.slo = slo
    self.plans = plans
    self.metrics = metrics
    planner = SLORulePlanner(slo: slo, in: plans.model.project)
  }

  /// Those whose alerts link here.
  var severities: [AlertSeverity] {
    AlertSeverity.allCases.filter { severity in
      !planner.pairs(of: severity).isEmpty || severity == .ticket && reportsSilence
    }
  }

  private var reportsSilence: Bool { !planner.absenceAlerts.isEmpty }

  /// The label's value, as people know the alert.
  func word(_ severity: AlertSeverity) -> String { plans.model.project.severityWords[severity] }

  /// `99.9% over 30d`
  var objectiveText: String {
    let ratios = planner.classes.map(\.objective.ratio.percentText)
      .reduce(into: [String]()) { list, text in if !list.contains(text) { list.append(text) } }
    return ratios.joined(separator: " or ") + " over " + slo.window.duration.text
  }

  var markdown: Markdown {
    let prose = [slo.summary, slo.details].filter { !$0.isEmpty }
    return Markdown(
      [.heading(level: 2, [.text(slo.identity.name)])]
        + prose.map { .paragraph([.text($0)]) } + [.table(head: head, rows: rows)]
        + severities.flatMap(part)
    )
  }

  // MARK: Numbers

  private var head: [[Markdown.Span]] { [["What"], ["Number"]] }

  private var rows: [[[Markdown.Span]]] {
    let period = slo.window.duration
    var rows: [(String, String)] = []
    for objectiveClass in planner.classes {
      let objective = objectiveClass.objective
      let groups = objective.groups.map { " where \($0.dimension) is \($0.values.joined(", "))" }
      let outage = (objective.budget * period.seconds).wholeTime
      rows.append(
        ("Objective\(groups ?? "")", "\(objective.ratio.percentText) over \(period.text)")
      )
      rows.append(
        ("Budget", "\(objective.budget.percentText) of events: \(outage) of total outage")
      )
    }
    if !slo.dimensions.isEmpty {
      rows.append(("Budgets", "one for each \(slo.dimensions.joined(", "))"))
    }
    rows.append(("Policy", slo.policy))
    rows.append(("Evaluated", "every \(slo.timing.interval.text)"))
    return rows.map { [[.text($0.0)], [.text($0.1)]] }
  }

  // MARK: Alerts

  private func part(_ severity: AlertSeverity) -> [Markdown.Block] {
    let anchor = RunbookAddress.anchor(of: slo.identity, severity)
    return [
      .anchor(anchor),
      .heading(level: 3, [.text("\(slo.identity.name): \(word(severity))")]),
    ] + meaning(severity) + impact(severity) + [.heading(level: 4, ["First queries"])]
      + queries(severity) + escalation(severity) + [.notes(anchor)]
  }

  private func meaning(_ severity: AlertSeverity) -> [Markdown.Block] {
    var blocks: [Markdown.Block] = []
    let period = slo.window.duration
    let rows = planner.classes.flatMap { objectiveClass in
      objectiveClass.pairs(of: severity).map { pair -> [[Markdown.Span]] in
        let share = (pair.factor * objectiveClass.objective.budget).rounded(significantDigits: 3)
        let lasts = (period.seconds / pair.factor).wholeTime
        return [
          [.text(pair.factor.roundText + "x")], [.text(share.percentText)],
          [.text("\(pair.long.text) and \(pair.short.text)")], [.text(lasts)],
        ]
      }
    }
    if !rows.isEmpty {
      blocks.append(
        .paragraph([
          .strong(["What it means."]), " ", .code(AlertName.burn(severity)),
          .text(" fires when \(errorWords) spend the budget too fast, in both windows of a row:"),
        ])
      )
      blocks.append(
        .table(
          head: [["Burn rate"], ["Failing, more than"], ["Over"], ["The budget then lasts"]],
          rows: rows
        )
      )
    }
    if reportsSilence {
      blocks.append(
        .paragraph([
          .code(AlertName.eventsAbsent),
          .text(
            " links here too: its metrics have vanished, were renamed, or their targets are down,"
              + " and while they are gone no other alert of this SLO can fire."
          ),
        ])
      )
    }
    return blocks
  }

  private var errorWords: String {
    switch slo.indicator {
    case .events, .latency: "failing events"
    case .samples: "bad slices of \(slo.timing.interval.text)"
    }
  }

  private func impact(_ severity: AlertSeverity) -> [Markdown.Block] {
    let who =
      slo.dimensions.isEmpty
      ? "Everybody who depends on \(slo.identity.service) may be affected."
      : "Only those of the \(slo.dimensions.joined(", ")) that the alert names are affected."
    let urgency =
      switch severity {
      case .page: "At this rate the objective is missed within days or hours: act now."
      case .ticket: "It is not urgent, but goes on too long: the period's budget will not last."
      }
    return [.paragraph([.strong(["Impact."]), .text(" \(who) \(urgency)")])]
  }

  private func queries(_ severity: AlertSeverity) -> [Markdown.Block] {
    planner.firstQueries(severity, metrics).flatMap { query -> [Markdown.Block] in
      [
        .paragraph([.text(query.question)]),
        .code(language: "promql", query.expression.prettified()),
      ]
    }
  }

  // MARK: People

  private func escalation(_ severity: AlertSeverity) -> [Markdown.Block] {
    let alerts = AlertName.burn(severity) + (reportsSilence ? "|" + AlertName.eventsAbsent : "")
    return RunbookEscalation(
      owner: slo.owner,
      labels: planner.alertLabels(word(severity)),
      silence: ["slo_id=\"\(slo.identity.text)\"", "alertname=~\"\(alerts)\""],
      plans: plans
    ).markdown
  }
}

extension [String] {
  fileprivate func joined(_ separator: String) -> String { joined(separator: separator) }
}

extension ExactNumber {
  /// Seconds as people say them, whole ones: `43m12s`.
  fileprivate var wholeTime: String { Duration.seconds(Int64(roundedDown)).text }
}

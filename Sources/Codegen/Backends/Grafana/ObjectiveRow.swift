import SLODSL

/// The row of one SLO: where it stands, what is left, how fast it burns, and since when.
struct ObjectiveRow {
  let queries: ObjectiveQueries

  init(_ queries: ObjectiveQueries) {
    self.queries = queries
  }

  var row: DashboardRow {
    let name = queries.slo.identity.name
    return DashboardRow(
      "slo/" + name,
      title: "\(name): \(queries.objectiveText) over \(queries.periodText)",
      numbers + groupTable + [remaining, burnRates, indicator, events]
    )
  }

  // MARK: Numbers

  private var numbers: [DashboardPanel] {
    [objective, measuredIndicator, budgetLeft, errorsLeft, coverage, burnRate, timeLeft, firing]
  }

  private func number(
    _ key: String,
    _ title: String,
    _ description: String,
    _ expression: PromQLExpression,
    _ style: FieldStyle,
    links: [PanelLink] = []
  ) -> DashboardPanel {
    DashboardPanel(
      key: key,
      title: title,
      description: Markdown(paragraphs: description),
      size: (3, 4),
      view: .number,
      style: style,
      queries: [PanelQuery(expression, .newest)],
      links: links
    )
  }

  private var objective: DashboardPanel {
    let slo = queries.slo
    let isShared = queries.planner.classes.count == 1
    var panel = number(
      "objective",
      isShared ? "Objective" : "Objective (lowest)",
      "",
      queries.least(queries.objective),
      FieldStyle(unit: .ratio, decimals: queries.objectiveDecimals, base: .neutral)
    )
    let words = isShared ? "good" : "good, each group by its own objective"
    panel.description =
      Markdown(paragraphs: slo.summary, slo.details)
      + Markdown(
        paragraphs:
          "Over \(queries.periodText), \(queries.objectiveText) of events must be \(words)."
      )
    return panel
  }

  private var measuredIndicator: DashboardPanel {
    let ratio = queries.slo.objectives.count == 1 ? queries.slo.objectives[0].ratio : nil
    return number(
      "indicator",
      "Good in \(queries.period.text)" + queries.worstGroup,
      "The share of good events of the period, as far as it is measured. Nothing without events.",
      queries.least(queries.indicator(queries.period)),
      FieldStyle(
        unit: .ratio,
        decimals: queries.objectiveDecimals + 1,
        base: ratio == nil ? .neutral : .bad,
        thresholds: ratio.map { [Threshold($0, .good)] } ?? []
      )
    )
  }

  private var budgetLeft: DashboardPanel {
    number(
      "remaining",
      "Budget left" + queries.worstGroup,
      "What is left of the error budget of \(queries.periodText). Time before the first record"
        + " counts as clean; \"Measured\" says how much that is.",
      queries.least(queries.remaining),
      FieldStyle(unit: .ratio, decimals: 1, base: .bad, thresholds: Self.budgetThresholds)
    )
  }

  /// Spent, nearly spent, and enough.
  static let budgetThresholds = [
    Threshold(.zero, .warning), Threshold(ExactNumber(1, over: 4), .good),
  ]

  private var errorsLeft: DashboardPanel {
    number(
      "errors-left",
      queries.isBytes ? "Bytes left" : queries.isSampled ? "Bad slices left" : "Errors left",
      "How many \(queries.errorNoun) the budget still allows, at the traffic so far.",
      queries.least(queries.errorsLeft),
      FieldStyle(
        unit: queries.isBytes ? .bytes : .plain,
        base: .bad,
        thresholds: [Threshold(.one, .neutral)]
      )
    )
  }

  private var coverage: DashboardPanel {
    let days = queries.period.ratio(to: .day)
    return number(
      "measured",
      "Measured",
      "How much of the period lies behind the first record. What is not measured counts as clean.",
      queries.least(queries.daysMeasured),
      FieldStyle(
        unit: .suffix("of \(queries.periodText)"),
        decimals: days.isInteger ? 1 : 2,
        base: .warning,
        thresholds: [Threshold(days * ExactNumber(99, over: 100), .neutral)]
      )
    )
  }

  private var burnRate: DashboardPanel {
    let window = queries.shortestBurn
    return number(
      "burn",
      "Burn rate \(window.text)" + queries.worstGroup,
      "How many times faster than the budget allows: at 1x it is spent exactly at the end of"
        + " \(queries.periodText).",
      queries.greatest(queries.burn(window)),
      FieldStyle(unit: .suffix("x"), decimals: 1, thresholds: queries.burnThresholds)
    )
  }

  private var timeLeft: DashboardPanel {
    number(
      "time-left",
      "Budget lasts" + queries.worstGroup,
      "At the burn rate of the last \(queries.shortestBurn.text). \(queries.periodText) means that"
        + " it does not run out.",
      queries.least(queries.timeLeft),
      FieldStyle(
        unit: .seconds,
        decimals: 1,
        base: .bad,
        thresholds: [
          Threshold(Duration.day.seconds, .warning), Threshold(Duration.days(3).seconds, .good),
        ]
      )
    )
  }

  private var firing: DashboardPanel {
    number(
      "firing",
      "Alerts firing",
      "Of all groups, pages and tickets. The links of this panel lead to what to do.",
      queries.firing(),
      FieldStyle(
        thresholds: [Threshold(.one, .bad)],
        mappings: [ValueMapping(value: .zero, text: "none", color: .good)]
      ),
      links: queries.runbookLinks
    )
  }
}

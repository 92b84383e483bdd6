import SLODSL

/// A table of the groups of an SLO with `by:`, the one in the greatest trouble first.
extension ObjectiveRow {
  var groupTable: [DashboardPanel] {
    guard !queries.dimensions.isEmpty else { return [] }
    let window = queries.shortestBurn
    let asked: [(title: String, expression: PromQLExpression)] = [
      (Title.remaining, queries.remaining), (Title.objective, queries.objective),
      ("Good in \(queries.period.text)", queries.indicator(queries.period)),
      ("Burn rate \(window.text)", queries.burn(window)), (Title.timeLeft, queries.timeLeft),
      (Title.measured, queries.daysMeasured),
      ("Errors in \(window.text)", queries.errors(window)),
      ("Events in \(window.text)", queries.events(window)),
    ].filter { $0.0 != Title.objective || queries.planner.classes.count > 1 }
    let columns =
      queries.dimensions.map { TableStyle.Column(source: .label($0), title: $0) }
      + asked.enumerated().map { TableStyle.Column(source: .value($0), title: $1.title) }
    return [
      DashboardPanel(
        key: "groups",
        title: "Each \(queries.groupNoun)",
        description: Markdown(
          paragraphs: "Every group has a budget of its own. A click on a group chooses it."
        ),
        size: (24, 7),
        view: .table(TableStyle(columns: columns, order: (Title.remaining, false))),
        overrides: overrides.filter { $0.names(oneOf: asked.map(\.title) + queries.dimensions) },
        queries: asked.map { PanelQuery(each($0.expression), .rows) }
      )
    ]
  }

  private enum Title {
    static let remaining = "Budget left"
    static let objective = "Objective"
    static let timeLeft = "Lasts"
    static let measured = "Measured"
  }

  /// One series for each group, without the labels that all of them have.
  private func each(_ expression: PromQLExpression) -> PromQLExpression {
    .max(expression, by: queries.dimensions)
  }

  private var overrides: [FieldOverride] {
    let window = queries.shortestBurn.text
    let ratio: [FieldOverride.Property] = [.unit(.ratio), .decimals(queries.objectiveDecimals + 1)]
    var overrides = [
      FieldOverride(
        target: .named(Title.remaining),
        properties: [
          .unit(.ratio), .decimals(1), .bar(-ExactNumber.one, .one),
          .thresholds(base: .bad, Self.budgetThresholds),
        ]
      ),
      FieldOverride(target: .named(Title.objective), properties: ratio),
      FieldOverride(target: .named("Good in \(queries.period.text)"), properties: ratio),
      FieldOverride(
        target: .named("Burn rate \(window)"),
        properties: [
          .unit(.suffix("x")), .decimals(1), .coloredText,
          .thresholds(base: .good, queries.burnThresholds),
        ]
      ),
      FieldOverride(target: .named(Title.timeLeft), properties: [.unit(.seconds), .decimals(1)]),
      FieldOverride(
        target: .named(Title.measured),
        properties: [.unit(.suffix("of \(queries.periodText)")), .decimals(1)]
      ),
    ]
    overrides += queries.dimensions.map {
      FieldOverride(target: .named($0), properties: [.link(choice(of: $0))])
    }
    return overrides
  }

  /// The same page with one group chosen.
  private func choice(of dimension: String) -> PanelLink {
    let page = DashboardAddress.identifier(ofService: queries.slo.identity.service)
    let variable = DashboardAddress.variable(ofDimension: dimension)
    return PanelLink(
      title: "Only this \(dimension)",
      url: "/d/\(page)?${__url_time_range}&${datasource:queryparam}"
        + "&var-\(variable)=${__value.raw:percentencode}"
    )
  }
}

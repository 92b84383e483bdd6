import SLODSL

/// The gauge that an SLO judges, with the line between good and bad.
struct SamplePanel {
  private let indicator: SampleIndicator
  private let queries: ObjectiveQueries
  private let dashboard: ServiceDashboard

  init(
    _ indicator: SampleIndicator,
    of queries: ObjectiveQueries,
    _ dashboard: ServiceDashboard
  ) {
    self.indicator = indicator
    self.queries = queries
    self.dashboard = dashboard
  }

  var panel: DashboardPanel {
    DashboardPanel(
      key: "\(queries.slo.identity.name)/value",
      title: "\(queries.slo.identity.name): value",
      description: Markdown(
        paragraphs: "What is judged: "
          + "\(indicator.describesGood ? "good" : "bad") is \(indicator.comparison.rawValue)"
          + " \(indicator.threshold.decimalText)."
      ),
      size: IndicatorPanels.size,
      view: .graph(GraphStyle(showsThresholds: !thresholds.isEmpty)),
      style: FieldStyle(
        unit: unit(of: indicator.value),
        base: isGoodBelow == false ? .bad : .good,
        thresholds: thresholds
      ),
      queries: [
        PanelQuery(
          indicator.value.expression(keeping: queries.dimensions, choosing: queries.chosen),
          .series,
          legend: legend
        )
      ]
    )
  }

  // MARK: Good and bad

  /// On which side of the threshold good values are; nil where there is no order.
  private var isGoodBelow: Bool? {
    switch indicator.comparison {
    case .less, .lessOrEqual: indicator.describesGood
    case .greater, .greaterOrEqual: !indicator.describesGood
    case .equal, .notEqual, .or, .and, .matches, .matchesNot, .inside, .notInside, .add,
      .subtract, .multiply, .divide:
      nil
    }
  }

  private var thresholds: [Threshold] {
    guard let isGoodBelow else { return [] }
    return [Threshold(indicator.threshold, isGoodBelow ? .bad : .good)]
  }

  // MARK: The value

  private func unit(of value: SampleValue) -> PanelUnit {
    switch value {
    case .gauge(let selection):
      dashboard.metric(selection.metric).map { PanelUnit($0.unit) } ?? .plain
    case .age, .remaining: .seconds
    case .aggregate(.count, _, _): .plain
    case .aggregate(_, let inner, _): unit(of: inner)
    case .quotient(let one, let other): unit(of: one) == unit(of: other) ? .ratio : .plain
    case .query: .plain
    }
  }

  /// The labels by which the series are told apart; empty is Grafana's own choice of all.
  private var legend: String {
    switch indicator.value {
    case .gauge(let selection), .age(let selection), .remaining(let selection):
      let own = dashboard.metric(selection.metric)?.labels.map(\.name) ?? []
      let pinned = selection.selectors.flatMap(\.matchers).filter { $0.operator == .equal }
        .map(\.label)
      return text(own.filter { !pinned.contains($0) } + ["instance"])
    case .aggregate(_, _, let labels):
      let all = labels + queries.dimensions.filter { !labels.contains($0) }
      return all.isEmpty ? "value" : text(all)
    case .quotient, .query: return ""
    }
  }

  private func text(_ labels: [String]) -> String {
    labels.map { "{{\($0)}}" }.joined(separator: " ")
  }
}

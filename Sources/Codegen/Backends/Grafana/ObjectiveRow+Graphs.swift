import SLODSL

/// The history of an SLO as graphs.
extension ObjectiveRow {
  private static let half = (width: 12, height: 8)

  private func graph(
    _ key: String,
    _ title: String,
    _ description: String,
    _ graph: GraphStyle,
    _ style: FieldStyle,
    _ queries: [PanelQuery],
    overrides: [FieldOverride] = []
  ) -> DashboardPanel {
    DashboardPanel(
      key: key,
      title: title,
      description: Markdown(paragraphs: description),
      size: Self.half,
      view: .graph(graph),
      style: style,
      overrides: overrides,
      queries: queries,
      minimumStep: self.queries.windows.interval
    )
  }

  // MARK: Budget

  var remaining: DashboardPanel {
    let each = queries.dimensions
    return graph(
      "remaining-graph",
      "Error budget left of \(queries.periodText)",
      "A rolling budget: errors stop counting when they are \(queries.periodText) old."
        + " Dashed: how much of the period is measured.",
      GraphStyle(showsThresholds: true),
      FieldStyle(
        unit: .ratio,
        maximum: .one,
        base: .good,
        thresholds: [Threshold(.zero, .bad)]
      ),
      [
        PanelQuery(
          .max(queries.remaining, by: each),
          .series,
          legend: each.isEmpty ? "budget left" : queries.groupLegend
        ),
        PanelQuery(queries.least(queries.history), .series, legend: "measured"),
      ],
      overrides: [Self.dashed("measured", .faint)]
    )
  }

  // MARK: Burn rates

  var burnRates: DashboardPanel {
    let isMinded = !queries.slo.objectives.flatMap(\.pairs).isEmpty
    return graph(
      "burn-graph",
      "Burn rates" + queries.worstGroup,
      isMinded
        ? "Lines are the factors of the policy. An alert fires while both windows of a pair are"
          + " above its factor; while history is shorter than the long window, its factor is"
          + " divided by the share that is there."
        : "This policy alerts nobody.",
      GraphStyle(isLogarithmic: true, showsThresholds: true),
      FieldStyle(
        unit: .suffix("x"),
        minimum: .zero,
        thresholds: queries.burnThresholds
      ),
      queries.burnWindows.map {
        PanelQuery(queries.greatest(queries.burn($0)), .series, legend: queries.burnLegend($0))
      }
    )
  }

  // MARK: Indicator

  var indicator: DashboardPanel {
    let isGrouped = !queries.dimensions.isEmpty
    let lines: [PanelQuery] =
      isGrouped
      ? [
        PanelQuery(
          .max(queries.indicator(.hours(1)), by: queries.dimensions),
          .series,
          legend: queries.groupLegend
        )
      ]
      : indicatorWindows.map {
        PanelQuery(.max(queries.indicator($0)), .series, legend: "last \($0.text)")
      }
    return graph(
      "indicator-graph",
      "Good events against the objective" + (isGrouped ? ", last 1h" : ""),
      "The share of good events in each window; a gap where there were none.",
      GraphStyle(),
      FieldStyle(unit: .ratio, maximum: .one),
      lines + objectiveLines,
      overrides: [Self.dashed("objective", .bad)]
    )
  }

  /// A short, a middle and a long look, as far as they are recorded.
  private var indicatorWindows: [Duration] {
    [.minutes(5), .hours(1), .days(1)].filter { $0 <= queries.period }
  }

  private var objectiveLines: [PanelQuery] {
    let classes = queries.planner.classes
    guard classes.count > 1 else {
      return [PanelQuery(.max(queries.objective), .series, legend: "objective")]
    }
    return classes.map { objectiveClass in
      PanelQuery(
        .max(queries.objective(of: objectiveClass)),
        .series,
        legend: "objective \(objectiveClass.objective.ratio.percentText)"
      )
    }
  }

  private static func dashed(_ beginning: String, _ color: PanelColor) -> FieldOverride {
    FieldOverride(target: .beginning(beginning), properties: [.color(color), .dashedLine])
  }

  // MARK: Counts

  var events: DashboardPanel {
    let interval = queries.windows.interval
    let (errors, events) = (queries.errors(interval), queries.events(interval))
    guard !queries.isSampled else {
      return graph(
        "events-graph",
        "Bad slices of \(interval.text)",
        "How many slices of time were bad, at each moment; 0 is good.",
        GraphStyle(lines: .stackedBars),
        FieldStyle(minimum: .zero),
        [PanelQuery(.sum(queries.averaged(errors)), .series, legend: "bad", range: .steps)],
        overrides: [FieldOverride(target: .named("bad"), properties: [.color(.bad)])]
      )
    }
    let good = queries.perSecond(events) - queries.perSecond(errors)
    return graph(
      "events-graph",
      queries.isBytes ? "Bytes per second" : "Events per second",
      "All events that count, with the bad ones on top.",
      GraphStyle(lines: .stackedBars),
      FieldStyle(unit: queries.isBytes ? .bytesPerSecond : .perSecond, minimum: .zero),
      [
        PanelQuery(good, .series, legend: "good", range: .steps),
        PanelQuery(queries.perSecond(errors), .series, legend: "bad", range: .steps),
      ],
      overrides: [
        FieldOverride(target: .named("good"), properties: [.color(.good)]),
        FieldOverride(target: .named("bad"), properties: [.color(.bad)]),
      ]
    )
  }
}

import SLODSL

/// What dashboards ask about one SLO: its recorded series, of the groups that are chosen.
struct ObjectiveQueries {
  let slo: ServiceLevelObjective
  let planner: SLORulePlanner

  init(_ slo: ServiceLevelObjective, in project: Project) {
    self.slo = slo
    planner = SLORulePlanner(slo: slo, in: project)
  }

  var windows: RecordedWindows { planner.windows }
  var period: Duration { planner.windows.period }
  var dimensions: [String] { slo.dimensions }
  private var identity: LabelMatcher {
    LabelMatcher(RecordedSeries.identity, .equal, slo.identity.text)
  }

  // MARK: Of each group

  /// Dashboards see all groups of rules from outside, as one that runs often.
  private func reader(of objectiveClass: ObjectiveClass?) -> SeriesReader {
    planner.outsideReader(of: objectiveClass)
  }

  /// A recorded series.
  private func recorded(
    _ series: String,
    by writer: GroupRole,
    of objectiveClass: ObjectiveClass? = nil
  ) -> PromQLExpression {
    reader(of: objectiveClass).recorded(series, by: writer).rewritten(selector: chosen)
  }

  /// A selector of the groups that are chosen.
  func chosen(_ selector: VectorSelector) -> VectorSelector {
    var selector = selector
    selector.matchers += chosenGroups
    return selector
  }

  /// `route=~"$route"` for each dimension.
  private var chosenGroups: [LabelMatcher] {
    dimensions.map {
      LabelMatcher($0, .matches, "$" + DashboardAddress.variable(ofDimension: $0))
    }
  }

  func errors(_ window: Duration, of objectiveClass: ObjectiveClass? = nil) -> PromQLExpression {
    reader(of: objectiveClass).errors(window).rewritten(selector: chosen)
  }

  func events(_ window: Duration, of objectiveClass: ObjectiveClass? = nil) -> PromQLExpression {
    reader(of: objectiveClass).events(window).rewritten(selector: chosen)
  }

  /// Errors / events, nothing without events.
  func errorRatio(
    _ window: Duration,
    of objectiveClass: ObjectiveClass? = nil
  ) -> PromQLExpression {
    guard window != period || objectiveClass != nil else {
      return recorded(RecordedSeries.errorRatio(period), by: .long)
    }
    return errors(window, of: objectiveClass)
      / events(window, of: objectiveClass).greater(than: .number(0)).parenthesized
  }

  /// The share of good events.
  func indicator(_ window: Duration) -> PromQLExpression { .number(1) - errorRatio(window) }

  /// How many times faster than the budget allows.
  func burn(_ window: Duration) -> PromQLExpression {
    if windows.burnRates.contains(window) {
      return recorded(RecordedSeries.burnRate(window), by: .long)
    }
    return forEachClass { errorRatio(window, of: $0) / .number($0.objective.budget) }
  }

  var objective: PromQLExpression { objective(of: nil) }

  func objective(of objectiveClass: ObjectiveClass?) -> PromQLExpression {
    guard planner.classes.count > 1 else {
      return planner.counts.own(RecordedSeries.objective)
    }
    return recorded(RecordedSeries.objective, by: .long, of: objectiveClass)
  }

  var remaining: PromQLExpression { recorded(RecordedSeries.remaining, by: .long) }

  /// How much of the period is measured.
  var history: PromQLExpression {
    recorded(RecordedSeries.history(period), by: windows.role(of: period))
  }

  /// Days of the period that are measured.
  var daysMeasured: PromQLExpression {
    history * .number(period.seconds / Duration.day.seconds)
  }

  /// The errors that are left in the period at the traffic so far: what alerts say, too.
  var errorsLeft: PromQLExpression {
    forEachClass { objectiveClass in
      recorded(RecordedSeries.remaining, by: .long, of: objectiveClass)
        * .number(objectiveClass.objective.budget) * events(period, of: objectiveClass)
        / recorded(
          RecordedSeries.history(period),
          by: windows.role(of: period),
          of: objectiveClass
        )
    }
  }

  /// Seconds until the budget is spent at the newest burn rate, at most the period.
  var timeLeft: PromQLExpression {
    (remaining * .number(period.seconds) / burn(shortestBurn))
      .clamped(max: .number(period.seconds)).clamped(min: .number(0))
  }

  /// The burn rate that says how things are now.
  var shortestBurn: Duration { windows.burnRates.first ?? period }

  /// Alerts of the SLO that fire, 0 where its rules run and none does.
  func firing(_ matchers: [LabelMatcher] = []) -> PromQLExpression {
    let firing = LabelMatcher("alertstate", .equal, "firing")
    let alerts = PromQLExpression.metric("ALERTS", [firing, identity] + matchers)
    return PromQLExpression.count(alerts).or(.number(0) * PromQLExpression.max(objective))
  }

  // MARK: Over all groups

  /// The least value, so that one group in trouble does not hide behind others.
  func least(_ expression: PromQLExpression) -> PromQLExpression { .min(expression) }

  func greatest(_ expression: PromQLExpression) -> PromQLExpression { .max(expression) }

  /// Counts of the newest intervals as a rate, averaged over a step of the graph.
  func perSecond(_ counts: PromQLExpression) -> PromQLExpression {
    .sum(averaged(counts)) / .number(windows.interval.seconds)
  }

  /// Averaged over a step of the graph.
  func averaged(_ counts: PromQLExpression) -> PromQLExpression {
    guard case .selector(let selector) = counts else { return counts }
    return .call(
      "avg_over_time",
      .matrix(MatrixSelector(selector: selector, length: .window))
    )
  }

  private func forEachClass(
    _ expression: (ObjectiveClass) -> PromQLExpression
  ) -> PromQLExpression {
    planner.forEachClass(expression) ?? .number(0)
  }
}

import SLODSL

/// Backfill: what the rules would have recorded before they were loaded, from raw samples alone.
///
/// `promtool tsdb create-blocks-from rules` evaluates rules over the past. Within a run no rule
/// sees what another one recorded, so each series that the count rules read is replaced by its
/// expression, and the sums of 5m count for themselves. The period's sums need nothing: the live
/// rules read them from the sums of 5m at their next evaluation.
extension SLORulePlanner {
  /// Counts and sums of 5m, for the first run.
  package var backfilledCounts: RuleGroup {
    let interval = windows.interval
    let step = RecordedWindows.longStep
    var rules: [PlannedRule] = []
    for series in [windows.errors, windows.events] {
      guard let counts = countsOfPast[series(interval)] else { continue }
      if interval < step {
        let sum = PromQLExpression.call(
          "sum_over_time",
          counts.subquery(step.halfOpen, every: interval)
        )
        rules.append(recording(series(step), whereNothingIsRecorded(sum)))
      }
      // Events come last: the other rules look at them to see what is recorded, also when the
      // blocks are written where the server finds them during the run.
      rules.append(recording(series(interval), whereNothingIsRecorded(counts)))
    }
    return RuleGroup(
      name: Self.backfillName(of: slo.identity),
      comment: "counts of \(interval.text)"
        + (interval < step ? " and their sums over \(step.text)" : "")
        + ", for evaluations that have none yet",
      interval: interval,
      rules: rules,
      origin: slo.origin
    )
  }

  /// Since when events are recorded, for the second run: it reads the sums of the first.
  ///
  /// The live rule takes over the earliest moment that it finds within the last day.
  package var backfilledAge: RuleGroup {
    let step = RecordedWindows.longStep
    let sums = PromQLExpression.call("timestamp", counts.own(windows.events(step)))
    return RuleGroup(
      name: Self.backfillName(of: slo.identity),
      comment: "the first moment in \(windows.period.text) with counts",
      interval: step,
      rules: [
        recording(
          RecordedSeries.firstSeen,
          .call("min_over_time", sums.subquery(windows.period, every: step))
        )
      ],
      origin: slo.origin
    )
  }

  private static func backfillName(of identity: SLOIdentity) -> String {
    "slo:" + identity.text + ":backfill"
  }

  /// The base counts by their series, reading nothing that slogen records.
  private var countsOfPast: [String: PromQLExpression] {
    let rules = spellingOut(rulesOfPast).compactMap { rule in
      if case .recording(let recording) = rule { recording } else { nil }
    }
    return Dictionary(rules.map { ($0.series, $0.expression) }) { first, _ in first }
  }

  private var rulesOfPast: [PlannedRule] {
    switch slo.indicator {
    case .events, .latency: countRules
    case .samples(let indicator): sampleRulesOfPast(indicator)
    }
  }

  /// Only for evaluations that recorded nothing: what the rules or an earlier run have counted is
  /// not counted again, whatever times the run is given.
  private func whereNothingIsRecorded(_ expression: PromQLExpression) -> PromQLExpression {
    let events = counts.selector(windows.events(windows.interval))
    return expression.unless(
      .call("last_over_time", .range(events, windows.interval.halfOpen)),
      on: []
    )
  }
}

import SLODSL

/// Reconciliation: what outages of Prometheus or of scrapes hid from the counts.
///
/// A counter goes on while nobody looks, so the first scrape after a hole still tells how much
/// happened in it; the counts of the minutes in between were never recorded. Every quarter of an
/// hour the growth of the counters over an hour is compared with what was counted, and the
/// difference is recorded. Windows above 6h and the budget add it; alerts on shorter windows do
/// not, because nobody can tell in which minute it belongs.
extension SLORulePlanner {
  /// The largest difference that is noise: this share of the hour and this many events.
  private static let noiseShare = ExactNumber(1, over: 50)
  private static let noiseEvents = ExactNumber(5)
  /// The same where counts are known to be missing: one evaluation of sixty is 1.7 %.
  private static let holeShare = ExactNumber(1, over: 200)

  var reconcileGroup: [PlannedRule] {
    let rules: [PlannedRule] =
      switch slo.indicator {
      case .events(let indicator): reconciliation(of: counterRules(of: indicator))
      case .latency(let indicator): reconciliation(of: counterRules(of: indicator))
      case .samples: []
      }
    return reconcile.isLate ? spellingOut(rules) : rules
  }

  // MARK: Counters

  /// The hour that is compared. It ends two intervals early: the counts of its last events were
  /// recorded an interval ago and so are there, whichever group runs first and how long it takes.
  private var hour: CountSpan {
    let timing = slo.timing
    return CountSpan(
      length: RecordedWindows.reconcileWindow,
      range: RecordedWindows.reconcileWindow + timing.overlap,
      offset: timing.interval * 2 + timing.settle
    )
  }

  private func counterRules(of indicator: EventIndicator) -> [PlannedRule] {
    let events = counterEvents(sum(counts(of: indicator.total, in: hour)))
    switch indicator.failures {
    case .bad(let source):
      return [
        events,
        recording(RecordedSeries.counterErrors, sum(counts(of: source, in: hour), noCounterEvents)),
      ]
    case .allBut(let source):
      return [events] + counterErrors(allBut: counts(of: source, in: hour))
    }
  }

  private func counterRules(of indicator: LatencyIndicator) -> [PlannedRule] {
    switch indicator.storage {
    case .native(let series): return nativeCounterRules(indicator, series, in: hour)
    case .classic(let count, let bucket, let spellings):
      let events = counterEvents(sum(rates(of: indicator.selectors(of: count), in: hour)))
      let bounded = indicator.selectors(of: bucket, adding: Self.boundMatcher(spellings))
      let atMostBound = rates(of: bounded, in: hour)
      guard indicator.goodIsBelow else {
        return [
          events, recording(RecordedSeries.counterErrors, sum(atMostBound, noCounterEvents)),
        ]
      }
      return [events] + counterErrors(allBut: atMostBound)
    }
  }

  private func counterEvents(_ expression: PromQLExpression) -> PlannedRule {
    recording(RecordedSeries.counterEvents, expression, comment: Self.counterComment(hour))
  }

  /// What the recordings of an hour's growth are.
  static func counterComment(_ hour: CountSpan) -> String {
    "counters: their growth in the hour that ended \(hour.offset.text) ago"
  }

  private func counterErrors(allBut good: PromQLExpression) -> [PlannedRule] {
    let errors =
      reconcile.own(RecordedSeries.counterEvents) - reconcile.own(RecordedSeries.counterGood)
    return [
      recording(RecordedSeries.counterGood, sum(good, noCounterEvents)),
      recording(RecordedSeries.counterErrors, errors.clamped(min: .number(0))),
    ]
  }

  private var noCounterEvents: PromQLExpression {
    .number(0) * reconcile.own(RecordedSeries.counterEvents)
  }

  // MARK: Recovery

  private func reconciliation(of counterRules: [PlannedRule]) -> [PlannedRule] {
    let missing = reconcile.own(RecordedSeries.missingEvents)
    let recoveredEvents = missing.greater(than: noise)
      .or(missing.greater(than: noiseBesideHole).and(hasHole))
      .and(
        reconcile.recorded(windows.events(windows.interval), by: .counts, offset: reconcile.late())
      )
      .and(isOlderThanHour)
      .unless(missing.atMost(differenceOfAlignments))
    let recoveredErrors = shortfall(
      RecordedSeries.counterErrors,
      counted: windows.errors(windows.interval),
      recovered: RecordedSeries.recoveredErrors
    ).clamped(min: .number(0)).and(reconcile.own(RecordedSeries.recoveredEvents))
    return counterRules + [
      recording(
        RecordedSeries.missingEvents,
        shortfall(
          RecordedSeries.counterEvents,
          counted: windows.events(windows.interval),
          recovered: RecordedSeries.recoveredEvents
        ),
        comment: "missing: growth - counted - recovered before; the oldest and the newest count"
          + " lie in\nthat hour only in part"
      ),
      recording(
        RecordedSeries.recoveredEvents,
        recoveredEvents,
        comment: "recovered: more than 2% of an hour and 5 events, or 0.5% and 1 event where"
          + " counts are missing;\nonly of groups that have events now and are older than the hour,"
          + " and no burst at an end of it",
        isOccasional: true
      ),
      recording(RecordedSeries.recoveredErrors, recoveredErrors, isOccasional: true),
    ]
  }

  /// Growth of the counters in the hour that neither counts nor earlier reconciliations hold.
  private func shortfall(
    _ growth: String,
    counted: String,
    recovered: String
  ) -> PromQLExpression {
    let none = PromQLExpression.number(0) * reconcile.own(growth)
    // Without what is recovered now, which a rule that spells it out may see or not.
    let already = sumOverHour(of: recovered, until: reconcile.lag, offset: reconcile.late())
      .or(none)
    let counted = countedInHour(counted, none).parenthesized
    return reconcile.own(growth) - counted - already.parenthesized
  }

  /// What was counted in the hour of the counters.
  ///
  /// The two groups run at unrelated moments, so that hour ends between two counts: the newest lies
  /// in it with the share of its interval that has passed since its evaluation, the oldest with the
  /// rest. Where counts are missing at one of the ends, the other sum has to do.
  private func countedInHour(_ series: String, _ none: PromQLExpression) -> PromQLExpression {
    let interval = slo.timing.interval
    let (newest, before) = alignments(of: series)
    let time = PromQLExpression.call(
      "timestamp",
      .selector(reconcile.selector(series, offset: interval))
    )
    let age = (.time - .number(interval.seconds) - time).clamped(max: .number(interval.seconds))
    let share = age / .number(interval.seconds)
    return (before + (newest - before).parenthesized * share).or(newest).or(before).or(none)
  }

  /// The sums of the counts around the hour of the counters: the one ends after it, the other
  /// before.
  private func alignments(
    of series: String
  ) -> (newest: PromQLExpression, before: PromQLExpression) {
    let interval = slo.timing.interval
    return (
      sumOverHour(of: series, offset: interval), sumOverHour(of: series, offset: interval * 2)
    )
  }

  /// The sum of a series over the hour, or its part up to some time before its end.
  private func sumOverHour(
    of series: String,
    until end: Duration = .zero,
    offset: Duration?
  ) -> PromQLExpression {
    let length = RecordedWindows.reconcileWindow - end
    return .call(
      "sum_over_time",
      .range(reconcile.selector(series), length.halfOpen, offset: offset)
    )
  }

  /// Differences up to this are noise of the comparison, not a hole. The share is one of a full
  /// hour: after a target is gone, 2% of what little remains would be less than the noise.
  private var noise: PromQLExpression {
    let growth = reconcile.own(RecordedSeries.counterEvents)
    let before = reconcile.own(
      RecordedSeries.counterEvents,
      offset: RecordedWindows.reconcileWindow
    )
    let larger = growth.atLeast(before).or(before).or(growth)
    return .number(Self.noiseShare) * larger.parenthesized + .number(Self.noiseEvents)
  }

  /// A burst at an end of the hour lies in it with another share than that of its interval: no hole
  /// is seen in what may come from that.
  private var differenceOfAlignments: PromQLExpression {
    let (newest, before) = alignments(of: windows.events(windows.interval))
    return .call("abs", newest - before)
  }

  /// Where there certainly is a hole, less of a difference is enough.
  private var noiseBesideHole: PromQLExpression {
    .number(Self.holeShare) * reconcile.own(RecordedSeries.counterEvents) + .number(1)
  }

  /// The hour has fewer counts than it should: evaluations were skipped, or had no series.
  private var hasHole: PromQLExpression {
    let hour = RecordedWindows.reconcileWindow
    let counts = reconcile.selector(windows.events(windows.interval))
    return .call("count_over_time", .range(counts, hour.halfOpen, offset: slo.timing.interval))
      .less(than: .number(hour.ratio(to: slo.timing.interval))).parenthesized
  }

  /// A group that is younger than the hour lacks counts for another reason than a hole.
  private var isOlderThanHour: PromQLExpression {
    let hour = RecordedWindows.reconcileWindow
    let firstSeen = reconcile.selector(RecordedSeries.firstSeen)
    let age = PromQLExpression.time - .call("last_over_time", .range(firstSeen, hour))
    let oldest = hour + slo.timing.interval * 2
    return age.atLeast(.number(oldest.seconds)).parenthesized
  }
}

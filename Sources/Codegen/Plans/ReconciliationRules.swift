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

  var reconcileGroup: [PlannedRule] {
    switch slo.indicator {
    case .events(let indicator): reconciliation(of: counterRules(of: indicator))
    case .latency(let indicator): reconciliation(of: counterRules(of: indicator))
    case .samples: []
    }
  }

  // MARK: Counters

  /// The hour that is compared. It ends one interval early, so that the counts of its last events
  /// have been recorded whichever group runs first.
  private var hour: CountSpan {
    let timing = slo.timing
    return CountSpan(
      length: RecordedWindows.reconcileWindow,
      range: RecordedWindows.reconcileWindow + timing.scrape,
      offset: timing.interval + timing.settle
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
    let missingEvents = missing(
      RecordedSeries.counterEvents,
      counted: windows.events(windows.interval),
      recovered: RecordedSeries.recoveredEvents
    )
    let missingErrors = missing(
      RecordedSeries.counterErrors,
      counted: windows.errors(windows.interval),
      recovered: RecordedSeries.recoveredErrors
    )
    let recoveredEvents = missingEvents.greater(than: noise)
      .and(reconcile.recorded(windows.events(windows.interval), by: .counts))
      .and(isOlderThanHour)
    let recoveredErrors = missingErrors.clamped(min: .number(0))
      .and(reconcile.own(RecordedSeries.recoveredEvents))
    return counterRules + [
      recording(
        RecordedSeries.recoveredEvents,
        recoveredEvents,
        comment: "recovered: growth - counted (the larger of two alignments of the groups)"
          + " - recovered before;\nonly more than 2% of an hour and 5 events, only of groups that"
          + " have events now and are older than the hour",
        isOccasional: true
      ),
      recording(RecordedSeries.recoveredErrors, recoveredErrors, isOccasional: true),
    ]
  }

  /// Growth of the counters in the hour that neither counts nor earlier reconciliations hold.
  ///
  /// The two groups run at unrelated moments, so the hour of the counters ends between two counts.
  /// The larger of the two sums around it is subtracted: never more is recovered than is missing.
  private func missing(
    _ growth: String,
    counted: String,
    recovered: String
  ) -> PromQLExpression {
    let none = PromQLExpression.number(0) * reconcile.own(growth)
    let now = sumOverHour(of: counted)
    let before = sumOverHour(of: counted, offset: slo.timing.interval)
    let largest = now.atLeast(before).or(before).or(now).or(none)
    let already = sumOverHour(of: recovered).or(none)
    return reconcile.own(growth) - largest.parenthesized - already.parenthesized
  }

  private func sumOverHour(of series: String, offset: Duration? = nil) -> PromQLExpression {
    let selector = reconcile.selector(series)
    return .call(
      "sum_over_time",
      .range(selector, RecordedWindows.reconcileWindow.halfOpen, offset: offset)
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

  /// A group that is younger than the hour lacks counts for another reason than a hole.
  private var isOlderThanHour: PromQLExpression {
    let hour = RecordedWindows.reconcileWindow
    let firstSeen = reconcile.selector(RecordedSeries.firstSeen)
    let age = PromQLExpression.time - .call("last_over_time", .range(firstSeen, hour))
    return age.atLeast(.number(hour.seconds)).parenthesized
  }
}

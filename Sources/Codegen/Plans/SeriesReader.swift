import SLODSL

/// How the rules of one group, and the texts of its alerts, read what is recorded for an SLO.
struct SeriesReader {
  let slo: ServiceLevelObjective
  let windows: RecordedWindows
  /// The group whose rules read.
  let group: GroupRole
  /// What selects the series: the identity and, where only some groups are meant, their labels.
  /// Empty in texts, where a back end adds those of the alert.
  let matchers: [LabelMatcher]
  /// How old a recorded value must be to be seen for certain. Where that is not nothing, only
  /// counts are read back, as of then: what is computed from other computed series would be late
  /// twice, and nobody could say by how much.
  let lag: Duration

  /// The series as it is selected, before any range or offset.
  func selector(_ series: String, offset: Duration? = nil) -> VectorSelector {
    VectorSelector(metric: series, matchers, offset: offset)
  }

  // MARK: Single series

  /// A series that a rule before the reader has just recorded in its own group.
  func own(_ series: String, offset: Duration? = nil) -> PromQLExpression {
    .selector(selector(series, offset: offset))
  }

  /// The newest value of a series.
  ///
  /// An instant selector sees five minutes back. What another group writes only every five minutes
  /// can be older than that for the moment its evaluation takes, so it is read over two
  /// evaluations. So is what the own group may not see before its next evaluation.
  func recorded(
    _ series: String,
    by writer: GroupRole,
    offset: Duration? = nil
  ) -> PromQLExpression {
    let selector = selector(series, offset: offset)
    let interval = windows.interval(of: writer)
    guard writer != group || isLate, interval >= RecordedWindows.longStep else {
      return .selector(selector)
    }
    return .call("last_over_time", .range(selector, interval * 2))
  }

  /// Whether results of this very evaluation are not to be relied on.
  var isLate: Bool { lag > .zero }

  // MARK: Windows

  /// The errors of a window: as they are recorded, or summed up on the spot.
  func errors(_ window: Duration) -> PromQLExpression {
    guard windows.records(window), !isLate else { return sumOfErrors(window) }
    return recorded(windows.errors(window), by: windows.role(of: window))
  }

  /// The events of a window: as they are recorded, or summed up on the spot.
  func events(_ window: Duration, offset: Duration? = nil) -> PromQLExpression {
    guard windows.records(window), !isLate else { return sumOfEvents(window, offset: offset) }
    return recorded(windows.events(window), by: windows.role(of: window), offset: offset)
  }

  func sumOfErrors(_ window: Duration) -> PromQLExpression {
    sum(of: windows.errors, and: RecordedSeries.recoveredErrors, over: window, offset: nil)
  }

  func sumOfEvents(_ window: Duration, offset: Duration? = nil) -> PromQLExpression {
    sum(of: windows.events, and: RecordedSeries.recoveredEvents, over: window, offset: offset)
  }

  /// The sum of a window's counts.
  ///
  /// A range over the counts ends one millisecond early: it is closed on both sides before
  /// Prometheus 3 and open on the left since, and so takes exactly window / interval counts in
  /// both. Long windows read one sum every five minutes instead of every count.
  ///
  /// Where the newest count is not sure to be seen, all of them are read one interval back.
  ///
  /// The label on what was recovered makes `or` a union, which holds as long as either side does: a
  /// budget survives the series that it is made of.
  private func sum(
    of series: (Duration) -> String,
    and recovered: String,
    over window: Duration,
    offset: Duration?
  ) -> PromQLExpression {
    guard windows.role(of: window) == .long else {
      let counts = selector(series(windows.interval), offset: late(offset))
      return .call("sum_over_time", .range(counts, window.halfOpen))
    }
    let step = RecordedWindows.longStep
    let sums = PromQLExpression.selector(selector(series(step), offset: late(offset)))
    // MetricsQL reads no subquery behind an offset without parentheses.
    let counted = (isLate ? sums.parenthesized : sums).subquery(window, every: step)
    let sum = PromQLExpression.call("sum_over_time", counted)
    guard slo.reconciles else { return sum }
    let found = selector(recovered, offset: offset)
    let recoveredSum = PromQLExpression.call("sum_over_time", .range(found, window.halfOpen))
      .labelled(RecordedSeries.part, "recovered")
    return .sum(sum.or(recoveredSum), by: [RecordedSeries.identity] + slo.dimensions)
  }

  /// An offset at which what was recorded is seen for certain.
  func late(_ offset: Duration? = nil) -> Duration? {
    isLate ? (offset ?? .zero) + lag : offset
  }

  // MARK: History

  /// How much of a window lies behind the first record: as it is recorded, or from the record.
  func history(_ window: Duration) -> PromQLExpression {
    guard windows.history.contains(window), !isLate else { return share(of: window) }
    return recorded(RecordedSeries.history(window), by: windows.role(of: window))
  }

  /// The age of the first record in windows, at most 1.
  func share(of window: Duration) -> PromQLExpression {
    guard isLate || group == .counts else {
      return share(of: window, since: own(RecordedSeries.firstSeen))
    }
    let firstSeen = selector(RecordedSeries.firstSeen, offset: late())
    let known = share(of: window, since: .call("last_over_time", .range(firstSeen, .hours(1))))
    let none =
      PromQLExpression.number(0)
      * recorded(windows.events(windows.interval), by: .counts, offset: late())
    return known.or(none + leastShare(of: window))
  }

  /// `min((now + interval - first seen) / window, 1)`: the first count covers the interval before.
  /// Where the newest count is an interval old, so is the end of the age.
  private func share(of window: Duration, since firstSeen: PromQLExpression) -> PromQLExpression {
    let end = isLate ? .time : PromQLExpression.time + .number(windows.interval.seconds)
    let age = end - firstSeen
    return (age.parenthesized / .number(window.seconds)).clamped(max: .number(1))
  }

  /// What is assumed until the long group has run: one of its intervals.
  private func leastShare(of window: Duration) -> PromQLExpression {
    let step = RecordedWindows.longStep
    guard window > step else { return .number(1) }
    return .number(step.seconds) / .number(window.seconds)
  }
}

extension Duration {
  /// One millisecond less: a range that holds each sample of a grid once, whichever end is open.
  var halfOpen: Duration {
    Duration(milliseconds: max(milliseconds - 1, 1))
  }
}

import SLODSL

/// History: how much of each window lies behind the first record of a group.
///
/// A window of a day that has seen two hours is twelve times too sensitive; the thresholds of the
/// long windows are divided by this share, as if the time before had been clean. It is an age, not
/// a presence: a nightly job must not lose its history every morning.
extension SLORulePlanner {
  /// Since when the events of each group are recorded: a recording that remembers itself.
  ///
  /// A new group has had counts in the newest step only, since this group remembers all others at
  /// each: the moment of the first of them, not of this evaluation up to a step later. Otherwise
  /// the age would fall at the first evaluation, and an outage from birth would stop to page.
  ///
  /// A group is new again when the period holds no events of it; after a day without rules the age
  /// starts anew. The earliest moment of a day counts, not the last: one that is written into the
  /// past afterwards, by a backfill, is taken over.
  var firstSeenRules: [PlannedRule] {
    let remembered = long.selector(RecordedSeries.firstSeen)
    let known = PromQLExpression.call("min_over_time", .range(remembered, .days(1)))
      .and(long.events(windows.period))
    let counts = long.selector(windows.events(windows.interval), offset: long.late())
    let recent = PromQLExpression.call(
      "count_over_time",
      .range(counts, RecordedWindows.longStep.halfOpen)
    )
    let sinceFirst = (recent - .number(1)).parenthesized * .number(windows.interval.seconds)
    let newest = long.isLate ? PromQLExpression.time - .number(long.lag.seconds) : .time
    let new = newest - sinceFirst
    return [
      recording(
        RecordedSeries.firstSeen,
        known.or(new),
        comment: "history: since when events of this SLO and group were recorded,"
          + " however often they were absent since"
      )
    ]
  }

  func historyRules(in role: GroupRole) -> [PlannedRule] {
    let recordedWindows = windows.history.filter { windows.role(of: $0) == role }
    return recordedWindows.enumerated().map { index, window in
      recording(
        RecordedSeries.history(window),
        reader(in: role).share(of: window),
        comment: index == 0 && role == .counts ? countsHistoryComment : nil
      )
    }
  }

  private var countsHistoryComment: String {
    "history: age of the events in windows, at most 1 (not: how long they were present);"
      + " \(RecordedWindows.longStep.text) until the age is known"
  }
}

import SLODSL

/// Window sums: every window is a sum of counts, so every ratio is weighted by events.
extension SLORulePlanner {
  /// The sums of a group, ascending.
  func windowRules(in role: GroupRole) -> [PlannedRule] {
    let recordedWindows: [Duration] =
      switch role {
      case .counts: windows.counts
      case .long: windows.long
      case .reconcile: []
      }
    let comment =
      switch role {
      case .counts: "windows: sums of the counts above, the newest included"
      case .long, .reconcile: longWindowsComment
      }
    var rules: [PlannedRule] = []
    for window in recordedWindows {
      rules.append(
        recording(
          windows.errors(window),
          sum(of: windows.errors, and: RecordedSeries.recoveredErrors, over: window, in: role),
          comment: rules.isEmpty ? comment : nil
        )
      )
      rules.append(
        recording(
          windows.events(window),
          sum(of: windows.events, and: RecordedSeries.recoveredEvents, over: window, in: role)
        )
      )
    }
    return rules
  }

  private var longWindowsComment: String {
    let sums = "long windows: sums of the \(RecordedWindows.longStep.text) sums"
    guard slo.reconciles else { return sums + "; they outlive the series they are made of" }
    return sums + ", and what was recovered; \(RecordedSeries.part) only keeps the two apart"
  }

  /// The sum of a window's counts.
  ///
  /// A range in the counts group ends one millisecond early: it is closed on both sides before
  /// Prometheus 3 and open on the left since, and so takes exactly window / interval counts in
  /// both. Long windows read one sum every five minutes instead of every count.
  ///
  /// The label on what was recovered makes `or` a union, which holds as long as either side does: a
  /// budget survives the series that it is made of.
  private func sum(
    of series: (Duration) -> String,
    and recovered: String,
    over window: Duration,
    in role: GroupRole
  ) -> PromQLExpression {
    switch role {
    case .counts:
      let base = VectorSelector(
        recorded: series(windows.interval),
        [RecordedSeries.identity: slo.identity.text]
      )
      return .call("sum_over_time", .range(base, window.halfOpen))
    case .long, .reconcile:
      let step = RecordedWindows.longStep
      let counted = recorded(series(step)).subquery(window, every: step)
      let sum = PromQLExpression.call("sum_over_time", counted)
      guard slo.reconciles else { return sum }
      let found = VectorSelector(
        recorded: recovered,
        [RecordedSeries.identity: slo.identity.text]
      )
      let recoveredSum = PromQLExpression.call("sum_over_time", .range(found, window.halfOpen))
        .labelled(RecordedSeries.part, "recovered")
      return .sum(sum.or(recoveredSum), by: [RecordedSeries.identity] + slo.dimensions)
    }
  }
}

extension Duration {
  /// One millisecond less: a range that holds each sample of a grid once, whichever end is open.
  var halfOpen: Duration {
    Duration(milliseconds: max(milliseconds - 1, 1))
  }
}

import SLODSL

/// Window sums: every window is a sum of counts, so every ratio is weighted by events.
extension SLORulePlanner {
  /// The sums of a group, ascending.
  func windowRules(in role: GroupRole) -> [PlannedRule] {
    let recordedWindows =
      switch role {
      case .counts: windows.counts
      case .long: windows.long
      }
    let comment =
      switch role {
      case .counts: "windows: sums of the counts above, the newest included"
      case .long:
        "long windows: sums of the \(RecordedWindows.longStep.text) sums;"
          + " they outlive the series they are made of"
      }
    var rules: [PlannedRule] = []
    for window in recordedWindows {
      rules.append(
        recording(
          windows.errors(window),
          sum(of: windows.errors, over: window, in: role),
          comment: rules.isEmpty ? comment : nil
        )
      )
      rules.append(
        recording(windows.events(window), sum(of: windows.events, over: window, in: role))
      )
    }
    return rules
  }

  /// The sum of a window's counts.
  ///
  /// A range in the counts group ends one millisecond early: it is closed on both sides before
  /// Prometheus 3 and open on the left since, and so takes exactly window / interval counts in
  /// both. Long windows read one sum every five minutes instead of every count.
  private func sum(
    of series: (Duration) -> String,
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
    case .long:
      let step = RecordedWindows.longStep
      return .call("sum_over_time", recorded(series(step)).subquery(window, every: step))
    }
  }
}

extension Duration {
  /// One millisecond less: a range that holds each sample of a grid once, whichever end is open.
  var halfOpen: Duration {
    Duration(milliseconds: max(milliseconds - 1, 1))
  }
}

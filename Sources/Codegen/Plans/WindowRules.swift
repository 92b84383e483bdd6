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
      case .counts where counts.isLate:
        "windows: sums of the counts above, up to those of the evaluation before"
      case .counts: "windows: sums of the counts above, the newest included"
      case .long, .reconcile: longWindowsComment
      }
    var rules: [PlannedRule] = []
    for window in recordedWindows {
      rules.append(
        recording(
          windows.errors(window),
          reader(in: role).sumOfErrors(window),
          comment: rules.isEmpty ? comment : nil
        )
      )
      rules.append(
        recording(windows.events(window), reader(in: role).sumOfEvents(window))
      )
    }
    return rules
  }

  private var longWindowsComment: String {
    let sums = "long windows: sums of the \(RecordedWindows.longStep.text) sums"
    guard slo.reconciles else { return sums + "; they outlive the series they are made of" }
    return sums + ", and what was recovered; \(RecordedSeries.part) only keeps the two apart"
  }
}

import SLODSL

/// When silence is told, and how loudly.
struct AbsenceFormula {
  /// How long nothing must have been recorded.
  let after: Duration
  /// Whether a group that was there a day ago is missed as well, or only all of them.
  let each: Bool
  /// Whether it is a page while a target is down, and a ticket otherwise.
  let pages: Bool
  private let words: SeverityWords

  /// Nil where nobody is told: the plan has no alert.
  init?(_ slo: ServiceLevelObjective, plan: RulePlan, words: SeverityWords) {
    self.words = words
    let name = GroupRole.counts.name(of: slo.identity)
    let groups = plan.files.flatMap(\.groups).filter { $0.name == name }
    let alerts = groups.flatMap(\.rules).compactMap { rule -> AlertRule? in
      guard case .alerting(let alert) = rule else { return nil }
      return alert.name == AlertName.eventsAbsent ? alert : nil
    }
    guard let hold = alerts.first?.hold else { return nil }
    after = hold
    pages = alerts.count > 1
    each = slo.noData.contains { if case .alert(_, each: true) = $0 { true } else { false } }
  }

  /// What tells its page from its ticket.
  func label(of severity: AlertSeverity) -> Label { Label("severity", words[severity]) }

  /// What the alert of all series' absence does at each severity that it has.
  func timelines(
    absent: [Certainty],
    hasTargetDown: [Bool],
    grid: ScrapeGrid
  ) -> [(severity: AlertSeverity, timeline: AlertTimeline)] {
    let pending = grid.tick(atOrAfter: after)
    let severities = AlertSeverity.allCases.filter { $0 == .ticket || pages }
    return severities.map { severity in
      let conditions = zip(absent, hasTargetDown).map { isAbsent, isDown -> Certainty in
        let belongs = (pages && isDown) == (severity == .page)
        return belongs ? isAbsent : .no
      }
      return (severity, AlertTimeline(conditions: conditions, pendingTicks: pending))
    }
  }

  /// What the alert of one group's absence does: it had events at this hour yesterday and has none
  /// now.
  func timeline(of counts: RecordedCounts, missing: [Certainty], grid: ScrapeGrid) -> AlertTimeline
  {
    let day = grid.tick(atOrAfter: .days(1))
    let conditions = missing.indices.map { tick -> Certainty in
      guard let before = counts.sum(over: .hours(1), atTick: tick - day) else { return .no }
      let hadEvents: Certainty =
        before.events.low > 0 ? .yes : before.events.high > 0 ? .unclear : .no
      return hadEvents && missing[tick]
    }
    return AlertTimeline(conditions: conditions, pendingTicks: grid.tick(atOrAfter: after))
  }
}

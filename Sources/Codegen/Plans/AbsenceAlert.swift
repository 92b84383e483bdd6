import SLODSL

/// Silence: no series of events at all, which no burn alert can see.
extension SLORulePlanner {
  /// A page while a target of the SLO is known to be down, else a ticket; nothing for an SLO that
  /// alerts nobody.
  var absenceAlerts: [PlannedRule] {
    guard alerts, !slo.noData.contains(.ignore), let response = absenceResponse else { return [] }
    let allGone = PromQLExpression.absent(presence)
    guard let down = downTargetsThatPage else {
      return [absenceTicket(silence(each: response.each, allGone: allGone), response)]
    }
    let paged = allGone.and(down, on: [])
    let ticketed = silence(
      each: response.each,
      allGone: allGone.unless(down, on: [])
    )
    return [
      .alerting(
        AlertRule(
          name: AlertName.eventsAbsent,
          expression: paged,
          hold: response.after,
          labels: alertLabels(project.severityWords[.page]),
          annotations: [
            Annotation("summary", slo.identity.text + ": no events are recorded, a target is down"),
            Annotation(
              "description",
              "All its metrics have vanished while Prometheus cannot scrape a target of it;"
                + " burn alerts cannot fire."
            ),
          ] + links(.page),
          comment: comment(response)
        )
      ),
      absenceTicket(ticketed, response, isCommented: true),
    ]
  }

  private struct Response {
    let after: Duration
    let each: Bool
  }

  private var absenceResponse: Response? {
    let responses = slo.noData.compactMap { response -> Response? in
      switch response {
      case .ignore, .bad, .good: nil
      case .alert(let after, let each): Response(after: after, each: each)
      }
    }
    return responses.first(where: \.each) ?? responses.first
  }

  /// What is there as long as the metrics are: counts, or samples where counts replace them.
  private var presence: PromQLExpression {
    guard let lastSample = recordedLastSample else {
      return counts.own(windows.events(windows.interval))
    }
    // Recorded at this very evaluation.
    return lastSample.atLeast(.time)
  }

  /// All gone, or also a group that had events at this hour yesterday and has no series now.
  private func silence(each: Bool, allGone: PromQLExpression) -> PromQLExpression {
    guard each else { return allGone }
    let hour = Duration.hours(1)
    let before = counts.events(hour, offset: .days(1)).greater(than: .number(0))
    let recent: PromQLExpression
    if recordedLastSample == nil {
      recent = counts.events(RecordedWindows.longStep)
    } else {
      recent = presence
    }
    return before.unless(recent).or(allGone, on: [])
  }

  /// `up == 0` for the SLO's targets; nil when it never pages, when its selectors do not say which
  /// targets they are, and when page and ticket are the same word.
  private var downTargetsThatPage: PromQLExpression? {
    let words = project.severityWords
    guard !pairs(of: .page).isEmpty, words.page != words.ticket else { return nil }
    let selectors = slo.indicator.totalSelectors
    guard !selectors.isEmpty, selectors.allSatisfy({ !targetMatchers(of: $0).isEmpty }) else {
      return nil
    }
    return up(for: selectors).equal(to: .number(0)).parenthesized
  }

  private func absenceTicket(
    _ expression: PromQLExpression,
    _ response: Response,
    isCommented: Bool = false
  ) -> PlannedRule {
    let groups = response.each ? subject : [.text(slo.identity.text)]
    return .alerting(
      AlertRule(
        name: AlertName.eventsAbsent,
        expression: expression,
        hold: response.after,
        labels: alertLabels(project.severityWords[.ticket]),
        dimensions: response.each ? slo.dimensions : [],
        annotations: [
          Annotation("summary", groups + [": no events are recorded"]),
          Annotation(
            "description",
            "Its metrics have vanished or were renamed; burn alerts cannot fire."
          ),
        ] + links(.ticket),
        comment: isCommented ? nil : comment(response)
      )
    )
  }

  private func comment(_ response: Response) -> String {
    var text = "no data: no event series at all for \(response.after.text)"
    if response.each { text += ", or none of a group that had events at this hour yesterday" }
    if downTargetsThatPage != nil {
      text += "; a page while a target is down, else a ticket"
    }
    return text
  }
}

extension Indicator {
  /// The selectors of everything that is counted or sampled; empty where the author's PromQL
  /// stands.
  var totalSelectors: [VectorSelector] {
    switch self {
    case .events(let events):
      switch events.total {
      case .counters(let selections): selections.flatMap(\.selectors)
      case .query: []
      }
    case .latency(let latency): latency.selectors
    case .samples(let samples): samples.value.selectors
    }
  }
}

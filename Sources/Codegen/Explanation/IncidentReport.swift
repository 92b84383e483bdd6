package import SLODSL

/// An incident in words: what happens when, what it costs, and why what stays silent does.
package struct IncidentReport: Sendable {
  /// Something that happens at a moment.
  package struct Event: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// The share of failing events changes; to 0 at the end.
      case errors(ExactNumber)
      case fires(AlertSeverity)
      /// Floating point decides whether it does.
      case mayFire(AlertSeverity)
      case resolves(AlertSeverity)
    }

    package let kind: Kind
    package let moment: SimulatedAlert.Moment
    /// The share of the period's budget that is spent by then.
    package let spent: ExactNumber
    package let text: String

    /// `+18m15s`, or the evaluations between which it happens.
    package var time: String {
      moment.earliest == moment.latest
        ? "+\(moment.latest.text)" : "+\(moment.earliest.text) to +\(moment.latest.text)"
    }
  }

  package let simulated: SimulatedIncident
  private let thing: CountedThing

  package init(_ simulated: SimulatedIncident) {
    self.simulated = simulated
    thing = CountedThing(of: simulated.slo)
  }

  // MARK: The incident

  /// `99.9% over 30d`
  package var promise: String {
    "\(simulated.objective.ratio.percentText) over \(simulated.slo.window.duration.text)"
  }

  /// The groups of the objective, where there are several: `tenant acme, globex`.
  package var group: String? {
    guard simulated.slo.objectives.count > 1 else { return nil }
    guard let groups = simulated.objective.groups else { return "all other groups" }
    return "\(groups.dimension) \(groups.values.joined(separator: ", "))"
  }

  /// `5% of events fail for 30m, then 50% for 5m`
  package var title: String {
    let sentence =
      switch thing {
      case .slices: "slices are bad"
      case .events, .bytes, .amount: "\(thing.noun) fail"
      }
    return simulated.incident.phases.enumerated().map { index, phase in
      let share = phase.errors.percentText
      return index == 0
        ? "\(share) of \(sentence) for \(phase.duration.text)"
        : "then \(share) for \(phase.duration.text)"
    }.joined(separator: ", ")
  }

  /// What was supposed about traffic and the time before.
  package var circumstances: String {
    let rate: String
    if case .slices(let length) = thing {
      rate = "One slice every \(length.text)"
    } else if let given = simulated.incident.rate {
      rate = thing.rate(given)
    } else {
      rate = "Traffic high enough that the minimum of errors does not matter"
    }
    let history = simulated.incident.history.map {
      "recorded for \($0.text) before, without errors"
    }
    return "\(rate), \(history ?? "on a clean history")."
  }

  // MARK: Events

  /// In the order of time.
  package var events: [Event] {
    var events: [Event] = []
    var before: ExactNumber?
    for span in simulated.incident.spans where span.phase.errors != before ?? .zero {
      events.append(errors(span.phase.errors, after: before, at: span.start))
      before = span.phase.errors
    }
    if before ?? .zero > .zero {
      events.append(errors(.zero, after: before, at: simulated.incident.duration))
    }
    for alert in simulated.alerts {
      for span in alert.spans { events += self.events(of: span, alert.severity) }
    }
    return events.enumerated().sorted { one, other in
      (one.element.moment.earliest, one.offset) < (other.element.moment.earliest, other.offset)
    }.map(\.element)
  }

  /// - Parameter before: the share so far; nil at first.
  private func errors(
    _ share: ExactNumber,
    after before: ExactNumber?,
    at elapsed: Duration
  ) -> Event {
    let verb =
      switch before {
      case nil: "errors begin"
      case .some(.zero): "errors begin again"
      case .some: "errors change"
      }
    let burn = (share / simulated.objective.budget).factorText
    let text =
      share == .zero ? "errors end" : "\(verb): \(share.percentText), burning \(burn)"
    return Event(
      kind: .errors(share),
      moment: SimulatedAlert.Moment(earliest: elapsed, latest: elapsed),
      spent: simulated.spent(by: elapsed),
      text: text
    )
  }

  private func events(of span: SimulatedAlert.Span, _ severity: AlertSeverity) -> [Event] {
    let pairs = span.pairs.map {
      "\($0.long.text) and \($0.short.text) above \($0.factorText)"
    }
    .joined(separator: "; ")
    let event = { (kind: Event.Kind, moment: SimulatedAlert.Moment, text: String) in
      Event(
        kind: kind,
        moment: moment,
        spent: simulated.spent(by: moment.latest),
        text: "\(severity.rawValue) \(text)"
      )
    }
    guard span.isCertain else {
      let end = span.resolves.map { " until +\($0.latest.text)" } ?? ""
      let text = "may fire\(end), the errors being exactly at a threshold: \(pairs)"
      return [event(.mayFire(severity), span.fires, text)]
    }
    let fires = event(.fires(severity), span.fires, "fires: \(pairs)")
    guard let resolves = span.resolves else { return [fires] }
    return [fires, event(.resolves(severity), resolves, "resolves")]
  }

  // MARK: Cost

  /// `1800 of 51840 events`; nil where nobody knows how many there are.
  package var costInEvents: String? {
    guard let failed = simulated.failedEvents, let budget = simulated.budgetedEvents else {
      return nil
    }
    return "\(thing.text(failed)) of \(thing.counted(budget))"
  }

  /// `The incident spends 3.47% of the budget of 30d: 1800 of 51840 events.`
  package var cost: String {
    let period = simulated.slo.window.duration
    let spent = simulated.spent(by: simulated.incident.duration)
    var text = "The incident spends \(spent.percent) of the budget of \(period.text)"
    if let costInEvents { text += ": \(costInEvents)" }
    if spent > .one { text += ", more than there is" }
    return text + "."
  }

  // MARK: Silence

  /// A severity that stays silent, and for each of its pairs the reason.
  package var silences: [(severity: AlertSeverity, reasons: [String])] {
    simulated.alerts.filter(\.spans.isEmpty).map { alert in
      (alert.severity, alert.silences.map(reason))
    }
  }

  private func reason(_ silence: PairSilence) -> String {
    let pair = silence.pair
    let name = "\(pair.long.text) and \(pair.short.text) above \(pair.factorText)"
    let reason: String
    switch silence.reason {
    case .burnsTooSlowly:
      let most = simulated.incident.phases.map(\.errors).reduce(.zero, max)
      reason = "never, burning \((most / simulated.objective.budget).factorText)"
    case .tooShort:
      let (window, peak) =
        silence.longPeak <= pair.factor
        ? (pair.long, silence.longPeak) : (pair.short, silence.shortPeak)
      let after = silence.wouldFireAfter.map { "; fires at +\($0.text) if errors go on" } ?? ""
      reason = "\(window.text) reaches \(peak.factorText)\(after)"
    case .tooFewErrors:
      let minimum = thing.errors(simulated.slo.minimumErrors)
      reason = "\(thing.text(silence.errors)) failed in \(pair.long.text), fewer than \(minimum)"
    case .neverTogether:
      reason = "both windows reach it, but never at the same time"
    }
    return "\(name): \(reason)"
  }

  // MARK: What the numbers rest on

  package var assumptions: [String] {
    let timing = simulated.slo.timing
    var sentences = [
      thing.come,
      "Scrapes settle for \(timing.settle.text) and rules run every \(timing.interval.text), at "
        + "moments of their own: a server may be one evaluation off." + timing.lagText,
    ]
    if simulated.waitsForLongRules {
      let (limit, step) = (RecordedWindows.countsLimit.text, RecordedCounts.longStep.text)
      sentences.append(
        "Rules of windows above \(limit) run every \(step): tickets may be that much off."
      )
    }
    if simulated.incident.history != nil {
      sentences.append("Alerts count the time before the first record as clean.")
    }
    return sentences
  }
}

import SLODSL

/// What a burn alert tells: which pairs fired, how fast, how many errors, and what is left.
///
/// Every number is read from recorded series of the alert's own group when the alert is sent; the
/// alert's own value means something else for each pair and is never shown.
extension SLORulePlanner {
  func burnAnnotations(_ severity: AlertSeverity) -> [Annotation] {
    let outcome: AlertText =
      switch severity {
      case .page: ": error budget burns too fast"
      case .ticket: ": error budget burns slowly but steadily"
      }
    var description: [AlertText] = []
    if !slo.summary.isEmpty { description.append(.text(slo.summary.asSentence + "\n")) }
    if classes.count == 1, let only = classes.first {
      description += details(of: only, severity)
    } else {
      description.append(choice(of: severity))
    }
    return [Annotation("summary", subject + [outcome]), Annotation("description", description)]
      + links(severity)
  }

  /// What the alert is about: `checkout/availability route /pay`.
  var subject: [AlertText] {
    [.text(slo.identity.text)]
      + slo.dimensions.map { .ifLabel($0, [.text(" \($0) "), .label($0)]) }
  }

  /// URLs for people, as far as they are known.
  func links(_ severity: AlertSeverity) -> [Annotation] {
    var links: [Annotation] = []
    if let runbook = RunbookAddress.link(to: slo, severity, in: project) {
      links.append(Annotation("runbook_url", runbook))
    }
    if let dashboard = slo.dashboard {
      links.append(Annotation("dashboard_url", dashboard))
    } else if let dashboards = project.dashboards {
      let window = pairs(of: severity).map(\.long).max() ?? .days(1)
      let link = DashboardAddress.link(below: dashboards, to: slo, seeing: window)
      links.append(Annotation("dashboard_url", link))
    }
    return links
  }

  /// The text of the class that the alert's group belongs to.
  private func choice(of severity: AlertSeverity) -> AlertText {
    var cases: [AlertText.Case] = []
    var otherwise: [AlertText] = []
    var dimension = ""
    for objectiveClass in classes {
      if let groups = objectiveClass.objective.groups {
        dimension = groups.dimension
        cases.append(
          AlertText.Case(values: groups.values, text: details(of: objectiveClass, severity))
        )
      } else {
        otherwise = details(of: objectiveClass, severity)
      }
    }
    return .choice(label: dimension, cases: cases, otherwise: otherwise)
  }

  private func details(
    of objectiveClass: ObjectiveClass,
    _ severity: AlertSeverity
  ) -> [AlertText] {
    let objective = objectiveClass.objective
    var text: [AlertText] = [
      .text("Objective: \(objective.ratio.percentText) over \(windows.period.text).\n")
    ]
    let pairs = objectiveClass.pairs(of: severity)
    let reader = textReader(in: role(of: severity))
    for pair in pairs { text += line(of: pair, budget: objective.budget, readBy: reader) }
    return text + budgetLine(objective.budget, at: pairs.first?.long, readBy: reader)
  }

  // MARK: Numbers of the alert's own group

  private func burn(
    of window: Duration,
    budget: ExactNumber,
    readBy reader: SeriesReader
  ) -> PromQLExpression {
    reader.errors(window) / reader.events(window).greater(than: .number(0)).parenthesized
      / .number(budget)
  }

  /// A line: `FIRING 14.4x over 1h and 5m: burn 29.2x and 350.0x, 10.5k errors in 1h`.
  private func line(
    of pair: BurnRatePair,
    budget: ExactNumber,
    readBy reader: SeriesReader
  ) -> [AlertText] {
    let holds = burns(pair, budget: budget, readBy: reader)
    let factor = pair.factor.roundText
    return [
      .with(holds, ["FIRING"], otherwise: ["not firing"]),
      .text(" \(factor)x over \(pair.long.text) and \(pair.short.text): burn "),
      burnText(of: pair.long, budget: budget, readBy: reader), " and ",
      burnText(of: pair.short, budget: budget, readBy: reader), ", ",
      .with(reader.errors(pair.long), [.value(countFormat)], otherwise: ["no"]),
      .text("\(countUnit) in \(pair.long.text).\n"),
    ]
  }

  private func burnText(
    of window: Duration,
    budget: ExactNumber,
    readBy reader: SeriesReader
  ) -> AlertText {
    .with(
      burn(of: window, budget: budget, readBy: reader),
      [.value(.oneDecimal), "x"],
      otherwise: ["no events"]
    )
  }

  private var countFormat: AlertText.Format { isBytes ? .binaryCount : .count }

  private var countUnit: String { isBytes ? "B in error" : " " + errorNoun }

  /// What the number of events that the budget allows depends on; slices come whatever happens.
  private var atThisTraffic: String {
    switch slo.indicator {
    case .events, .latency: " at this traffic"
    case .samples(let samples): samples.collapse == .each ? " with these series" : ""
    }
  }

  private var isBytes: Bool {
    guard case .events(let events) = slo.indicator else { return false }
    return events.unit == .bytes
  }

  /// What is left of the budget: as a share, as time of a total outage, in events at this traffic,
  /// and for how long.
  private func budgetLine(
    _ budget: ExactNumber,
    at window: Duration?,
    readBy reader: SeriesReader
  ) -> [AlertText] {
    let period = windows.period
    let remaining = reader.recorded(RecordedSeries.remaining, by: .long)
    let isLeft = remaining.greater(than: .number(0))
    let left =
      remaining * .number(budget) * reader.events(period) / reader.history(period)
    var some: [AlertText] = [
      "Budget left: ", .value(.percentage),
      .with(
        remaining * .number(budget * period.seconds),
        [", ", .value(.duration), " of total outage"],
        otherwise: []
      ),
      .with(
        left,
        [", or ", .value(countFormat), .text("\(countUnit) in \(period.text)\(atThisTraffic)")],
        otherwise: []
      ),
    ]
    if let window {
      let rest =
        remaining * .number(period.seconds)
        / burn(of: window, budget: budget, readBy: reader).greater(than: .number(0)).parenthesized
      some.append(
        .with(
          rest,
          [.text("; at the burn of \(window.text) it lasts "), .value(.duration)],
          otherwise: []
        )
      )
    }
    some.append(".")
    let none: [AlertText] = [
      .with(
        -remaining,
        ["Budget left: none, overspent by ", .value(.percentage), "."],
        otherwise: ["Budget left: unknown."]
      )
    ]
    let covered = reader.history(period)
    let incomplete: [AlertText] = [
      " Only ", .value(.percentage),
      .text(" of \(period.text) is measured; the rest counts as clean."),
    ]
    return [
      .with(isLeft, some, otherwise: none),
      .with(covered.less(than: .number(1)), incomplete, otherwise: []),
    ]
  }
}

extension String {
  /// With a full stop, unless it ends like a sentence already.
  fileprivate var asSentence: String {
    guard let last = utf8.last, !".!?".utf8.contains(last) else { return self }
    return self + "."
  }
}

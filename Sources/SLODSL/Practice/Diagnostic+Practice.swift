/// Words for what is unwise.
extension Diagnostic {
  static func withoutOwner(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4101,
      "\(name) has no owner",
      at: range,
      notes: ["alerts are routed by 'owner', and somebody has to answer for the budget"],
      help: ["write owner: \"team\" in the service, or in the project for all"]
    )
  }

  static func pageWithoutRunbook(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4102,
      "\(name) pages without a runbook",
      at: range,
      notes: ["whoever is woken finds a number and nothing to do"],
      help: [
        "write runbook: \"https://…\" in the service, or runbooks: \"https://…\" in the project"
      ]
    )
  }

  static func boundAtLastBucket(
    _ latency: LatencyIndicator,
    of slo: ServiceLevelObjective,
    declared: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO4103,
      "the bound \(latency.boundText) is the last bucket of \(latency.histogram)",
      at: slo.origin,
      label: "judged by the last bucket",
      related: declared.map { [Related("nothing is measured beyond this", at: $0)] } ?? [],
      notes: [
        "all slower events fall into one bucket without an upper bound: quantiles beyond it are "
          + "unknown, so nobody sees how far the bound is missed"
      ],
      help: ["give the histogram a bucket or two above the bound"]
    )
  }

  static func alertShorterThanEvaluation(
    _ duration: Duration,
    interval: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO4104,
      "\(duration.text) is shorter than two evaluations, which are \(interval.text) apart",
      at: range,
      notes: ["a single evaluation decides, and one that is late or missing fires or resets it"],
      help: ["write at least \((interval * 2).text)"]
    )
  }

  static func budgetBeforePage(
    _ objective: GroupObjective,
    of slo: ServiceLevelObjective,
    budget: ExactNumber,
    detection: Duration
  ) -> Diagnostic {
    let period = slo.window.duration
    let reachable = ExactNumber.one - detection.seconds * ExactNumber(5) / period.seconds
    return Diagnostic(
      .SLO4105,
      "\(objective.ratio.percentText) over \(period.text) allows "
        + "\(budget.rounded(significantDigits: 3).decimalText) seconds of outage",
      at: objective.origin,
      notes: [
        "an outage pages after \(detection.seconds.decimalText) seconds at the earliest: the "
          + "budget is spent before anybody is woken"
      ],
      help: [
        "an objective of \(reachable.flooredPercent) leaves five times as long as a page takes; "
          + "or let a machine respond, and allow this with that reason"
      ]
    )
  }

  static func windowOfFewScrapes(
    _ window: Duration,
    _ scrape: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO4106,
      "a window of \(window.text) holds fewer than four scrapes, which are \(scrape.text) apart",
      at: range,
      notes: ["one scrape that fails empties a large part of the window"],
      help: ["write at least \((scrape * 4).text), or scrape more often"]
    )
  }

  static func loadTooShort(
    _ load: LoadTest,
    _ profile: LoadProfile,
    _ covered: CoveredObjective,
    rate: ExactNumber
  ) -> Diagnostic {
    let events = rate * profile.duration.seconds
    let seconds = (ExactNumber(covered.sampleSize) / rate).roundedUp
    let step = seconds > 3600 ? 3600 : seconds > 60 ? 60 : 1
    let enough = Duration.seconds(Int64((seconds + step - 1) / step * step))
    return Diagnostic(
      .SLO4121,
      "\(events.roundedDown) requests cannot show \(covered.objective.ratio.percentText) of "
        + covered.text,
      at: load.origin,
      notes: [
        "it takes \(covered.sampleSize) without a failure to show it with 95 % confidence; a run "
          + "with fewer fails, since it would prove nothing"
      ],
      help: [
        profile.kind == .baseline
          ? "write duration: \(enough.text), or a higher rate"
          : "write \(profile.kind.rawValue)(duration: \(enough.text)), or a higher rate"
      ]
    )
  }

  static func trafficTooLow(
    _ objective: GroupObjective,
    of slo: ServiceLevelObjective,
    events: ExactNumber,
    budget: ExactNumber
  ) -> Diagnostic {
    let period = slo.window.duration
    let noun = slo.eventNoun
    let wanted = ExactNumber.one - ExactNumber(10) / events
    let reachable =
      wanted > .zero
      ? "\(wanted.flooredPercent) allows 10 of them to fail" : "no objective fits so few of them"
    return Diagnostic(
      .SLO4107,
      "\(objective.ratio.percentText) cannot be measured by \(events.shortText) \(noun) "
        + "in \(period.text)",
      at: objective.origin,
      notes: [
        "\(events.shortText) \(noun) × \(objective.budget.percentText) = \(budget.shortText): "
          + "\(budget < .one ? "a single failure" : "a handful of failures") spends the budget"
      ],
      help: [reachable + "; or measure over a longer period, or several services together"]
    )
  }

  static func alertsStarved(
    _ pairs: [BurnRatePair],
    of slo: ServiceLevelObjective,
    objective: GroupObjective,
    rate: ExactNumber
  ) -> Diagnostic {
    let minimum = slo.minimumErrors.decimalText
    let notes = pairs.map { pair -> String in
      let events = rate * pair.long.seconds
      let errors = events * objective.budget * pair.factor
      let burn = slo.minimumErrors / (events * objective.budget)
      let head =
        "\(pair.severity.rawValue) over \(pair.long.text): \(pair.factor.decimalText)x is "
        + "\(errors.shortText) of \(events.shortText) \(slo.eventNoun) failing"
      return events < slo.minimumErrors
        ? "\(head), and fewer than \(minimum) can come at all: it never fires"
        : "\(head); with at least \(minimum) errors it fires at \(burn.shortText)x"
    }
    return Diagnostic(
      .SLO4108,
      "the traffic is low for \(objective.ratio.percentText): "
        + "\(pairs.count == 1 ? "an alert waits" : "\(pairs.count) alerts wait") for \(minimum) "
        + "errors",
      at: objective.origin,
      notes: notes,
      help: [
        "use longer windows in a policy, a lower objective, or probes that add traffic; "
          + "'minimum:' says how many errors must come"
      ]
    )
  }

  static func pageBesideObjective(
    _ alert: CauseAlert,
    _ slo: ServiceLevelObjective
  ) -> Diagnostic {
    Diagnostic(
      .SLO4113,
      "\(alert.text) pages for what \(slo.identity.text) watches",
      at: alert.origin,
      related: [Diagnostic.Related("this SLO pages when its budget is in danger", at: slo.origin)],
      help: ["make it a ticket, or say with allow: why both must wake somebody"]
    )
  }

  static func relativeSecret(
    _ path: String,
    _ argument: String,
    of receiver: Receiver
  ) -> Diagnostic {
    Diagnostic(
      .SLO4122,
      "'\(argument)' of \(receiver.name) is a relative path",
      at: receiver.origin,
      notes: ["Alertmanager looks for it in the folder in which it was started"],
      help: ["write \(argument): \"/etc/alertmanager/\(path)\", or wherever it is"]
    )
  }

  static func manyGroups(_ groups: Int, of slo: ServiceLevelObjective) -> Diagnostic {
    Diagnostic(
      .SLO4110,
      "\(slo.identity.text) may have \(groups) groups, and records all windows of each",
      at: slo.origin,
      label: "by \(slo.dimensions.joined(separator: ", "))",
      notes: ["about 30 series a group; alerts and the budget need a dozen"],
      help: ["write recording: .compact, or leave out of 'by:' what needs no budget of its own"]
    )
  }
}

extension ServiceLevelObjective {
  fileprivate var eventNoun: String {
    switch indicator {
    case .events(let events): events.unit == .bytes ? "bytes" : "events"
    case .latency: "events"
    case .samples: "slices"
    }
  }
}

extension ExactNumber {
  /// Three digits, as people say it.
  fileprivate var shortText: String {
    self >= ExactNumber(1000)
      ? rounded(places: 0).decimalText : rounded(significantDigits: 3).decimalText
  }

  /// A percentage of as many nines as fit below it, with one more digit: 99.95 %.
  fileprivate var flooredPercent: String {
    var places = 1
    var scale = Int128(10)
    let gap = ExactNumber.one - self
    while places < 9, ExactNumber(2, over: scale) > gap {
      places += 1
      scale *= 10
    }
    let floored = (self * ExactNumber(scale, over: 1)).roundedDown
    return ExactNumber(Int128(floored), over: scale).percentText
  }
}

import SLODSL

/// Scenarios in which nobody should be told anything, except of silence.
extension Scenario {
  /// Half of the budget is spent, steadily.
  static let healthy = Scenario(scope: .everyObjective) { tested in
    let half = ExactNumber(1, over: 2)
    let opening = tested.opening()
    var first = opening
    first.append(
      ticks: tested.ticks(.minutes(65)),
      events: tested.eventsPerScrape,
      errors: tested.errorsPerScrape(burning: half)
    )
    var others = opening
    others.append(through: first.ticks, events: tested.eventsPerScrape, errors: 0)
    let end = first.ticks
    return [
      Course(
        tested.isSampled ? "healthy samples" : "healthy traffic at half of the budget",
        first: first,
        others: others,
        checks: [
          .counts(atTick: end), .burnRate(atTick: end), .budget(atTick: end), .numbers(atTick: end),
        ]
      )
    ]
  }

  /// Counters exist and do not move.
  static let noTraffic = Scenario(scope: .everyObjective) { tested in
    guard !tested.isSampled else { return [] }
    var traffic = tested.opening()
    traffic.append(ticks: tested.ticks(.minutes(15)), events: 0, errors: 0)
    let end = traffic.ticks
    return [
      Course(
        "no traffic at all",
        first: traffic,
        others: traffic,
        checks: [.counts(atTick: end), .numbers(atTick: end)]
      )
    ]
  }

  /// An error series appears with a value and stays there.
  static let singleBirth = Scenario(scope: .everyObjective) { tested in
    guard tested.hasErrorSeries, tested.slo.unitOfEvents == .count else { return [] }
    let value = 4
    let events = tested.eventsPerScrape
    var first = tested.opening(.withoutErrorSeries)
    first.append(
      ticks: tested.ticks(calm),
      events: events,
      errors: 0,
      presence: .withoutErrorSeries
    )
    let onset = first.ticks
    let rest = Array(
      repeating: Traffic.Step(events: events, errors: 0),
      count: tested.grid.scrapesPerTick - 1
    )
    first.append(ticks: 1, steps: [Traffic.Step(events: events, errors: value)] + rest)
    first.append(ticks: tested.ticks(.minutes(10)), events: events, errors: 0)
    var others = tested.opening()
    others.append(through: first.ticks, events: events, errors: 0)
    let counted = tested.slo.countsBirths ? "counts as one error" : "is not counted"
    return [
      Course(
        "error series born with the value \(value) \(counted)",
        first: first,
        others: others,
        onset: onset,
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// One event in an interval, one of them fails.
  static let singleFailure = Scenario(scope: .everyObjective) { tested in
    guard tested.slo.unitOfEvents == .count else { return [] }
    let idle = Array(repeating: Traffic.Step.idle, count: tested.grid.scrapesPerTick - 1)
    let good = [Traffic.Step(events: 1, errors: 0)] + idle
    var first = tested.opening()
    first.append(ticks: tested.ticks(.minutes(20)), steps: good)
    let onset = first.ticks
    first.append(ticks: 1, steps: [Traffic.Step(events: 1, errors: 1)] + idle)
    first.append(ticks: tested.ticks(.minutes(10)), steps: good)
    var others = tested.opening()
    others.append(through: first.ticks, steps: good)
    let interval = tested.slo.timing.interval.text
    return [
      Course(
        tested.isSampled ? "one bad slice" : "one failure at one event every \(interval)",
        first: first,
        others: others,
        onset: onset,
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// Half an interval of failures when nothing has been recorded for long.
  static let youngBlip = Scenario(scope: .everyObjective) { tested in
    let scrapes = tested.grid.scrapesPerTick
    let good = Traffic.Step(events: tested.eventsPerScrape, errors: 0)
    let bad = Traffic.Step(events: tested.eventsPerScrape, errors: tested.eventsPerScrape)
    let failing = tested.isSampled ? scrapes : max(1, scrapes / 2)
    let young = Duration.minutes(20)
    var first = tested.opening()
    first.append(ticks: tested.ticks(young), steps: [good])
    let onset = first.ticks
    first.append(
      ticks: 1,
      steps: Array(repeating: bad, count: failing)
        + Array(repeating: good, count: scrapes - failing)
    )
    let recovery = first.ticks
    var long = first
    long.append(ticks: tested.ticks(.minutes(40)), steps: [good])
    let isSilent = tested.firstAlert(in: long) == nil
    first.append(ticks: tested.ticks(.minutes(isSilent ? 15 : 40)), steps: [good])
    var others = tested.opening()
    others.append(through: first.ticks, steps: [good])
    let length = (tested.slo.timing.scrape * Int64(failing)).text
    return [
      Course(
        "total failure for \(length) after \(young.text) of records",
        first: first,
        others: others,
        onset: onset,
        recovery: recovery
      )
    ]
  }

  /// Every series disappears.
  static let metricsGone = Scenario(scope: .everyObjective) { tested in
    var silence = Duration.minutes(20)
    if case .alert(let after, _)? = tested.absence {
      silence = after + .minutes(5) + tested.slo.timing.interval * 2
    }
    guard silence <= .hours(3) else { return [] }
    var traffic = tested.opening()
    traffic.append(
      ticks: tested.ticks(.minutes(15)),
      events: tested.eventsPerScrape,
      errors: 0
    )
    let onset = traffic.ticks
    traffic.appendSilence(ticks: tested.ticks(silence))
    return [
      Course(
        "every series disappears",
        first: traffic,
        others: traffic,
        onset: onset,
        checks: [.absence]
      )
    ]
  }
}

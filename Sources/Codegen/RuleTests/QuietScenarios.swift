import SLODSL

/// Scenarios in which nobody should be told anything.
extension Scenario {
  /// Half of the budget is spent, steadily; then nothing is scraped for a while, and the counters
  /// go on.
  static let healthy = Scenario(scope: .everyObjective) { tested in
    var first = tested.opening()
    first.append(ticks: tested.ticks(.minutes(65)), steps: [tested.usualStep])
    let hour = first.ticks
    var others = tested.undisturbed(through: hour)
    var checks: [Check] = [
      .counts(atTick: hour), .burnRates(atTick: hour), .budget(atTick: hour),
      .numbers(atTick: hour),
    ]
    guard tested.slo.reconciles else {
      let title = tested.isSampled ? "healthy samples" : "healthy traffic at half of the budget"
      return [Course(title, first: [first], others: others, checks: checks)]
    }
    let hole = Duration.minutes(10)
    first.append(ticks: tested.ticks(hole), steps: [tested.usualStep.missed])
    first.append(ticks: tested.ticks(timeOfRecovery), steps: [tested.usualStep])
    let good = Traffic.Step(events: tested.eventsPerScrape, errors: 0)
    others.append(ticks: tested.ticks(hole), steps: [good.missed])
    others.append(ticks: tested.ticks(timeOfRecovery), steps: [good])
    checks += [.counts(atTick: first.ticks), .periodCounts(atTick: first.ticks)]
    return [
      Course(
        "healthy traffic at half of the budget, and after an hour no scrape for \(hole.text)",
        note: "The counters go on: the sums of the period recover what the hole hid,"
          + " windows up to 6h do not.",
        first: [first],
        others: others,
        checks: checks
      )
    ]
  }

  /// Until a reconciliation, one every quarter of an hour, has certainly seen the end of a hole.
  static let timeOfRecovery = Duration.minutes(18)

  /// Counters stand still, move, and stand still again for longer than the shortest windows.
  static let idleNight = Scenario(scope: .everyObjective) { tested in
    guard !tested.isSampled else { return [] }
    let idle = tested.ticks(.minutes(10))
    var traffic = tested.opening()
    traffic.append(ticks: idle, events: 0, errors: 0)
    let dusk = traffic.ticks
    traffic.append(ticks: tested.ticks(.minutes(5)), events: tested.eventsPerScrape, errors: 0)
    traffic.append(ticks: idle, events: 0, errors: 0)
    let end = traffic.ticks
    return [
      Course(
        "no traffic at all, then some, then an idle night",
        first: [traffic],
        others: traffic,
        checks: [
          .counts(atTick: dusk), .numbers(atTick: dusk), .counts(atTick: end),
          .numbers(atTick: end),
        ]
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
    first.append(ticks: tested.ticks(.minutes(5)), events: events, errors: 0)
    let counted = tested.slo.countsBirths ? "counts as one error" : "is not counted"
    return [
      Course(
        "error series born with the value \(value) \(counted)",
        first: [first],
        others: tested.undisturbed(through: first.ticks),
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// One event in an interval, one of them fails.
  static let singleFailure = Scenario(scope: .everyObjective) { tested in
    guard tested.slo.unitOfEvents == .count else { return [] }
    let idle = Array(repeating: Traffic.Step.idle, count: tested.grid.scrapesPerTick - 1)
    let good = [Traffic.Step(events: 1, errors: 0)] + idle
    let failure = Traffic.Step(events: 1, errors: 1)
    var first = tested.opening()
    first.append(ticks: tested.ticks(calm), steps: good)
    let onset = first.ticks
    first.append(ticks: 1, steps: [failure] + (tested.isSampled ? [] : idle))
    first.append(ticks: tested.ticks(.minutes(10)), steps: good)
    var others = tested.opening()
    others.append(through: first.ticks, steps: good)
    let interval = tested.slo.timing.interval.text
    return [
      Course(
        tested.isSampled ? "one bad slice" : "one failure at one event every \(interval)",
        first: [first],
        others: others,
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// Sums of counters, and selections with alternatives: the events of each count.
  static let everyCounter = Scenario(scope: .everyObjective) { tested in
    let further = tested.groups[0].further
    guard !further.isEmpty else { return [] }
    let few = tested.usualStep.errors
    let turn = tested.ticks(.minutes(2))
    var first = tested.opening(thenCalm: calm)
    let onset = first.ticks
    let end = onset + further.count * turn + tested.ticks(.minutes(3))
    let turns = further.enumerated().map { index, series in
      var traffic = tested.opening()
      traffic.append(through: onset + index * turn, events: 0, errors: 0)
      traffic.append(
        ticks: turn,
        events: series.isEvent ? few : 0,
        errors: series.isFailure ? few : 0
      )
      traffic.append(through: end, events: 0, errors: 0)
      return traffic
    }
    first.append(through: end, events: tested.eventsPerScrape, errors: 0)
    return [
      Course(
        "every counter of the sum in turn",
        first: [first],
        further: turns,
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: end)]
      )
    ]
  }

  /// Half an interval of failures when nothing has been recorded for long.
  static let youngBlip = Scenario(scope: .everyObjective) { tested in
    [blip(in: tested, after: .minutes(20))]
  }

  /// The same when something has, but less than the long windows.
  static let oldBlip = Scenario(scope: .oncePerPolicy) { tested in
    [blip(in: tested, after: .hours(2))]
  }

  private static func blip(in tested: TestedObjective, after age: Duration) -> Course {
    let scrapes = tested.grid.scrapesPerTick
    let good = Traffic.Step(events: tested.eventsPerScrape, errors: 0)
    let bad = Traffic.Step(events: tested.eventsPerScrape, errors: tested.eventsPerScrape)
    let failing = tested.isSampled ? scrapes : max(1, scrapes / 2)
    var first = tested.opening(thenCalm: age)
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
    first.append(ticks: tested.ticks(.minutes(isSilent ? 10 : 40)), steps: [good])
    let length = (tested.slo.timing.scrape * Int64(failing)).text
    return Course(
      "total failure for \(length) after \(age.text) of records",
      first: [first],
      others: tested.undisturbed(through: first.ticks),
      incidents: [Incident(onset: onset, recovery: recovery)]
    )
  }
}

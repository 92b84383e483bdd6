import SLODSL

/// Scenarios in which alerts fire, at times that the formulas give.
extension Scenario {
  /// The longest incident that is tried until somebody is told.
  private static let longestOutage = Duration.hours(8)
  /// The longest steady burn; the pairs that it cannot prove are left to the formulas' unit tests.
  private static let longestBurn = Duration.hours(80)

  /// Everything fails until somebody was told, then nothing does.
  static let totalOutage = Scenario(scope: .everyObjective) { tested in
    let events = tested.eventsPerScrape
    var first = tested.opening()
    first.append(ticks: tested.ticks(calm), events: events, errors: 0)
    let onset = first.ticks
    let told = tested.firstAlert(
      in: first.with(ticks: tested.ticks(longestOutage), events: events, errors: events)
    )
    let detection = (told ?? onset + tested.ticks(.minutes(20))) - onset
    first.append(
      ticks: detection + tested.ticks(.minutes(10)),
      events: events,
      errors: events
    )
    let recovery = first.ticks
    let longest = first.with(ticks: tested.ticks(longestOutage), events: events, errors: 0)
    let loudest = tested.severities.first.flatMap {
      tested.simulate(longest).firing($0).firstEpisode?.silentFrom
    }
    let silent = loudest ?? recovery + tested.ticks(.minutes(10))
    first.append(through: silent + tested.ticks(.minutes(5)), events: events, errors: 0)
    var others = tested.opening()
    others.append(through: first.ticks, events: events, errors: 0)
    let length = tested.grid.time(ofTick: recovery - onset).text
    return [
      Course(
        "total outage of \(length)",
        first: first,
        others: others,
        onset: onset,
        recovery: recovery,
        checks: [.counts(atTick: recovery), .budget(atTick: first.ticks)]
      )
    ]
  }

  /// Burns just below the factor of the next faster pair: only the pair itself and slower ones can
  /// fire.
  static let steadyBurns = Scenario(scope: .oncePerPolicy) { tested in
    let pairs = tested.formulas.pairs.sorted { $0.factor > $1.factor }
    return zip(pairs, pairs.dropFirst()).compactMap { faster, pair in
      steadyBurn(tested, pair: pair, below: faster)
    }
  }

  private static func steadyBurn(
    _ tested: TestedObjective,
    pair: BurnRatePair,
    below faster: BurnRatePair
  ) -> Course? {
    let rate = faster.factor * ExactNumber(19, over: 20)
    guard rate > pair.factor else { return nil }
    let longest = ExactNumber(tested.ticks(longestBurn))
    let detection = pair.factor / rate * pair.long.ratio(to: tested.slo.timing.interval)
    guard detection < longest else { return nil }
    var traffic = tested.opening()
    let onset = traffic.ticks
    if tested.isSampled {
      // One bad slice among so many.
      let share = rate * tested.objective.budget
      guard share > .zero, share <= ExactNumber(1, over: 2) else { return nil }
      let among = (.one / share).roundedUp
      for _ in 0..<min(detection.roundedUp / among + 3, 500) {
        traffic.append(ticks: among - 1, events: 1, errors: 0)
        traffic.append(ticks: 1, events: 1, errors: 1)
      }
    } else {
      traffic.append(
        ticks: detection.roundedUp + tested.ticks(calm),
        events: tested.eventsPerScrape,
        errors: tested.errorsPerScrape(burning: rate)
      )
    }
    guard tested.grid.time(ofTick: traffic.ticks) <= longestBurn else { return nil }
    return Course(
      "steady burn of \(rate.rounded(significantDigits: 3).decimalText)x",
      first: traffic,
      others: Traffic(),
      onset: onset,
      checks: [.budget(atTick: traffic.ticks)]
    )
  }

  /// There is no error series before the outage.
  static let errorSeriesBornInOutage = Scenario(scope: .everyObjective) { tested in
    guard tested.hasErrorSeries else { return [] }
    let events = tested.eventsPerScrape
    var first = tested.opening(.withoutErrorSeries)
    first.append(
      ticks: tested.ticks(calm),
      events: events,
      errors: 0,
      presence: .withoutErrorSeries
    )
    let onset = first.ticks
    let told = tested.firstAlert(
      in: first.with(ticks: tested.ticks(longestOutage), events: events, errors: events)
    )
    let detection = (told ?? onset + tested.ticks(.minutes(15))) - onset
    first.append(ticks: detection + tested.ticks(.minutes(5)), events: events, errors: events)
    var others = tested.opening(.withoutErrorSeries)
    others.append(through: first.ticks, events: events, errors: 0, presence: .withoutErrorSeries)
    return [
      Course(
        "total outage in which the error series are born",
        first: first,
        others: others,
        onset: onset,
        checks: [.counts(atTick: onset)]
      )
    ]
  }

  /// Good events are counted and there has never been one.
  static let noGoodSeriesYet = Scenario(scope: .everyObjective) { tested in
    guard tested.hasGoodSeries else { return [] }
    let events = tested.eventsPerScrape
    var first = tested.opening(.withoutGoodSeries)
    first.append(ticks: tested.ticks(calm), events: 0, errors: 0, presence: .withoutGoodSeries)
    let onset = first.ticks
    var probe = first
    probe.append(
      ticks: tested.ticks(longestOutage),
      events: events,
      errors: events,
      presence: .withoutGoodSeries
    )
    let detection = (tested.firstAlert(in: probe) ?? onset + tested.ticks(.minutes(15))) - onset
    first.append(
      ticks: detection + tested.ticks(.minutes(5)),
      events: events,
      errors: events,
      presence: .withoutGoodSeries
    )
    var others = tested.opening()
    others.append(through: first.ticks, events: events, errors: 0)
    return [
      Course(
        "total outage before the first good event",
        first: first,
        others: others,
        onset: onset,
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }
}

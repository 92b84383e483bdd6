import SLODSL

/// Scenarios in which alerts fire, at times that the formulas give.
extension Scenario {
  /// The longest incident that is tried until somebody is told.
  static let longestOutage = Duration.hours(8)
  /// The longest wait for the end of an alert in a scenario that every SLO has.
  private static let longestReset = Duration.minutes(90)

  /// Everything fails until somebody was told, then nothing does.
  static let totalOutage = Scenario(scope: .everyObjective) { tested in
    let events = tested.eventsPerScrape
    var first = tested.opening(thenCalm: calm)
    let onset = first.ticks
    let detection = tested.detection(ofFailuresAfter: first) ?? tested.ticks(.minutes(20))
    first.append(ticks: detection + tested.ticks(.minutes(10)), events: events, errors: events)
    let recovery = first.ticks
    let longest = first.with(ticks: tested.ticks(longestReset), events: events, errors: 0)
    let loudest = tested.severities.first.flatMap { severity in
      tested.simulate([longest]).firing(severity).stretches.first?.silentFrom
    }
    let silent = loudest ?? recovery + tested.ticks(.minutes(10))
    first.append(through: silent + tested.ticks(.minutes(5)), events: events, errors: 0)
    let length = tested.grid.time(ofTick: recovery - onset).text
    return [
      Course(
        "total outage of \(length)",
        first: [first],
        others: tested.undisturbed(through: first.ticks),
        incidents: [Incident(onset: onset, recovery: recovery)],
        checks: [
          .counts(atTick: recovery), .periodCounts(atTick: first.ticks),
          .budget(atTick: first.ticks),
        ]
      )
    ]
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
    let detection = tested.detection(ofFailuresAfter: first) ?? tested.ticks(.minutes(15))
    first.append(ticks: detection + tested.ticks(.minutes(5)), events: events, errors: events)
    var others = tested.opening(.withoutErrorSeries)
    others.append(through: first.ticks, events: events, errors: 0, presence: .withoutErrorSeries)
    return [
      Course(
        "total outage in which the error series are born",
        first: [first],
        others: others,
        incidents: [Incident(onset: onset)],
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
    let detection = tested.detection(ofFailuresAfter: first, presence: .withoutGoodSeries)
    first.append(
      ticks: (detection ?? tested.ticks(.minutes(15))) + tested.ticks(.minutes(5)),
      events: events,
      errors: events,
      presence: .withoutGoodSeries
    )
    return [
      Course(
        "total outage before the first good event",
        first: [first],
        others: tested.undisturbed(through: first.ticks),
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// Everything fails, then everything disappears: what was recorded and what fires outlives its
  /// series.
  static let outageThenGone = Scenario(scope: .everyObjective) { tested in
    let events = tested.eventsPerScrape
    var first = tested.opening(thenCalm: calm)
    let onset = first.ticks
    // Until everybody was told, if that does not take long.
    let failing = first.with(ticks: tested.ticks(.minutes(20)), events: events, errors: events)
    let simulation = tested.simulate([failing])
    let told = tested.severities.compactMap { simulation.firing($0).firstFiring }.max()
    first.append(
      through: (told ?? onset) + tested.ticks(.minutes(2)),
      events: events,
      errors: events
    )
    let end = first.ticks
    guard let silence = tested.timeUntilAbsence else { return [] }
    first.appendSilence(ticks: tested.ticks(silence))
    var others = tested.undisturbed(through: end)
    others.appendSilence(ticks: first.ticks - end)
    let length = tested.grid.time(ofTick: end - onset).text
    return [
      Course(
        "total outage, and after \(length) every series disappears",
        first: [first],
        others: others,
        incidents: [Incident(onset: onset)],
        checks: [.absence, .periodCounts(atTick: first.ticks)]
      )
    ]
  }
}

extension TestedObjective {
  /// After how many ticks somebody is told that everything fails; nil for never, or too late.
  func detection(
    ofFailuresAfter traffic: Traffic,
    presence: Traffic.Presence = .all
  ) -> Int? {
    var failing = traffic
    failing.append(
      ticks: ticks(Scenario.longestOutage),
      events: eventsPerScrape,
      errors: eventsPerScrape,
      presence: presence
    )
    return firstAlert(in: failing).map { $0 - traffic.ticks }
  }

  /// How long everything must be gone until the absence alert has fired, or, where there is none,
  /// would have; nil where that takes longer than a test should.
  var timeUntilAbsence: Duration? {
    let after = absence?.after ?? .minutes(10)
    return after > .hours(3) ? nil : after + .minutes(3) + slo.timing.interval * 2
  }
}

import SLODSL

/// Scenarios in which something happens to the targets, and none in which events fail for it.
extension Scenario {
  /// One scrape of a target fails, later several in a row; another target goes on.
  static let failedScrapes = Scenario(scope: .everyObjective) { tested in
    let step = tested.usualStep
    let scrapes = tested.grid.scrapesPerTick
    var target = tested.opening()
    target.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    let onset = target.ticks
    // In the middle of an interval, whose ends still tell how much the counters grew.
    var once = Array(repeating: step, count: scrapes)
    once[scrapes / 2] = step.missed
    target.append(ticks: 1, steps: once)
    target.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    let counted = target.ticks
    target.append(ticks: tested.ticks(.minutes(3)), steps: [step.missed])
    let back = target.ticks
    target.append(ticks: tested.ticks(.minutes(6)), steps: [step])
    var other = tested.opening()
    other.append(through: target.ticks, steps: [step])
    return [
      Course(
        "one scrape of a target fails, later all for 3m",
        first: tested.hasReplicas ? [target, other] : [target],
        incidents: [Incident(onset: onset, recovery: back)],
        checks: [
          .counts(atTick: counted), .counts(atTick: target.ticks),
          .periodCounts(atTick: target.ticks), .numbers(atTick: target.ticks), .noBirths,
        ]
      )
    ]
  }

  /// A process restarts between two scrapes: its counters begin at 0.
  static let restart = Scenario(scope: .everyObjective) { tested in
    guard !tested.isSampled else { return [] }
    let step = tested.usualStep
    let scrapes = tested.grid.scrapesPerTick
    var first = tested.opening()
    first.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    let onset = first.ticks
    var steps = Array(repeating: step, count: scrapes)
    steps[scrapes / 2] = step.restarted
    first.append(ticks: 1, steps: steps)
    first.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    return [
      Course(
        "the process restarts and its counters begin anew",
        first: [first],
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: first.ticks), .noBirths]
      )
    ]
  }

  /// A replica that has counted elsewhere joins, and one that has been drained leaves.
  static let replicas = Scenario(scope: .everyObjective) { tested in
    guard tested.hasReplicas else { return [] }
    let step = tested.usualStep
    let idle = tested.isSampled ? step : .idle
    var old = tested.opening()
    old.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    let onset = old.ticks
    var new = Traffic()
    new.appendSilence(ticks: onset)
    new.append(ticks: 1, steps: [idle])
    old.append(ticks: tested.ticks(.minutes(5)), steps: [step])
    old.append(ticks: 1, steps: [idle])
    old.appendSilence(ticks: tested.ticks(.minutes(5)))
    new.append(through: old.ticks, steps: [step])
    return [
      Course(
        "a replica is added, and later another removed",
        first: [old, new],
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: old.ticks), .numbers(atTick: old.ticks), .noBirths]
      )
    ]
  }

  /// The larger of two replicas disappears when there is an hour of records, and the process of the
  /// other restarts: nothing is missing in the counts, so nothing may be recovered, also when the
  /// hour holds almost nothing of the larger one any more.
  static let nothingToRecover = Scenario(scope: .oncePerPolicy) { tested in
    guard tested.slo.reconciles, tested.hasReplicas else { return [] }
    let large = tested.usualStep
    let small = Traffic.Step(events: large.events / 10, errors: large.errors / 10)
    var leaving = tested.opening()
    var staying = tested.opening()
    leaving.append(ticks: tested.ticks(.minutes(62)), steps: [large])
    staying.append(through: leaving.ticks, steps: [small])
    let onset = leaving.ticks
    leaving.appendSilence(ticks: tested.ticks(.minutes(66)))
    let rest = Array(repeating: small, count: tested.grid.scrapesPerTick - 1)
    staying.append(ticks: tested.ticks(.minutes(3)), steps: [small])
    staying.append(ticks: 1, steps: rest + [small.restarted])
    staying.append(through: leaving.ticks, steps: [small])
    return [
      Course(
        "after an hour the larger replica is removed and the other restarts",
        first: [leaving, staying],
        incidents: [Incident(onset: onset)],
        checks: [.periodCounts(atTick: leaving.ticks), .nothingRecovered]
      )
    ]
  }

  /// Series of a group that disagree in a slice, and samples of a series that do.
  static let unevenSamples = Scenario(scope: .everyObjective) { tested in
    guard tested.judgement != nil else { return [] }
    let good = Traffic.Step(events: 1, errors: 0)
    let bad = Traffic.Step(events: 1, errors: 1)
    let pause = tested.ticks(.minutes(3))
    var first = tested.opening()
    first.append(ticks: pause, steps: [good])
    let onset = first.ticks
    first.append(ticks: 1, steps: [bad])
    first.append(ticks: pause, steps: [good])
    let rest = Array(repeating: good, count: tested.grid.scrapesPerTick - 1)
    first.append(ticks: 1, steps: [bad] + rest)
    first.append(ticks: pause, steps: [good])
    var second = tested.opening()
    second.append(through: first.ticks, steps: [good])
    return [
      Course(
        "one of two series is bad, later one sample of it",
        first: tested.hasReplicas ? [first, second] : [first],
        incidents: [Incident(onset: onset)],
        checks: [.counts(atTick: first.ticks)]
      )
    ]
  }

  /// The targets are known and cannot be scraped.
  static let targetsDown = Scenario(scope: .everyObjective) { tested in
    guard let silence = tested.timeUntilAbsence else { return [] }
    var traffic = tested.opening()
    traffic.append(ticks: tested.ticks(.minutes(5)), steps: [tested.usualStep])
    let onset = traffic.ticks
    traffic.appendOutOfReach(ticks: tested.ticks(silence))
    return [
      Course(
        "all targets are down",
        first: [traffic],
        others: traffic,
        incidents: [Incident(onset: onset)],
        checks: [.absence]
      )
    ]
  }

  /// One group disappears and others go on: it is missed at the hour at which it had events the day
  /// before.
  static let oneGroupLost = Scenario(scope: .oncePerAbsence) { tested in
    guard let absence = tested.absence, absence.each, tested.groups.count > 1 else { return [] }
    let step = tested.usualStep
    var first = tested.opening()
    first.append(ticks: tested.ticks(.minutes(15)), steps: [step])
    let onset = first.ticks
    let day = tested.opening().ticks + tested.ticks(.days(1))
    first.appendSilence(ticks: day + tested.ticks(absence.after + .minutes(10)) - onset)
    var others = tested.opening()
    others.append(through: first.ticks, steps: [step])
    return [
      Course(
        "one group disappears",
        first: [first],
        others: others,
        incidents: [Incident(onset: onset)],
        checks: [.absence]
      )
    ]
  }
}

extension TestedObjective {
  /// What usually happens between two scrapes: half of the budget is spent.
  var usualStep: Traffic.Step {
    Traffic.Step(
      events: eventsPerScrape,
      errors: errorsPerScrape(burning: ExactNumber(1, over: 2))
    )
  }
}

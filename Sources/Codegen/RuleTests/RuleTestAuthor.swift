import SLODSL

/// Writes the test of a course of events: its series, and what the formulas say must come of it.
struct RuleTestAuthor {
  let tested: TestedObjective
  let course: Scenario.Course
  private let simulations: [(group: TestedObjective.Group, simulation: BurnRateSimulation)]

  init(_ tested: TestedObjective, course: Scenario.Course) {
    self.tested = tested
    self.course = course
    var simulations: [(TestedObjective.Group, BurnRateSimulation)] = []
    for (index, group) in tested.groups.enumerated() {
      let traffic = index == 0 ? course.first : course.others
      guard !traffic.runs.isEmpty else { continue }
      simulations.append((group, tested.simulate(traffic)))
    }
    self.simulations = simulations
  }

  /// The test with all its assertions.
  var test: RuleTest {
    var assertions: [RuleTest.Assertion] = []
    var outcomes: [String] = []
    for (index, entry) in simulations.enumerated() {
      let outcome = burnAlerts(of: entry.group, entry.simulation)
      assertions += outcome.assertions
      if index == 0 { outcomes = outcome.words }
    }
    for check in course.checks { assertions += self.assertions(for: check) }
    if course.checks.contains(.absence), let words = absence?.words { outcomes.append(words) }
    let ending = outcomes.isEmpty ? "silent" : outcomes.joined(separator: ", ")
    let group = tested.groups.first?.labels ?? []
    let place = course.onset == nil ? "" : group.map { " " + $0.matcherText }.joined()
    return RuleTest(
      name: "\(tested.slo.identity.text)\(place): \(course.title): \(ending)",
      scrape: tested.slo.timing.scrape,
      series: series,
      assertions: assertions
    )
  }

  var series: [RuleTest.Series] {
    var found: [RuleTest.Series] = []
    for (index, group) in tested.groups.enumerated() {
      let traffic = index == 0 ? course.first : course.others
      guard !traffic.runs.isEmpty else { continue }
      for blueprint in group.series {
        let samples = blueprint.samples(of: traffic, grid: tested.grid)
        let name = blueprint.seriesText
        // Groups may share a target.
        guard !samples.isEmpty, !found.contains(where: { $0.name == name }) else { continue }
        found.append(RuleTest.Series(name: name, values: samples.text))
      }
    }
    return found
  }

  // MARK: Burn alerts

  private func burnAlerts(
    of group: TestedObjective.Group,
    _ simulation: BurnRateSimulation
  ) -> (assertions: [RuleTest.Assertion], words: [String]) {
    let timelines = tested.severities.map { ($0, simulation.firing($0)) }
    let last = simulation.counts.ticks - 1
    if timelines.allSatisfy({ $0.1.isSilent }) {
      return ([never(AlertSeverity.allCases, group: group, through: last)], [])
    }
    var assertions: [RuleTest.Assertion] = []
    var words: [String] = []
    for (severity, timeline) in timelines {
      if timeline.isSilent {
        assertions.append(never([severity], group: group, through: last))
        continue
      }
      guard let episode = timeline.firstEpisode else {
        let clear = timeline.states.firstIndex { $0 != .no } ?? 0
        if clear > 1 { assertions.append(never([severity], group: group, through: clear - 1)) }
        continue
      }
      assertions += self.assertions(for: episode, of: severity, group: group)
      words.append(self.words(for: episode, of: severity))
    }
    return (assertions, words)
  }

  private func assertions(
    for episode: AlertTimeline.Episode,
    of severity: AlertSeverity,
    group: TestedObjective.Group
  ) -> [RuleTest.Assertion] {
    let fires = { (tick: Int, comment: String?) in
      RuleTest.Assertion(
        expression: "group\(byDimensions)(\(alerts([severity], group: group)))",
        time: tested.grid.time(ofTick: tick),
        samples: [RuleTest.Sample(labels: group.labels, value: .one)],
        comment: comment
      )
    }
    var assertions = [never([severity], group: group, through: episode.silentThrough)]
    assertions.append(fires(episode.firstFiring, nil))
    guard episode.lastFiring > episode.firstFiring else { return assertions }
    assertions.append(fires(episode.lastFiring, nil))
    if let silent = episode.silentFrom {
      assertions.append(
        RuleTest.Assertion(
          expression: alerts([severity], group: group),
          time: tested.grid.time(ofTick: silent),
          samples: [],
          comment: nil
        )
      )
    }
    return assertions
  }

  /// No alert of the severities fires from the beginning through a tick.
  private func never(
    _ severities: [AlertSeverity],
    group: TestedObjective.Group,
    through tick: Int
  ) -> RuleTest.Assertion {
    let time = tested.grid.time(ofTick: max(1, tick))
    return RuleTest.Assertion(
      expression: "max_over_time(\(alerts(severities, group: group))[\(time.text)])",
      time: time,
      samples: [],
      comment: nil
    )
  }

  func alerts(_ severities: [AlertSeverity], group: TestedObjective.Group) -> String {
    let names = severities.map { AlertName.burn($0) }
    let name =
      names.count == 1
      ? "alertname=\(quoted(names[0]))" : "alertname=~\(quoted(names.joined(separator: "|")))"
    let matchers = [name, "alertstate=\"firing\"", identity] + group.labels.map(\.matcherText)
    return "ALERTS{\(matchers.joined(separator: ","))}"
  }

  private var identity: String {
    "\(RecordedSeries.identity)=\(quoted(tested.slo.identity.text))"
  }

  var byDimensions: String {
    let dimensions = tested.slo.dimensions
    return dimensions.isEmpty ? "" : " by (\(dimensions.joined(separator: ", "))) "
  }

  private func words(for episode: AlertTimeline.Episode, of severity: AlertSeverity) -> String {
    let verb = severity == .page ? "pages" : "tickets"
    guard let onset = course.onset else { return verb }
    var words = "\(verb) after \(elapsed(from: onset, to: episode.firstFiring))"
    if let recovery = course.recovery, let silent = episode.silentFrom, silent > recovery {
      words += " until \(elapsed(from: recovery, to: episode.lastFiring)) after recovery"
    }
    return words
  }

  /// From the last moment that a tick counts to another tick.
  private func elapsed(from onset: Int, to tick: Int) -> String {
    (tested.grid.time(ofTick: tick - onset) + tested.grid.delay).text
  }

  // MARK: Recorded values

  func assertions(for check: Scenario.Check) -> [RuleTest.Assertion] {
    switch check {
    case .counts(let tick): return simulations.flatMap { counts(of: $0, atTick: tick) }
    case .burnRate(let tick): return simulations.flatMap { burnRate(of: $0, atTick: tick) }
    case .budget(let tick): return simulations.flatMap { budget(of: $0, atTick: tick) }
    case .numbers(let tick): return [numbers(atTick: tick)]
    case .absence: return absence?.assertions ?? []
    }
  }

  /// The last tick up to `tick` at which long groups have just run, however they are evaluated.
  private func refreshed(_ tick: Int) -> Int {
    let step = tested.ticks(RecordedCounts.longStep)
    return tick / step * step
  }

  private typealias Entry = (group: TestedObjective.Group, simulation: BurnRateSimulation)

  private func counts(of entry: Entry, atTick tick: Int) -> [RuleTest.Assertion] {
    let window = countWindow
    guard let sum = entry.simulation.sum(over: window, atTick: tick) else { return [] }
    return [
      (tested.windows.errors(window), sum.errors), (tested.windows.events(window), sum.events),
    ].compactMap { name, count in
      guard count.isExact, let value = count.lowEvents.integer else { return nil }
      return recorded(
        "round(\(name){\(selector(of: entry.group))})",
        atTick: tick,
        ExactNumber(value),
        entry.group
      )
    }
  }

  /// The hour is recorded for every SLO.
  private var countWindow: Duration { .hours(1) }

  private func burnRate(of entry: Entry, atTick tick: Int) -> [RuleTest.Assertion] {
    let tick = refreshed(tick)
    guard tested.windows.burnRates.contains(countWindow),
      let rate = entry.simulation.burnRate(over: countWindow, atTick: tick)
    else { return [] }
    return rounded(RecordedSeries.burnRate(countWindow), rate, places: 2, entry.group, atTick: tick)
  }

  private func budget(of entry: Entry, atTick tick: Int) -> [RuleTest.Assertion] {
    let period = tested.windows.period
    let tick = refreshed(tick)
    guard let left = entry.simulation.budgetRemaining(of: period, atTick: tick) else { return [] }
    for places in [4, 3, 2] {
      let found = rounded(RecordedSeries.remaining, left, places: places, entry.group, atTick: tick)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The value rounded to decimal places, if it is the same within the bounds.
  private func rounded(
    _ name: String,
    _ bounds: ClosedRange<ExactNumber>,
    places: Int,
    _ group: TestedObjective.Group,
    atTick tick: Int
  ) -> [RuleTest.Assertion] {
    // A distance from the next rounding step, so that floating point cannot matter.
    let margin = ExactNumber(1, over: 1_000_000)
    let low = (bounds.lowerBound - margin).rounded(places: places)
    guard low == (bounds.upperBound + margin).rounded(places: places) else { return [] }
    var step = ExactNumber.one
    for _ in 0..<places { step = step / ExactNumber(10) }
    let expression = "round(\(name){\(selector(of: group))}, \(step.decimalText))"
    return [recorded(expression, atTick: tick, low, group)]
  }

  private func recorded(
    _ expression: String,
    atTick tick: Int,
    _ value: ExactNumber,
    _ group: TestedObjective.Group
  ) -> RuleTest.Assertion {
    let labels = [Label(RecordedSeries.identity, tested.slo.identity.text)] + group.labels
    return RuleTest.Assertion(
      expression: expression,
      time: tested.grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: labels, value: value)],
      comment: nil
    )
  }

  private func selector(of group: TestedObjective.Group) -> String {
    ([identity] + group.labels.map(\.matcherText)).joined(separator: ",")
  }

  /// As many recorded values as recorded numbers: NaN is not at least minus infinity.
  private func numbers(atTick tick: Int) -> RuleTest.Assertion {
    let all = "count({\(identity)})"
    return RuleTest.Assertion(
      expression: "\(all) - count({\(identity)} >= -Inf)",
      time: tested.grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: [], value: .zero)],
      comment: "nothing recorded is NaN"
    )
  }

  // MARK: Absence

  private var absence: (assertions: [RuleTest.Assertion], words: String?)? {
    guard tested.slo.objectives.contains(where: { !$0.pairs.isEmpty }) else { return nil }
    let absent = tested.absence(in: course.first)
    let alert =
      "ALERTS{alertname=\(quoted(AlertName.eventsAbsent)),alertstate=\"firing\",\(identity)}"
    let last = absent.count - 1
    let never = { (tick: Int) in
      let time = tested.grid.time(ofTick: max(1, tick))
      return RuleTest.Assertion(
        expression: "max_over_time(\(alert)[\(time.text)])",
        time: time,
        samples: [],
        comment: nil
      )
    }
    switch tested.absence {
    case .alert(let after, each: false):
      let pending = tested.grid.tick(atOrAfter: after)
      let timeline = AlertTimeline(conditions: absent, pendingTicks: pending)
      guard let episode = timeline.firstEpisode, let onset = course.onset else { return nil }
      let fires = RuleTest.Assertion(
        expression: "group(\(alert))",
        time: tested.grid.time(ofTick: episode.firstFiring),
        samples: [RuleTest.Sample(labels: [], value: .one)],
        comment: nil
      )
      let words = "reported as absent after \(elapsed(from: onset, to: episode.firstFiring))"
      return ([never(episode.silentThrough), fires], words)
    case .alert(_, each: true): return nil
    case .bad, .good, .ignore, nil: return ([never(last)], nil)
    }
  }
}

import SLODSL

/// Writes the test of a course of events: its series, and what the formulas say must come of it.
struct RuleTestAuthor {
  let tested: TestedObjective
  let course: Scenario.Course
  private let entries: [Entry]

  /// A group that takes part in the course.
  private struct Entry {
    let group: TestedObjective.Group
    let replicas: [Traffic]
    let further: [Traffic]
    let simulation: BurnRateSimulation
  }

  init(_ tested: TestedObjective, course: Scenario.Course) {
    self.tested = tested
    self.course = course
    var entries: [Entry] = []
    for (index, group) in tested.groups.enumerated() {
      guard let replicas = index == 0 ? course.first : course.others.map({ [$0] }) else { continue }
      let further = index == 0 ? course.further : []
      entries.append(
        Entry(
          group: group,
          replicas: replicas,
          further: further,
          simulation: tested.simulate(replicas + further)
        )
      )
    }
    self.entries = entries
  }

  /// The test with all its assertions.
  var test: RuleTest {
    var assertions = entries.flatMap(burnAssertions)
    for check in course.checks { assertions += self.assertions(for: check) }
    let group = tested.groups.first?.labels ?? []
    let place = course.incidents.isEmpty ? "" : group.map { " " + $0.matcherText }.joined()
    return RuleTest(
      name: "\(tested.slo.identity.text)\(place): \(course.title)\(ending)",
      scrape: tested.slo.timing.scrape,
      series: series,
      assertions: assertions
    )
  }

  var series: [RuleTest.Series] {
    var found: [RuleTest.Series] = []
    for entry in entries {
      for (further, traffic) in zip(entry.group.further, entry.further) {
        let samples = further.series.samples(of: traffic, grid: tested.grid)
        found.append(RuleTest.Series(name: further.series.seriesText, values: samples.text))
      }
      for (index, traffic) in entry.replicas.enumerated() {
        for blueprint in tested.series(of: entry.group, replica: index) {
          let samples = blueprint.samples(of: traffic, grid: tested.grid)
          let name = blueprint.seriesText
          // Groups may share a target, and what is idle may have its turn.
          guard !samples.isEmpty, !found.contains(where: { $0.name == name }) else { continue }
          found.append(RuleTest.Series(name: name, values: samples.text))
        }
      }
    }
    return found
  }

  // MARK: Assertions

  /// Of both burn alerts in a group; one assertion for both where neither may ever fire.
  private func burnAssertions(of entry: Entry) -> [RuleTest.Assertion] {
    let timelines = tested.severities.map { ($0, entry.simulation.firing($0)) }
    guard timelines.contains(where: { !$0.1.isSilent }) else {
      return [burn(AlertSeverity.allCases, in: entry).silence(from: 0, through: course.ticks)]
    }
    return timelines.flatMap { severity, timeline in
      burn([severity], in: entry).assertions(for: timeline)
    }
  }

  private func burn(_ severities: [AlertSeverity], in entry: Entry) -> AlertAssertions {
    AlertAssertions(
      severities.map(AlertName.burn),
      of: tested.slo.identity,
      labels: entry.group.labels,
      grid: tested.grid
    )
  }

  func assertions(for check: Scenario.Check) -> [RuleTest.Assertion] {
    let groups = entries.map {
      RecordedAssertions(tested: tested, group: $0.group, simulation: $0.simulation)
    }
    // The hour is recorded for every SLO.
    switch check {
    case .counts(let tick): return groups.flatMap { $0.counts(over: .hours(1), atTick: tick) }
    case .periodCounts(let tick): return groups.flatMap { $0.periodCounts(atTick: tick) }
    case .burnRates(let tick): return groups.flatMap { $0.burnRates(atTick: tick) }
    case .budget(let tick): return groups.flatMap { $0.budget(atTick: tick) }
    case .numbers(let tick): return [numbers(atTick: tick)]
    case .absence: return absenceAssertions
    case .noBirths:
      return tested.slo.countsBirths ? groups.map { $0.noBirths(through: course.ticks) } : []
    case .nothingRecovered: return groups.map { $0.nothingRecovered(through: course.ticks) }
    }
  }

  /// As many recorded values as recorded numbers: NaN is not at least minus infinity.
  private func numbers(atTick tick: Int) -> RuleTest.Assertion {
    let identity = Label(RecordedSeries.identity, tested.slo.identity.text).matcherText
    return RuleTest.Assertion(
      expression: "count({\(identity)}) - count({\(identity)} >= -Inf)",
      time: tested.grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: [], value: .zero)],
      comment: "nothing recorded is NaN"
    )
  }

  // MARK: Absence

  /// Of the alert that tells absence, at each of its severities.
  private var absenceAssertions: [RuleTest.Assertion] {
    guard tested.absence != nil else {
      let alert = absenceAlert(labels: [])
      return tested.severities.isEmpty ? [] : [alert.silence(from: 0, through: course.ticks)]
    }
    return absences.flatMap { absenceAlert(labels: $0.labels).assertions(for: $0.timeline) }
  }

  private func absenceAlert(labels: [Label]) -> AlertAssertions {
    AlertAssertions(
      [AlertName.eventsAbsent],
      of: tested.slo.identity,
      labels: labels,
      grid: tested.grid
    )
  }

  private struct Absence {
    /// Of the group, if it is about one, and the severity.
    let labels: [Label]
    let severity: AlertSeverity
    let timeline: AlertTimeline
  }

  /// What is told of all groups together and of each.
  private var absences: [Absence] {
    guard let formula = tested.absence else { return [] }
    let missing = entries.map { tested.absence(of: $0.replicas) }
    let down = entries.map { tested.hasTargetDown(in: $0.replicas) }
    let ticks = 0...course.ticks
    var absences = formula.timelines(
      absent: ticks.map { tick in missing.map { $0[tick] }.reduce(.yes) { $0 && $1 } },
      hasTargetDown: ticks.map { tick in down.contains { $0[tick] } },
      grid: tested.grid
    ).map { severity, timeline in
      Absence(labels: [formula.label(of: severity)], severity: severity, timeline: timeline)
    }
    guard formula.each else { return absences }
    // A selector without the groups' labels would find their alerts, too.
    absences.removeAll(where: \.timeline.isSilent)
    for (entry, missing) in zip(entries, missing) {
      let timeline = formula.timeline(
        of: entry.simulation.counts,
        missing: missing,
        grid: tested.grid
      )
      let labels = entry.group.labels + [formula.label(of: .ticket)]
      absences.append(Absence(labels: labels, severity: .ticket, timeline: timeline))
    }
    return absences
  }

  // MARK: Name

  /// What comes of it: `: pages after 2m until 34m after recovery`.
  private var ending: String {
    guard let entry = entries.first else { return "" }
    let timelines = tested.severities.map { ($0, entry.simulation.firing($0)) }
    var outcomes = course.incidents.indices.map { index in
      timelines.flatMap { severity, timeline in
        timeline.stretches.compactMap {
          words(for: $0, in: timeline, of: severity, incident: index)
        }
      }
    }
    if course.checks.contains(.absence), !outcomes.isEmpty {
      outcomes[outcomes.count - 1] += absences.compactMap(words)
    }
    if outcomes.allSatisfy(\.isEmpty) {
      return timelines.allSatisfy { $0.1.isSilent } ? ": silent" : ""
    }
    guard outcomes.count > 1 else { return ": " + outcomes[0].joined(separator: ", ") }
    let places = ["first", "second", "third", "fourth"]
    return ": "
      + zip(places, outcomes).map { place, words in
        "the \(place) " + (words.isEmpty ? "is silent" : words.joined(separator: ", "))
      }.joined(separator: "; ")
  }

  /// What a severity does in one of the incidents; nil when its firing belongs to another.
  private func words(
    for stretch: AlertTimeline.Stretch,
    in timeline: AlertTimeline,
    of severity: AlertSeverity,
    incident index: Int
  ) -> String? {
    guard let certain = stretch.certain else { return nil }
    let incident = course.incidents[index]
    let next = course.incidents.dropFirst(index + 1).first
    guard certain.lowerBound > incident.onset,
      next.map({ certain.lowerBound <= $0.onset }) ?? true
    else { return nil }
    let verb = severity == .page ? "pages" : "tickets"
    var words = "\(verb) after \(elapsed(from: incident.onset, to: certain.lowerBound))"
    if let recovery = incident.recovery, let silent = stretch.silentFrom, silent > recovery {
      let last = timeline.lastEvaluation(in: certain)
      words += " until \(elapsed(from: recovery, to: last)) after recovery"
    }
    return words
  }

  private func words(for absence: Absence) -> String? {
    guard let onset = course.incidents.last?.onset, let first = absence.timeline.firstFiring else {
      return nil
    }
    let verb = absence.severity == .page ? "pages" : "tickets"
    return "absence \(verb) after \(elapsed(from: onset, to: first))"
  }

  /// From the last moment that a tick counts to another tick.
  private func elapsed(from onset: Int, to tick: Int) -> String {
    (tested.grid.time(ofTick: tick - onset) + tested.grid.delay).text
  }
}

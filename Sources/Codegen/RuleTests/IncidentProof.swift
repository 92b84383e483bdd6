import SLODSL

/// A rule test that demands of the rules, at every evaluation of an incident, what the simulation
/// says of their alerts.
struct IncidentProof {
  private let tested: TestedObjective
  private let course: SimulatedCourse
  private let author: RuleTestAuthor
  private let incident: Incident

  /// Nil when there are more events than a test can count.
  init?(_ incident: Incident, of tested: TestedObjective, atMost after: Duration) {
    let course = SimulatedCourse(
      incident,
      of: tested.slo,
      formulas: tested.formulas,
      atMost: after
    )
    guard let course, course.traffic.unit == .one else { return nil }
    self.tested = tested
    self.course = course
    self.incident = incident
    var others = tested.opening()
    others.append(through: course.traffic.traffic.ticks, events: 1, errors: 0)
    let last = course.traffic.traffic.ticks
    author = RuleTestAuthor(
      tested,
      course: Scenario.Course(
        "incident",
        first: [course.traffic.traffic],
        others: others,
        incidents: [Scenario.Incident(onset: course.traffic.onset)],
        checks: [.counts(atTick: last), .budget(atTick: last), .numbers(atTick: last)]
      )
    )
  }

  var test: RuleTest {
    let phases = incident.phases.map { "\($0.errors.percentText) for \($0.duration.text)" }
    let rate = course.rate.rounded(significantDigits: 3).decimalText
    var assertions: [RuleTest.Assertion] = []
    for severity in tested.severities {
      assertions += self.assertions(for: severity, course.simulation.firing(severity))
    }
    for check in author.course.checks { assertions += author.assertions(for: check) }
    return RuleTest(
      name: "\(tested.slo.identity.text): \(phases.joined(separator: ", ")) at \(rate) a second",
      scrape: tested.slo.timing.scrape,
      series: author.series,
      assertions: assertions
    )
  }

  /// One for each run of evaluations at which it is certain whether the alert fires: in none of
  /// them, or in all.
  private func assertions(
    for severity: AlertSeverity,
    _ timeline: AlertTimeline
  ) -> [RuleTest.Assertion] {
    guard let group = tested.groups.first else { return [] }
    let alerts = AlertAssertions(
      [AlertName.burn(severity)],
      of: tested.slo.identity,
      labels: group.labels,
      grid: tested.grid
    )
    var assertions: [RuleTest.Assertion] = []
    var first = 1
    while first < timeline.states.count {
      let state = timeline.states[first]
      let end = timeline.states[first...].firstIndex { $0 != state } ?? timeline.states.count
      let ticks = end - first
      defer { first = end }
      guard state != .unclear else { continue }
      let range = "[\(range(ofTicks: ticks).text)]"
      assertions.append(
        RuleTest.Assertion(
          expression: state == .no
            ? "max_over_time(\(alerts.selector)\(range))"
            : "sum\(alerts.grouping)(count_over_time(\(alerts.selector)\(range)))",
          time: tested.grid.time(ofTick: end - 1),
          samples: state == .no
            ? [] : [RuleTest.Sample(labels: group.labels, value: ExactNumber(ticks))],
          comment: nil
        )
      )
    }
    return assertions
  }

  /// Holds so many evaluations, whether ranges are closed or left-open.
  private func range(ofTicks ticks: Int) -> Duration {
    tested.slo.timing.interval * Int64(ticks) - Duration(milliseconds: 1)
  }
}

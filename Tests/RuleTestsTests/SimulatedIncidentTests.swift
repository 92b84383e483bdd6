import Codegen
import SLODSL
import TestSupport
import Testing

/// Incidents become traffic without losing an event, and their alerts come when the formulas say.
struct SimulatedIncidentTests {
  private static let slo = ExampleModels.slo("availability", ExampleModels.availability)

  private static func simulate(
    _ phases: [(errors: ExactNumber, minutes: Int64)],
    of slo: ServiceLevelObjective = slo,
    rate: ExactNumber? = nil,
    history: Duration? = nil
  ) throws -> SimulatedIncident {
    let incident = Incident(
      phases: phases.map { Incident.Phase(errors: $0.errors, duration: .minutes($0.minutes)) },
      rate: rate,
      history: history
    )
    return try #require(
      SimulatedIncident(
        incident,
        of: slo,
        objective: slo.objectives[0],
        groups: SLORulePlanner(slo: slo, in: Project()).groups
      )
    )
  }

  private static func share(_ perMille: Int128) -> ExactNumber { ExactNumber(perMille, over: 1000) }

  // MARK: Traffic

  @Test(arguments: UInt64(1)...200)
  func everyEventIsCountedOnce(seed: UInt64) {
    let random = RandomIncident(seed: seed)
    guard let rate = random.incident.rate, !Self.isSampled(random.slo) else { return }
    let measurement = ObjectiveMeasurement(of: random.slo)
    let made = IncidentTraffic(
      random.incident,
      rate: rate,
      history: .minutes(10),
      after: .minutes(10),
      measurement: measurement
    )
    var steps: [Traffic.Step] = []
    for run in made.traffic.runs.dropFirst(measurement.opening().runs.count) {
      let scrapes = run.ticks * measurement.grid.scrapesPerTick
      steps += (0..<scrapes).map { run.step($0 % measurement.grid.scrapesPerTick) }
    }
    #expect(steps.allSatisfy { 0 <= $0.errors && $0.errors <= $0.events })
    // Shares of whole numbers of events, each rounded up.
    let errors = steps.reduce(0) { $0 + $1.errors }
    let wanted = random.incident.phases.reduce(ExactNumber.zero) {
      $0 + $1.errors * rate * $1.duration.seconds
    }
    let slack = ExactNumber(random.incident.phases.count * 2)
    #expect(ExactNumber(errors) <= wanted + slack)
    #expect(ExactNumber(errors) >= wanted - slack)
    let events = steps.reduce(0) { $0 + $1.events }
    let ticks = made.traffic.ticks - measurement.opening().ticks
    let all = rate * (random.slo.timing.interval * Int64(ticks)).seconds
    #expect(ExactNumber(events) <= all + .one && ExactNumber(events) >= all - .one)
  }

  private static func isSampled(_ slo: ServiceLevelObjective) -> Bool {
    if case .samples = slo.indicator { true } else { false }
  }

  // MARK: Formulas

  /// `explain` computes detection and reset by formula, `simulate` evaluation by evaluation.
  @Test(
    arguments: [1000, 500, 200, 100, 50, 20, 10, 7, 5, 3, 2, 1],
    [Ruler.prometheus(.v2_42), .thanos]
  )
  func agreesWithTheFormulas(perMille: Int128, ruler: Ruler) throws {
    let errors = Self.share(perMille)
    let slo = ExampleModels.slo(
      "availability",
      ExampleModels.availability,
      timing: ExampleModels.timing(readBy: ruler)
    )
    let simulated = try Self.simulate([(errors, 2 * 24 * 60)], of: slo)
    for alert in simulated.alerts {
      let response = BurnResponse(
        of: alert.severity,
        to: errors,
        objective: slo.objectives[0],
        slo: slo
      )
      let fires = alert.spans.first { $0.isCertain }?.fires
      guard let response, response.detection <= .minutes(2 * 24 * 60) else {
        #expect(fires == nil, "\(alert.severity) fires at \(perMille) per mille")
        continue
      }
      let moment = try #require(fires, "\(alert.severity) at \(perMille) per mille")
      // The evaluation itself, scrapes that settle, and the five minutes of the long group.
      let slack: Duration = alert.severity == .page ? .minutes(1) : .minutes(6)
      #expect(moment.earliest + slack >= response.detection)
      #expect(moment.latest <= response.detection + slack + .seconds(15))
    }
  }

  @Test func spendsTheBudgetOnce() throws {
    // Ten times the budget for a tenth of the period, told in two phases.
    let half: Int64 = 36 * 60
    let simulated = try Self.simulate([(Self.share(10), half), (Self.share(10), half)])
    #expect(simulated.spent(by: .days(3)) == .one)
    #expect(simulated.spent(by: .hours(36)) == ExactNumber(1, over: 2))
    #expect(simulated.failedEvents == nil, "nobody said how many events there are")
    let counted = try Self.simulate([(Self.share(10), half * 2)], rate: ExactNumber(20))
    #expect(counted.failedEvents == counted.budgetedEvents)
    #expect(counted.failedEvents == ExactNumber(51_840))
  }

  // MARK: Silence

  @Test func silenceHasItsReason() throws {
    let reason = { (incident: SimulatedIncident) in
      incident.alerts.first?.silences.map(\.reason)
    }
    let slow = try Self.simulate([(Self.share(5), 600)])
    #expect(reason(slow) == [.burnsTooSlowly, .burnsTooSlowly])
    let short = try Self.simulate([(Self.share(50), 10)])
    #expect(reason(short) == [.tooShort, .tooShort])
    let after = try #require(short.alerts[0].silences[0].wouldFireAfter)
    #expect(after == .minutes(18) + .seconds(15))
    let few = try Self.simulate([(.one, 10)], rate: ExactNumber(1, over: 300))
    #expect(reason(few) == [.tooFewErrors, .tooFewErrors])
    #expect(few.alerts[0].silences[0].errors == ExactNumber(2))
    // The long window is full when the burst is out of the short one.
    let apart = try Self.simulate(
      [(.one, 1), (Self.share(10), 40)],
      of: ExampleModels.slo(
        "slo",
        ExampleModels.availability,
        pairs: [ExampleModels.pair(.page, ExactNumber(20), .hours(1), .minutes(1))]
      )
    )
    #expect(reason(apart) == [.neverTogether])
  }

  @Test func whatIsExactlyAtAThresholdMayFire() throws {
    let simulated = try Self.simulate([(ExactNumber(144, over: 10_000), 90)])
    let page = try #require(simulated.alerts.first)
    #expect(page.spans.count == 1)
    #expect(page.spans.first?.isCertain == false)
    #expect(page.state(at: .minutes(70)) == .unclear)
  }

  /// Bytes of a month are more than counts can hold.
  @Test func muchIsCountedInLargerUnits() throws {
    let slo = ExampleModels.slo("bytes", ExampleModels.bytes, minimum: 64 << 20)
    let rate = ExactNumber(50_000_000_000)
    let incident = try Self.simulate([(Self.share(50), 30)], of: slo, rate: rate)
    let fires = try #require(incident.alerts.first?.spans.first?.fires.latest)
    #expect(fires == .minutes(18) + .seconds(15))
    #expect(incident.failedEvents == rate * ExactNumber(90))
  }
}

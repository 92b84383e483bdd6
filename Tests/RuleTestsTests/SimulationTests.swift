import Codegen
import SLODSL
import Testing

/// The simulator gives the times that the formulas give and that were measured with promtool:
/// minutes after the onset of an error ratio, 100 requests a second, 99.9 %, pairs for 30 days,
/// scrapes of 15 s, rules of 1 min, settled after 10 s.
struct SimulationTests {
  /// An incident between two scrapes that are no edges of an interval.
  struct Incident: Sendable, CustomTestStringConvertible {
    /// Errors of 2000 events.
    let errors: Int
    let minutes: Int
    let historyMinutes: Int
    let page: Int?
    let lastPage: Int?
    let ticket: Int?
    let lastTicket: Int?

    var testDescription: String { "\(errors) of 2000 for \(minutes) minutes" }
  }

  static let measured = [
    Incident(
      errors: 2000,
      minutes: 30,
      historyMinutes: 120,
      page: 2,
      lastPage: 65,
      ticket: 5,
      lastTicket: nil
    ),
    // Measured at 3 with a counter that begins at 0, whose first minute is counted low.
    Incident(
      errors: 1000,
      minutes: 30,
      historyMinutes: 120,
      page: 2,
      lastPage: 64,
      ticket: 10,
      lastTicket: nil
    ),
    Incident(
      errors: 100,
      minutes: 120,
      historyMinutes: 120,
      page: 18,
      lastPage: 151,
      ticket: 89,
      lastTicket: nil
    ),
    Incident(
      errors: 20,
      minutes: 480,
      historyMinutes: 120,
      page: 217,
      lastPage: 497,
      ticket: 434,
      lastTicket: nil
    ),
    Incident(
      errors: 10,
      minutes: 1200,
      historyMinutes: 1440,
      page: nil,
      lastPage: nil,
      ticket: 865,
      lastTicket: 1488
    ),
    Incident(
      errors: 4,
      minutes: 2700,
      historyMinutes: 4320,
      page: nil,
      lastPage: nil,
      ticket: 2165,
      lastTicket: nil
    ),
    Incident(
      errors: 1,
      minutes: 360,
      historyMinutes: 120,
      page: nil,
      lastPage: nil,
      ticket: nil,
      lastTicket: nil
    ),
  ]

  @Test(arguments: measured)
  func `times agree with what promtool measured`(_ incident: Incident) throws {
    let simulation = Self.simulation(of: incident)
    let page = simulation.firing(.page)
    let ticket = simulation.firing(.ticket)
    try expect(page, first: incident.page, last: incident.lastPage, after: incident.historyMinutes)
    try expect(
      ticket,
      first: incident.ticket,
      last: incident.lastTicket,
      after: incident.historyMinutes
    )
  }

  /// The measured minute lies where the simulator is not certain of silence any more, at most five
  /// minutes before it is certain that the alert fires.
  private func expect(
    _ timeline: AlertTimeline,
    first: Int?,
    last: Int?,
    after history: Int
  ) throws {
    guard let first else {
      #expect(timeline.isSilent)
      return
    }
    let episode = try #require(timeline.firstEpisode)
    #expect(episode.silentThrough - history < first)
    #expect(first <= episode.firstFiring - history)
    #expect(episode.firstFiring - history < first + 5)
    guard let last else { return }
    let silent = try #require(episode.silentFrom)
    #expect(episode.lastFiring - history <= last)
    #expect(last < silent - history)
    #expect(silent - episode.lastFiring <= 6)
  }

  @Test func `a page is certain to the minute`() throws {
    let episode = try #require(Self.simulation(of: Self.measured[0]).firing(.page).firstEpisode)
    #expect(episode.silentThrough == 121)
    #expect(episode.firstFiring == 122)
    #expect(episode.lastFiring == 120 + 65)
    #expect(episode.silentFrom == 120 + 66)
  }

  /// F·b·L/r, rounded up to the next evaluation, for an onset on the edge of an interval.
  @Test(arguments: [(1000, 864), (500, 1728), (50, 17280), (10, 86400), (200, 4320)])
  func `detection follows the formula`(perMille: Int, milliminutes: Int) throws {
    var traffic = Traffic()
    traffic.append(ticks: 120, events: 1000, errors: 0)
    traffic.append(ticks: 360, events: 1000, errors: perMille)
    let onlyFast = [ExampleModels.monthly[0]]
    let episode = Self.simulate(traffic, pairs: onlyFast).firing(.page).firstEpisode
    guard perMille > 14 else {
      #expect(episode == nil, "14.4 times the budget is not reached")
      return
    }
    #expect(try #require(episode).firstFiring - 120 == (milliminutes + 999) / 1000)
  }

  /// s·(1 - F·b/r) after recovery, and five minutes more for a page.
  @Test func `reset follows the formula`() throws {
    var traffic = Traffic()
    traffic.append(ticks: 120, events: 1000, errors: 0)
    traffic.append(ticks: 60, events: 1000, errors: 50)
    traffic.append(ticks: 60, events: 1000, errors: 0)
    let episode = Self.simulate(traffic, pairs: [ExampleModels.monthly[0]]).firing(.page)
    // 5m · (1 - 14.4/50) = 3.56m
    #expect(try #require(episode.firstEpisode).lastFiring == 180 + 3 + 5)
  }

  @Test func `fewer errors than the minimum are not enough`() {
    for (failures, isSilent) in [(1, true), (2, true), (3, false)] {
      var traffic = Traffic()
      let idle = Array(repeating: Traffic.Step.idle, count: 3)
      traffic.append(ticks: 60, steps: [Traffic.Step(events: 1, errors: 0)] + idle)
      traffic.append(ticks: failures, steps: [Traffic.Step(events: 1, errors: 1)] + idle)
      #expect(Self.simulate(traffic).firing(.page).isSilent == isSilent)
    }
  }

  @Test func `a blip in a young SLO is judged by its age`() {
    var young = Traffic()
    young.append(ticks: 20, events: 1000, errors: 0)
    young.append(
      ticks: 1,
      steps: [1, 1, 0, 0].map { Traffic.Step(events: 1000, errors: $0 * 1000) }
    )
    young.append(ticks: 60, events: 1000, errors: 0)
    #expect(Self.simulate(young).firing(.page).isSilent)
    #expect(Self.simulate(young).firing(.ticket).isSilent)
  }

  @Test func `what is left of the budget assumes that unseen time was clean`() throws {
    var traffic = Traffic()
    traffic.append(ticks: 50, events: 1000, errors: 0)
    traffic.append(ticks: 65, events: 1000, errors: 10)
    let left = try #require(
      Self.simulate(traffic).budgetRemaining(of: .days(30), atTick: 115)
    )
    // 10 times the budget for 65 minutes of 30 days: 10 · 65 / 43200 = 1.5 %
    #expect(left.lowerBound > ExactNumber(984, over: 1000))
    #expect(left.upperBound < ExactNumber(986, over: 1000))
  }

  // MARK: Building

  private static func simulate(
    _ traffic: Traffic,
    pairs: [BurnRatePair] = ExampleModels.monthly
  ) -> BurnRateSimulation {
    let timing = ExampleModels.usualTiming
    let formulas = AlertFormulas(
      budget: ExactNumber(1, over: 1000),
      pairs: pairs,
      timing: timing,
      minimumErrors: ExactNumber(2)...ExactNumber(3),
      keepFiring: [.page: .minutes(5)],
      longestBaseWindow: .hours(6),
      longSeverities: [.ticket]
    )
    let counts = TrafficCounts(grid: ScrapeGrid(timing), measure: .growth(countsBirths: false))
    return BurnRateSimulation(
      formulas: formulas,
      counts: RecordedCounts(counts: counts.counts(of: traffic), interval: timing.interval)
    )
  }

  /// The incident begins with the second scrape that a tick counts and ends with the first.
  private static func simulation(of incident: Incident) -> BurnRateSimulation {
    let good = Traffic.Step(events: 2000, errors: 0)
    let bad = Traffic.Step(events: 2000, errors: incident.errors)
    var traffic = Traffic()
    traffic.append(ticks: incident.historyMinutes, steps: [good])
    traffic.append(ticks: 1, steps: [good, bad, bad, bad])
    traffic.append(ticks: incident.minutes - 1, steps: [bad])
    traffic.append(ticks: 1, steps: [bad, good, good, good])
    traffic.append(ticks: 480, steps: [good])
    return simulate(traffic)
  }
}

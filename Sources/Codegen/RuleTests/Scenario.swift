import SLODSL

/// Something that happens to an SLO, and what to look at while it does.
///
/// A scenario says nothing of what must fire when: that is computed from the model's formulas for
/// each SLO. Adding a scenario is adding a row to `Scenario.all`.
struct Scenario: Sendable {
  /// How often a scenario is written.
  enum Scope: Hashable, Sendable {
    /// For every SLO and each of its objectives.
    case everyObjective
    /// For one SLO of each policy: it takes long and depends on nothing else.
    case oncePerPolicy
  }

  /// What is asserted besides the burn alerts, which always are.
  enum Check: Hashable, Sendable {
    /// Errors and events of an hour.
    case counts(atTick: Int)
    /// Burn rate of an hour.
    case burnRate(atTick: Int)
    case budget(atTick: Int)
    /// Nothing that is recorded is NaN.
    case numbers(atTick: Int)
    /// The alert for missing events.
    case absence
  }

  /// What happens, in every group of the SLO, and what is looked at.
  struct Course: Sendable {
    /// Begins the test's name: `total outage of 12m`.
    let title: String
    /// Of the first group, where the incident is, and of the others.
    let first: Traffic
    let others: Traffic
    /// The last tick before the incident.
    let onset: Int?
    /// The last tick of the incident.
    let recovery: Int?
    let checks: [Check]

    init(
      _ title: String,
      first: Traffic,
      others: Traffic,
      onset: Int? = nil,
      recovery: Int? = nil,
      checks: [Check] = []
    ) {
      self.title = title
      self.first = first
      self.others = others
      self.onset = onset
      self.recovery = recovery
      self.checks = checks
    }
  }

  let scope: Scope
  /// The courses that it takes for an SLO; none where it does not apply.
  let courses: @Sendable (TestedObjective) -> [Course]

  /// All scenarios, in the order of the tests.
  static let all: [Scenario] = [
    healthy, totalOutage, steadyBurns, noTraffic, errorSeriesBornInOutage, noGoodSeriesYet,
    singleBirth, singleFailure, youngBlip, metricsGone,
  ]

  /// The time before an incident. Time before the first record counts as clean, so it need not be
  /// as long as the windows.
  static let calm = Duration.minutes(30)
}

extension TestedObjective {
  /// How every traffic begins: the first record falls on a fifth minute, so that groups of either
  /// interval remember the same moment, and records nothing yet, so that how `rate` extrapolates a
  /// new series does not matter.
  func opening(_ presence: Traffic.Presence = .all) -> Traffic {
    var traffic = Traffic()
    let perStep = ticks(RecordedCounts.longStep)
    // A lone sample has no rate: with one scrape per tick the second tick is the first record.
    let unseen = grid.scrapesPerTick == 1 && !isSampled ? 2 : 1
    traffic.appendSilence(ticks: perStep - unseen)
    traffic.append(
      ticks: max(1, perStep - max(0, perStep - unseen)),
      events: 0,
      errors: 0,
      presence: presence
    )
    return traffic
  }

  /// The first tick at which somebody is told of what happens in a traffic, by the loudest alert
  /// that fires.
  func firstAlert(in traffic: Traffic) -> Int? {
    let simulation = simulate(traffic)
    return severities.lazy.compactMap { simulation.firing($0).firstEpisode?.firstFiring }.first
  }
}

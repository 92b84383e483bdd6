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
  /// How every traffic begins.
  func opening(_ presence: Traffic.Presence = .all) -> Traffic { measurement.opening(presence) }

  /// The first tick at which somebody is told of what happens in a traffic, by the loudest alert
  /// that fires.
  func firstAlert(in traffic: Traffic) -> Int? {
    let simulation = simulate(traffic)
    return severities.lazy.compactMap { simulation.firing($0).firstEpisode?.firstFiring }.first
  }
}

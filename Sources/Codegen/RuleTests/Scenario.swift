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
    /// For one SLO of each way to miss a group: it takes a day.
    case oncePerAbsence
  }

  /// What is asserted besides the burn alerts, which always are.
  enum Check: Hashable, Sendable {
    /// Errors and events of an hour.
    case counts(atTick: Int)
    /// Errors and events of the period.
    case periodCounts(atTick: Int)
    /// Burn rates of all windows that have one.
    case burnRates(atTick: Int)
    case budget(atTick: Int)
    /// Nothing that is recorded is NaN.
    case numbers(atTick: Int)
    /// The alert for missing events.
    case absence
    /// No series of errors is taken for a new one.
    case noBirths
    /// No reconciliation finds anything.
    case nothingRecovered
  }

  /// A time in which something is wrong.
  struct Incident: Hashable, Sendable {
    /// The last tick before it.
    let onset: Int
    /// Its last tick; nil where it does not end.
    var recovery: Int?
  }

  /// What happens, in every group of the SLO, and what is looked at.
  struct Course: Sendable {
    /// Begins the test's name: `total outage of 12m`.
    let title: String
    /// What a reader should know about it; a comment above the test.
    let note: String?
    /// Of the first group, where the incidents are, for each replica of it.
    let first: [Traffic]
    /// Of the first group's further series, in their order; they take no part where it is empty.
    let further: [Traffic]
    /// Of each other group; nil where they take no part.
    let others: Traffic?
    let incidents: [Incident]
    let checks: [Check]

    init(
      _ title: String,
      note: String? = nil,
      first: [Traffic],
      further: [Traffic] = [],
      others: Traffic? = nil,
      incidents: [Incident] = [],
      checks: [Check] = []
    ) {
      self.title = title
      self.note = note
      self.first = first
      self.further = further
      self.others = others
      self.incidents = incidents
      self.checks = checks
    }

    var ticks: Int { first.map(\.ticks).max() ?? 0 }
  }

  let scope: Scope
  /// The courses that it takes for an SLO; none where it does not apply.
  let courses: @Sendable (TestedObjective) -> [Course]

  /// All scenarios, in the order of the tests.
  static let all: [Scenario] = [
    healthy, totalOutage, idleNight, errorSeriesBornInOutage, noGoodSeriesYet, singleBirth,
    singleFailure, everyCounter, youngBlip, failedScrapes, restart, replicas, unevenSamples,
    targetsDown,
    outageThenGone, policyProofs, oldBlip, nothingToRecover, oneGroupLost,
  ]

  /// The time before an incident. Time before the first record counts as clean, so it need not be
  /// as long as the windows.
  static let calm = Duration.minutes(10)
}

extension TestedObjective {
  /// How every traffic begins.
  func opening(_ presence: Traffic.Presence = .all) -> Traffic { measurement.opening(presence) }

  /// The opening and a while in which nothing fails.
  func opening(thenCalm calm: Duration) -> Traffic {
    opening().with(ticks: ticks(calm), events: eventsPerScrape, errors: 0)
  }

  /// The opening and then no errors up to a tick: what other groups see of an incident.
  func undisturbed(through tick: Int) -> Traffic {
    var traffic = opening()
    traffic.append(through: tick, events: eventsPerScrape, errors: 0)
    return traffic
  }

  /// The first tick at which somebody is told of what happens in a traffic, by the loudest alert
  /// that fires.
  func firstAlert(in traffic: Traffic) -> Int? {
    let simulation = simulate([traffic])
    return severities.lazy.compactMap { simulation.firing($0).firstFiring }.first
  }
}

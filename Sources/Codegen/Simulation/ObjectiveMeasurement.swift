package import SLODSL

/// How the rules of an SLO turn traffic into counts: events by their growth, or slices of time.
package struct ObjectiveMeasurement: Hashable, Sendable {
  package let grid: ScrapeGrid
  /// Whether slices of time are counted, not events.
  package let isSampled: Bool
  private let counts: TrafficCounts
  private let reconciles: Bool
  /// Whether a slice is recorded at every evaluation, with or without samples.
  private let alwaysHasSlices: Bool

  /// - Parameter judgement: of slices whose samples differ
  package init(of slo: ServiceLevelObjective, judgement: SliceJudgement = .anyBad) {
    grid = ScrapeGrid(slo.timing)
    reconciles = slo.reconciles
    let measure: TrafficCounts.Measure
    if case .samples = slo.indicator {
      let missing = Self.missingSlice(of: slo)
      isSampled = true
      alwaysHasSlices = missing.isAlwaysCounted
      measure = .slices(missing: missing, judgement: judgement)
    } else {
      isSampled = false
      alwaysHasSlices = false
      measure = .growth(countsBirths: slo.countsBirths)
    }
    counts = TrafficCounts(grid: grid, measure: measure)
  }

  /// What slices without a sample are.
  private static func missingSlice(of slo: ServiceLevelObjective) -> TrafficCounts.MissingSlice {
    let errors: Int
    if slo.noData.contains(.bad) {
      errors = 1
    } else if slo.noData.contains(.good) {
      errors = 0
    } else {
      return .nothing
    }
    // A group of its own is only known from its first sample on.
    return slo.dimensions.isEmpty ? .always(errors: errors) : .afterFirst(errors: errors)
  }

  /// What the rules record of a traffic.
  package func counts(of traffic: Traffic) -> RecordedCounts { counts(of: [traffic]) }

  /// What the rules record of a group's replicas together.
  package func counts(of replicas: [Traffic]) -> RecordedCounts {
    let counted = counts.counts(of: replicas)
    return RecordedCounts(
      counts: counted,
      recovered: reconciles ? counts.recovered(of: replicas, besides: counted) : [],
      interval: grid.timing.interval,
      lag: grid.timing.lag
    )
  }

  /// At which ticks nothing is counted because there are no samples.
  func absence(of replicas: [Traffic]) -> [Certainty] { counts.absence(of: replicas) }

  /// At which ticks a target is known whose newest scrape failed.
  func hasTargetDown(in replicas: [Traffic]) -> [Bool] { counts.hasTargetDown(in: replicas) }

  /// Ticks in a time, rounded up.
  package func ticks(_ time: Duration) -> Int { grid.tick(atOrAfter: time) }

  /// How a traffic begins whose alerts are to be certain: the first record falls on a fifth minute,
  /// so that groups of either interval remember the same moment, and records nothing yet, so that
  /// how `rate` extrapolates a new series does not matter. Where missing slices are bad from the
  /// first evaluation on, they would alert; there is nothing missing then but the very first.
  package func opening(_ presence: Traffic.Presence = .all) -> Traffic {
    var traffic = Traffic()
    let perStep = ticks(RecordedCounts.longStep)
    guard !alwaysHasSlices else {
      traffic.append(ticks: perStep, events: 0, errors: 0, presence: presence)
      return traffic
    }
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
}

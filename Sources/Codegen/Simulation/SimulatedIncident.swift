package import SLODSL

/// What the alerts of one group of an SLO do in an incident.
package struct SimulatedIncident: Sendable {
  package let slo: ServiceLevelObjective
  package let objective: GroupObjective
  package let incident: Incident
  package let alerts: [SimulatedAlert]
  /// Events a second that were simulated; what the incident leaves open is assumed.
  package let rate: ExactNumber
  private let simulation: BurnRateSimulation
  private let traffic: IncidentTraffic
  private let grid: ScrapeGrid

  /// Nil when the objective or its factors have more digits than can be simulated.
  ///
  /// - Parameter groups: the planned rules of the SLO.
  package init?(
    _ incident: Incident,
    of slo: ServiceLevelObjective,
    objective: GroupObjective,
    groups: [RuleGroup]
  ) {
    let formulas = AlertFormulas(slo, objective: objective, groups: groups)
    let course = SimulatedCourse(incident, of: slo, formulas: formulas)
    guard let course else { return nil }
    self.slo = slo
    self.objective = objective
    self.incident = incident
    rate = course.rate
    simulation = course.simulation
    traffic = course.traffic
    grid = ScrapeGrid(slo.timing)
    alerts = AlertSeverity.allCases.compactMap { severity in
      formulas.pairs(of: severity).isEmpty ? nil : SimulatedAlert(severity, in: course)
    }
  }

  // MARK: Moments

  /// The last tick up to a moment.
  private func tick(at elapsed: Duration) -> Int {
    let since = elapsed.milliseconds - grid.delay.milliseconds
    let interval = max(1, grid.timing.interval.milliseconds)
    return max(0, traffic.onset + Int(clamping: since >= 0 ? since / interval : -1))
  }

  /// The highest burn rate that a window of a pair is judged by at some moments: time before the
  /// first record counts as clean.
  package func burnRate(
    over window: Duration,
    of pair: BurnRatePair,
    at moments: some Sequence<Duration>
  ) -> ExactNumber {
    let shares = moments.map { moment in
      simulation.judgedShare(over: window, of: pair, atTick: tick(at: moment)) ?? .none
    }
    return simulation.judgedBurnRate(of: shares.max() ?? .none)
  }

  /// Whether both windows of a pair burn too fast at a moment.
  package func holds(_ pair: BurnRatePair, at elapsed: Duration) -> Certainty {
    simulation.holds(pair, atTick: tick(at: elapsed))
  }

  /// When everything is over: no alert fires any more, and no event fails.
  package var end: Duration {
    alerts.flatMap(\.spans).compactMap(\.resolves?.latest).reduce(incident.duration, max)
  }

  /// Whether an alert stands with the rules of long windows, which run every five minutes.
  package var waitsForLongRules: Bool { !simulation.formulas.longSeverities.isEmpty }

  // MARK: The budget

  /// The share of the period's budget that is spent up to a moment.
  package func spent(by elapsed: Duration) -> ExactNumber {
    failedEvents(by: elapsed) / (slo.window.duration.seconds * rate * objective.budget)
  }

  private func failedEvents(by elapsed: Duration) -> ExactNumber {
    ExactNumber(traffic.flow.totals(by: elapsed.milliseconds).errors) * traffic.unit
  }

  /// Events that fail; nil where the rate was assumed.
  package var failedEvents: ExactNumber? {
    knownRate.map { _ in failedEvents(by: incident.duration + slo.timing.interval) }
  }

  /// Events of a period that may fail; nil where the rate was assumed.
  package var budgetedEvents: ExactNumber? {
    knownRate.map { slo.window.duration.seconds * $0 * objective.budget }
  }

  /// Events a second, as given or as slices come; nil where the rate was assumed.
  private var knownRate: ExactNumber? {
    ObjectiveMeasurement(of: slo).isSampled ? rate : incident.rate
  }
}

/// What an alert of one severity does in an incident.
package struct SimulatedAlert: Hashable, Sendable {
  /// The evaluations between which something happens: which of them it is depends on when the long
  /// group runs, or on rounding.
  package struct Moment: Hashable, Sendable {
    package let earliest: Duration
    package let latest: Duration
  }

  /// A time in which the alert fires.
  package struct Span: Hashable, Sendable {
    package let fires: Moment
    /// Nil when it goes on for longer than was simulated.
    package let resolves: Moment?
    /// Whether it fires at all; if not, floating point decides about errors exactly at a threshold.
    package let isCertain: Bool
    /// The pairs that hold when it has begun to fire.
    package let pairs: [BurnRatePair]
  }

  package let severity: AlertSeverity
  package let spans: [Span]
  /// What kept each pair from firing; empty when the alert fires.
  package let silences: [PairSilence]

  /// Whether it fires at a moment.
  package func state(at elapsed: Duration) -> Certainty {
    guard let span = spans.last(where: { $0.fires.earliest <= elapsed }) else { return .no }
    if let resolves = span.resolves, resolves.latest <= elapsed { return .no }
    guard span.isCertain, span.fires.latest <= elapsed else { return .unclear }
    return span.resolves.map { elapsed < $0.earliest } ?? true ? .yes : .unclear
  }

  fileprivate init(_ severity: AlertSeverity, in course: SimulatedCourse) {
    self.severity = severity
    let simulation = course.simulation
    let pairs = simulation.formulas.pairs(of: severity)
    spans = simulation.firing(severity).stretches.map { stretch in
      let begun = stretch.certain?.lowerBound ?? stretch.possibleFrom
      let first = course.elapsed(atTick: stretch.possibleFrom)
      let lastFiring = stretch.certain?.upperBound ?? stretch.possibleFrom
      return Span(
        fires: Moment(earliest: first, latest: course.elapsed(atTick: begun)),
        resolves: stretch.silentFrom.map {
          Moment(
            earliest: course.elapsed(atTick: lastFiring + 1),
            latest: course.elapsed(atTick: $0)
          )
        },
        isCertain: stretch.certain != nil,
        pairs: pairs.filter { simulation.holds($0, atTick: begun) != .no }
      )
    }
    silences = spans.isEmpty ? PairSilence.reasons(for: pairs, in: course) : []
  }
}

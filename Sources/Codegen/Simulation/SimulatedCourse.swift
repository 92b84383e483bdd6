import SLODSL

/// An incident's traffic and what the formulas make of it.
struct SimulatedCourse {
  let incident: Incident
  let slo: ServiceLevelObjective
  let rate: ExactNumber
  let traffic: IncidentTraffic
  let simulation: BurnRateSimulation
  /// The longest window of any pair.
  let longest: Duration

  /// - Parameters:
  ///   - rate: events a second, where the incident leaves them open.
  ///   - after: how long is simulated after the incident; nil for until every window has forgotten.
  init?(
    _ incident: Incident,
    of slo: ServiceLevelObjective,
    rate: ExactNumber? = nil,
    formulas: AlertFormulas,
    atMost after: Duration? = nil
  ) {
    guard formulas.canBeSimulated else { return nil }
    self.incident = incident
    self.slo = slo
    let measurement = ObjectiveMeasurement(of: slo)
    longest = formulas.pairs.map(\.long).reduce(.hour, max)
    // More of a clean history than the longest window holds changes nothing.
    let whole = longest + RecordedCounts.longStep * 2
    self.rate =
      measurement.isSampled
      ? .one / slo.timing.interval.seconds
      : incident.rate ?? rate
        ?? Self.assumedRate(for: incident, formulas: formulas, timing: slo.timing)
    traffic = IncidentTraffic(
      incident,
      rate: self.rate,
      history: min(incident.history ?? whole, whole),
      after: after ?? longest + RecordedCounts.longStep * 3,
      measurement: measurement
    )
    simulation = BurnRateSimulation(
      formulas: formulas.counting(traffic.unit),
      counts: measurement.counts(of: traffic.traffic)
    )
  }

  /// From the first failing event.
  func elapsed(atTick tick: Int) -> Duration {
    let grid = ScrapeGrid(slo.timing)
    guard tick >= traffic.onset else { return .zero }
    return grid.time(ofTick: tick - traffic.onset) + grid.delay
  }

  /// So many events that the minimum of errors never matters, and that each scrape finds whole
  /// numbers of errors.
  private static func assumedRate(
    for incident: Incident,
    formulas: AlertFormulas,
    timing: MeasurementTiming
  ) -> ExactNumber {
    let shares = incident.phases.map(\.errors).filter { $0 > .zero }
    let least = shares.min() ?? .one
    let whole = shares.reduce(Int128(1)) { Int128.leastCommonMultiple($0, $1.denominator) }
    let needed = formulas.minimumErrors.upperBound * ExactNumber(1000) / least
    let events = (Int128(needed.roundedUp) + whole - 1) / whole * whole
    return ExactNumber(events, over: 1) / timing.scrape.seconds
  }
}

extension Int128 {
  /// The least common multiple of two positive numbers; the first where it would be very large.
  fileprivate static func leastCommonMultiple(_ one: Int128, _ other: Int128) -> Int128 {
    var (a, b) = (one, other)
    while b != 0 { (a, b) = (b, a % b) }
    let multiple = one / a * other
    return multiple <= 1_000_000_000 ? multiple : one
  }
}

extension AlertFormulas {
  /// The formulas for counts of which each stands for so many events.
  func counting(_ unit: ExactNumber) -> AlertFormulas {
    var formulas = self
    formulas.minimumErrors = minimumErrors.lowerBound / unit...minimumErrors.upperBound / unit
    return formulas
  }
}

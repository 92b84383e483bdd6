package import SLODSL

/// The traffic of an incident: what each scrape finds.
///
/// Events come evenly. Of those in a phase the first fails, and then as many as its share says, as
/// evenly as whole events can. Slices of time are good or bad as wholes, so phases of sampled SLOs
/// last whole intervals.
package struct IncidentTraffic: Sendable {
  package let traffic: Traffic
  /// The last tick before the incident; the incident begins at the newest scrape that it sees.
  package let onset: Int
  /// The last tick that counts events of the incident.
  package let recovery: Int
  /// How many events one count of `traffic` stands for: 1, or a power of ten where there are more
  /// events than can be counted.
  package let unit: ExactNumber
  /// Events and errors since the onset, in units.
  let flow: EventFlow

  /// The most counts of a traffic, so that millionths of them fit into 64 bits.
  private static let mostCounts: Int128 = 1_000_000_000_000

  /// - Parameters:
  ///   - rate: events a second, where slices are not counted.
  ///   - history: how long events without errors have been recorded, in whole intervals.
  ///   - after: how long the traffic goes on after the incident.
  package init(
    _ incident: Incident,
    rate: ExactNumber,
    history: Duration,
    after: Duration,
    measurement: ObjectiveMeasurement
  ) {
    let grid = measurement.grid
    let (before, during) = (measurement.ticks(history), measurement.ticks(incident.duration))
    let ticks = -before..<during + measurement.ticks(after)
    unit =
      measurement.isSampled
      ? .one : Self.unit(forEvents: rate * grid.time(ofTick: ticks.count).seconds)
    let flow = EventFlow(
      incident,
      eventsPerMillisecond: measurement.isSampled
        ? ExactNumber(1, over: Int128(grid.timing.interval.milliseconds))
        : rate / unit / ExactNumber(1000),
      wholeIntervals: measurement.isSampled ? grid.timing.interval : nil
    )
    var traffic = measurement.opening()
    onset = traffic.ticks + before
    recovery = onset + during
    let steps = flow.steps(
      in: ticks,
      interval: grid.timing.interval,
      scrapes: measurement.isSampled ? 1 : grid.scrapesPerTick
    )
    for run in steps { traffic.append(ticks: run.ticks, steps: run.steps) }
    self.traffic = traffic
    self.flow = flow
  }

  private static func unit(forEvents events: ExactNumber) -> ExactNumber {
    var unit = ExactNumber.one
    while events / unit > ExactNumber(mostCounts, over: 1) { unit = unit * ExactNumber(10) }
    return unit
  }
}

/// Events and errors since the beginning of an incident, as functions of time.
struct EventFlow: Sendable {
  struct Totals {
    let events: Int
    let errors: Int
  }

  private let eventsPerMillisecond: ExactNumber
  /// When phases begin and end, in milliseconds, and the events up to then.
  private let phases: [(errors: ExactNumber, events: ClosedRange<Int>)]

  init(_ incident: Incident, eventsPerMillisecond: ExactNumber, wholeIntervals: Duration?) {
    self.eventsPerMillisecond = eventsPerMillisecond
    let edge = { (time: Duration) -> Int in
      let step = wholeIntervals?.milliseconds ?? 1
      let rounded = (time.milliseconds + step - 1) / step * step
      return Self.events(by: rounded, eventsPerMillisecond)
    }
    phases = incident.spans.map { ($0.phase.errors, edge($0.start)...edge($0.end)) }
  }

  private static func events(by time: Int64, _ rate: ExactNumber) -> Int {
    let product = Int128(time) * rate.numerator
    let quotient = product / rate.denominator
    return Int(clamping: product % rate.denominator < 0 ? quotient - 1 : quotient)
  }

  /// Up to a moment, in milliseconds; events before the incident are negative.
  func totals(by time: Int64) -> Totals {
    let events = Self.events(by: time, eventsPerMillisecond)
    let errors = phases.reduce(0) { sum, phase in
      guard events > phase.events.lowerBound else { return sum }
      let within = min(events, phase.events.upperBound) - phase.events.lowerBound
      let (share, whole) = (phase.errors.numerator, phase.errors.denominator)
      return sum + Int(clamping: (Int128(within) * share + whole - 1) / whole)
    }
    return Totals(events: events, errors: errors)
  }

  /// What each scrape finds in ticks since the onset, equal ticks together.
  fileprivate func steps(
    in ticks: Range<Int>,
    interval: Duration,
    scrapes: Int
  ) -> [(steps: [Traffic.Step], ticks: Int)] {
    let between = interval.milliseconds / Int64(scrapes)
    var runs: [(steps: [Traffic.Step], ticks: Int)] = []
    var before = totals(by: Int64(ticks.lowerBound * scrapes) * between)
    for tick in ticks {
      let steps = (1...scrapes).map { scrape -> Traffic.Step in
        let after = totals(by: Int64(tick * scrapes + scrape) * between)
        defer { before = after }
        return Traffic.Step(
          events: after.events - before.events,
          errors: after.errors - before.errors
        )
      }
      if runs.last?.steps == steps {
        runs[runs.count - 1].ticks += 1
      } else {
        runs.append((steps, 1))
      }
    }
    return runs
  }
}

package import SLODSL

/// An incident cut into stretches of equal length, for drawing it: the most of the evaluations in
/// each, or the last one before.
package struct IncidentSamples: Sendable {
  package let simulated: SimulatedIncident
  package let count: Int
  /// From the first failing event to the end of the last stretch.
  package let span: Duration

  /// - Parameter count: at least one.
  package init(_ simulated: SimulatedIncident, count: Int) {
    self.simulated = simulated
    self.count = max(1, count)
    // A twentieth more than what happens, so that the end is seen.
    let end = simulated.end.milliseconds
    span = Duration(milliseconds: max(end + end / 20, 60_000))
  }

  /// When a stretch begins.
  package func start(of index: Int) -> Duration {
    Duration(milliseconds: span.milliseconds * Int64(index) / Int64(count))
  }

  private func moments(of index: Int) -> [Duration] {
    let (begin, end) = (start(of: index).milliseconds, start(of: index + 1).milliseconds)
    let step = Int64.Stride(max(1, simulated.slo.timing.interval.milliseconds))
    return stride(from: begin, to: max(begin + 1, end), by: step).map {
      Duration(milliseconds: $0)
    }
  }

  /// The share of events that fail.
  package func errors(_ index: Int) -> ExactNumber {
    moments(of: index).map { simulated.incident.errors(at: $0) }.reduce(.zero, max)
  }

  /// The burn rate that a window of a pair is judged by.
  package func burnRate(_ index: Int, over window: Duration, of pair: BurnRatePair) -> ExactNumber {
    simulated.burnRate(over: window, of: pair, at: moments(of: index))
  }

  /// Whether both windows of a pair burn too fast.
  package func holds(_ index: Int, _ pair: BurnRatePair) -> Bool {
    moments(of: index).contains { simulated.holds(pair, at: $0) == .yes }
  }

  /// Whether an alert fires.
  package func state(_ index: Int, of alert: SimulatedAlert) -> Certainty {
    let states = moments(of: index).map { alert.state(at: $0) }
    if states.contains(.yes) { return .yes }
    return states.contains(.unclear) ? .unclear : .no
  }
}

package import SLODSL

/// An incident as it is told: shares of events that fail, one after another, over steady traffic.
///
/// Time is counted from the first failing event.
package struct Incident: Hashable, Sendable {
  /// A stretch in which the same share of events fails.
  package struct Phase: Hashable, Sendable {
    /// From 0, where nothing fails, to 1.
    package let errors: ExactNumber
    package let duration: Duration

    package init(errors: ExactNumber, duration: Duration) {
      self.errors = errors
      self.duration = duration
    }
  }

  package let phases: [Phase]
  /// Events a second; what nobody knows is assumed to be much.
  package let rate: ExactNumber?
  /// How long events without errors have been recorded before it; nil for longer than any window.
  package let history: Duration?

  package init(phases: [Phase], rate: ExactNumber? = nil, history: Duration? = nil) {
    self.phases = phases
    self.rate = rate
    self.history = history
  }

  /// From the first failing event to the last.
  package var duration: Duration { phases.reduce(.zero) { $0 + $1.duration } }

  /// When each phase begins and ends.
  package var spans: [(phase: Phase, start: Duration, end: Duration)] {
    var start = Duration.zero
    return phases.map { phase in
      defer { start = start + phase.duration }
      return (phase, start, start + phase.duration)
    }
  }

  /// The share of events that fail at a moment.
  package func errors(at elapsed: Duration) -> ExactNumber {
    spans.first { $0.start <= elapsed && elapsed < $0.end }?.phase.errors ?? .zero
  }

  /// The same incident with its last failing phase going on for so much longer.
  package func prolonged(by duration: Duration) -> Incident {
    var phases = phases
    while phases.count > 1, phases.last?.errors == .zero { phases.removeLast() }
    guard let last = phases.popLast() else { return self }
    phases.append(Phase(errors: last.errors, duration: last.duration + duration))
    return Incident(phases: phases, rate: rate, history: history)
  }
}

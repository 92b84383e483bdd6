/// What really happened: every event, by the second.
package struct Truth: Sendable {
  /// Events before each second, and before the end.
  private var events: [Int32]
  private var errors: [Int32]

  init(seconds: Int) {
    events = Array(repeating: 0, count: seconds + 1)
    errors = events
  }

  /// Adds what happened within a second.
  mutating func add(events count: Int, errors failed: Int, in second: Int) {
    events[second + 1] += Int32(count)
    errors[second + 1] += Int32(failed)
  }

  /// Makes sums of what was added; once, at the end.
  mutating func accumulate() {
    for second in events.indices.dropFirst() {
      events[second] += events[second - 1]
      errors[second] += errors[second - 1]
    }
  }

  /// Events and how many of them failed.
  package struct Counts: Hashable, Sendable {
    package let events: Int
    package let errors: Int

    package init(events: Int, errors: Int) {
      self.events = events
      self.errors = errors
    }

    /// Nil without events.
    package var errorRatio: Double? {
      events == 0 ? nil : Double(errors) / Double(events)
    }
  }

  /// What happened in the seconds before a second; none before the beginning.
  package func counts(before second: Int, during length: Int) -> Counts {
    let end = min(max(second, 0), events.count - 1)
    let start = max(end - length, 0)
    return Counts(
      events: Int(events[end] - events[start]),
      errors: Int(errors[end] - errors[start])
    )
  }
}

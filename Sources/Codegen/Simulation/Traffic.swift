import SLODSL

/// What happens to one group of an SLO during a scenario, or to one of its replicas, interval by
/// interval.
package struct Traffic: Hashable, Sendable {
  /// What happens between two scrapes: by how much the counts grow, or what a slice shows.
  package struct Step: Hashable, Sendable {
    package let events: Int
    package let errors: Int
    /// Whether the scrape that ends the step succeeds. A failed one sees nothing, marks the series
    /// stale and sets `up` to 0; what happened is in the counters when the next one succeeds.
    package let isScraped: Bool
    /// Whether the process is a new one: its counters hold what happened in this step and nothing
    /// of before.
    package let restarts: Bool

    package init(events: Int, errors: Int, isScraped: Bool = true, restarts: Bool = false) {
      self.events = events
      self.errors = errors
      self.isScraped = isScraped
      self.restarts = restarts
    }

    package static let idle = Step(events: 0, errors: 0)

    /// The same, but the scrape fails.
    package var missed: Step {
      Step(events: events, errors: errors, isScraped: false, restarts: restarts)
    }

    /// The same, but in a new process.
    package var restarted: Step {
      Step(events: events, errors: errors, isScraped: isScraped, restarts: true)
    }
  }

  /// Which series exist.
  package enum Presence: Hashable, Sendable {
    case all
    /// The series that only failing events have do not exist (yet).
    case withoutErrorSeries
    /// The series that only good events have do not exist (yet).
    case withoutGoodSeries
    /// No series of the group exists, nor a target that could have any.
    case none
  }

  /// A stretch of equal intervals.
  package struct Run: Hashable, Sendable {
    package let ticks: Int
    package let presence: Presence
    /// One step for all scrapes of an interval, or one for each.
    package let steps: [Step]

    /// The step at a scrape of the interval.
    package func step(_ index: Int) -> Step {
      steps.count > 1 ? steps[index % steps.count] : steps.first ?? .idle
    }

    /// The only step, where all scrapes of the run find the same and succeed.
    package var uniformStep: Step? {
      guard steps.count <= 1, let step = steps.first, step.isScraped, !step.restarts else {
        return nil
      }
      return step
    }
  }

  package private(set) var runs: [Run] = []

  package init() {}

  /// Whether a target was away for a while and came back.
  var hasHoles: Bool {
    let isAway = runs.map { run in
      run.presence == .none || run.steps.contains { !$0.isScraped }
    }
    guard let start = isAway.firstIndex(of: false) else { return false }
    return isAway[start...].contains(true)
  }

  package var ticks: Int { runs.reduce(0) { $0 + $1.ticks } }

  /// Appends a stretch in which every scrape finds the same growth.
  package mutating func append(
    ticks: Int,
    events: Int,
    errors: Int,
    presence: Presence = .all
  ) {
    append(ticks: ticks, steps: [Step(events: events, errors: errors)], presence: presence)
  }

  /// Appends a stretch in which every interval has these scrapes.
  package mutating func append(ticks: Int, steps: [Step], presence: Presence = .all) {
    guard ticks > 0 else { return }
    runs.append(Run(ticks: ticks, presence: presence, steps: steps))
  }

  /// Appends equal intervals up to and including a tick.
  package mutating func append(
    through tick: Int,
    events: Int,
    errors: Int,
    presence: Presence = .all
  ) {
    append(ticks: tick - ticks, events: events, errors: errors, presence: presence)
  }

  /// Appends intervals with these scrapes up to and including a tick.
  package mutating func append(through tick: Int, steps: [Step]) {
    append(ticks: tick - ticks, steps: steps)
  }

  /// This traffic and a stretch more.
  package func with(ticks: Int, events: Int, errors: Int) -> Traffic {
    var longer = self
    longer.append(ticks: ticks, events: events, errors: errors)
    return longer
  }

  /// Appends a stretch without any series of the group.
  package mutating func appendSilence(ticks: Int) {
    append(ticks: ticks, steps: [.idle], presence: .none)
  }

  /// Appends a stretch in which the targets cannot be scraped.
  package mutating func appendOutOfReach(ticks: Int) {
    append(ticks: ticks, steps: [Step.idle.missed])
  }
}

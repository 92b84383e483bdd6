package import SLODSL

/// What the base rules record for one group: events and errors of every tick, and sums over windows
/// of them.
///
/// The formulas are those of the generated rules: a sum inside the base group covers the last
/// W / I ticks, a long one adds 5-minute sums at every fifth minute. Where counts are read late, a
/// sum ends so much earlier, and a sum of sums twice as much.
package struct RecordedCounts: Sendable {
  /// The step of windows that are longer than those of the base group.
  package static let longStep: Duration = .minutes(5)

  package struct Count: Hashable, Sendable {
    package let events: CountBounds
    package let errors: CountBounds

    package static let zero = Count(events: .zero, errors: .zero)

    package static func + (left: Count, right: Count) -> Count {
      Count(events: left.events + right.events, errors: left.errors + right.errors)
    }

    package static func - (left: Count, right: Count) -> Count {
      Count(events: left.events - right.events, errors: left.errors - right.errors)
    }

    package func hull(_ other: Count) -> Count {
      Count(events: events.hull(other.events), errors: errors.hull(other.errors))
    }
  }

  package let interval: Duration
  /// By tick, from tick 0 on; nil where nothing is recorded.
  package let counts: [Count?]
  /// Ticks after which a count is seen by those who sum.
  package let lag: Int
  /// Sums of the counts up to and including each tick, and how many of them exist.
  private let totals: [Count]
  private let present: [Int]
  /// Sums of what was recovered up to and including each tick; empty where nothing was.
  private let recovered: [Count]
  /// Sums of the 5-minute sums at multiples of five minutes up to each of them.
  private let steps: [Count]
  private let stepsPresent: [Int]

  /// - Parameters:
  ///   - recovered: by tick, what was found later to be missing in the counts
  ///   - lag: how old a count is before those who sum see it
  package init(
    counts: [Count?],
    recovered: [Count?] = [],
    interval: Duration,
    lag: Duration = .zero
  ) {
    self.interval = interval
    self.counts = counts
    self.lag = lag > .zero ? Self.ticks(in: lag, interval: interval) : 0
    var found = Count.zero
    self.recovered = recovered.map { count in
      found = found + (count ?? .zero)
      return found
    }
    var totals: [Count] = []
    var present: [Int] = []
    var sum = Count.zero
    var number = 0
    for count in counts {
      if let count {
        sum = sum + count
        number += 1
      }
      totals.append(sum)
      present.append(number)
    }
    self.totals = totals
    self.present = present
    let perStep = Self.ticks(in: Self.longStep, interval: interval)
    var steps: [Count] = []
    var stepsPresent: [Int] = []
    sum = .zero
    number = 0
    for step in stride(from: 0, to: counts.count, by: perStep) {
      let tick = step - 2 * self.lag
      let from = tick - perStep
      let before = from >= 0 ? totals[from] : .zero
      if tick >= 0, present[tick] > (from >= 0 ? present[from] : 0) {
        sum = sum + (totals[tick] - before)
        number += 1
      }
      steps.append(sum)
      stepsPresent.append(number)
    }
    self.steps = steps
    self.stepsPresent = stepsPresent
  }

  package var ticks: Int { counts.count }

  /// The first tick at which anything is recorded.
  package var firstTick: Int? { counts.firstIndex { $0 != nil } }

  /// A sum over `window` inside the base group at a tick; nil when it has no sample.
  package func sum(over window: Duration, atTick tick: Int) -> Count? {
    let tick = tick - lag
    guard tick >= 0, tick < counts.count else { return nil }
    let from = tick - Self.ticks(in: window, interval: interval)
    let before = from >= 0 ? totals[from] : .zero
    guard present[tick] > (from >= 0 ? present[from] : 0) else { return nil }
    return totals[tick] - before
  }

  /// A sum over a long window at a tick: subquery steps of five minutes. Prometheus 2 includes a
  /// step exactly at the beginning of the window, so the sum is a range there. What was recovered
  /// is added; whether that of the newest evaluation already is depends on the order of the groups.
  package func longSum(over window: Duration, atTick tick: Int) -> Count? {
    guard tick >= 0, tick < counts.count else { return nil }
    let perStep = Self.ticks(in: Self.longStep, interval: interval)
    let last = tick / perStep
    guard let counted = sum(ofStepsIn: window, through: last, atTick: tick) else { return nil }
    // A reconciliation that reads late finds late.
    let tick = tick - lag
    guard recovered.indices.contains(tick) else { return counted }
    let from = tick - Self.ticks(in: window, interval: interval)
    let before = from >= 0 ? recovered[from] : .zero
    let late = tick > 0 ? recovered[tick - 1] : .zero
    return counted + (recovered[tick] - before).hull(late - before)
  }

  private func sum(ofStepsIn window: Duration, through last: Int, atTick tick: Int) -> Count? {
    let perStep = Self.ticks(in: Self.longStep, interval: interval)
    let windowTicks = Self.ticks(in: window, interval: interval)
    // The first step after tick - window; one more when that is a step itself.
    let open = (tick - windowTicks).quotientRoundedDown(by: perStep)
    let leftOpen = sum(ofStepsAfter: open, through: last)
    guard (tick - windowTicks) % perStep == 0 else { return leftOpen }
    let closed = sum(ofStepsAfter: open - 1, through: last)
    guard let leftOpen, let closed else { return leftOpen ?? closed }
    return leftOpen.hull(closed)
  }

  private func sum(ofStepsAfter first: Int, through last: Int) -> Count? {
    let before = first >= 0 ? steps[first] : .zero
    guard stepsPresent[last] > (first >= 0 ? stepsPresent[first] : 0) else { return nil }
    return steps[last] - before
  }

  package static func ticks(in window: Duration, interval: Duration) -> Int {
    max(1, Int(clamping: window.milliseconds / max(1, interval.milliseconds)))
  }
}

extension Int {
  /// Division that rounds towards negative infinity; the divisor is positive.
  fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}

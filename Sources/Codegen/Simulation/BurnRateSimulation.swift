package import SLODSL

/// The alerts of one group during a traffic, computed from the formulas tick by tick.
package struct BurnRateSimulation: Sendable {
  package let formulas: AlertFormulas
  package let counts: RecordedCounts
  /// When the first count was recorded, and by when the long group has seen it: at once in unit
  /// tests, where it runs at every tick, and up to five minutes later in a server.
  private let firstSeen: ClosedRange<Int>?

  package init(formulas: AlertFormulas, counts: RecordedCounts) {
    self.formulas = formulas
    self.counts = counts
    let perStep = RecordedCounts.ticks(
      in: RecordedCounts.longStep,
      interval: formulas.timing.interval
    )
    firstSeen = counts.firstTick.map { first in
      first...((first + counts.lag + perStep - 1) / perStep * perStep)
    }
  }

  /// The firing state of a severity at every tick.
  package func firing(_ severity: AlertSeverity) -> AlertTimeline {
    let pairs = formulas.pairs(of: severity).map { pair in
      BurnCondition(pair: pair, threshold: pair.factor * formulas.budget)
    }
    var conditions: [Certainty] = []
    conditions.reserveCapacity(counts.ticks)
    for tick in 0..<counts.ticks {
      let holds = pairs.map { self.holds($0, of: severity, atTick: tick) }
      conditions.append(holds.reduce(.no) { $0 || $1 })
    }
    let isLong = formulas.longSeverities.contains(severity)
    if isLong { conditions = whateverThePhase(conditions) }
    let kept = formulas.keepFiring[severity] ?? .zero
    let interval = formulas.timing.interval
    return AlertTimeline(
      conditions: conditions,
      keptTicks: Int(clamping: kept.milliseconds / max(1, interval.milliseconds)),
      evaluation: isLong ? RecordedCounts.ticks(in: RecordedCounts.longStep, interval: interval) : 1
    )
  }

  /// Whether both windows of a pair burn too fast at a tick.
  package func holds(_ pair: BurnRatePair, atTick tick: Int) -> Certainty {
    let condition = BurnCondition(pair: pair, threshold: pair.factor * formulas.budget)
    return holds(condition, of: pair.severity, atTick: tick)
  }

  /// States of the long group that hold whether it runs at every tick or every five minutes.
  private func whateverThePhase(_ states: [Certainty]) -> [Certainty] {
    let perStep = RecordedCounts.ticks(
      in: RecordedCounts.longStep,
      interval: formulas.timing.interval
    )
    return states.indices.map { tick in
      states[tick].agreeing(with: states[tick / perStep * perStep])
    }
  }

  /// A pair and the share of errors above which it burns too fast.
  private struct BurnCondition {
    let pair: BurnRatePair
    let threshold: ExactNumber
  }

  /// Whether both windows of a pair burn too fast at a tick, as the group of the alert sees them.
  private func holds(
    _ condition: BurnCondition,
    of severity: AlertSeverity,
    atTick tick: Int
  ) -> Certainty {
    guard condition.pair.long > formulas.longestBaseWindow,
      !formulas.longSeverities.contains(severity), !formulas.sumsWindows
    else {
      return holds(condition, atTick: tick, longAtTick: tick)
    }
    // The long group runs after the base group, one interval or five minutes ago.
    let perStep = RecordedCounts.ticks(
      in: RecordedCounts.longStep,
      interval: formulas.timing.interval
    )
    let before = holds(condition, atTick: tick, longAtTick: max(0, tick - 1))
    return before.agreeing(
      with: holds(condition, atTick: tick, longAtTick: max(0, tick - 1) / perStep * perStep)
    )
  }

  private func holds(
    _ condition: BurnCondition,
    atTick tick: Int,
    longAtTick longTick: Int
  ) -> Certainty {
    let (pair, threshold) = (condition.pair, condition.threshold)
    guard let short = sum(over: pair.short, atTick: tick) else { return .no }
    let shortHolds = Certainty.exceeds(
      low: Int128(short.errors.low) * threshold.denominator,
      high: Int128(short.errors.high) * threshold.denominator,
      thresholdLow: Int128(short.events.low) * threshold.numerator,
      thresholdHigh: Int128(short.events.high) * threshold.numerator
    )
    guard shortHolds != .no, let long = sum(over: pair.long, atTick: longTick),
      let age = age(judging: pair, atTick: longTick)
    else { return .no }
    let longHolds = Certainty.exceeds(
      low: Int128(long.errors.low) * threshold.denominator * Int128(age.lowerBound),
      high: Int128(long.errors.high) * threshold.denominator * Int128(age.upperBound),
      thresholdLow: Int128(long.events.low) * threshold.numerator
        * Int128(pair.long.milliseconds / 1000),
      thresholdHigh: Int128(long.events.high) * threshold.numerator
        * Int128(pair.long.milliseconds / 1000)
    )
    return shortHolds && longHolds && enough(long.errors)
  }

  private func enough(_ errors: CountBounds) -> Certainty {
    let (least, most) = (formulas.minimumErrors.lowerBound, formulas.minimumErrors.upperBound)
    let scale = Int128(CountBounds.scale)
    if Int128(errors.low) * most.denominator >= most.numerator * scale { return .yes }
    return Int128(errors.high) * least.denominator <= least.numerator * scale ? .no : .unclear
  }

  /// The sum over a window as the group that records it forms it.
  package func sum(over window: Duration, atTick tick: Int) -> RecordedCounts.Count? {
    window > formulas.longestBaseWindow
      ? counts.longSum(over: window, atTick: tick) : counts.sum(over: window, atTick: tick)
  }

  /// How much of a window the history covers, in whole seconds of it: the history ratio times the
  /// window. Nil before the first count.
  package func age(for window: Duration, atTick tick: Int) -> ClosedRange<Int64>? {
    age(for: window, isLong: window > formulas.longestBaseWindow, atTick: tick)
  }

  /// The same for the long window of a pair: an alert that sums up its windows itself finds out
  /// their age itself as well.
  private func age(judging pair: BurnRatePair, atTick tick: Int) -> ClosedRange<Int64>? {
    guard formulas.sumsWindows else { return age(for: pair.long, atTick: tick) }
    let isLong = formulas.longSeverities.contains(pair.severity)
    return age(for: pair.long, isLong: isLong, atTick: tick)
  }

  private func age(
    for window: Duration,
    isLong: Bool,
    atTick tick: Int
  ) -> ClosedRange<Int64>? {
    let tick = tick - counts.lag
    guard let firstSeen, tick >= firstSeen.lowerBound else { return nil }
    // A long group that sees its own record only at its next evaluation is as ignorant as others.
    let isLate = counts.lag > 0
    let assumes = !isLong || isLate
    let step = RecordedCounts.ticks(
      in: RecordedCounts.longStep,
      interval: formulas.timing.interval
    )
    let known = firstSeen.upperBound + (isLong && isLate ? step : 0)
    let whole = window.milliseconds / 1000
    let interval = formulas.timing.interval.milliseconds
    let since = { (first: Int) in (Int64(tick - first) * interval + interval) / 1000 }
    let assumed = RecordedCounts.longStep.milliseconds / 1000
    // The rules remember the moment of the first count, as soon as the long group has run.
    var ages = [since(firstSeen.lowerBound)]
    if assumes, tick <= known { ages.append(assumed) }
    if tick == firstSeen.lowerBound, assumes { ages = [assumed] }
    let low = min(ages.min() ?? assumed, whole)
    let high = min(ages.max() ?? assumed, whole)
    return low...high
  }

  /// Burn rate over a window; nil without events.
  package func burnRate(over window: Duration, atTick tick: Int) -> ClosedRange<ExactNumber>? {
    guard let sum = sum(over: window, atTick: tick), sum.events.low > 0 else { return nil }
    let low = sum.errors.lowEvents / sum.events.highEvents / formulas.budget
    let high = sum.errors.highEvents / sum.events.lowEvents / formulas.budget
    return low...max(low, high)
  }

  /// The burn rate of a share.
  package func judgedBurnRate(of share: ErrorShare) -> ExactNumber {
    ExactNumber(share.errors, over: share.events) / formulas.budget
  }

  /// The share of errors that the window of a pair is judged by at worst; nil without events.
  package func judgedShare(
    over window: Duration,
    of pair: BurnRatePair,
    atTick tick: Int
  ) -> ErrorShare? {
    guard let sum = sum(over: window, atTick: tick), sum.events.low > 0 else { return nil }
    let (errors, events) = (Int128(sum.errors.high), Int128(sum.events.low))
    guard window == pair.long else { return ErrorShare(errors: errors, events: events) }
    guard let age = age(judging: pair, atTick: tick) else { return nil }
    return ErrorShare(
      errors: errors * Int128(age.upperBound),
      events: events * Int128(max(1, window.milliseconds / 1000))
    )
  }

  /// What is left of the budget of `period`; nil without events. Time before the first count counts
  /// as clean.
  package func budgetRemaining(of period: Duration, atTick tick: Int) -> ClosedRange<ExactNumber>? {
    guard let burn = burnRate(over: period, atTick: tick), let age = age(for: period, atTick: tick)
    else { return nil }
    let whole = ExactNumber(Int128(period.milliseconds), over: 1000)
    let least = ExactNumber(Int128(age.lowerBound), over: 1) / whole
    let most = ExactNumber(Int128(age.upperBound), over: 1) / whole
    let low = .one - burn.upperBound * most
    let high = .one - burn.lowerBound * least
    return low...max(low, high)
  }
}

/// Errors among events, not reduced: comparing many of them is cheap.
package struct ErrorShare: Comparable, Sendable {
  package let errors: Int128
  /// More than none.
  package let events: Int128

  package static let none = ErrorShare(errors: 0, events: 1)

  package static func < (left: ErrorShare, right: ErrorShare) -> Bool {
    let one = left.errors.multipliedFullWidth(by: right.events)
    let other = right.errors.multipliedFullWidth(by: left.events)
    return (one.high, one.low) < (other.high, other.low)
  }
}

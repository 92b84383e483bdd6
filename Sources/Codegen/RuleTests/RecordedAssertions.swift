import SLODSL

/// Assertions about what the rules record for one group of an SLO.
struct RecordedAssertions {
  let tested: TestedObjective
  let group: TestedObjective.Group
  let simulation: BurnRateSimulation

  /// Errors and events of a window, or of five minutes where it is not recorded; where they are a
  /// range, its ends.
  func counts(over window: Duration, atTick tick: Int) -> [RuleTest.Assertion] {
    let window = tested.windows.records(window) ? window : RecordedWindows.longStep
    // The counts themselves are recorded at once, however late they are summed.
    let counts = simulation.counts
    let sum =
      window > tested.windows.interval || !counts.counts.indices.contains(tick)
      ? simulation.sum(over: window, atTick: tick) : counts.counts[tick]
    guard let sum else { return [] }
    return [
      count(tested.windows.errors(window), sum.errors, atTick: tick),
      count(tested.windows.events(window), sum.events, atTick: tick),
    ]
  }

  /// Errors and events of the period, as of the last refresh of the long group.
  func periodCounts(atTick tick: Int) -> [RuleTest.Assertion] {
    counts(over: tested.windows.period, atTick: refreshed(tick))
  }

  func nothingRecovered(through tick: Int) -> RuleTest.Assertion {
    let time = tested.grid.time(ofTick: tick)
    return RuleTest.Assertion(
      expression: "max_over_time(\(RecordedSeries.recoveredEvents){\(selector)}[\(time.text)])",
      time: time,
      samples: [],
      comment: "nothing is missing, so nothing is recovered"
    )
  }

  func noBirths(through tick: Int) -> RuleTest.Assertion {
    let series = RecordedSeries.bornErrors(tested.windows.interval)
    let time = tested.grid.time(ofTick: tick)
    return RuleTest.Assertion(
      expression: "max_over_time(\(series){\(selector)}[\(time.text)])",
      time: time,
      samples: [],
      comment: "no series of errors is taken for a new one"
    )
  }

  /// Burn rates of all windows that have one.
  func burnRates(atTick tick: Int) -> [RuleTest.Assertion] {
    let tick = refreshed(tick)
    return tested.windows.burnRates.flatMap { window -> [RuleTest.Assertion] in
      guard let rate = simulation.burnRate(over: window, atTick: tick) else { return [] }
      return rounded(RecordedSeries.burnRate(window), rate, places: 2, atTick: tick)
    }
  }

  func budget(atTick tick: Int) -> [RuleTest.Assertion] {
    let tick = refreshed(tick)
    guard let left = simulation.budgetRemaining(of: tested.windows.period, atTick: tick) else {
      return []
    }
    return [4, 3, 2].lazy
      .map { rounded(RecordedSeries.remaining, left, places: $0, atTick: tick) }
      .first { !$0.isEmpty } ?? []
  }

  /// The last tick up to `tick` at which long groups have just run, however they are evaluated.
  private func refreshed(_ tick: Int) -> Int {
    let step = tested.ticks(RecordedCounts.longStep)
    return tick / step * step
  }

  /// A count that is exact, or one between two bounds.
  private func count(_ name: String, _ count: CountBounds, atTick tick: Int) -> RuleTest.Assertion {
    let series = "\(name){\(selector)}"
    if count.isExact, let value = count.lowEvents.integer {
      return recorded("round(\(series))", atTick: tick, ExactNumber(value))
    }
    // A whole event of distance, so that floating point cannot matter.
    let low = max(0, count.lowEvents.roundedDown - 1)
    let high = count.highEvents.roundedUp + 1
    let by =
      group.labels.isEmpty ? "" : " by (\(group.labels.map(\.name).joined(separator: ", "))) "
    return RuleTest.Assertion(
      expression: "group\(by)(\(series) >= \(low) <= \(high))",
      time: tested.grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: group.labels, value: .one)],
      comment: nil
    )
  }

  /// The value rounded to decimal places, if it is the same within the bounds.
  private func rounded(
    _ name: String,
    _ bounds: ClosedRange<ExactNumber>,
    places: Int,
    atTick tick: Int
  ) -> [RuleTest.Assertion] {
    // A distance from the next rounding step, so that floating point cannot matter.
    let margin = ExactNumber(1, over: 1_000_000)
    let low = (bounds.lowerBound - margin).rounded(places: places)
    guard low == (bounds.upperBound + margin).rounded(places: places) else { return [] }
    var step = ExactNumber.one
    for _ in 0..<places { step = step / ExactNumber(10) }
    return [recorded("round(\(name){\(selector)}, \(step.decimalText))", atTick: tick, low)]
  }

  private func recorded(
    _ expression: String,
    atTick tick: Int,
    _ value: ExactNumber
  ) -> RuleTest.Assertion {
    RuleTest.Assertion(
      expression: expression,
      time: tested.grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: [identity] + group.labels, value: value)],
      comment: nil
    )
  }

  private var identity: Label { Label(RecordedSeries.identity, tested.slo.identity.text) }

  private var selector: String {
    ([identity] + group.labels).map(\.matcherText).joined(separator: ",")
  }
}

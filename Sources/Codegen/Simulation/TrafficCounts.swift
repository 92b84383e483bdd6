import SLODSL

/// What the base rules count of a traffic.
///
/// In the middle of its life a series gives the exact growth of each interval. Ranges: the first
/// interval of a series has one sample fewer than the range holds, and `rate` extrapolates it in a
/// way that differs between versions.
package struct TrafficCounts {
  package let grid: ScrapeGrid
  package let measure: Measure

  package init(grid: ScrapeGrid, measure: Measure) {
    self.grid = grid
    self.measure = measure
  }

  /// How counts come about.
  package enum Measure: Hashable, Sendable {
    /// Growth of counters; a series of errors that is born counts one if births are counted.
    case growth(countsBirths: Bool)
    /// Slices of time: one event per interval whatever the number of scrapes, bad if any of them
    /// is bad.
    case slices(missing: MissingSlice)
  }

  /// What an interval without a sample counts.
  package enum MissingSlice: Hashable, Sendable {
    case nothing
    /// A slice, even before the first sample.
    case always(errors: Int)
    /// A slice as soon as there has been a sample.
    case afterFirst(errors: Int)
  }

  /// By tick, from tick 0 on.
  package func counts(of traffic: Traffic) -> [RecordedCounts.Count?] {
    var counts = [traffic.runs.first.flatMap { count(tick: 0, run: $0, previous: nil) }]
    var previous: Traffic.Run?
    for run in traffic.runs {
      for _ in 0..<run.ticks {
        let count = count(tick: counts.count, run: run, previous: previous)
        counts.append(count ?? missing(after: counts))
        previous = run
      }
    }
    if counts[0] == nil { counts[0] = missing(after: []) }
    return counts
  }

  private func missing(after counts: [RecordedCounts.Count?]) -> RecordedCounts.Count? {
    guard case .slices(let missing) = measure else { return nil }
    switch missing {
    case .nothing: return nil
    case .always(let errors):
      return RecordedCounts.Count(events: CountBounds(1), errors: CountBounds(errors))
    case .afterFirst(let errors):
      guard counts.contains(where: { $0 != nil }) else { return nil }
      return RecordedCounts.Count(events: CountBounds(1), errors: CountBounds(errors))
    }
  }

  private func count(
    tick: Int,
    run: Traffic.Run,
    previous: Traffic.Run?
  ) -> RecordedCounts.Count? {
    switch measure {
    case .slices: slice(tick: tick, run: run)
    case .growth(let countsBirths):
      growth(tick: tick, run: run, previous: previous, countsBirths: countsBirths)
    }
  }

  private func slice(tick: Int, run: Traffic.Run) -> RecordedCounts.Count? {
    guard run.presence != .none, grid.newestScrape(atTick: tick) >= 0 else { return nil }
    let bad = run.totals(scrapesPerTick: grid.scrapesPerTick).errors > 0
    let errors = CountBounds(bad ? 1 : 0)
    return RecordedCounts.Count(events: CountBounds(1), errors: errors)
  }

  private func growth(
    tick: Int,
    run: Traffic.Run,
    previous: Traffic.Run?,
    countsBirths: Bool
  ) -> RecordedCounts.Count? {
    guard run.presence != .none else { return nil }
    let good = seriesGrowth(
      tick,
      run,
      previous,
      exists: { $0 != .withoutGoodSeries && $0 != .none },
      step: { $0.events - $0.errors }
    )
    var errors = seriesGrowth(
      tick,
      run,
      previous,
      exists: { $0 != .withoutErrorSeries && $0 != .none },
      step: \.errors
    )
    let total = seriesGrowth(
      tick,
      run,
      previous,
      exists: { $0 != .none },
      step: \.events
    )
    let isBirth = previous?.presence == .withoutErrorSeries && run.presence == .all
    if isBirth, countsBirths { errors = (errors ?? .zero) + CountBounds(1) }
    guard let total, good != nil || errors != nil else { return nil }
    // A total that is a series of its own does not notice how the others begin.
    let sum = (good ?? .zero) + (errors ?? .zero)
    return RecordedCounts.Count(events: sum.hull(total), errors: errors ?? .zero)
  }

  /// The growth of one series in an interval; nil when the range holds fewer than two samples.
  private func seriesGrowth(
    _ tick: Int,
    _ run: Traffic.Run,
    _ previous: Traffic.Run?,
    exists: (Traffic.Presence) -> Bool,
    step: (Traffic.Step) -> Int
  ) -> CountBounds? {
    guard exists(run.presence) else { return nil }
    let scrapes = grid.scrapesPerTick
    let growths = (0..<scrapes).map { step(run.step($0)) }
    let sum = growths.reduce(0, +)
    guard let previous, exists(previous.presence), grid.newestScrape(atTick: tick - 1) >= 0 else {
      return firstGrowth(growths, samples: min(scrapes, grid.newestScrape(atTick: tick) + 1))
    }
    let exact = CountBounds(sum)
    guard grid.rangeMayBeginOnScrape else { return exact }
    // The closed range: one more step of the interval before, scaled to one interval.
    let more = (sum + step(previous.step(scrapes - 1))) * scrapes
    return exact.hull(CountBounds(more, over: scrapes + 1, upTo: more, over: scrapes + 1))
  }

  /// The growth of a series whose first sample lies in this interval: at least what its samples
  /// show, at most what extrapolation by 1.1 steps on both sides makes of it.
  private func firstGrowth(_ growths: [Int], samples: Int) -> CountBounds? {
    guard samples >= 2 else { return nil }
    let scrapes = grid.scrapesPerTick
    // The first sample is where the series starts; only what follows is growth.
    let seen = growths.suffix(samples - 1).reduce(0, +) * scrapes
    let steps = samples - 1
    return CountBounds(
      seen,
      over: scrapes + 1,
      upTo: seen * (10 * steps + 22),
      over: 10 * steps * (scrapes + 1)
    )
  }
}

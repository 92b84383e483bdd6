import SLODSL

/// What reconciliations find: growth of the counters in an hour that was not counted in it.
///
///     recovered = growth - max(counted, counted one interval ago) - recovered before
///
/// where that exceeds 2 % of the hour (of the fuller one of this and the hour before) and 5 events,
/// where there are events now, and where the first count is at least an hour old.
struct Reconciliation {
  private let grid: ScrapeGrid
  private let replicas: [ScrapedTraffic]
  private let counts: [RecordedCounts.Count?]
  private let sums: RecordedCounts
  private let growth: CounterGrowth
  /// Ticks of an hour.
  private let hour: Int

  init(grid: ScrapeGrid, replicas: [ScrapedTraffic], counts: [RecordedCounts.Count?]) {
    self.grid = grid
    self.replicas = replicas
    self.counts = counts
    let interval = grid.timing.interval
    sums = RecordedCounts(counts: counts, interval: interval)
    hour = RecordedCounts.ticks(in: RecordedWindows.reconcileWindow, interval: interval)
    growth = CounterGrowth(
      over: hour * grid.scrapesPerTick,
      rangeMayBeginOnScrape: grid.rangeMayBeginOnScrape
    )
  }

  /// By tick; nil where nothing is recorded.
  var recovered: [RecordedCounts.Count?] {
    var recovered: [RecordedCounts.Count?] = []
    for tick in counts.indices {
      let before = recovered.suffix(hour - 1).compactMap(\.self).reduce(.zero, +)
      recovered.append(found(atTick: tick, besides: before))
    }
    return recovered
  }

  private func found(
    atTick tick: Int,
    besides already: RecordedCounts.Count
  ) -> RecordedCounts.Count? {
    guard counts[tick] != nil, let first = sums.firstTick, tick - first >= hour,
      let grown = grown(atTick: tick)
    else { return nil }
    let now = sums.sum(over: RecordedWindows.reconcileWindow, atTick: tick) ?? .zero
    let before = sums.sum(over: RecordedWindows.reconcileWindow, atTick: tick - 1) ?? .zero
    let events = grown.events.without(now.events.larger(before.events)).without(already.events)
    let errors = grown.errors.without(now.errors.larger(before.errors)).without(already.errors)
    let noise = noise(grown.events.larger(self.grown(atTick: tick - hour)?.events ?? .zero))
    guard events.high > noise.low else { return nil }
    let isCertain = events.low > noise.high
    return RecordedCounts.Count(
      events: isCertain ? events : events.atLeastNone,
      errors: isCertain ? errors.positive : errors.atLeastNone
    )
  }

  /// Growth in the hour that ended an interval ago.
  private func grown(atTick tick: Int) -> RecordedCounts.Count? {
    growth.count(of: replicas, endingWith: grid.newestScrape(atTick: tick - 1))
  }

  private func noise(_ hour: CountBounds) -> CountBounds {
    let few = 5 * CountBounds.scale
    return CountBounds(low: hour.low / 50 + few, high: hour.high / 50 + few)
  }
}

extension CountBounds {
  fileprivate func larger(_ other: CountBounds) -> CountBounds {
    CountBounds(low: max(low, other.low), high: max(high, other.high))
  }

  /// What remains, whatever the two are.
  fileprivate func without(_ other: CountBounds) -> CountBounds {
    CountBounds(low: low - other.high, high: high - other.low)
  }

  /// As `clamp_min(x, 0)`.
  fileprivate var positive: CountBounds { CountBounds(low: max(0, low), high: max(0, high)) }

  /// This or nothing.
  fileprivate var atLeastNone: CountBounds { CountBounds(low: min(0, low), high: max(0, high)) }
}

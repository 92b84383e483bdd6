import SLODSL

/// What reconciliations find: growth of the counters in an hour that was not counted in it.
///
///     recovered = growth - counted - recovered before
///
/// where that exceeds 2 % of the hour (of the fuller one of this and the hour before) and 5 events,
/// or 0.5 % and one event of an hour that lacks counts; where there are events now, and where the
/// first count is older than that hour. Both groups are evaluated at the same moments, so that the
/// hour holds whole counts.
struct Reconciliation {
  private let grid: ScrapeGrid
  private let replicas: [ScrapedTraffic]
  private let counts: [RecordedCounts.Count?]
  private let sums: RecordedCounts
  private let growth: CounterGrowth
  /// Ticks of an hour.
  private let hour: Int
  /// Ticks since the end of the hour that is compared.
  private let delay = 2

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

  /// By tick; nil where nothing is recorded. promtool evaluates every group at every tick.
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
    guard counts[tick] != nil, let first = sums.firstTick, tick - first >= hour + delay,
      let grown = grown(atTick: tick)
    else { return nil }
    let counted = counted(atTick: tick - delay) ?? counted(atTick: tick - delay + 1) ?? .zero
    let events = grown.events.without(counted.events)
    let errors = grown.errors.without(counted.errors)
    let missing = events.without(already.events)
    let noise = noise(of: grown.events, atTick: tick)
    guard missing.high > noise.low, !isBurst(missing, atTick: tick) else { return nil }
    let isCertain = missing.low > noise.high
    return RecordedCounts.Count(
      events: events.beyond(already.events, isCertain: isCertain),
      errors: errors.beyond(already.errors, isCertain: isCertain)
    )
  }

  /// Growth in the hour that ended `delay` ago.
  private func grown(atTick tick: Int) -> RecordedCounts.Count? {
    growth.count(of: replicas, endingWith: grid.newestScrape(atTick: tick - delay))
  }

  private func counted(atTick tick: Int) -> RecordedCounts.Count? {
    sums.sum(over: RecordedWindows.reconcileWindow, atTick: tick)
  }

  private func noise(of grown: CountBounds, atTick tick: Int) -> CountBounds {
    let newest = tick - delay + 1
    if counts[max(0, newest - hour + 1)...newest].contains(where: { $0 == nil }) {
      return grown.share(of: 200, and: 1)
    }
    return grown.larger(self.grown(atTick: tick - hour)?.events ?? .zero).share(of: 50, and: 5)
  }

  /// The counts of the two hours that end one and two intervals ago differ by as much.
  private func isBurst(_ missing: CountBounds, atTick tick: Int) -> Bool {
    guard let newest = counted(atTick: tick - delay + 1), let before = counted(atTick: tick - delay)
    else { return false }
    let difference = newest.events.without(before.events)
    return missing.high <= max(difference.low, -difference.high)
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

  /// What is added to parts recovered before, so that together they are this; nothing where they
  /// are more, or perhaps. The bounds are those of the sum: single parts are not looked at.
  fileprivate func beyond(_ before: CountBounds, isCertain: Bool) -> CountBounds {
    let least = isCertain ? max(0, low - before.low) : 0
    return CountBounds(low: least, high: max(least, high - before.high))
  }

  /// One part of so many, and some events.
  fileprivate func share(of parts: Int64, and events: Int64) -> CountBounds {
    let few = events * Self.scale
    return CountBounds(low: low / parts + few, high: high / parts + few)
  }
}

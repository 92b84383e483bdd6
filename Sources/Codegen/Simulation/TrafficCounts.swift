import SLODSL

/// What the base rules count of a traffic.
///
/// In the middle of its life a series gives the exact growth of each interval. Ranges: where the
/// first or last sample of an interval is missing, `rate` extrapolates what the others show.
package struct TrafficCounts: Hashable, Sendable {
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
    /// Slices of time.
    case slices(missing: MissingSlice, judgement: SliceJudgement = .anyBad)
  }

  /// What an interval without a sample counts.
  package enum MissingSlice: Hashable, Sendable {
    case nothing
    /// A slice, even before the first sample.
    case always(errors: Int)
    /// As many slices as the newest interval with a sample had.
    case afterFirst(errors: Int)

    /// Whether every interval counts a slice.
    var isAlwaysCounted: Bool {
      if case .always = self { true } else { false }
    }
  }

  /// By tick, from tick 0 on.
  package func counts(of traffic: Traffic) -> [RecordedCounts.Count?] { counts(of: [traffic]) }

  /// Of all replicas of a group together, by tick, from tick 0 on.
  package func counts(of replicas: [Traffic]) -> [RecordedCounts.Count?] {
    let scraped = replicas.map { ScrapedTraffic($0, grid: grid) }
    let ticks = 0...(replicas.map(\.ticks).max() ?? 0)
    switch measure {
    case .growth(let countsBirths):
      return ticks.map { growth(of: scraped, tick: $0, countsBirths: countsBirths) }
    case .slices(let missing, let judgement):
      var counts: [RecordedCounts.Count?] = []
      var known: RecordedCounts.Count?
      for tick in ticks {
        let scrapes = grid.scrapes(ofTick: tick)
        let count = judgement.count(scraped.map { $0.readings(in: scrapes) })
        known = count ?? known
        counts.append(count ?? filled(missing, known: known))
      }
      return counts
    }
  }

  private func filled(
    _ missing: MissingSlice,
    known: RecordedCounts.Count?
  ) -> RecordedCounts.Count? {
    switch missing {
    case .nothing: return nil
    case .always(let errors):
      return RecordedCounts.Count(events: CountBounds(1), errors: CountBounds(errors))
    case .afterFirst(let errors):
      guard let events = known?.events else { return nil }
      return RecordedCounts.Count(events: events, errors: errors > 0 ? events : .zero)
    }
  }

  /// At which ticks nothing is counted because there are no samples, whatever is put in the place
  /// of missing ones.
  package func absence(of replicas: [Traffic]) -> [Certainty] {
    let scraped = replicas.map { ScrapedTraffic($0, grid: grid) }
    return (0...(replicas.map(\.ticks).max() ?? 0)).map { tick in
      switch measure {
      case .slices:
        let scrapes = grid.scrapes(ofTick: tick)
        return scraped.allSatisfy { $0.readings(in: scrapes).isEmpty } ? .yes : .no
      case .growth:
        let newest = grid.newestScrape(atTick: tick)
        let open = scraped.contains { hasRate($0, scrapes: grid.scrapesPerTick, newest: newest) }
        guard !open, grid.rangeMayBeginOnScrape else { return open ? .no : .yes }
        let closed = scraped.contains {
          hasRate($0, scrapes: grid.scrapesPerTick + 1, newest: newest)
        }
        return closed ? .unclear : .yes
      }
    }
  }

  /// At which ticks a target is known whose newest scrape failed.
  package func hasTargetDown(in replicas: [Traffic]) -> [Bool] {
    let scraped = replicas.map { ScrapedTraffic($0, grid: grid) }
    return (0...(replicas.map(\.ticks).max() ?? 0)).map { tick in
      scraped.contains { $0.isDown(at: min(grid.scrape(atTick: tick), $0.lastScrape)) }
    }
  }

  private func hasRate(_ replica: ScrapedTraffic, scrapes: Int, newest: Int) -> Bool {
    (newest - scrapes...newest).lazy.filter { replica.value(of: .events, at: $0) != nil }
      .prefix(2).count == 2
  }

  // MARK: Growth

  private func growth(
    of replicas: [ScrapedTraffic],
    tick: Int,
    countsBirths: Bool
  ) -> RecordedCounts.Count? {
    let growth = CounterGrowth(
      over: grid.scrapesPerTick,
      rangeMayBeginOnScrape: grid.rangeMayBeginOnScrape
    )
    let newest = grid.newestScrape(atTick: tick)
    let births = countsBirths ? replicas.filter { isBirth(in: $0, newest: newest) }.count : 0
    return growth.count(of: replicas, endingWith: newest, births: births)
  }

  /// Whether there is an error series that an interval ago, when its target was up, did not exist.
  private func isBirth(in replica: ScrapedTraffic, newest: Int) -> Bool {
    let before = newest - grid.scrapesPerTick
    return replica.value(of: .errors, at: newest) != nil
      && replica.value(of: .errors, at: before) == nil && replica.isUp(at: before)
  }

  // MARK: Recovery

  /// What reconciliations find that was not counted, by tick; nil where they find nothing.
  ///
  /// As in a unit test, where they run at every tick: a server finds the same up to a quarter of an
  /// hour later.
  func recovered(
    of replicas: [Traffic],
    besides counts: [RecordedCounts.Count?]
  ) -> [RecordedCounts.Count?] {
    guard case .growth = measure, replicas.contains(where: \.hasHoles) else { return [] }
    let scraped = replicas.map { ScrapedTraffic($0, grid: grid) }
    return Reconciliation(grid: grid, replicas: scraped, counts: counts).recovered
  }
}

/// A traffic scrape by scrape: what its counters show, and which samples there are.
struct ScrapedTraffic {
  /// A counter of the traffic.
  enum Counter: Hashable, Sendable, CaseIterable {
    /// Of all events, whichever series hold them.
    case events
    case good
    case errors
  }

  /// What one scrape shows.
  private struct Sample {
    let presence: Traffic.Presence
    let isScraped: Bool
    let isBad: Bool
    let events: Int
    let good: Int
    let errors: Int
  }

  /// Where counters begin: far above what any traffic adds to a new process, so that a restart is
  /// always seen as a fall.
  private static let start = 1_000_000_000_000

  private var samples: [Sample] = []

  init(_ traffic: Traffic, grid: ScrapeGrid) {
    var (events, good, errors) = (Self.start, Self.start, Self.start)
    let firstPlace = grid.scrapes(ofTick: 0).lowerBound
    var tick = 0
    for run in traffic.runs {
      tick += run.ticks
      let end = grid.scrapes(ofTick: tick).upperBound
      while samples.count < end {
        let place = samples.count - firstPlace
        let step = run.step(place % grid.scrapesPerTick)
        if step.restarts { (events, good, errors) = (0, 0, 0) }
        events += step.events
        good += max(0, step.events - step.errors)
        errors += step.errors
        samples.append(
          Sample(
            presence: run.presence,
            isScraped: step.isScraped,
            isBad: step.errors > 0,
            events: events,
            good: good,
            errors: errors
          )
        )
      }
    }
  }

  var lastScrape: Int { samples.count - 1 }

  /// The value of a counter at a scrape; nil without a sample.
  func value(of counter: Counter, at scrape: Int) -> Int? {
    guard samples.indices.contains(scrape), samples[scrape].isScraped else { return nil }
    let sample = samples[scrape]
    switch (counter, sample.presence) {
    case (_, .none), (.good, .withoutGoodSeries), (.errors, .withoutErrorSeries): return nil
    case (.events, _): return sample.events
    case (.good, _): return sample.good
    case (.errors, _): return sample.errors
    }
  }

  /// Whether a target was scraped.
  func isUp(at scrape: Int) -> Bool {
    guard samples.indices.contains(scrape) else { return false }
    return samples[scrape].isScraped && samples[scrape].presence != .none
  }

  /// Whether there is a target and its scrape failed.
  func isDown(at scrape: Int) -> Bool {
    guard samples.indices.contains(scrape) else { return false }
    return !samples[scrape].isScraped && samples[scrape].presence != .none
  }

  /// Whether each sample of a gauge in these scrapes shows something bad; empty without a sample.
  func readings(in scrapes: Range<Int>) -> [Bool] {
    scrapes.filter(isUp).map { samples[$0].isBad }
  }
}

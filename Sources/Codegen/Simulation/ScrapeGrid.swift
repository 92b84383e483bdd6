package import SLODSL

/// Which scrapes each evaluation of the base rules counts.
///
/// Ticks are evaluations of the base rules, `interval` apart, tick 0 at time 0; scrapes are
/// `scrape` apart, scrape 0 at time 0. The count of tick k is the growth from the newest scrape
/// that tick k-1 sees to the newest that tick k sees, so whatever happens between those two scrapes
/// is counted by tick k and by no other (the exact-count lemma).
package struct ScrapeGrid: Hashable, Sendable {
  package let timing: MeasurementTiming

  package init(_ timing: MeasurementTiming) {
    self.timing = timing
  }

  /// Scrapes in one interval, at least one.
  package var scrapesPerTick: Int {
    max(1, Int(clamping: timing.interval.milliseconds / max(1, timing.scrape.milliseconds)))
  }

  /// The newest scrape that tick `tick` sees; negative when it sees none.
  package func newestScrape(atTick tick: Int) -> Int {
    tick * scrapesPerTick - scrapesHidden
  }

  /// The newest scrape at a tick, whether the counts see it yet or not.
  package func scrape(atTick tick: Int) -> Int { tick * scrapesPerTick }

  /// The scrapes whose growth tick `tick` counts.
  package func scrapes(ofTick tick: Int) -> Range<Int> {
    let newest = newestScrape(atTick: tick)
    return (newest - scrapesPerTick + 1)..<(newest + 1)
  }

  /// Whether a range may begin exactly on a scrape. Ranges are closed in Prometheus 2 and left-open
  /// from 3.0 on, so the former then also counts the last step before.
  package var rangeMayBeginOnScrape: Bool { timing.settle.isMultiple(of: timing.scrape) }

  /// Time of a tick.
  package func time(ofTick tick: Int) -> Duration { timing.interval * Int64(tick) }

  /// The first tick at or after a time.
  package func tick(atOrAfter time: Duration) -> Int {
    let interval = max(1, timing.interval.milliseconds)
    return Int(clamping: (time.milliseconds + interval - 1) / interval)
  }

  /// Time between the last moment that tick `tick` counts and the tick itself.
  package var delay: Duration { timing.scrape * Int64(scrapesHidden) }

  /// Scrapes at and before a tick that it does not see yet.
  private var scrapesHidden: Int {
    let scrape = max(1, timing.scrape.milliseconds)
    return Int(clamping: (timing.settle.milliseconds + scrape - 1) / scrape)
  }
}

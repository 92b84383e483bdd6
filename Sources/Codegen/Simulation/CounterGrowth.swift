/// The growth of counters as `rate(x[span + scrape]) * span` measures it.
///
/// The range holds the scrapes at both ends of the span. Where all of it is seen the growth is
/// exact; otherwise it is extrapolated, and only bounds of it are known.
struct CounterGrowth {
  /// The span, in scrapes.
  private let span: Int
  private let rangeMayBeginOnScrape: Bool

  init(over span: Int, rangeMayBeginOnScrape: Bool) {
    self.span = span
    self.rangeMayBeginOnScrape = rangeMayBeginOnScrape
  }

  /// The growth of all replicas together; nil where no range holds two samples.
  ///
  /// - Parameter births: errors that are counted besides, one for each new series
  func count(
    of replicas: [ScrapedTraffic],
    endingWith newest: Int,
    births: Int = 0
  ) -> RecordedCounts.Count? {
    let growth = { (counter: ScrapedTraffic.Counter) -> CountBounds? in
      let parts = replicas.compactMap { self.growth(of: counter, in: $0, endingWith: newest) }
      return parts.isEmpty ? nil : parts.reduce(.zero, +)
    }
    let good = growth(.good)
    var errors = growth(.errors)
    if births > 0 { errors = (errors ?? .zero) + CountBounds(births) }
    guard let total = growth(.events), good != nil || errors != nil else { return nil }
    // A total that is a series of its own does not notice how the others begin.
    let sum = (good ?? .zero) + (errors ?? .zero)
    return RecordedCounts.Count(events: sum.hull(total), errors: errors ?? .zero)
  }

  private func growth(
    of counter: ScrapedTraffic.Counter,
    in replica: ScrapedTraffic,
    endingWith newest: Int
  ) -> CountBounds? {
    let open = rate(of: counter, in: replica, scrapes: (newest - span)...newest)
    guard rangeMayBeginOnScrape else { return open }
    // The closed range holds one sample more.
    let closed = rate(of: counter, in: replica, scrapes: (newest - span - 1)...newest)
    guard let closed else { return open }
    return closed.hull(open ?? .zero)
  }

  /// `rate` over a range that holds these scrapes, times the span.
  private func rate(
    of counter: ScrapedTraffic.Counter,
    in replica: ScrapedTraffic,
    scrapes: ClosedRange<Int>
  ) -> CountBounds? {
    var (first, last, samples, seen) = (0, 0, 0, 0)
    var before = 0
    for scrape in scrapes {
      guard let value = replica.value(of: counter, at: scrape) else { continue }
      if samples == 0 {
        first = scrape
      } else {
        // After a restart a counter holds what happened since.
        seen += value < before ? value : value - before
      }
      (last, samples, before) = (scrape, samples + 1, value)
    }
    guard samples >= 2 else { return nil }
    let length = last - first
    if last == scrapes.upperBound {
      // All of the span is seen; a range that begins on a sample is not extrapolated.
      if length == span { return CountBounds(seen) }
      if length == span + 1 {
        return CountBounds(seen * span, over: length, upTo: seen * span, over: length)
      }
    }
    // At least what the samples show, at most what extrapolation by 1.1 of their steps on both
    // sides makes of it.
    let steps = samples - 1
    return CountBounds(
      seen * span,
      over: span + 1,
      upTo: seen * span * (10 * steps + 22),
      over: 10 * steps * (span + 1)
    )
  }
}

import SLODSL

/// Native histograms: one series, each sample of which holds all buckets.
///
/// Only numbers are recorded, although that reads the histograms twice. Prometheus 2.42 discards a
/// histogram that a rule computes whenever rounding leaves its count below the sum of its buckets,
/// and remote storage takes histograms only where it was told to.
extension SLORulePlanner {
  /// The base counts of a span's newest events.
  func nativeHistogramRules(
    _ indicator: LatencyIndicator,
    _ series: String,
    in span: CountSpan
  ) -> [PlannedRule] {
    let histogram = rate(of: indicator, series, in: span)
    let events = windows.events(windows.interval)
    return [
      recording(events, count(of: histogram, in: span), comment: nativeCountComment),
      recording(
        windows.errors(windows.interval),
        errors(indicator, in: histogram, of: counts.own(events)),
        comment: Self.boundComment(indicator)
      ),
    ]
  }

  /// How much the histograms grew in the hour that a reconciliation compares.
  func nativeCounterRules(
    _ indicator: LatencyIndicator,
    _ series: String,
    in hour: CountSpan
  ) -> [PlannedRule] {
    let histogram = rate(of: indicator, series, in: hour)
    let events = RecordedSeries.counterEvents
    return [
      recording(events, count(of: histogram, in: hour), comment: Self.counterComment(hour)),
      recording(
        RecordedSeries.counterErrors,
        errors(indicator, in: histogram, of: reconcile.own(events))
      ),
    ]
  }

  /// `sum by (…) (rate(h[I + S] offset settle))`: a histogram of events per second.
  private func rate(
    of indicator: LatencyIndicator,
    _ series: String,
    in span: CountSpan
  ) -> PromQLExpression {
    let rates = indicator.selectors(of: series).map {
      PromQLExpression.rate($0, span.range, offset: span.offset)
    }
    return sum(rates.joined(by: .or))
  }

  private func count(of histogram: PromQLExpression, in span: CountSpan) -> PromQLExpression {
    .call("histogram_count", histogram) * .number(span.length.seconds)
  }

  /// Those of the events whose values are on the wrong side of the bound.
  ///
  /// The share begins at -Inf: from 0 on, a histogram with nothing but values around zero would
  /// lose half of them. The share of an idle histogram is NaN, and rounding may put it beyond 1;
  /// both mean no errors where there are events.
  private func errors(
    _ indicator: LatencyIndicator,
    in histogram: PromQLExpression,
    of events: PromQLExpression
  ) -> PromQLExpression {
    let within = PromQLExpression.call(
      "histogram_fraction",
      .number(.lowest),
      .number(indicator.bound),
      histogram
    )
    let share = indicator.goodIsBelow ? (.number(1) - within).parenthesized : within
    return PromQLExpression.binary(.multiply, share, events, on: slo.dimensions)
      .atLeast(.number(0))
      .or(.number(0) * events, on: slo.dimensions)
  }

  // MARK: Comments

  private var nativeCountComment: String {
    countComment
      + "\n(native histograms need scrape_native_histograms,"
      + " or --enable-feature=native-histograms before version 3.8)"
  }

  private static func boundComment(_ indicator: LatencyIndicator) -> String {
    let bound = indicator.boundText
    if indicator.bound.isPowerOfTwo {
      return "bound: \(bound) is a bucket's boundary at every resolution up to a factor of 2"
    }
    return "bound: where \(bound) is no bucket's boundary, the events of its bucket are divided by"
      + " interpolation"
  }
}

extension ExactNumber {
  /// Whether native histograms of every schema from 0 up have a boundary here.
  var isPowerOfTwo: Bool {
    func isPower(_ number: Int128) -> Bool { number > 0 && number & (number - 1) == 0 }
    return isPower(numerator) && isPower(denominator)
  }
}

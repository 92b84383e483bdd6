import SLODSL

/// Base counts: how many events and errors the newest interval had, for each group.
///
/// Scrapes come every S, the rules are evaluated every I, a multiple of S. The range I + S holds
/// exactly I/S + 1 scrapes that span I, and consecutive ranges share one scrape, so
/// `rate(x[I + S]) * I` is the exact increase and the counts add up without gap or overlap.
extension SLORulePlanner {
  var countRules: [PlannedRule] {
    switch slo.indicator {
    case .events(let indicator): eventRules(indicator)
    case .latency(let indicator): latencyRules(indicator)
    case .samples(let indicator): sampleRules(indicator)
    }
  }

  // MARK: Events

  private func eventRules(_ indicator: EventIndicator) -> [PlannedRule] {
    let span = CountSpan.interval(of: slo.timing)
    let total = counts(of: indicator.total, in: span)
    switch indicator.failures {
    case .bad(let source):
      let births = birthRule(of: source)
      let bornErrors = births == nil ? nil : counts.own(RecordedSeries.bornErrors(windows.interval))
      let bornEvents = source.isPart(of: indicator.total) ? bornErrors : nil
      return (births.map { [$0] } ?? []) + [
        recording(windows.events(windows.interval), sum(total, bornEvents), comment: countComment),
        recording(
          windows.errors(windows.interval),
          sum(counts(of: source, in: span), bornErrors, zeroEvents)
        ),
      ]
    case .allBut(let source):
      return [
        recording(windows.events(windows.interval), sum(total), comment: countComment),
        recording(
          RecordedSeries.good(windows.interval),
          sum(counts(of: source, in: span), zeroEvents)
        ),
        recording(windows.errors(windows.interval), eventsWithoutGood),
      ]
    }
  }

  private func latencyRules(_ indicator: LatencyIndicator) -> [PlannedRule] {
    let span = CountSpan.interval(of: slo.timing)
    switch indicator.storage {
    case .native(let series): return nativeHistogramRules(indicator, series, in: span)
    case .classic(let count, let bucket, let spellings):
      let events = recording(
        windows.events(windows.interval),
        sum(rates(of: indicator.selectors(of: count), in: span)),
        comment: countComment
      )
      let bounded = indicator.selectors(of: bucket, adding: Self.boundMatcher(spellings))
      let atMostBound = sum(rates(of: bounded, in: span), zeroEvents)
      var comment: String?
      if spellings.count > 1 {
        comment = "bucket: le is \(indicator.boundText) in every spelling that servers store"
      }
      guard indicator.goodIsBelow else {
        return [
          events, recording(windows.errors(windows.interval), atMostBound, comment: comment),
        ]
      }
      return [
        events,
        recording(RecordedSeries.good(windows.interval), atMostBound, comment: comment),
        recording(windows.errors(windows.interval), eventsWithoutGood),
      ]
    }
  }

  /// `le="0.25"`, or an anchored choice of its spellings.
  static func boundMatcher(_ spellings: [String]) -> LabelMatcher {
    if spellings.count == 1 { return LabelMatcher("le", .equal, spellings[0]) }
    return LabelMatcher("le", .matches, RegexText.alternation(of: spellings))
  }

  /// Good events are counted: all others are errors, never less than none.
  private var eventsWithoutGood: PromQLExpression {
    let events = counts.own(windows.events(windows.interval))
    let good = counts.own(RecordedSeries.good(windows.interval))
    return (events - good).clamped(min: .number(0))
  }

  /// No series of errors yet means no errors, where there are events.
  private var zeroEvents: PromQLExpression {
    .number(0) * counts.own(windows.events(windows.interval))
  }

  /// `sum by (dimensions) (a or b)`; nil operands are left out.
  func sum(_ operands: PromQLExpression?...) -> PromQLExpression {
    .sum(operands.compactMap(\.self).joined(by: .or) ?? .number(0), by: slo.dimensions)
  }

  /// Why the range of the counts is as long as it is.
  var countComment: String {
    let timing = slo.timing
    let range = timing.countRange.text
    var text =
      timing.overlap > .zero
      ? "counts: interval \(timing.interval.text) + scrape \(timing.scrape.text) = range \(range),"
        + " so each increment is counted once"
      : "counts: rate() of MetricsQL starts at the sample before its range, so a range of the"
        + " interval \(range) counts each increment once"
    if timing.settle > .zero {
      text += "; offset \(timing.settle.text) lets scrapes in flight arrive"
    }
    return text
  }

  // MARK: Sources

  /// The counts of a source in a span, one series for each of its series.
  func counts(of source: CountSource, in span: CountSpan) -> PromQLExpression {
    switch source {
    case .counters(let selections):
      return Self.union(of: selections) { selection in rates(of: selection.selectors, in: span) }
    case .query(let query):
      let result = query.expression.counted(over: span.range, offset: span.offset)
      let length = PromQLExpression.number(span.length.seconds)
      let count =
        switch query.scale {
        case .perSecond: result * length
        case .perRange: result * length / .number(span.range.seconds)
        }
      // NaN would stay in the sums for the whole period, and fails every comparison.
      return count.atLeast(.number(0))
    }
  }

  /// `rate(a[I + S] offset settle) * I`, or of the union of several selectors of one metric.
  func rates(of selectors: [VectorSelector], in span: CountSpan) -> PromQLExpression {
    let rates = selectors.map {
      PromQLExpression.rate($0, span.range, offset: span.offset) * .number(span.length.seconds)
    }
    return rates.joined(by: .or) ?? .number(0)
  }

  /// The series of several selections side by side, also when the selections of two metrics have
  /// series with equal labels and when some have none.
  ///
  /// `or` ignores metric names, and `+` needs both sides; a label of its own on all parts but the
  /// first makes `or` a union that `sum` adds up.
  static func union(
    of selections: [Selection],
    _ expression: (Selection) -> PromQLExpression
  ) -> PromQLExpression {
    var used: [String: Int] = [:]
    var parts: [PromQLExpression] = []
    for (index, selection) in selections.enumerated() {
      let count = (used[selection.metric] ?? 0) + 1
      used[selection.metric] = count
      let name = count == 1 ? selection.metric : "\(selection.metric) \(count)"
      let part = expression(selection)
      parts.append(index == 0 ? part : part.labelled(RecordedSeries.part, name))
    }
    return parts.joined(by: .or) ?? .number(0)
  }
}

/// A stretch of time whose events are counted: `rate(x[length + scrape] offset d) * length`.
struct CountSpan {
  let length: Duration
  /// The length and one scrape: the range holds the scrapes at both ends.
  let range: Duration
  /// How long ago the span ended.
  let offset: Duration

  /// The newest interval whose scrapes have arrived.
  static func interval(of timing: MeasurementTiming) -> CountSpan {
    CountSpan(length: timing.interval, range: timing.countRange, offset: timing.settle)
  }
}

extension CountSource {
  /// Whether the series counted here are also counted in `total`, as the failed ones of all.
  fileprivate func isPart(of total: CountSource) -> Bool {
    guard case .counters(let own) = self, case .counters(let all) = total else { return false }
    return own.allSatisfy { selection in all.contains { $0.metric == selection.metric } }
  }
}

extension LatencyIndicator {
  /// What is selected of a series of the histogram's family.
  func selectors(of series: String, adding matcher: LabelMatcher? = nil) -> [VectorSelector] {
    selectors.map {
      VectorSelector(metric: series, $0.matchers + (matcher.map { [$0] } ?? []))
    }
  }
}

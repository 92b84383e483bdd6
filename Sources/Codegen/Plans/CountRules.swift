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
    let total = counts(of: indicator.total)
    switch indicator.failures {
    case .bad(let source):
      let births = birthRule(of: source)
      let bornErrors = births == nil ? nil : recorded(RecordedSeries.bornErrors(windows.interval))
      let bornEvents = source.isPart(of: indicator.total) ? bornErrors : nil
      return (births.map { [$0] } ?? []) + [
        recording(windows.events(windows.interval), sum(total, bornEvents), comment: countComment),
        recording(
          windows.errors(windows.interval),
          sum(counts(of: source), bornErrors, zeroEvents)
        ),
      ]
    case .allBut(let source):
      return [
        recording(windows.events(windows.interval), sum(total), comment: countComment),
        recording(RecordedSeries.good(windows.interval), sum(counts(of: source), zeroEvents)),
        recording(windows.errors(windows.interval), eventsWithoutGood),
      ]
    }
  }

  private func latencyRules(_ indicator: LatencyIndicator) -> [PlannedRule] {
    let all = rates(of: indicator.selectors.map { $0.named(indicator.countSeries) })
    let atMostBound = rates(
      of: indicator.selectors.map {
        $0.named(indicator.bucketSeries, adding: indicator.boundMatcher)
      }
    )
    let events = recording(
      windows.events(windows.interval),
      sum(all),
      comment: countComment
    )
    var spellings: String?
    if indicator.boundSpellings.count > 1 {
      spellings = "bucket: le is \(indicator.boundText) in every spelling that servers store"
    }
    guard indicator.goodIsBelow else {
      let errors = windows.errors(windows.interval)
      return [events, recording(errors, sum(atMostBound, zeroEvents), comment: spellings)]
    }
    let good = RecordedSeries.good(windows.interval)
    return [
      events, recording(good, sum(atMostBound, zeroEvents), comment: spellings),
      recording(windows.errors(windows.interval), eventsWithoutGood),
    ]
  }

  /// Good events are counted: all others are errors, never less than none.
  private var eventsWithoutGood: PromQLExpression {
    let events = recorded(windows.events(windows.interval))
    let good = recorded(RecordedSeries.good(windows.interval))
    return (events - good).clamped(min: .number(0))
  }

  /// No series of errors yet means no errors, where there are events.
  private var zeroEvents: PromQLExpression {
    .number(0) * recorded(windows.events(windows.interval))
  }

  /// `sum by (dimensions) (a or b)`; nil operands are left out.
  private func sum(_ operands: PromQLExpression?...) -> PromQLExpression {
    .sum(operands.compactMap(\.self).joined(by: .or) ?? .number(0), by: slo.dimensions)
  }

  private var countComment: String {
    let timing = slo.timing
    let range = timing.countRange.text
    var text =
      "counts: interval \(timing.interval.text) + scrape \(timing.scrape.text) = range \(range),"
      + " so each increment is counted once"
    if timing.settle > .zero {
      text += "; offset \(timing.settle.text) lets scrapes in flight arrive"
    }
    return text
  }

  // MARK: Sources

  /// The counts of a source, one series for each of its series.
  private func counts(of source: CountSource) -> PromQLExpression {
    switch source {
    case .counters(let selections):
      return Self.union(of: selections) { selection in rates(of: selection.selectors) }
    case .query(let query):
      let timing = slo.timing
      let result = query.expression.counted(over: timing.countRange, offset: timing.settle)
      let interval = PromQLExpression.number(timing.interval.seconds)
      let count =
        switch query.scale {
        case .perSecond: result * interval
        case .perRange: result * interval / .number(timing.countRange.seconds)
        }
      // NaN would stay in the sums for the whole period, and fails every comparison.
      return count.atLeast(.number(0))
    }
  }

  /// `rate(a[I + S] offset settle) * I`, or of the union of several selectors of one metric.
  private func rates(of selectors: [VectorSelector]) -> PromQLExpression {
    let timing = slo.timing
    let rates = selectors.map {
      PromQLExpression.rate($0, timing.countRange, offset: timing.settle)
        * .number(timing.interval.seconds)
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

extension CountSource {
  /// Whether the series counted here are also counted in `total`, as the failed ones of all.
  fileprivate func isPart(of total: CountSource) -> Bool {
    guard case .counters(let own) = self, case .counters(let all) = total else { return false }
    return own.allSatisfy { selection in all.contains { $0.metric == selection.metric } }
  }
}

extension VectorSelector {
  /// The selector for a series of the metric's family.
  fileprivate func named(_ name: String, adding matcher: LabelMatcher? = nil) -> VectorSelector {
    VectorSelector(metric: name, matchers + (matcher.map { [$0] } ?? []))
  }
}

extension LatencyIndicator {
  /// `le="0.25"`, or an anchored choice of its spellings.
  fileprivate var boundMatcher: LabelMatcher {
    if boundSpellings.count == 1 { return LabelMatcher("le", .equal, boundSpellings[0]) }
    return LabelMatcher("le", .matches, RegexText.alternation(of: boundSpellings))
  }
}

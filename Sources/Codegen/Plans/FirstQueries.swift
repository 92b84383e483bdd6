import SLODSL

/// A question that whoever is told of an alert asks first, ready to paste.
struct FirstQuery {
  let question: String
  let expression: PromQLExpression

  init(_ question: String, _ expression: PromQLExpression) {
    self.question = question
    self.expression = expression
  }
}

extension SLORulePlanner {
  /// How many of the worst are listed.
  private static let listed = 5
  /// Labels of a metric by which errors are told apart, besides those of the target.
  private static let mostLabels = 2

  /// What to ask about an alert, in the order of asking.
  ///
  /// - Parameters:
  ///   - metrics: what is known of the metrics that the SLO counts, by name.
  func firstQueries(_ severity: AlertSeverity, _ metrics: [String: Metric]) -> [FirstQuery] {
    let group = slo.dimensions.joined(separator: ", ")
    let worst = group.isEmpty ? "" : ", the worst \(group) first"
    let identity = LabelMatcher(RecordedSeries.identity, .equal, slo.identity.text)
    let name = LabelMatcher("alertname", .equal, AlertName.burn(severity))
    var queries = windows.burnRates.prefix(2).map { window in
      FirstQuery(
        "How many times too fast does the budget burn, over \(window.text)\(worst)?",
        .largest(Self.listed, of: counts.recorded(RecordedSeries.burnRate(window), by: .long))
      )
    }
    queries.append(
      FirstQuery(
        "For how many seconds has it been firing?",
        .time - .metric("ALERTS_FOR_STATE", [name, identity])
      )
    )
    queries.append(
      FirstQuery(
        "What is left of the budget\(group.isEmpty ? "" : ", the least first")?",
        .smallest(Self.listed, of: counts.recorded(RecordedSeries.remaining, by: .long))
      )
    )
    for labels in tellingLabels(metrics) {
      guard let share = errorShare(by: labels) else { continue }
      queries.append(
        FirstQuery(
          "Which \(labels.joined(separator: ", ")) fails most, as a share of its own events?",
          .largest(Self.listed, of: share)
        )
      )
    }
    if case .samples(let samples) = slo.indicator {
      queries.append(FirstQuery("Which values are judged?", samples.value.expression()))
    }
    let selectors = slo.indicator.totalSelectors
    if !selectors.isEmpty, selectors.allSatisfy({ !targetMatchers(of: $0).isEmpty }) {
      queries.append(
        FirstQuery(
          "Which targets are down?",
          up(for: selectors).equal(to: .number(0))
        )
      )
    }
    return queries
  }

  // MARK: Where errors come from

  /// Sets of labels, one after the other: the target's own, then those that the catalog knows and
  /// no condition is about.
  private func tellingLabels(_ metrics: [String: Metric]) -> [[String]] {
    let target = project.targetLabels.contains("pod") ? "pod" : "instance"
    let metric = slo.indicator.metrics.sorted().lazy.compactMap { metrics[$0] }.first
    let judged = (slo.indicator.totalSelectors + failingSelectors).flatMap(\.matchers).map(\.label)
    let free = (metric?.labels.map(\.name) ?? []).filter { label in
      !(slo.dimensions + judged).contains(label)
    }
    return [[target]] + free.prefix(Self.mostLabels).map { [$0] }
  }

  private var failingSelectors: [VectorSelector] {
    guard case .events(let events) = slo.indicator else { return [] }
    switch events.failures {
    case .bad(.counters(let selections)), .allBut(.counters(let selections)):
      return selections.flatMap(\.selectors)
    case .bad(.query), .allBut(.query): return []
    }
  }

  /// Errors by events of the last minutes; nil where the author's PromQL counts, or where slices
  /// are judged.
  private func errorShare(by labels: [String]) -> PromQLExpression? {
    let range = max(.minutes(5), slo.timing.interval * 4)
    func rates(_ selectors: [VectorSelector]) -> PromQLExpression {
      .sum(selectors.map { .rate($0, range) }.joined(by: .or) ?? .number(0), by: labels)
    }
    func rates(_ selections: [Selection]) -> PromQLExpression {
      .sum(Self.union(of: selections) { $0.choice { .rate($0, range) } }, by: labels)
    }
    switch slo.indicator {
    case .events(let events):
      guard case .counters(let total) = events.total else { return nil }
      switch events.failures {
      case .bad(.counters(let bad)): return rates(bad) / rates(total)
      case .allBut(.counters(let good)): return .number(1) - rates(good) / rates(total)
      case .bad(.query), .allBut(.query): return nil
      }
    case .latency(let latency):
      let within: PromQLExpression
      switch latency.storage {
      case .classic(let count, let bucket, let spellings):
        let bounded = latency.selectors(of: bucket, adding: Self.boundMatcher(spellings))
        within = rates(bounded) / rates(latency.selectors(of: count))
      case .native(let series):
        within = .call(
          "histogram_fraction",
          .number(.lowest),
          .number(latency.bound),
          rates(latency.selectors(of: series))
        )
      }
      return latency.goodIsBelow ? .number(1) - within : within
    case .samples: return nil
    }
  }
}

extension PromQLExpression {
  /// So many of the largest series: `topk(count, expression)`.
  static func largest(_ count: Int, of expression: PromQLExpression) -> PromQLExpression {
    .aggregation(
      Aggregation("topk", parameter: .number(count), expression, grouping: .by([]))
    )
  }

  /// So many of the smallest series: `bottomk(count, expression)`.
  static func smallest(_ count: Int, of expression: PromQLExpression) -> PromQLExpression {
    .aggregation(
      Aggregation("bottomk", parameter: .number(count), expression, grouping: .by([]))
    )
  }
}

package import SLODSL

/// What has to be known to say what rules cost.
package enum CostQuestion: Hashable, Sendable {
  /// How many series a selector matches.
  case series(VectorSelector)
  /// How many combinations of labels an expression has, which reads these selectors.
  case groups(of: PromQLExpression, reading: [VectorSelector], by: [String])

  /// The question as a server understands it: its answer has one value, or none for zero.
  package var query: PromQLExpression {
    switch self {
    case .series(let selector): .aggregate("count", .selector(selector), by: [])
    case .groups(let expression, _, let labels):
      .aggregate("count", .aggregate("count", expression, by: labels), by: [])
    }
  }
}

extension CostQuestion {
  /// Nil for an SLO with one budget.
  init?(groupsOf slo: ServiceLevelObjective) {
    guard !slo.dimensions.isEmpty else { return nil }
    let measured = slo.indicator.measured(over: slo.timing.interval)
    self = .groups(of: measured, reading: measured.selectors, by: slo.dimensions)
  }
}

extension Indicator {
  /// What groups are told apart in: all events, or the value that is sampled.
  fileprivate func measured(over window: Duration) -> PromQLExpression {
    switch self {
    case .events(let events):
      switch events.total {
      case .counters(let selections):
        Self.union(of: selections.flatMap(\.selectors))
      case .query(let query): query.expression.counted(over: window, offset: .zero)
      }
    case .latency(let latency):
      switch latency.storage {
      case .classic(let count, _, _): Self.union(of: latency.selectors(of: count))
      case .native(let histogram): Self.union(of: latency.selectors(of: histogram))
      }
    case .samples(let samples):
      samples.value.expression().counted(over: window, offset: .zero)
    }
  }

  private static func union(of selectors: [VectorSelector]) -> PromQLExpression {
    selectors.map(PromQLExpression.selector).joined(by: .or) ?? .number(0)
  }
}

import SLODSL

/// The slices of a sampled indicator as expressions over the gauges.
struct SampleSlices {
  private let indicator: SampleIndicator
  private let dimensions: [String]
  private let timing: MeasurementTiming

  init(_ indicator: SampleIndicator, of slo: ServiceLevelObjective) {
    self.indicator = indicator
    dimensions = slo.dimensions
    timing = slo.timing
  }

  /// Bad slices: 0 or 1 for each group, or how many of its series.
  var errors: PromQLExpression {
    let threshold = PromQLExpression.number(indicator.threshold)
    if isOnePerGroup, indicator.collapse != .each { return isBad(value, threshold) }
    switch indicator.collapse {
    case .worst:
      return .max(isBad(value, threshold), by: dimensions)
    case .average:
      return isBad(.aggregate("avg", value, by: dimensions), threshold)
    case .each:
      return .sum(isBad(value, threshold), by: dimensions)
    }
  }

  /// Slices of each group, where each series is one.
  var events: PromQLExpression { .count(value, by: dimensions) }

  /// 1 for each group with a sample.
  var presence: PromQLExpression { .aggregate("group", value, by: dimensions) }

  /// Whether the value is one series for each group already, so that nothing needs to collapse.
  var isOnePerGroup: Bool { isOnePerGroup(indicator.value) }

  private func isOnePerGroup(_ value: SampleValue) -> Bool {
    switch value {
    case .gauge, .age, .remaining, .query: false
    case .aggregate(_, _, let labels): Set(labels).isSubset(of: dimensions)
    case .quotient(let one, let other): isOnePerGroup(one) && isOnePerGroup(other)
    }
  }

  private func isBad(
    _ value: PromQLExpression,
    _ threshold: PromQLExpression
  ) -> PromQLExpression {
    .binary(badOperator, value, threshold, bool: true)
  }

  /// The comparison that finds bad slices.
  private var badOperator: PromQLBinary.Operator {
    let isGood = indicator.describesGood
    switch indicator.comparison {
    case .equal: return isGood ? .notEqual : .equal
    case .notEqual: return isGood ? .equal : .notEqual
    case .less: return isGood ? .greaterOrEqual : .less
    case .lessOrEqual: return isGood ? .greater : .lessOrEqual
    case .greater: return isGood ? .lessOrEqual : .greater
    case .greaterOrEqual: return isGood ? .less : .greaterOrEqual
    case .or, .and, .matches, .matchesNot, .inside, .notInside, .add, .subtract, .multiply,
      .divide:
      assertionFailure("the checker lets only comparisons of numbers through")
      return .notEqual
    }
  }

  // MARK: Values

  private var value: PromQLExpression { expression(of: indicator.value, slice: indicator.slice) }

  private func expression(
    of value: SampleValue,
    slice: SampleIndicator.SliceValue
  ) -> PromQLExpression {
    switch value {
    case .gauge(let selection): return samples(of: selection, slice)
    case .age(let selection):
      // The oldest moment of a slice has the greatest age.
      return .time - samples(of: selection, slice.reversed)
    case .remaining(let selection): return samples(of: selection, slice) - .time
    case .aggregate(let aggregate, let inner, let labels):
      let missing = dimensions.filter { !labels.contains($0) }
      return .aggregate(
        aggregate.function,
        expression(of: inner, slice: slice),
        by: labels + missing
      )
    case .quotient(let one, let other):
      return (expression(of: one, slice: slice) / expression(of: other, slice: slice)).numbers
    case .query(let query):
      return query.counted(over: timing.interval.halfOpen, offset: timing.settle).numbers
    }
  }

  /// The value of each series in the newest slice: half open, so that slices share no sample.
  private func samples(
    of selection: Selection,
    _ slice: SampleIndicator.SliceValue
  ) -> PromQLExpression {
    let choices = selection.selectors.map { selector in
      PromQLExpression.call(
        slice.function,
        .range(selector, timing.interval.halfOpen, offset: timing.settle)
      )
    }
    return choices.joined(by: .or) ?? .number(0)
  }
}

extension PromQLExpression {
  /// Without NaN, which is neither good nor bad: 0 / 0 is no value.
  fileprivate var numbers: PromQLExpression {
    atLeast(.number(.lowest)).parenthesized
  }
}

extension PromQLNumber {
  /// `-Inf`
  static let lowest = PromQLNumber(value: -.infinity, text: "-Inf", range: .none)
}

extension SampleIndicator.SliceValue {
  fileprivate var function: String {
    switch self {
    case .last: "last_over_time"
    case .max: "max_over_time"
    case .min: "min_over_time"
    case .average: "avg_over_time"
    }
  }

  fileprivate var reversed: SampleIndicator.SliceValue {
    switch self {
    case .max: .min
    case .min: .max
    case .last, .average: self
    }
  }
}

extension SampleValue.Aggregate {
  /// PromQL's name of it.
  var function: String {
    switch self {
    case .sum: "sum"
    case .max: "max"
    case .min: "min"
    case .average: "avg"
    case .count: "count"
    }
  }
}

extension SampleValue {
  /// Whether NaN is an ordinary outcome and so dropped: 0 / 0, or whatever the author asks for.
  var mayBeNaN: Bool {
    switch self {
    case .gauge, .age, .remaining: false
    case .aggregate(_, let inner, _): inner.mayBeNaN
    case .quotient, .query: true
    }
  }

  /// The selectors of all gauges; empty as soon as the author's PromQL takes part.
  var selectors: [VectorSelector] {
    switch self {
    case .gauge(let selection), .age(let selection), .remaining(let selection):
      return selection.selectors
    case .aggregate(_, let inner, _): return inner.selectors
    case .quotient(let one, let other):
      let (left, right) = (one.selectors, other.selectors)
      return left.isEmpty || right.isEmpty ? [] : left + right
    case .query: return []
    }
  }
}

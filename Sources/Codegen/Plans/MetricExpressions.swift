import SLODSL

/// Questions of authors as PromQL.
extension MetricQuery {
  /// The expression; `.window` is the range of rates, which the reader chooses.
  var expression: PromQLExpression {
    switch self {
    case .rate(let selections, let labels): Self.rates(of: selections, by: labels)
    case .increase(let selections, let span, let labels):
      .sum(
        SLORulePlanner.union(of: selections) { selection in
          selection.choice { .increase($0, span) }
        },
        by: labels
      )
    case .ratio(let part, let total, let labels):
      Self.rates(of: part, by: labels) / Self.rates(of: total, by: labels)
    case .quantile(let level, let buckets, let isNative, let labels):
      .call(
        "histogram_quantile",
        .number(level),
        .sum(buckets.choice(\.rate), by: labels + (isNative ? [] : ["le"]))
      )
    case .gauge(let value): value.expression()
    case .arithmetic(let operation, let left, let right):
      .binary(operation.ofPromQL, left.expression, right.expression)
    case .number(let number): .number(number)
    case .promQL(let query): query
    }
  }

  private static func rates(of selections: [Selection], by labels: [String]) -> PromQLExpression {
    .sum(SLORulePlanner.union(of: selections) { $0.choice(\.rate) }, by: labels)
  }
}

extension Selection {
  /// The union of what is asked of each selector.
  func choice(_ each: (VectorSelector) -> PromQLExpression) -> PromQLExpression {
    selectors.map(each).joined(by: .or) ?? .number(0)
  }
}

extension VectorSelector {
  /// The rate over the range that the reader chooses.
  var rate: PromQLExpression {
    .call("rate", .matrix(MatrixSelector(selector: self, length: .window)))
  }
}

extension SampleValue {
  /// The newest values.
  ///
  /// - Parameters:
  ///   - dimensions: labels that aggregates keep besides their own.
  ///   - choose: what is changed in each selector.
  func expression(
    keeping dimensions: [String] = [],
    choosing choose: (VectorSelector) -> VectorSelector = { $0 }
  ) -> PromQLExpression {
    func samples(_ selection: Selection) -> PromQLExpression {
      selection.choice { .selector(choose($0)) }
    }
    switch self {
    case .gauge(let selection): return samples(selection)
    case .age(let selection): return .time - samples(selection)
    case .remaining(let selection): return samples(selection) - .time
    case .aggregate(let aggregate, let inner, let labels):
      return .aggregate(
        aggregate.function,
        inner.expression(keeping: dimensions, choosing: choose),
        by: labels + dimensions.filter { !labels.contains($0) }
      )
    case .quotient(let one, let other):
      return one.expression(keeping: dimensions, choosing: choose)
        / other.expression(keeping: dimensions, choosing: choose)
    case .query(let query): return query
    }
  }
}

extension BinaryExpression.Operator {
  /// The arithmetic that a question may hold.
  fileprivate var ofPromQL: PromQLBinary.Operator {
    switch self {
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .add, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .matches, .matchesNot, .inside, .notInside:
      .add
    }
  }
}

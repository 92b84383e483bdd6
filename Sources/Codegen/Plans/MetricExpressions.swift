import SLODSL

/// Questions of authors as PromQL.
extension MetricQuery {
  /// The expression of a reader who is content with what Prometheus makes of increases.
  var expression: PromQLExpression { expression(counting: .extrapolated) }

  /// The expression; `.window` is the range of rates where the reader chooses it.
  func expression(counting: IncreaseCounting) -> PromQLExpression {
    switch self {
    case .rate(let selections, let span, let labels):
      Self.rates(of: selections, over: span, by: labels)
    case .increase(let selections, let span, let labels):
      counting.scaled(
        .sum(
          SLORulePlanner.union(of: selections) { selection in
            selection.choice { counting.increase(of: $0, over: span) }
          },
          by: labels
        ),
        over: span
      )
    case .ratio(let part, let total, let span, let labels):
      Self.rates(of: part, over: span, by: labels) / Self.rates(of: total, over: span, by: labels)
    case .quantile(let level, let buckets, let isNative, let span, let labels):
      .call(
        "histogram_quantile",
        .number(level),
        .sum(buckets.choice { $0.rate(over: span) }, by: labels + (isNative ? [] : ["le"]))
      )
    case .overTime(let summary, let gauge, let span, let labels):
      Self.aggregate(
        summary,
        gauge.choice { .call(summary.function, .range($0, span)) },
        by: labels
      )
    case .prediction(let gauge, let span, let ahead):
      gauge.choice { .call("predict_linear", .range($0, span), .number(ahead.seconds)) }
    case .gauge(let value): value.expression()
    case .arithmetic(let operation, let left, let right):
      .binary(
        operation.ofPromQL,
        left.expression(counting: counting),
        right.expression(counting: counting)
      )
    case .number(let number): .number(number)
    case .promQL(let query): query
    }
  }

  /// The sum of rates, per second.
  static func rates(
    of selections: [Selection],
    over span: Duration?,
    by labels: [String]
  ) -> PromQLExpression {
    .sum(
      SLORulePlanner.union(of: selections) { $0.choice { $0.rate(over: span) } },
      by: labels
    )
  }

  private static func aggregate(
    _ summary: GaugeSummary,
    _ expression: PromQLExpression,
    by labels: [String]?
  ) -> PromQLExpression {
    guard let labels else { return expression }
    return .aggregate(summary.aggregate.function, expression, by: labels)
  }
}

/// How `increase` counts.
enum IncreaseCounting {
  /// As Prometheus does: stretched from the samples that a range holds to the whole range, so that
  /// three events may read 3.2.
  case extrapolated
  /// Whole events: the range holds one scrape more, so that its samples span the time that was
  /// asked for, and what was stretched is shrunk again; it ends before scrapes that are under way.
  /// What is left of floating point is rounded away.
  ///
  /// Where a counter begins at zero within the range Prometheus stretches less, so the result is
  /// never above the true count, and above the next smaller number as long as there are fewer
  /// events than scrapes.
  case exact(scrape: Duration, settle: Duration)

  fileprivate func increase(of selector: VectorSelector, over span: Duration) -> PromQLExpression {
    switch self {
    case .extrapolated: .increase(selector, span)
    case .exact(let scrape, let settle): .increase(selector, span + scrape, offset: settle)
    }
  }

  fileprivate func scaled(_ sum: PromQLExpression, over span: Duration) -> PromQLExpression {
    switch self {
    case .extrapolated: return sum
    case .exact(let scrape, _):
      let scaled = sum * .number(span.seconds) / .number((span + scrape).seconds)
      return .call("round", scaled, .number(ExactNumber(1, over: 100)))
    }
  }
}

extension GaugeSummary {
  fileprivate var function: String {
    switch self {
    case .average: "avg_over_time"
    case .max: "max_over_time"
    case .min: "min_over_time"
    case .latest: "last_over_time"
    }
  }

  /// How several series become one, in the way in which several samples do.
  fileprivate var aggregate: SampleValue.Aggregate {
    switch self {
    case .average: .average
    case .max, .latest: .max
    case .min: .min
    }
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

  /// The rate over so much time, or over the range that the reader chooses.
  func rate(over span: Duration?) -> PromQLExpression {
    span.map { .rate(self, $0) } ?? rate
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

package import SLODSL

/// Changes to the author's PromQL before it becomes part of a rule.
extension PromQLExpression {
  /// The expression with the range of the rule for each `\(window)`, looking back by `offset`.
  ///
  /// A selector that is pinned to a moment with `@` stays there.
  func counted(over window: Duration, offset: Duration) -> PromQLExpression {
    rewritten(
      selector: { selector in
        var selector = selector
        selector.offset = selector.offset.shifted(by: offset, isPinned: selector.at.isMoment)
        return selector
      },
      length: { $0 == .window ? PromQLDuration(window) : $0 }
    )
  }

  /// The same tree with other selectors and other lengths of ranges.
  package func rewritten(
    selector change: (VectorSelector) -> VectorSelector,
    length resize: (PromQLDuration) -> PromQLDuration = { $0 }
  ) -> PromQLExpression {
    rewritten(
      selector: { .selector(change($0)) },
      range: { matrix in
        var matrix = matrix
        matrix.selector = change(matrix.selector)
        matrix.length = resize(matrix.length)
        return .matrix(matrix)
      },
      length: resize
    )
  }

  /// The same tree with expressions in place of some series, in parentheses where they need them.
  ///
  /// Ranges of these series stay as they are.
  func replacing(_ series: (VectorSelector) -> PromQLExpression?) -> PromQLExpression {
    rewritten(
      selector: { selector in
        guard let replacement = series(selector) else { return .selector(selector) }
        switch replacement {
        case .binary, .unary: return replacement.parenthesized
        case .number, .string, .parenthesized, .selector, .matrix, .subquery, .call, .aggregation:
          return replacement
        }
      },
      range: { .matrix($0) },
      length: { $0 }
    )
  }

  /// The same tree with something else in place of its selectors, ranges and lengths of subqueries.
  ///
  /// As deep as the tree, whose depth its parser limits.
  private func rewritten(
    selector change: (VectorSelector) -> PromQLExpression,
    range changeRange: (MatrixSelector) -> PromQLExpression,
    length resize: (PromQLDuration) -> PromQLDuration
  ) -> PromQLExpression {
    func inner(_ expression: PromQLExpression) -> PromQLExpression {
      expression.rewritten(selector: change, range: changeRange, length: resize)
    }
    switch self {
    case .number, .string: return self
    case .parenthesized(let expression, let range):
      return .parenthesized(inner(expression), range)
    case .unary(let negative, let operand, let range):
      return .unary(negative: negative, inner(operand), range)
    case .selector(let selector): return change(selector)
    case .matrix(let matrix): return changeRange(matrix)
    case .subquery(var subquery):
      subquery.expression = inner(subquery.expression)
      subquery.length = resize(subquery.length)
      return .subquery(subquery)
    case .call(let call):
      return .call(PromQLCall(call.function, call.arguments.map(inner), range: call.range))
    case .aggregation(let aggregation):
      return .aggregation(
        Aggregation(
          aggregation.operator,
          parameter: aggregation.parameter.map(inner),
          inner(aggregation.expression),
          grouping: aggregation.grouping,
          range: aggregation.range
        )
      )
    case .binary(let binary):
      return .binary(
        PromQLBinary(
          binary.operator,
          inner(binary.left),
          inner(binary.right),
          returnsBool: binary.returnsBool,
          matching: binary.matching,
          range: binary.range
        )
      )
    }
  }
}

extension PromQLAt? {
  /// Whether it names a moment that does not move with the evaluation.
  fileprivate var isMoment: Bool {
    switch self {
    case .milliseconds: true
    case .start, .end, nil: false
    }
  }
}

extension PromQLDuration? {
  /// The offset of a selector, further back by `settle`; arithmetic of newer servers stays as it
  /// is.
  fileprivate func shifted(by settle: Duration, isPinned: Bool) -> PromQLDuration? {
    guard !isPinned, settle > .zero else { return self }
    switch self {
    case nil: return PromQLDuration(settle)
    case .literal(let nanoseconds):
      let (step, isTooLong) = settle.milliseconds.multipliedReportingOverflow(by: 1_000_000)
      let (sum, overflows) = nanoseconds.addingReportingOverflow(step)
      guard !isTooLong, !overflows else { return self }
      return sum == 0 ? nil : .literal(nanoseconds: sum)
    case .expression, .window: return self
    }
  }
}

import SLODSL

extension PromQLExpression {
  /// The same tree with the matchers of every selector in the order in which they are printed.
  var ordered: PromQLExpression {
    switch self {
    case .number, .string: self
    case .parenthesized(let inner, let range): .parenthesized(inner.ordered, range)
    case .unary(let negative, let operand, let range):
      .unary(negative: negative, operand.ordered, range)
    case .selector(let selector): .selector(selector.ordered)
    case .matrix(let matrix):
      .matrix(MatrixSelector(selector: matrix.selector.ordered, length: matrix.length))
    case .subquery(let subquery):
      .subquery(
        Subquery(
          expression: subquery.expression.ordered,
          length: subquery.length,
          step: subquery.step,
          offset: subquery.offset,
          at: subquery.at
        )
      )
    case .call(let call): .call(PromQLCall(call.function, call.arguments.map(\.ordered)))
    case .aggregation(let aggregation):
      .aggregation(
        Aggregation(
          aggregation.operator,
          parameter: aggregation.parameter?.ordered,
          aggregation.expression.ordered,
          grouping: aggregation.grouping
        )
      )
    case .binary(let binary):
      .binary(
        PromQLBinary(
          binary.operator,
          binary.left.ordered,
          binary.right.ordered,
          returnsBool: binary.returnsBool,
          matching: binary.matching
        )
      )
    }
  }
}

extension VectorSelector {
  fileprivate var ordered: VectorSelector {
    var selector = self
    selector.matchers.sort { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return selector
  }
}

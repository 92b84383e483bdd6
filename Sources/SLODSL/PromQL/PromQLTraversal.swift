/// Walks through a tree, from left to right.
extension PromQLExpression {
  /// Calls `visit` for the expression and everything inside it, outside first.
  package func visit(_ visit: (PromQLExpression) -> Void) {
    visit(self)
    for child in children { child.visit(visit) }
  }

  /// The expressions directly inside.
  package var children: [PromQLExpression] {
    switch self {
    case .number, .string, .selector, .matrix: []
    case .parenthesized(let inner, _), .unary(_, let inner, _): [inner]
    case .subquery(let subquery): [subquery.expression]
    case .call(let call): call.arguments
    case .aggregation(let aggregation):
      (aggregation.parameter.map { [$0] } ?? []) + [aggregation.expression]
    case .binary(let binary): [binary.left, binary.right]
    }
  }

  /// Every selector, also those of ranges.
  package var selectors: [VectorSelector] {
    var selectors: [VectorSelector] = []
    visit { expression in
      switch expression {
      case .selector(let selector): selectors.append(selector)
      case .matrix(let matrix): selectors.append(matrix.selector)
      default: break
      }
    }
    return selectors
  }

  /// The length and place of every range, those of subqueries too.
  package var ranges: [(length: PromQLDuration, place: PromQLRange)] {
    var ranges: [(length: PromQLDuration, place: PromQLRange)] = []
    visit { expression in
      switch expression {
      case .matrix(let matrix): ranges.append((matrix.length, matrix.range))
      case .subquery(let subquery): ranges.append((subquery.length, subquery.range))
      default: break
      }
    }
    return ranges
  }
}

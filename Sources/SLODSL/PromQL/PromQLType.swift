/// The type of a PromQL expression (Prometheus documentation, "Expression language data types").
package enum PromQLType: String, Hashable, Sendable {
  case scalar
  case vector
  case matrix
  case string

  /// What messages call a value of it.
  package var noun: String {
    switch self {
    case .scalar: "a scalar"
    case .vector: "an instant vector"
    case .matrix: "a range vector"
    case .string: "a string"
    }
  }
}

extension PromQLExpression {
  /// What the expression yields, if its parts are what they must be; the checker says whether.
  package var type: PromQLType {
    switch self {
    case .number: .scalar
    case .string: .string
    case .parenthesized(let inner, _), .unary(_, let inner, _): inner.type
    case .selector, .aggregation: .vector
    case .matrix, .subquery: .matrix
    case .call(let call): PromQLFunction.named(call.function)?.result ?? .vector
    case .binary(let binary):
      binary.left.type == .scalar && binary.right.type == .scalar ? .scalar : .vector
    }
  }
}

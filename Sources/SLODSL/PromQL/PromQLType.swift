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

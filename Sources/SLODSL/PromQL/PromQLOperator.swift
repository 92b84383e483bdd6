/// What the grammar and the type rules say about each operator.
extension PromQLBinary.Operator {
  /// What kind of result the operator gives.
  package enum Kind: Hashable, Sendable {
    /// A value for each pair.
    case arithmetic
    /// A filter, or 0 and 1 with `bool`.
    case comparison
    /// Cuts buckets off native histograms.
    case trim
    /// Keeps or drops whole series.
    case set
  }

  package var kind: Kind {
    switch self {
    case .power, .multiply, .divide, .modulo, .atan2, .add, .subtract: .arithmetic
    case .equal, .notEqual, .lessOrEqual, .less, .greaterOrEqual, .greater: .comparison
    case .trimUpper, .trimLower: .trim
    case .and, .unless, .or: .set
    }
  }

  /// How tightly it binds; a higher number binds tighter. A sign binds like `*`.
  package var precedence: Int {
    switch self {
    case .power: 6
    case .multiply, .divide, .modulo, .atan2: 5
    case .add, .subtract: 4
    case .equal, .notEqual, .lessOrEqual, .less, .greaterOrEqual, .greater: 3
    case .trimUpper, .trimLower: 3
    case .and, .unless: 2
    case .or: 1
    }
  }

  /// `2 ^ 3 ^ 2` is `2 ^ (3 ^ 2)`; every other operator groups from the left.
  package var groupsFromTheRight: Bool { self == .power }

  /// The precedence of a sign in front of an expression: `-2 ^ 2` is `-(2 ^ 2)`.
  package static let signPrecedence = 5
}

extension PromQLExpression {
  /// How tightly the outermost operator of the printed text binds; 7 when there is none.
  package var precedence: Int {
    switch self {
    case .binary(let binary): binary.operator.precedence
    case .unary: PromQLBinary.Operator.signPrecedence
    case .number(let number): number.hasSign ? PromQLBinary.Operator.signPrecedence : 7
    case .string, .parenthesized, .selector, .matrix, .subquery, .call, .aggregation: 7
    }
  }
}

extension PromQLNumber {
  /// Whether the text begins with a sign, as `-1` and `+Inf` do.
  package var hasSign: Bool {
    text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
  }
}

/// What is known of the values of a label on the series that have it: the empty value, which is
/// that of a label that is not there, is never among them.
package struct LabelValues: Hashable, Sendable {
  /// Something that every value satisfies.
  enum Constraint: Hashable, Sendable {
    case not(String)
    case matches(Pattern)
    case matchesNot(Pattern)
  }

  /// A pattern that was read once; patterns are equal when their texts are.
  struct Pattern: Hashable, Sendable {
    let expression: RegularExpression

    static func == (one: Pattern, other: Pattern) -> Bool {
      one.expression.pattern == other.expression.pattern
    }
    func hash(into hasher: inout Hasher) { hasher.combine(expression.pattern) }
  }

  /// The only values that there can be; nil when there is no such list.
  package private(set) var finite: Set<String>?
  /// What else is known where there is no list.
  private(set) var constraints: [Constraint]

  private init(finite: Set<String>?, constraints: [Constraint] = []) {
    self.finite = finite
    self.constraints = constraints
  }

  package static let any = LabelValues(finite: nil)

  package static func constant(_ value: String) -> LabelValues { .oneOf([value]) }

  package static func oneOf(_ values: some Sequence<String>) -> LabelValues {
    LabelValues(finite: Set(values).subtracting([""]))
  }

  /// Whether no value is left. Patterns without an end are not compared with each other.
  package var isEmpty: Bool { finite?.isEmpty ?? false }

  /// The one value that there can be.
  package var constant: String? { finite?.count == 1 ? finite?.first : nil }

  /// More facts than these are forgotten: what is known may only become less.
  private static let limit = 8
  /// Longer lists are not made from patterns.
  private static let listed = 100
}

extension LabelValues {
  /// What holds for the values that also satisfy a matcher.
  func narrowed(by matcher: LabelMatcher) -> LabelValues {
    switch matcher.operator {
    case .equal: return intersection(.constant(matcher.value))
    case .notEqual: return satisfying(.not(matcher.value))
    case .matches, .matchesNot:
      guard case .success(let expression) = RegularExpression.parse(matcher.value) else {
        return self
      }
      let pattern = Pattern(expression: expression)
      guard matcher.operator == .matches else { return satisfying(.matchesNot(pattern)) }
      if finite == nil, let values = expression.finiteSet(limit: Self.listed) {
        return intersection(.oneOf(values))
      }
      return satisfying(.matches(pattern))
    }
  }

  /// Values of both.
  func intersection(_ other: LabelValues) -> LabelValues {
    guard let values = other.finite else {
      return other.constraints.reduce(self) { $0.satisfying($1) }
    }
    if let own = finite { return LabelValues(finite: own.intersection(values)) }
    return LabelValues(
      finite: values.filter { value in constraints.allSatisfy { $0.allows(value) } }
    )
  }

  /// Values of either.
  func union(_ other: LabelValues) -> LabelValues {
    if self == other { return self }
    guard let one = finite, let two = other.finite, one.count + two.count <= Self.listed else {
      return .any
    }
    return LabelValues(finite: one.union(two))
  }

  private func satisfying(_ constraint: Constraint) -> LabelValues {
    if let finite { return LabelValues(finite: finite.filter(constraint.allows)) }
    if constraint.allowsNothing { return LabelValues(finite: []) }
    guard constraints.count < Self.limit, !constraints.contains(constraint) else { return self }
    return LabelValues(finite: nil, constraints: constraints + [constraint])
  }

  /// Whether a pattern is known to match every value.
  func allMatch(_ expression: RegularExpression) -> Bool {
    if expression.matchesEveryValue { return true }
    if let finite { return finite.allSatisfy { expression.matches($0) == true } }
    return constraints.contains(.matches(Pattern(expression: expression)))
  }

  /// Whether a pattern is known to match none.
  func noneMatch(_ expression: RegularExpression) -> Bool {
    guard let finite else { return false }
    return finite.allSatisfy { expression.matches($0) == false }
  }
}

extension LabelValues.Constraint {
  /// Whether a value may satisfy it; where that cannot be told, it may.
  fileprivate func allows(_ value: String) -> Bool {
    switch self {
    case .not(let other): value != other
    case .matches(let pattern): pattern.expression.matches(value) ?? true
    case .matchesNot(let pattern): !(pattern.expression.matches(value) ?? false)
    }
  }

  fileprivate var allowsNothing: Bool {
    if case .matchesNot(let pattern) = self { pattern.expression.matchesEveryValue } else { false }
  }
}

extension RegularExpression {
  /// Whether it is one of the common ways to write a pattern that any value matches.
  var matchesEveryValue: Bool {
    var text = Substring(pattern)
    while true {
      if text.hasPrefix("^") {
        text = text.dropFirst()
      } else if text.hasSuffix("$") {
        text = text.dropLast()
      } else if text.hasPrefix("("), text.hasSuffix(")") {
        text = text.dropFirst().dropLast()
      } else {
        return text == ".*" || text == ".+"
      }
    }
  }
}

extension LabelValues: CustomStringConvertible {
  /// For people: `"api"`, `"api" or "web"`, or an empty text when there is no list.
  package var description: String {
    (finite ?? []).sorted().map { "\"\($0)\"" }.joined(separator: " or ")
  }
}

import SLODSL
import TestSupport
import Testing

/// The algebra of predicates against trying every series of a small world.
@Suite struct ConditionTests {
  private static let values = ["", "1", "2", "3", "10", "12", "x", "y"]
  private static let labels = ["a", "b"]

  /// Every series: a value for each label, empty where it has none.
  private static let world: [[String: String]] = values.flatMap { one in
    values.map { ["a": one, "b": $0] }
  }

  @Test(arguments: 0..<40)
  func alternativesMeanTheSame(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    for _ in 0..<50 {
      let condition = Self.condition(depth: 4, using: &random)
      guard let alternatives = condition.alternatives() else { continue }
      for series in Self.world {
        let expected = Self.holds(condition, for: series)
        let matched = alternatives.contains { conditions in
          conditions.allSatisfy { Self.matches($0.matcher, series) }
        }
        #expect(matched == expected, "\(series): \(condition) as \(alternatives)")
      }
    }
  }

  @Test func implicationsAndContradictionsAreTrue() {
    var random = SplitMix(seed: 99)
    var (implied, contradicted) = (0, 0)
    for _ in 0..<4000 {
      let one = Self.labelCondition(using: &random, label: "a")
      let other = Self.labelCondition(using: &random, label: "a")
      let met = Self.values.filter { Self.matches(one.matcher, ["a": $0]) }
      let both = met.filter { Self.matches(other.matcher, ["a": $0]) }
      if one.implies(other) == .yes {
        implied += 1
        #expect(both == met, "\(one.matcher) implies \(other.matcher)")
      }
      if one.contradicts(other) {
        contradicted += 1
        #expect(both.isEmpty, "\(one.matcher) contradicts \(other.matcher)")
      }
      for text in Self.values {
        #expect(one.allows(text) == Self.matches(one.matcher, ["a": text]))
      }
    }
    #expect(implied > 100 && contradicted > 100)
  }

  // MARK: Conditions by chance

  private static func condition(depth: Int, using random: inout SplitMix) -> Condition {
    guard depth > 0 else { return .label(labelCondition(using: &random)) }
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: return .label(labelCondition(using: &random))
    case 2: return .not(condition(depth: depth - 1, using: &random))
    case 3, 4:
      return .and(
        condition(depth: depth - 1, using: &random),
        condition(depth: depth - 1, using: &random)
      )
    case 5, 6:
      return .or(
        condition(depth: depth - 1, using: &random),
        condition(depth: depth - 1, using: &random)
      )
    default: return .always
    }
  }

  private static func labelCondition(
    using random: inout SplitMix,
    label: String? = nil
  ) -> LabelCondition {
    let count = Int.random(in: 1...3, using: &random)
    let parts = (0..<count).map { _ -> LabelCondition.Part in
      guard Bool.random(using: &random) else {
        return .value(values.randomElement(using: &random) ?? "")
      }
      let low = Int.random(in: 0...12, using: &random)
      return .integers(low...(low + Int.random(in: 0...4, using: &random)), domain: nil)
    }
    return LabelCondition(
      label: label ?? labels.randomElement(using: &random) ?? "a",
      parts: parts,
      isNegated: Bool.random(using: &random),
      range: SourceRange(file: FileID(0), start: 0, end: 0)
    )
  }

  // MARK: What they mean

  private static func holds(_ condition: Condition, for series: [String: String]) -> Bool {
    switch condition {
    case .always: true
    case .label(let label): holds(label, for: series[label.label] ?? "")
    case .and(let one, let other): holds(one, for: series) && holds(other, for: series)
    case .or(let one, let other): holds(one, for: series) || holds(other, for: series)
    case .not(let inner): !holds(inner, for: series)
    }
  }

  private static func holds(_ condition: LabelCondition, for value: String) -> Bool {
    let isListed = condition.parts.contains { part in
      switch part {
      case .value(let text): text == value
      case .integers(let range, _): Int(value).map(range.contains) ?? false
      case .pattern: false
      }
    }
    return isListed != condition.isNegated
  }

  private static func matches(_ matcher: LabelMatcher, _ series: [String: String]) -> Bool {
    let value = series[matcher.label] ?? ""
    return switch matcher.operator {
    case .equal: value == matcher.value
    case .notEqual: value != matcher.value
    case .matches: SimplePattern.matches(matcher.value, value)
    case .matchesNot: !SimplePattern.matches(matcher.value, value)
    }
  }
}

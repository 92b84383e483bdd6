/// Two counts, one divided by the other: whether the first is a part of the second.
package struct RatioOfCounts: Sendable {
  package let part: CountedTerm
  package let whole: CountedTerm
  private let matching: VectorMatching?

  package init(_ part: CountedTerm, _ whole: CountedTerm, _ matching: VectorMatching?) {
    self.part = part
    self.whole = whole
    self.matching = matching
  }

  /// Whether both read series of one name.
  package var isOfOneName: Bool {
    part.selector.selectedName != nil && part.selector.selectedName == whole.selector.selectedName
  }

  /// Whether both have the very same matchers.
  package var hasEqualMatchers: Bool {
    Set(part.matchers) == Set(whole.matchers)
  }

  /// Whether series are paired by a label, so that only equal values of it meet.
  package func pairs(by label: String) -> Bool {
    guard part.kept.contains(label), whole.kept.contains(label) else { return false }
    switch matching?.labels {
    case nil: return true
    case .on(let labels): return labels.contains(label)
    case .ignoring(let labels): return !labels.contains(label)
    }
  }

  /// Whether each of several series on one side meets the one of the other.
  package var isGrouped: Bool { matching?.group != nil }

  /// Matchers that narrow the whole and not the part, apart from those by which series are paired.
  package var narrowsWholeOnly: [LabelMatcher] {
    Self.unmet(whole.matchers, by: part.matchers).filter { !pairs(by: $0.label) }
  }

  /// Matchers that narrow the part and not the whole, apart from those by which series are paired.
  package var narrowsPartOnly: [LabelMatcher] {
    Self.unmet(part.matchers, by: whole.matchers).filter { !pairs(by: $0.label) }
  }

  /// Whether the part certainly counts some of what the whole counts, over the same time.
  package var isCertainPart: Bool {
    guard part.function == whole.function, part.length == whole.length,
      part.selector.offset == whole.selector.offset, part.selector.at == whole.selector.at,
      !part.isScaled, !whole.isScaled, !whole.isFiltered, !isGrouped,
      matching == nil || part.kept == whole.kept || whole.kept == .by([]),
      let one = part.selector.selectedName, let other = whole.selector.selectedName
    else { return false }
    let isNarrower = Self.unmet(whole.matchers, by: part.matchers)
    if one == other { return isNarrower.isEmpty }
    let isOfFamily =
      one.hasSuffix("_bucket") && !one.contains(":")
      && other == one.dropLast("_bucket".utf8.count) + "_count"
    return isOfFamily && isNarrower.isEmpty
      && part.matchers.contains { $0.label == "le" && $0.operator == .equal }
  }

  /// The matchers of one side that the other does not imply.
  ///
  /// Where it takes more than values to tell, as between two patterns, a matcher counts as implied.
  private static func unmet(
    _ matchers: [LabelMatcher],
    by others: [LabelMatcher]
  ) -> [LabelMatcher] {
    matchers.filter { matcher in
      if matcher.operator == .matches || matcher.operator == .notEqual, matcher.isWide {
        return false
      }
      return !others.contains { other in
        other.label == matcher.label && (other.implies(matcher) ?? true)
      }
    }
  }
}

extension LabelMatcher {
  /// Whether it excludes at most the absence of the label: `=~".*"`, `!=""`.
  fileprivate var isWide: Bool {
    switch self.operator {
    case .matches: value == ".*" || value == ".+" || value.hasPrefix("$")
    case .notEqual: value.isEmpty
    case .equal, .matchesNot: false
    }
  }

  /// Whether every value that meets this matcher meets the other; nil when that cannot be told.
  fileprivate func implies(_ other: LabelMatcher) -> Bool? {
    if self == other { return true }
    switch self.operator {
    case .equal: return other.accepts(value)
    case .matches:
      guard case .success(let pattern) = RegularExpression.parse(value),
        let values = pattern.finiteSet(limit: 64)
      else { return nil }
      return values.allSatisfy { other.accepts($0) ?? true }
    case .notEqual, .matchesNot: return nil
    }
  }

  /// Whether a value meets it; nil when that cannot be told.
  package func accepts(_ text: String) -> Bool? {
    switch self.operator {
    case .equal: text == value
    case .notEqual: text != value
    case .matches: RegularExpression.matches(value, text)
    case .matchesNot: RegularExpression.matches(value, text).map { !$0 }
    }
  }
}

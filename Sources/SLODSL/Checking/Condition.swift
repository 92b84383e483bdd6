/// What a predicate demands of the labels of a series.
package indirect enum Condition: Hashable, Sendable {
  case always
  case label(LabelCondition)
  case and(Condition, Condition)
  case or(Condition, Condition)
  case not(Condition)

  package func and(_ other: Condition) -> Condition {
    switch (self, other) {
    case (.always, _): other
    case (_, .always): self
    default: .and(self, other)
    }
  }

  /// More alternatives than this are refused: each becomes a selector of its own.
  static let alternativeLimit = 32

  /// The condition as alternatives, each a list of conditions that hold together; nil when there
  /// are more than `alternativeLimit`.
  package func alternatives(negated: Bool = false) -> [[LabelCondition]]? {
    switch self {
    case .always: return negated ? [] : [[]]
    case .label(let condition): return [[negated ? condition.negation : condition]]
    case .not(let inner): return inner.alternatives(negated: !negated)
    case .and(let left, let right), .or(let left, let right):
      guard let one = left.alternatives(negated: negated),
        let other = right.alternatives(negated: negated)
      else { return nil }
      let isConjunction = if case .and = self { !negated } else { negated }
      guard isConjunction else { return Self.merged(one + other) }
      guard one.count * other.count <= Self.alternativeLimit else { return nil }
      return Self.merged(one.flatMap { head in other.map { Self.appended($0, to: head) } })
    }
  }

  /// A conjunction in few words: what follows from the rest is left out, and two lists of values of
  /// a label become the values that both have.
  private static func appended(
    _ tail: [LabelCondition],
    to head: [LabelCondition]
  ) -> [LabelCondition] {
    var result = head
    for new in tail {
      if result.contains(where: { $0.implies(new) == .yes }) { continue }
      if let index = result.firstIndex(where: { $0.intersection(new) != nil }),
        let both = result[index].intersection(new)
      {
        result[index] = both
      } else {
        result = result.filter { new.implies($0) != .yes } + [new]
      }
    }
    return result
  }

  /// Joins alternatives that differ in the values of one label only, so that
  /// `code == 500 || code == 503` stays one selector.
  private static func merged(_ alternatives: [[LabelCondition]]) -> [[LabelCondition]]? {
    var result: [[LabelCondition]] = []
    for alternative in alternatives {
      if let index = result.firstIndex(where: { joined($0, alternative) != nil }),
        let joint = joined(result[index], alternative)
      {
        result[index] = joint
      } else {
        result.append(alternative)
      }
    }
    return result.count <= alternativeLimit ? result : nil
  }

  private static func joined(
    _ one: [LabelCondition],
    _ other: [LabelCondition]
  ) -> [LabelCondition]? {
    guard one.count == other.count else { return nil }
    var joint = one
    var differences = 0
    for index in one.indices where !one[index].hasSameMeaning(as: other[index]) {
      guard let union = one[index].union(other[index]) else { return nil }
      joint[index] = union
      differences += 1
    }
    return differences <= 1 ? joint : nil
  }
}

/// Whether something follows from something else.
package enum Implication: Hashable, Sendable {
  case yes
  case no
  /// Regular expressions are not compared.
  case undecided
}

/// One label and the values it may, or may not, have.
package struct LabelCondition: Hashable, Sendable {
  /// Values of a label, one way or another.
  package enum Part: Hashable, Sendable {
    case value(String)
    /// Decimal texts of integers. The domain is the label's, where it is declared.
    case integers(ClosedRange<Int>, domain: ClosedRange<Int>?)
    /// RE2, matching the whole value.
    case pattern(String)
  }

  package let label: String
  /// Any of these.
  package let parts: [Part]
  package let isNegated: Bool
  package let range: SourceRange

  package init(label: String, parts: [Part], isNegated: Bool, range: SourceRange) {
    self.label = label
    self.parts = parts
    self.isNegated = isNegated
    self.range = range
  }

  var negation: LabelCondition {
    LabelCondition(label: label, parts: parts, isNegated: !isNegated, range: range)
  }

  func hasSameMeaning(as other: LabelCondition) -> Bool {
    label == other.label && parts == other.parts && isNegated == other.isNegated
  }

  /// One condition for "this or that", when both allow values of the same label.
  func union(_ other: LabelCondition) -> LabelCondition? {
    guard label == other.label, !isNegated, !other.isNegated else { return nil }
    let more = other.parts.filter { !parts.contains($0) }
    return LabelCondition(label: label, parts: parts + more, isNegated: false, range: range)
  }

  /// One condition for "this and that", when both list values of the same label and share some; nil
  /// where they share none, so that the contradiction stays to be seen.
  func intersection(_ other: LabelCondition) -> LabelCondition? {
    guard label == other.label, !isNegated, !other.isNegated,
      parts.count * other.parts.count <= 4096
    else { return nil }
    var shared: [Part] = []
    for part in parts {
      for another in other.parts {
        switch part.intersection(another) {
        case .nothing: continue
        case .unknown: return nil
        case .part(let both): if !shared.contains(both) { shared.append(both) }
        }
      }
    }
    guard !shared.isEmpty else { return nil }
    return LabelCondition(label: label, parts: shared, isNegated: false, range: range)
  }

  /// The one matcher that says the same.
  package var matcher: LabelMatcher {
    if parts.count == 1, let text = parts[0].singleText {
      return LabelMatcher(label, isNegated ? .notEqual : .equal, text)
    }
    if parts.count == 1, case .pattern(let pattern) = parts[0] {
      return LabelMatcher(label, isNegated ? .matchesNot : .matches, pattern)
    }
    let pattern = parts.map(\.pattern).joined(separator: "|")
    return LabelMatcher(label, isNegated ? .matchesNot : .matches, pattern)
  }

  /// Whether a series with this value meets it; nil when a pattern cannot tell.
  package func allows(_ text: String) -> Bool? {
    var isUnsure = false
    for part in parts {
      switch part {
      case .value(let value): if value == text { return !isNegated }
      case .integers(let range, _):
        if let number = Int(text), String(number) == text, range.contains(number) {
          return !isNegated
        }
      case .pattern(let pattern):
        switch RegularExpression.matches(pattern, text) {
        case true?: return !isNegated
        case false?: continue
        case nil: isUnsure = true
        }
      }
    }
    return isUnsure ? nil : isNegated
  }

  /// The values when all parts are single ones, for long lists.
  private var texts: Set<String>? {
    var texts: Set<String> = []
    for part in parts {
      guard case .value(let text) = part else { return nil }
      texts.insert(text)
    }
    return texts
  }

  /// Whether every series that meets this also meets `other`.
  package func implies(_ other: LabelCondition) -> Implication {
    guard label == other.label else { return .no }
    if hasSameMeaning(as: other) { return .yes }
    if let own = texts, let others = other.texts {
      switch (isNegated, other.isNegated) {
      case (false, false): return own.isSubset(of: others) ? .yes : .no
      case (false, true): return own.isDisjoint(with: others) ? .yes : .no
      case (true, true): return others.isSubset(of: own) ? .yes : .no
      case (true, false): return .no
      }
    }
    switch (isNegated, other.isNegated) {
    case (false, false):
      return Self.all(parts.map { part in Self.any(other.parts.map(part.isWithin)) })
    case (false, true):
      let overlaps = parts.flatMap { part in other.parts.map(part.overlaps) }
      if overlaps.contains(.yes) { return .no }
      return overlaps.contains(.undecided) ? .undecided : .yes
    case (true, true):
      return Self.all(other.parts.map { part in Self.any(parts.map(part.isWithin)) })
    case (true, false): return .no
    }
  }

  /// Whether no series can meet both, as far as that can be told.
  package func contradicts(_ other: LabelCondition) -> Bool {
    guard label == other.label else { return false }
    switch (isNegated, other.isNegated) {
    case (false, false):
      if let own = texts, let others = other.texts { return own.isDisjoint(with: others) }
      return parts.allSatisfy { part in other.parts.allSatisfy { part.overlaps($0) == .no } }
    case (false, true): return implies(other.negation) == .yes
    case (true, false): return other.implies(negation) == .yes
    case (true, true): return false
    }
  }

  private static func all(_ parts: [Implication]) -> Implication {
    if parts.contains(.no) { return .no }
    return parts.contains(.undecided) ? .undecided : .yes
  }

  private static func any(_ parts: [Implication]) -> Implication {
    if parts.contains(.yes) { return .yes }
    return parts.contains(.undecided) ? .undecided : .no
  }
}

extension LabelCondition.Part {
  /// The text when there is only one.
  fileprivate var singleText: String? {
    switch self {
    case .value(let text): text
    case .integers(let range, _): range.count == 1 ? String(range.lowerBound) : nil
    case .pattern: nil
    }
  }

  fileprivate var pattern: String {
    switch self {
    case .value(let text): RegularExpression.escaping(text)
    case .integers(let range, let domain):
      domain.flatMap { IntegerPattern.shortPattern(for: range, within: $0) }
        ?? IntegerPattern.pattern(for: range)
    case .pattern(let pattern): RegularExpression.asAlternative(pattern)
    }
  }

  /// What two parts share.
  fileprivate enum Intersection {
    case nothing
    case part(LabelCondition.Part)
    /// Regular expressions are not compared.
    case unknown
  }

  fileprivate func intersection(_ other: LabelCondition.Part) -> Intersection {
    switch (self, other) {
    case (.value, .value), (.value, .integers):
      return isWithin(other) == .yes ? .part(self) : .nothing
    case (.integers, .value): return other.isWithin(self) == .yes ? .part(other) : .nothing
    case (.integers(let one, let domain), .integers(let two, _)):
      guard one.overlaps(two) else { return .nothing }
      return .part(.integers(one.clamped(to: two), domain: domain))
    case (.pattern(let one), .pattern(let two)): return one == two ? .part(self) : .unknown
    case (.pattern, _), (_, .pattern): return .unknown
    }
  }

  func isWithin(_ other: LabelCondition.Part) -> Implication {
    switch (self, other) {
    case (.value(let one), .value(let two)): one == two ? .yes : .no
    case (.value(let text), .integers(let range, _)):
      Int(text).map { range.contains($0) && String($0) == text } ?? false ? .yes : .no
    case (.integers(let one, _), .integers(let two, _)):
      two.lowerBound <= one.lowerBound && one.upperBound <= two.upperBound ? .yes : .no
    case (.integers(let range, _), .value(let text)):
      range.count == 1 && String(range.lowerBound) == text ? .yes : .no
    case (.pattern(let one), .pattern(let two)): one == two ? .yes : .undecided
    case (.pattern, _), (_, .pattern): .undecided
    }
  }

  func overlaps(_ other: LabelCondition.Part) -> Implication {
    switch (self, other) {
    case (.integers(let one, _), .integers(let two, _)): one.overlaps(two) ? .yes : .no
    case (.pattern(let one), .pattern(let two)): one == two ? .yes : .undecided
    case (.pattern, _), (_, .pattern): .undecided
    case (.value, _): isWithin(other)
    case (_, .value): other.isWithin(self)
    }
  }
}

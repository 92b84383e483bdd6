/// What the labels of operands say about an operation: facts, not yet words.
package enum LabelJudgement: Hashable, Sendable {
  /// A selector that no series can satisfy: these matchers of a label exclude each other.
  case contradiction(VectorSelector, label: String)
  /// `by`, of an aggregation whose operand cannot have the label.
  case groupingMissing(Aggregation, label: String)
  /// The operands of an operator can never match.
  case neverMatches(PromQLBinary, LabelMismatch)
  /// `on`: one side, or both, cannot have the label.
  case matchingMissing(PromQLBinary, label: String, left: Bool, right: Bool)
  /// A group list names a label that the one side cannot have, so the many side loses its own.
  case includedMissing(PromQLBinary, label: String)
  /// Several series of the side that must have one for each match: they differ in the label. A
  /// filter may leave one of them.
  case manyOnOneSide(PromQLBinary, isLeft: Bool, label: String, isFiltered: Bool)
  /// Series of the many side become equal when the group list overwrites the label.
  case groupingNotUnique(PromQLBinary, label: String)
  /// A label was copied by a group list, and nothing read it before it went.
  case joinedLost(PromQLExpression, label: String, joined: PromQLRange)
  /// `label_replace` gives all series one value of a label in which they differ.
  case overwritten(PromQLCall, label: String)
  /// A series without labels is added to a vector whose series have some.
  case unlabelledDefault(PromQLBinary, labels: [String])
}

/// Why two kinds of series never match.
package enum LabelMismatch: Hashable, Sendable {
  /// Every series of the one side has the label, none of the other does.
  case missing(label: String, onLeft: Bool)
  /// Both have it, but with other values.
  case values(label: String, left: LabelValues, right: LabelValues)

  package var label: String {
    switch self {
    case .missing(let label, _), .values(let label, _, _): label
    }
  }
}

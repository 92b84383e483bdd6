/// What matching says about the labels of the operands.
extension LabelInference {
  /// `on` labels that a side cannot have.
  mutating func judgeMatching(
    _ binary: PromQLBinary,
    _ labels: [String],
    _ left: LabelSetType,
    _ right: LabelSetType
  ) {
    guard !left.isNever, !right.isNever else { return }
    for label in labels {
      let (inLeft, inRight) = (left.mayHave(label), right.mayHave(label))
      guard !inLeft || !inRight else { continue }
      judge(.matchingMissing(binary, label: label, left: inLeft, right: inRight))
    }
  }

  /// Whether each side that must be unique for a match is.
  mutating func judgeUniqueness(
    _ binary: PromQLBinary,
    _ left: LabelSetType,
    _ right: LabelSetType,
    _ pairs: [LabelPair]
  ) {
    guard !pairs.isEmpty else { return }
    let matching = LabelMatching(binary)
    func extra(_ type: LabelSetType) -> String? {
      Set(type.alternatives.flatMap(\.varying)).filter { !matching.contains($0) }.min()
    }
    switch binary.matching?.group {
    case .left(let included):
      if let label = extra(right) {
        judge(.manyOnOneSide(binary, isLeft: false, label: label))
      } else {
        judgeOverwritten(binary, included, many: pairs.map(\.left), one: pairs.map(\.right))
      }
    case .right(let included):
      if let label = extra(left) {
        judge(.manyOnOneSide(binary, isLeft: true, label: label))
      } else {
        judgeOverwritten(binary, included, many: pairs.map(\.right), one: pairs.map(\.left))
      }
    case nil:
      if let label = extra(right) {
        judge(.manyOnOneSide(binary, isLeft: false, label: label))
      } else if let label = extra(LabelSetType(pairs.map(\.left))) {
        judge(.manyOnOneSide(binary, isLeft: true, label: label))
      }
    }
  }

  /// Series that differ in one label only become equal when a group list overwrites it.
  private mutating func judgeOverwritten(
    _ binary: PromQLBinary,
    _ included: [String],
    many: [LabelSet],
    one: [LabelSet]
  ) {
    let matching = LabelMatching(binary)
    let differing = Set(many.flatMap(\.varying)).filter { !matching.contains($0) }
    guard let label = included.first(where: differing.contains) else { return }
    judge(.groupingNotUnique(binary, label: label))
  }

  /// Labels of a group list that the one side cannot have.
  mutating func judgeGroup(_ binary: PromQLBinary, left: LabelSetType, right: LabelSetType) {
    let (one, included): (LabelSetType, [String])
    switch binary.matching?.group {
    case .left(let labels)?: (one, included) = (right, labels)
    case .right(let labels)?: (one, included) = (left, labels)
    case nil: return
    }
    guard !one.isNever else { return }
    for label in included where !one.mayHave(label) {
      judge(.includedMissing(binary, label: label))
    }
  }

  /// `x or vector(0)`: the default joins series that have labels, always.
  mutating func judgeDefault(_ binary: PromQLBinary, _ left: LabelSetType, _ right: LabelSetType) {
    guard binary.matching == nil, right.isAlways, !left.isNever else { return }
    guard right.alternatives.allSatisfy({ $0.may == .finite([]) }) else { return }
    let labels = left.alternatives.map { $0.must.subtracting([SpecialLabel.name]) }
    guard let first = labels.first else { return }
    let shared = labels.dropFirst().reduce(first) { $0.intersection($1) }
    if !shared.isEmpty { judge(.unlabelledDefault(binary, labels: shared.sorted())) }
  }
}

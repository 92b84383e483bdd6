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
    func judgeMany(_ type: LabelSetType, isLeft: Bool) -> Bool {
      let found = type.alternatives.compactMap { set in
        set.varying.filter { !matching.contains($0) }.min().map { ($0, set.isFiltered) }
      }
      guard let (label, isFiltered) = found.first else { return false }
      judge(.manyOnOneSide(binary, isLeft: isLeft, label: label, isFiltered: isFiltered))
      return true
    }
    let lefts = pairs.map(\.left)
    let rights = pairs.map(\.right)
    switch binary.matching?.group {
    case .left(let included):
      if !judgeMany(right, isLeft: false) { judgeOverwritten(binary, included, many: lefts) }
    case .right(let included):
      if !judgeMany(left, isLeft: true) { judgeOverwritten(binary, included, many: rights) }
    case nil:
      if !judgeMany(right, isLeft: false) { _ = judgeMany(LabelSetType(lefts), isLeft: true) }
    }
  }

  /// Series that differ in one label only become equal when a group list overwrites it.
  private mutating func judgeOverwritten(
    _ binary: PromQLBinary,
    _ included: [String],
    many: [LabelSet]
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
  ///
  /// That does no harm where an aggregation around it drops those labels anyway.
  mutating func judgeDefault(_ binary: PromQLBinary, _ left: LabelSetType, _ right: LabelSetType) {
    guard binary.matching == nil, right.isAlways, !left.isNever else { return }
    guard right.alternatives.allSatisfy({ $0.may == .finite([]) }) else { return }
    let kept = left.alternatives.map { set in
      // What an aggregation lists is meant to be there.
      enclosing.reduce(set.may.finite ?? set.must) { kept, grouping in
        switch grouping {
        case .by(let labels): kept.intersection(labels)
        case .without(let labels): kept.subtracting(labels)
        }
      }.subtracting(SpecialLabel.identity)
    }
    guard let first = kept.first else { return }
    let shared = kept.dropFirst().reduce(first) { $0.intersection($1) }
    if !shared.isEmpty { judge(.unlabelledDefault(binary, labels: shared.sorted())) }
  }
}

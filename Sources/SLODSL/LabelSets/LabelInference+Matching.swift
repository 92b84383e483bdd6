/// What operators between two vectors keep.
extension LabelInference {
  mutating func type(of binary: PromQLBinary) -> LabelSetType {
    let left = type(of: binary.left)
    let right = type(of: binary.right)
    let arithmetic = binary.operator.kind == .arithmetic || binary.returnsBool
    switch (binary.left.isScalar, binary.right.isScalar) {
    case (true, true): return LabelSetType([.single])
    case (true, false): return filtered(right, binary, dropsName: arithmetic)
    case (false, true): return filtered(left, binary, dropsName: arithmetic)
    case (false, false): break
    }
    if binary.operator == .or {
      judgeDefault(binary, left, right)
      return LabelSetType(left.alternatives + right.alternatives)
    }
    let pairs = matches(binary, left, right)
    switch binary.operator {
    case .unless: return left
    case .and: return LabelSetType(pairs.map(\.left))
    default: break
    }
    judgeUniqueness(binary, left, right, pairs)
    return combination(binary, pairs, left, right, dropsName: arithmetic)
  }

  /// An operation with a scalar changes values only, or filters.
  private func filtered(
    _ type: LabelSetType,
    _ binary: PromQLBinary,
    dropsName: Bool
  ) -> LabelSetType {
    type.map { set in
      if dropsName { set.dropName() }
      if binary.operator.kind == .comparison, !binary.returnsBool {
        set.isFiltered = true
        set.isAlways = false
      }
    }
  }

  /// Each kind of the left with each kind of the right that it can match, with what the one says
  /// about the other.
  private mutating func matches(
    _ binary: PromQLBinary,
    _ left: LabelSetType,
    _ right: LabelSetType
  ) -> [LabelPair] {
    let matching = LabelMatching(binary)
    var pairs: [LabelPair] = []
    var mismatch: LabelMismatch?
    for one in left.alternatives {
      for other in right.alternatives {
        switch matching.pair(one, other) {
        case .success(let pair): pairs.append(pair)
        case .failure(let found): mismatch = mismatch ?? found
        }
      }
    }
    if pairs.isEmpty, let mismatch {
      judge(.neverMatches(binary, mismatch))
    } else if case .on(let labels) = matching.labels {
      judgeMatching(binary, labels, left, right)
    }
    return pairs
  }
}

/// The results of operators with one value for each match.
extension LabelInference {
  private mutating func combination(
    _ binary: PromQLBinary,
    _ pairs: [LabelPair],
    _ left: LabelSetType,
    _ right: LabelSetType,
    dropsName: Bool
  ) -> LabelSetType {
    let combining = LabelCombination(binary, dropsName: dropsName)
    var sets = pairs.map { combining.result($0) }
    if binary.matching?.group != nil {
      judgeGroup(binary, left: left, right: right)
    } else {
      let paired = LabelSetType(pairs.map(\.left) + pairs.map(\.right))
      if !pairs.isEmpty {
        judgeLoss(in: .binary(binary), from: paired, to: LabelSetType(sets))
      }
    }
    // A side that has no partner meets the value of `fill`.
    if binary.matching?.fillRight != nil {
      sets += left.alternatives.map { combining.result($0, isLeft: true) }
    }
    if binary.matching?.fillLeft != nil {
      sets += right.alternatives.map { combining.result($0, isLeft: false) }
    }
    return LabelSetType(sets)
  }
}

/// Two kinds of series that match, each with what the other says about the matched labels.
struct LabelPair {
  var left: LabelSet
  var right: LabelSet
}

/// Which labels two operands are matched on.
struct LabelMatching {
  let labels: VectorMatching.Labels

  init(_ binary: PromQLBinary) {
    labels = binary.matching?.labels ?? .ignoring([])
  }

  /// The metric's name is matched only when `on` lists it.
  func contains(_ label: String) -> Bool {
    switch labels {
    case .on(let list): list.contains(label)
    case .ignoring(let list): !list.contains(label) && label != SpecialLabel.name
    }
  }

  func pair(_ left: LabelSet, _ right: LabelSet) -> Result<LabelPair, LabelMismatch> {
    do {
      return .success(
        LabelPair(
          left: try refined(left, by: right, isLeft: true),
          right: try refined(right, by: left, isLeft: false)
        )
      )
    } catch {
      return .failure(error)
    }
  }

  /// A side with what equality of the matched labels says about it.
  private func refined(
    _ set: LabelSet,
    by other: LabelSet,
    isLeft: Bool
  ) throws(LabelMismatch) -> LabelSet {
    var result = set
    for label in other.must.sorted() where contains(label) {
      guard set.may.contains(label) else { throw .missing(label: label, onLeft: isLeft) }
      result.must.insert(label)
    }
    for label in set.must.sorted() where contains(label) && !other.may.contains(label) {
      throw .missing(label: label, onLeft: !isLeft)
    }
    switch labels {
    case .on(let list):
      result.may = set.may.removing(list.filter { !other.may.contains($0) })
      for label in list { result.joined[label] = nil }
    case .ignoring(let list):
      result.may = set.may.intersection(other.may.adding(list + [SpecialLabel.name]))
    }
    for label in other.values.keys.sorted() where contains(label) && result.may.contains(label) {
      guard let theirs = other.values[label] else { continue }
      let own = set.values[label] ?? .any
      let shared = own.intersection(theirs)
      if !shared.isEmpty {
        result.values[label] = shared
      } else if result.must.contains(label) {
        throw .values(label: label, left: isLeft ? own : theirs, right: isLeft ? theirs : own)
      } else {
        result.may = result.may.removing([label])
      }
    }
    result.values = result.values.filter { result.may.contains($0.key) }
    result.varying = set.varying.filter { label in
      result.may.contains(label) && (!contains(label) || other.varying.contains(label))
    }
    result.isFiltered = set.isFiltered || other.isFiltered
    result.isAlways = false
    return result
  }
}

/// How the labels of a result come from those of the two sides.
struct LabelCombination {
  private let matching: LabelMatching
  private let group: VectorMatching.Group?
  private let dropsName: Bool
  private let isFilter: Bool
  private let place: PromQLRange

  init(_ binary: PromQLBinary, dropsName: Bool) {
    matching = LabelMatching(binary)
    group = binary.matching?.group
    self.dropsName = dropsName
    place = binary.range
    isFilter = binary.operator.kind == .comparison && !binary.returnsBool
  }

  /// The result of a match.
  func result(_ pair: LabelPair) -> LabelSet {
    var result: LabelSet
    switch group {
    case .left(let included): result = grouped(pair.left, included, from: pair.right)
    case .right(let included): result = grouped(pair.right, included, from: pair.left)
    case nil: result = paired(pair)
    }
    result.isFiltered = result.isFiltered || isFilter
    return result
  }

  private func paired(_ pair: LabelPair) -> LabelSet {
    var result = pair.left
    if dropsName { result.dropName() }
    switch matching.labels {
    case .on(let labels): result.restrict(to: labels)
    case .ignoring(let labels): result.remove(labels)
    }
    result.varying.formIntersection(pair.right.varying)
    for (label, place) in pair.right.joined where result.may.contains(label) {
      result.joined[label] = place
    }
    // Both sides are unique for each match, so the key of either tells matches apart.
    if let key = pair.right.key, result.key.map({ key.count < $0.count }) ?? true,
      key.allSatisfy({ result.may.contains($0) && matching.contains($0) })
    {
      result.key = key
    }
    return result
  }

  private func grouped(_ many: LabelSet, _ included: [String], from one: LabelSet) -> LabelSet {
    var result = many
    if dropsName { result.dropName() }
    for label in included {
      if one.may.contains(label) {
        result.assign(label, isCertain: one.must.contains(label), values: one.values[label])
        result.joined[label] = place
      } else {
        result.remove([label])
      }
    }
    return result
  }

  /// The result of a side that has no partner but a filled value: the partner has the matched
  /// labels and no others.
  func result(_ side: LabelSet, isLeft: Bool) -> LabelSet {
    var partner = side
    switch matching.labels {
    case .on(let labels): partner.restrict(to: labels)
    case .ignoring(let labels): partner.remove(labels + [SpecialLabel.name])
    }
    var result =
      result(isLeft ? LabelPair(left: side, right: partner) : LabelPair(left: partner, right: side))
    result.key = result.may.finite
    return result
  }
}

extension LabelMismatch: Error {}

extension PromQLExpression {
  /// Whether it yields a number rather than series.
  var isScalar: Bool {
    switch self {
    case .number: true
    case .parenthesized(let inner, _), .unary(_, let inner, _): inner.isScalar
    case .call(let call): PromQLFunction.named(call.function)?.result == .scalar
    case .binary(let binary): binary.left.isScalar && binary.right.isScalar
    case .string, .selector, .matrix, .subquery, .aggregation: false
    }
  }
}

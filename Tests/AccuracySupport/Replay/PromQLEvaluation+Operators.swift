import SLODSL

/// Operators, and how the series of two operands find each other.
extension PromQLEvaluation {
  func value(of binary: PromQLBinary) throws -> Value {
    if binary.operator.kind == .set { return .vector(try set(of: binary)) }
    guard let compute = Self.function(of: binary.operator) else {
      throw unsupported(.binary(binary))
    }
    let isFilter = binary.operator.kind == .comparison && !binary.returnsBool
    switch (try value(of: binary.left), try value(of: binary.right)) {
    case (.scalar(let left), .scalar(let right)): return .scalar(compute(left, right))
    case (.vector(let left), .scalar(let right)):
      guard isFilter else { return Value.vector(left).mapped { compute($0, right) } }
      return .vector(left.filter { compute($0.value, right) == 1 })
    case (.scalar(let left), .vector(let right)):
      guard isFilter else { return Value.vector(right).mapped { compute(left, $0) } }
      return .vector(right.filter { compute(left, $0.value) == 1 })
    case (.vector(let left), .vector(let right)):
      return .vector(try pairs(of: binary, left, right, compute, isFilter: isFilter))
    }
  }

  /// Comparisons return 1 for true.
  private static func function(
    of operation: PromQLBinary.Operator
  ) -> ((Double, Double) -> Double)? {
    switch operation {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .equal: { $0 == $1 ? 1 : 0 }
    case .notEqual: { $0 != $1 ? 1 : 0 }
    case .less: { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: { $0 <= $1 ? 1 : 0 }
    case .greater: { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: { $0 >= $1 ? 1 : 0 }
    case .power, .modulo, .atan2, .trimUpper, .trimLower, .and, .unless, .or: nil
    }
  }

  /// One value for each pair of series that match; every series has one partner at most.
  private func pairs(
    of binary: PromQLBinary,
    _ left: [Element],
    _ right: [Element],
    _ compute: (Double, Double) -> Double,
    isFilter: Bool
  ) throws -> [Element] {
    guard binary.matching?.group == nil, binary.matching?.fillLeft == nil,
      binary.matching?.fillRight == nil
    else { throw unsupported(.binary(binary)) }
    let signature = Self.signature(binary.matching)
    var partners: [SeriesIdentity: Element] = [:]
    for element in right {
      let isTaken = partners.updateValue(element, forKey: signature(element.labels)) != nil
      guard !isTaken else { throw unsupported(.binary(binary)) }
    }
    var result: [Element] = []
    for element in left {
      guard let partner = partners[signature(element.labels)] else { continue }
      let value = compute(element.value, partner.value)
      if isFilter, value != 1 { continue }
      let labels = Self.labels(of: element.labels, binary.matching, keepsName: isFilter)
      result.append(Element(labels: labels, value: isFilter ? element.value : value))
    }
    return result
  }

  private static func labels(
    of labels: SeriesIdentity,
    _ matching: VectorMatching?,
    keepsName: Bool
  ) -> SeriesIdentity {
    let labels = keepsName ? labels : labels.withoutName
    switch matching?.labels {
    case nil: return labels
    case .on(let names): return labels.keeping(names)
    case .ignoring(let names): return labels.dropping(names)
    }
  }

  /// What two series must share to match.
  private static func signature(_ matching: VectorMatching?) -> (SeriesIdentity) -> SeriesIdentity {
    switch matching?.labels {
    case nil: { $0.withoutName }
    case .on(let names): { $0.keeping(names) }
    case .ignoring(let names): { $0.dropping(names).withoutName }
    }
  }

  private func set(of binary: PromQLBinary) throws -> [Element] {
    let signature = Self.signature(binary.matching)
    let left = try vector(of: binary.left)
    let right = try vector(of: binary.right)
    let onLeft = Set(left.map { signature($0.labels) })
    let onRight = Set(right.map { signature($0.labels) })
    switch binary.operator {
    case .and: return left.filter { onRight.contains(signature($0.labels)) }
    case .unless: return left.filter { !onRight.contains(signature($0.labels)) }
    default: return left + right.filter { !onLeft.contains(signature($0.labels)) }
    }
  }
}

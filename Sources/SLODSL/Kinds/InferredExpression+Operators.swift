/// What operators make of their operands.
extension InferredExpression {
  mutating func infer(_ binary: PromQLBinary) {
    let (left, right) = (children[0], children[1])
    isUnlabelled = left.isUnlabelled && right.isUnlabelled || binary.dropsAllLabels
    switch binary.operator.kind {
    case .set: inferSet(binary, left, right)
    case .comparison: inferComparison(binary, left, right)
    case .trim: adopt(left)
    case .arithmetic:
      if let one = left.constant, let other = right.constant {
        kind = .number
        constant = binary.operator.value(one, other)
        excludesZero = constant != 0
      } else if left.isScalarNumber || right.isScalarNumber {
        inferConstant(binary, left, right)
      } else {
        inferArithmetic(binary, left, right)
      }
    }
  }

  private mutating func inferSet(
    _ binary: PromQLBinary,
    _ left: InferredExpression,
    _ right: InferredExpression
  ) {
    guard binary.operator == .or else {
      let isUnlabelled = left.isUnlabelled
      adopt(left)
      self.isUnlabelled = isUnlabelled
      counted = nil
      return
    }
    excludesZero = left.excludesZero && right.excludesZero
    if right.kind == .number || right.isZero {
      (kind, unit, series) = (left.kind, left.unit, left.series)
    } else if left.kind == right.kind {
      kind = left.kind
      unit = left.unit == right.unit ? left.unit : nil
      series = left.series == right.series ? left.series : nil
    }
  }

  private mutating func inferComparison(
    _ binary: PromQLBinary,
    _ left: InferredExpression,
    _ right: InferredExpression
  ) {
    guard !binary.returnsBool else {
      kind = .computed
      unit = .count
      return
    }
    let isUnlabelled = self.isUnlabelled
    let leftIsNumber = left.constant != nil
    let values = leftIsNumber ? right : left
    adopt(values)
    self.isUnlabelled = isUnlabelled
    counted = values.counted?.filtered
    if let bound = leftIsNumber ? left.constant : right.constant {
      let comparison = leftIsNumber ? binary.operator.turned : binary.operator
      switch comparison {
      case .greater where bound >= 0, .greaterOrEqual where bound > 0, .notEqual where bound == 0:
        excludesZero = true
      default: break
      }
    }
  }

  /// With a constant on one side.
  private mutating func inferConstant(
    _ binary: PromQLBinary,
    _ left: InferredExpression,
    _ right: InferredExpression
  ) {
    let values = left.isScalarNumber ? right : left
    let factor = left.isScalarNumber ? left : right
    let isUnlabelled = self.isUnlabelled
    switch binary.operator {
    case .multiply where left.isScalarNumber || right.isScalarNumber,
      .divide where right.isScalarNumber:
      adopt(values)
      let isDivision = binary.operator == .divide
      // A factor may be a conversion, or have a unit of its own: bytes per second times 86400.
      unit = nil
      counted = values.counted?.scaled(
        by: isDivision ? factor.constant.map { 1 / $0 } : factor.constant
      )
      whole = values.whole.flatMap { whole in
        factor.constant.map { isDivision ? whole / $0 : whole * $0 }
      }
      if factor.constant == 0 || factor.constant == nil { excludesZero = false }
    case .add, .subtract:
      adopt(values)
      counted = nil
      excludesZero = binary.operator == .add && (factor.constant ?? 0) > 0
      // What is left of a whole is a part of it too.
      if binary.operator != .subtract || left.constant == nil || left.constant != values.whole {
        whole = nil
      }
      if case .raw(let series) = kind, series.accumulates { kind = .computed }
    default: kind = .computed
    }
    self.isUnlabelled = isUnlabelled
  }

  private mutating func inferArithmetic(
    _ binary: PromQLBinary,
    _ left: InferredExpression,
    _ right: InferredExpression
  ) {
    switch binary.operator {
    case .add:
      kind = left.kind == right.kind ? left.kind : .computed
      if left.kind == .unknown || right.kind == .unknown { kind = .unknown }
      unit = Self.sumOfUnits(left.unit, right.unit)
      excludesZero = left.excludesZero && right.excludesZero
    case .subtract:
      kind = left.kind == right.kind && left.kind.isGrowth ? left.kind : .computed
      unit = Self.difference(left.unit, right.unit)
    case .multiply:
      if let one = left.unit, let other = right.unit { unit = one.times(other) }
      // `* on () group_left (version) build_info` adds labels and changes no value.
      if right.kind.series == .info { adoptValues(left) }
      if left.kind.series == .info { adoptValues(right) }
    case .divide: inferQuotient(binary, left, right)
    default: kind = .computed
    }
  }

  private mutating func adoptValues(_ other: InferredExpression) {
    (kind, unit, series, whole) = (other.kind, other.unit, other.series, other.whole)
  }

  private static func sumOfUnits(_ left: PromQLUnit?, _ right: PromQLUnit?) -> PromQLUnit? {
    guard let left, let right else { return nil }
    switch (left.sense, right.sense) {
    case (.instant, .instant): return nil
    case (.instant, _): return left
    case (_, .instant): return right
    default: return left == right ? left : nil
    }
  }

  private static func difference(_ left: PromQLUnit?, _ right: PromQLUnit?) -> PromQLUnit? {
    guard let left, let right else { return nil }
    switch (left.sense, right.sense) {
    case (.instant, .instant): return .seconds
    case (.instant, _): return left
    case (_, .instant): return nil
    default: return left == right ? left : nil
    }
  }

  private mutating func inferQuotient(
    _ binary: PromQLBinary,
    _ left: InferredExpression,
    _ right: InferredExpression
  ) {
    kind = .computed
    if let one = left.unit, let other = right.unit { unit = one.divided(by: other) }
    if left.kind.series == .sum, right.kind.series == .count, left.kind.isGrowth,
      right.kind.isGrowth, let name = left.series?.family, name == right.series?.family
    {
      kind = .mean
      series = left.series
    } else if left.kind.isGrowth, right.kind.isGrowth {
      kind = .share
      if let part = left.counted, let whole = right.counted,
        RatioOfCounts(part, whole, binary.matching).isCertainPart
      {
        self.whole = part.factor.flatMap { above in whole.factor.map { above / $0 } }
        unit = self.whole == 1 ? .share : nil
      }
    } else if left.isDeclaredLevel, right.isDeclaredLevel {
      kind = .lifetime
    }
  }

  /// Whether it is a counter as it is stored, and a catalog says so.
  private var isDeclaredLevel: Bool {
    guard case .raw(let series) = kind else { return false }
    return series.accumulates && self.series?.isDeclared ?? false
  }

  /// Whether it is a number, of literals or of functions of time.
  private var isScalarNumber: Bool { constant != nil }

  /// `0 * x`: nothing, with the labels of something.
  private var isZero: Bool {
    guard case .binary(let binary) = bare.expression, binary.operator == .multiply else {
      return false
    }
    return bare.children.contains { $0.constant == 0 }
  }
}

extension PromQLBinary {
  /// Whether `on ()` leaves nothing of the labels.
  fileprivate var dropsAllLabels: Bool {
    guard case .on(let labels)? = matching?.labels, matching?.group == nil else { return false }
    return labels.isEmpty && self.operator.kind != .set
  }
}

extension PromQLBinary.Operator {
  /// The comparison with its sides exchanged.
  package var turned: PromQLBinary.Operator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  /// What it makes of two numbers; nil where that takes more than arithmetic.
  fileprivate func value(_ left: Double, _ right: Double) -> Double? {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .modulo: left.truncatingRemainder(dividingBy: right)
    default: nil
    }
  }
}

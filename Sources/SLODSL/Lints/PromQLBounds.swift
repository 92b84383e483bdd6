/// Between which values every sample of an expression lies, apart from those that are no number.
struct PromQLBounds: Hashable {
  let low: Double
  let high: Double

  static let any = PromQLBounds(-.infinity, .infinity)
  static let notNegative = PromQLBounds(0, .infinity)
  static let share = PromQLBounds(0, 1)

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// A constant; one that is no number has no bounds.
  init(_ constant: Double) {
    self.init(constant.isNaN ? -.infinity : constant, constant.isNaN ? .infinity : constant)
  }

  /// The one value that is possible.
  var constant: Double? { low == high && low.isFinite ? low : nil }

  /// Both, where either may be.
  func union(_ other: PromQLBounds) -> PromQLBounds {
    PromQLBounds(min(low, other.low), max(high, other.high))
  }

  func mapped(_ change: (Double) -> Double) -> PromQLBounds {
    PromQLBounds(change(low), change(high))
  }

  /// Of the sum of one or more values; what cancels out is not followed.
  var summed: PromQLBounds {
    PromQLBounds(
      low >= 0 ? low : -.infinity,
      low == 0 && high == 0 ? 0 : high <= 0 ? high : .infinity
    )
  }
}

// MARK: - Operators

extension PromQLBounds {
  /// What an arithmetic operator makes of two operands.
  static func of(
    _ operation: PromQLBinary.Operator,
    _ left: PromQLBounds,
    _ right: PromQLBounds
  ) -> PromQLBounds {
    switch operation {
    case .add: valid(left.low + right.low, left.high + right.high)
    case .subtract: valid(left.low - right.high, left.high - right.low)
    case .multiply: product(left, right)
    case .divide: quotient(left, right)
    case .power where left.low >= 0: notNegative
    default: any
    }
  }

  private static func valid(_ low: Double, _ high: Double) -> PromQLBounds {
    PromQLBounds(low.isNaN ? -.infinity : low, high.isNaN ? .infinity : high)
  }

  private static func product(_ left: PromQLBounds, _ right: PromQLBounds) -> PromQLBounds {
    let corners = [
      left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high,
    ]
    if let low = corners.min(), let high = corners.max(), !corners.contains(where: \.isNaN) {
      return PromQLBounds(low, high)
    }
    return left.low >= 0 && right.low >= 0 ? notNegative : any
  }

  private static func quotient(_ left: PromQLBounds, _ right: PromQLBounds) -> PromQLBounds {
    if right.low > 0 || right.high < 0 {
      let corners = [
        left.low / right.low, left.low / right.high, left.high / right.low,
        left.high / right.high,
      ]
      if let low = corners.min(), let high = corners.max(), !corners.contains(where: \.isNaN) {
        return PromQLBounds(low, high)
      }
    }
    return left.low >= 0 && right.low >= 0 ? notNegative : any
  }

  /// Whether no value of the left compares so with any value of the right.
  static func never(
    _ operation: PromQLBinary.Operator,
    _ left: PromQLBounds,
    _ right: PromQLBounds
  ) -> Bool {
    switch operation {
    case .greater: left.high <= right.low
    case .greaterOrEqual: left.high < right.low
    case .less: left.low >= right.high
    case .lessOrEqual: left.low > right.high
    case .equal: left.high < right.low || right.high < left.low
    case .notEqual: left.constant.map { $0 == right.constant } ?? false
    default: false
    }
  }

  /// What a comparison with a bound leaves of the values.
  func kept(by operation: PromQLBinary.Operator, _ other: PromQLBounds) -> PromQLBounds {
    let kept: PromQLBounds =
      switch operation {
      case .greater, .greaterOrEqual: PromQLBounds(max(low, other.low), high)
      case .less, .lessOrEqual: PromQLBounds(low, min(high, other.high))
      case .equal: PromQLBounds(max(low, other.low), min(high, other.high))
      default: self
      }
    return kept.low <= kept.high ? kept : self
  }
}

// MARK: - Functions

extension PromQLBounds {
  /// What a function makes of the bounds of its vector, or what it yields of anything.
  static func of(function name: String, _ argument: PromQLBounds) -> PromQLBounds {
    switch name {
    case "rate", "irate", "increase", "resets", "changes", "stddev_over_time",
      "stdvar_over_time", "mad_over_time", "abs", "sqrt", "exp", "cosh", "time",
      "histogram_stddev", "histogram_stdvar":
      notNegative
    case "count_over_time": PromQLBounds(1, .infinity)
    case "absent", "absent_over_time", "present_over_time": PromQLBounds(1)
    case "sgn", "sin", "cos", "tanh": PromQLBounds(-1, 1)
    case "histogram_fraction": share
    case "hour": PromQLBounds(0, 23)
    case "minute": PromQLBounds(0, 59)
    case "day_of_week": PromQLBounds(0, 6)
    case "day_of_month": PromQLBounds(1, 31)
    case "day_of_year": PromQLBounds(1, 366)
    case "days_in_month": PromQLBounds(28, 31)
    case "month": PromQLBounds(1, 12)
    case "ceil": argument.mapped { $0.rounded(.up) }
    case "floor": argument.mapped { $0.rounded(.down) }
    case "sum_over_time": argument.summed
    case "label_replace", "label_join", "sort", "sort_desc", "sort_by_label",
      "sort_by_label_desc", "last_over_time", "first_over_time", "avg_over_time",
      "min_over_time", "max_over_time", "scalar", "vector", "info":
      argument
    default: any
    }
  }

  /// What an aggregation makes of the bounds of its vector.
  static func of(aggregation name: String, _ argument: PromQLBounds) -> PromQLBounds {
    switch name {
    case "count", "count_values": PromQLBounds(1, .infinity)
    case "group": PromQLBounds(1)
    case "sum": argument.summed
    case "stddev", "stdvar": notNegative
    case "min", "max", "avg", "topk", "bottomk", "limitk", "limit_ratio": argument
    default: any
    }
  }
}

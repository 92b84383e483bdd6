package import SLODSL

/// What the recorded series of an SLO could say while an alert fires: steady traffic, errors half
/// as fast again as the fastest pair of the severity allows, and most of the budget left.
package struct ExampleReadings {
  /// The value of each recorded series.
  package let series: [String: ExactNumber]
  private let now: ExactNumber

  /// For texts without queries.
  static let none = ExampleReadings(series: [:], now: .zero)

  /// For texts whose queries ask for nothing but the time, in seconds since 1970.
  init(now: Int) {
    self.init(series: [:], now: ExactNumber(now))
  }

  private init(series: [String: ExactNumber], now: ExactNumber) {
    self.series = series
    self.now = now
  }

  /// - Parameter now: in seconds since 1970.
  package init(of slo: ServiceLevelObjective, severity: AlertSeverity, now: Int) {
    self.now = ExactNumber(now)
    let windows = RecordedWindows(of: slo)
    let objective = slo.objectives[0]
    let pairs = objective.pairs.filter { $0.severity == severity }
    let burn = (pairs.map(\.factor).max() ?? .one) * ExactNumber(3, over: 2)
    var share = min(burn * objective.budget, .one)
    var rate = slo.traffic ?? ExactNumber(100)
    // So many errors a second are enough for an alert.
    let shortest = pairs.map(\.long).min() ?? .hour
    let errors = slo.minimumErrors * ExactNumber(2) / shortest.seconds
    if case .samples = slo.indicator {
      // Slices come whatever happens; more of them are bad.
      rate = .one / slo.timing.interval.seconds
      share = min(max(share, errors / rate), .one)
    } else {
      rate = max(rate, (errors / share).rounded(significantDigits: 3))
    }
    var series = [RecordedSeries.remaining: ExactNumber(3, over: 5)]
    for window in [windows.interval] + windows.counts + windows.long {
      let events = rate * window.seconds
      series[RecordedSeries.events(window)] = events
      series[RecordedSeries.errors(window)] = events * share
      series[RecordedSeries.history(window)] = .one
    }
    self.series = series
  }

  /// The value of an annotation's query; nil where it has no result.
  ///
  /// Of PromQL only what annotations are made of: arithmetic of one series each.
  func value(of expression: PromQLExpression) -> ExactNumber? {
    switch expression {
    case .number(let number): ExactNumber(decimal: number.text.utf8)
    case .parenthesized(let inner, _): value(of: inner)
    case .unary(let isNegative, let inner, _): value(of: inner).map { isNegative ? -$0 : $0 }
    case .selector(let selector): selector.name.flatMap { series[$0] }
    case .call(let call): value(of: call)
    case .binary(let binary): value(of: binary)
    case .string, .matrix, .subquery, .aggregation: nil
    }
  }

  private func value(of call: PromQLCall) -> ExactNumber? {
    if call.function == "last_over_time", case .matrix(let range)? = call.arguments.first {
      return value(of: .selector(range.selector))
    }
    let arguments = call.arguments.compactMap { value(of: $0) }
    guard arguments.count == call.arguments.count else { return nil }
    switch (call.function, arguments.count) {
    case ("clamp_min", 2): return max(arguments[0], arguments[1])
    case ("clamp_max", 2): return min(arguments[0], arguments[1])
    case ("vector", 1): return arguments[0]
    case ("time", 0): return now
    default: return nil
    }
  }

  private func value(of binary: PromQLBinary) -> ExactNumber? {
    guard let left = value(of: binary.left), let right = value(of: binary.right) else { return nil }
    let filtered = { (holds: Bool) in holds ? left : nil }
    switch binary.operator {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return right == .zero ? nil : left / right
    case .greater: return filtered(left > right)
    case .greaterOrEqual: return filtered(left >= right)
    case .less: return filtered(left < right)
    case .lessOrEqual: return filtered(left <= right)
    case .equal: return filtered(left == right)
    case .notEqual: return filtered(left != right)
    case .and: return left
    case .or, .unless, .power, .modulo, .atan2, .trimUpper, .trimLower: return nil
    }
  }
}

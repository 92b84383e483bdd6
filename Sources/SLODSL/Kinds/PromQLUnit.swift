/// The unit of an expression's values: powers of base units, and how many of them one is.
package struct PromQLUnit: Hashable, Sendable {
  /// What distinguishes values of the same dimension.
  package enum Sense: Hashable, Sendable {
    case amount
    /// A part of a whole: a ratio or a percentage.
    case share
    /// Seconds since 1970: a point in time and not a length.
    case instant
  }

  var seconds = 0
  var bytes = 0
  var degrees = 0
  /// How many base units one is: a millisecond is 1/1000.
  package private(set) var scale = ExactNumber.one
  package var sense = Sense.amount

  package static let count = PromQLUnit()
  package static let seconds = PromQLUnit(seconds: 1)
  package static let share = PromQLUnit(sense: .share)
  package static let instant = PromQLUnit(seconds: 1, sense: .instant)

  private init(
    seconds: Int = 0,
    bytes: Int = 0,
    degrees: Int = 0,
    scale: ExactNumber = .one,
    sense: Sense = .amount
  ) {
    self.seconds = seconds
    self.bytes = bytes
    self.degrees = degrees
    self.scale = scale
    self.sense = sense
  }

  /// The unit that a catalog declares; nil when it declares none.
  package init?(_ unit: MetricUnit) {
    switch unit {
    case .seconds: self = .seconds
    case .milliseconds: self.init(seconds: 1, scale: ExactNumber(1, over: 1000))
    case .microseconds: self.init(seconds: 1, scale: ExactNumber(1, over: 1_000_000))
    case .days: self.init(seconds: 1, scale: ExactNumber(86_400))
    case .bytes: self.init(bytes: 1)
    case .ratio: self = .share
    case .percent: self.init(scale: ExactNumber(1, over: 100), sense: .share)
    case .count, .bool: self = .count
    case .timestamp: self = .instant
    case .celsius: self.init(degrees: 1)
    case .unknown: return nil
    }
  }

  package var isDimensionless: Bool { seconds == 0 && bytes == 0 && degrees == 0 }

  private func hasDimension(of other: PromQLUnit) -> Bool {
    seconds == other.seconds && bytes == other.bytes && degrees == other.degrees
  }

  /// Whether values of both can be compared; true where it is not certain that they cannot.
  package func isComparable(with other: PromQLUnit) -> Bool {
    guard hasDimension(of: other) else { return false }
    if (sense == .instant) != (other.sense == .instant) { return false }
    // Counts and shares are both plain numbers: `queue / 100` is whatever its author says.
    if isDimensionless, sense != other.sense { return true }
    return scale == other.scale
  }

  /// By how much values of the other must be multiplied to be of this unit.
  package func factor(from other: PromQLUnit) -> ExactNumber? {
    guard hasDimension(of: other), sense == other.sense else { return nil }
    return other.scale / scale
  }
}

// MARK: - What operations do

extension PromQLUnit {
  /// Growth for each second.
  package var perSecond: PromQLUnit {
    var unit = self
    unit.seconds -= 1
    if sense == .instant { unit.sense = .amount }
    return unit
  }

  package var squared: PromQLUnit? { times(self) }

  /// The unit of a root; nil when there is none.
  package var root: PromQLUnit? {
    guard seconds % 2 == 0, bytes % 2 == 0, degrees % 2 == 0, scale == .one else { return nil }
    var unit = self
    unit.seconds /= 2
    unit.bytes /= 2
    unit.degrees /= 2
    return unit
  }

  /// The unit of a product; nil beyond what anybody measures.
  package func times(_ other: PromQLUnit) -> PromQLUnit? {
    combined(with: other, sign: 1) { $0 * $1 }
  }

  /// The unit of a quotient; nil beyond what anybody measures.
  package func divided(by other: PromQLUnit) -> PromQLUnit? {
    combined(with: other, sign: -1) { $0 / $1 }
  }

  private func combined(
    with other: PromQLUnit,
    sign: Int,
    _ operation: (ExactNumber, ExactNumber) -> ExactNumber
  ) -> PromQLUnit? {
    var unit = PromQLUnit(
      seconds: seconds + sign * other.seconds,
      bytes: bytes + sign * other.bytes,
      degrees: degrees + sign * other.degrees
    )
    if isDimensionless, other.isDimensionless, sense == .share, other.sense == .share, sign > 0 {
      unit.sense = .share
    }
    unit.scale = operation(scale, other.scale)
    // Long products must neither overflow nor lose digits.
    let powers = [unit.seconds, unit.bytes, unit.degrees]
    let parts = [unit.scale.numerator.magnitude, unit.scale.denominator.magnitude]
    guard powers.allSatisfy({ abs($0) <= 8 }), parts.allSatisfy({ $0 < 1_000_000_000_000_000 })
    else { return nil }
    return unit
  }
}

// MARK: - Words

extension PromQLUnit {
  /// `milliseconds`, `bytes per second`, `points in time`
  package var text: String {
    if sense == .instant { return "points in time" }
    if isDimensionless {
      guard sense == .share else { return "a plain number" }
      return scale == ExactNumber(1, over: 100) ? "per cent" : "a ratio"
    }
    var above: [String] = []
    var below: [String] = []
    append(bytes, "bytes", to: &above, &below)
    append(seconds, scaledSeconds, to: &above, &below)
    append(degrees, "degrees Celsius", to: &above, &below)
    let per = below.map { " per " + Self.singular($0) }.joined()
    return (above.isEmpty ? "a number" : above.joined(separator: " × ")) + per
  }

  private var scaledSeconds: String {
    guard abs(seconds) == 1, bytes == 0, degrees == 0 else { return "seconds" }
    let names: [(ExactNumber, String)] = [
      (ExactNumber(1, over: 1000), "milliseconds"),
      (ExactNumber(1, over: 1_000_000), "microseconds"),
      (ExactNumber(86_400), "days"),
    ]
    return names.first { $0.0 == scale }?.1 ?? "seconds"
  }

  private func append(
    _ power: Int,
    _ name: String,
    to above: inout [String],
    _ below: inout [String]
  ) {
    guard power != 0 else { return }
    let text = abs(power) == 1 ? name : "\(name) to the power of \(abs(power))"
    if power > 0 { above.append(text) } else { below.append(text) }
  }

  private static func singular(_ name: String) -> String {
    switch name {
    case "seconds": "second"
    case "bytes": "byte"
    case "degrees Celsius": "degree Celsius"
    default: name
    }
  }
}

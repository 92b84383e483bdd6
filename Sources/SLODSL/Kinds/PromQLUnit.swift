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
  /// How many base units one is: a millisecond is 1/1000. Several where a constant may be a
  /// conversion or a real factor; empty when anything is possible.
  var scales: [ExactNumber] = [.one]
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
    scales = [scale]
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

  /// The one scale; nil when there are several or none.
  package var scale: ExactNumber? { scales.count == 1 ? scales[0] : nil }

  private func hasDimension(of other: PromQLUnit) -> Bool {
    seconds == other.seconds && bytes == other.bytes && degrees == other.degrees
  }

  /// Whether values of both can be compared; true where it is not certain that they cannot.
  package func isComparable(with other: PromQLUnit) -> Bool {
    guard hasDimension(of: other) else { return false }
    if (sense == .instant) != (other.sense == .instant) { return false }
    // Counts and shares are both plain numbers: `queue / 100` is whatever its author says.
    if isDimensionless, sense != other.sense { return true }
    return scales.isEmpty || other.scales.isEmpty || scales.contains(where: other.scales.contains)
  }

  /// By how much values of the other must be multiplied to be of this unit.
  package func factor(from other: PromQLUnit) -> ExactNumber? {
    guard hasDimension(of: other), sense == other.sense, let scale, let from = other.scale else {
      return nil
    }
    return from / scale
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

  package var squared: PromQLUnit { times(self) }

  /// The unit of a root; nil when there is none.
  package var root: PromQLUnit? {
    guard seconds % 2 == 0, bytes % 2 == 0, degrees % 2 == 0, scales == [.one] else { return nil }
    var unit = self
    unit.seconds /= 2
    unit.bytes /= 2
    unit.degrees /= 2
    return unit
  }

  package func times(_ other: PromQLUnit) -> PromQLUnit {
    combined(with: other, sign: 1) { $0 * $1 }
  }

  package func divided(by other: PromQLUnit) -> PromQLUnit {
    combined(with: other, sign: -1) { $0 / $1 }
  }

  /// After multiplication by a constant: in a smaller unit, or more of the same one.
  ///
  /// `x * 1000` turns seconds into milliseconds, or is a thousand times as long. Nil stands for a
  /// constant that is not known exactly.
  package func scaled(by factor: ExactNumber?) -> PromQLUnit {
    var unit = self
    if sense == .instant { unit.sense = .amount }
    guard let factor, factor > .zero, !scales.isEmpty, scales.count <= 2 else {
      unit.scales = []
      return unit
    }
    for scale in scales where !unit.scales.contains(scale / factor) {
      unit.scales.append(scale / factor)
    }
    return unit
  }

  private func combined(
    with other: PromQLUnit,
    sign: Int,
    _ operation: (ExactNumber, ExactNumber) -> ExactNumber
  ) -> PromQLUnit {
    var unit = PromQLUnit(
      seconds: seconds + sign * other.seconds,
      bytes: bytes + sign * other.bytes,
      degrees: degrees + sign * other.degrees
    )
    if isDimensionless, other.isDimensionless, sense == .share, other.sense == .share, sign > 0 {
      unit.sense = .share
    }
    if let one = scale, let two = other.scale {
      unit.scales = [operation(one, two)]
    } else {
      unit.scales = []
    }
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
    guard abs(seconds) == 1, bytes == 0, degrees == 0, let scale else { return "seconds" }
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

package import SLODSL

/// A count of events as far as it is certain: between two numbers of millionths of an event.
///
/// Almost every count is exact. It is a range where versions of Prometheus or the phase of a group
/// differ: the first interval of a series, whose rate is extrapolated, or a range that begins on a
/// scrape. What the tests assert then holds for all values of the range.
package struct CountBounds: Hashable, Sendable {
  package let low: Int64
  package let high: Int64

  package static let zero = CountBounds(low: 0, high: 0)
  /// Units in one event.
  package static let scale: Int64 = 1_000_000

  package init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }

  /// Exactly so many events.
  package init(_ events: Int) {
    self.init(events, over: 1, upTo: events, over: 1)
  }

  /// From `low / lowDivisor` to `high / highDivisor` events, rounded outwards.
  package init(_ low: Int, over lowDivisor: Int, upTo high: Int, over highDivisor: Int) {
    let lowUnits = Int128(low) * Int128(Self.scale)
    let highUnits = Int128(high) * Int128(Self.scale)
    self.low = Int64(clamping: lowUnits / Int128(max(1, lowDivisor)))
    let highDivisor = Int128(max(1, highDivisor))
    self.high = Int64(clamping: (highUnits + highDivisor - 1) / highDivisor)
  }

  /// The bounds that hold both.
  package func hull(_ other: CountBounds) -> CountBounds {
    CountBounds(low: min(low, other.low), high: max(high, other.high))
  }

  package var isExact: Bool { low == high }
  package var lowEvents: ExactNumber { ExactNumber(Int128(low), over: Int128(Self.scale)) }
  package var highEvents: ExactNumber { ExactNumber(Int128(high), over: Int128(Self.scale)) }

  package static func + (left: CountBounds, right: CountBounds) -> CountBounds {
    CountBounds(low: left.low &+ right.low, high: left.high &+ right.high)
  }

  package static func - (left: CountBounds, right: CountBounds) -> CountBounds {
    CountBounds(low: left.low &- right.low, high: left.high &- right.high)
  }
}

/// Whether something holds at a tick.
package enum Certainty: Hashable, Sendable {
  case no
  /// It depends on what a test may not depend on.
  case unclear
  case yes

  package static func || (left: Certainty, right: Certainty) -> Certainty {
    if left == .yes || right == .yes { return .yes }
    return left == .no && right == .no ? .no : .unclear
  }

  package static func && (left: Certainty, right: Certainty) -> Certainty {
    if left == .no || right == .no { return .no }
    return left == .yes && right == .yes ? .yes : .unclear
  }

  /// What is certain in both of two possible worlds.
  package func agreeing(with other: Certainty) -> Certainty { self == other ? self : .unclear }

  /// Whether one number exceeds another for all, some or no values of their bounds; equality is
  /// unclear, because floating point may fall on either side of it.
  package static func exceeds(
    low: Int128,
    high: Int128,
    thresholdLow: Int128,
    thresholdHigh: Int128
  ) -> Certainty {
    if low > thresholdHigh { return .yes }
    if high < thresholdLow || high == 0 { return .no }
    return .unclear
  }
}

/// A rational number: objectives, budgets, factors and thresholds, exact end to end.
///
/// 99.95 % is 1999/2000 and its budget 1/2000, never 0.0004999999999999449. Always reduced, with a
/// positive denominator. Literals have at most 15 digits, so products of two stay far inside 128
/// bits; a longer chain that would overflow loses its last bits instead of trapping.
package struct ExactNumber: Hashable, Comparable, Sendable {
  package let numerator: Int128
  package let denominator: Int128

  package static let zero = ExactNumber(0)
  package static let one = ExactNumber(1)

  package init(_ integer: Int) {
    numerator = Int128(integer)
    denominator = 1
  }

  /// `numerator / denominator`; a denominator of 0 is a programming error.
  package init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator != 0, "no number has denominator 0")
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / Int128(divisor))
    self.denominator = sign * (denominator / Int128(divisor))
  }

  /// Reads plain decimal text, `12`, `0.05`; at most 15 digits, no sign and no exponent.
  package init?(decimal text: some Sequence<UInt8>) {
    var digits: Int128 = 0
    var scale: Int128 = 1
    var count = 0
    var fraction = false
    for byte in text {
      if byte == UInt8(ascii: "."), !fraction {
        fraction = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      if digits != 0 || byte != UInt8(ascii: "0") || fraction { count += 1 }
      guard count <= 15 else { return nil }
      digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
      if fraction { scale *= 10 }
    }
    self.init(digits, over: scale)
  }

  private static func greatestCommonDivisor(_ one: UInt128, _ other: UInt128) -> UInt128 {
    var (a, b) = (one, other)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  package static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    fitting(left, right) { left, right in
      let (a, overflowA) = left.numerator.multipliedReportingOverflow(by: right.denominator)
      let (b, overflowB) = right.numerator.multipliedReportingOverflow(by: left.denominator)
      let (sum, overflowSum) = a.addingReportingOverflow(b)
      let (scale, overflowScale) = left.denominator.multipliedReportingOverflow(
        by: right.denominator
      )
      let overflow = overflowA || overflowB || overflowSum || overflowScale
      return overflow ? nil : ExactNumber(sum, over: scale)
    }
  }

  package static func * (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    fitting(left, right) { left, right in
      // Crosswise reduction first: the products are then already in lowest terms.
      let one = ExactNumber(left.numerator, over: right.denominator)
      let other = ExactNumber(right.numerator, over: left.denominator)
      let (top, overflowTop) = one.numerator.multipliedReportingOverflow(by: other.numerator)
      let (bottom, overflowBottom) = one.denominator.multipliedReportingOverflow(
        by: other.denominator
      )
      return overflowTop || overflowBottom ? nil : ExactNumber(top, over: bottom)
    }
  }

  /// Halves the precision of both operands until the operation fits into 128 bits.
  private static func fitting(
    _ left: ExactNumber,
    _ right: ExactNumber,
    _ operation: (ExactNumber, ExactNumber) -> ExactNumber?
  ) -> ExactNumber {
    var (one, other) = (left, right)
    while true {
      if let result = operation(one, other) { return result }
      one = one.coarser
      other = other.coarser
    }
  }

  private var coarser: ExactNumber {
    ExactNumber(numerator >> 1, over: max(denominator >> 1, 1))
  }

  package static prefix func - (number: ExactNumber) -> ExactNumber {
    ExactNumber(-number.numerator, over: number.denominator)
  }

  package static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    left + -right
  }

  /// The quotient; dividing by zero is a programming error that callers rule out first.
  package static func / (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    left * ExactNumber(right.denominator, over: right.numerator)
  }

  package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if (left.numerator < 0) != (right.numerator < 0) { return left.numerator < 0 }
    let one = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
    let other = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
    let smaller = (one.high, one.low) < (other.high, other.low)
    let equal = one.high == other.high && one.low == other.low
    return left.numerator < 0 ? !smaller && !equal : smaller
  }

  package var isInteger: Bool { denominator == 1 }

  /// The value when it is a whole number that fits.
  package var integer: Int? { denominator == 1 ? Int(exactly: numerator) : nil }

  /// Rounded up to a whole number, as events and evaluations are counted.
  package var roundedUp: Int {
    let quotient = numerator / denominator
    let rest = numerator % denominator
    return Int(clamping: rest > 0 ? quotient + 1 : quotient)
  }

  /// Rounded down to a whole number.
  package var roundedDown: Int {
    let quotient = numerator / denominator
    let rest = numerator % denominator
    return Int(clamping: rest < 0 ? quotient - 1 : quotient)
  }

  /// Plain decimal text without exponent or trailing zeros: `0.0005`, `14.4`, `1`.
  ///
  /// Exact when the number has a finite decimal of up to 18 places; otherwise rounded half up to
  /// 12 significant digits (`0.233333333333`).
  package var decimalText: String {
    exactDecimalText ?? rounded(significantDigits: 12).exactDecimalText ?? "0"
  }

  /// The finite decimal, or nil when there is none of up to 18 places.
  private var exactDecimalText: String? {
    var scale: Int128 = 1
    var places = 0
    while scale % denominator != 0 {
      guard places < 18 else { return nil }
      scale *= 10
      places += 1
    }
    let (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(
      by: UInt128(scale / denominator)
    )
    guard !overflow else { return nil }
    return Self.text(of: scaled, places: places, negative: numerator < 0)
  }

  private static func text(of digits: UInt128, places: Int, negative: Bool) -> String {
    var text = String(digits)
    if places > 0 {
      text = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: -places))
    }
    return negative ? "-" + text : text
  }

  /// The nearest number with so many significant digits, half away from zero.
  package func rounded(significantDigits: Int) -> ExactNumber {
    guard numerator != 0 else { return self }
    var place = 0
    var magnitude = ExactNumber(Int128(numerator.magnitude), over: denominator)
    while magnitude >= ExactNumber(10) {
      magnitude = magnitude / ExactNumber(10)
      place += 1
    }
    while magnitude < .one {
      magnitude = magnitude * ExactNumber(10)
      place -= 1
    }
    return rounded(places: significantDigits - 1 - place)
  }

  /// The nearest number with so many decimal places (negative: tens, hundreds), half away from
  /// zero.
  package func rounded(places: Int) -> ExactNumber {
    var scale = ExactNumber.one
    for _ in 0..<abs(places) { scale = scale * ExactNumber(10) }
    if places < 0 { scale = .one / scale }
    let half = ExactNumber(1, over: 2)
    let scaled = self * scale
    let whole =
      scaled.numerator < 0 ? -(-scaled + half).truncated : (scaled + half).truncated
    return ExactNumber(whole, over: 1) / scale
  }

  private var truncated: Int128 { numerator / denominator }

  /// As a percentage: `99.95%`.
  package var percentText: String { (self * ExactNumber(100)).decimalText + "%" }
}

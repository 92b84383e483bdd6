/// How many events it takes to show something.
package enum SampleSize {
  /// The fewest events, all of them good, that show a share of good ones with 95 % confidence.
  ///
  /// Were the true share any smaller, so many events would all be good in less than one run of
  /// twenty: shareⁿ <= 1/20, so n = ⌈ln 20 / -ln share⌉, about 3 / (1 - share).
  package static func withoutFailure(showing share: ExactNumber) -> Int {
    let one = Fixed.one
    // -ln(1 - e) = e + e²/2 + e³/3 + …, cut off, so that it is too small by less than 1e-15 of it.
    let failing = ExactNumber.one - share
    var power = one
    var sum: Int128 = 0
    var index: Int128 = 1
    repeat {
      power = power * failing.numerator / failing.denominator
      sum += power / index
      index += 1
    } while power / index > 0
    guard sum > 0 else { return Int.max }
    return ExactNumber(Fixed.logarithmOf20, over: sum).roundedUp
  }

  /// Numbers as multiples of 1e-20, whole.
  private enum Fixed {
    static let one: Int128 = 100_000_000_000_000_000_000
    static let logarithmOf20: Int128 = 299_573_227_355_399_099_343
  }
}

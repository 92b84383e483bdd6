import SLODSL

/// The probabilities of how many of many rare things happen, in fixed-point arithmetic: the same
/// digits on every machine.
///
/// Built outwards from the likeliest number k = ⌊μ⌋ by p(k+1) = p(k)·μ/(k+1), then divided by the
/// sum, so that no exponential function is needed. What is less likely than 2⁻⁶⁰ of the likeliest
/// counts as impossible.
struct PoissonTable {
  /// The number one.
  static let one: UInt128 = 1 << 60

  /// The smallest number of things that is possible.
  private let first: Int
  /// By number from `first` on.
  private let probabilities: [UInt128]
  /// That at most so many happen.
  private let sums: [UInt128]

  /// - Parameter mean: at least 0, at most 2³⁴.
  init(mean: ExactNumber) {
    guard mean > .zero else {
      (first, probabilities, sums) = (0, [Self.one], [Self.one])
      return
    }
    // As many binary digits of the mean as leave room for products.
    let bits = 62 - Self.bits(of: UInt128(mean.roundedUp))
    let scaled = mean * ExactNumber(Int128(1) << Int128(bits), over: 1)
    let scaledMean = UInt128(scaled.numerator / scaled.denominator)
    let mode = mean.roundedDown
    var up: [UInt128] = [Self.one]
    while let last = up.last, last > 0 {
      up.append((last * scaledMean / UInt128(mode + up.count)) >> bits)
    }
    var down: [UInt128] = []
    var weight = Self.one
    while down.count < mode, weight > 0, scaledMean > 0 {
      weight = ((weight * UInt128(mode - down.count)) << bits) / scaledMean
      down.append(weight)
    }
    let weights = down.reversed() + up
    let total = weights.reduce(0, +)
    first = mode - down.count
    probabilities = weights.map { ($0 << 60) / total }
    var sum: UInt128 = 0
    sums = probabilities.map { probability in
      sum += probability
      return sum
    }
  }

  private static func bits(of number: UInt128) -> UInt128 {
    UInt128(128 - number.leadingZeroBitCount)
  }

  /// The numbers that are possible.
  var range: Range<Int> { first..<first + probabilities.count }

  /// That exactly so many happen.
  func probability(of count: Int) -> UInt128 {
    range.contains(count) ? probabilities[count - first] : 0
  }

  /// That at most so many happen.
  func probability(upTo count: Int) -> UInt128 {
    guard count >= first else { return 0 }
    return count < range.upperBound ? sums[count - first] : Self.one
  }
}

import Foundation
import TestSupport

/// How many independent events fall into a second when so many do on average.
struct PoissonEvents {
  private var random: SplitMix
  /// The mean that `threshold` belongs to.
  private var mean = 0.0
  private var threshold = 1.0

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
  }

  /// Multiplies random numbers until they fall below e^-mean (Knuth, TAOCP 3.4.1).
  mutating func next(mean: Double) -> Int {
    // A large mean is the sum of two halves, or the power underflows.
    if mean > 30 { return next(mean: mean / 2) + next(mean: mean / 2) }
    guard mean > 0 else { return 0 }
    if mean != self.mean {
      self.mean = mean
      threshold = exp(-mean)
    }
    var count = 0
    var product = unit()
    while product > threshold {
      count += 1
      product *= unit()
    }
    return count
  }

  /// From 0 to 1.
  mutating func unit() -> Double {
    Double(random.next() >> 11) * 0x1p-53
  }
}

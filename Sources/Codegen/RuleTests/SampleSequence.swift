package import SLODSL

/// The samples of one series as promtool's unit tests write them: `0+20x3 60x9 _x4`.
package struct SampleSequence: Hashable, Sendable {
  /// Samples in arithmetic progression, or missing ones.
  private enum Stretch: Hashable {
    case values(first: ExactNumber, step: ExactNumber, count: Int)
    case missing(count: Int)
    case stale

    /// This stretch and the samples that follow as one progression, if they are one. Two different
    /// single samples stay two values: a jump is not a slope.
    package func joined(_ next: ExactNumber, _ nextStep: ExactNumber, _ nextCount: Int) -> Stretch?
    {
      guard case .values(let first, let step, let count) = self else { return nil }
      let common: ExactNumber
      switch (count, nextCount) {
      case (1, 1): common = .zero
      case (1, _): common = nextStep
      case (_, 1): common = step
      case (_, _):
        guard step == nextStep else { return nil }
        common = step
      }
      guard next == first + common * ExactNumber(count) else { return nil }
      return .values(first: first, step: common, count: count + nextCount)
    }
  }

  private var stretches: [Stretch] = []
  /// Samples so far, missing ones included.
  package private(set) var count = 0

  package var isEmpty: Bool {
    stretches.allSatisfy { stretch in
      if case .missing = stretch { true } else { false }
    }
  }

  package init() {}

  /// Appends `count` samples that begin with `first` and grow by `step`.
  package mutating func append(
    _ first: ExactNumber,
    growingBy step: ExactNumber = .zero,
    count: Int
  ) {
    guard count > 0 else { return }
    self.count += count
    if let last = stretches.last, let joined = last.joined(first, step, count) {
      stretches[stretches.count - 1] = joined
      return
    }
    stretches.append(.values(first: first, step: step, count: count))
  }

  /// Appends `count` scrapes without a sample; the first one marks the series stale if it existed.
  package mutating func appendMissing(count: Int) {
    guard count > 0 else { return }
    self.count += count
    var rest = count
    if case .values? = stretches.last {
      stretches.append(.stale)
      rest -= 1
    }
    guard rest > 0 else { return }
    if case .missing(let length)? = stretches.last {
      stretches[stretches.count - 1] = .missing(count: length + rest)
    } else {
      stretches.append(.missing(count: rest))
    }
  }

  /// The notation, one blank between stretches. A series that ends with missing samples ends there.
  package var text: String {
    var kept = stretches
    if case .missing? = kept.last { kept.removeLast() }
    return kept.map(Self.text).joined(separator: " ")
  }

  private static func text(of stretch: Stretch) -> String {
    switch stretch {
    case .missing(let count): return count == 1 ? "_" : "_x\(count)"
    case .stale: return "stale"
    case .values(let first, _, 1): return first.decimalText
    case .values(let first, let step, let count):
      guard step != .zero else { return "\(first.decimalText)x\(count - 1)" }
      let sign = step < .zero ? "" : "+"
      return "\(first.decimalText)\(sign)\(step.decimalText)x\(count - 1)"
    }
  }
}

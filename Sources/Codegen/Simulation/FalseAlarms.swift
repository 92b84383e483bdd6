package import SLODSL

/// How often a burn-rate pair fires while the service is well.
///
/// The model: events come one by one and independently of each other (a Poisson process with λ
/// events a second), and each fails with probability q, half of the budget b, whatever happened
/// before. Errors and good events are then independent Poisson processes. Let i errors lie in the
/// short window s and j in the rest of the long one L before it, with means λqs and λq(L − s). Both
/// windows are above the factor F when, with θ = F·b,
///
///     good events in s ≤ g(i),  good events in L ≤ g(i + j),  g(e) = ⌈e·(1 − θ)/θ⌉ − 1
///
/// and i + j is at least the minimum, which has the probability J(i, j) = Φs(g(i)) · ΦL(g(i + j)).
/// Φ and φ are the probabilities that at most, and exactly, so many good events lie in a window;
/// those of the two windows are taken as independent. An alert begins when an error comes, or when
/// a good event leaves the short or the long window, and that makes the difference. Averaged over i
/// and j this happens so many times a second:
///
///     λq · (J(i + 1, j) − J(i, j))
///       + λ(1 − q) · (φs(g(i)) · ΦL(g(i + j) − 1) + Φs(g(i)) · φL(g(i + j)))
///
/// Alerts that end for less than an evaluation, or for less than they are kept, count again, and so
/// do errors that two pairs find: the truth is rather lower. Slices of time do not come by chance:
/// their windows hold as many as fit.
package struct FalseAlarms: Hashable, Sendable {
  /// The time over which alarms are counted.
  package static let span = Duration.days(30)

  /// How many alarms are to be expected in `span`.
  package let expected: ExactNumber

  /// - Parameters:
  ///   - rate: events a second.
  ///   - minimum: errors in the long window below which nothing fires.
  ///   - isSampled: whether slices are counted, which come evenly.
  package init(
    of pair: BurnRatePair,
    budget: ExactNumber,
    rate: ExactNumber,
    minimum: ExactNumber,
    isSampled: Bool
  ) {
    let process = ChanceErrors(pair, budget: budget, rate: rate, isSampled: isSampled)
    guard !process.isCertainlySilent else {
      expected = .zero
      return
    }
    let beginnings = process.beginnings(least: max(1, minimum.roundedUp))
    let one = Int128(PoissonTable.one)
    let perEvent =
      process.failing * ExactNumber(Int128(beginnings.byErrors), over: one)
      + (.one - process.failing) * ExactNumber(Int128(beginnings.byOldEvents), over: one)
    expected = rate * Self.span.seconds * perEvent
  }

  package init(expected: ExactNumber) { self.expected = expected }

  package static func + (left: FalseAlarms, right: FalseAlarms) -> FalseAlarms {
    FalseAlarms(expected: left.expected + right.expected)
  }

  package static let none = FalseAlarms(expected: .zero)

  /// `11 in 30d`, `1 in 97d`, `1 in 8y`; what is rarer than once in a thousand years is `none`.
  package var text: String {
    guard expected > .zero else { return "none" }
    if expected >= .one {
      return expected.rounded(significantDigits: 2).decimalText + " in \(Self.span.text)"
    }
    let days = Self.span.ratio(to: .day) / expected
    if days < ExactNumber(365) {
      return "1 in " + days.rounded(significantDigits: 2).decimalText + "d"
    }
    let years = days / ExactNumber(365)
    guard years <= ExactNumber(1000) else { return "none" }
    return "1 in " + years.rounded(significantDigits: 2).decimalText + "y"
  }
}

/// Errors and good events in the windows of a pair while the service is well.
private struct ChanceErrors {
  let failing: ExactNumber
  private let threshold: ExactNumber
  private let longErrors: ExactNumber
  private let shortErrors: ExactNumber
  private let longEvents: ExactNumber
  private let shortEvents: ExactNumber
  private let isSampled: Bool
  /// Whether both windows are the same one.
  private let isSingle: Bool

  init(_ pair: BurnRatePair, budget: ExactNumber, rate: ExactNumber, isSampled: Bool) {
    failing = budget * ExactNumber(1, over: 2)
    threshold = pair.factor * budget
    longEvents = rate * pair.long.seconds
    shortEvents = rate * pair.short.seconds
    longErrors = longEvents * failing
    shortErrors = shortEvents * failing
    self.isSampled = isSampled
    isSingle = pair.long == pair.short
  }

  /// Whether the errors of the long window would have to be twelve standard deviations above their
  /// mean: less than once in 2⁶⁰ tries.
  var isCertainlySilent: Bool {
    let distance = longEvents * threshold - longErrors
    let variance = longErrors + longEvents * threshold * threshold
    return distance > .zero && distance * distance > variance * ExactNumber(144)
  }

  /// The shares of errors that come, and of good events that leave a window, with which an alert
  /// begins.
  func beginnings(least: Int) -> (byErrors: UInt128, byOldEvents: UInt128) {
    let short = PoissonTable(mean: shortErrors)
    let rest = PoissonTable(mean: longErrors - shortErrors)
    let most = short.range.upperBound + rest.range.upperBound
    // A single window is judged once.
    let inShort =
      isSingle
      ? Array(repeating: (few: PoissonTable.one, justFew: 0), count: most + 1)
      : (0...most).map(goodEvents(in: shortEvents))
    let inLong = (0...most).map(goodEvents(in: longEvents))
    let holds = { (i: Int, j: Int) -> UInt128 in
      i + j < least ? 0 : (inShort[i].few * inLong[i + j].few) >> 60
    }
    var (byErrors, byOldEvents): (UInt128, UInt128) = (0, 0)
    for i in short.range {
      var (errors, old): (UInt128, UInt128) = (0, 0)
      for j in rest.range {
        let weight = rest.probability(of: j)
        errors += (weight * (holds(i + 1, j) - holds(i, j))) >> 60
        guard i + j >= least else { continue }
        let (near, far) = (inShort[i], inLong[i + j])
        let leaves = near.justFew * (far.few - far.justFew) + near.few * far.justFew
        old += (weight * (leaves >> 60)) >> 60
      }
      byErrors += (short.probability(of: i) * errors) >> 60
      byOldEvents += (short.probability(of: i) * old) >> 60
    }
    return (byErrors, byOldEvents)
  }

  /// For a number of errors in a window, the probabilities that there are so few good events that
  /// it is above the threshold, and that one more would be too many.
  private func goodEvents(
    in events: ExactNumber
  ) -> (_ errors: Int) -> (few: UInt128, justFew: UInt128) {
    guard !isSampled else {
      return { ExactNumber($0) > threshold * events ? (PoissonTable.one, 0) : (0, 0) }
    }
    let good = PoissonTable(mean: events * (.one - failing))
    let goodOfEach = (.one - threshold) / threshold
    return { errors in
      guard errors > 0 else { return (0, 0) }
      let most = (goodOfEach * ExactNumber(errors)).roundedUp - 1
      return (good.probability(upTo: most), good.probability(of: most))
    }
  }
}

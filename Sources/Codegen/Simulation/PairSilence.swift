package import SLODSL

/// Why a burn-rate pair did not fire in an incident, and by how much it missed.
package struct PairSilence: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The errors never burn at its factor, however long they go on.
    case burnsTooSlowly
    /// The errors end before the long window has seen enough of them.
    case tooShort
    /// Fewer errors than the minimum ever lie in the long window.
    case tooFewErrors
    /// Each window burns fast enough, but never both at a time.
    case neverTogether
  }

  package let pair: BurnRatePair
  package let reason: Reason
  /// The highest burn rates that its windows are judged by.
  package let longPeak: ExactNumber
  package let shortPeak: ExactNumber
  /// The most errors that its long window holds; if there are too few, had the last phase gone on.
  package let errors: ExactNumber
  /// When it would have fired, had the last failing phase gone on; nil for never.
  package let wouldFireAfter: Duration?

  static func reasons(for pairs: [BurnRatePair], in course: SimulatedCourse) -> [PairSilence] {
    let prolonged = SimulatedCourse(
      course.incident.prolonged(by: course.longest),
      of: course.slo,
      rate: course.rate,
      formulas: course.simulation.formulas.counting(.one / course.traffic.unit)
    )
    return pairs.map { PairSilence($0, in: course, prolonged: prolonged) }
  }

  private init(_ pair: BurnRatePair, in course: SimulatedCourse, prolonged: SimulatedCourse?) {
    self.pair = pair
    let peaks = Peaks(of: pair, in: course)
    let later = prolonged.map { Peaks(of: pair, in: $0) } ?? peaks
    longPeak = peaks.long
    shortPeak = peaks.short
    wouldFireAfter = later.firesAfter
    if peaks.exceed(pair.factor) {
      errors = peaks.errors
      let minimum = course.simulation.formulas.minimumErrors.upperBound * course.traffic.unit
      reason = peaks.errors < minimum ? .tooFewErrors : .neverTogether
    } else if later.firesAfter != nil {
      errors = peaks.errors
      reason = .tooShort
    } else {
      errors = later.errors
      reason = later.exceed(pair.factor) ? .tooFewErrors : .burnsTooSlowly
    }
  }

  /// The most that a pair's windows show in a course of events.
  private struct Peaks {
    let long: ExactNumber
    let short: ExactNumber
    let errors: ExactNumber
    private(set) var firesAfter: Duration?

    init(of pair: BurnRatePair, in course: SimulatedCourse) {
      let simulation = course.simulation
      var (long, short, most) = (ErrorShare.none, ErrorShare.none, Int64(0))
      for tick in course.traffic.onset..<simulation.counts.ticks {
        guard let sum = simulation.sum(over: pair.long, atTick: tick), sum.errors.high > 0 else {
          continue
        }
        most = max(most, sum.errors.high)
        let judged = { simulation.judgedShare(over: $0, of: pair, atTick: tick) ?? .none }
        long = max(long, judged(pair.long))
        short = max(short, judged(pair.short))
        if firesAfter == nil, simulation.holds(pair, atTick: tick) == .yes {
          firesAfter = course.elapsed(atTick: tick)
        }
      }
      self.long = simulation.judgedBurnRate(of: long)
      self.short = simulation.judgedBurnRate(of: short)
      errors = ExactNumber(Int(most)) * course.traffic.unit / ExactNumber(Int(CountBounds.scale))
    }

    func exceed(_ factor: ExactNumber) -> Bool { long > factor && short > factor }
  }
}

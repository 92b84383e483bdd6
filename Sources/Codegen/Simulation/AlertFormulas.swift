package import SLODSL

/// What decides whether the alerts of one group of an SLO fire.
///
/// Numerators and denominators of the thresholds and of the minimum must not exceed
/// `largestFactor`, so that products with counts and ages stay inside 128 bits: see
/// `canBeSimulated`.
package struct AlertFormulas: Hashable, Sendable {
  /// The largest numerator or denominator that the simulation multiplies with.
  package static let largestFactor: Int128 = 100_000_000_000

  /// The share of events that may fail.
  package let budget: ExactNumber
  package var pairs: [BurnRatePair]
  package let timing: MeasurementTiming
  /// Errors below which nothing fires. Rules print less than the stated minimum, because the first
  /// burst of a counter may be counted low; between the two it is not clear whether they fire.
  package var minimumErrors: ClosedRange<ExactNumber>
  /// How long an alert outlives its condition.
  package let keepFiring: [AlertSeverity: Duration]
  /// The longest window that the base group sums.
  package let longestBaseWindow: Duration
  /// The severities whose alerts stand in the long group.
  package let longSeverities: Set<AlertSeverity>
  /// Whether alerts sum up their windows themselves, instead of reading what a group has recorded:
  /// then windows above the longest of the base group are not late in it.
  package let sumsWindows: Bool

  package init(
    budget: ExactNumber,
    pairs: [BurnRatePair],
    timing: MeasurementTiming,
    minimumErrors: ClosedRange<ExactNumber>,
    keepFiring: [AlertSeverity: Duration],
    longestBaseWindow: Duration,
    longSeverities: Set<AlertSeverity>,
    sumsWindows: Bool = false
  ) {
    self.budget = budget
    self.pairs = pairs
    self.timing = timing
    self.minimumErrors = minimumErrors
    self.keepFiring = keepFiring
    self.longestBaseWindow = longestBaseWindow
    self.longSeverities = longSeverities
    self.sumsWindows = sumsWindows
  }

  /// Whether all numbers are small enough to be multiplied exactly.
  package var canBeSimulated: Bool {
    let numbers = pairs.map { $0.factor * budget } + [budget, minimumErrors.upperBound]
    return numbers.allSatisfy { number in
      number.numerator <= Self.largestFactor && number.denominator <= Self.largestFactor
    }
  }

  /// The formulas of a policy that lacks a pair.
  package func without(_ pair: BurnRatePair) -> AlertFormulas {
    var formulas = self
    formulas.pairs.removeAll { $0 == pair }
    return formulas
  }

  /// The pairs of a severity, in the policy's order.
  package func pairs(of severity: AlertSeverity) -> [BurnRatePair] {
    pairs.filter { $0.severity == severity }
  }
}

extension AlertFormulas {
  /// What the planned groups of an SLO say of its alerts.
  package init(_ slo: ServiceLevelObjective, objective: GroupObjective, groups: [RuleGroup]) {
    budget = objective.budget
    pairs = objective.pairs
    timing = slo.timing
    // So many errors fire, one fewer must not; rules print a number in between.
    let least = slo.minimumErrors
    minimumErrors = max(least - .one, least * ExactNumber(1, over: 2))...least
    longestBaseWindow = RecordedWindows.countsLimit
    sumsWindows = slo.recording == .compact || slo.timing.lag > .zero
    var keepFiring: [AlertSeverity: Duration] = [:]
    var longSeverities: Set<AlertSeverity> = []
    for role in GroupRole.allCases {
      let name = role.name(of: slo.identity)
      for case .alerting(let rule) in groups.filter({ $0.name == name }).flatMap(\.rules) {
        for severity in AlertSeverity.allCases where rule.name == AlertName.burn(severity) {
          keepFiring[severity] = rule.keepFiring ?? .zero
          if role == .long { longSeverities.insert(severity) }
        }
      }
    }
    self.keepFiring = keepFiring
    self.longSeverities = longSeverities
  }
}

package import SLODSL

/// Pairs by which an SLO alerts, or might.
package struct AlertPolicy: Hashable, Sendable {
  /// Several of them where policies are the same.
  package private(set) var names: [String]
  package let pairs: [BurnRatePair]
  /// Errors in the long window below which nothing fires.
  package let minimum: ExactNumber
  /// Whether it is one of textbooks: a single window, nothing that guards it.
  package let isTextbook: Bool

  init(name: String, pairs: [BurnRatePair], minimum: ExactNumber, isTextbook: Bool = false) {
    names = [name]
    self.pairs = pairs
    self.minimum = minimum
    self.isTextbook = isTextbook
  }

  /// The one that the SLO has.
  package init(of slo: ServiceLevelObjective, _ objective: GroupObjective) {
    self.init(name: slo.policy, pairs: objective.pairs, minimum: slo.minimumErrors)
  }

  package var name: String { names.joined(separator: ", ") }

  /// The severities that it has, pages first.
  package var severities: [AlertSeverity] {
    AlertSeverity.allCases.filter { severity in pairs.contains { $0.severity == severity } }
  }

  /// How long an alert fires on after its last pair; nil for no longer.
  func keepFiring(_ severity: AlertSeverity) -> Duration? {
    isTextbook ? nil : pairs.keepFiring(severity)
  }

  // MARK: Alternatives

  /// The SLO's policy first, then `standard`, those of other SLOs with the same period as far as
  /// they can fire with this budget, and two of textbooks for contrast.
  package static func alternatives(
    for slo: ServiceLevelObjective,
    _ objective: GroupObjective,
    in model: Model
  ) -> [AlertPolicy] {
    let standard = BurnRateTable.pairs(for: slo.window.duration, budget: objective.budget)
    var policies = [AlertPolicy(of: slo, objective)]
    policies.append(AlertPolicy(name: "standard", pairs: standard, minimum: slo.minimumErrors))
    for other in model.services.flatMap(\.objectives) where other.window == slo.window {
      let pairs = (other.objectives.first?.pairs ?? []).map(\.stated)
        .filter { $0.factor * objective.budget < .one }
      guard !pairs.isEmpty else { continue }
      policies.append(AlertPolicy(name: other.policy, pairs: pairs, minimum: slo.minimumErrors))
    }
    return distinct(policies) + textbooks(for: objective.budget)
  }

  /// Each set of pairs once, under all its names; of those that alert nobody only the first policy.
  private static func distinct(_ policies: [AlertPolicy]) -> [AlertPolicy] {
    var kept: [AlertPolicy] = []
    for policy in policies where !policy.pairs.isEmpty || kept.isEmpty {
      let pairs = policy.pairs.map(\.unplaced)
      guard let index = kept.firstIndex(where: { $0.pairs.map(\.unplaced) == pairs }) else {
        kept.append(policy)
        continue
      }
      kept[index].names += policy.names.filter { !kept[index].names.contains($0) }
    }
    return kept
  }

  /// SRE Workbook, chapter 5: "Target error rate ≥ SLO threshold" and "Alert on burn rate", as one
  /// finds them copied.
  private static func textbooks(for budget: ExactNumber) -> [AlertPolicy] {
    [(ExactNumber.one, Duration.minutes(10)), (ExactNumber(144, over: 10), .hour)]
      .filter { $0.0 * budget < .one }
      .map { factor, window in
        AlertPolicy(
          name: "\(factor.decimalText)x/\(window.text) alone",
          pairs: [
            BurnRatePair(
              severity: .page,
              long: window,
              short: window,
              factor: factor,
              statedFactor: factor,
              origin: nil
            )
          ],
          minimum: .zero,
          isTextbook: true
        )
      }
  }
}

extension BurnRatePair {
  /// What it does, wherever it is written.
  fileprivate var unplaced: BurnRatePair {
    BurnRatePair(
      severity: severity,
      long: long,
      short: short,
      factor: factor,
      statedFactor: factor,
      origin: nil
    )
  }

  /// With the factor that the policy states, before it was lowered for a budget.
  fileprivate var stated: BurnRatePair {
    BurnRatePair(
      severity: severity,
      long: long,
      short: short,
      factor: statedFactor,
      statedFactor: statedFactor,
      origin: origin
    )
  }
}

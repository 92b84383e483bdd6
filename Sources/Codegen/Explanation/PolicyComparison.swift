package import SLODSL

/// Policies beside each other: when each alerts, what is spent by then, and how often it is wrong.
package struct PolicyComparison: Sendable {
  /// What a severity of a policy does.
  package struct Verdict: Hashable, Sendable {
    package let policy: AlertPolicy
    package let severity: AlertSeverity
    /// Nil when it stays silent.
    package let response: BurnResponse?
  }

  /// How often a severity of a policy alerts while the service is well.
  package struct Quiet: Hashable, Sendable {
    /// Events a second.
    package let rate: ExactNumber
    package let policy: AlertPolicy
    package let severity: AlertSeverity
    package let alarms: FalseAlarms
  }

  package let slo: ServiceLevelObjective
  package let objective: GroupObjective
  package let policies: [AlertPolicy]
  /// Events a second; nil where nobody knows.
  package let rate: ExactNumber?
  private let thing: CountedThing

  package init(
    of slo: ServiceLevelObjective,
    objective: GroupObjective,
    rate: ExactNumber?,
    in model: Model
  ) {
    self.slo = slo
    self.objective = objective
    thing = CountedThing(of: slo)
    policies = AlertPolicy.alternatives(for: slo, objective, in: model)
    if case .slices(let length) = thing {
      self.rate = .one / length.seconds
    } else {
      self.rate = rate
    }
  }

  // MARK: Responses

  /// From a total outage down to twice what the budget allows.
  package var errorShares: [ExactNumber] {
    let burns = [100, 50, 20, 10, 5, 2].map { ExactNumber($0) * objective.budget }
    return [.one] + burns.filter { $0 < .one }
  }

  package func verdicts(at errors: ExactNumber) -> [Verdict] {
    policies.flatMap { policy in
      AlertSeverity.allCases.map { severity in
        Verdict(
          policy: policy,
          severity: severity,
          response: BurnResponse(
            of: severity,
            to: errors,
            policy: policy,
            budget: objective.budget,
            slo: slo,
            rate: rate
          )
        )
      }
    }
  }

  // MARK: False alarms

  /// Events a second for which false alarms are told: the SLO's own and less, as at night; where
  /// nobody knows, from many to few.
  private var rates: [ExactNumber] {
    if case .slices(let length) = thing { return [.one / length.seconds] }
    if let rate { return [1, 10, 100].map { rate / ExactNumber($0) } }
    return [(10, 1), (1, 1), (10, 60), (1, 60), (6, 3600)].map { ExactNumber($0.0, over: $0.1) }
  }

  /// Empty where errors are amounts: bytes do not fail one by one.
  package var quiet: [Quiet] {
    switch thing {
    case .bytes, .amount: return []
    case .events, .slices: break
    }
    return rates.flatMap { rate in
      policies.flatMap { policy in
        policy.severities.map { quiet(policy, $0, rate: rate) }
      }
    }
  }

  private func quiet(
    _ policy: AlertPolicy,
    _ severity: AlertSeverity,
    rate: ExactNumber
  ) -> Quiet {
    let isSampled = ObjectiveMeasurement(of: slo).isSampled
    let alarms = policy.pairs.filter { $0.severity == severity }.map { pair in
      FalseAlarms(
        of: pair,
        budget: objective.budget,
        rate: rate,
        minimum: policy.minimum,
        isSampled: isSampled
      )
    }
    return Quiet(
      rate: rate,
      policy: policy,
      severity: severity,
      alarms: alarms.reduce(.none, +)
    )
  }

  // MARK: Sections

  package var sections: [ExplanationSection] {
    [pairs, responses] + (quiet.isEmpty ? [] : [falseAlarms])
  }

  private var pairs: ExplanationSection {
    let rows = policies.enumerated().flatMap { index, policy -> [ExplanationSection.Row] in
      let name = index == 0 ? policy.name + " (in use)" : policy.name
      guard !policy.pairs.isEmpty else { return [.init([name, "nobody is told"])] }
      return policy.pairs.enumerated().map { place, pair in
        let windows =
          pair.long == pair.short
          ? pair.long.text : "\(pair.long.text) and \(pair.short.text)"
        return .init([
          place == 0 ? name : "", pair.severity.rawValue, pair.factorText, windows,
          (pair.factor * objective.budget).percent,
        ])
      }
    }
    let guarded =
      slo.minimumErrors > .zero
      ? "Nothing fires below \(thing.errors(slo.minimumErrors)) in the long window. " : ""
    return ExplanationSection(
      "Policies",
      titles: ["policy", "", "factor", "windows", "errors above"],
      rows: rows,
      remarks: [guarded + "The last ones are of textbooks: one window, no minimum."]
    )
  }

  private var responses: ExplanationSection {
    let rows = errorShares.flatMap { errors -> [ExplanationSection.Row] in
      let verdicts = verdicts(at: errors)
      return policies.enumerated().map { index, policy in
        let own = verdicts.filter { $0.policy == policy }
        return .init(
          [index == 0 ? errors.percentText : "", policy.name]
            + own.flatMap { verdict -> [String] in
              guard let response = verdict.response else {
                return [policy.severities.contains(verdict.severity) ? "never" : "", "", ""]
              }
              return [response.detection.text, response.spent.percent, response.reset.text]
            }
        )
      }
    }
    let traffic = rate.map { "At \(thing.rate($0))" } ?? "With enough events"
    return ExplanationSection(
      "When errors begin",
      titles: ["errors", "policy", "page", "spent", "gone", "ticket", "spent", "gone"],
      rows: rows,
      remarks: [
        "\(traffic), on a clean history: after how long each alerts, how much of the budget is "
          + "spent by then, and how long after the last error it is gone when all its pairs have "
          + "come to hold. Scrapes settle for \(slo.timing.settle.text) and rules run every "
          + "\(slo.timing.interval.text), so a server is up to two evaluations later."
          + slo.timing.lagText
      ]
    )
  }

  private var falseAlarms: ExplanationSection {
    let quiet = quiet
    let rows = rates.flatMap { rate in
      policies.enumerated().map { index, policy in
        let cells = AlertSeverity.allCases.map { severity in
          quiet.first { ($0.rate, $0.policy, $0.severity) == (rate, policy, severity) }?
            .alarms.text ?? ""
        }
        return ExplanationSection.Row(
          [index == 0 ? thing.rate(rate) : "", policy.name] + cells
        )
      }
    }
    return ExplanationSection(
      "False alarms",
      titles: ["traffic", "policy", "page", "ticket"],
      rows: rows,
      remarks: [
        "Alerts while the service is well: \(thing.noun) fail by chance, one by one, at half of "
          + "the rate that the budget allows. Real errors come in bursts and set off more. Rarer "
          + "than once in 1000 years is none."
      ]
    )
  }
}

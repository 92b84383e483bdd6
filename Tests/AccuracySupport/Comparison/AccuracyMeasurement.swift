package import SLODSL

/// How far the estimates of a scenario are from what really happened.
package struct AccuracyMeasurement: Sendable {
  package let scenario: String
  /// What was truly left of the budget at the last probe.
  package let trueRemaining: Double
  /// Of the budget, in its own share: 0.01 is one percentage point.
  package let budget: [Design: Deviation]
  /// Burn rates; windows ascending.
  package let windows: [Window]
  package let alerts: [AlertSeverity: [Design: AlertDisagreement]]
  /// See `RuleEvaluation`.
  package let replayDifference: Double

  package struct Window: Sendable {
    package let length: Duration
    package let burnRates: [Design: Deviation]
  }
}

extension AccuracyMeasurement {
  /// Plays a scenario, evaluates the rules of a spec for it, and compares.
  package static func measure(
    _ scenario: Scenario,
    period: String = "30d",
    server program: String = "prometheus"
  ) async throws -> AccuracyMeasurement {
    let spec = CompiledService.spec(objective: scenario.objective, period: period)
    let service = try CompiledService(spec: spec)
    let evaluation = try await RuleEvaluation(
      of: service,
      over: Simulation(of: scenario),
      server: program
    )
    return try await Comparison(evaluation).measurement()
  }
}

import SLODSL

/// Scenarios of hours, which depend on nothing but the policy.
extension Scenario {
  /// Each pair fires alone, so that breaking any of them is noticed.
  static let policyProofs = Scenario(scope: .oncePerPolicy) { tested in
    tested.severities.flatMap { PairProof(tested, severity: $0).courses }
  }
}

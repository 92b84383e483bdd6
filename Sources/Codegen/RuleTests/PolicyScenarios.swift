import SLODSL

/// Scenarios of hours, which only depend on the policy.
extension Scenario {
  static let policyProofs = Scenario(scope: .oncePerPolicy) { tested in [] }
}

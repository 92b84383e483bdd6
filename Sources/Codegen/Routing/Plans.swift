package import SLODSL

/// A model and what was planned from it: all that a back end may read.
package struct Plans: Sendable {
  package let model: Model
  package let rules: RulePlan
  /// The same rules in the groups in which they are loaded: those of a tenant of Mimir may hold
  /// rules of several SLOs.
  package let loadedRules: RulePlan
  /// Nil for a model in which nobody is told.
  package let routes: RoutePlan?
  package let scaling: ScalingPlan
  package let loads: [LoadPlan]
  package let canaries: CanaryPlan

  package init(for model: Model) {
    self.model = model
    rules = RulePlan.plan(for: model)
    loadedRules = rules.packed(for: model)
    routes = RoutePlan.plan(for: model, rules: rules)
    scaling = ScalingPlan.plan(for: model)
    loads = LoadPlan.plans(for: model)
    canaries = CanaryPlan.plan(for: model)
  }
}

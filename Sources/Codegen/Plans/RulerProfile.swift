package import SLODSL

/// Facts about the ruler that loads the rules, as far as they decide what is written.
package struct RulerProfile: Hashable, Sendable {
  /// What it says of its own evaluations, where its metrics are scraped.
  package let evaluationMetrics: EvaluationMetrics

  /// Metrics about evaluations of rules.
  package enum EvaluationMetrics: Hashable, Sendable {
    /// Those of Prometheus's rule manager, behind a prefix: failures, missed iterations and the
    /// last evaluation, by `rule_group`, which is `<file>;<group>`.
    case ruleManager(prefix: String)
    /// Those of vmalert 1.96 and later, by `group`.
    case vmalert
  }

  /// The profile of the rulers of a project, which differ in nothing but their versions.
  package init(of rulers: [Ruler]) {
    switch rulers.first {
    case .prometheus, .thanos, nil:
      self.init(evaluationMetrics: .ruleManager(prefix: "prometheus_rule_"))
    case .mimir:
      self.init(evaluationMetrics: .ruleManager(prefix: "cortex_prometheus_rule_"))
    case .vmalert: self.init(evaluationMetrics: .vmalert)
    }
  }

  private init(evaluationMetrics: EvaluationMetrics) {
    self.evaluationMetrics = evaluationMetrics
  }
}

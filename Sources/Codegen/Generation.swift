package import SLODSL

/// Everything that is generated from a model.
package struct Generation: Sendable {
  /// By path, each once.
  package let artifacts: [Artifact]
  /// Problems that only show when rules are built; with an error nothing may be written.
  package let diagnostics: [Diagnostic]

  package init(artifacts: [Artifact], diagnostics: [Diagnostic]) {
    self.artifacts = artifacts
    self.diagnostics = diagnostics
  }

  /// Plans what must exist and writes it as documents.
  package static func generate(from model: Model) -> Generation {
    let plans = Plans(for: model)
    let problems = problems(with: plans.rules, in: model)
    guard !problems.containsErrors else {
      return Generation(artifacts: [], diagnostics: problems)
    }
    let files = backends.flatMap { $0(plans) }.sorted { $0.path < $1.path }
    let sizes = ObjectSize.problems(with: files, for: model)
    guard !sizes.containsErrors else {
      return Generation(artifacts: [], diagnostics: (problems + sizes).ordered)
    }
    let lists = KustomizationBackend.artifacts(listing: files, of: model.project)
    return Generation(
      artifacts: (files + lists).sorted { $0.path < $1.path },
      diagnostics: (problems + sizes).ordered
    )
  }

  /// Problems that show when rules are planned, without writing anything: all but the sizes of
  /// files.
  package static func problems(in model: Model) -> [Diagnostic] {
    problems(with: RulePlan.plan(for: model), in: model)
  }

  private static func problems(with rules: RulePlan, in model: Model) -> [Diagnostic] {
    let unreadable = rules.problems(readBy: model.project.rulers)
    let refused = rules.problems(loadedBy: model)
    return (unreadable + refused + CostLimitReview.problems(in: model)).ordered
  }

  /// What is written, a line for each tool that reads it.
  private static let backends: [@Sendable (Plans) -> [Artifact]] = [
    { PrometheusBackend.artifacts(for: $0) },
    { MimirBackend.artifacts(for: $0) },
    { RuleObjectsBackend.artifacts(for: $0) },
    { AutoscalingBackend.artifacts(for: $0) },
    { CanaryBackend.artifacts(for: $0) },
    { RuleTestFiles.artifacts(for: $0.model, plan: $0.rules) },
    { CauseTestFiles.artifacts(for: $0.model, plan: $0.rules) },
    { AlertmanagerBackend.artifacts(for: $0) },
    { GrafanaBackend.artifacts(for: $0) },
    { RunbookBackend.artifacts(for: $0) },
    { K6Backend.artifacts(for: $0) },
  ]
}

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

  /// Plans the rules of every service and writes them as documents.
  package static func generate(from model: Model) -> Generation {
    let plan = RulePlan.plan(for: model)
    let problems = plan.problems(readBy: model.project.rulers)
    guard !problems.containsErrors else {
      return Generation(artifacts: [], diagnostics: problems)
    }
    let artifacts = plan.files.map { file in
      Artifact(path: "prometheus/\(file.name).rules.yml", bytes: file.bytes)
    }
    let tests = RuleTestFiles.artifacts(for: model, plan: plan)
    return Generation(
      artifacts: (artifacts + tests).sorted { $0.path < $1.path },
      diagnostics: problems
    )
  }
}

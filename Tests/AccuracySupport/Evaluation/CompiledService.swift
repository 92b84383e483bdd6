package import Codegen
package import SLODSL

/// A service of a spec with the rules that slogen generates for it.
package struct CompiledService: Sendable {
  package struct Mistake: Error, CustomStringConvertible {
    package let description: String
  }

  /// Every file that slogen writes.
  package let artifacts: [Artifact]
  package let slo: ServiceLevelObjective
  private let project: Project
  /// The groups of the only SLO, in the order of their evaluation.
  package let groups: [RuleGroup]

  /// - Parameters:
  ///   - spec: the text of a spec with one service that has one SLO.
  package init(spec: String) throws {
    let file = SourceFile(id: FileID(0), path: "accuracy.slo", bytes: Array(spec.utf8))
    let compilation = Compilation.compile([Parser.parse(file)], inputs: [])
    guard let model = compilation.model else {
      throw Mistake(description: compilation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    try self.init(of: model)
  }

  package init(of model: Model) throws {
    let generation = Generation.generate(from: model)
    let plan = RulePlan.plan(for: model)
    guard model.services.count == 1, model.services[0].objectives.count == 1,
      let groups = plan.files.first?.groups, !generation.artifacts.isEmpty
    else {
      throw Mistake(description: generation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    artifacts = generation.artifacts
    slo = model.services[0].objectives[0]
    project = model.project
    self.groups = groups
  }

  /// The rule files that `slogen backfill` writes for the SLO, in the order of their runs.
  var backfill: (counts: String, firstSeen: String) {
    get throws {
      let artifacts = Backfill(of: [slo], in: project).generation.artifacts
      let files = [".counts.yml", ".first-seen.yml"].compactMap { ending in
        artifacts.first { $0.path.hasSuffix(ending) }
      }
      guard files.count == 2 else { throw Mistake(description: "no files for a backfill") }
      let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
      return (texts[0], texts[1])
    }
  }

  /// Requests of a service by code, as the simulation counts them.
  package static func spec(
    objective: String,
    period: String = "30d",
    by dimensions: String? = nil
  ) -> String {
    """
    project { retention: 40d }
    metric \(Simulation.metric): Counter { labels: route, code in 100...599 }
    service shop {
        owner: "shop"
        runbook: "https://runbooks.example.com/shop"
        slo availability: \(objective) over \(period) {
            events: \(Simulation.metric) where job == "\(Simulation.job)"
            bad: code in 500...599
            \(dimensions.map { "by: " + $0 } ?? "")
        }
    }
    """
  }
}

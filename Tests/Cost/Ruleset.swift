package import Codegen
import SLODSL

/// The rules that one design has for an objective of a workload.
package struct Ruleset: Sendable {
  /// Rulesets of one scope read each other's recordings.
  package let scope: String
  package let workload: Workload
  package let groups: [RuleGroup]
  /// What slogen says of its own rules; nil of others.
  var cost: CostPlan?

  struct InvalidSpec: Error {
    let diagnostics: [Diagnostic]
  }

  /// What slogen generates for a spec that states no more than it must.
  ///
  /// - Parameters:
  ///   - name: of the SLO; the same counters may have several.
  ///   - settings: what the SLO measures; by default that failed requests are bad.
  ///   - alerts: on causes, beside the SLO.
  package static func slogen(
    for workload: Workload,
    name: String = "availability",
    settings: (Workload) -> String = availability,
    alerts: (Workload) -> String = { _ in "" }
  ) throws -> Ruleset {
    let spec = """
      project {
        retention: 35d
      }

      metric up: Gauge<Count>

      metric request_duration_seconds: Histogram<Seconds> {
        labels: job, instance
        buckets: 100ms
      }

      /// A service with \(workload.count) series of requests.
      service \(workload.name) {
        owner: "team"
        runbook: "https://runbooks.example.com/\(workload.name)"

        /// What it promises.
        slo \(name): 99.9% over 30d {
          \(settings(workload))
        }
        \(alerts(workload))
      }

      """
    let file = SourceFile(id: FileID(0), path: "cost.slo", bytes: Array(spec.utf8))
    let compilation = Compilation.compile([Parser.parse(file)], inputs: [])
    guard let model = compilation.model, let slo = model.services.first?.objectives.first else {
      throw InvalidSpec(diagnostics: compilation.diagnostics)
    }
    return Ruleset(
      scope: slo.identity.text,
      workload: workload,
      groups: RulePlan.plan(for: model).files.flatMap(\.groups).filter { $0.origin != nil },
      cost: CostPlan.plan(for: model, services: [workload.name])
    )
  }

  /// Requests that the service fails are bad.
  package static func availability(of workload: Workload) -> String {
    "events: requests_total where job == \"\(workload.name)\"; bad: code in 500...599"
  }
}

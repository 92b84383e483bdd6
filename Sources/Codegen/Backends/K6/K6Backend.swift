import SLODSL

/// Load tests as scripts for k6, below `k6/`.
package enum K6Backend {
  /// The constant of a script that holds everything which differs between load tests.
  static let planName = "plan"

  package static func artifacts(for plans: Plans) -> [Artifact] {
    plans.loads.map { plan in
      Artifact(
        path: path(of: plan),
        bytes: JavaScriptWriter.document(LoadScript(plan).module)
      )
    }
  }

  /// A folder for each service: names with `-` between them could be those of another pair.
  package static func path(of plan: LoadPlan) -> String {
    "k6/\(plan.service)/\(plan.load.name).js"
  }
}

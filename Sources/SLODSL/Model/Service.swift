/// A service and what it promises.
package struct Service: Hashable, Sendable {
  package let name: String
  /// The first sentence of its documentation, or empty.
  package let summary: String
  /// The rest of its documentation, or empty.
  package let details: String
  package let owner: String?
  /// URL of the runbook.
  package let runbook: String?
  package let objectives: [ServiceLevelObjective]
  /// Alerts on conditions of the author's own.
  package let causes: [CauseAlert]
  /// Pages of the author's own.
  package let dashboards: [AuthoredDashboard]
  package let autoscalers: [Autoscaler]
  /// Load tests that prove its objectives.
  package let loads: [LoadTest]
  package let canaries: [Canary]
  /// The declared metrics that its file sees, by name: what else may be shown of it.
  package let catalog: [Metric]
  package let origin: SourceRange

  package init(
    name: String,
    summary: String,
    details: String,
    owner: String?,
    runbook: String?,
    objectives: [ServiceLevelObjective],
    causes: [CauseAlert] = [],
    dashboards: [AuthoredDashboard] = [],
    autoscalers: [Autoscaler] = [],
    loads: [LoadTest] = [],
    canaries: [Canary] = [],
    catalog: [Metric] = [],
    origin: SourceRange
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.owner = owner
    self.runbook = runbook
    self.objectives = objectives
    self.causes = causes
    self.dashboards = dashboards
    self.autoscalers = autoscalers
    self.loads = loads
    self.canaries = canaries
    self.catalog = catalog
    self.origin = origin
  }
}

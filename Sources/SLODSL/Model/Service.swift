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
  package let origin: SourceRange

  package init(
    name: String,
    summary: String,
    details: String,
    owner: String?,
    runbook: String?,
    objectives: [ServiceLevelObjective],
    origin: SourceRange
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.owner = owner
    self.runbook = runbook
    self.objectives = objectives
    self.origin = origin
  }
}

/// Who is told: a receiver as far as it is declared.
package struct Receiver: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case pagerDuty = "PagerDuty"
    case slack = "Slack"
    case email = "Email"
  }

  package let name: String
  package let kind: Kind
  /// The arguments by name, in the order written; secrets are paths of files.
  package let settings: [Label]
  package let origin: SourceRange

  package init(name: String, kind: Kind, settings: [Label], origin: SourceRange) {
    self.name = name
    self.kind = kind
    self.settings = settings
    self.origin = origin
  }
}

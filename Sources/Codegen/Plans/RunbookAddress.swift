package import SLODSL

/// Where runbooks are found: what alerts link to is what the pages call their sections.
package enum RunbookAddress {
  /// The section about an SLO's alerts of a severity.
  package static func anchor(of identity: SLOIdentity, _ severity: AlertSeverity) -> String {
    identity.name + "-" + severity.rawValue
  }

  /// The section about an alert on a cause. Those of SLOs end with a severity, so it is none of
  /// theirs.
  package static func anchor(of alert: CauseAlert) -> String { alert.name + "-alert" }

  /// The page of a service; nil where nobody said where runbooks are.
  static func page(of service: String, own: String?, in project: Project) -> String? {
    own ?? project.runbooks.map { $0.joining(service) }
  }

  /// The section of an alert on a cause, or the place that the author names; nil where nobody said
  /// where runbooks are.
  package static func link(to alert: CauseAlert, in project: Project) -> String? {
    page(of: alert.service, own: alert.runbook, in: project).map {
      $0.utf8.contains(UInt8(ascii: "#")) ? $0 : $0 + "#" + anchor(of: alert)
    }
  }

  /// The section, or the place that the author names; nil where nobody said where runbooks are.
  package static func link(
    to slo: ServiceLevelObjective,
    _ severity: AlertSeverity,
    in project: Project
  ) -> String? {
    guard let page = page(of: slo.identity.service, own: slo.runbook, in: project) else {
      return nil
    }
    let isPlace = page.utf8.contains(UInt8(ascii: "#"))
    return isPlace ? page : page + "#" + anchor(of: slo.identity, severity)
  }
}

package import SLODSL

/// Where runbooks are found: what alerts link to is what the pages call their sections.
package enum RunbookAddress {
  /// The section about an SLO's alerts of a severity.
  package static func anchor(of identity: SLOIdentity, _ severity: AlertSeverity) -> String {
    identity.name + "-" + severity.rawValue
  }

  /// The page of a service; nil where nobody said where runbooks are.
  static func page(of service: String, own: String?, in project: Project) -> String? {
    own ?? project.runbooks.map { $0.joining(service) }
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

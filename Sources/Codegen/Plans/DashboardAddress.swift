import SLODSL

/// Where dashboards are found: what alerts link to is what the dashboards are called.
package enum DashboardAddress {
  /// The dashboard of all SLOs.
  package static let overview = "slogen-overview"
  private static let prefix = "slogen-slo-"
  /// Grafana's limit for identifiers of dashboards.
  private static let limit = 40

  /// The identifier of a service's dashboard.
  ///
  /// Grafana 12 makes a Kubernetes name of it, so it is one.
  package static func identifier(ofService name: String) -> String {
    prefix + BoundedName.text(of: name, atMost: limit - prefix.utf8.count)
  }

  private static let pagePrefix = "slogen-page-"

  /// The identifier of a page of the author's own: its names, and a hash that tells `a-b` of `c`
  /// from `a` of `b-c`.
  package static func identifier(ofPage name: String, inService service: String) -> String {
    let hash = BoundedName.hexadecimal(of: service + "/" + name)
    let room = limit - pagePrefix.utf8.count - hash.utf8.count - 1
    return pagePrefix + BoundedName.text(of: service + "-" + name, atMost: room) + "-" + hash
  }

  /// The variable that chooses one SLO of a service's dashboard, by its `slo_id`.
  package static let objectiveVariable = "slo"
  private static let taken: Set<String> = [objectiveVariable, "datasource", "loki"]

  /// The variable that chooses groups by the values of a dimension: the label's own name, unless
  /// another variable has it.
  package static func variable(ofDimension label: String) -> String {
    taken.contains(label) || label.hasPrefix("by_") ? "by_" + label : label
  }

  /// Below the base address, the dashboard of an SLO's service with the alert's SLO and group
  /// chosen, from where its windows begin up to the moment of reading.
  static func link(
    below base: String,
    to slo: ServiceLevelObjective,
    seeing window: Duration
  ) -> [AlertText] {
    let identifier = identifier(ofService: slo.identity.service)
    let page = base.joining("d/\(identifier)?var-\(objectiveVariable)=\(slo.identity.text)")
    let groups = slo.dimensions.map { label -> AlertText in
      .ifLabel(label, [.text("&var-\(variable(ofDimension: label))="), .labelInURL(label)])
    }
    return [.text(page)] + groups + ["&"] + span(seeing: window)
  }

  /// Below the base address, the dashboard of a service, from so long ago up to the moment of
  /// reading.
  static func link(
    below base: String,
    toService service: String,
    seeing window: Duration
  ) -> [AlertText] {
    let page = base.joining("d/\(identifier(ofService: service))?")
    return [.text(page)] + span(seeing: window)
  }

  /// `from=1700000000000&to=now`
  private static func span(seeing window: Duration) -> [AlertText] {
    // Grafana reads milliseconds. A relative range would have moved on by the time of a review.
    let start = PromQLExpression.vector(
      .number(1000) * (.time - .number(window.seconds)).parenthesized
    )
    return [
      "from=",
      .with(
        start,
        [.value(.wholeNumber)],
        otherwise: [.text("now-\(window.seconds.decimalText)s")]
      ),
      "&to=now",
    ]
  }
}

extension String {
  /// A page below a base: `base/path`.
  func joining(_ path: String) -> String {
    utf8.last == UInt8(ascii: "/") ? self + path : self + "/" + path
  }
}

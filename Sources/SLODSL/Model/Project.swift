/// What holds for all services: the `project` block, with its defaults.
package struct Project: Hashable, Sendable {
  /// How long before each scrape of a target.
  package var scrape: Duration = .seconds(15)
  /// How often the base rules are evaluated, at least.
  package var evaluation: Duration = .minute
  /// How long a scrape may take to become visible; base counts look this far back.
  package var settle: Duration = .seconds(10)
  /// How long Prometheus keeps samples.
  package var retention: Duration = .days(15)
  /// The compliance window of objectives that state none.
  package var period: ComplianceWindow = .rolling(.days(30))
  /// Whether series that are born with their first error are counted.
  package var countsBirths = true
  /// Whether counts that outages hid are recovered from the counters.
  package var reconciles = true
  /// The rulers that load the rules.
  package var rulers: [Ruler] = [.prometheus(.v2_42)]
  /// The first of them; they differ in nothing but their versions.
  package var ruler: Ruler { rulers.first ?? .prometheus(.v2_42) }
  /// What the tenant of Mimir accepts, where Mimir is the ruler.
  package var mimirTenant = MimirTenant()
  /// How the rules are brought into a cluster as objects; nil where nobody asked for them.
  package var ruleObjects: RuleObjects?
  /// The oldest Alertmanager that loads the configuration.
  package var alertmanager = AlertmanagerVersion.v0_25
  /// As what routes are written.
  package var routeForms: [RouteForm] = [.configuration]
  /// As which version of Grafana's resources dashboards are written too; nil for none.
  package var dashboardResources: GrafanaResourceVersion?
  /// Who is told where no service and no SLO says otherwise.
  package var receivers = ReceiverChoice(page: [], ticket: [])
  /// What hears all the time that alerts get through; nil where nobody asked for it.
  package var heartbeat: Heartbeat?
  /// Where alerts of the project itself are, for a router that asks for a namespace.
  package var namespace: String?
  /// The value of the `severity` label for each severity.
  package var severityWords = SeverityWords(page: "page", ticket: "ticket", info: "info")
  /// Labels that Prometheus adds on the way out.
  package var externalLabels: [String] = []
  /// Labels that identify a scraped target, on every metric.
  package var targetLabels: [String] = ["job", "instance"]
  /// Base URL of Grafana.
  package var dashboards: String?
  /// Where what runs in the cluster asks Prometheus.
  package var prometheus: String?
  /// Base URL of the runbooks.
  package var runbooks: String?
  /// What all that is generated may cost.
  package var limits: [CostLimit] = []
  /// Where the settings stand that the author wrote, by their keys; what is missing is a default.
  package var settingOrigins: [String: SourceRange] = [:]

  package init() {}

  /// The tenant of Mimir that loads the rules; nil where another ruler does.
  package var mimir: MimirTenant? { ruler == .mimir ? mimirTenant : nil }

  /// The external labels that rules see on every series: those of a ruler that reads what several
  /// servers sent. There they tell groups apart, and inside Prometheus they do not exist.
  package var visibleExternalLabels: [String] {
    rulers.contains(where: \.seesExternalLabels) ? externalLabels : []
  }
}

/// A message that is sent as long as all is well, to a machine that raises the alarm when it stays
/// away: `heartbeat: deadman(every: 1m)`.
package struct Heartbeat: Hashable, Sendable {
  /// Who hears it, and nothing else.
  package let receiver: String
  /// Between two messages.
  package let every: Duration
  package let origin: SourceRange

  package init(receiver: String, every: Duration, origin: SourceRange) {
    self.receiver = receiver
    self.every = every
    self.origin = origin
  }

  /// As often as a server sends an alert again that fires.
  package static let usualInterval = Duration.minute
}

/// A version of Alertmanager, as far as what it can load differs.
package struct AlertmanagerVersion: Hashable, Sendable, Comparable {
  package let major: Int
  package let minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Secrets of PagerDuty and mail servers in files.
  package static let v0_25 = AlertmanagerVersion(major: 0, minor: 25)
  /// Addresses of webhooks in files.
  package static let v0_26 = AlertmanagerVersion(major: 0, minor: 26)
  /// Workflows of Microsoft Teams, and addresses of Discord in files that are read.
  package static let v0_28 = AlertmanagerVersion(major: 0, minor: 28)

  package var text: String { "\(major).\(minor)" }

  package static func < (left: AlertmanagerVersion, right: AlertmanagerVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

/// A version of `dashboard.grafana.app`.
package enum GrafanaResourceVersion: String, Hashable, Sendable, CaseIterable {
  /// Of Grafana 12.
  case v2beta1
  /// Of Grafana 13.
  case v2
}

/// A form in which an Alertmanager gets its routes.
package enum RouteForm: Hashable, Sendable {
  /// All that an Alertmanager needs.
  case configuration
  /// A part that is merged in front of a configuration of the team's own.
  case fragment
  /// An AlertmanagerConfig, which the Prometheus operator adds to the configuration.
  case resource(ResourceVersion)

  /// A version of `monitoring.coreos.com`.
  package enum ResourceVersion: String, Hashable, Sendable, CaseIterable {
    /// What every cluster of the operator has.
    case v1alpha1
    /// What those have that convert it to the first, with a webhook.
    case v1beta1
  }
}

/// What the `severity` label says.
package struct SeverityWords: Hashable, Sendable {
  package var page: String
  package var ticket: String
  package var info: String

  package init(page: String, ticket: String, info: String = "info") {
    self.page = page
    self.ticket = ticket
    self.info = info
  }

  package subscript(severity: AlertSeverity) -> String {
    switch severity {
    case .page: page
    case .ticket: ticket
    }
  }

  package subscript(cause severity: CauseSeverity) -> String {
    switch severity {
    case .page: page
    case .ticket: ticket
    case .info: info
    }
  }
}

/// The identity of an SLO: the value of `slo_id` on everything recorded for it.
package struct SLOIdentity: Hashable, Sendable {
  package let service: String
  package let name: String

  package init(service: String, name: String) {
    self.service = service
    self.name = name
  }

  /// `service/name`; neither contains a slash, so it is unambiguous.
  package var text: String { service + "/" + name }
}

/// One service level objective, complete: everything inherited is resolved.
package struct ServiceLevelObjective: Hashable, Sendable {
  package let identity: SLOIdentity
  /// The first sentence of its documentation, or empty.
  package let summary: String
  /// The rest of its documentation, or empty.
  package let details: String
  package let window: ComplianceWindow
  /// The default objective first; the others hold for groups of their own.
  package let objectives: [GroupObjective]
  package let indicator: Indicator
  /// The labels of `by:`: each combination of their values has a budget of its own.
  package let dimensions: [String]
  package let timing: MeasurementTiming
  package let noData: [NoDataResponse]
  /// Errors in the long window below which nothing fires, in the unit of the events.
  package let minimumErrors: ExactNumber
  /// Events a second on an average day, as the author says; nil where nobody said.
  package let traffic: ExactNumber?
  /// Whether error series that are born with their first error are counted. Only ever true where
  /// the failing events are bad selections of counters.
  package let countsBirths: Bool
  /// Whether counts that outages of scrapes or rules hid are recovered from the counters. Only ever
  /// true where counters are counted.
  package let reconciles: Bool
  /// What is recorded for each group besides what alerts and the budget need.
  package let recording: RecordingExtent
  package let policy: String
  package let owner: String?
  /// URL of the runbook of its alerts.
  package let runbook: String?
  /// URL of a dashboard.
  package let dashboard: String?
  /// Labels of the author's for alerts, never identity labels; by name, each once.
  package let alertLabels: [Label]
  package let receivers: ReceiverChoice
  /// Where the settings stand that the author wrote, by their keys; what is missing is a default.
  package let settingOrigins: [String: SourceRange]
  package let origin: SourceRange

  package init(
    identity: SLOIdentity,
    summary: String,
    details: String,
    window: ComplianceWindow,
    objectives: [GroupObjective],
    indicator: Indicator,
    dimensions: [String],
    timing: MeasurementTiming,
    noData: [NoDataResponse],
    minimumErrors: ExactNumber,
    traffic: ExactNumber? = nil,
    countsBirths: Bool,
    reconciles: Bool,
    recording: RecordingExtent = .full,
    policy: String,
    owner: String?,
    runbook: String?,
    dashboard: String?,
    alertLabels: [Label],
    receivers: ReceiverChoice,
    settingOrigins: [String: SourceRange] = [:],
    origin: SourceRange
  ) {
    self.identity = identity
    self.summary = summary
    self.details = details
    self.window = window
    self.objectives = objectives
    self.indicator = indicator
    self.dimensions = dimensions
    self.timing = timing
    self.noData = noData
    self.minimumErrors = minimumErrors
    self.traffic = traffic
    self.countsBirths = countsBirths
    self.reconciles = reconciles
    self.recording = recording
    self.policy = policy
    self.owner = owner
    self.runbook = runbook
    self.dashboard = dashboard
    self.alertLabels = alertLabels
    self.receivers = receivers
    self.settingOrigins = settingOrigins
    self.origin = origin
  }
}

/// How much is recorded for each group of an SLO.
package enum RecordingExtent: String, Hashable, Sendable, CaseIterable {
  /// All windows, their history and burn rates: about 30 series a group.
  case full
  /// Counts, sums of five minutes and the period: a dozen series a group. Alerts sum up their
  /// windows themselves.
  case compact
}

/// Who is told for each severity; empty where nobody was chosen.
package struct ReceiverChoice: Hashable, Sendable {
  package let page: [Recipient]
  package let ticket: [Recipient]

  package init(page: [Recipient], ticket: [Recipient]) {
    self.page = page
    self.ticket = ticket
  }
}

/// The time over which an objective is judged.
package enum ComplianceWindow: Hashable, Sendable {
  /// The last so many days, at every moment.
  case rolling(Duration)

  package var duration: Duration {
    switch self {
    case .rolling(let duration): duration
    }
  }
}

/// An objective and the groups for which it holds.
package struct GroupObjective: Hashable, Sendable {
  /// The share of good events, strictly between 0 and 1.
  package let ratio: ExactNumber
  /// Nil for the default, which holds for every group that no other names.
  package let groups: GroupCondition?
  /// The burn-rate pairs, reachable with this budget; empty for a policy that alerts nobody. Pages
  /// before tickets, short windows before long ones.
  package let pairs: [BurnRatePair]
  package let origin: SourceRange

  package init(
    ratio: ExactNumber,
    groups: GroupCondition?,
    pairs: [BurnRatePair],
    origin: SourceRange
  ) {
    self.ratio = ratio
    self.groups = groups
    self.pairs = pairs
    self.origin = origin
  }

  /// The share of events that may be bad: 1 - ratio.
  package var budget: ExactNumber { .one - ratio }
}

/// `tenant in ["acme", "globex"]`: groups by the values of one dimension. All conditions of an SLO
/// are over the same dimension and share no value.
package struct GroupCondition: Hashable, Sendable {
  package let dimension: String
  package let values: [String]

  package init(dimension: String, values: [String]) {
    self.dimension = dimension
    self.values = values
  }
}

/// How much an alert demands.
package enum AlertSeverity: String, Hashable, Sendable, CaseIterable {
  /// Somebody is woken.
  case page
  /// Somebody looks in working hours.
  case ticket
}

/// Two windows that must both burn faster than a factor times the budget
/// (multi-window burn-rate alerts, SRE Workbook chapter 5).
package struct BurnRatePair: Hashable, Sendable {
  package let severity: AlertSeverity
  package let long: Duration
  package let short: Duration
  /// How many times faster than the budget allows; factor × budget is below 1.
  package let factor: ExactNumber
  /// The factor that the policy states, where it was lowered to be reachable with this budget.
  package let statedFactor: ExactNumber
  package let origin: SourceRange?

  package init(
    severity: AlertSeverity,
    long: Duration,
    short: Duration,
    factor: ExactNumber,
    statedFactor: ExactNumber,
    origin: SourceRange?
  ) {
    self.severity = severity
    self.long = long
    self.short = short
    self.factor = factor
    self.statedFactor = statedFactor
    self.origin = origin
  }
}

/// When counts are taken: the scrape interval S, the evaluation interval I, and the settle time D;
/// and how the ruler reads them.
package struct MeasurementTiming: Hashable, Sendable {
  /// Between two scrapes of a target.
  package let scrape: Duration
  /// Between two evaluations of the base rules: from 1s to 5m, which it divides, and a multiple of
  /// `scrape`.
  package let interval: Duration
  /// How far back the counts look, so that scrapes in flight have arrived.
  package let settle: Duration
  /// How old a recorded value must be for every rule to see it: nothing, or an interval.
  package let lag: Duration
  /// What a range needs besides the time that it counts, to hold the scrape at its beginning: a
  /// scrape interval, or nothing.
  package let overlap: Duration

  package init(
    scrape: Duration,
    interval: Duration,
    settle: Duration,
    readBy ruler: Ruler = .prometheus(.v2_42)
  ) {
    self.scrape = scrape
    self.interval = interval
    self.settle = settle
    lag = ruler.seesOwnEvaluation ? .zero : interval
    overlap = ruler.reachesBeforeRanges ? .zero : scrape
  }

  /// The range that counts every increment exactly once: consecutive ranges share one scrape.
  package var countRange: Duration { interval + overlap }
}

/// What silence means: no series of events at all.
package enum NoDataResponse: Hashable, Sendable {
  case ignore
  /// Slices without a sample are bad; only for samples.
  case bad
  /// Slices without a sample are good; only for samples.
  case good
  /// An alert after so long; `each` group on its own, or only when all are gone.
  case alert(after: Duration, each: Bool)
}

/// An alert on a condition of the author's own: what breaks a service before its objectives show
/// it, or what no objective covers.
package struct CauseAlert: Hashable, Sendable {
  /// Unlike all others of the service.
  package let name: String
  package let service: String
  package let severity: CauseSeverity
  /// What `summary:` says, else the first sentence of its documentation, or empty.
  package let summary: String
  /// The rest of its documentation, or empty.
  package let details: String
  package let condition: AlertCondition
  /// While this holds, the alert is silent; nil where nothing silences it.
  package let exception: AlertCondition?
  /// The condition as the author wrote it, on one line.
  package let conditionText: String
  /// How long it must hold; nil for at once.
  package let hold: Duration?
  /// How long it fires on after it last held; nil for no longer.
  package let keepFiring: Duration?
  /// What tells its series apart, as far as it is known; the alert has all of them.
  package let labels: [String]
  /// How often the slowest of its metrics is scraped.
  package let scrape: Duration
  package let owner: String?
  /// URL of its runbook.
  package let runbook: String?
  /// URL of a dashboard.
  package let dashboard: String?
  /// Labels of the author's; by name, each once.
  package let alertLabels: [Label]
  package let receivers: ReceiverChoice
  package let origin: SourceRange

  package init(
    name: String,
    service: String,
    severity: CauseSeverity,
    summary: String,
    details: String,
    condition: AlertCondition,
    exception: AlertCondition? = nil,
    conditionText: String,
    hold: Duration? = nil,
    keepFiring: Duration? = nil,
    labels: [String],
    scrape: Duration,
    owner: String?,
    runbook: String?,
    dashboard: String?,
    alertLabels: [Label],
    receivers: ReceiverChoice,
    origin: SourceRange
  ) {
    self.name = name
    self.service = service
    self.severity = severity
    self.summary = summary
    self.details = details
    self.condition = condition
    self.exception = exception
    self.conditionText = conditionText
    self.hold = hold
    self.keepFiring = keepFiring
    self.labels = labels
    self.scrape = scrape
    self.owner = owner
    self.runbook = runbook
    self.dashboard = dashboard
    self.alertLabels = alertLabels
    self.receivers = receivers
    self.origin = origin
  }

  /// `service/name`, as people name it.
  package var text: String { service + "/" + name }
}

/// How much an alert on a cause demands.
package enum CauseSeverity: String, Hashable, Sendable, CaseIterable {
  /// Somebody is woken.
  case page
  /// Somebody sees to it in working hours.
  case ticket
  /// Nobody is told; it is there for those who look.
  case info

  /// The severity that alerts of SLOs share with it; nil for the one that they do not have.
  package var ofObjectives: AlertSeverity? {
    switch self {
    case .page: .page
    case .ticket: .ticket
    case .info: nil
    }
  }
}

/// When an alert fires: a condition that yields a series for each thing that is wrong.
package indirect enum AlertCondition: Hashable, Sendable {
  case comparison(AlertComparison)
  /// No series at all, now or within so much time.
  case absent(Selection, over: Duration?)
  /// PromQL of the author's, each series of whose result is an alert; the labels where known.
  case promQL(PromQLExpression, labels: [String]?)
  /// The first, where the second holds as well.
  case both(AlertCondition, AlertCondition)
  /// Either; both have the same labels.
  case either(AlertCondition, AlertCondition)

  /// The labels of its series; nil where it has all that the metrics have.
  package var labels: [String]? {
    switch self {
    case .comparison(let comparison): comparison.labels
    case .absent(let selection, over: _): selection.pinnedLabels
    case .promQL(_, let labels): labels
    case .both(let first, _): first.labels
    case .either(let first, _): first.labels
    }
  }

  /// The only comparison that there is, whose value the alert shows; nil where several could be
  /// meant.
  package var soleComparison: AlertComparison? {
    switch self {
    case .comparison(let comparison): comparison
    case .both(let first, _): first.soleComparison
    case .absent, .promQL, .either: nil
    }
  }

  /// All metrics that it asks.
  package var metrics: Set<String> {
    switch self {
    case .comparison(let comparison):
      comparison.left.query.metrics.union(comparison.right.query.metrics)
    case .absent(let selection, over: _): [selection.metric]
    case .promQL(let expression, labels: _): Set(expression.selectors.compactMap(\.name))
    case .both(let one, let other), .either(let one, let other):
      one.metrics.union(other.metrics)
    }
  }
}

/// Two questions, or one and a number, compared.
package struct AlertComparison: Hashable, Sendable {
  package let left: TypedQuery
  package let `operator`: BinaryExpression.Operator
  /// A number in the left side's own unit, or a question with the same labels.
  package let right: TypedQuery
  /// The right side as the author wrote it: `5%`, `14d`.
  package let boundText: String

  package init(
    left: TypedQuery,
    operator: BinaryExpression.Operator,
    right: TypedQuery,
    boundText: String
  ) {
    self.left = left
    self.operator = `operator`
    self.right = right
    self.boundText = boundText
  }

  /// The labels of the result; nil where it has all that the metrics have.
  package var labels: [String]? { left.isNumber ? right.labels : left.labels }

  /// The number on the right; nil where a question stands there.
  package var bound: ExactNumber? {
    if case .number(let number) = right.query { number } else { nil }
  }
}

extension Selection {
  /// The labels that every selector pins to one value, which `absent` gives its result.
  package var pinnedLabels: [String] {
    guard selectors.count == 1, let only = selectors.first else { return [] }
    return only.matchers.filter { $0.operator == .equal && $0.label != "__name__" }.map(\.label)
  }
}

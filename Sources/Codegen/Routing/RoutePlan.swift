package import SLODSL

/// Who is told of which alert, how soon and how often: what every notifier is configured with,
/// before any of them is spelled.
package struct RoutePlan: Hashable, Sendable {
  /// Takes every alert; it has no matchers.
  package let root: Route
  /// The route of the heartbeat, which also stands first below the root; nil without one.
  package let heartbeat: Route?
  package let inhibitions: [Inhibition]
  /// All that are declared, in the model's order; routes name them.
  package let receivers: [Receiver]
  /// Those in which somebody is told or not, in the model's order.
  package let intervals: [TimeInterval]
  /// What alerts of an SLO say of their severity.
  package let severityWords: SeverityWords
  /// The labels that page and ticket of one incident share: the SLO, its group and the place.
  package let incident: [String]
  /// Labels of Prometheus servers that tell places apart.
  package let places: [String]

  package init(
    root: Route,
    heartbeat: Route? = nil,
    inhibitions: [Inhibition],
    receivers: [Receiver],
    intervals: [TimeInterval] = [],
    severityWords: SeverityWords,
    incident: [String],
    places: [String]
  ) {
    self.root = root
    self.heartbeat = heartbeat
    self.inhibitions = inhibitions
    self.receivers = receivers
    self.intervals = intervals
    self.severityWords = severityWords
    self.incident = incident
    self.places = places
  }

  /// The same alerts with other routes or receivers.
  func with(root: Route, heartbeat: Route?, receivers: [Receiver]) -> RoutePlan {
    RoutePlan(
      root: root,
      heartbeat: heartbeat,
      inhibitions: inhibitions,
      receivers: receivers,
      intervals: intervals,
      severityWords: severityWords,
      incident: incident,
      places: places
    )
  }
}

/// A node of the tree: an alert that matches goes to the first route below that matches as well,
/// else it stays here.
package struct Route: Hashable, Sendable {
  /// All of them hold.
  package let matchers: [RouteMatcher]
  /// Those who are told, each of them; empty where nobody is.
  package let receivers: [Recipient]
  /// Alerts with equal values of these labels are one notification; nil for as above.
  package let grouping: [String]?
  /// Nil for as above.
  package let pace: NotificationPace?
  package let routes: [Route]
  /// What the route is for.
  package let comment: String?

  package init(
    _ matchers: [RouteMatcher],
    to receivers: [Recipient],
    grouping: [String]? = nil,
    pace: NotificationPace? = nil,
    routes: [Route] = [],
    comment: String? = nil
  ) {
    self.matchers = matchers
    self.receivers = receivers
    self.grouping = grouping
    self.pace = pace
    self.routes = routes
    self.comment = comment
  }
}

/// A condition on one label of an alert.
package struct RouteMatcher: Hashable, Sendable {
  package enum Condition: Hashable, Sendable {
    /// The label has one of these values; one at least.
    case oneOf([String])
    /// The label has a value.
    case present
  }

  package let label: String
  package let condition: Condition

  package init(_ label: String, _ condition: Condition) {
    self.label = label
    self.condition = condition
  }

  package init(_ label: String, is value: String) {
    self.init(label, .oneOf([value]))
  }

  package func matches(_ labels: [Label]) -> Bool {
    let value = labels.first { $0.name == label }?.value ?? ""
    switch condition {
    case .oneOf(let values): return values.contains(value)
    case .present: return !value.isEmpty
    }
  }
}

/// How soon people are told, of what else, and how often again.
package struct NotificationPace: Hashable, Sendable {
  /// From the first alert of a group to its notification.
  package let wait: Duration
  /// Between two notifications of a group that has changed.
  package let interval: Duration
  /// Between two notifications of a group that has not.
  package let reminder: Duration

  package init(wait: Duration, interval: Duration, reminder: Duration) {
    self.wait = wait
    self.interval = interval
    self.reminder = reminder
  }

  /// Alertmanager's own defaults, for alerts that nobody here knows.
  package static let usual = NotificationPace(
    wait: .seconds(30),
    interval: .minutes(5),
    reminder: .hours(4)
  )
  /// The wait gathers the groups of one outage; an hour later somebody who slept on is woken again.
  package static let page = NotificationPace(
    wait: .seconds(30),
    interval: .minutes(5),
    reminder: .hours(1)
  )
  /// A page that follows within the wait inhibits the ticket before anybody was told.
  package static let ticket = NotificationPace(
    wait: .minutes(5),
    interval: .minutes(5),
    reminder: .days(1)
  )

  /// A message in every interval, the first at once.
  ///
  /// Alertmanager looks at a group in every `interval` and sends again when the last message is
  /// older than the reminder, counted from when it had been sent. Were both equal, every look would
  /// come a moment too early, and only every second one would send (6s and 6s: every 12s).
  package static func heartbeat(every interval: Duration) -> NotificationPace {
    let look = Duration(milliseconds: interval.milliseconds / 5)
    let half = Duration(milliseconds: look.milliseconds / 2)
    return NotificationPace(wait: .zero, interval: look, reminder: interval - half)
  }

  /// Whether it is that of a heartbeat.
  var repeatsItself: Bool { wait == .zero }
}

/// While an alert that matches `sources` fires, nobody is told of those that match `targets` and
/// agree with it.
package struct Inhibition: Hashable, Sendable {
  package let sources: [RouteMatcher]
  package let targets: [RouteMatcher]
  /// The labels in which both agree; a label that both lack counts as equal.
  package let equal: [String]
  package let comment: String

  package init(
    sources: [RouteMatcher],
    targets: [RouteMatcher],
    equal: [String],
    comment: String
  ) {
    self.sources = sources
    self.targets = targets
    self.equal = equal
    self.comment = comment
  }
}

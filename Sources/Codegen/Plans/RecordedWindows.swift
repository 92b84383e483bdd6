package import SLODSL

/// Over which windows an SLO's counts are summed, and in which group.
package struct RecordedWindows: Hashable, Sendable {
  /// Long windows are sums of sums over this step, refreshed as often.
  package static let longStep = Duration.minutes(5)
  /// The longest window that is summed from the base counts, at every evaluation of them.
  package static let countsLimit = Duration.hours(6)
  /// Between two reconciliations.
  package static let reconcileStep = Duration.minutes(15)
  /// What a reconciliation looks at: a hole that ends in it can still be filled.
  package static let reconcileWindow = Duration.hours(1)
  /// What dashboards show of every SLO, whatever its policy.
  package static let burnRateWindows: [Duration] = [.hours(1), .hours(6), .days(1), .days(3)]

  /// Between two base counts; their own window.
  package let interval: Duration
  /// The compliance window.
  package let period: Duration
  /// Windows in the counts group, longer than the interval, ascending.
  package let counts: [Duration]
  /// Windows in the long group, ascending.
  package let long: [Duration]
  /// Windows whose history guards an alert or the budget, ascending.
  package let history: [Duration]
  /// Windows with a recorded burn rate, ascending.
  package let burnRates: [Duration]

  package init(of slo: ServiceLevelObjective) {
    interval = slo.timing.interval
    let period = slo.window.duration
    self.period = period
    let pairs = slo.objectives.flatMap(\.pairs)
    let interval = interval
    let shown = Self.burnRateWindows.filter { $0 <= period }
    var needed = [Self.longStep, period]
    switch slo.recording {
    case .full:
      needed += shown + Self.windows(of: pairs)
      burnRates = shown
      history = Self.ascending(pairs.map(\.long) + [period])
    case .compact:
      burnRates = Array(shown.prefix(1))
      history = [period]
    }
    let sorted = Self.ascending(needed).filter { $0 > interval }
    counts = sorted.filter { $0 <= Self.countsLimit }
    long = sorted.filter { $0 > Self.countsLimit }
  }

  /// Windows that alerts look at, and the hour.
  private static func windows(of pairs: [BurnRatePair]) -> [Duration] {
    // Nobody is alerted: the short windows of the built-in policy are what people know.
    guard !pairs.isEmpty else { return [.minutes(30), .hours(1), .hours(2)] }
    return pairs.flatMap { [$0.short, $0.long] } + [.hours(1)]
  }

  private static func ascending(_ windows: [Duration]) -> [Duration] {
    Set(windows).sorted()
  }

  /// The group that records a window's sums.
  package func role(of window: Duration) -> GroupRole {
    window > Self.countsLimit ? .long : .counts
  }

  /// Whether the sums of a window are recorded, or it is the counts themselves.
  package func records(_ window: Duration) -> Bool {
    window <= interval || counts.contains(window) || long.contains(window)
  }

  /// How often a group is evaluated.
  package func interval(of role: GroupRole) -> Duration {
    switch role {
    case .counts: interval
    case .long: Self.longStep
    case .reconcile: Self.reconcileStep
    }
  }

  /// The series with the errors of a window; the base counts are their own window.
  package func errors(_ window: Duration) -> String {
    RecordedSeries.errors(max(window, interval))
  }

  /// The series with the events of a window.
  package func events(_ window: Duration) -> String {
    RecordedSeries.events(max(window, interval))
  }
}

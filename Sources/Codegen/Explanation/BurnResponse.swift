package import SLODSL

/// What the alerts of an objective do when errors begin at once and go on at one rate: the formulas
/// of docs/RULES.md, with a clean history behind and steady traffic.
package struct BurnResponse: Hashable, Sendable {
  package let severity: AlertSeverity
  /// From the first error to the alert.
  package let detection: Duration
  /// The share of the period's budget that is spent by then.
  package let spent: ExactNumber
  /// From the last error until the alert is gone.
  package let reset: Duration

  /// Nil when errors at this rate never fire an alert of the severity.
  ///
  /// - Parameters:
  ///   - errors: the share of events that fail.
  ///   - rate: events a second; nil where nobody knows, and then `minimum` does not delay.
  package init?(
    of severity: AlertSeverity,
    to errors: ExactNumber,
    objective: GroupObjective,
    slo: ServiceLevelObjective,
    rate: ExactNumber? = nil
  ) {
    self.init(
      of: severity,
      to: errors,
      policy: AlertPolicy(of: slo, objective),
      budget: objective.budget,
      slo: slo,
      rate: rate
    )
  }

  /// Of a policy in place of the SLO's own.
  package init?(
    of severity: AlertSeverity,
    to errors: ExactNumber,
    policy: AlertPolicy,
    budget: ExactNumber,
    slo: ServiceLevelObjective,
    rate: ExactNumber?
  ) {
    let interval = slo.timing.interval
    var detection: Duration?
    var reset = Duration.zero
    for pair in policy.pairs where pair.severity == severity {
      let threshold = pair.factor * budget
      guard errors > threshold else { continue }
      // The sum over a window passes its threshold when this share of the window has failed.
      let share = threshold / errors
      let ticks = max(
        pair.long.ticks(share, of: interval),
        pair.short.ticks(share, of: interval),
        Self.ticks(untilErrors: policy.minimum, at: errors, rate: rate, interval: interval)
      )
      // Errors that come too slowly have left the window before there are enough of them.
      guard interval * ticks <= pair.long else { continue }
      let seen = interval * ticks + Self.lag(of: pair.long, in: slo)
      detection = min(detection ?? seen, seen)
      let forgotten = interval * pair.short.ticks(.one - share, of: interval)
      reset = max(reset, forgotten + Self.lag(of: pair.short, in: slo))
    }
    guard let detection else { return nil }
    self.severity = severity
    self.detection = detection
    spent = errors * detection.ratio(to: slo.window.duration) / budget
    self.reset = reset + (policy.keepFiring(severity) ?? .zero)
  }

  /// How late a sum over a window is: counts are read late, and sums of sums of them twice.
  private static func lag(of window: Duration, in slo: ServiceLevelObjective) -> Duration {
    slo.timing.lag * (window > RecordedWindows.countsLimit ? 2 : 1)
  }

  private static func ticks(
    untilErrors minimum: ExactNumber,
    at errors: ExactNumber,
    rate: ExactNumber?,
    interval: Duration
  ) -> Int64 {
    guard let rate, minimum > .zero else { return 1 }
    return max(1, Int64((minimum / (rate * errors * interval.seconds)).roundedUp))
  }
}

extension Duration {
  /// The evaluations that a share of the duration takes, at least one.
  fileprivate func ticks(_ share: ExactNumber, of interval: Duration) -> Int64 {
    max(1, Int64((ratio(to: interval) * share).roundedUp))
  }
}

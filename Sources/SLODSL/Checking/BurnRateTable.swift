/// The built-in policy `standard`: two page pairs and two ticket pairs for each period.
///
/// From the SRE Workbook, chapter 5, table 5-8, for 30 days; other periods keep the long windows
/// that people react to and choose factors whose alerts still come before the budget is gone. The
/// slowest pair always has factor 1, so that no sustained overspending stays unseen.
package enum BurnRateTable {
  package struct Row: Equatable, Sendable {
    package let severity: AlertSeverity
    package let long: Duration
    package let short: Duration
    package let factor: ExactNumber
  }

  /// Periods between which the table can be used.
  package static let periods = Duration.day...Duration.days(400)

  package static func rows(for period: Duration) -> [Row] {
    if period > .days(30) { return longPeriod(period) }
    if period < .days(7) { return shortPeriod(period) }
    let factors = factors(for: period)
    return zip(windows, factors).map { window, factor in
      Row(
        severity: window.severity,
        long: window.long,
        short: window.short,
        factor: factor
      )
    }
  }

  /// The pairs of `standard` for a budget.
  ///
  /// An error ratio above 80 % is an outage by any name; a threshold beyond it would only delay the
  /// alert, and beyond 100 % it could never fire.
  package static func pairs(for period: Duration, budget: ExactNumber) -> [BurnRatePair] {
    let highest = (ExactNumber(8, over: 10) / budget).rounded(significantDigits: 3)
    return rows(for: period).map { row in
      BurnRatePair(
        severity: row.severity,
        long: row.long,
        short: row.short,
        factor: row.factor > highest ? max(highest, .one) : row.factor,
        statedFactor: row.factor,
        origin: nil
      )
    }
  }

  private static let windows: [(severity: AlertSeverity, long: Duration, short: Duration)] = [
    (.page, .hour, .minutes(5)), (.page, .hours(6), .minutes(30)),
    (.ticket, .day, .hours(2)), (.ticket, .days(3), .hours(6)),
  ]

  /// Factors at 7, 28 and 30 days; linear in between.
  private static let anchors: [(period: Duration, factors: [ExactNumber])] = [
    (
      .days(7),
      [ExactNumber(1344, over: 100), ExactNumber(35, over: 10), ExactNumber(14, over: 10), .one]
    ),
    (
      .days(28),
      [ExactNumber(1344, over: 100), ExactNumber(56, over: 10), ExactNumber(28, over: 10), .one]
    ),
    (.days(30), [ExactNumber(144, over: 10), ExactNumber(6), ExactNumber(3), .one]),
  ]

  private static func factors(for period: Duration) -> [ExactNumber] {
    for (low, high) in zip(anchors, anchors.dropFirst()) where period <= high.period {
      let share = (period - low.period).ratio(to: high.period - low.period)
      return zip(low.factors, high.factors).map { one, other in
        (one + (other - one) * share).rounded(places: 2)
      }
    }
    return anchors[anchors.count - 1].factors
  }

  /// Above 30 days the ticket windows grow with the period, in whole days: at their factors they
  /// then spend the same tenth of the budget as on 30 days.
  private static func longPeriod(_ period: Duration) -> [Row] {
    let days = period.milliseconds / Duration.day.milliseconds
    let fast = Duration.days(max(1, days / 30))
    let slow = Duration.days(max(3, days / 10))
    return [
      Row(severity: .page, long: .hour, short: .minutes(5), factor: ExactNumber(144, over: 10)),
      Row(severity: .page, long: .hours(6), short: .minutes(30), factor: ExactNumber(6)),
      Row(severity: .ticket, long: fast, short: twelfth(of: fast), factor: ExactNumber(3)),
      Row(severity: .ticket, long: slow, short: twelfth(of: slow), factor: .one),
    ]
  }

  /// Below 7 days a pair may spend at most half of the budget before it fires, and the last one
  /// looks at half of the period, or at 3 days.
  private static func shortPeriod(_ period: Duration) -> [Row] {
    let half = Duration.hours(period.milliseconds / 2 / Duration.hour.milliseconds)
    let last = min(half, .days(3))
    let kept = zip(windows, anchors[0].factors).filter { $0.0.long < last }
    let rows = kept.map { window, factor in
      let most = period.ratio(to: window.long + window.long).rounded(places: 2)
      return Row(
        severity: window.severity,
        long: window.long,
        short: window.short,
        factor: min(factor, most)
      )
    }
    return rows + [Row(severity: .ticket, long: last, short: twelfth(of: last), factor: .one)]
  }

  package static func twelfth(of long: Duration) -> Duration {
    Duration(milliseconds: long.milliseconds / 12)
  }
}

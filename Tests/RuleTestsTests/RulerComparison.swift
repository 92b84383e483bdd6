import Foundation

/// What a ruler records, compared with what Prometheus counts.
///
/// Counts have to be equal. All sums of them, and what is computed of sums, are computed anew from
/// the counts of Prometheus, as many minutes earlier as the ruler may be late, and have to be equal
/// too. Counts are of a minute each, and nothing is older than the first of them.
struct RulerComparison {
  typealias Series = RecordedCourse.Series

  let plain: RecordedCourse
  let other: RecordedCourse
  let lag: (short: Int, long: Int)
  /// Whether pages of Prometheus wait for the long group, which those of late rulers need not.
  let pagesWait: Bool
  private(set) var differences: [String] = []

  /// Of the long groups, which tickets wait for.
  private static let longStep = 5
  private static let countedErrors = "slo:errors:increase1m"
  private static let countedEvents = "slo:events:increase1m"

  init(
    plain: RecordedCourse,
    other: RecordedCourse,
    lag: (short: Int, long: Int),
    pagesWait: Bool = false
  ) {
    self.plain = plain
    self.other = other
    self.lag = lag
    self.pagesWait = pagesWait
    for series in Set(plain.series + other.series).sorted() {
      if series.name == "ALERTS" {
        compareAlerts(series)
      } else {
        for minute in other.minutes.indices { compare(series, at: minute) }
      }
    }
  }

  // MARK: Series

  private mutating func compare(_ series: Series, at minute: Int) {
    let found = other[series, minute]
    let isAtStep = minute % Self.longStep == 0
    let parts = series.name.split(separator: ":").map(String.init)
    guard parts.count == 3 else { return }
    switch (parts[1], parts[2]) {
    case ("errors", "increase1m"), ("events", "increase1m"), ("good", _), ("born_errors", _),
      ("last_sample", _):
      expect(plain[series, minute], found, series, minute)
    case ("objective", _):
      // Where groups have objectives of their own, the long group looks for groups.
      let isNew = plain[series, minute - Self.longStep - lag.long] == nil
      if found != nil || !isNew { expect(plain[series, minute], found, series, minute) }
    case ("period", _), ("info", _), ("counter_events", _), ("counter_errors", _),
      ("counter_good", _):
      if isAtStep { expect(plain[series, minute], found, series, minute) }
    case ("errors", let window), ("events", let window):
      let length = Self.minutes(in: window)
      guard length <= Self.longestShort || isAtStep else { return }
      let base = series.named("slo:\(parts[1]):increase1m")
      expect(sum(of: base, over: length, before: minute), found, series, minute)
    case ("burn_rate", let window):
      guard isAtStep, let budget = budget(of: series, at: minute) else { return }
      let ratio = ratio(of: series, over: Self.minutes(in: window), before: minute)
      expect(ratio.map { $0 / budget }, found, series, minute)
    case ("errors_per_events", _):
      guard isAtStep else { return }
      expect(ratio(of: series, over: .max, before: minute), found, series, minute)
    case ("error_budget_remaining", _):
      guard isAtStep, let budget = budget(of: series, at: minute),
        let history = historyOfPeriod(of: series, at: minute)
      else { return }
      let ratio = ratio(of: series, over: .max, before: minute)
      expect(ratio.map { 1 - $0 * history / budget }, found, series, minute)
    case ("history", let window):
      expectAge(series, minute, within: Double(Self.minutes(in: window)))
    case ("first_seen", _):
      if isAtStep { expectAge(series, minute, within: 1 / 60) }
    default: break
    }
  }

  private mutating func expect(_ wanted: Double?, _ found: Double?, _ series: Series, _ minute: Int)
  {
    let isEqual =
      switch (wanted, found) {
      case (let wanted?, let found?): abs(wanted - found) <= 1e-9 * max(abs(wanted), 1)
      case (nil, nil): true
      default: false
      }
    guard !isEqual else { return }
    let words = { (value: Double?) in value.map { "\($0)" } ?? "nothing" }
    differences.append("\(series) at \(minute)m: \(words(found)), expected \(words(wanted))")
  }

  /// Ages grow with the moment at which they are looked at.
  private mutating func expectAge(_ series: Series, _ minute: Int, within unit: Double) {
    guard let wanted = plain[series, minute], let found = other[series, minute] else { return }
    let allowed = lag.long == 0 ? 0 : Double(Self.longStep + lag.long)
    if abs(wanted - found) * unit > allowed + 1e-6 {
      differences.append("\(series) at \(minute)m: \(found), expected about \(wanted)")
    }
  }

  // MARK: Arithmetic

  /// Up to 6h sums are of the counts, longer ones of sums.
  private static let longestShort = 360

  /// The sum of what Prometheus counted in a window; nil where it counted nothing.
  private func sum(of base: Series, over length: Int, before minute: Int) -> Double? {
    let end = minute - (length <= Self.longestShort ? lag.short : lag.long)
    let start = max(0, end - min(length, end + 1) + 1)
    guard start <= end else { return nil }
    let counts = (start...end).compactMap { plain[base, $0] }
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }

  private func ratio(of series: Series, over length: Int, before minute: Int) -> Double? {
    let errors = sum(of: series.named(Self.countedErrors), over: length, before: minute)
    let events = sum(of: series.named(Self.countedEvents), over: length, before: minute)
    guard let errors, let events, events > 0 else { return nil }
    return errors / events
  }

  /// The objective of a group, or that of all of the SLO's groups.
  private func budget(of series: Series, at minute: Int) -> Double? {
    let labels = Set(series.labels.components(separatedBy: ", "))
    let objectives = plain.minutes[minute].filter { other, _ in
      other.name == "slo:objective:ratio"
        && labels.isSuperset(of: other.labels.components(separatedBy: ", "))
    }
    return objectives.count == 1 ? objectives.first.map { 1 - $0.value } : nil
  }

  /// As the ruler itself has it.
  private func historyOfPeriod(of series: Series, at minute: Int) -> Double? {
    other.minutes[minute].filter { $0.key.labels == series.labels }
      .filter { $0.key.name.hasPrefix("slo:history:ratio") }
      .max { Self.minutes(in: $0.key.name) < Self.minutes(in: $1.key.name) }?.value
  }

  /// Of `increase30d`, `ratio1h`, `slo:history:ratio6h`.
  private static func minutes(in name: String) -> Int {
    let digits = name.reversed().dropFirst().prefix { $0.isNumber }.reversed()
    let unit = ["m": 1, "h": 60, "d": 1440][name.last ?? " "] ?? 0
    return (Int(String(digits)) ?? 0) * unit
  }

  // MARK: Alerts

  /// A page is as late as what it reads; a ticket may wait for its next evaluation.
  private mutating func compareAlerts(_ series: Series) {
    let wanted = Self.spans(of: series, in: plain)
    let found = Self.spans(of: series, in: other)
    let isAboutBurn = series.labels.contains("alertname=\"SLOPageBurn\"")
    let isTicket = series.labels.contains("alertname=\"SLOTicketBurn\"")
    let usual = isAboutBurn ? lag.short : 0
    let longest = isTicket && lag.long > 0 ? Self.longStep + lag.long : usual
    let shortest = isAboutBurn && pagesWait && lag.long > 0 ? -Self.longStep : isTicket ? 0 : usual
    let last = other.minutes.count - 1
    // One that begins at the very end may come after it.
    let seen = wanted.filter { $0.lowerBound + longest <= last }
    let agree =
      (seen.count...wanted.count).contains(found.count)
      && zip(seen, found).allSatisfy { one, other in
        [(one.lowerBound, other.lowerBound), (one.upperBound, other.upperBound)].allSatisfy {
          (shortest...longest).contains($1 - $0) || $1 == last
        }
      }
    if !agree { differences.append("\(series): fires \(found), expected \(wanted)") }
  }

  private static func spans(of series: Series, in course: RecordedCourse) -> [ClosedRange<Int>] {
    var spans: [ClosedRange<Int>] = []
    for minute in course.minutes.indices where course[series, minute] != nil {
      if let last = spans.last, last.upperBound == minute - 1 {
        spans[spans.count - 1] = last.lowerBound...minute
      } else {
        spans.append(minute...minute)
      }
    }
    return spans
  }
}

/// Times that come again: `interval office { days: monday...friday; … }`.
///
/// It holds every minute that lies in one of each kind of range that it states.
package struct TimeInterval: Hashable, Sendable {
  package let name: String
  /// From Sunday, 0, to Saturday, 6; never around the end of the week. Empty for every day.
  package let weekdays: [ClosedRange<Int>]
  /// Of each day; empty for the whole day.
  package let times: [Times]
  /// Days of the month, from 1 to 31; empty for all.
  package let dates: [ClosedRange<Int>]
  /// From January, 1, to December, 12; never around the end of the year. Empty for all.
  package let months: [ClosedRange<Int>]
  /// Whose clock is meant: `Europe/Berlin`.
  package let zone: String
  package let origin: SourceRange

  package init(
    name: String,
    weekdays: [ClosedRange<Int>],
    times: [Times],
    dates: [ClosedRange<Int>],
    months: [ClosedRange<Int>],
    zone: String,
    origin: SourceRange
  ) {
    self.name = name
    self.weekdays = weekdays
    self.times = times
    self.dates = dates
    self.months = months
    self.zone = zone
    self.origin = origin
  }

  /// A part of a day.
  package struct Times: Hashable, Sendable {
    /// As a clock shows it, `09:00`.
    package let start: String
    /// The first minute that is no longer in it, up to `24:00`.
    package let end: String

    package init(start: String, end: String) {
      self.start = start
      self.end = end
    }
  }

  package static let weekdayNames = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]
  package static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Whether its clock is the one that needs no table of zones.
  package var isUniversal: Bool { ["UTC", "Etc/UTC"].contains(zone) }
}

extension TimeInterval {
  /// `monday to friday, 09:00 to 17:00, Europe/Berlin`
  package var text: String {
    let parts = [
      Self.text(of: weekdays) { Self.weekdayNames[$0] },
      Self.text(of: dates) { "the \($0)." },
      Self.text(of: months) { Self.monthNames[$0 - 1] },
      times.map { "\($0.start) to \($0.end)" }.joined(separator: " and "),
    ]
    return (parts.filter { !$0.isEmpty } + [zone]).joined(separator: ", ")
  }

  private static func text(of ranges: [ClosedRange<Int>], _ name: (Int) -> String) -> String {
    ranges.map { range in
      range.count == 1
        ? name(range.lowerBound) : "\(name(range.lowerBound)) to \(name(range.upperBound))"
    }.joined(separator: " and ")
  }
}

/// Somebody who is told, and when: `slack(during: office, except: holidays)`.
package struct Recipient: Hashable, Sendable {
  /// The receiver's name.
  package let receiver: String
  /// Intervals, in one of which they are told; empty for any time.
  package let during: [String]
  /// Intervals in which they are not told.
  package let except: [String]

  package init(_ receiver: String, during: [String] = [], except: [String] = []) {
    self.receiver = receiver
    self.during = during
    self.except = except
  }

  /// Whether they are told at any hour.
  package var isAlwaysTold: Bool { during.isEmpty && except.isEmpty }

  /// The same at any hour.
  package var atAnyHour: Recipient { Recipient(receiver) }

  /// `slack`, `slack (during office, except holidays)`
  package var text: String {
    let hours = [("during", during), ("except", except)].filter { !$0.1.isEmpty }
      .map { "\($0) \($1.joined(separator: " and "))" }
    return hours.isEmpty ? receiver : "\(receiver) (\(hours.joined(separator: ", ")))"
  }
}

extension [Recipient] {
  /// Whether somebody among them is told at every hour: one without hours, or two who relieve each
  /// other at the same times.
  package var isSomebodyAlwaysTold: Bool {
    contains(where: \.isAlwaysTold)
      || contains { one in
        one.except.isEmpty && one.during.count == 1
          && contains { $0.during.isEmpty && $0.except == one.during }
      }
  }
}

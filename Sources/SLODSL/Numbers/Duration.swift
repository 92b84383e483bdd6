/// A length of time in whole milliseconds, never negative.
package struct Duration: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package static let zero = Duration(milliseconds: 0)
  package static let second = Duration(milliseconds: 1000)
  package static let minute = second * 60
  package static let hour = minute * 60
  package static let day = hour * 24

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func seconds(_ count: Int64) -> Duration { second * count }
  package static func minutes(_ count: Int64) -> Duration { minute * count }
  package static func hours(_ count: Int64) -> Duration { hour * count }
  package static func days(_ count: Int64) -> Duration { day * count }

  package static func + (left: Duration, right: Duration) -> Duration {
    Duration(milliseconds: left.milliseconds + right.milliseconds)
  }

  package static func - (left: Duration, right: Duration) -> Duration {
    Duration(milliseconds: left.milliseconds - right.milliseconds)
  }

  package static func * (left: Duration, right: Int64) -> Duration {
    Duration(milliseconds: left.milliseconds * right)
  }

  package static func < (left: Duration, right: Duration) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Whether this is a whole number of `step`s; false for a step of zero.
  package func isMultiple(of step: Duration) -> Bool {
    step.milliseconds != 0 && milliseconds % step.milliseconds == 0
  }

  /// How many times `other` fits, as an exact number.
  package func ratio(to other: Duration) -> ExactNumber {
    ExactNumber(Int128(milliseconds), over: Int128(other.milliseconds))
  }

  /// In seconds, exactly.
  package var seconds: ExactNumber { ExactNumber(Int128(milliseconds), over: 1000) }

  /// As Prometheus and the language write it, largest unit first: `30d`, `1h30m`, `4m59s999ms`.
  ///
  /// Weeks and years are not used: `7d` says the same in every tool.
  package var text: String {
    guard milliseconds > 0 else { return "0s" }
    var text = ""
    var rest = milliseconds
    let units: [(size: Int64, name: String)] = [
      (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms"),
    ]
    for unit in units where rest >= unit.size {
      text += String(rest / unit.size) + unit.name
      rest %= unit.size
    }
    return text
  }
}

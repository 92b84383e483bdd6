package import Codegen
package import SLODSL

/// What the evaluations of a rule cost a server by its own account.
package struct MeasuredRule: Sendable {
  package let group: RuleGroup
  package let rule: PlannedRule
  /// Samples of one evaluation.
  package let samples: Int
  /// Seconds of one evaluation.
  package let seconds: Double
  /// Whether both are those of a day, times the days of the range.
  package let isExtrapolated: Bool

  package var samplesPerMinute: Double { Double(samples) * evaluationsPerMinute }
  package var secondsPerMinute: Double { seconds * evaluationsPerMinute }

  private var evaluationsPerMinute: Double { 60_000 / Double(group.interval.milliseconds) }

  /// The longest range that it reads; zero for none.
  package var window: Duration {
    rule.expression.ranges.map { $0.length.duration ?? .zero }.max() ?? .zero
  }

  /// The same in minutes.
  package var minutes: Double { Double(window.milliseconds) / 60_000 }
}

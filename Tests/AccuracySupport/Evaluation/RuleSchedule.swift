import Codegen
import SLODSL
import TestSupport

/// When a server evaluates each group of rules.
package struct RuleSchedule: Sendable {
  /// The evaluations of one group.
  package struct Ticks: Sendable {
    /// Milliseconds between two evaluations.
    package let interval: Int64
    /// Those that took place, in milliseconds since 1970.
    package let times: [Int64]
  }

  /// For each group.
  package let ticks: [Ticks]
  /// When the server was started anew, and had forgotten which series its rules had.
  let restarts: [Int64]

  /// Each group begins at a moment of its own, a hash of its name; these have nothing in common
  /// with each other or with full minutes.
  private static let phases: [Int64] = [37_000, 131_000, 523_000]

  init(of groups: [RuleGroup], during scenario: Scenario, from start: Int64) {
    let outages = scenario.scraping.outages
    restarts = outages.map { start + Int64($0.upperBound) * 1000 }
    var random = SplitMix(seed: scenario.seed &+ 77)
    ticks = groups.enumerated().map { index, group in
      let interval = group.interval.milliseconds
      let first = start + Self.phases[index % Self.phases.count] % interval
      let begin = start + Int64(scenario.ruling.begin) * 1000
      let end = start + Int64(scenario.seconds) * 1000
      let times = stride(from: first, through: end, by: Int(interval)).filter { time in
        let second = Int((time - start) / 1000)
        let isSkipped = Double.random(in: 0..<1, using: &random) < scenario.ruling.skips
        return time >= begin && !isSkipped && !outages.contains { $0.contains(second) }
      }
      return Ticks(interval: interval, times: times)
    }
  }

  /// Whether the server was started anew between two moments.
  func isRestarted(after time: Int64, through next: Int64) -> Bool {
    restarts.contains { time < $0 && $0 <= next }
  }
}

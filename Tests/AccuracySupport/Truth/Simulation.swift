import SLODSL
import TestSupport

/// A scenario played: what happened, and what a server stored of it.
package struct Simulation: Sendable {
  package let scenario: Scenario
  package let truth: Truth
  /// The counters and `up`, with the marks of series that ended.
  package let series: [TimeSeries]

  package static let metric = "http_requests_total"
  package static let job = "shop"

  /// - Parameters:
  ///   - start: milliseconds since 1970, when the scenario begins.
  package init(of scenario: Scenario, from start: Int64 = Self.start) {
    self.scenario = scenario
    let load = scenario.runningTargets
    var truth = Truth(seconds: scenario.seconds)
    var series: [TimeSeries] = []
    for index in scenario.targets.indices {
      var run = TargetRun(of: index, in: scenario, from: start)
      run.play(load: load, truth: &truth)
      series += run.stored
    }
    truth.accumulate()
    self.truth = truth
    self.series = series
  }

  /// 2024-01-01, a day without a meaning.
  package static let start: Int64 = 1_704_067_200_000
}

extension Scenario {
  /// How many targets share the traffic, at each second.
  fileprivate var runningTargets: [UInt8] {
    var running = [UInt8](repeating: 0, count: seconds)
    for target in targets {
      let known = (target.known ?? 0..<seconds).clamped(to: 0..<seconds)
      for second in known { running[second] += 1 }
      for downtime in target.downtimes {
        for second in downtime.clamped(to: known) { running[second] -= 1 }
      }
    }
    return running
  }
}

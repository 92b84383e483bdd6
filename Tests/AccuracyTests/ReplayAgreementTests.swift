import AccuracySupport
import Codegen
import CommandSupport
import SLODSL
import Testing

/// Replayed rules record what promtool records.
///
/// promtool evaluates every group at every minute, so the replay does the same here. Sums may
/// differ in their last digits.
@Suite struct ReplayAgreementTests {
  @Test(.enabled(if: Tool.isExpected("promtool"), "promtool is not installed"))
  func recordsWhatPromtoolRecords() async throws {
    try await Self.expectAgreement(with: "promtool", isLeftOpen: false)
  }

  @Test(.enabled(if: Tool.promtool3 != nil, "PROMTOOL3 names no promtool 3.x"))
  func recordsWhatPromtool3Records() async throws {
    try await Self.expectAgreement(with: Tool.promtool3 ?? "", isLeftOpen: true)
  }

  /// Four hours with everything that rules react to: births, deaths, resets, gaps.
  private static var scenario: Scenario {
    var scenario = Scenario("small")
    scenario.days = 1
    scenario.traffic = { second in second < 3 * Scenario.hour ? 0.5 : 0 }
    scenario.failures = { second in second > Scenario.hour ? 0.2 : 0 }
    scenario.targets[0].downtimes = [6_000..<6_040]
    scenario.targets[1].known = 900..<9_000
    scenario.exposition = .whileActive(forgottenAfter: 600)
    scenario.scraping.phaseUnit = step
    scenario.scraping.misses = 0.02
    scenario.scraping.gaps = [7_000..<8_500]
    scenario.seed = 3
    return scenario
  }

  private static let hours = 4
  /// Milliseconds between two places of promtool's input.
  private static let step: Int64 = 5_000

  private static func expectAgreement(with promtool: String, isLeftOpen: Bool) async throws {
    let simulation = Simulation(of: scenario, from: 0)
    let end = Int64(hours * Scenario.hour) * 1000
    let series = simulation.series.map { series in
      TimeSeries(series.labels, series.samples.filter { $0.time < end })
    }
    let service = try CompiledService(spec: CompiledService.spec(objective: "99%", by: "route"))
    let store = SeriesStore()
    for series in series { store.append(series) }
    var replay = RuleReplay(on: store, isLeftOpen: isLeftOpen)
    let rules = service.groups.flatMap { $0.rules.compactMap(\.recording) }
    for time in stride(from: 0, through: end, by: 60_000) {
      for rule in rules { try replay.evaluate(rule, at: time) }
    }
    let recorded = store.series.filter { $0.labels[SeriesIdentity.name].hasPrefix("slo:") }
    #expect(recorded.count > 50, "the scenario is too small to tell")

    let folder = try TemporaryFolder()
    for artifact in service.artifacts {
      try folder.write(String(decoding: artifact.bytes, as: UTF8.self), to: artifact.path)
    }
    let test = test(of: recorded, groups: service.groups, given: series, until: end)
    try folder.write(test, to: "prometheus/agreement.yml")
    let outcome = try await Executable.run(
      script: "'\(promtool)' test rules prometheus/agreement.yml",
      in: folder.path
    )
    let output = outcome.standardOutput + outcome.standardError
    #expect(outcome.exitCode == 0, "\(output.prefix(4_000))")
  }

  // MARK: The test as promtool reads it

  private static func test(
    of recorded: [TimeSeries],
    groups: [RuleGroup],
    given series: [TimeSeries],
    until end: Int64
  ) -> String {
    let order = groups.map { "'\($0.name)'" }.joined(separator: ", ")
    var lines = [
      "rule_files: [shop.rules.yml]", "evaluation_interval: 1m", "group_eval_order: [\(order)]",
      "tests:", "- interval: \(step / 1000)s", "  input_series:",
    ]
    for series in series {
      lines.append("  - series: '\(series.labels)'")
      lines.append("    values: '\(values(of: series, until: end))'")
    }
    lines.append("  promql_expr_test:")
    for time in stride(from: 600_000, through: end, by: 1_260_000) {
      lines += expectations(of: recorded, at: time)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func values(of series: TimeSeries, until end: Int64) -> String {
    var words: [String] = []
    var next: Int64 = 0
    for sample in series.samples {
      let missing = (sample.time - next) / step
      if missing > 0 { words.append("_x\(missing)") }
      words.append(sample.isStale ? "stale" : "\(Int(sample.value))")
      next = sample.time + step
    }
    return words.joined(separator: " ")
  }

  /// The number of recorded series, and each of them by its difference.
  private static func expectations(of recorded: [TimeSeries], at time: Int64) -> [String] {
    let present = recorded.compactMap { series -> (labels: SeriesIdentity, value: Double)? in
      guard let last = series.samples.last(where: { $0.time <= time }), !last.isStale else {
        return nil
      }
      return (series.labels, last.value)
    }
    let count = [
      "  - expr: 'count({__name__=~\"slo:.+\"})'", "    eval_time: \(time / 1000)s",
      "    exp_samples: [{labels: '{}', value: \(present.count)}]",
    ]
    return count
      + present.flatMap { labels, value in
        let margin = max(abs(value), 1) * 1e-9
        return [
          "  - expr: 'count(abs(\(labels) - \(value)) < \(margin))'",
          "    eval_time: \(time / 1000)s", "    exp_samples: [{labels: '{}', value: 1}]",
        ]
      }
  }
}

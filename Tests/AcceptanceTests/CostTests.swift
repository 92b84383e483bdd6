import CommandSupport
import Cost
import Testing

/// What rules cost, by a server's own account of what their evaluations read; `make cost` measures
/// larger services.
@Suite struct CostTests {
  private static let day = 86_400

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func rulesReadLessThanThoseOfTextbooks() async throws {
    try await Self.expectLess(by: "prometheus")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func rulesReadLessThanThoseOfTextbooksWithVersion3() async throws {
    try await Self.expectLess(by: Tool.prometheus3 ?? "")
  }

  private static func expectLess(by program: String) async throws {
    let workloads = [1, 6].map { Workload(count: $0, past: day + 3600) }
    let comparisons = try await Comparison.measure(workloads, program: program)
    for (comparison, least) in zip(comparisons, [20.0, 40.0]) {
      let name = comparison.workload.name
      let own = comparison.slogen.samplesPerMinute
      let textbook = (comparison.textbookWindows + comparison.textbookAveragedPeriod)
        .samplesPerMinute
      print("\(name): \(own) samples a minute, \(textbook) by textbook rules")
      #expect(textbook / own > least, "\(name): \(textbook) to \(own)")
      #expect(comparison.ratios.count == 8)
      for ratio in comparison.ratios {
        // A sample every 15 seconds: what is extrapolated to weeks is linear up to a day.
        let samples = 4 * ratio.minutes * Double(comparison.workload.readings)
        #expect(Double(ratio.samples) == samples, "\(name) over \(ratio.minutes) minutes")
      }
    }
  }

  /// An indicator of another kind, or with groups.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let settings: @Sendable (Workload) -> String
    var alerts: @Sendable (Workload) -> String = { _ in "" }
    var testDescription: String { name }
  }

  private static let kinds = [
    Kind(name: "bad", settings: Ruleset.availability),
    Kind(name: "good", settings: { "\(requests($0)); good: code in 200...499" }),
    Kind(name: "by-handler", settings: { "\(Ruleset.availability(of: $0)); by: handler" }),
    Kind(
      name: "latency",
      settings: {
        "events: request_duration_seconds where job == \"\($0.name)\"; good: value <= 0.1s"
      }
    ),
    Kind(name: "sample", settings: { "\(presence($0)); noData: .bad" }),
    Kind(name: "by-instance", settings: { "\(presence($0)); noData: .bad; by: instance" }),
    Kind(
      name: "compact",
      settings: { "\(Ruleset.availability(of: $0)); by: handler; recording: .compact" }
    ),
    Kind(name: "alerts", settings: Ruleset.availability, alerts: causes),
  ]

  private static func requests(_ workload: Workload) -> String {
    "events: requests_total where job == \"\(workload.name)\""
  }

  /// Each of the questions that reads its own number of samples.
  private static func causes(_ workload: Workload) -> String {
    let requests = "requests_total where job == \"\(workload.name)\""
    let up = "up where job == \"\(workload.name)\""
    return """
      alert Down: ticket { when: (\(up)) < 1; for: 10m }
      alert Gone: ticket { when: absent(of: \(up), over: 20m) }
      alert Failing: ticket {
        when: ratio(of: \(requests) && code in 500...599, to: \(requests), over: 5m) > 5%
        unless: rate(of: \(requests), over: 5m) < 1/s
      }
      alert Bursts: ticket { when: increase(of: \(requests), over: 10m, by: instance) > 3000000 }
      alert Fades: ticket { when: predict(of: \(up), over: 1h, in: 1d) < 0 }
      """
  }

  private static func presence(_ workload: Workload) -> String {
    "sample: up where job == \"\(workload.name)\"; good: value == 1"
  }

  /// `slogen cost --live` is what the server says of its evaluations.
  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func arithmeticIsWhatIsMeasured() async throws {
    let workload = Workload(count: 60, past: 2 * 3600)
    let rulesets = try Self.kinds.map {
      try Ruleset.slogen(
        for: workload,
        name: $0.name,
        settings: $0.settings,
        alerts: $0.alerts
      )
    }
    let state = try await SteadyState(of: rulesets)
    for (kind, ruleset) in zip(Self.kinds, rulesets) {
      let measured = try await state.measure(ruleset).samplesPerMinute
      let expected = try await state.arithmetic(of: ruleset)
      print("\(kind.name): \(measured) samples a minute, \(expected) by arithmetic")
      #expect(abs(expected / measured - 1) < 0.01, "\(kind.name): \(expected), \(measured)")
    }
  }
}

import AccuracySupport
import Codegen
import CommandSupport
import ServerSupport
import Synchronization
import TestSupport
import Testing

/// Scrapes in flight, which stored samples cannot show: a sample has the time when its scrape began
/// and is there only when the scrape has ended.
///
/// Without `settle`, a target whose newest scrape is in flight whenever the rules are evaluated
/// loses one step of each interval for good.
@Suite(.serialized) struct SlowScrapeTests {
  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func settledCountsMissNothing() async throws {
    try await Self.expectSettledCounts(by: "prometheus")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func settledCountsMissNothingInVersion3() async throws {
    try await Self.expectSettledCounts(by: Tool.prometheus3 ?? "")
  }

  private static func expectSettledCounts(by program: String) async throws {
    let counters = BurstyCounters(targets: 30)
    let exporter = try Exporter(answeringAfter: 0.7) { counters.page(of: $0) }
    let rules = try TemporaryFolder()
    for (name, settle) in [("settled", "2s"), ("hasty", "0s")] {
      let service = try CompiledService(spec: spec(of: name, settle: settle))
      for artifact in service.artifacts where artifact.path.hasSuffix(".rules.yml") {
        try rules.write(String(decoding: artifact.bytes, as: UTF8.self), to: artifact.path)
      }
    }
    let server = try PrometheusServer(
      program,
      configuration: { _ in
        configuration(of: counters, at: exporter.port, rules: rules.path + "/prometheus/*.yml")
      }
    )
    try await server.waitUntilReady()
    // More scrapes of every target than a range holds; afterwards two evaluations.
    try await Task.sleep(for: Swift.Duration.seconds(20))
    counters.begin()
    try await Task.sleep(for: BurstyCounters.length + Swift.Duration.seconds(25))

    let settled = try await deviation(of: "settled", from: counters, says: server)
    let hasty = try await deviation(of: "hasty", from: counters, says: server)
    print("\(program): mean error settled \(settled), without settle \(hasty)")
    #expect(settled < 0.01, "the server says:\n\(server.log.suffix(2_000))")
    #expect(hasty > max(3 * settled, 0.01), "nothing was in flight")
  }

  /// The mean over all targets, relative to what happened.
  private static func deviation(
    of service: String,
    from counters: BurstyCounters,
    says server: PrometheusServer
  ) async throws -> Double {
    let query = "sum_over_time(slo:events:increase10s{slo_id=\"\(service)/requests\"}[5m])"
    let answer = try await server.api.instant(query)
    #expect(answer.series.count == counters.targets.count)
    let errors = answer.series.map { series in
      let truth = Double(counters.total(of: series.labels["instance"] ?? ""))
      return abs(series.value - truth) / truth
    }
    return errors.reduce(0, +) / Double(max(errors.count, 1))
  }

  private static func spec(of service: String, settle: String) -> String {
    """
    project { scrape: 2s; evaluation: 10s; settle: \(settle); retention: 40d }
    metric http_requests_total: Counter { labels: code in 100...599 }
    service \(service) {
        owner: "shop"
        runbook: "https://runbooks.example.com/shop"
        slo requests: 99% over 30d {
            events: http_requests_total where job == "shop"
            bad: code in 500...599
            by: instance
        }
    }
    """
  }

  private static func configuration(
    of counters: BurstyCounters,
    at port: UInt16,
    rules: String
  ) -> String {
    let targets = counters.targets.map { name in
      "{targets: ['127.0.0.1:\(port)'], labels: {instance: \(name), __metrics_path__: /\(name)}}"
    }
    return """
      global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 10s}
      rule_files: ['\(rules)']
      scrape_configs:
      - job_name: shop
        static_configs: [\(targets.joined(separator: ", "))]

      """
  }
}

/// Counters of many targets that grow by leaps, for a while.
private final class BurstyCounters: Sendable {
  static let length = Swift.Duration.seconds(60)

  let targets: [String]
  /// For each target, when its counter leaps and by how much.
  private let leaps: [String: [(time: Swift.Duration, count: Int)]]
  private let start = Mutex<ContinuousClock.Instant?>(nil)

  init(targets count: Int) {
    let targets = (0..<count).map { "target-\($0)" }
    var random = SplitMix(seed: 5)
    var leaps: [String: [(time: Swift.Duration, count: Int)]] = [:]
    for target in targets {
      leaps[target] = (0..<25).map { _ in
        let time = Swift.Duration.milliseconds(Int.random(in: 0..<60_000, using: &random))
        return (time, Int.random(in: 20...200, using: &random))
      }
    }
    self.targets = targets
    self.leaps = leaps
  }

  /// From now on they leap.
  func begin() { start.withLock { $0 = .now } }

  func page(of path: String) -> String {
    let elapsed = start.withLock { $0.map { .now - $0 } } ?? .zero
    let leaps = leaps[String(path.dropFirst())] ?? []
    let count = leaps.reduce(0) { $1.time < elapsed ? $0 + $1.count : $0 }
    // Large from the beginning: `rate` does not extrapolate below zero.
    return """
      # TYPE http_requests_total counter
      http_requests_total{code="200"} \(1_000_000 + count)

      """
  }

  func total(of target: String) -> Int { (leaps[target] ?? []).reduce(0) { $0 + $1.count } }
}

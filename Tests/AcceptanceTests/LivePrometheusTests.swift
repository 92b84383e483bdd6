import CommandSupport
import Foundation
import ServerSupport
import Testing

/// The rules for Prometheus's own HTTP API, evaluated by a real Prometheus over its own metrics.
@Suite struct LivePrometheusTests {
  private static let rules = "generated/prometheus/prometheus.rules.yml"
  /// Twice the longest that a recording may take: a minute for the group's turn, its interval, two
  /// scrapes and the time that counts look back.
  private static let patience: TimeInterval = 240

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func recordsItsOwnIndicators() async throws {
    try await Self.expectRecordings(by: "prometheus")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func recordsItsOwnIndicatorsWithVersion3() async throws {
    try await Self.expectRecordings(by: Tool.prometheus3 ?? "")
  }

  private static func expectRecordings(by program: String) async throws {
    let path = Repository.root + "/" + rules
    let configuration = PrometheusServer.scrapingItself(every: "15s", rules: [path])
    let server = try PrometheusServer(program, configuration: configuration)
    try await server.waitUntilReady()
    let expected = try objectives(in: path)
    #expect(!expected.isEmpty)

    let events = "{__name__=~\"slo:events:increase(30s|1m|5m)\"} > 0"
    let end = Date() + patience
    var recorded: Set<String> = []
    while !recorded.isSuperset(of: expected), Date() < end, server.isRunning {
      try await Task.sleep(for: .seconds(2))
      // Each question is also a request that the next scrape counts.
      recorded = Set(try await server.api.instant(events).series.compactMap { $0.labels["slo_id"] })
    }
    let log = "the server says:\n\(server.log.suffix(4_000))"
    #expect(recorded.isSuperset(of: expected), "not all was recorded; \(log)")

    let good = "1 - {__name__=~\"slo:errors:increase1m\"} / {__name__=~\"slo:events:increase1m\"}"
    let indicators = try await server.api.instant(good).series
    #expect(!indicators.isEmpty)
    #expect(indicators.allSatisfy { (0...1).contains($0.value) }, "\(indicators)")
    for indicator in indicators {
      print("\(program): \(indicator.labels["slo_id"] ?? "?") is \(indicator.value)")
    }
    let failures = try await server.api.instant("sum(prometheus_rule_evaluation_failures_total)")
    #expect(failures.series.map(\.value) == [0], "rules failed; \(log)")
  }

  /// The identities of the SLOs that a rule file counts events for.
  private static func objectives(in path: String) throws -> Set<String> {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return Set(
      text.split(separator: "slo_id: ").dropFirst().compactMap { part in
        part.split { "}, \n".contains($0) }.first.map(String.init)
      }
    )
  }
}

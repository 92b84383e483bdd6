import Foundation
import Testing

/// The rules for Prometheus's own HTTP API, evaluated by a real Prometheus over its own metrics.
@Suite struct LivePrometheusTests {
  private static let rules = "generated/prometheus/prometheus.rules.yml"
  /// Twice the longest that a recording may take: a minute for the group's turn, its interval, two
  /// scrapes and the time that counts look back.
  private static let patience: TimeInterval = 240

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func recordsItsOwnIndicators() throws {
    try Self.expectRecordings(by: "prometheus")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func recordsItsOwnIndicatorsWithVersion3() throws {
    try Self.expectRecordings(by: Tool.prometheus3 ?? "")
  }

  private static func expectRecordings(by program: String) throws {
    let server = try PrometheusServer(
      program,
      rules: [Repository.root + "/" + rules],
      scrapeInterval: "15s"
    )
    let recorded = "sum by (slo_id) ({__name__=~\"slo:events:increase(30s|1m|5m)\"}) > 0"
    let end = Date() + patience
    var values: [Double] = []
    while values.isEmpty, Date() < end, server.isRunning {
      Thread.sleep(forTimeInterval: 2)
      // Each question is also a request that the next scrape counts.
      values = try server.values(of: recorded) ?? []
    }
    #expect(!values.isEmpty, "nothing was recorded; the server says:\n\(server.log.suffix(4_000))")
    #expect(values.allSatisfy { $0 > 0 && $0.isFinite })
    print("\(program) recorded \(values) events")

    let failures = try server.values(of: "sum(prometheus_rule_evaluation_failures_total)")
    #expect(failures == [0], "rules failed; the server says:\n\(server.log.suffix(4_000))")
  }
}

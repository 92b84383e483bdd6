import CommandSupport
import Foundation
import ServerSupport
import TestSupport
import Testing

/// What is written for vmalert, judged by VictoriaMetrics itself.
@Suite struct VictoriaMetricsTests {
  private static let rules =
    Repository.root
    + "/Tests/Corpus/codegen-model/ruler-vmalert/prometheus/checkout.rules.yml"

  /// Each increment of a counter is counted by one evaluation and by no other; the range that is
  /// right for Prometheus counts some of them twice.
  @Test(.enabled(if: Tool.isExpected("victoria-metrics"), "victoria-metrics is not installed"))
  func countsEachIncrementOnce() async throws {
    let server = try VictoriaMetricsServer()
    try await server.waitUntilReady()
    var random = SplitMix(seed: 7)
    let start = 1_700_000_000 / 3600 * 3600
    var value = 1000
    var samples: [(time: Int, value: Int)] = []
    for scrape in 0..<4 * 120 {
      value += [0, 0, 0, 1, 5, 40][Int(random.next() % 6)]
      samples.append((start + 15 * scrape + 7, value))
    }
    let metric = "http_requests_total{job=\"checkout\",code=\"200\",route=\"/\"}"
    try await server.store(
      samples.map { "\(metric) \($0.value) \($0.time * 1000)\n" }.joined()
    )
    /// What a scrape 10s before a moment has seen.
    func counter(_ time: Int) -> Int { samples.last { $0.time <= time - 10 }?.value ?? 0 }

    let written = "rate(http_requests_total{job=\"checkout\"}[1m] offset 10s) * 60"
    #expect(try String(contentsOfFile: Self.rules, encoding: .utf8).contains(written))
    let counted = "sum(\(written))"
    var isBlurred = false
    for minute in 10..<110 {
      let time = start + 60 * minute
      let truth = Double(counter(time) - counter(time - 60))
      let count = try await server.api.instant(counted, at: Double(time)).series.first?.value
      #expect(count.map { abs($0 - truth) < 1e-6 } ?? false, "\(count ?? .nan), not \(truth)")
      let other = counted.replacingOccurrences(of: "[1m]", with: "[1m15s]")
      let blurred = try await server.api.instant(other, at: Double(time)).series.first?.value
      isBlurred = isBlurred || blurred.map { abs($0 - truth) > 1 } ?? true
    }
    #expect(isBlurred)
  }

  /// The oldest vmalert that has `keep_firing_for` is 1.92; one without it reads all the rest.
  @Test(.enabled(if: Tool.isExpected("vmalert"), "vmalert is not installed"))
  func vmalertReadsTheRules() async throws {
    let folder = try TemporaryFolder()
    let address = "http://127.0.0.1:1"
    let outcome = try await Executable.run(
      script: """
        grep -v 'keep_firing_for: ' '\(Self.rules)' > rules.yml
        vmalert -dryRun -rule=rules.yml -datasource.url=\(address) -notifier.url=\(address) \
          -remoteWrite.url=\(address)
        """,
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }
}

import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// What canaries ask, answered by a real Prometheus, and how the answers are judged.
@Suite(
  .enabled(
    if: Tool.isExpected("prometheus") && Tool.isExpected("promtool"),
    "prometheus is not installed"
  )
)
struct CanaryQueryTests {
  /// Ten minutes with a traffic of their own.
  struct Phase {
    /// Events a second of each version, and how many of a thousand fail.
    let canary: (rate: Double, failing: Double)
    let stable: (rate: Double, failing: Double)
    /// What the measurement of `availability` is: up to 0.001 success, above 0.0144 failure.
    let verdict: Verdict
  }

  enum Verdict {
    case success, failure, inconclusive
  }

  private static let phases = [
    Phase(canary: (10, 0), stable: (190, 0), verdict: .success),
    Phase(canary: (10, 20), stable: (190, 1), verdict: .failure),
    // Between the budget and the ceiling nobody knows.
    Phase(canary: (10, 5), stable: (190, 1), verdict: .inconclusive),
    // Too little traffic, with and without errors.
    Phase(canary: (1, 0), stable: (190, 1), verdict: .inconclusive),
    Phase(canary: (1, 500), stable: (190, 1), verdict: .inconclusive),
    // The old version burns as fast: that is not the new one's fault.
    Phase(canary: (10, 20), stable: (190, 20), verdict: .success),
    // No canary, no old version.
    Phase(canary: (0, 0), stable: (190, 1), verdict: .inconclusive),
    Phase(canary: (10, 0), stable: (0, 0), verdict: .inconclusive),
  ]

  private static let start = 1_700_000_000
  private static let length = 600

  private static func write(_ file: OpenMetricsFile) throws {
    for (version, traffic) in [("canary", \Phase.canary), ("stable", \Phase.stable)] {
      let labels = ["job": "checkout", "version": version, "pod": version]
      func series(_ name: String, _ more: [String: String] = [:]) -> OpenMetricsFile.Series {
        .init(name, labels.merging(more) { $1 })
      }
      let all: [(OpenMetricsFile.Series, (Double, Double) -> Double)] = [
        (series("http_requests_total", ["code": "200"]), { $0 - $1 }),
        (series("http_requests_total", ["code": "500"]), { $1 }),
        (series("http_ok_total"), { $0 - $1 }),
        (series("http_request_duration_seconds_count"), { events, _ in events }),
        (series("http_request_duration_seconds_bucket", ["le": "0.25"]), { $0 - $1 }),
        (series("http_request_duration_seconds_bucket", ["le": "0.1"]), { _, errors in errors }),
      ]
      for (series, grows) in all {
        var value = 0.0
        for time in stride(from: 0, to: length * phases.count, by: 15) {
          let (rate, failing) = phases[time / length][keyPath: traffic]
          if time > 0 { value += grows(rate * 15, rate * 15 * failing / 1000) }
          try file.write(value, of: series, at: (start + time) * 1000)
        }
      }
    }
  }

  private static func measurements(of name: String) throws -> [CanaryMeasurement] {
    let cases = try Corpus("platform").cases
    let spec = try PlatformSpec(#require(cases.first { $0.name == name }))
    return spec.plans.canaries.canaries[0].measurements
  }

  /// As Argo judges: no element or NaN is neither success nor failure.
  static func judge(_ answer: QueryAnswer, by verdict: CanaryVerdict) -> Verdict {
    guard let value = answer.series.first?.value, !value.isNaN else { return .inconclusive }
    let bound = { (number: ExactNumber) in Double(number.decimalText) ?? .nan }
    // Sums of floating point numbers on both sides of the comparison with the old version.
    if value <= bound(verdict.success) + 1e-9 { return .success }
    return value > bound(verdict.failure) ? .failure : .inconclusive
  }

  @Test func judgesEveryPhase() async throws {
    let storage = try BlockStorage()
    try await storage.add(samples: Self.write)
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    let measurements = try Self.measurements(of: "canary-argo")
    #expect(measurements.count == 6)
    let availability = try #require(measurements.first)
    for (index, phase) in Self.phases.enumerated() {
      let time = Double(Self.start + (index + 1) * Self.length - 15)
      for measurement in measurements {
        let answer = try await server.api.instant(measurement.query.writtenLine, at: time)
        #expect(answer.series.count <= 1)
        #expect(answer.series.allSatisfy { $0.labels == [:] })
        if measurement.verdict.identity.name == "rpc" { #expect(answer.series.isEmpty) }
      }
      let answer = try await server.api.instant(availability.query.writtenLine, at: time)
      let verdict = Self.judge(answer, by: availability.verdict)
      #expect(verdict == phase.verdict, "phase \(index): \(answer.series.first?.value ?? .nan)")
    }
  }

  /// Each way of counting gives the share of errors that there is: 2 % of one version, of which the
  /// other explains nothing.
  @Test func everyKindOfIndicatorIsMeasured() async throws {
    let storage = try BlockStorage()
    try await storage.add(samples: Self.write)
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    var shares: [String: Double] = [:]
    for measurement in try Self.measurements(of: "canary-argo") {
      let time = Double(Self.start + 2 * Self.length - 15)
      let answer = try await server.api.instant(measurement.query.writtenLine, at: time)
      shares[measurement.verdict.identity.name] = answer.series.first.map {
        ($0.value * 1_000_000).rounded() / 1_000_000
      }
    }
    #expect(
      shares == [
        "availability": 0.02, "answered": 0.02, "latency": 0.02, "slow": 0.02, "own": 0.02,
      ]
    )
  }
}

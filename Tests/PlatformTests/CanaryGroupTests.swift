import Codegen
import CommandSupport
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// How canaries of SLOs with groups are judged, each group by itself, by a real Prometheus.
@Suite(
  .enabled(
    if: Tool.isExpected("prometheus") && Tool.isExpected("promtool"),
    "prometheus is not installed"
  )
)
struct CanaryGroupTests {
  /// Events a second, and how many of a thousand fail.
  typealias Traffic = (rate: Double, failing: Double)

  /// Ten minutes with a traffic of their own. Of most routes a thousandth may fail, and 0.0144 is
  /// failure, which takes 209 events in a minute to see; of searches ten times as many.
  struct Phase {
    let name: String
    var cart: Traffic = (1000, 0)
    var pay: Traffic = (10, 0)
    var search: Traffic = (10, 0)
    /// Of each route where nothing else is said: without errors.
    var stable: Traffic = (100, 0)
    var stablePay: Traffic?
    let verdict: CanaryQueryTests.Verdict
  }

  private static let phases = [
    Phase(name: "no error", verdict: .success),
    // All together fail in 0.02 %, a fifth of the budget.
    Phase(name: "one group fails", pay: (10, 20), verdict: .failure),
    Phase(name: "between budget and ceiling", pay: (10, 5), verdict: .inconclusive),
    Phase(name: "too few of one group", pay: (1, 0), verdict: .inconclusive),
    Phase(name: "too few, half of them fail", pay: (1, 500), verdict: .inconclusive),
    Phase(name: "too few, and another fails", cart: (1000, 20), pay: (1, 0), verdict: .failure),
    Phase(name: "within its own objective", search: (10, 9), verdict: .success),
    Phase(name: "between its own bounds", search: (10, 100), verdict: .inconclusive),
    Phase(name: "above its own ceiling", search: (10, 200), verdict: .failure),
    // 30 searches are enough for a tenth of the demand.
    Phase(name: "few events are enough", search: (0.5, 0), verdict: .success),
    Phase(name: "a group without events", pay: (0, 0), verdict: .success),
    Phase(name: "the old version too", pay: (10, 20), stablePay: (100, 20), verdict: .success),
    Phase(name: "a group of its own", pay: (10, 20), stablePay: (0, 0), verdict: .failure),
    Phase(name: "no old version", stable: (0, 0), verdict: .success),
    Phase(name: "nothing", cart: (0, 0), pay: (0, 0), search: (0, 0), verdict: .inconclusive),
  ]

  private static let start = 1_700_000_000
  private static let length = 600

  private static func traffic(_ version: String, _ route: String, _ phase: Phase) -> Traffic {
    switch (version, route) {
    case ("canary", "/cart"): phase.cart
    case ("canary", "/pay"): phase.pay
    case ("canary", _): phase.search
    case (_, "/pay"): phase.stablePay ?? phase.stable
    default: phase.stable
    }
  }

  private static func write(_ file: OpenMetricsFile) throws {
    for version in ["canary", "stable"] {
      for route in ["/cart", "/pay", "/search"] {
        let labels = ["job": "checkout", "version": version, "pod": version, "route": route]
        func series(_ name: String, _ more: [String: String] = [:]) -> OpenMetricsFile.Series {
          .init(name, labels.merging(more) { $1 })
        }
        let all: [(OpenMetricsFile.Series, (Double, Double) -> Double)] = [
          (series("http_requests_total", ["code": "200"]), { $0 - $1 }),
          (series("http_requests_total", ["code": "500"]), { $1 }),
          (series("http_ok_total"), { $0 - $1 }),
          (series("http_request_duration_seconds_count"), { events, _ in events }),
          (series("http_request_duration_seconds_bucket", ["le": "0.25"]), { $0 - $1 }),
        ]
        for (series, grows) in all {
          var value = 0.0
          for time in stride(from: 0, to: length * phases.count, by: 15) {
            let (rate, failing) = traffic(version, route, phases[time / length])
            if time > 0 { value += grows(rate * 15, rate * 15 * failing / 1000) }
            try file.write(value, of: series, at: (start + time) * 1000)
          }
        }
      }
    }
  }

  @Test func theWorstGroupDecides() async throws {
    let storage = try BlockStorage()
    try await storage.add(samples: Self.write)
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    let spec = try PlatformSpec(
      #require(try Corpus("platform").cases.first { $0.name == "canary-groups" })
    )
    let measurements = spec.plans.canaries.canaries[0].measurements
    #expect(
      measurements.map(\.verdict.identity.name) == ["availability", "answered", "latency", "own"]
    )
    for (index, phase) in Self.phases.enumerated() {
      let time = Double(Self.start + (index + 1) * Self.length - 15)
      for measurement in measurements {
        let name = measurement.verdict.identity.name
        let answer = try await server.api.instant(measurement.query.writtenLine, at: time)
        #expect(answer.series.count <= 1)
        #expect(answer.series.allSatisfy { $0.labels == [:] })
        // In PromQL of the author's searches are judged as strictly as everything else.
        if name == "own", phase.name.contains("own") || phase.name.contains("few events") {
          continue
        }
        let verdict = CanaryQueryTests.judge(answer, by: measurement.verdict)
        let value = answer.series.first?.value ?? .nan
        #expect(verdict == phase.verdict, "\(phase.name), \(name): \(value)")
      }
    }
  }

  /// Flagger takes what lies between the bounds for a success, and nothing for a failed check.
  @Test func whatIsOpenHasNoAnswer() async throws {
    let storage = try BlockStorage()
    try await storage.add(samples: Self.write)
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    let spec = try PlatformSpec(
      #require(try Corpus("platform").cases.first { $0.name == "canary-groups" })
    )
    let measurement = try #require(spec.plans.canaries.canaries[1].measurements.first)
    for (index, phase) in Self.phases.enumerated() where phase.name.hasPrefix("too few") {
      let time = Double(Self.start + (index + 1) * Self.length - 15)
      let answer = try await server.api.instant(measurement.query.writtenLine, at: time)
      #expect(answer.series.isEmpty == (phase.verdict == .inconclusive), "\(phase.name)")
    }
  }
}

import Codegen
import CommandSupport
import Foundation
import ServerSupport
import SLODSL
import TestSupport
import Testing

/// What autoscalers ask, answered by a real Prometheus: the queries of prometheus-adapter with its
/// placeholders filled, and those of KEDA.
@Suite(
  .enabled(
    if: Tool.isExpected("prometheus") && Tool.isExpected("promtool"),
    "prometheus is not installed"
  )
)
struct AutoscalingQueryTests {
  private static let start = 1_700_000_000
  private static let end = start + 600

  /// Two pods of the shop, one of another namespace with the same name, and a neighbour.
  private static let pods = [
    (namespace: "shop", pod: "checkout-a", rate: 30),
    (namespace: "shop", pod: "checkout-b", rate: 10),
    (namespace: "test", pod: "checkout-a", rate: 500),
  ]

  /// Samples every 15 seconds, counters with so many a second.
  private static func write(_ file: OpenMetricsFile) throws {
    var counters: [(OpenMetricsFile.Series, Int)] = []
    var gauges: [(OpenMetricsFile.Series, Double)] = []
    for (namespace, pod, rate) in pods {
      let labels = ["namespace": namespace, "pod": pod]
      for (code, share) in [("200", 9), ("500", 1)] {
        for job in ["checkout", "mail"] {
          let own = labels.merging(["code": code, "job": job]) { $1 }
          counters.append((.init("http_requests_total", own), rate * share / 10))
        }
      }
      counters.append(
        (.init("grpc_requests_total", labels.merging(["method": "Pay"]) { $1 }), 2 * rate)
      )
      let hostile = "<<.GroupBy>> by (slo_groups) slo_matchers=\"\" {{ .x }} ' # \\ \n"
      for route in ["a", hostile] {
        counters.append(
          (.init("http_requests_total", labels.merging(["route": route]) { $1 }), rate)
        )
      }
      gauges.append((.init("sockets_open", labels.merging(["path": "/x"]) { $1 }), Double(rate)))
      gauges.append((.init("sockets_open", labels.merging(["path": "/y"]) { $1 }), Double(rate)))
    }
    gauges += [("mail", 700), ("push", 40)].map { (.init("queue_depth", ["queue": $0]), $1) }
    gauges += [("availability", 4.5), ("errands", 2)].map { name, burn in
      (.init("slo:burn_rate:ratio1h", ["slo_id": "checkout/\(name)"]), burn)
    }
    gauges.append((.init("slo:burn_rate:ratio1h", ["slo_id": "other/availability"]), 1000))
    for (series, rate) in counters {
      for time in stride(from: start, through: end, by: 15) {
        try file.write(Double(rate * (time - start)), of: series, at: time * 1000)
      }
    }
    for (series, value) in gauges {
      for time in stride(from: start, through: end, by: 15) {
        try file.write(value, of: series, at: time * 1000)
      }
    }
  }

  private static func server(
    _ body: (PrometheusServer) async throws -> Void
  ) async throws {
    let storage = try BlockStorage()
    try await storage.add(samples: write)
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    try await body(server)
  }

  /// As the adapter fills it in, `pkg/naming/metrics_query.go`.
  private static func filled(_ template: String, matchers: String) -> String {
    template.replacing("<<.LabelMatchers>>", with: matchers)
      .replacing("<<.GroupBy>>", with: "pod")
  }

  private static func spec(_ name: String) throws -> PlatformSpec {
    let cases = try Corpus("platform").cases
    return try PlatformSpec(#require(cases.first { $0.name == name }))
  }

  // MARK: prometheus-adapter

  /// A value for each of the pods that it is asked about, and for no other.
  @Test func adapterAnswersForEachPod() async throws {
    let metrics = try Self.spec("requests").plans.scaling.served
    let expected: [String: [String: Double]] = [
      "checkout_http_requests_per_second": ["checkout-a": 27, "checkout-b": 9],
      "checkout_http_requests_per_second_27154b16": ["checkout-a": 87, "checkout-b": 29],
      "checkout_sockets_open": ["checkout-a": 60, "checkout-b": 20],
      "mail_mail_web_http_requests_per_second": ["checkout-a": 30, "checkout-b": 10],
    ]
    try await Self.server { server in
      var seen: Set<String> = []
      for metric in metrics where metric.source == .pods {
        let query = Self.filled(
          metric.template,
          matchers: #"namespace="shop",pod=~"checkout-a|checkout-b""#
        )
        let answer = try await server.api.instant(query, at: Double(Self.end))
        let values = answer.series.map { ($0.labels["pod"] ?? "", $0.value.rounded()) }
        #expect(Dictionary(uniqueKeysWithValues: values) == expected[metric.name], "\(query)")
        #expect(answer.series.allSatisfy { $0.labels.count == 1 })
        let found = try await server.api.instant(metric.discovery, at: Double(Self.end))
        #expect(!found.series.isEmpty, "\(metric.discovery) finds what there is")
        seen.insert(metric.name)
      }
      #expect(seen == Set(expected.keys))
    }
  }

  /// One value for what is no matter of pods, also without a matcher of the adapter's.
  @Test func adapterAnswersOnceForAll() async throws {
    let metrics = try Self.spec("requests").plans.scaling.served
    let expected = [
      "checkout_queue_depth": 700, "checkout_availability_burn_rate": 4.5,
      "checkout_errands_burn_rate": 2,
    ]
    try await Self.server { server in
      var seen: [String: Double] = [:]
      for metric in metrics where metric.source != .pods {
        let query = Self.filled(metric.template, matchers: "")
        let answer = try await server.api.instant(query, at: Double(Self.end))
        #expect(answer.series.count == 1, "\(query)")
        seen[metric.name] = answer.series.first?.value
        let found = try await server.api.instant(metric.discovery, at: Double(Self.end))
        #expect(found.series.count == 1, "\(metric.discovery)")
      }
      #expect(seen == expected)
    }
  }

  /// Texts with delimiters in them select what they say.
  @Test func hostileTextsSelectWhatTheySay() async throws {
    let metrics = try Self.spec("hostile").plans.scaling.served
    try await Self.server { server in
      for metric in metrics {
        let outside = metric.template.replacing("<<.GroupBy>>", with: "")
          .replacing("<<.LabelMatchers>>", with: "")
        #expect(!outside.contains("<<") && !outside.contains("{{"), "\(metric.template)")
        let query = Self.filled(metric.template, matchers: #"namespace="shop",pod=~".+""#)
        let answer = try await server.api.instant(query, at: Double(Self.end))
        #expect(answer.series.map { $0.value.rounded() }.sorted() == [10, 30], "\(query)")
      }
      #expect(metrics.count == 2)
    }
  }

  // MARK: KEDA

  /// More than one element is an error to KEDA.
  @Test func kedaGetsOneElement() async throws {
    let planned = try Self.spec("keda").plans.scaling.autoscalers
    let expected: [String: Double] = [
      "checkout_http_requests_per_second": 540 + 1080, "checkout_queue_depth": 740,
      "checkout_availability_burn_rate": 4.5,
    ]
    try await Self.server { server in
      var seen: [String: Double] = [:]
      for metric in planned.first?.metrics ?? [] {
        let answer = try await server.api.instant(
          metric.expression.writtenLine,
          at: Double(Self.end)
        )
        #expect(answer.series.count == 1)
        #expect(answer.series.first?.labels == [:])
        seen[metric.name] = answer.series.first.map { ($0.value * 10).rounded() / 10 }
      }
      #expect(seen == expected)
    }
  }
}

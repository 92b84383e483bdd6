import CommandSupport
import Foundation
import ServerSupport
import Testing

/// `slogen cost --live` says what a server holds, and what it says when there is no telling.
@Suite struct LiveCostTests {
  /// The members of the document that are looked at.
  private struct Report: Decodable {
    struct Count: Decodable {
      let count: Int
      let source: String
    }

    struct Reading: Decodable {
      let selector: String
      let series: Count?
    }

    struct Line: Decodable {
      let slo: String?
      let groups: Count?
      let reads: [Reading]
    }

    let rules: [Line]
  }

  /// A value that means something in addresses, in PromQL and in JSON.
  private static let oddRoute = #"/ä b&c=d#e+f%41"g\h?{i}"#

  private static let spec = """
    metric http_requests_total: Counter { labels: route, method, code in 100...599 }
    metric http_request_duration_seconds: Histogram<Seconds> { labels: route; buckets: 100ms, 1s }
    metric queue_depth: Gauge<Count> { labels: queue, shard }
    metric gone_total: Counter { labels: code in 100...599; cardinality: 7 }

    /// Sells things.
    service shop {
      owner: "shop"
      runbook: "https://runbooks.example.com/shop"
      let requests = http_requests_total where job == "shop"
      let failed = requests where code == 500

      slo availability: 99.9% over 7d {
        events: requests
        bad: code in 500...599
        by: route, method
      }
      slo odd: 99.9% over 7d {
        events: requests where route == #"\(oddRoute)"#
        bad: code in 500...599
      }
      slo latency: 99% over 7d {
        events: http_request_duration_seconds where job == "shop"
        good: value <= 100ms
        by: route
      }
      slo depth: 99% over 7d {
        sample: max(of: queue_depth where queue != "spam", by: queue)
        good: value < 100
        by: queue
      }
      slo asked: 99% over 7d {
        events: #promql(
          "sum by (m) (label_replace(rate(\\(requests)[\\(window)]), 'm', '$1', 'method', '(.*)'))"
        )
        bad: #promql(
          "sum by (m) (label_replace(rate(\\(failed)[\\(window)]), 'm', '$1', 'method', '(.*)'))"
        )
        by: m
      }
      slo gone: 99% over 7d { events: gone_total; bad: code == 500; by: code }
      alert Deep: ticket { when: queue_depth > 1000 }
    }

    """

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func countsWhatTheServerHolds() async throws {
    let storage = try await Self.storage()
    let server = try await Self.server(reading: storage)
    let report = try await Self.report(asking: server.port)
    let groups = [
      "shop/availability": 6, "shop/odd": 1, "shop/latency": 4, "shop/depth": 2, "shop/asked": 2,
      "shop/gone": 0,
    ]
    let lines = report.rules.filter { $0.slo != nil }
    #expect(lines.count == groups.count)
    for line in lines { #expect(line.groups?.count == groups[line.slo ?? ""], "\(line)") }
    let series = Dictionary(
      report.rules.flatMap(\.reads).map { ($0.selector, $0.series?.count) },
      uniquingKeysWith: { first, _ in first }
    )
    #expect(series[#"http_requests_total{job="shop"}"#] == 24)
    #expect(series[#"http_requests_total{code=~"5..",job="shop"}"#] == 12)
    #expect(series[#"http_request_duration_seconds_count{job="shop"}"#] == 8)
    #expect(series[#"http_request_duration_seconds_bucket{job="shop",le="0.1"}"#] == 8)
    #expect(series[#"queue_depth{queue!="spam"}"#] == 4)
    #expect(series["queue_depth"] == 6)
    #expect(series["gone_total"] == 0)
    // Whatever else is read, the server counts it so.
    for (selector, count) in series where !selector.hasPrefix("prometheus_rule_") {
      let answer = try await server.api.instant("count(\(selector))")
      #expect(count == Int(answer.series.first?.value ?? 0), "\(selector)")
    }
    withExtendedLifetime(storage) {}
  }

  /// What no Prometheus answers, and what is said of it.
  struct WrongAnswer: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var says = "it does not answer like a Prometheus"
    var testDescription: String { name }
  }

  private static let wrongAnswers = [
    WrongAnswer(name: "a page", text: "<html>"),
    WrongAnswer(name: "nothing", text: ""),
    WrongAnswer(name: "another document", text: "{}"),
    WrongAnswer(name: "an error", text: #"{"status":"error","error":"too much"}"#),
    WrongAnswer(name: "no number", text: answer(#"{"metric":{},"value":[1,"NaN"]}"#)),
    WrongAnswer(name: "less than nothing", text: answer(#"{"metric":{},"value":[1,"-1"]}"#)),
    WrongAnswer(
      name: "two counts",
      text: answer(#"{"value":[1,"1"]},{"value":[1,"2"]}"#)
    ),
    WrongAnswer(
      name: "no end",
      text: String(repeating: "x", count: 9 << 20),
      says: "the answer is larger than 8 MiB"
    ),
  ]

  private static func answer(_ series: String) -> String {
    #"{"status":"success","data":{"resultType":"vector","result":[\#(series)]}}"#
  }

  @Test(arguments: wrongAnswers)
  func saysWhatIsWrongWithAnAnswer(_ answer: WrongAnswer) async throws {
    let server = try LoopbackResponder { _, _ in Array(answer.text.utf8) }
    try await Self.expectFailure(asking: server.port, saying: answer.says)
  }

  @Test func waitsNoLongerThanItIsTold() async throws {
    let server = try LoopbackResponder { _, _ in
      sleep(3)
      return []
    }
    try await Self.expectFailure(asking: server.port, "--timeout 1s", saying: "no answer in time")
  }

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func saysWhatTheServerRefuses() async throws {
    let server = try PrometheusServer()
    try await server.waitUntilReady()
    try await Self.expectFailure(asking: server.port, path: "/prefix", saying: "the answer is 404")
  }

  // MARK: A server with known series

  private static func storage() async throws -> BlockStorage {
    let storage = try BlockStorage()
    let now = Int(Date.now.timeIntervalSince1970) * 1000
    try await storage.add(blockDuration: "1000h") { file in
      for (name, labels) in series {
        let series = OpenMetricsFile.Series(name, labels)
        // Long enough that nothing is stale while the test runs.
        for scrape in -60...240 {
          try file.write(Double(60 + scrape), of: series, at: now + scrape * 15_000)
        }
      }
    }
    return storage
  }

  private static func server(reading storage: BlockStorage) async throws -> PrometheusServer {
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    return server
  }

  private static var series: [(String, [String: String])] {
    var series: [(String, [String: String])] = []
    for instance in ["one", "two"] {
      let target = ["job": "shop", "instance": instance]
      func add(_ name: String, _ labels: [String: String]) {
        series.append((name, target.merging(labels) { $1 }))
      }
      let routes = [("/a", ["GET", "POST"]), ("/b", ["GET", "POST"]), ("/c", ["GET"])]
      for (route, methods) in routes + [(oddRoute, ["GET"])] {
        for method in methods {
          for code in ["200", "500"] {
            add("http_requests_total", ["route": route, "method": method, "code": code])
          }
        }
        add("http_request_duration_seconds_count", ["route": route])
        for bound in ["0.1", "1.0", "+Inf"] {
          add("http_request_duration_seconds_bucket", ["route": route, "le": bound])
        }
      }
      add("up", [:])
    }
    for shard in ["0", "1"] {
      for queue in ["mail", "push", "spam"] {
        series.append(("queue_depth", ["queue": queue, "shard": shard]))
      }
    }
    series.append(("http_requests_total", ["job": "other", "route": "/z", "code": "500"]))
    return series
  }

  // MARK: Asking

  private static func ask(
    _ address: String,
    _ options: String
  ) async throws -> Executable.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(spec, to: "specs/shop.slo")
    return try await Executable.run(
      script: "slogen cost --live \(address) \(options)",
      in: folder.path
    )
  }

  private static func report(asking port: UInt16) async throws -> Report {
    let outcome = try await ask("http://127.0.0.1:\(port)", "--format json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    return try JSONDecoder().decode(Report.self, from: Data(outcome.standardOutput.utf8))
  }

  private static func expectFailure(
    asking port: UInt16,
    path: String = "",
    _ options: String = "",
    saying words: String
  ) async throws {
    let address = "http://127.0.0.1:\(port)\(path)"
    let outcome = try await ask(address, options)
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardOutput.isEmpty)
    #expect(outcome.standardError.contains("slogen: \(address) does not say count("))
    #expect(outcome.standardError.contains(words), "\(outcome.standardError.prefix(500))")
  }
}

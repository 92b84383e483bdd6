import CommandSupport
import Foundation
import ServerSupport
import Synchronization
import Testing

/// The rules for native histograms, evaluated by a real Prometheus that scrapes some.
@Suite struct NativeHistogramTests {
  @Test(
    .enabled(
      if: Tool.isExpected("prometheus") && Tool.isExpected("promtool"),
      "prometheus is not installed"
    )
  )
  func countsWhatWasObserved() async throws {
    try await Self.expectCounts(by: "prometheus", global: "")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func countsWhatWasObservedWithVersion3() async throws {
    try await Self.expectCounts(
      by: Tool.prometheus3 ?? "",
      global: "  scrape_native_histograms: true\n"
    )
  }

  private static let spec = """
    project {
        scrape: 1s
        evaluation: 5s
        settle: 1s
        retention: 30d
        runbooks: "https://runbooks.example.com"
    }
    metric answer_seconds: NativeHistogram<Seconds> { labels: route, code }
    service shop {
        owner: "shop"
        policy: quiet
        slo quick: 99% over 7d {
            by: route
            events: answer_seconds where job == "shop"
            good: value <= 250ms
        }
        slo between: 99% over 7d {
            by: route
            events: answer_seconds where job == "shop"
            bad: value > 300ms
        }
        slo patient: 99% over 7d {
            events: answer_seconds where job == "shop" && route == "cart"
            bad: value <= 250ms
        }
    }
    service later {
        owner: "shop"
        policy: quiet
        slo quick: 99% over 7d {
            events: answer_seconds where job == "shop" && route == "cart"
            good: value <= 250ms
        }
    }
    """

  private static func expectCounts(by program: String, global: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(spec, to: "specs/shop.slo")
    let outcome = try await Executable.run(
      script: "slogen generate && slogen backfill later",
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let path = "generated/prometheus/shop.rules.yml"
    // Nobody waits for the groups of minutes; their rules do not know how often they run.
    let rules = try folder.text(path).replacing("interval: 5m", with: "interval: 5s")
      .replacing("interval: 15m", with: "interval: 5s")
    try folder.write(rules, to: path)

    let shop = Shop()
    let exporter = try Exporter { _ in shop.page() }
    let server = try PrometheusServer(
      program,
      configuration: { _ in
        configuration(of: exporter.port, rules: folder.path + "/" + path, global: global)
      },
      flags: ["--enable-feature=native-histograms"]
    )
    try await server.waitUntilReady()
    try await waitUntilIdle(shop, server)
    try await expectShares(of: shop, in: server)
    try await expectBackfill(from: server, in: folder)
    let failures = try await server.api.instant("sum(prometheus_rule_evaluation_failures_total)")
    #expect(failures.series.allSatisfy { $0.value == 0 }, "\(server.log.suffix(4_000))")
  }

  private static func configuration(of port: UInt16, rules: String, global: String) -> String {
    """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
    \(global)rule_files: ["\(rules)"]
    scrape_configs:
      - job_name: shop
        static_configs:
          - targets: ["127.0.0.1:\(port)"]

    """
  }

  // MARK: Expectations

  /// Waits until nothing more is observed and the counts have seen it.
  private static func waitUntilIdle(_ shop: Shop, _ server: PrometheusServer) async throws {
    let counted = "count(sum_over_time(slo:events:increase5s[1h]) > 0) == 5"
    let idle = "max(slo:events:increase5s) == 0"
    for _ in 0..<600 where server.isRunning {
      try await Task.sleep(for: .milliseconds(200))
      guard shop.isIdle, try await !server.api.instant("\(idle) and \(counted)").series.isEmpty
      else { continue }
      return
    }
    Issue.record("nothing was counted; the server says:\n\(server.log.suffix(4_000))")
  }

  private static func expectShares(of shop: Shop, in server: PrometheusServer) async throws {
    func value(_ query: String) async throws -> Double {
      let series = try await server.api.instant(query).series
      #expect(series.count == 1, "\(query)")
      return series.first?.value ?? .nan
    }
    func sum(_ series: String, _ matchers: String) async throws -> Double {
      try await value("sum_over_time(slo:\(series):increase5s{\(matchers)}[1h])")
    }
    let cart = "slo_id=\"shop/quick\",route=\"cart\""
    let events = try await sum("events", cart)
    let errors = try await sum("errors", cart)
    // All but what the first scrape showed. A scrape or an evaluation may be late here.
    let observed = Double(shop.observed - Shop.perScrape)
    print("counted \(events) events of \(observed), \(errors) errors")
    #expect((0.5 * observed...1.5 * observed).contains(events))
    // Each scrape shows as many bad ones among ten, so that the share is exact whatever was late.
    #expect(abs(errors / events - 0.3) < 1e-9)
    let patient = "slo_id=\"shop/patient\""
    let within = try await sum("errors", patient) / sum("events", patient)
    #expect(abs(within - 0.7) < 1e-9)
    // One of ten is in the bucket of the bound, from 297ms to 324ms.
    let shared = "slo_id=\"shop/between\",route=\"cart\""
    let between = try await sum("errors", shared) / sum("events", shared)
    print("share above 300ms: \(between)")
    #expect(between > 0.28 && between < 0.3)
    // Values at zero are below every bound.
    let zero = "slo_id=\"shop/quick\",route=\"zero\""
    #expect(try await sum("events", zero) > 0)
    #expect(try await sum("errors", zero) == 0)

    // Idle: neither NaN nor absent.
    #expect(try await value("slo:errors:increase5s{\(cart)}") == 0)
    #expect(try await value("slo:errors:increase5m{\(cart)} / slo:events:increase5m{\(cart)}") > 0)
    // What the reconciliation compares.
    let growth = try await value("slo:counter_events:increase1h{\(cart)}")
    #expect((0.5 * observed...1.5 * observed).contains(growth))
    let share = try await value("slo:counter_errors:increase1h{\(cart)}") / growth
    #expect(abs(share - 0.3) < 1e-9)
  }

  /// promtool counts the past of an SLO without rules: it reads histograms and writes numbers.
  private static func expectBackfill(
    from server: PrometheusServer,
    in folder: TemporaryFolder
  ) async throws {
    let now = Int(Date().timeIntervalSince1970)
    let outcome = try await Executable.run(
      script: """
        promtool tsdb create-blocks-from rules --quiet --url=http://127.0.0.1:\(server.port) \\
          --start=\(now - 120) --end=\(now) --output-dir=blocks \\
          generated/prometheus/backfill/later.counts.yml &&
          mkdir blocks/wal && promtool tsdb dump blocks
        """,
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    var sums: [Substring: Double] = [:]
    // {__name__="slo:errors:increase5s", slo_id="later/quick"} 15 1700000000000
    for line in outcome.standardOutput.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let name = line.split(separator: "\"").dropFirst().first, words.count > 2 else {
        continue
      }
      sums[name, default: 0] += Double(words[words.count - 2]) ?? .nan
    }
    print("backfilled \(sums)")
    let events = try #require(sums["slo:events:increase5s"])
    let errors = try #require(sums["slo:errors:increase5s"])
    #expect(events > 0)
    #expect(abs(errors / events - 0.3) < 1e-9)
  }
}

/// A shop that answers as often as it is scraped, for a while.
private final class Shop: Sendable {
  /// Answers of the cart.
  static let perScrape = 10
  private static let busyScrapes = 20

  private struct State {
    var scrapes = 0
    var quick = Shop.series("cart", "200")
    var failed = Shop.series("cart", "500")
    var zero = Shop.series("zero", "200")
  }

  private let state = Mutex(State())

  /// Answers of the cart so far.
  var observed: Int { state.withLock { min($0.scrapes, Self.busyScrapes) } * Self.perScrape }
  var isIdle: Bool { state.withLock { $0.scrapes > Self.busyScrapes } }

  func page() -> Exporter.Page {
    state.withLock { state in
      state.scrapes += 1
      if state.scrapes <= Self.busyScrapes {
        // 250ms is the boundary itself; 310ms shares a bucket with 300ms.
        for value in [0.2, 0.2, 0.2, 0.2, 0.25, 0.25, 0.25, 0.31] { state.quick.observe(value) }
        for value in [0.9, 3] { state.failed.observe(value) }
        for _ in 1...5 { state.zero.observe(0) }
      }
      let series = [state.quick, state.failed, state.zero]
      return NativeHistogramPage("answer_seconds", series).page
    }
  }

  private static func series(_ route: String, _ code: String) -> NativeHistogramPage.Series {
    NativeHistogramPage.Series(labels: [("route", route), ("code", code)])
  }
}

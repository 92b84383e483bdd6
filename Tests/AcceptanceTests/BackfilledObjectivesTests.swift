import CommandSupport
import Foundation
import ServerSupport
import Testing

/// `slogen backfill`, run as its README.md says, gives new rules the past that the counters hold.
@Suite struct BackfilledObjectivesTests {
  private static let folder = "generated/prometheus/backfill"

  @Test(
    .enabled(
      if: Tool.isExpected("prometheus") && Tool.isExpected("promtool"),
      "prometheus is not installed"
    )
  )
  func newRulesKnowThePast() async throws {
    let past = ShopPast(endingAt: Int(Date().timeIntervalSince1970))
    let storage = try BlockStorage()
    try await storage.add(samples: past.write)
    let folder = try TemporaryFolder()
    try folder.write(ShopPast.spec, to: "specs/shop.slo")
    let outcome = try await Executable.run(
      script: "slogen generate && slogen backfill shop && cp -r \(Self.folder) again",
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")

    // An earlier backfill, of half the time and from another folder: its evaluations are at other
    // moments, and what it counted must not be counted again.
    let first = try Instructions(of: folder.path + "/again")
    try await first.run(first.counts, over: storage, extra: "END=\(past.middle)")
    let steps = try Instructions(of: folder.path + "/" + Self.folder)
    // The moment when the test began, however long it takes.
    try await steps.run(steps.counts, over: storage, extra: "END=\(past.end)")
    try await steps.run(steps.ages, over: storage, extra: "END=\(past.end)")
    try await Self.expectTruth(of: past, in: storage, rules: folder)
  }

  /// The generated rules, evaluated by a server that finds the blocks.
  private static func expectTruth(
    of past: ShopPast,
    in storage: BlockStorage,
    rules folder: TemporaryFolder
  ) async throws {
    let path = "generated/prometheus/shop.rules.yml"
    // Nobody waits five minutes for the budget; its rules do not know how often they run.
    let rules = try folder.text(path).replacing("interval: 5m", with: "interval: 5s")
    try folder.write(rules, to: path)
    let files = "rule_files: [\"\(folder.path)/\(path)\"]\n"
    let server = try PrometheusServer(
      configuration: { _ in "global: {}\n" + files },
      storage: storage.path
    )
    try await server.waitUntilReady()
    for truth in past.truths {
      let budget = try await value(
        "slo:error_budget_remaining:ratio{\(truth.matchers)}",
        in: server
      )
      let events = try await value("slo:events:increase3d{\(truth.matchers)}", in: server)
      let errors = try await value("slo:errors:increase3d{\(truth.matchers)}", in: server)
      let history = try await value("slo:history:ratio3d{\(truth.matchers)}", in: server)
      let age = Date().timeIntervalSince1970 - Double(truth.start)
      let share = age / (3 * 86400)
      let left = 1 - truth.errors / truth.events * share / truth.budget
      print(
        "backfilled \(truth.matchers): events \(events) of \(truth.events),"
          + " errors \(errors) of \(truth.errors), history \(history) of \(share),"
          + " budget \(budget) of \(left)"
      )
      // The first scrape counts nothing; where two runs meet is half a minute to gain or lose.
      let slack = truth.events / 1000 + truth.repeated
      #expect(abs(events - truth.events) < slack, "\(truth.matchers)")
      #expect(
        abs(errors - truth.errors) < truth.errors / 1000 + 1.5 + truth.repeated,
        "\(truth.matchers)"
      )
      #expect(abs(history - share) < 0.003, "\(truth.matchers)")
      let most = 0.002 + truth.repeated / truth.events / truth.budget
      #expect(abs(budget - left) < most, "\(truth.matchers)")
    }
    // No evaluation was counted twice.
    let counts = try await server.api.instant("count_over_time(slo:events:increase1m[4d])")
    let most = Double(past.end - past.start) / 60 + 2
    #expect(counts.series.count == past.truths.count)
    #expect(counts.series.allSatisfy { $0.value <= most }, "\(counts.series)")
  }

  /// A recording of one series, as soon as there is one.
  private static func value(_ query: String, in server: PrometheusServer) async throws -> Double {
    for _ in 0..<300 where server.isRunning {
      if let series = try await server.api.instant(query).series.first { return series.value }
      try await Task.sleep(for: .milliseconds(200))
    }
    Issue.record("nothing recorded \(query); the server says:\n\(server.log.suffix(2_000))")
    return .nan
  }
}

/// The commands of a backfill's README.md.
private struct Instructions {
  private let folder: String
  private let settings: String
  let counts: String
  let ages: String

  init(of folder: String) throws {
    self.folder = folder
    let text = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
    let blocks = text.components(separatedBy: "```sh\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    try #require(blocks.count == 3)
    (settings, counts, ages) = (blocks[0], blocks[1], blocks[2])
  }

  /// Runs a step over a server that knows all blocks of now.
  func run(_ step: String, over storage: BlockStorage, extra: String = "") async throws {
    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    let own = settings.replacing("http://localhost:9090", with: "http://127.0.0.1:\(server.port)")
      .replacing("/var/lib/prometheus", with: storage.path)
    #expect(own != settings)
    let outcome = try await Executable.run(script: own + extra + "\n" + step, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }
}

/// Two days of a shop's metrics, and what happened in them.
private struct ShopPast {
  struct Truth {
    let matchers: String
    let events: Double
    let errors: Double
    let budget: Double
    /// When the first sample was taken.
    let start: Int
    /// Events that the last sum of 5m may add again, where it is not an empty one.
    let repeated: Double
  }

  static let spec = ##"""
    project {
        retention: 30d
        runbooks: "https://runbooks.example.com"
    }
    metric http_requests_total: Counter { labels: route, code in [200, 500] }
    metric answer_seconds: Histogram<Seconds> { buckets: 100ms, 250ms, 1s }
    metric queue_lag_seconds: Gauge<Seconds> { labels: queue }
    service shop {
        owner: "shop"
        slo availability: 99% over 3d {
            by: route
            events: http_requests_total where job == "shop"
            bad: code == 500
        }
        slo latency: 95% over 3d {
            events: answer_seconds where job == "shop"
            good: value <= 250ms
        }
        slo lag: 90% over 3d {
            by: queue
            sample: queue_lag_seconds where job == "shop"
            good: value <= 60s
            noData: .bad
        }
        slo orders: 99% over 3d {
            events: #promql(#"sum(rate(http_requests_total{route="cart"}[\#(window)]))"#)
            bad: #promql(#"sum(rate(http_requests_total{route="cart",code="500"}[\#(window)]))"#)
        }
    }
    """##

  /// Seconds since 1970, of the first scrape.
  let start: Int
  /// Where the instructions end, ten minutes after the last scrape.
  ///
  /// Rules that were loaded would go on from there; without them the last sum of 5m is seen once
  /// more.
  let end: Int
  private static let silence = 600
  var middle: Int { start + 86400 }
  private(set) var truths: [Truth] = []
  private var scrapes: [[(series: OpenMetricsFile.Series, value: Double)]] = []
  private static let step = 15

  init(endingAt now: Int) {
    end = now - 4 * 3600
    start = (end - 2 * 86400) / Self.step * Self.step
    scrape()
  }

  func write(_ file: OpenMetricsFile) throws {
    for (index, samples) in scrapes.enumerated() {
      let time = (start + index * Self.step) * 1000
      for sample in samples { try file.write(sample.value, of: sample.series, at: time) }
    }
  }

  private mutating func scrape() {
    let target = ["job": "shop", "instance": "a"]
    let up = OpenMetricsFile.Series("up", target)
    let answers = OpenMetricsFile.Series("answer_seconds_count", target)
    let quick = OpenMetricsFile.Series(
      "answer_seconds_bucket",
      ["job": "shop", "instance": "a", "le": "0.25"]
    )
    let lag = OpenMetricsFile.Series(
      "queue_lag_seconds",
      ["job": "shop", "instance": "a", "queue": "mail"]
    )
    var cart = Route("cart")
    var pay = Route("pay")
    var (all, fast) = (0, 0)
    var (badSlices, slices) = (0, 0)
    let count = (end - Self.silence - start) / Self.step
    for index in 0..<count {
      // A day with its night.
      let events = 30 + Int(20 * sin(Double(index) / 5760 * 2 * .pi))
      var samples = [(up, 1.0)]
      let isIncident = (3000..<3240).contains(index)
      cart.add(events, failed: isIncident ? events / 2 : index % 20 == 0 ? 1 : 0)
      samples += cart.samples
      if index >= 5760 {
        // The first failure brings the series of failures with it.
        pay.add(10, failed: index >= 7000 && index % 50 == 0 ? 1 : 0)
        samples += pay.samples
      }
      all += events
      fast += isIncident ? 0 : events - index % 2
      samples += [(answers, Double(all)), (quick, Double(fast))]
      let isLate = (2000..<2480).contains(index)
      let isGone = (4000..<4080).contains(index)
      if !isGone { samples.append((lag, isLate ? 90 : 10)) }
      slices += index % 4 == 0 ? 1 : 0
      badSlices += (isLate || isGone) && index % 4 == 0 ? 1 : 0
      scrapes.append(samples)
    }
    slices += Self.silence / 60
    badSlices += Self.silence / 60
    let birth = start + 5760 * Self.step
    truths = [
      truth("availability", ",route=\"cart\"", cart.events, cart.failures, 0.01, start),
      truth("availability", ",route=\"pay\"", pay.events, pay.failures, 0.01, birth),
      truth("latency", "", all, all - fast, 0.05, start),
      truth("lag", ",queue=\"mail\"", slices, badSlices, 0.1, start),
      truth("orders", "", cart.events, cart.failures, 0.01, start),
    ]
  }

  private func truth(
    _ name: String,
    _ group: String,
    _ events: Int,
    _ errors: Int,
    _ budget: Double,
    _ start: Int
  ) -> Truth {
    Truth(
      matchers: "slo_id=\"shop/\(name)\"\(group)",
      events: Double(events),
      errors: Double(errors),
      budget: budget,
      start: start,
      // Missing slices are bad to the end.
      repeated: name == "lag" ? 5 : 0
    )
  }

  /// The requests of a route.
  private struct Route {
    private let good: OpenMetricsFile.Series
    private let bad: OpenMetricsFile.Series
    private(set) var events = 0
    private(set) var failures = 0

    init(_ name: String) {
      func series(_ code: String) -> OpenMetricsFile.Series {
        OpenMetricsFile.Series(
          "http_requests_total",
          ["job": "shop", "instance": "a", "route": name, "code": code]
        )
      }
      good = series("200")
      bad = series("500")
    }

    mutating func add(_ events: Int, failed: Int) {
      self.events += events
      failures += failed
    }

    var samples: [(OpenMetricsFile.Series, Double)] {
      let succeeded = (good, Double(events - failures))
      return failures == 0 ? [succeeded] : [succeeded, (bad, Double(failures))]
    }
  }
}

import Codegen
import SLODSL
import TestSupport
import Testing

/// The generated tests of alerts on causes pass on their rules, and fail when these are broken.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct CauseAlertTests {
  private static let catalog = """
    metric requests_total: Counter { labels: route, code in 100...599 }
    metric took_seconds: Histogram<Seconds> { labels: route; buckets: 100ms, 500ms, 1s, 5s }
    metric cpu_seconds_total: Counter { labels: container }
    metric restarts_total: Counter { labels: pod }
    metric used: Gauge<Bytes> { labels: device }
    metric size: Gauge<Bytes> { labels: device }
    metric readonly: Gauge<Bool> { labels: device }
    metric limit: Gauge<Count> { labels: container }
    metric finished: Gauge<Timestamp> { labels: database }
    metric now: Gauge<Count> { labels: name }
    metric most: Gauge<Count> { labels: name }
    metric fewest: Gauge<Count> { labels: name }
    metric up: Gauge<Bool>
    metric slow_total: Counter { labels: pod; scrape: 2m }
    """

  private static let alerts = """
    let all = requests_total where job == "shop"
    let failed = requests_total where job == "shop" && code in 500...599
    let good = requests_total where job == "shop" && code < 500
    alert Errors: page {
        when: ratio(of: failed, to: all, over: 5m, by: route) > 5%
        unless: rate(of: all, by: route) < 1/s
        for: 5m
        keep: 10m
    }
    alert Success: ticket { when: ratio(of: good, to: all, over: 10m) < 95%; for: 2m }
    alert Restarts: ticket { when: increase(of: restarts_total, over: 10m, by: pod) > 3 }
    alert Many: info {
        when: increase(of: restarts_total, over: 5m) >= 10 && rate(of: failed) > 0/s
    }
    alert CPU: ticket {
        when: rate(of: cpu_seconds_total, by: container) / max(of: limit, by: container) > 80%
        for: 15m
    }
    alert Disk: ticket { when: used / size >= 80%; unless: readonly; for: 30m }
    alert Memory: ticket { when: average(of: used, over: 10m, by: device) > 1GiB; for: 5m }
    alert Old: page { when: age(of: finished) > 26h; for: 15m }
    alert Expires: ticket { when: remaining(of: finished) < 14d }
    alert Full: info { when: now == most && most != fewest; for: 15m }
    alert Down: page { when: !up; for: 5m }
    alert Gone: page { when: absent(of: up where job == "shop", over: 10m) }
    alert Either: info {
        when: max(of: used, by: device) > 2GiB || max(of: size, by: device) < 1GiB
        for: 1m
    }
    alert Both: info {
        when: max(of: used, by: device) > 2GiB && rate(of: all, over: 10m) > 5/s
        for: 1m
    }
    alert Slow: ticket { when: quantile(95%, of: took_seconds, by: route) > 700ms; for: 5m }
    alert Fills: ticket { when: predict(of: size, over: 1h, in: 4h) < 0B; for: 10m }
    """

  private static func model(_ alerts: String, scrape: Int = 15) throws -> Model {
    let spec = """
      \(catalog)
      project { scrape: \(scrape)s; evaluation: 1m }
      service shop {
      \(alerts)
      }
      """
    let file = SourceFile(id: FileID(0), path: "shop.slo", bytes: Array(spec.utf8))
    let compilation = Compilation.compile([Parser.parse(file)], inputs: [])
    return try #require(compilation.model, "\(compilation.diagnostics)")
  }

  private static func artifacts(of model: Model) -> [Artifact] {
    Generation.generate(from: model).artifacts.filter { $0.path.hasPrefix("prometheus/shop.") }
  }

  @Test(arguments: [5, 15, 30, 60]) func testsPass(_ scrape: Int) throws {
    try expectSuccess(of: Self.model(Self.alerts, scrape: scrape))
  }

  /// Three restarts are not more than three, however rarely they are looked for.
  @Test func eventsOfSlowScrapesAreExact() throws {
    let alerts = """
      alert Three: ticket { when: increase(of: slow_total, over: 10m, by: pod) > 3 }
      alert Ten: ticket { when: increase(of: slow_total, over: 1h) >= 10; for: 5m }
      """
    try expectSuccess(of: Self.model(alerts))
  }

  private func expectSuccess(of model: Model) throws {
    let artifacts = Self.artifacts(of: model)
    let result = try Promtool.test(artifacts)
    #expect(result.isSuccess, "\(result.output)")
    let tests = try #require(artifacts.first { $0.path.hasSuffix(".test.yml") })
    let text = String(decoding: tests.bytes, as: UTF8.self)
    #expect(!text.contains("Not tested"))
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let alert: String
    let old: String
    let new: String

    init(_ alert: String, _ old: String, _ new: String) {
      self.alert = alert
      self.old = old
      self.new = new
    }

    var testDescription: String { "\(alert): \(old) → \(new)" }
  }

  static let faults = [
    Fault("Errors", "> 0.05", "> 0.06"), Fault("Errors", "> 0.05", "> 0.045"),
    Fault("Errors", "> 0.05", "< 0.05"), Fault("Errors", "[5m]", "[10m]"),
    Fault("Errors", "[5m]", "[1m]"), Fault("Errors", "by (route)", "by (code)"),
    Fault("Errors", "for: 5m", "for: 6m"), Fault("Errors", "for: 5m", "for: 3m"),
    Fault("Errors", "severity: page", "severity: ticket"), Fault("Errors", "5..", "4.."),
    Fault("Errors", "unless sum", "and sum"), Fault("Errors", "< 1", "< 0.9"),
    Fault("Errors", "slo_service: shop", "slo_service: other"),
    Fault("Success", "or 0 *", "or 1 *"), Fault("Success", "< 0.95", "<= 0.99"),
    Fault("Restarts", "> 3", "> 2"), Fault("Restarts", "> 3", "> 4"),
    Fault("Restarts", "[10m15s]", "[5m15s]"), Fault("Restarts", "* 600", "* 900"),
    Fault("Many", ">= 10", "> 10"), Fault("CPU", "max by", "count by"),
    Fault("Disk", ">= 0.8", "> 0.9"), Fault("Disk", "unless", "and"),
    Fault("Memory", "avg_over_time", "max_over_time"), Fault("Old", "93600", "90000"),
    Fault("Old", "time() -", "2 * time() -"), Fault("Expires", "1209600", "1000000"),
    Fault("Full", "==", "<="), Fault("Full", "!=", "=="), Fault("Down", "== 0", "== 1"),
    Fault("Gone", "[10m]", "[30m]"), Fault("Either", "or max", "and max"),
    Fault("Slow", "0.95", "0.5"), Fault("Slow", "> 0.7", "> 0.8"),
    Fault("Fills", "14400", "7200"), Fault("Fills", "[1h]", "[3h]"),
  ]

  @Test(arguments: faults) func faultsAreNoticed(_ fault: Fault) throws {
    var artifacts = Self.artifacts(of: try Self.model(Self.alerts))
    let place = try #require(artifacts.firstIndex { $0.path.hasSuffix(".rules.yml") })
    let rules = String(decoding: artifacts[place].bytes, as: UTF8.self)
    var parts = rules.components(behind: "  - alert: ")
    let index = try #require(parts.firstIndex { $0.hasPrefix("\(fault.alert)\n") })
    #expect(parts[index].contains(fault.old))
    parts[index] = parts[index].replacing(fault.old, with: fault.new)
    let broken = parts.joined(separator: "  - alert: ")
    artifacts[place] = Artifact(path: artifacts[place].path, bytes: Array(broken.utf8))
    let result = try Promtool.test(artifacts)
    #expect(!result.isSuccess, "nobody notices \(fault)")
    #expect(result.output.contains(fault.alert), "\(result.output)")
  }
}

extension String {
  /// The parts between a text.
  fileprivate func components(behind text: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

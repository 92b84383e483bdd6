import Codegen
import SLODSL
import Testing

/// What a catalog says of selectors and groups, and where it says nothing.
@Suite struct CardinalityCatalogTests {
  private static let metrics = """
    metric requests_total: Counter {
      labels: route, method in ["GET", "POST", "PUT"], code in 100...599
      cardinality: 480, route = 12, code = 8, instance = 6, job = 2
    }
    metric shared_total: Counter {
      labels: route, code in 100...599
      cardinality: 900, 300 where job == "a", 20 where job == "a" && code == 500, route = 400
    }
    metric small_total: Counter {
      labels: method in ["GET", "POST"], tier in ["a", "b"]
      cardinality: job = 1, instance = 3
    }
    metric open_total: Counter { labels: route, method in ["GET", "POST"] }
    metric bare_total: Counter
    metric latency_seconds: Histogram<Seconds> {
      labels: route
      buckets: 100ms, 1s, 5s
      cardinality: 24
    }
    metric unbounded_seconds: Histogram<Seconds> { labels: route; cardinality: 24 }
    metric wait_seconds: Summary<Seconds> { labels: queue; cardinality: 5 }
    metric weight: Gauge<Count> { cardinality: 4 }
    metric jobs_created: Counter { series: "jobs_made"; cardinality: 9 }
    """

  private static func catalog() throws -> CardinalityCatalog {
    let file = SourceFile(id: FileID(0), path: "catalog.slo", bytes: Array(metrics.utf8))
    let spec = SourceFile(
      id: FileID(1),
      path: "spec.slo",
      bytes: Array(
        """
        import "catalog.slo"
        service s { slo a: 99% over 7d { events: requests_total; bad: code == 500 } }
        """.utf8
      )
    )
    let compilation = Compilation.compile([Parser.parse(file), Parser.parse(spec)], inputs: [])
    let model = try #require(compilation.model, "\(compilation.diagnostics)")
    return CardinalityCatalog(
      model.services.flatMap(\.catalog),
      targetLabels: model.project.targetLabels
    )
  }

  /// Nil is what nobody knows.
  private static let series: [(selector: String, count: Int?)] = [
    ("requests_total", 480),
    // 12 routes, 3 methods, 8 codes, 6 instances and 2 jobs would be more than there are.
    (#"requests_total{job="a"}"#, 480),
    (#"requests_total{route="/a"}"#, 288),
    (#"requests_total{route="/a",job="a"}"#, 144),
    (#"requests_total{route=~"/a|/b",method="GET",job="a",code=~"200|500"}"#, 24),
    (#"requests_total{route="/a",method!="GET",job="a",code="500"}"#, 12),
    (#"requests_total{route="/a",method=~"P.*",job="a",code="500"}"#, 12),
    (#"requests_total{route="/a",method!~"P.*",job="a",code="500"}"#, 6),
    (#"requests_total{route="/a",method="TRACE",job="a"}"#, 0),
    (#"requests_total{route!="/a",method="GET",job="a",code="500"}"#, 72),
    // No more codes than there are, whatever the pattern lets through.
    (#"requests_total{route="/a",method="GET",job="a",instance="i",code=~"5.."}"#, 8),
    (#"requests_total{route="/a",method="GET",job="a",instance="i",code=~"5[0-9][0-9]"}"#, 8),
    ("shared_total", 900),
    (#"shared_total{job="a"}"#, 300),
    (#"shared_total{job="b"}"#, 900),
    (#"shared_total{job!="a"}"#, 900),
    (#"shared_total{code="500",job="a",route!="/"}"#, 20),
    (#"shared_total{code=~"5..",job="a"}"#, 300),
    ("small_total", 12),
    (#"small_total{tier="a"}"#, 6),
    ("open_total", nil),
    (#"open_total{route="/a",method="GET",job="a"}"#, nil),
    (#"open_total{route="/a",method="GET",job="a",instance="i"}"#, 1),
    (#"open_total{route="/a",job="a",instance=~"i|j"}"#, 4),
    ("bare_total", nil),
    (#"bare_total{job="a",instance="i"}"#, nil),
    ("nowhere_total", nil),
    ("latency_seconds_count", 24),
    ("latency_seconds_sum", 24),
    ("latency_seconds_bucket", 96),
    (#"latency_seconds_bucket{le="0.1"}"#, 24),
    (#"latency_seconds_bucket{le=~"1|1[.]0"}"#, 24),
    (#"latency_seconds_bucket{le=~"1|5"}"#, 48),
    ("unbounded_seconds_bucket", nil),
    (#"unbounded_seconds_bucket{le="0.1"}"#, 24),
    ("wait_seconds", nil),
    (#"wait_seconds{quantile="0.9"}"#, 5),
    ("wait_seconds_count", 5),
    ("weight", 4),
    ("jobs_made", 9),
  ]

  @Test(arguments: series)
  func countsSeries(_ selector: String, _ count: Int?) throws {
    let answer = try Self.catalog().answer(.series(Self.selector(selector)))
    #expect(answer?.count == count)
    #expect(answer == nil || answer?.source == .catalog)
  }

  private static let groups: [(selectors: [String], labels: [String], count: Int?)] = [
    (["requests_total"], ["route"], 12),
    (["requests_total"], ["method"], 3),
    (["requests_total"], ["route", "method"], 36),
    (["requests_total"], ["route", "method", "code", "instance"], 480),
    ([#"requests_total{route=~"/a|/b"}"#], ["route"], 2),
    ([#"requests_total{route="/a"}"#], ["route", "code"], 8),
    (["requests_total"], ["version"], nil),
    ([#"shared_total{job="a"}"#], ["route"], 300),
    (["shared_total"], ["route"], 400),
    (["requests_total", "small_total"], ["method"], 3),
    ([#"requests_total{method="GET"}"#, #"requests_total{method="POST"}"#], ["method"], 2),
    (["requests_total", "open_total"], ["route"], nil),
    (["weight"], ["shard"], nil),
    (["nowhere_total"], ["route"], nil),
  ]

  @Test(arguments: groups)
  func countsGroups(_ selectors: [String], _ labels: [String], _ count: Int?) throws {
    let parsed = try selectors.map(Self.selector)
    let question = CostQuestion.groups(of: .number(0), reading: parsed, by: labels)
    #expect(try Self.catalog().answer(question)?.count == count)
  }

  private static func selector(_ text: String) throws -> VectorSelector {
    let expression = try #require(PromQLParser.parse(text).expression)
    guard case .selector(let selector) = expression else {
      Issue.record("\(text) is no selector")
      throw CancellationError()
    }
    return selector
  }
}

import Codegen
import SLODSL
import Testing

/// The generated tests of every kind of indicator pass on the generated rules.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct GeneratedTestsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let slo: ServiceLevelObjective
    var metrics: [Metric] = []
    var project = Project()

    var testDescription: String { name }
  }

  private typealias Models = ExampleModels

  private static let day = 86_400
  private static let lag = Models.selection("lag_seconds", LabelMatcher("job", .equal, "shop"))
  private static let lagSelector = VectorSelector(name: "lag_seconds", matchers: [])
  private static let backup = Models.selection("backup_last_success_timestamp_seconds")
  private static let expiry = Models.selection("certificate_not_after_seconds")
  private static let probe = Models.selection("probe_success", LabelMatcher("job", .equal, "probe"))

  static let indicators: [Example] = [
    ("bad requests with births, by route", Models.availability, ["route"], true),
    ("good requests by regular expression", Models.goodRequests, [], false),
    ("a second counter, by queue", Models.secondCounter, ["queue", "region"], true),
    ("disjoint counters", Models.disjointCounters, [], true),
    ("a sum of counters", Models.sumOfCounters, [], true),
    ("good counters of a sum", Models.sumOfGoodCounters, ["queue"], false),
    ("failures in two counters", Models.severalFailures, [], true),
    ("failures by either of two labels", Models.alternatives, ["route"], true),
    ("queries", Models.queries, ["route"], false),
    ("latency", Models.latency, ["route"], false),
    ("slow is bad", Models.slowness, [], false),
  ].map { name, indicator, dimensions, births in
    Example(name: name, slo: Models.slo("slo", indicator, by: dimensions, births: births))
  }

  static let samples: [Example] = [
    ("a gauge below a bound", Models.sample(.gauge(lag), .less, 30)),
    ("a probe", Models.sample(.gauge(probe), .equal, 1)),
    ("age", Models.sample(.age(backup), .lessOrEqual, 26 * 3600)),
    ("the greatest age", Models.sample(.aggregate(.max, of: .age(backup), by: []), .less, day)),
    ("remaining", Models.sample(.remaining(expiry), .greater, 14 * day)),
    (
      "a sum of gauges",
      Models.sample(.aggregate(.sum, of: .gauge(lag), by: []), .greater, 100, describesGood: false)
    ),
    ("a count", Models.sample(.aggregate(.count, of: .gauge(probe), by: []), .greaterOrEqual, 2)),
    (
      "a quotient",
      Models.sample(
        .quotient(
          .gauge(Models.selection("disk_used_bytes")),
          .gauge(Models.selection("disk_size_bytes"))
        ),
        .less,
        1
      )
    ),
    ("the largest sample", Models.sample(.gauge(lag), .less, 30, slice: .max)),
    ("the smallest sample", Models.sample(.gauge(lag), .less, 30, slice: .min)),
    ("the oldest moment", Models.sample(.age(backup), .less, day, slice: .max)),
    (
      "a query",
      Models.sample(
        .query(.aggregation(Aggregation("max", .selector(lagSelector), grouping: .by([])))),
        .less,
        30
      )
    ),
    ("each series", Models.sample(.gauge(lag), .less, 30, collapse: .each, slice: .max)),
    ("each probe", Models.sample(.gauge(probe), .equal, 1, collapse: .each)),
    ("the average", Models.sample(.gauge(lag), .less, 30, collapse: .average, slice: .average)),
  ].map { name, indicator in
    Example(name: name, slo: Models.slo("slo", indicator, ratio: ExactNumber(99, over: 100)))
  }

  static let silences: [Example] = [
    ("missing samples are bad", [.bad], [], 99),
    ("missing samples are bad, and three of them page", [.bad], [], 999),
    (
      "missing samples of a topic are bad", [.bad, .alert(after: .minutes(7), each: false)],
      ["topic"], 99
    ),
    ("missing samples are good", [.good], ["topic"], 99),
    ("missing samples are ignored", [.ignore], [], 99),
  ].map { (name: String, noData: [NoDataResponse], dimensions: [String], nines: Int128) in
    Example(
      name: name,
      slo: Models.slo(
        "slo",
        Models.sample(.gauge(lag), .less, 30),
        ratio: ExactNumber(nines, over: nines + 1),
        by: dimensions,
        noData: noData
      )
    )
  }

  static let timings: [Example] = [
    ("scrapes of 10s, rules of 30s", .seconds(10), .seconds(30), .seconds(10)),
    ("scrapes as far apart as rules", .minute, .minute, .seconds(10)),
    ("scrapes of 2m, rules of 5m", .minutes(1), .minutes(5), .seconds(30)),
    ("settled at once", .seconds(15), .minute, .zero),
    ("settled after one scrape", .seconds(15), .minute, .seconds(15)),
    ("settled after two scrapes", .seconds(15), .minute, .seconds(25)),
  ].map { name, scrape, interval, settle in
    Example(
      name: name,
      slo: Models.slo(
        "slo",
        Models.availability,
        by: ["route"],
        timing: MeasurementTiming(scrape: scrape, interval: interval, settle: settle),
        births: true
      )
    )
  }

  static let objectives: [Example] = [
    Example(
      name: "five nines",
      slo: Models.slo("slo", Models.availability, ratio: ExactNumber(99_999, over: 100_000))
    ),
    Example(
      name: "90 %, lowered factors",
      slo: Models.slo(
        "slo",
        Models.availability,
        ratio: ExactNumber(9, over: 10),
        pairs: Models.lowered
      )
    ),
    Example(
      name: "a week",
      slo: Models.slo(
        "slo",
        Models.availability,
        ratio: ExactNumber(199, over: 200),
        pairs: Models.weekly,
        period: .days(7)
      )
    ),
    Example(
      name: "four weeks",
      slo: Models.slo(
        "slo",
        Models.availability,
        pairs: Models.fourWeekly,
        period: .days(28)
      )
    ),
    Example(
      name: "a quarter",
      slo: Models.slo(
        "slo",
        Models.availability,
        pairs: Models.quarterly,
        period: .days(90)
      )
    ),
    Example(
      name: "three tickets",
      slo: Models.slo("slo", Models.availability, pairs: Models.threeTickets)
    ),
    Example(name: "few rules", slo: Models.slo("slo", Models.availability, reconciles: false)),
    Example(name: "nobody is alerted", slo: Models.slo("slo", Models.availability, pairs: [])),
    Example(
      name: "only tickets",
      slo: Models.slo(
        "slo",
        Models.availability,
        pairs: Models.monthly.filter { $0.severity == .ticket }
      )
    ),
    Example(
      name: "a page over a long window",
      slo: Models.slo(
        "slo",
        Models.availability,
        pairs: [
          Models.pair(.page, ExactNumber(5), .hours(12), .hours(1)),
          Models.pair(.ticket, ExactNumber(2), .hours(24), .hours(2)),
        ]
      )
    ),
    Example(
      name: "windows of seconds, the ticket with the counts",
      slo: Models.slo(
        "slo",
        Models.availability,
        ratio: ExactNumber(99, over: 100),
        pairs: [
          Models.pair(.page, ExactNumber(20), .minutes(4), .seconds(20)),
          Models.pair(.ticket, ExactNumber(2), .minutes(10), .minute),
        ],
        timing: MeasurementTiming(scrape: .seconds(5), interval: .seconds(10), settle: .seconds(1))
      )
    ),
    Example(name: "ten errors at least", slo: Models.slo("slo", Models.availability, minimum: 10)),
    Example(name: "one error is enough", slo: Models.slo("slo", Models.availability, minimum: 1)),
    Example(
      name: "groups with objectives of their own",
      slo: Models.slo(
        "slo",
        Models.availability,
        by: ["tenant"],
        births: true,
        others: [
          GroupObjective(
            ratio: ExactNumber(9999, over: 10_000),
            groups: GroupCondition(dimension: "tenant", values: ["acme", "globex"]),
            pairs: Models.monthly,
            origin: Models.origin
          )
        ]
      )
    ),
    Example(name: "bytes", slo: Models.slo("slo", Models.bytes, minimum: 64 << 20)),
  ]

  static let rulers: [Example] = [
    Example(
      name: "two clusters in Mimir",
      slo: Models.slo("slo", Models.availability, by: ["route", "cluster"], births: true),
      project: Models.project(loadedBy: .mimir, external: ["cluster"])
    ),
    Example(
      name: "two clusters in Thanos",
      slo: Models.slo(
        "slo",
        Models.availability,
        by: ["route", "cluster"],
        timing: Models.timing(readBy: .thanos),
        births: true
      ),
      project: Models.project(loadedBy: .thanos, external: ["cluster"])
    ),
  ]

  static let short = indicators + samples + silences + timings + objectives + rulers

  @Test(arguments: short)
  func `short scenarios pass`(_ example: Example) throws {
    try expectPassing(example, extent: .short)
  }

  @Test(
    .enabled(if: Promtool.version3 != nil, "PROMTOOL3 names no promtool 3.x"),
    arguments: short
  )
  func `short scenarios pass with version 3`(_ example: Example) throws {
    try expectPassing(example, extent: .short, by: Promtool.version3)
  }

  /// Groups that are missed one by one.
  static let losses: [Example] = [
    Example(
      name: "each route is missed",
      slo: Models.slo(
        "slo",
        Models.availability,
        by: ["route"],
        noData: [.alert(after: .minutes(10), each: true)],
        births: true
      )
    ),
    Example(
      name: "each topic is missed, and bad until then",
      slo: Models.slo(
        "slo",
        Models.sample(.gauge(lag), .less, 30),
        ratio: ExactNumber(99, over: 100),
        by: ["topic"],
        noData: [.bad, .alert(after: .minutes(10), each: true)]
      )
    ),
  ]

  private static let compact = Example(
    name: "windows that alerts sum up themselves",
    slo: Models.slo("slo", Models.latency, by: ["route"], recording: .compact)
  )

  private static let ladders = ["a week", "four weeks", "a quarter", "three tickets"]

  static let long =
    [indicators[0], samples[0], compact] + losses + objectives.filter { ladders.contains($0.name) }

  @Test(arguments: long)
  func `long scenarios pass`(_ example: Example) throws {
    try expectPassing(example, extent: .complete)
  }

  @Test(
    .enabled(if: Promtool.version3 != nil, "PROMTOOL3 names no promtool 3.x"),
    arguments: long
  )
  func `long scenarios pass with version 3`(_ example: Example) throws {
    try expectPassing(example, extent: .complete, by: Promtool.version3)
  }

  private func expectPassing(
    _ example: Example,
    extent: RuleTestFiles.Extent,
    by promtool: Promtool? = Promtool.installed
  ) throws {
    let model = ExampleModels.model(
      [example.slo],
      metrics: example.metrics,
      project: example.project
    )
    let rules = Generation.generate(from: model).artifacts
      .filter { $0.path.hasSuffix(".rules.yml") }
    let tests = RuleTestFiles.artifacts(for: model, plan: RulePlan.plan(for: model), extent: extent)
    #expect(!tests.isEmpty)
    let text = tests.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(!text.contains("Not tested"), "\(text.prefix(2000))")
    #expect(text.contains("promql_expr_test"))
    let result = try Promtool.test(rules + tests, by: promtool)
    #expect(result.isSuccess, "\(result.output.prefix(6000))")
  }
}

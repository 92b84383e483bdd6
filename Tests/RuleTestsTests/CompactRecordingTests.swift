import Codegen
import SLODSL
import Testing

/// With `recording: .compact` the same alerts fire at the same moments, in fewer series.
@Suite struct CompactRecordingTests {
  private typealias Models = ExampleModels

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let slo: @Sendable (RecordingExtent) -> ServiceLevelObjective

    var testDescription: String { name }

    init(_ name: String, _ slo: @escaping @Sendable (RecordingExtent) -> ServiceLevelObjective) {
      self.name = name
      self.slo = slo
    }
  }

  static let examples = [
    Example("bad requests with births") {
      Models.slo("slo", Models.availability, by: ["route"], births: true, recording: $0)
    },
    Example("good requests") { Models.slo("slo", Models.goodRequests, recording: $0) },
    Example("latency") { Models.slo("slo", Models.latency, by: ["route"], recording: $0) },
    Example("queries") { Models.slo("slo", Models.queries, by: ["route"], recording: $0) },
    Example("samples, missing ones are bad") {
      Models.slo(
        "slo",
        Models.sample(.gauge(Models.selection("lag_seconds")), .less, 30),
        ratio: ExactNumber(99, over: 100),
        by: ["topic"],
        noData: [.bad],
        recording: $0
      )
    },
    Example("groups with objectives of their own, silence of each") {
      Models.slo(
        "slo",
        Models.availability,
        by: ["tenant"],
        noData: [.alert(after: .minutes(10), each: true)],
        births: true,
        recording: $0,
        others: [
          GroupObjective(
            ratio: ExactNumber(9999, over: 10_000),
            groups: GroupCondition(dimension: "tenant", values: ["acme", "globex"]),
            pairs: Models.monthly,
            origin: Models.origin
          )
        ]
      )
    },
  ]

  /// A page that needs a long window need not wait until the long group has recorded it.
  static let earlier = [
    Example("a page over a long window, rules of 5m") {
      Models.slo(
        "slo",
        Models.availability,
        pairs: [
          Models.pair(.page, ExactNumber(5), .hours(12), .hours(1)),
          Models.pair(.ticket, ExactNumber(2), .hours(24), .hours(2)),
        ],
        timing: MeasurementTiming(scrape: .minute, interval: .minutes(5), settle: .seconds(10)),
        recording: $0
      )
    }
  ]

  @Test(arguments: examples)
  func whatIsSaidOfAlertsIsTheSame(_ example: Example) throws {
    let full = Self.tests(of: example.slo(.full), extent: .complete)
    let compact = Self.tests(of: example.slo(.compact), extent: .complete)
    #expect(Self.withoutRecordings(full) == Self.withoutRecordings(compact))
    #expect(full.contains("ALERTS") && full != compact)
  }

  @Test(
    .enabled(if: Promtool.shouldRun, "promtool is not installed"),
    arguments: examples + earlier
  )
  func andIsTrue(_ example: Example) throws {
    let model = Models.model([example.slo(.compact)])
    let plan = RulePlan.plan(for: model)
    let rules = Generation.generate(from: model).artifacts.filter {
      $0.path.hasSuffix(".rules.yml")
    }
    let result = try Promtool.test(
      rules + RuleTestFiles.artifacts(for: model, plan: plan, extent: .short)
    )
    #expect(result.isSuccess, "\(result.output.prefix(6000))")
  }

  @Test(arguments: examples + earlier)
  func recordsADozenSeries(_ example: Example) {
    let cost = RuleCost(
      of: SLORulePlanner(slo: example.slo(.compact), in: Project()).groups,
      scrape: .seconds(15)
    )
    // The three or four of reconciliation are among them.
    #expect(cost.series <= 15, "\(cost.series)")
  }

  private static func tests(
    of slo: ServiceLevelObjective,
    extent: RuleTestFiles.Extent
  ) -> String {
    let model = Models.model([slo])
    let files = RuleTestFiles.artifacts(
      for: model,
      plan: RulePlan.plan(for: model),
      extent: extent
    )
    return files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  /// The tests without assertions about recorded series.
  private static func withoutRecordings(_ text: String) -> [Substring] {
    text.split(separator: "\n  - ").filter { !$0.contains("(slo:") }
  }
}

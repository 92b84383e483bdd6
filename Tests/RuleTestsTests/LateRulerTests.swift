import Codegen
import SLODSL
import Testing

/// Rules for a ruler that may not see what it has just recorded mean what all others mean: the same
/// alerts fire, an evaluation or two later, and the same budget is left.
@Suite struct LateRulerTests {
  private typealias Models = ExampleModels

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let slo: @Sendable (MeasurementTiming) -> ServiceLevelObjective

    var testDescription: String { name }

    init(_ name: String, _ slo: @escaping @Sendable (MeasurementTiming) -> ServiceLevelObjective) {
      self.name = name
      self.slo = slo
    }

    func slo(readBy ruler: Ruler) -> ServiceLevelObjective { slo(Models.timing(readBy: ruler)) }

    func model(readBy ruler: Ruler) -> Model {
      Models.model([slo(readBy: ruler)], project: Models.project(loadedBy: ruler, external: []))
    }
  }

  static let examples = [
    Example("bad requests with births") {
      Models.slo("slo", Models.availability, by: ["route"], timing: $0, births: true)
    },
    Example("good requests") { Models.slo("slo", Models.goodRequests, timing: $0) },
    Example("latency") { Models.slo("slo", Models.latency, by: ["route"], timing: $0) },
    Example("queries") { Models.slo("slo", Models.queries, by: ["route"], timing: $0) },
    Example("recorded compactly") {
      Models.slo(
        "slo",
        Models.availability,
        by: ["route"],
        timing: $0,
        births: true,
        recording: .compact
      )
    },
    Example("samples, missing ones are bad") {
      Models.slo(
        "slo",
        Models.sample(.gauge(Models.selection("lag_seconds")), .less, 30),
        ratio: ExactNumber(99, over: 100),
        by: ["topic"],
        timing: $0,
        noData: [.bad, .alert(after: .minutes(7), each: false)]
      )
    },
    Example("groups with objectives of their own") {
      Models.slo(
        "slo",
        Models.availability,
        by: ["tenant"],
        timing: $0,
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
    },
    Example("a page over a long window") {
      Models.slo(
        "slo",
        Models.availability,
        pairs: [
          Models.pair(.page, ExactNumber(5), .hours(12), .hours(1)),
          Models.pair(.ticket, ExactNumber(2), .hours(24), .hours(2)),
        ],
        timing: $0
      )
    },
  ]

  /// Of scenarios of days one is enough.
  static let long = [
    Example("each route is missed") {
      Models.slo(
        "slo",
        Models.availability,
        by: ["route"],
        timing: $0,
        noData: [.alert(after: .minutes(10), each: true)],
        births: true
      )
    }
  ]

  // MARK: By promtool

  /// When a rule sees what others have recorded.
  enum Sight: CaseIterable {
    /// As Prometheus evaluates a group: at once.
    case atOnce
    /// Every rule is evaluated before those that it reads: at the next evaluation.
    case nextTime
  }

  @Test(
    .enabled(if: Promtool.shouldRun, "promtool is not installed"),
    arguments: examples,
    Sight.allCases
  )
  func whatIsPromisedIsTrue(_ example: Example, sight: Sight) throws {
    let result = try Self.test(example.model(readBy: .thanos), sight: sight, extent: .short)
    #expect(result.isSuccess, "\(result.output.prefix(6000))")
  }

  @Test(
    .enabled(if: Promtool.shouldRun, "promtool is not installed"),
    arguments: long,
    Sight.allCases
  )
  func soItIsOverDays(_ example: Example, sight: Sight) throws {
    let result = try Self.test(example.model(readBy: .thanos), sight: sight, extent: .complete)
    #expect(result.isSuccess, "\(result.output.prefix(6000))")
  }

  /// Why there are such rules at all.
  @Test(
    .enabled(if: Promtool.shouldRun, "promtool is not installed"),
    arguments: examples.prefix(3)
  )
  func otherRulesWouldBeWrong(_ example: Example) throws {
    let model = example.model(readBy: .prometheus(.v2_42))
    #expect(try !Self.test(model, sight: .nextTime, extent: .short).isSuccess)
  }

  private static func test(
    _ model: Model,
    sight: Sight,
    extent: RuleTestFiles.Extent
  ) throws -> Promtool.Result {
    let plan = RulePlan.plan(for: model)
    let rules = Generation.generate(from: model).artifacts
      .filter { $0.path.hasSuffix(".rules.yml") }
    let tests = RuleTestFiles.artifacts(for: model, plan: plan, extent: extent)
    switch sight {
    case .atOnce: return try Promtool.test(rules + tests)
    case .nextTime:
      let split = rules.map(SplitRules.init)
      let groups = split.flatMap(\.groups)
      return try Promtool.test(
        split.map(\.artifact) + tests.map { SplitRules.reversed($0, groups: groups) }
      )
    }
  }

  // MARK: By formula

  private static let outages: [Incident] = [(1000, 12), (500, 40), (20, 600), (5, 2000)].map {
    Incident(
      phases: [Incident.Phase(errors: ExactNumber($0, over: 1000), duration: .minutes($1))]
    )
  }

  /// A page over a long window even comes earlier: it need not wait for the long group.
  @Test(arguments: examples.dropLast(), outages)
  func alertsComeTwoEvaluationsLaterAtMost(_ example: Example, incident: Incident) throws {
    let plain = try Self.simulate(incident, of: example.slo(readBy: .prometheus(.v2_42)))
    let late = try Self.simulate(incident, of: example.slo(readBy: .thanos))
    #expect(plain.spent(by: incident.duration) == late.spent(by: incident.duration))
    for (alert, other) in zip(plain.alerts, late.alerts) {
      #expect(alert.spans.count == other.spans.count)
      for (span, otherSpan) in zip(alert.spans, other.spans) {
        #expect(Self.follows(otherSpan.fires, span.fires))
        guard let end = span.resolves, let otherEnd = otherSpan.resolves else { continue }
        #expect(Self.follows(otherEnd, end))
      }
    }
  }

  private static func follows(
    _ late: SimulatedAlert.Moment,
    _ plain: SimulatedAlert.Moment
  ) -> Bool {
    // The long group looks every five minutes.
    late.earliest >= plain.earliest
      && late.latest <= plain.latest + .minutes(2) + RecordedWindows.longStep
  }

  private static func simulate(
    _ incident: Incident,
    of slo: ServiceLevelObjective
  ) throws -> SimulatedIncident {
    try #require(
      SimulatedIncident(
        incident,
        of: slo,
        objective: slo.objectives[0],
        groups: SLORulePlanner(slo: slo, in: Project()).groups
      )
    )
  }

  // MARK: MetricsQL

  /// Only ranges over scraped counters tell rules of vmalert from those of Thanos.
  @Test(arguments: examples)
  func vmalertReadsShorterRanges(_ example: Example) throws {
    let thanos = Self.expressions(of: example.slo(readBy: .thanos))
    let vmalert = Self.expressions(of: example.slo(readBy: .vmalert)).map { text in
      text.replacing("[1m] offset 10s", with: "[1m15s] offset 10s")
        .replacing("[1h] offset 2m10s", with: "[1h15s] offset 2m10s")
        // Queries that grow by their range.
        .replacing("* 60 / 60 ", with: "* 60 / 75 ")
        .replacing("* 3600 / 3600 ", with: "* 3600 / 3615 ")
    }
    #expect(thanos == vmalert)
  }

  private static func expressions(of slo: ServiceLevelObjective) -> [String] {
    SLORulePlanner(slo: slo, in: Project()).groups.flatMap(\.rules).map { rule in
      switch rule {
      case .recording(let recording): recording.expression.ruleText(width: .max)
      case .alerting(let alert): alert.expression.ruleText(width: .max)
      }
    }
  }
}

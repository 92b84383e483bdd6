import SLODSL

/// Tests of the alerts that watch the rules themselves: what fails, what stands still, and the
/// heartbeat that never may.
struct ProjectRuleTests {
  private let project: Project
  /// A group as the ruler calls it.
  private let watched: Label
  /// Of the ruler's metrics about its own evaluations.
  private let prefix: String

  /// Between two evaluations and two scrapes.
  private static let step = Duration.minute
  /// Until when nothing is wrong.
  private static let onset = 10
  /// How long a condition must hold.
  private static let hold = 10
  private static let length = 90

  /// Nil where nothing is watched by name, or where the alerts stand in the file of a service.
  static func artifact(for model: Model, plan: RulePlan) -> Artifact? {
    guard let file = plan.files.last, file.name == MetaAlert.fileName, file.groups.count == 1,
      case .ruleManager(let prefix) = RulerProfile(of: model.project.rulers).evaluationMetrics,
      let group = plan.files.first?.groups.first
    else { return nil }
    let label = Label("rule_group", "/rules/\(plan.files[0].name).rules.yml;\(group.name)")
    let tests = ProjectRuleTests(project: model.project, watched: label, prefix: prefix)
    return Artifact(
      path: "prometheus/\(file.name).test.yml",
      bytes: YAMLWriter.bytes(
        of: .map {
          "rule_files" => .inlineList([.text(file.name + ".rules.yml")])
          "evaluation_interval" => step.text
          "tests" => .list(tests.all.map { YAML.Item($0.document) })
        },
        header: ["Rule tests by slogen, run with: promtool test rules \(file.name).test.yml"]
      )
    )
  }

  private var all: [RuleTest] {
    [healthy, failing("evaluation_failures_total"), failing("group_iterations_missed_total"), late]
      + heartbeat
  }

  // MARK: What is watched

  private var healthy: RuleTest {
    test(
      "rules that are evaluated: nobody is told",
      series(failures: "0x\(Self.length)", lastEvaluation: "0+60x\(Self.length)"),
      [silence(at: 15), silence(at: Self.length)]
    )
  }

  /// One failure is seen for half an hour.
  private func failing(_ metric: String) -> RuleTest {
    let steps = "0x\(Self.onset) 1x\(Self.length - Self.onset)"
    return test(
      "\(metric) grows by one",
      series(failures: "0x\(Self.length)", lastEvaluation: "0+60x\(Self.length)")
        .map { $0.name == name(of: metric) ? .init(name: $0.name, values: steps) : $0 },
      firing(from: Self.onset + 1 + Self.hold, alert: AlertName.rulesFailing)
        + [silence(at: Self.onset + 32)]
    )
  }

  /// The last evaluation is more than two and a half intervals ago.
  private var late: RuleTest {
    let seconds = Self.onset * 60
    let stuck = "0+60x\(Self.onset) \(seconds)x\(Self.length - Self.onset)"
    return test(
      "rules that are evaluated no more",
      series(failures: "0x\(Self.length)", lastEvaluation: stuck),
      firing(from: Self.onset + 3 + Self.hold, alert: AlertName.rulesFailing)
        + [fires(at: Self.length, alert: AlertName.rulesFailing)]
    )
  }

  /// Without a single series.
  private var heartbeat: [RuleTest] {
    guard project.heartbeat != nil else { return [] }
    let times = [0, 1, 360]
    return [
      test(
        "the heartbeat never stops",
        [],
        times.map { fires(at: $0, alert: AlertName.watchdog) }
      )
    ]
  }

  // MARK: Parts

  private func test(
    _ name: String,
    _ series: [RuleTest.Series],
    _ assertions: [RuleTest.Assertion]
  ) -> RuleTest {
    RuleTest(name: name, scrape: Self.step, series: series, assertions: assertions)
  }

  private func series(failures: String, lastEvaluation: String) -> [RuleTest.Series] {
    [
      ("evaluation_failures_total", failures), ("group_iterations_missed_total", failures),
      ("group_last_evaluation_timestamp_seconds", lastEvaluation),
      ("group_interval_seconds", "60x\(Self.length)"),
    ].map { RuleTest.Series(name: name(of: $0.0), values: $0.1) }
  }

  private func name(of metric: String) -> String {
    "\(prefix)\(metric){\(watched.matcherText)}"
  }

  /// Silent one evaluation before, firing from then on.
  private func firing(from minute: Int, alert: String) -> [RuleTest.Assertion] {
    [silence(at: minute - 1), fires(at: minute, alert: alert)]
  }

  private func fires(at minute: Int, alert: String) -> RuleTest.Assertion {
    RuleTest.Assertion(
      expression: "count(\(Self.selector(of: alert)))",
      time: .minutes(Int64(minute)),
      samples: [RuleTest.Sample(labels: [], value: .one)],
      comment: nil
    )
  }

  private func silence(at minute: Int) -> RuleTest.Assertion {
    RuleTest.Assertion(
      expression: Self.selector(of: AlertName.rulesFailing),
      time: .minutes(Int64(minute)),
      samples: [],
      comment: nil
    )
  }

  private static func selector(of alert: String) -> String {
    "ALERTS{alertname=\(quoted(alert)),alertstate=\"firing\"}"
  }
}

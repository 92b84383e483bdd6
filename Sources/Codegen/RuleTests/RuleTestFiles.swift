package import SLODSL

/// The rule tests of a generation: for each service a file that `promtool test rules` runs.
///
/// Pure: what is tested and what is expected depends on the model alone, through the formulas that
/// the rules spell in PromQL. The plan says which groups and alerts exist.
package struct RuleTestFiles {
  private let model: Model
  private let plan: RulePlan
  /// Policies whose long scenarios are written.
  private var provenPolicies: Set<PolicyKey> = []

  private init(_ model: Model, plan: RulePlan) {
    self.model = model
    self.plan = plan
  }

  /// The test files of all services, next to the files of rules.
  package static func artifacts(for model: Model, plan: RulePlan) -> [Artifact] {
    var author = RuleTestFiles(model, plan: plan)
    return model.services.flatMap { author.artifacts(for: $0) }
  }

  /// What the long scenarios depend on.
  private struct PolicyKey: Hashable {
    let pairs: [Pair]
    let interval: Duration

    struct Pair: Hashable {
      let severity: AlertSeverity
      let long: Duration
      let short: Duration
      let factor: ExactNumber
    }

    init(_ objective: GroupObjective, interval: Duration) {
      pairs = objective.pairs.map {
        Pair(severity: $0.severity, long: $0.long, short: $0.short, factor: $0.factor)
      }
      self.interval = interval
    }
  }

  /// A test file has one evaluation interval: SLOs with another one have a file of their own.
  private mutating func artifacts(for service: Service) -> [Artifact] {
    var intervals: [Duration] = []
    for slo in service.objectives where !intervals.contains(slo.timing.interval) {
      intervals.append(slo.timing.interval)
    }
    return intervals.enumerated().map { index, interval in
      let name = index == 0 ? service.name : "\(service.name).\(interval.text)"
      return artifact(
        named: name,
        rules: "\(service.name).rules.yml",
        interval: interval,
        objectives: service.objectives.filter { $0.timing.interval == interval }
      )
    }
  }

  private mutating func artifact(
    named name: String,
    rules: String,
    interval: Duration,
    objectives: [ServiceLevelObjective]
  ) -> Artifact {
    var tests: [YAML.Item] = []
    var notes: [String] = []
    for slo in objectives {
      for objective in slo.objectives {
        do throws(TestedObjective.Obstacle) {
          tests += try self.tests(of: slo, objective)
        } catch {
          notes.append("Not tested: \(slo.identity.text), because \(error.reason).")
        }
      }
    }
    let document = YAML.map {
      "rule_files" => .inlineList([.text(rules)])
      "evaluation_interval" => interval.text
      YAML.Entry(
        "group_eval_order",
        .list(groupOrder(of: objectives)),
        comments: ["Without this line promtool evaluates groups in any order."]
      )
      YAML.Entry("tests", .list(tests), comments: notes)
    }
    let header = [
      "Rule tests by slogen, run with: promtool test rules \(name).test.yml",
      "Expected times and values are computed from the objectives' formulas.",
    ]
    return Artifact(
      path: "prometheus/\(name).test.yml",
      bytes: YAMLWriter.bytes(of: document, header: header)
    )
  }

  /// Counts before what sums them.
  private func groupOrder(of objectives: [ServiceLevelObjective]) -> [YAML.Item] {
    let existing = Set(plan.files.flatMap(\.groups).map(\.name))
    return GroupRole.allCases.flatMap { role in
      objectives.map { role.name(of: $0.identity) }.filter(existing.contains)
    }.map { YAML.Item(.text($0)) }
  }

  private mutating func tests(
    of slo: ServiceLevelObjective,
    _ objective: GroupObjective
  ) throws(TestedObjective.Obstacle) -> [YAML.Item] {
    let tested = try TestedObjective(
      slo,
      objective: objective,
      plan: plan,
      project: model.project,
      metrics: model.metrics
    )
    let key = PolicyKey(objective, interval: slo.timing.interval)
    let isFirst = provenPolicies.insert(key).inserted
    return Scenario.all.filter { $0.scope == .everyObjective || isFirst }.flatMap { scenario in
      scenario.courses(tested).map { YAML.Item(RuleTestAuthor(tested, course: $0).test.document) }
    }
  }
}

package import SLODSL

/// The rule tests of a generation: for each service and for the alerts that watch the rules a file
/// that `promtool test rules` runs.
///
/// Pure: what is tested and what is expected depends on the model alone, through the formulas that
/// the rules spell in PromQL. The plan says which groups and alerts exist.
package struct RuleTestFiles {
  /// Which scenarios are written.
  package enum Extent: Hashable, Sendable {
    /// Those that take promtool a fraction of a second.
    case short
    /// Those and, once for each policy, the ones that simulate days.
    case complete
  }

  private let plan: RulePlan
  private var candidates: [Candidate]

  /// An objective of an SLO and whether it can be tested.
  private struct Candidate {
    let service: Service
    let slo: ServiceLevelObjective
    let tested: Result<TestedObjective, TestedObjective.Obstacle>
    /// The scenarios that it is chosen for, besides those of every objective.
    var chosen: Set<Scenario.Scope> = []
  }

  private init(_ model: Model, plan: RulePlan, extent: Extent) {
    self.plan = plan
    var candidates: [Candidate] = []
    for service in model.services {
      for slo in service.objectives {
        candidates += slo.objectives.map { objective in
          let tested = Result { () throws(TestedObjective.Obstacle) in
            try TestedObjective(
              slo,
              objective: objective,
              plan: plan,
              project: model.project,
              metrics: model.metrics
            )
          }
          return Candidate(service: service, slo: slo, tested: tested)
        }
      }
    }
    self.candidates = candidates
    if extent == .complete { self.candidates = choosingProofs() }
  }

  /// The test files of all services, next to the files of rules.
  package static func artifacts(
    for model: Model,
    plan: RulePlan,
    extent: Extent = .complete
  ) -> [Artifact] {
    // promtool reads ranges as Prometheus does.
    guard !model.project.ruler.reachesBeforeRanges else { return [] }
    let files = RuleTestFiles(model, plan: plan, extent: extent)
    return model.services.flatMap { files.artifacts(for: $0) }
      + [ProjectRuleTests.artifact(for: model, plan: plan)].compactMap(\.self)
  }

  // MARK: Long scenarios

  /// What the scenarios of a policy depend on.
  private struct PolicyKey: Hashable {
    struct Pair: Hashable {
      let severity: AlertSeverity
      let long: Duration
      let short: Duration
      let factor: ExactNumber
    }

    let pairs: [Pair]
    let interval: Duration
    /// Whether alerts read recorded windows or spell them out.
    let recording: RecordingExtent

    init(_ tested: TestedObjective) {
      pairs = tested.objective.pairs.map {
        Pair(severity: $0.severity, long: $0.long, short: $0.short, factor: $0.factor)
      }
      interval = tested.slo.timing.interval
      recording = tested.slo.recording
    }
  }

  /// What the scenarios of a lost group depend on.
  private struct AbsenceKey: Hashable {
    let after: Duration
    let interval: Duration
    let recording: RecordingExtent

    init?(_ tested: TestedObjective) {
      guard let absence = tested.absence, absence.each else { return nil }
      after = absence.after
      interval = tested.slo.timing.interval
      recording = tested.slo.recording
    }
  }

  /// What a scenario of hours or days costs: promtool evaluates all rules of the file for so long,
  /// and a small budget is spent sooner. Events can be divided more finely than slices of time.
  private struct Cost: Comparable {
    let isSampled: Bool
    let rules: Int
    let budget: ExactNumber

    static func < (left: Cost, right: Cost) -> Bool {
      if left.isSampled != right.isSampled { return right.isSampled }
      if left.rules != right.rules { return left.rules < right.rules }
      return left.budget < right.budget
    }
  }

  /// Marks the cheapest objective of each policy and of each way to miss a group.
  private func choosingProofs() -> [Candidate] {
    let testable = candidates.enumerated().compactMap { index, candidate in
      if case .success(let tested) = candidate.tested { (index, candidate, tested) } else { nil }
    }
    let costs = testable.map { index, candidate, tested in
      let file = plan.files.first { $0.name == candidate.service.name }
      return (
        index: index,
        tested: tested,
        cost: Cost(
          isSampled: tested.isSampled,
          rules: file?.groups.reduce(0) { $0 + $1.rules.count } ?? 0,
          budget: tested.objective.budget
        )
      )
    }
    func cheapest<Key: Hashable>(_ key: (TestedObjective) -> Key?) -> [Int] {
      var best: [Key: (cost: Cost, index: Int)] = [:]
      for (index, tested, cost) in costs {
        guard let key = key(tested) else { continue }
        if let old = best[key], old.cost <= cost { continue }
        best[key] = (cost, index)
      }
      return best.values.map(\.index)
    }
    var chosen = candidates
    for index in cheapest(PolicyKey.init) { chosen[index].chosen.insert(.oncePerPolicy) }
    for index in cheapest(AbsenceKey.init) { chosen[index].chosen.insert(.oncePerAbsence) }
    return chosen
  }

  // MARK: Files

  /// A test file has one evaluation interval: SLOs with another one have a file of their own.
  private func artifacts(for service: Service) -> [Artifact] {
    var intervals: [Duration] = []
    for slo in service.objectives where !intervals.contains(slo.timing.interval) {
      intervals.append(slo.timing.interval)
    }
    return intervals.enumerated().map { index, interval in
      let name = index == 0 ? service.name : "\(service.name).\(interval.text)"
      return artifact(named: name, of: service, interval: interval)
    }
  }

  private func artifact(named name: String, of service: Service, interval: Duration) -> Artifact {
    var tests: [YAML.Item] = []
    var notes: [String] = []
    for candidate in candidates where candidate.service.name == service.name {
      guard candidate.slo.timing.interval == interval else { continue }
      switch candidate.tested {
      case .success(let tested): tests += self.tests(of: tested, chosen: candidate.chosen)
      case .failure(let obstacle):
        notes.append("Not tested: \(candidate.slo.identity.text), because \(obstacle.reason).")
      }
    }
    let header = [
      "Rule tests by slogen, run with: promtool test rules \(name).test.yml",
      "Expected times and values are computed from the objectives' formulas, not taken from a run.",
    ]
    return Artifact(
      path: "prometheus/\(name).test.yml",
      bytes: YAMLWriter.bytes(
        of: document(of: service, interval: interval, tests: tests, notes: notes),
        header: header
      )
    )
  }

  private func document(
    of service: Service,
    interval: Duration,
    tests: [YAML.Item],
    notes: [String] = []
  ) -> YAML {
    .map {
      "rule_files" => .inlineList([.text("\(service.name).rules.yml")])
      "evaluation_interval" => interval.text
      YAML.Entry(
        "group_eval_order",
        .list(groupOrder(of: service)),
        comments: ["Without this line promtool evaluates groups in any order."]
      )
      YAML.Entry("tests", .list(tests), comments: notes)
    }
  }

  /// All groups of the file, counts before what sums them.
  private func groupOrder(of service: Service) -> [YAML.Item] {
    let existing = plan.files.first { $0.name == service.name }?.groups.map(\.name) ?? []
    let ordered = GroupRole.allCases.flatMap { role in
      service.objectives.map { role.name(of: $0.identity) }.filter(existing.contains)
    }
    return (ordered + existing.filter { !ordered.contains($0) }).map { YAML.Item(.text($0)) }
  }

  private func tests(
    of tested: TestedObjective,
    chosen: Set<Scenario.Scope>
  ) -> [YAML.Item] {
    Scenario.all.filter { $0.scope == .everyObjective || chosen.contains($0.scope) }.flatMap {
      scenario in
      scenario.courses(tested).map { course in
        let test = RuleTestAuthor(tested, course: course).test
        return YAML.Item(test.document, comments: course.note.map { [$0] } ?? [])
      }
    }
  }

  // MARK: Incidents

  /// A test that the rules do in an incident what the simulation says, next to the file of rules.
  ///
  /// Nil when no series can be made for the SLO, or when its events are too many for a test.
  ///
  /// - Parameter after: how long is looked at after the incident.
  package static func proof(
    of incident: Incident,
    in model: Model,
    plan: RulePlan,
    slo: ServiceLevelObjective,
    atMost after: Duration
  ) -> Artifact? {
    let files = RuleTestFiles(model, plan: plan, extent: .short)
    let candidate = files.candidates.first { $0.slo == slo }
    guard let candidate, case .success(let tested) = candidate.tested,
      let proof = IncidentProof(incident, of: tested, atMost: after)
    else { return nil }
    let service = candidate.service
    let document = files.document(
      of: service,
      interval: slo.timing.interval,
      tests: [YAML.Item(proof.test.document)]
    )
    return Artifact(
      path: "prometheus/\(service.name).test.yml",
      bytes: YAMLWriter.bytes(of: document)
    )
  }
}

import Codegen
import Foundation
import SLODSL
import Testing
import TestSupport

/// Rules in the namespaces and groups of a tenant of Mimir.
@Suite struct MimirTests {
  private static func model(
    _ identities: [(service: String, slo: String)],
    _ change: (inout MimirTenant) -> Void = { _ in }
  ) -> Model {
    var project = Project.loaded(by: .mimir)
    change(&project.mimirTenant)
    var services: [String] = []
    for identity in identities where !services.contains(identity.service) {
      services.append(identity.service)
    }
    return Model(
      project: project,
      services: services.map { service in
        Service(
          name: service,
          summary: "",
          details: "",
          owner: nil,
          runbook: nil,
          objectives: identities.filter { $0.service == service }
            .map { Built.slo($0.slo, of: service) },
          origin: Built.nowhere
        )
      },
      receivers: [],
      metrics: []
    )
  }

  /// SLOs of services that are called like slogen's own file and like a role, too.
  private static let identities: [(service: String, slo: String)] = [
    ("checkout", "availability"), ("checkout", "latency"), ("long", "1"), ("slogen", "reconcile"),
    ("Worker_pool", "lag"), ("worker", "pool-lag"), ("api", "availability"), ("api", "latency"),
  ]

  private static func packed(_ tenant: inout MimirTenant) {
    tenant.rulesPerGroup = 200
    tenant.longGroups = 3
    tenant.reconcileGroups = 2
  }

  private static func files(of model: Model) -> [Artifact] {
    MimirBackend.artifacts(for: Plans(for: model))
  }

  /// The rules of groups in their order, by the groups' names, without comments.
  private static func groups(of files: [Artifact]) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for group in text.components(separatedBy: "\n- name: ").dropFirst() {
        let name = String(group.prefix { $0 != "\n" })
        #expect(groups.updateValue(rules(of: group), forKey: name) == nil, "\(name) twice")
      }
    }
    return groups
  }

  private static func rules(of group: String) -> [String] {
    var rules: [[Substring]] = []
    for line in group.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("#") {
      if line.hasPrefix("  - ") { rules.append([]) }
      if !rules.isEmpty { rules[rules.count - 1].append(line) }
    }
    return rules.map { $0.joined(separator: "\n") }
  }

  // MARK: Files

  @Test func everyNamespaceHasAFileOfItsName() throws {
    let model = Self.model(Self.identities, Self.packed)
    let files = Self.files(of: model)
    #expect(
      files.map(\.path).sorted() == [
        "mimir/slo.api.yml", "mimir/slo.checkout.yml", "mimir/slo.long.yml",
        "mimir/slo.slogen.yml", "mimir/slo.worker-pool.yml", "mimir/slo.worker.yml",
        "mimir/slo.yml",
      ]
    )
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let name = file.path.dropFirst("mimir/".count).dropLast(".yml".count)
      #expect(text.contains("\nnamespace: \(name)\n"))
    }
  }

  @Test func otherRulersHaveNone() {
    var project = Project.loaded(by: .thanos)
    project.mimirTenant.longGroups = 3
    let model = Example("plain", Built.slo(), project: project).model
    #expect(Self.files(of: model).isEmpty)
  }

  // MARK: Rules

  /// However they are grouped, the rules are those of the files that promtool has tested, to the
  /// byte.
  @Test(arguments: [true, false])
  func theRulesAreThoseOfTheFiles(isPacked: Bool) {
    let model = Self.model(Self.identities) { if isPacked { Self.packed(&$0) } }
    let files = PrometheusBackend.artifacts(for: Plans(for: model))
    let rules = Self.groups(of: Self.files(of: model)).values.joined().sorted()
    #expect(rules == Self.groups(of: files).values.joined().sorted())
    #expect(rules.count > 300)
  }

  /// The alert that watches all groups asks for these names.
  @Test func groupsAreWatched() {
    let names = Self.groups(of: Self.files(of: Self.model(Self.identities, Self.packed))).keys
    #expect(names.allSatisfy { $0.hasPrefix("slo:") || $0 == "slogen" })
    #expect(names.count == 8 + 3 + 2 + 1)
    #expect(names.contains("slo:long:3") && names.contains("slo:reconcile:2"))
  }

  /// One SLO more or less changes its own groups and those that it shares; there it leaves the
  /// other rules as they are, one behind the other.
  @Test(arguments: UInt64(1)...12)
  func otherSLOsStayWhereTheyAre(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    var names = Self.identities
    for number in 0..<Int.random(in: 0...12, using: &random) {
      names.insert(("s\(number)", "a-\(number)"), at: .random(in: 0...names.count, using: &random))
    }
    let long = Int.random(in: 1...9, using: &random)
    let change = { (tenant: inout MimirTenant) in
      Self.packed(&tenant)
      tenant.rulesPerGroup = nil
      tenant.longGroups = long
    }
    let gone = Int.random(in: 0..<names.count, using: &random)
    let all = Self.groups(of: Self.files(of: Self.model(names, change)))
    let mark = "slo_id: \(names[gone].service)/\(names[gone].slo)"
    names.remove(at: gone)
    let rest = Self.groups(of: Self.files(of: Self.model(names, change)))
    for (name, rules) in all {
      let others = rules.filter { rule in
        ![",", "}", "\n"].contains { rule.contains(mark + $0) }
      }
      #expect(others == rest[name] ?? [], "\(name)")
    }
    #expect(Set(rest.keys).isSubset(of: all.keys))
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"))
  func promtoolTakesThemWithoutTheirNamespaces() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "slogen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = Self.files(of: Self.model(Self.identities, Self.packed))
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("namespace: ") }
      let place = folder.appending(
        component: file.path.split(separator: "/").last.map(String.init) ?? ""
      )
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: place)
      try Promtool.run(["check", "rules", "--lint=all", "--lint-fatal", place.path()])
    }
    #expect(files.count == 7)
  }

  // MARK: Limits

  private static func model(
    of count: Int,
    _ change: (inout MimirTenant) -> Void = { _ in }
  ) -> Model {
    model((0..<count).map { ("service-\($0)", "availability") }) { tenant in
      tenant.origin = Built.nowhere
      change(&tenant)
    }
  }

  private static func problems(of model: Model) -> [Diagnostic] {
    RulePlan.plan(for: model).problems(loadedBy: model)
  }

  private static func problems(
    _ count: Int,
    _ change: (inout MimirTenant) -> Void = { _ in }
  ) -> [Diagnostic] {
    problems(of: model(of: count, change))
  }

  @Test func seventyGroupsAreEnoughForTwentyThree() {
    #expect(Self.problems(23).isEmpty)
    let problems = Self.problems(24)
    #expect(
      problems.map(\.message) == [
        "24 SLOs need 72 groups and slogen's own alerts 1, 73 together; the tenant accepts 70"
      ]
    )
    #expect(problems.map(\.code) == [.SLO5005])
  }

  /// What is proposed is accepted; a shared group less is not.
  @Test(arguments: [24, 30, 40])
  func whatIsProposedFits(_ count: Int) throws {
    let model = Self.model(of: count) { $0.rulesPerGroup = 100 }
    let usage = try #require(MimirUsage(of: RulePlan.plan(for: model), for: model))
    let proposal = try #require(usage.fittingTenant)
    #expect(Self.problems(of: model).first?.fixIts.first?.edits.first?.replacement == proposal.text)
    #expect(Self.problems(count) { $0 = proposal }.isEmpty)
    #expect(proposal.longGroups == nil || count > 33, "as few SLOs share groups as possible")
    let fewer = [
      Self.problems(count) { $0.longGroups = proposal.longGroups.map { $0 - 1 } },
      Self.problems(count) { $0.reconcileGroups = proposal.reconcileGroups.map { $0 - 1 } },
    ]
    for problems in fewer { #expect(!problems.isEmpty) }
  }

  @Test func whereNothingFitsTheLimitIsToBeRaised() {
    let problems = Self.problems(90)
    #expect(problems.map(\.code) == [.SLO5005])
    #expect(problems.first?.fixIts.isEmpty == true)
    #expect(
      problems.first?.help == [
        "no packing fits: set ruler_max_rule_groups_per_tenant: 271 for the tenant and"
          + " groupsPerTenant: 271 here"
      ]
    )
    #expect(Self.problems(90) { $0.groupsPerTenant = 271 }.isEmpty)
    #expect(Self.problems(90) { $0.groupsPerTenant = nil }.isEmpty)
  }

  /// What an author states stays as it is where that is enough.
  @Test func statedNumbersStay() throws {
    let model = Self.model(of: 40) {
      $0.rulesPerGroup = 100
      $0.longGroups = 17
    }
    let usage = try #require(MimirUsage(of: RulePlan.plan(for: model), for: model))
    #expect(usage.fittingTenant?.longGroups == 17)
  }

  @Test func aGroupThatIsTooSmallNamesTheLeastNumber() throws {
    let change = { (tenant: inout MimirTenant) in
      tenant.rulesPerGroup = 100
      tenant.longGroups = 4
    }
    let problem = try #require(Self.problems(20, change).first)
    #expect(problem.code == .SLO5002)
    let count = try #require(problem.help.first?.prefix { $0.isNumber }).description
    #expect(
      problem.fixIts.first?.edits.first?.replacement
        == "mimir(rulesPerGroup: 100, longGroups: \(count))"
    )
    let least = try #require(Int(count))
    for groups in 4...least {
      let problems = Self.problems(20) {
        change(&$0)
        $0.longGroups = groups
      }
      #expect(problems.isEmpty == (groups == least), "\(groups)")
    }
  }

  /// Twenty rules are those of one SLO.
  @Test func withoutRoomNoNumberFits() throws {
    let problem = try #require(Self.problems(20) { $0.longGroups = 4 }.first)
    #expect(problem.help.first?.hasPrefix("no number of groups below that of the SLOs") == true)
    #expect(problem.fixIts.first?.edits.first?.replacement == "mimir")
  }
}

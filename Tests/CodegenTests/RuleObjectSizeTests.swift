import Codegen
import SLODSL
import TestSupport
import Testing

/// Objects with rules stay below what a cluster takes, however much an SLO asks for.
@Suite struct RuleObjectSizeTests {
  /// Below the 256 KiB that annotations may have together.
  private static let mostBytes = 240 << 10

  /// Ruler and objectives of one's own for so many groups.
  struct Case: Sendable, CustomTestStringConvertible {
    let ruler: Ruler
    let classes: Int

    var testDescription: String { "\(ruler.name), \(classes) classes" }
  }

  /// An SLO in which many groups have an objective of their own.
  private static func slo(_ classes: Int, readBy ruler: Ruler) -> ServiceLevelObjective {
    let own = (0..<classes).map { index in
      Built.objective(
        "0.99\(index)",
        where: GroupCondition(dimension: "tenant", values: ["tenant-\(index)"])
      )
    }
    return Built.slo(
      "of-tenants",
      objectives: own + [Built.objective("0.999")],
      by: ["tenant"],
      timing: Built.timing(readBy: ruler)
    )
  }

  private static func model(
    _ ruler: Ruler,
    templates: Bool = false,
    _ slos: ServiceLevelObjective...
  ) -> Model {
    var project = Project.loaded(by: ruler)
    project.ruleObjects = RuleObjects(namespace: "monitoring", areTemplates: templates)
    return Model(
      project: project,
      services: [
        Service(
          name: "checkout",
          summary: "",
          details: "",
          owner: nil,
          runbook: nil,
          objectives: slos,
          origin: Built.nowhere
        )
      ],
      receivers: [],
      metrics: []
    )
  }

  private static func objects(of model: Model) -> [String: Artifact] {
    let artifacts = RuleObjectsBackend.artifacts(for: Plans(for: model))
    return Dictionary(uniqueKeysWithValues: artifacts.map { ($0.path, $0) })
  }

  private static let others = ["availability", "latency"].map { Built.slo($0) }
  private static let large = ["counts", "long", "reconcile"].map {
    "kubernetes/rules/checkout.of-tenants.\($0).yml"
  }

  /// An object for each group, none too large; together they hold what the rule file holds, and
  /// nothing about other SLOs changes.
  @Test(
    arguments: [
      Case(ruler: .prometheus(.v2_42), classes: 40), Case(ruler: .vmalert, classes: 15),
    ]
  )
  func aLargeSLOHasAnObjectForEachGroup(_ example: Case) {
    let ruler = example.ruler
    let others = Self.others
    let before = Self.objects(of: Self.model(ruler, others[0], others[1]))
    let model = Self.model(ruler, others[0], Self.slo(example.classes, readBy: ruler), others[1])
    let after = Self.objects(of: model)
    #expect(Set(after.keys).subtracting(before.keys) == Set(Self.large))
    for (path, object) in before { #expect(after[path] == object, "\(path)") }
    let sizes = Self.large.map { after[$0]?.bytes.count ?? 0 }
    #expect(sizes.allSatisfy { $0 <= Self.mostBytes })
    #expect(sizes.reduce(0, +) > Self.mostBytes)
    let files = PrometheusBackend.artifacts(for: Plans(for: model))
    #expect(Self.rules(of: Array(after.values), indent: "  ") == Self.rules(of: files, indent: ""))
  }

  /// The rules with their labels, without what stands above them, sorted.
  private static func rules(of files: [Artifact], indent: String) -> [String] {
    var rules: [[String]] = []
    for file in files {
      var isRule = false
      for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
        guard line.hasPrefix(indent) else {
          isRule = false
          continue
        }
        let own = line.dropFirst(indent.count)
        if own.hasPrefix("  - ") {
          isRule = true
          rules.append([])
        } else if !own.hasPrefix("   ") {
          isRule = false
        }
        if isRule { rules[rules.count - 1] += labels(in: own) }
      }
    }
    return rules.map { $0.joined(separator: "\n") }.sorted()
  }

  /// Labels stand on a line of their own where they do not fit into one.
  private static func labels(in line: Substring) -> [String] {
    let start = "    labels: {"
    guard line.hasPrefix(start), line.hasSuffix("}") else { return [String(line)] }
    return ["    labels:"]
      + line.dropFirst(start.count).dropLast().split(separator: ", ").map { "      \($0)" }
  }

  /// Escapes of a chart are not in the cluster.
  @Test func chartsAreDividedAsPlainFilesAre() {
    let ruler = Ruler.prometheus(.v2_42)
    for classes in 22...30 {
      let slo = Self.slo(classes, readBy: ruler)
      let plain = Self.objects(of: Self.model(ruler, slo)).keys
      #expect(Set(plain) == Set(Self.objects(of: Self.model(ruler, templates: true, slo)).keys))
    }
  }

  // MARK: Groups that cannot be divided

  private static func problems(_ classes: Int) -> Generation {
    let ruler = Ruler.prometheus(.v2_42)
    return Generation.generate(from: model(ruler, slo(classes, readBy: ruler)))
  }

  @Test func aGroupThatKubectlCannotKeepIsAWarning() throws {
    let generation = Self.problems(60)
    let problem = try #require(generation.diagnostics.first)
    #expect(problem.code == .SLO5006 && problem.severity == .warning)
    #expect(
      problem.message == "kubernetes/rules/checkout.of-tenants.long.yml has 305 KiB; kubectl apply"
        + " keeps a copy in an annotation, of at most 256 KiB"
    )
    #expect(problem.range != nil)
    #expect(!generation.artifacts.isEmpty)
  }

  @Test func aGroupThatOperatorsRefuseIsAnError() throws {
    let generation = Self.problems(120)
    let problem = try #require(generation.diagnostics.first { $0.severity == .error })
    #expect(problem.code == .SLO5006)
    #expect(
      problem.message == "kubernetes/rules/checkout.of-tenants.long.yml has 600 KiB; operators take"
        + " rules of at most 512 KiB"
    )
    #expect(generation.artifacts.isEmpty)
  }
}

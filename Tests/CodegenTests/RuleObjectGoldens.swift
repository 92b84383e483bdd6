import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// Objects of a cluster with rules are as recorded; `RuleObjectTests` asks others about them.
@Suite struct RuleObjectGoldens {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: Model

    var testDescription: String { name }

    init(_ name: String, readBy ruler: Ruler = .prometheus(.v2_42), _ objects: RuleObjects) {
      self.name = name
      var project = Project.loaded(by: ruler)
      project.ruleObjects = objects
      let slos = [
        Built.slo(
          summary: "Texts of {{ templates }}, {{{{ nested, and `quoted`.",
          by: ["route"],
          timing: Built.timing(readBy: ruler),
          runbook: "https://runbooks.example.com/{{checkout}}"
        ),
        Built.slo(
          "Cart_lag",
          "0.99",
          indicator: Built.samples(.gauge(Built.selection("lag_seconds")), .less, "30"),
          timing: Built.timing(readBy: ruler)
        ),
      ]
      model = Example(name, slos[0], slos[1], project: project).model
    }
  }

  static let cases = [
    Case(
      "prometheus",
      RuleObjects(
        namespace: "monitoring",
        labels: [
          Label("release", "kube-prometheus-stack"), Label("app.kubernetes.io/part-of", "5"),
        ]
      )
    ),
    Case("chart", RuleObjects(areTemplates: true)),
    Case("unlabelled", RuleObjects()),
    Case("thanos", readBy: .thanos, RuleObjects(namespace: "monitoring")),
    Case("vmalert", readBy: .vmalert, RuleObjects(labels: [Label("team", "true")])),
  ]

  private static let folder = URL(filePath: Corpus.root).appending(component: "rule-objects")

  @Test(arguments: cases)
  func areAsRecorded(_ example: Case) throws {
    let artifacts = Generation.generate(from: example.model).artifacts
      .filter { $0.path.hasPrefix("kubernetes/") }
    #expect(
      artifacts.map(\.path) == [
        "kubernetes/rules/checkout.availability.yml", "kubernetes/rules/checkout.cart-lag.yml",
        "kubernetes/rules/slogen.yml",
      ]
    )
    let folder = Self.folder.appending(component: example.name)
    if Corpus.isBlessing {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for artifact in artifacts {
      let name = artifact.path.split(separator: "/").last ?? ""
      let file = folder.appending(component: String(name))
      if Corpus.isBlessing { try Data(artifact.bytes).write(to: file) }
      let recorded = try #require(try? Data(contentsOf: file), "no golden; record with BLESS=1")
      let difference = LineDifference.between(
        String(decoding: recorded, as: UTF8.self),
        String(decoding: artifact.bytes, as: UTF8.self)
      )
      #expect(Array(recorded) == artifact.bytes, "\(artifact.path):\n\(difference)")
    }
  }

  /// The groups of the objects together are those of the rule files, line by line but for labels
  /// that do not fit into one.
  @Test(arguments: cases.filter { $0.name != "chart" })
  func holdTheRulesOfTheFiles(_ example: Case) {
    let artifacts = Generation.generate(from: example.model).artifacts
    let written = artifacts.filter { $0.path.hasSuffix(".rules.yml") }
      .flatMap { Self.groups(in: $0, indent: "") }
    let held = artifacts.filter { $0.path.hasPrefix("kubernetes/") }
      .flatMap { Self.groups(in: $0, indent: "  ") }
      .filter { $0 != "  partial_response_strategy: abort" }
    #expect(written == held)
    #expect(written.count > 100)
  }

  private static func groups(in file: Artifact, indent: String) -> [Substring] {
    String(decoding: file.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != indent + "groups:" }
      .dropFirst()
      .filter { !$0.isEmpty }
      .map { $0.dropFirst($0.hasPrefix(indent) ? indent.count : 0) }
      .flatMap(lines)
  }

  /// Labels below each other.
  private static func lines(of line: Substring) -> [Substring] {
    let start = "    labels: {"
    guard line.hasPrefix(start), line.hasSuffix("}") else { return [line] }
    let labels = String(line.dropFirst(start.count).dropLast()).components(separatedBy: ", ")
    return ["    labels:"] + labels.map { "      \($0)" }
  }

  @Test func withoutTheTargetThereAreNone() {
    let model = Example("plain", Built.slo()).model
    let paths = Generation.generate(from: model).artifacts.map(\.path)
    #expect(paths.allSatisfy { !$0.hasPrefix("kubernetes/") })
  }
}

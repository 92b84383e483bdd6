import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// Lints of rules: what they find in rules that are wrong, and what slogen's own give on purpose.
@Suite struct RuleReviewTests {
  /// Rules with one of each mistake.
  @Test func findsWhatIsRecorded() throws {
    let errors = PromQLExpression.sum(
      .call("rate", .range(VectorSelector(metric: "errors_total"), .minutes(5))),
      by: ["job"]
    )
    let pinned = PromQLExpression.sum(
      .selector(
        VectorSelector(name: "jobs", matchers: [LabelMatcher("job", .equal, "mail")])
      ),
      by: ["job"]
    )
    let recorded = PromQLExpression.metric("slo:errors:rate5m")
    let absent = PromQLExpression.call("absent", .metric("up"))
    let groups = [
      group(
        "a:counts",
        every: .minute,
        [
          .recording(RecordingRule("slo:errors:rate5m", errors, labels: [])),
          .recording(RecordingRule("slo:errors:rate5m", errors, labels: [])),
          .recording(RecordingRule("errors_total", errors, labels: [])),
          .recording(RecordingRule("slo:jobs:sum", pinned, labels: [Label("job", "a")])),
          .alerting(alert("Absent", absent, hold: .seconds(20))),
          .alerting(alert("Unconditional", recorded, hold: .minutes(5))),
        ]
      ),
      group(
        "b:long",
        every: .minutes(15),
        [
          .alerting(
            alert("Slow", .binary(PromQLBinary(.greater, recorded, .number(1))), hold: nil)
          ),
          .recording(RecordingRule("slo:gone:ratio", .metric("slo:nobody:ratio"), labels: [])),
        ]
      ),
    ]
    let plan = RulePlan(files: [RuleFile(name: "a", header: [], groups: groups)])
    let findings = RuleReview.findings(in: plan, project: Project(), metrics: [])
    let lines = findings.map { finding in
      "\(finding.finding.code.rawValue) \(finding.group) \(finding.rule): "
        + finding.finding.message
    }
    let path = Corpus.root + "/codegen-plan/reviewed.txt"
    let text = lines.joined(separator: "\n") + "\n"
    if Corpus.isBlessing { try TextFile.record(text, at: path) }
    #expect(text == String(decoding: try TextFile.read(path), as: UTF8.self))
  }

  private func group(_ name: String, every interval: Duration, _ rules: [PlannedRule])
    -> RuleGroup
  {
    RuleGroup(name: name, comment: "", interval: interval, rules: rules, origin: nil)
  }

  private func alert(
    _ name: String,
    _ expression: PromQLExpression,
    hold: Duration?
  ) -> AlertRule {
    AlertRule(name: name, expression: expression, hold: hold, labels: [], annotations: [])
  }

  /// The codes of docs/RULES.md are those that generated rules give: no others, and none in vain.
  @Test func ownRulesGiveOnlyWhatIsDocumented() throws {
    var models = Example.all.map(\.model)
    models.append(try #require(try Self.exampleSystem()))
    var found: [DiagnosticCode: Int] = [:]
    var examples: [DiagnosticCode: String] = [:]
    for model in models {
      let findings = RuleReview.findings(
        in: RulePlan.plan(for: model),
        project: model.project,
        metrics: model.metrics
      )
      // Pinned to a moment by the author, in the query of an example.
      for finding in findings where finding.group != "slo:checkout/rewritten:counts" {
        found[finding.finding.code, default: 0] += 1
        examples[finding.finding.code] =
          "\(finding.group) \(finding.rule): "
          + finding.finding.message
      }
    }
    let documented = try Self.documentedCodes()
    #expect(!documented.isEmpty)
    for (code, count) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      print("\(code.rawValue): \(count) times in generated rules")
      #expect(documented.contains(code), "\(code.rawValue): \(examples[code] ?? "")")
    }
    for code in documented {
      #expect(found[code] != nil, "docs/RULES.md excuses \(code.rawValue), which nothing gives")
    }
  }

  /// The rows of the table "What linters say about these rules".
  private static func documentedCodes() throws -> Set<DiagnosticCode> {
    let path = Corpus.root + "/../../docs/RULES.md"
    let page = String(decoding: try TextFile.read(path), as: UTF8.self)
    let section =
      page.split(separator: "## What linters say").last?
      .split(separator: "\n## ").first ?? ""
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| SLO") }
    return Set(rows.compactMap { DiagnosticCode(rawValue: String($0.dropFirst(2).prefix(7))) })
  }

  /// The specs of this repository.
  private static func exampleSystem() throws -> Model? {
    let root = Corpus.root + "/../../specs"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    let files = try paths.filter { $0.hasSuffix(".slo") }.enumerated().map { index, path in
      Parser.parse(
        SourceFile(
          id: FileID(index),
          path: "specs/" + path,
          bytes: try TextFile.read(root + "/" + path)
        )
      )
    }
    return Compilation.compile(files, inputs: []).model
  }
}

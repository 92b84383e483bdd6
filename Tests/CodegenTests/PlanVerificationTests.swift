import Codegen
import SLODSL
import TestSupport
import Testing

/// What is not sound is never written.
@Suite struct PlanVerificationTests {
  private static let series = PromQLExpression.metric("a")

  private static let broken: [(name: String, rule: PlannedRule)] = [
    ("no such function", record(.call("no_such_function", series))),
    ("a range where a vector is due", record(.range(VectorSelector(metric: "a"), .minute))),
    ("too few arguments", record(.call("clamp_min", series))),
    ("text", record(.string("a"))),
    (
      "parentheses left out",
      record(
        .binary(PromQLBinary(.multiply, .binary(PromQLBinary(.add, series, series)), series))
      )
    ),
    ("a scalar alert", alert(.number(1))),
    ("for newer servers only", record(.call("sort_by_label", series, .string("b")))),
    (
      "the query of a text",
      alert(series, [.ifLabel("b", [.with(.call("rate", series), [], otherwise: [])])])
    ),
    (
      "a text of a label that the result cannot have",
      alert(.sum(series, by: ["b"]), [.label("b"), .ifLabel("c", [.label("c")]), .label("d")])
    ),
    (
      "a range that nobody filled in",
      record(
        .call(
          "rate",
          .matrix(MatrixSelector(selector: VectorSelector(metric: "a"), length: .window))
        )
      )
    ),
  ]

  private static func record(_ expression: PromQLExpression) -> PlannedRule {
    .recording(RecordingRule("slo:a", expression, labels: []))
  }

  private static func alert(
    _ expression: PromQLExpression,
    _ text: [AlertText] = []
  ) -> PlannedRule {
    .alerting(
      AlertRule(
        name: "A",
        expression: expression,
        labels: [],
        annotations: [Annotation("summary", text)]
      )
    )
  }

  private func plan(_ rule: PlannedRule) -> RulePlan {
    RulePlan(files: [
      RuleFile(
        name: "a",
        header: [],
        groups: [
          RuleGroup(
            name: "slo:a/b:counts",
            comment: "",
            interval: .minute,
            rules: [rule],
            origin: Built.nowhere
          )
        ]
      )
    ])
  }

  @Test func unsoundExpressionsAreReported() throws {
    var report = ""
    for (name, rule) in Self.broken {
      let problems = plan(rule).problems(readBy: [.prometheus(.v2_42)])
      #expect(problems.containsErrors, "\(name)")
      report += "# \(name)\n"
      for problem in problems {
        report += "\(problem.code.rawValue) \(problem.message)\n"
        report += problem.notes.map { "  note: \($0)\n" }.joined()
      }
    }
    let path = Corpus.root + "/codegen-plan/unsound.txt"
    if Corpus.isBlessing { try TextFile.record(report, at: path) }
    let recorded = String(decoding: try TextFile.read(path), as: UTF8.self)
    #expect(recorded == report, "\(LineDifference.between(recorded, report))")
  }

  @Test(arguments: Example.all)
  func whatIsPlannedIsSound(_ example: Example) {
    let plan = RulePlan.plan(for: example.model)
    for rulers in [[Ruler.prometheus(.v2_42)], [.prometheus(.v3)]] {
      #expect(plan.problems(readBy: rulers).map(\.message) == [])
    }
  }
}

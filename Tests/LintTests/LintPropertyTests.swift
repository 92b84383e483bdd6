import Foundation
import SLODSL
import TestSupport
import Testing

/// What holds for every expression, whatever it says.
@Suite struct LintPropertyTests {
  private static let contexts: [PromQLLinter.Context] = [
    .init(options: .everything),
    .init(options: .everything, catalog: LintCase.catalog, purpose: .recording),
    .init(
      options: .everything,
      catalog: MetricCatalog([], targetLabels: []),
      purpose: .alerting,
      retention: .days(15)
    ),
    .init(options: .everything, catalog: LintCase.catalog, purpose: .count),
  ]

  private static let files = [
    "parse", "printer", "pretty", "eval", "extra", "derived", "realworld",
  ]

  @Test(
    .enabled(if: PublicExpressions.arePresent, "the corpus ../shared/corpus/promql is not here"),
    arguments: files
  )
  func placesLieInTheText(_ name: String) throws {
    var counts: [DiagnosticCode: Int] = [:]
    for text in try PublicExpressions.expressions(name) {
      for (index, context) in Self.contexts.enumerated() {
        let findings = LintCase.findings(in: text, context) ?? []
        Self.expectPlaces(findings, in: text)
        guard index == 0 else { continue }
        for finding in findings { counts[finding.code, default: 0] += 1 }
        // `SHOW=SLO3110` prints where a lint speaks up, to be read for false alarms.
        for finding in findings where finding.code.rawValue == Corpus.setting("SHOW") {
          print(String(decoding: text, as: UTF8.self), finding.message, separator: "\n  → ")
        }
      }
    }
    let summary = counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }
    print("lints of \(name): " + summary.joined(separator: ", "))
  }

  /// Each expression of the lints' own corpus with a byte left out, doubled or everything behind
  /// it cut off.
  @Test(arguments: try LintCase.all())
  func survivesEveryEdit(_ file: LintCase) throws {
    for case (_, let line?) in try file.lines() {
      for index in line.text.indices {
        let cut = Array(line.text[..<index])
        let without = cut + line.text[(index + 1)...]
        let doubled = cut + [line.text[index]] + line.text[index...]
        for edited in [cut, without, doubled] {
          Self.expectPlaces(LintCase.findings(in: edited, line.context) ?? [], in: edited)
        }
      }
    }
  }

  /// A tree without a text, as the planner builds it, is judged as well.
  @Test(arguments: try LintCase.all())
  func treesWithoutTextAreJudged(_ file: LintCase) throws {
    for case (let source, let line?) in try file.lines() {
      guard let expression = PromQLParser.parse(line.text, options: line.context.options).expression
      else { continue }
      let findings = PromQLLinter.findings(in: expression, text: [], context: line.context)
      #expect(findings.allSatisfy { $0.fix == nil || !$0.range.isEmpty }, "\(source)")
    }
  }

  private static func expectPlaces(_ findings: [PromQLFinding], in text: [UInt8]) {
    for finding in findings {
      let places = [finding.range] + (finding.fix?.edits ?? []).map(\.range)
      if places.contains(where: { $0.upperBound > text.count }) {
        Issue.record("\(finding) lies outside of \(String(decoding: text, as: UTF8.self))")
      }
    }
  }
}

import Codegen
import SLODSL
import TestSupport
import Testing

/// Expressions with what is said about them, and fixes that mend it.
@Suite struct LintCorpusTests {
  @Test(arguments: try LintCase.all())
  func saysWhatIsRecorded(_ file: LintCase) throws {
    let code = try #require(file.code, "a case is named after the code that it shows")
    var report = ""
    var found = 0
    var silent = 0
    for (text, line) in try file.lines() {
      report += text + "\n"
      guard let line else { continue }
      guard let findings = line.findings else {
        Issue.record("this does not parse or type: \(text)")
        continue
      }
      let own = findings.filter { $0.code == code }
      report += own.map { $0.rendered(under: line.text) }.joined()
      found += own.count
      silent += own.isEmpty ? 1 : 0
    }
    try file.corpus.expect(report, as: "findings")
    #expect(found > 0, "nothing shows \(code.rawValue)")
    #expect(silent > 0, "no near miss shows where \(code.rawValue) is silent")
  }

  /// Each fix leaves fewer findings of its code, none of another that was not there, and making
  /// them all leaves none that offers one.
  @Test(arguments: try LintCase.all())
  func fixesMend(_ file: LintCase) throws {
    for case (_, let line?) in try file.lines() {
      guard let findings = line.findings else { continue }
      for finding in findings {
        guard let fix = finding.fix else { continue }
        let mended = try #require(fix.applied(to: line.text), "edits overlap: \(fix)")
        let text = String(decoding: mended, as: UTF8.self)
        guard let left = LintCase.findings(in: mended, line.context) else {
          Issue.record("does not parse or type: \(text)")
          continue
        }
        #expect(
          left.count { $0.code == finding.code } < findings.count { $0.code == finding.code },
          "\(fix.title) leaves \(finding.code.rawValue): \(text)"
        )
      }
    }
  }

  @Test(arguments: try LintCase.all())
  func findingsAreWellFormed(_ file: LintCase) throws {
    for case (_, let line?) in try file.lines() {
      for finding in line.findings ?? [] {
        #expect(finding.range.upperBound <= line.text.count)
        #expect(!finding.range.isEmpty, "\(finding)")
        #expect(finding.message.first?.isUppercase == false, "\(finding.message)")
        for text in [finding.message] + finding.notes + finding.help {
          #expect(text.last != ".", "no full stop: \(text)")
        }
      }
    }
  }

  @Test func everyGoldenHasACase() throws {
    let stray = try Corpus("lints", inputs: "promql").goldensWithoutInput(endings: ["findings"])
    #expect(stray.isEmpty)
  }

  /// 31 to 37 are lints of expressions, but for a few that need the rule around them, whose cases
  /// are in the corpus of plans.
  @Test func everyLintHasACase() throws {
    let shown = Set(try LintCase.all().compactMap(\.code) + RuleReview.codes)
    let missing = DiagnosticCode.allCases.filter { code in
      ("SLO31"..."SLO37").contains(String(code.rawValue.prefix(5))) && !shown.contains(code)
    }
    #expect(missing.isEmpty)
  }

  @Test func theCatalogIsRead() {
    #expect(LintCase.catalog.series(named: "http_requests_total") != nil)
  }
}

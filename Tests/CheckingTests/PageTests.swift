import SLODSL
import Testing

/// Every diagnostic code has a page, and what the page shows is what slogen does.
@Suite struct PageTests {
  /// One example of a page.
  struct Case: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    let isWrong: Bool
    let example: DiagnosticPage.Example

    var testDescription: String { "\(code.rawValue) \(isWrong ? "wrong" : "right")" }
  }

  private static let cases = DiagnosticPage.all.flatMap { page in
    [(page.wrong, true), (page.right, false)].compactMap { example, isWrong in
      example.map { Case(code: page.code, isWrong: isWrong, example: $0) }
    }
  }

  @Test func everyCodeHasOnePage() {
    let codes = DiagnosticCode.allCases.map(\.rawValue).sorted()
    #expect(DiagnosticPage.all.map(\.code.rawValue) == codes)
    for page in DiagnosticPage.all {
      for text in [page.title, page.what, page.why] { #expect(!text.isEmpty, "\(page.code)") }
      #expect(page.wrong != nil && page.right != nil, "\(page.code)")
    }
  }

  /// The wrong example yields its code and no other, the right one nothing at all, not even a note.
  @Test(arguments: cases)
  func examplesDoWhatThePageSays(_ page: Case) throws {
    let examined: Examined
    switch page.example {
    case .spec(let text): examined = Examined(spec: text)
    case .promQL(let text, let catalog, let use):
      examined = try Examined(promQL: text, catalog: catalog, use: use)
    case .session: return
    }
    let codes = examined.diagnostics.map(\.code)
    if page.isWrong {
      #expect(!codes.isEmpty, "the wrong example is found fault with")
      #expect(Set(codes).isSubset(of: [page.code]), "\(examined.text)")
    } else {
      #expect(codes.isEmpty, "\(examined.text)")
    }
  }

  /// One edit that is offered for a wrong example leaves nothing of the code there.
  @Test(arguments: cases.filter(\.isWrong))
  func fixItsMendTheWrongExample(_ page: Case) throws {
    guard case .spec(let text) = page.example else { return }
    let specs = SpecSet([("example.slo", text)])
    let before = specs.compiled().diagnostics
    guard let mended = specs.mended(before, code: page.code) else { return }
    let after = mended.compiled().diagnostics
    #expect(!after.contains { $0.code == page.code }, "\(mended.rendered(after))")
  }
}

/// An example, and what is said about it.
private struct Examined {
  let diagnostics: [Diagnostic]
  /// As it is drawn, for failures.
  let text: String

  init(spec: String) {
    let specs = SpecSet([("example.slo", spec)])
    diagnostics = specs.compiled().diagnostics
    text = specs.rendered(diagnostics)
  }

  /// Parsed, typed and looked over as the expression of a rule.
  init(promQL: String, catalog: String?, use: DiagnosticPage.Example.Use) throws {
    let declarations = catalog.map { SpecSet([("catalog.slo", $0)]).compiled() }
    #expect(declarations?.diagnostics.isEmpty ?? true, "the catalog is sound")
    let project = declarations?.model?.project
    let options = PromQLOptions.portable
    let parsed = PromQLParser.parse(promQL, options: options)
    var errors = parsed.errors
    var findings: [PromQLFinding] = []
    if let expression = parsed.expression {
      errors += PromQLChecker.check(expression, options: options).errors
      if errors.isEmpty {
        var context = PromQLLinter.Context(options: options, catalog: declarations?.catalog)
        context.purpose = use.purpose
        if let project {
          context.scrape = project.scrape
          context.evaluation = project.evaluation
          context.retention = project.retention
        }
        findings = PromQLLinter.findings(
          in: expression,
          text: Array(promQL.utf8),
          context: context
        )
      }
    }
    let range = { (bytes: Range<Int>) in
      SourceRange(file: FileID(0), start: bytes.lowerBound, end: bytes.upperBound)
    }
    diagnostics =
      errors.map { Diagnostic($0.kind.code, $0.message, at: range($0.range)) }
      + findings.map { Diagnostic($0.code, $0.message, at: range($0.range)) }
    let file = SourceFile(id: FileID(0), path: "example.promql", bytes: Array(promQL.utf8))
    text = DiagnosticRenderer(files: [file], style: .plain).render(diagnostics)
  }
}

extension DiagnosticPage.Example.Use {
  fileprivate var purpose: PromQLLinter.Context.Purpose {
    switch self {
    case .query: .query
    case .recording: .recording
    case .alerting: .alerting
    case .count: .count
    case .sample: .sample
    }
  }
}

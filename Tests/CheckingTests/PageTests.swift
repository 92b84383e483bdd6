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

  /// Files, encodings, limits and whole rules cannot be shown as a spec; all else is compiled.
  @Test func onlyWhatCannotBeCompiledIsASession() {
    let sessions = Set(
      DiagnosticPage.all.filter { if case .session = $0.wrong { true } else { false } }
        .map(\.code.rawValue)
    )
    let expected = DiagnosticCode.allCases.map(\.rawValue).filter {
      ["SLO0003", "SLO0024", "SLO1005", "SLO3516"].contains($0)
        || ["SLO370", "SLO380", "SLO5", "SLO9"].contains(where: $0.hasPrefix)
    }
    #expect(sessions.isSubset(of: expected))
  }

  /// The wrong example yields its code and no other, the right one nothing at all, not even a note.
  @Test(arguments: cases)
  func examplesDoWhatThePageSays(_ page: Case) throws {
    if case .session = page.example { return }
    let examined = ExaminedExample(page.example, name: "example")
    #expect(examined.catalogDiagnostics.isEmpty, "the catalog of the example is sound")
    let codes = examined.diagnostics.map(\.code)
    let text = DiagnosticRenderer(files: examined.files, style: .plain)
      .render(examined.diagnostics)
    if page.isWrong {
      #expect(!codes.isEmpty, "the wrong example is found fault with")
      #expect(Set(codes).isSubset(of: [page.code]), "\(text)")
    } else {
      #expect(codes.isEmpty, "\(text)")
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

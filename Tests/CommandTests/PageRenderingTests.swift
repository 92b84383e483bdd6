import SLODSL
import TestSupport
import Testing

/// The diagnostics of every page's wrong example, in colour and in narrow terminals.
///
/// Without colours they stand in `docs/DIAGNOSTICS.md`.
@Suite struct PageRenderingTests {
  private static let folder = Corpus.root + "/pages"

  /// A page that shows a diagnostic.
  struct Page: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    let example: ExaminedExample
    var testDescription: String { code.rawValue }
  }

  private static let pages = DiagnosticPage.all.compactMap { page in
    page.wrong.map { Page(code: page.code, example: ExaminedExample($0, name: "wrong")) }
  }
  .filter { !$0.example.diagnostics.isEmpty }

  @Test(arguments: pages)
  func isDrawnInColour(_ page: Page) throws {
    let text = Self.rendered(page, .colour)
    #expect(ColourNotation.plain(text) == Self.rendered(page, .plain))
    let path = "\(Self.folder)/\(page.code.rawValue).colour"
    let compact = ColourNotation.compact(text)
    if Corpus.isBlessing { return try TextFile.record(compact, at: path) }
    let recorded = (try? TextFile.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if recorded != compact {
      Issue.record(
        """
        \(page.code.rawValue).colour differs from what is recorded (BLESS=1 records):
        \(LineDifference.between(recorded, compact))
        """
      )
    }
  }

  /// Nothing is lost where the terminal is narrow, and prose does not run over its edge.
  @Test(arguments: pages, [40, 64, 120])
  func fitsTheTerminal(_ page: Page, width: Int) {
    let text = Self.rendered(page, .plain, width: width)
    for line in text.split(separator: "\n") {
      let isProse = ["error", "warning", "note", "help"].contains { line.hasPrefix($0) }
      let columns = line.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
      #expect(!isProse || columns <= width || !line.dropFirst(16).contains(" "), "\(line)")
      #expect(columns <= max(width, 64), "\(line)")
    }
    for diagnostic in page.example.diagnostics {
      let said = [diagnostic.message] + diagnostic.notes + diagnostic.help
      let words = said.flatMap { $0.split(separator: " ") }
      #expect(words.allSatisfy { text.contains($0) })
    }
  }

  private static func rendered(
    _ page: Page,
    _ style: DiagnosticRenderer.Style,
    width: Int? = nil
  ) -> String {
    DiagnosticRenderer(files: page.example.files, style: style, width: width)
      .render(page.example.diagnostics)
  }
}

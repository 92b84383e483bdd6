import SLODSL
import TestSupport
import Testing

/// How diagnostics are drawn: each case is a source that begins with directives.
@Suite struct RenderingTests {
  @Test(arguments: try Corpus("rendering").cases)
  func drawsAsRecorded(_ spec: Corpus.Case) throws {
    let script = try RenderingScript(try spec.bytes)
    let plain = DiagnosticRenderer(files: script.files, style: .plain).render(script.diagnostics)
    try spec.expect(plain, as: "plain")
    let colour = DiagnosticRenderer(files: script.files, style: .colour).render(script.diagnostics)
    try spec.expect(colour.replacing("\u{1B}", with: "\\e"), as: "colour")
    #expect(Self.withoutEscapes(colour) == plain, "colours change nothing but colours")
  }

  @Test func everyGoldenHasASource() throws {
    let stray = try Corpus("rendering").goldensWithoutInput(endings: ["plain", "colour"])
    #expect(stray.isEmpty)
  }

  @Test func manyDiagnosticsAreCountedAndErrorsGoFirst() {
    let file = SourceFile(id: FileID(0), path: "a.slo", bytes: Array("x\n".utf8))
    let range = SourceRange(file: FileID(0), start: 0, end: 1)
    let warnings = (0..<300).map {
      Diagnostic(.SLO0001, "warning \($0)", at: range, severity: .warning)
    }
    let error = Diagnostic(.SLO0001, "the only error", at: range)
    let text = DiagnosticRenderer(files: [file], style: .plain).render(warnings + [error])
    #expect(text.hasPrefix("error[SLO0001]: the only error"))
    #expect(text.contains("warning 198"))
    #expect(!text.contains("warning 199"))
    #expect(text.hasSuffix("… and 101 more\n1 error, 300 warnings\n"))
  }

  @Test(arguments: [0, 1, 500_000, 999_999])
  func aLineOfAMillionBytesStaysShort(_ offset: Int) {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
    let file = SourceFile(id: FileID(0), path: "a.slo", bytes: bytes)
    let range = SourceRange(file: FileID(0), start: offset, end: 1_000_000)
    let text = DiagnosticRenderer(files: [file], style: .plain)
      .render(Diagnostic(.SLO0001, "long", at: range, label: "here"))
    #expect(text.utf8.count < 500)
    #expect(text.contains("^ here"))
    #expect(text.contains("a.slo:1:\(offset + 1)\n"))
  }

  @Test func rangesOutsideTheFileAreClipped() {
    let file = SourceFile(id: FileID(0), path: "a.slo", bytes: Array("ab".utf8))
    let renderer = DiagnosticRenderer(files: [file], style: .plain)
    let far = SourceRange(file: FileID(0), start: 10, end: 20)
    #expect(renderer.render(Diagnostic(.SLO0001, "far", at: far)).contains("a.slo:1:3"))
    let elsewhere = SourceRange(file: FileID(7), start: 0, end: 1)
    let text = renderer.render(Diagnostic(.SLO0001, "elsewhere", at: elsewhere))
    #expect(text == "error[SLO0001]: elsewhere\n")
  }

  private static func withoutEscapes(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { index, part in
        index == 0 ? part[...] : part.drop { $0 != "m" }.dropFirst()
      }
      .joined()
  }
}

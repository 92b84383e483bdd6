import SLODSL
import TestSupport
import Testing

/// How diagnostics are drawn: each case is a source that begins with directives.
@Suite struct RenderingTests {
  @Test(arguments: try Corpus("rendering").cases)
  func drawsAsRecorded(_ spec: Corpus.Case) throws {
    let script = try RenderingScript(try spec.bytes)
    let draw = { (style: DiagnosticRenderer.Style) in
      DiagnosticRenderer(files: script.files, style: style, width: script.width)
        .render(script.diagnostics)
    }
    let plain = draw(.plain)
    try spec.expect(plain, as: "plain")
    let colour = draw(.colour)
    try spec.expect(ColourNotation.compact(colour), as: "colour")
    #expect(ColourNotation.plain(colour) == plain, "colours change nothing but colours")
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

  /// However many things are said about one line of ten million bytes, each looks at what is near.
  @Test func aLineOfTenMillionBytesIsReadOnce() {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    let file = SourceFile(id: FileID(0), path: "a.slo", bytes: bytes)
    let diagnostics = (1...30).map { index in
      let start = index * 330_000
      let range = SourceRange(file: FileID(0), start: start, end: start + 5)
      return Diagnostic(
        .SLO0001,
        "mistake \(index)",
        at: range,
        related: [.init("beside", at: SourceRange(file: FileID(0), start: 7, end: 9))],
        fixIts: [FixIt("mend it", replacing: range, with: "y")]
      )
    }
    let text = DiagnosticRenderer(files: [file], style: .plain).render(diagnostics)
    #expect(text.utf8.count < 100_000)
    #expect(text.contains("a.slo:1:9900001\n"))
    #expect(text.contains("help: mend it\n  |\n1 | …"))
  }

  /// Whatever the bytes and ranges are, the text stays short and its lines stay narrow.
  @Test(arguments: 0..<20)
  func anyBytesCanBeDrawn(_ seed: UInt64) {
    var random = Lehmer(state: seed)
    let alphabet: [[UInt8]] = [
      [0x0A], [0x0D, 0x0A], [0x09], [0x20], [0x00], [0x1B], [0x7F], [0xC3], [0xFF], [0xE6, 0xB3],
      Array("é".utf8), Array("注".utf8), Array("\u{301}".utf8), Array("🚀".utf8),
      Array("service".utf8), Array(repeating: 0x78, count: 300),
    ]
    for _ in 0..<100 {
      let bytes = (0..<random.next(below: 40)).flatMap { _ in
        alphabet[random.next(below: alphabet.count)]
      }
      let file = SourceFile(id: FileID(0), path: "a.slo", bytes: bytes)
      let range = { (random: inout Lehmer) in
        let start = random.next(below: bytes.count + 3)
        let end = start + random.next(below: bytes.count + 3)
        return SourceRange(file: FileID(0), start: start, end: end)
      }
      let fixIt = FixIt(
        "mend it",
        edits: (0..<3).map { _ in
          FixIt.Edit(range: range(&random), replacement: random.next(below: 2) == 0 ? "" : "x\ny")
        }
      )
      let diagnostic = Diagnostic(
        .SLO0001,
        "any",
        at: range(&random),
        label: "here",
        related: [.init("there", at: range(&random))],
        fixIts: [fixIt]
      )
      let width = [nil, 1, 30, 80][random.next(below: 4)]
      let text = DiagnosticRenderer(files: [file], style: .plain, width: width)
        .render([diagnostic])
      #expect(text.hasSuffix("\n1 error\n"))
      let lines = text.split(separator: "\n")
      #expect(lines.count < 80)
      #expect(lines.allSatisfy { $0.count < 130 })
      #expect(!text.unicodeScalars.contains { $0 != "\n" && DisplayWidth.isUnprintable($0) })
    }
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
}

/// Numbers that look random and are the same in every run (Lehmer's generator, modulus 2³¹ - 1).
private struct Lehmer {
  private var state: UInt64

  init(state: UInt64) {
    self.state = state + 1
  }

  mutating func next(below bound: Int) -> Int {
    state = state * 48_271 % 2_147_483_647
    return Int(state % UInt64(bound))
  }
}

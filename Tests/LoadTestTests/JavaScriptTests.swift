import Codegen
import SLODSL
import TestSupport
import Testing

/// Any text comes out of the writer as it went in, and nothing on the way mistakes it for its own.
@Suite struct JavaScriptTests {
  /// What means something to JavaScript, HTML, templates, shells, terminals or editors.
  private static let pieces = [
    "'", "\"", "`", "\\", "\n", "\r", "\r\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}",
    "\u{2029}", "$", "{", "}", "${x}", "{{", "}}", "%{", "%s", "</script>", "<!--", "-->", "*/",
    "/*", "//", "<", "/", "!", "\u{202E}", "\u{2066}", "\u{200D}", "\u{FEFF}", "\u{E0001}",
    "\u{FFFF}", "😀", "👩\u{200D}🚀", "e\u{301}", "é", "__proto__", "constructor", "const plan = 1;\n",
    ";\n", "\u{1B}[31m", "a", " ",
  ]

  /// The same texts in every run; the last one is long.
  private static let texts: [String] = {
    var random = SplitMix(seed: 11)
    let mixed = (0..<400).map { _ in
      (0..<Int.random(in: 1...8, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    return pieces + mixed + [String(repeating: "\"${x}\u{2028}\\", count: 2000)]
  }()

  private static let value: JSON = .object([
    JSON.Member("texts", .array(texts.map(JSON.text))),
    JSON.Member("nested", [["a", 1], ["b", true, .null, .number(ExactNumber(1, over: 8))]]),
  ])

  private static let module = JavaScriptWriter.document(
    JavaScript([.comment(texts), .constant("plan", value)])
  )

  @Test func aConstantReadsBack() {
    #expect(JavaScriptReader.constant("plan", in: Self.module) == Self.value)
  }

  /// The engine of k6 is the judge.
  @Test(.enabled(if: K6.isExpected, "Tests/run has not installed k6"), arguments: K6.all)
  func anEngineReadsTheSame(_ k6: K6) async throws {
    let script =
      String(decoding: Self.module, as: UTF8.self) + """
        export default function () {}
        export function handleSummary() { return { 'report.md': JSON.stringify(plan.texts) }; }
        """
    let outcome = try await k6.run(script, [:])
    #expect(outcome.exitCode == 0, "\(outcome.output)")
    let read = JSON.read(Array(outcome.report.utf8))
    #expect(read == .array(Self.texts.map(JSON.text)))
  }

  @Test func nothingCommands() throws {
    let scripts = try LoadScripts.all().map(\.text) + [String(decoding: Self.module, as: UTF8.self)]
    for script in scripts {
      for mark in ["${", "{{", "</", "<!--", "*/", "/*", "%{"] {
        #expect(!script.contains(mark), "\(mark)")
      }
      let strange = script.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format, .lineSeparator, .paragraphSeparator, .unassigned: true
        default: false
        }
      }
      #expect(strange.isEmpty)
    }
  }
}

import SLODSL
import TestSupport
import Testing

/// Every example of the language reference does what the reference says.
@Suite struct LanguageExamplesTests {
  /// A fenced block: what stands behind the backticks, and its text.
  struct Example: Sendable, CustomTestStringConvertible {
    let line: Int
    let kind: String
    let source: String
    var testDescription: String { "line \(line)" }
  }

  static func examples() throws -> [Example] {
    let path = Corpus.root.dropLast("Tests/Corpus".count) + "docs/LANGUAGE.md"
    let text = String(decoding: try TextFile.read(String(path)), as: UTF8.self)
    var examples: [Example] = []
    var open: (line: Int, kind: String, body: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.hasPrefix("```") else {
        open?.body.append(line)
        continue
      }
      if let block = open {
        let source = block.body.joined(separator: "\n") + "\n"
        examples.append(Example(line: block.line, kind: block.kind, source: source))
        open = nil
      } else {
        open = (index + 1, String(line.dropFirst(3)), [])
      }
    }
    return examples
  }

  @Test(arguments: try examples().filter { $0.kind == "slo" })
  func compiles(_ example: Example) {
    let found = Self.diagnostics(of: example).filter { $0.severity == .error }
    #expect(found.map { "\($0.code): \($0.message)" } == [])
  }

  @Test(arguments: try examples().filter { $0.kind.hasPrefix("slo-error") })
  func isRefusedWithItsCode(_ example: Example) {
    let errors = Self.diagnostics(of: example).filter { $0.severity == .error }
    #expect(errors.map { "slo-error \($0.code.rawValue)" } == [example.kind])
  }

  @Test func thereAreExamples() throws {
    let examples = try Self.examples()
    #expect(examples.filter { $0.kind == "slo" }.count >= 15)
    #expect(examples.filter { $0.kind.hasPrefix("slo-error") }.count >= 2)
    #expect(Set(examples.map(\.kind).filter { !$0.hasPrefix("slo") }) == [])
  }

  private static func diagnostics(of example: Example) -> [Diagnostic] {
    let file = SourceFile(id: FileID(0), path: "example.slo", bytes: Array(example.source.utf8))
    return Compilation.compile([Parser.parse(file)], inputs: []).diagnostics
  }
}

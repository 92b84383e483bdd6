import SLODSL
import TestSupport
import Testing

/// Every example of docs/LANGUAGE.md does what the page says.
@Suite struct LanguageReferenceTests {
  /// A fenced block of the page.
  struct Example: Sendable, CustomTestStringConvertible {
    let line: Int
    let text: String
    /// The code that it must yield; nil for one that compiles.
    let code: DiagnosticCode?

    var testDescription: String { "line \(line)" }
  }

  @Test(arguments: try Self.examples())
  func compilesAsThePageSays(_ example: Example) throws {
    let specs = SpecSet(try Self.withImports(example))
    let compilation = specs.compiled()
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    guard let code = example.code else {
      #expect(compilation.model != nil, "\(specs.rendered(errors))")
      return
    }
    #expect(Set(errors.map(\.code)) == [code], "\(specs.rendered(errors))")
  }

  @Test func thePageHasExamplesOfAllSorts() throws {
    let examples = try Self.examples()
    #expect(examples.count { $0.code == nil } > 20)
    #expect(examples.count { $0.code != nil } > 8)
  }

  /// Every key that the checker knows has a place on the page.
  @Test func everySettingIsDescribed() throws {
    let page = String(decoding: try TextFile.read(Self.page), as: UTF8.self)
    for key in SettingKey.allCases {
      #expect(page.contains("`\(key.rawValue)`") || page.contains("`\(key.rawValue):`"), "\(key)")
    }
  }

  // MARK: Reading the page

  private static let page = Corpus.root + "/../../docs/LANGUAGE.md"

  static func examples() throws -> [Example] {
    let lines = String(decoding: try TextFile.read(page), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var examples: [Example] = []
    var open: (line: Int, head: Substring, text: String)?
    for (number, line) in zip(1..., lines) {
      if let block = open, line == "```" {
        let words = block.head.split(separator: " ")
        let code = words.dropFirst().first.flatMap { DiagnosticCode(rawValue: String($0)) }
        if words[0] == "slo" || words[0] == "slo-error" {
          examples.append(Example(line: block.line, text: block.text, code: code))
        }
        open = nil
      } else if let block = open {
        open = (block.line, block.head, block.text + line + "\n")
      } else if line.hasPrefix("```") {
        open = (number, line.dropFirst(3), "")
      }
    }
    return examples
  }

  /// The example as a file of `specs/`, with what it imports from there.
  private static func withImports(_ example: Example) throws -> [(path: String, text: String)] {
    let folder = Corpus.root + "/../../specs/"
    var files = [(path: "example.slo", text: example.text)]
    var next = 0
    while next < files.count {
      let file = SourceFile(
        id: FileID(next),
        path: files[next].path,
        bytes: Array(files[next].text.utf8)
      )
      for target in ImportPath.targets(of: Parser.parse(file))
      where !files.contains(where: { $0.path == target.path }) {
        let bytes = try TextFile.read(folder + target.path)
        files.append((target.path, String(decoding: bytes, as: UTF8.self)))
      }
      next += 1
    }
    return files
  }
}

import SLODSL
import TestSupport
import Testing

/// The examples that docs/FORMAT.md and README.md show are laid out as FORMAT.md says.
@Suite struct DocumentedLayoutTests {
  @Test(arguments: ["docs/FORMAT.md", "README.md"])
  func examplesAreFormatted(_ page: String) throws {
    let text = String(
      decoding: try TextFile.read(Corpus.root + "/../../" + page),
      as: UTF8.self
    )
    let examples = text.replacing("```swift\n", with: "```slo\n").split(separator: "```slo\n")
      .dropFirst().compactMap { $0.split(separator: "```").first }
    #expect(!examples.isEmpty, "\(page) shows a spec")
    for example in examples {
      let file = SourceFile(id: FileID(0), path: page, bytes: Array(example.utf8))
      let result = SpecFormatter.format(file)
      #expect(result.refusal == nil)
      #expect(result.syntax.diagnostics.isEmpty, "\(result.syntax.diagnostics.compact(in: file))")
      #expect(result.text == example, "\(LineDifference.between(String(example), result.text))")
    }
  }
}

import SLODSL
import TestSupport
import Testing

/// Every file of `Corpus/format` is laid out as recorded; `.refused` says why one is left alone.
@Suite struct FormatCorpusTests {
  @Test(arguments: try Corpus("format").cases)
  func laysOutAsRecorded(_ spec: Corpus.Case) throws {
    let file = try spec.source()
    let result = SpecFormatter.format(file)
    try spec.expect(result.refusal.map { $0.reason + "\n" } ?? "", as: "refused")
    if result.refusal != nil {
      #expect(result.bytes == file.bytes)
      return try spec.expect("", as: "formatted")
    }
    try spec.expect(String(decoding: result.bytes, as: UTF8.self), as: "formatted")
    let again = SpecFormatter.format(result.file)
    #expect(again.refusal == nil)
    #expect(again.text == result.text, "what was formatted stays as it is")
  }

  @Test func everyGoldenHasASpec() throws {
    #expect(try Corpus("format").goldensWithoutInput(endings: ["formatted", "refused"]) == [])
  }
}

/// Every spec of the repository keeps its meaning and is final after one pass.
@Suite struct FormatAllSpecsTests {
  /// A spec of the corpora or of `specs/`.
  struct Spec: Sendable, CustomTestStringConvertible {
    let corpus: Corpus.Case
    let testDescription: String
  }

  static func all() -> [Spec] {
    ["parse", "check", "cli", "cli-files", "codegen-model", "rendering", "../../specs"]
      .flatMap { folder in
        // Folders that hold no spec any more are no concern of these tests.
        ((try? Corpus(folder).cases) ?? []).map {
          Spec(corpus: $0, testDescription: folder + "/" + $0.name)
        }
      }
  }

  @Test func thereAreMany() throws {
    #expect(Self.all().count > 250)
  }

  @Test(arguments: Self.all())
  func keepTheirMeaning(_ spec: Spec) throws {
    let file = try spec.corpus.source()
    let result = SpecFormatter.format(file)
    let old = Parser.parse(file)
    let new = Parser.parse(result.file)
    #expect(new.shape == old.shape)
    #expect(new.diagnostics.map(\.code) == old.diagnostics.map(\.code))
    #expect(result.file.comments == file.comments)
    #expect(SpecFormatter.format(result.file).text == result.text)
    // Sound files are never refused but for bytes that are no text.
    if old.diagnostics.isEmpty { #expect(result.refusal == nil || result.refusal == .notUTF8) }
  }

  /// What people read first is laid out as `slogen fmt` does it.
  @Test(arguments: try Corpus("../../specs").cases)
  func ofThisRepositoryAreFormatted(_ spec: Corpus.Case) throws {
    let file = try spec.source()
    let text = SpecFormatter.format(file).text
    let difference = LineDifference.between(String(decoding: file.bytes, as: UTF8.self), text)
    #expect(difference.isEmpty, "\(difference)")
  }
}

extension FormattedSpec {
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var file: SourceFile {
    SourceFile(id: syntax.file.id, path: syntax.file.path, bytes: bytes)
  }
}

extension SourceFile {
  /// The comments in source order, without blanks, which a layout may change.
  var comments: [String] {
    let lexemes = Lexer.lex(self)
    let ranges = lexemes.comments + lexemes.documentation.map(\.range)
    return ranges.sorted().map { range in
      String(
        decoding: bytes[Int(range.start)..<Int(range.end)].filter { $0 > 0x20 },
        as: UTF8.self
      )
    }
  }
}

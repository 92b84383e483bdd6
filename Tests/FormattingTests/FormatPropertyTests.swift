import SLODSL
import TestSupport
import Testing

/// What holds for every program, however it is written.
@Suite struct FormatPropertyTests {
  @Test(arguments: 0..<40)
  func generatedProgramsKeepTheirMeaning(_ batch: Int) {
    for seed in batch * 10..<batch * 10 + 10 {
      let text = ProgramGenerator.program(seed: UInt64(seed))
      let file = SourceFile(id: FileID(0), path: "seed\(seed).slo", bytes: Array(text.utf8))
      let old = Parser.parse(file)
      #expect(old.diagnostics.isEmpty, "\(old.diagnostics.compact(in: file))\n\(text)")
      let result = SpecFormatter.format(file)
      #expect(result.refusal == nil, "seed \(seed):\n\(text)")
      #expect(Parser.parse(result.file).shape == old.shape)
      #expect(result.file.comments == file.comments, "seed \(seed):\n\(text)\n=>\n\(result.text)")
      let again = SpecFormatter.format(result.file).text
      #expect(
        again == result.text,
        "seed \(seed): \(LineDifference.between(result.text, again))\n=>\n\(result.text)"
      )
      expectTidy(result, seed)
    }
  }

  /// Blanks at no line's end, no tabs, no two empty lines, one line feed at the end.
  private func expectTidy(_ result: FormattedSpec, _ seed: Int) {
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!result.text.contains("\r"), "seed \(seed)")
    #expect(!result.text.contains("\n\n\n"), "seed \(seed)")
    #expect(!result.text.contains("{\n\n") && !result.text.contains("\n\n}"), "seed \(seed)")
    #expect(result.text.isEmpty || result.text.hasSuffix("\n"), "seed \(seed)")
    #expect(lines.allSatisfy { $0.last != " " && !$0.contains("\t") }, "seed \(seed)")
  }

  /// A file with mistakes is formatted as far as it can be read, and then it is final.
  @Test(arguments: try ["parse/ok", "parse/err", "format"].flatMap { try Corpus($0).cases })
  func mutationsAreSurvived(_ spec: Corpus.Case) throws {
    let original = try spec.bytes
    guard original.count < 4000 else { return }
    let file = try spec.source()
    let tokens = Lexer.lex(file).tokens.filter { $0.length > 0 }
    for token in stride(from: 0, to: tokens.count, by: max(1, tokens.count / 8)) {
      let range = Int(tokens[token].start)..<Int(tokens[token].end)
      check(original[..<range.lowerBound] + original[range.upperBound...])
      check(original[..<range.upperBound] + original[range] + original[range.upperBound...])
      check(original[..<range.upperBound] + [0x0A] + original[range.upperBound...])
      check(original[..<range.upperBound])
    }
  }

  private func check(_ bytes: ArraySlice<UInt8>) {
    let file = SourceFile(id: FileID(0), path: "mutation.slo", bytes: Array(bytes))
    let result = SpecFormatter.format(file)
    guard result.refusal == nil else {
      #expect(result.bytes == file.bytes)
      // What has no mistakes depends on no rule of recovery.
      if result.refusal == .dependsOnLayout {
        #expect(
          !result.syntax.diagnostics.isEmpty,
          "\(String(decoding: bytes, as: UTF8.self))"
        )
      }
      return
    }
    #expect(result.file.comments == file.comments, "\(String(decoding: bytes, as: UTF8.self))")
    let again = SpecFormatter.format(result.file)
    #expect(again.text == result.text, "\(LineDifference.between(result.text, again.text))")
  }
}

import SLODSL
import TestSupport
import Testing

/// Whatever is done to a spec, checking it never crashes, ends soon, and speaks only of places that
/// exist.
@Suite struct CompileMutationTests {
  private static let cases: [CheckCorpusTests.Case] = {
    let folders = ["good", "bad"].compactMap { try? CheckCorpusTests.Case.all($0) }
    return folders.flatMap(\.self)
  }()

  /// Every mutation of every file takes many minutes: without a wish each file gives so many.
  private static var mutationsOfAFile: Int { wantsAll ? .max : 12 }

  /// `MUTATIONS=all` tries them all.
  private static let wantsAll = Corpus.setting("MUTATIONS") == "all"

  @Test func startFromEnoughFiles() {
    #expect(Self.cases.count >= 130)
  }

  @Test(arguments: cases)
  func ofTokensAreSurvived(_ spec: CheckCorpusTests.Case) throws {
    let specs = try spec.specs
    let bytes = specs.sources[0].bytes
    let tokens = Lexer.lex(specs.sources[0]).tokens.filter { $0.length > 0 }
    for index in stride(from: 0, to: tokens.count, by: max(1, tokens.count / Self.mutationsOfAFile))
    {
      let range = Int(tokens[index].start)..<Int(tokens[index].end)
      let middle = (range.lowerBound + range.upperBound) / 2
      check(bytes[..<range.lowerBound] + bytes[range.upperBound...], in: specs)
      check(bytes[..<range.upperBound] + bytes[range] + bytes[range.upperBound...], in: specs)
      check(bytes[..<middle] + bytes[range.upperBound...], in: specs)
    }
  }

  @Test(arguments: cases)
  func ofBytesAreSurvived(_ spec: CheckCorpusTests.Case) throws {
    let specs = try spec.specs
    let original = specs.sources[0].bytes
    var random = SplitMix(seed: UInt64(original.count))
    for _ in 0..<min(Self.mutationsOfAFile, 200) {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(Self.notable.randomElement(using: &random) ?? 0, at: place)
        default: bytes.remove(at: place)
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      check(bytes[...], in: specs)
    }
  }

  /// Names and literals of one spec in the places of others: what parses, but means nothing.
  @Test(arguments: cases)
  func ofMeaningAreSurvived(_ spec: CheckCorpusTests.Case) throws {
    let specs = try spec.specs
    let file = specs.sources[0]
    let tokens = Lexer.lex(file).tokens.filter { token in
      switch token.kind {
      case .identifier, .number, .stringText: true
      default: false
      }
    }
    guard !tokens.isEmpty else { return }
    var random = SplitMix(seed: UInt64(tokens.count))
    for _ in 0..<min(Self.mutationsOfAFile * 2, 400) {
      guard let token = tokens.randomElement(using: &random),
        let word = Self.words.randomElement(using: &random)
      else { continue }
      check(
        file.bytes[..<Int(token.start)] + Array(word.utf8) + file.bytes[Int(token.end)...],
        in: specs
      )
    }
  }

  private static let notable = Array("\"\\()[]{}#`/*:;,.=!<&|%-'\n\r\0".utf8)
  private static let words = [
    "value", "age", "remaining", "code", "http_requests_total", "queue_depth", "window", "standard",
    "true", "nothing", "5", "0", "999999999999999", "250ms", "99.9%", "14.4x", "64MiB", "3 errors",
    "100/s", "\"text\"", "\"\"", "[]", "[\"a\", 5]", "[:]", "1...3", ".exact", "!value", "/x/",
    "sum(of: queue_depth)", "(a + b)", "#promql(\"up\")", "(x where y == \"z\")", "`a b`", "-1",
  ]

  // MARK: What always holds

  private func check(_ bytes: ArraySlice<UInt8>, in specs: SpecSet) {
    let mutated = specs.replacing(FileID(0), with: Array(bytes))
    let compilation = mutated.compiled()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect((compilation.model == nil) == compilation.diagnostics.containsErrors)
    for diagnostic in compilation.diagnostics {
      let edits = diagnostic.fixIts.flatMap(\.edits).map(\.range)
      for range in [diagnostic.range].compactMap(\.self) + diagnostic.related.map(\.range) + edits {
        let isInside =
          Int(range.file.index) < mutated.sources.count && range.start <= range.end
          && Int(range.end) <= mutated.sources[Int(range.file.index)].bytes.count
        #expect(isInside, "\(diagnostic.code) \(diagnostic.message) in \(text)")
      }
      #expect(
        !diagnostic.help.contains { $0.contains("mistake in slogen") },
        "\(diagnostic) in \(text)"
      )
      #expect(!diagnostic.message.isEmpty)
    }
  }
}

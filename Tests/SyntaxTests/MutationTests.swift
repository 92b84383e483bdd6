import SLODSL
import TestSupport
import Testing

/// Whatever is done to a file, reading it never crashes and every diagnostic points into it.
@Suite struct Mutations {
  private static let cases: [Corpus.Case] = {
    let folders = ["parse/ok", "parse/err"].compactMap { try? Corpus($0) }
    return folders.flatMap(\.cases)
  }()

  @Test func startFromEnoughFiles() {
    #expect(Self.cases.count >= 90)
  }

  @Test(arguments: cases)
  func ofTokensAreSurvived(_ spec: Corpus.Case) throws {
    let bytes = try spec.bytes
    let tokens = Lexer.lex(try spec.source()).tokens.filter { $0.length > 0 }
    // Long files would take minutes in debug builds; a few tokens of them are enough.
    let count = bytes.count > 4000 ? 8 : 200
    for token in stride(from: 0, to: tokens.count, by: max(1, tokens.count / count)) {
      let range = Int(tokens[token].start)..<Int(tokens[token].end)
      let text = bytes[range]
      let middle = (range.lowerBound + range.upperBound) / 2
      read(bytes[..<range.lowerBound] + bytes[range.upperBound...], spec.name)
      read(bytes[..<range.upperBound] + text + bytes[range.upperBound...], spec.name)
      read(bytes[..<middle] + bytes[range.upperBound...], spec.name)
      read(bytes[..<range.upperBound], spec.name)
      read(bytes[range.lowerBound...], spec.name)
    }
  }

  @Test(arguments: cases)
  func ofBytesAreSurvived(_ spec: Corpus.Case) throws {
    let original = try spec.bytes
    guard !original.isEmpty else { return }
    var random = SplitMix(seed: UInt64(original.count))
    for _ in 0..<(original.count > 4000 ? 4 : 60) {
      var bytes = original
      for _ in 0..<Int(random.next() % 4 + 1) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1:
          let byte = Int(random.next() % UInt64(Self.notable.count))
          bytes.insert(Self.notable[byte], at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
      read(bytes[...], spec.name)
    }
  }

  private static let notable = Array("\"\"\"\\()[]{}#`/*:;,.=!<&|%-'\n\r\0\u{A0}“".utf8)

  private func read(_ bytes: ArraySlice<UInt8>, _ name: String) {
    let file = SourceFile(id: FileID(3), path: name, bytes: Array(bytes))
    let syntax = Parser.parse(file)
    for diagnostic in syntax.diagnostics {
      let edits = diagnostic.fixIts.flatMap(\.edits).map(\.range)
      for range in [diagnostic.range].compactMap(\.self) + diagnostic.related.map(\.range) + edits {
        let isInside = range.file == file.id && Int(range.end) <= bytes.count
        #expect(isInside, "\(diagnostic.message) in \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(syntax.diagnostics.count <= 101)
    checkRanges(of: syntax, size: bytes.count)
  }

  /// The dump visits every node; ranges run forward by construction and end inside the file.
  private func checkRanges(of syntax: SpecSyntax, size: Int) {
    for declaration in syntax.declarations {
      #expect(Int(declaration.range.end) <= size)
    }
    #expect(syntax.dump.utf8.count >= syntax.declarations.count)
  }
}

import SLODSL
import TestSupport
import Testing

/// Every file of `Corpus/parse/ok` parses without a word, into the recorded tree.
@Suite struct ParsedTrees {
  @Test(arguments: try Corpus("parse/ok").cases)
  func areAsRecorded(_ spec: Corpus.Case) throws {
    let syntax = Parser.parse(try spec.source())
    #expect(syntax.diagnostics.compact(in: syntax.file) == "")
    try spec.expect(syntax.dump, as: "tree")
  }

  @Test func leaveNoGoldenBehind() throws {
    #expect(try Corpus("parse/ok").goldensWithoutInput(endings: ["tree", "stderr"]) == [])
  }
}

/// Every file of `Corpus/parse/err` is reported as recorded.
@Suite struct ParseDiagnostics {
  @Test(arguments: try Corpus("parse/err").cases)
  func areAsRecorded(_ spec: Corpus.Case) throws {
    let syntax = Parser.parse(try spec.source())
    #expect(!syntax.diagnostics.isEmpty)
    try spec.expect(syntax.diagnostics.compact(in: syntax.file), as: "stderr")
    try spec.expect(syntax.dump, as: "tree")
  }

  @Test func leaveNoGoldenBehind() throws {
    #expect(try Corpus("parse/err").goldensWithoutInput(endings: ["tree", "stderr"]) == [])
  }
}

/// The codes of syntax and their fix-its.
@Suite struct SyntaxCodes {
  @Test func haveACaseEach() throws {
    let recorded = Set(
      try Corpus("parse/err").cases.flatMap { spec in
        Parser.parse(try spec.source()).diagnostics.map(\.code)
      })
    let all = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("SLO0") }
    #expect(all.filter { !recorded.contains($0) } == [])
  }

  /// One edit mends one mistake: applied alone it leaves fewer problems than before.
  @Test(arguments: try Corpus("parse/err").cases)
  func offerEditsThatMend(_ spec: Corpus.Case) throws {
    let file = try spec.source()
    let diagnostics = Parser.parse(file).diagnostics
    guard diagnostics.count <= 100 else { return }
    for diagnostic in diagnostics {
      for fixIt in diagnostic.fixIts {
        let mended = Parser.parse(file.applying(fixIt)).diagnostics
        #expect(
          mended.count < diagnostics.count,
          "\(fixIt.title) for \(diagnostic.message):\n\(mended.compact(in: file.applying(fixIt)))")
      }
    }
  }
}

extension SourceFile {
  /// The file with a fix-it's edits made.
  func applying(_ fixIt: FixIt) -> SourceFile {
    var edited = bytes
    for edit in fixIt.edits.sorted(by: { $0.range > $1.range }) {
      edited.replaceSubrange(
        Int(edit.range.start)..<Int(edit.range.end), with: Array(edit.replacement.utf8))
    }
    return SourceFile(id: id, path: path, bytes: edited)
  }
}

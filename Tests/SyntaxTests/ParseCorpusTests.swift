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

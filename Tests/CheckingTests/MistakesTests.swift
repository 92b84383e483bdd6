import SLODSL
import TestSupport
import Testing

/// What newcomers write: users of other tools and languages, and everybody in a hurry.
///
/// Each file holds one mistake and gets one error, or one warning where what it says is allowed.
@Suite struct MistakesTests {
  /// The files of `Tests/Corpus/mistakes`; its folders hold what they import.
  static func cases() throws -> [Corpus.Case] {
    try Corpus("mistakes").cases.filter { !$0.name.utf8.contains(UInt8(ascii: "/")) }
  }

  @Test(arguments: try cases())
  func isOneError(_ mistake: Corpus.Case) throws {
    let specs = try SpecSet(path: mistake.name + ".slo", corpus: "mistakes")
    let found = specs.compiled().diagnostics
    try mistake.expect(specs.rendered(found), as: "stderr")
    let errors = found.filter { $0.severity == .error }
    // Advice on practice is about what else a spec that compiles could say.
    let warnings = found.filter {
      $0.severity == .warning && !$0.code.rawValue.hasPrefix("SLO41")
    }
    #expect(errors.count == 1 || errors.isEmpty && warnings.count == 1)
    guard let told = errors.first ?? warnings.first else { return }
    guard let mended = specs.mended([told], code: told.code) else {
      try mistake.expect("", as: "fixed")
      #expect(
        !told.help.isEmpty || !told.notes.isEmpty || told.label != nil || !told.related.isEmpty
          || told.message.contains("expected"),
        "what cannot be mended is at least explained"
      )
      return
    }
    let text = String(decoding: mended.sources[0].bytes, as: UTF8.self)
    try mistake.expect(text, as: "fixed")
    let left = mended.compiled().diagnostics.filter { $0.severity > .note }
    #expect(
      !left.containsErrors && !left.contains { $0.code == told.code },
      "the first edit mends all: \(mended.rendered(left))"
    )
  }

  /// Enough of each sort of newcomer.
  @Test func everySortIsThere() throws {
    let names = try Self.cases().map(\.name)
    #expect(names.count >= 80)
    for sort in ["sloth", "openslo", "pyrra", "yaml", "swift", "prometheus", "terraform", "typo"] {
      #expect(names.contains { $0.hasPrefix(sort + "-") }, "\(sort)")
    }
  }

  /// Nobody reads a thousand errors of one file.
  @Test func manyErrorsAreCutShort() {
    let lines = (0..<1_000).map { "  wrong\($0): 1\n" }.joined()
    let found = SpecSet([("many.slo", "service s {\n" + lines + "}\n")]).compiled().diagnostics
    #expect(found.count == 101)
    #expect(found.last?.code == .SLO0024)
  }

  @Test func everyGoldenHasAMistake() throws {
    #expect(try Corpus("mistakes").goldensWithoutInput(endings: ["stderr", "fixed"]).isEmpty)
  }
}

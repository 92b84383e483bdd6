import SLODSL
import TestSupport
import Testing

/// Specs with the model they mean, and specs with what is said about them.
@Suite struct CheckCorpusTests {
  /// A spec of its own, or the `main.slo` of a folder.
  struct Case: Sendable, CustomTestStringConvertible {
    let corpus: Corpus.Case
    /// `good` or `bad`.
    let folder: String

    var testDescription: String { name }

    var name: String {
      corpus.name.hasSuffix("/main") ? String(corpus.name.dropLast(5)) : corpus.name
    }

    var specs: SpecSet {
      get throws {
        corpus.name.hasSuffix("/main")
          ? try SpecSet(folder: folder + "/" + name)
          : try SpecSet(path: folder + "/" + name + ".slo")
      }
    }

    /// The code that a bad case is about: its name begins with it.
    var code: DiagnosticCode? { DiagnosticCode(rawValue: String(name.prefix(7))) }

    static func all(_ folder: String) throws -> [Case] {
      try Corpus("check/" + folder).cases
        .filter { !$0.name.utf8.contains(UInt8(ascii: "/")) || $0.name.hasSuffix("/main") }
        .map { Case(corpus: $0, folder: folder) }
    }
  }

  @Test(arguments: try Case.all("good"))
  func meansWhatIsRecorded(_ spec: Case) throws {
    let specs = try spec.specs
    let compilation = specs.compiled()
    try spec.corpus.expect(specs.rendered(compilation.diagnostics), as: "stderr")
    let model = try #require(compilation.model, "a good spec has a model")
    try spec.corpus.expect(ModelDump.text(of: model), as: "model")
  }

  @Test(arguments: try Case.all("bad"))
  func saysWhatIsRecorded(_ spec: Case) throws {
    let code = try #require(spec.code, "a bad spec is named after the code that it shows")
    let specs = try spec.specs
    let compilation = specs.compiled()
    try spec.corpus.expect(specs.rendered(compilation.diagnostics), as: "stderr")
    #expect(compilation.diagnostics.contains { $0.code == code })
    #expect((compilation.model == nil) == compilation.diagnostics.containsErrors)
    guard let mended = specs.mended(compilation.diagnostics, code: code) else {
      try spec.corpus.expect("", as: "fixed")
      return
    }
    try spec.corpus.expect(
      String(decoding: mended.sources[0].bytes, as: UTF8.self),
      as: "fixed"
    )
    let before = compilation.diagnostics
    let left = mended.compiled().diagnostics
    let offered = before.count { $0.code == code && !$0.fixIts.isEmpty }
    #expect(
      left.count { $0.code == code } <= before.count { $0.code == code } - offered,
      "each edit mends what was wrong: \(mended.rendered(left))"
    )
    // Advice is only given once nothing is wrong.
    let wrong = left.filter { !$0.code.rawValue.hasPrefix("SLO41") }
    #expect(
      wrong.count <= before.count - offered,
      "no edit breaks anything: \(mended.rendered(left))"
    )
  }

  @Test func everyGoldenHasASpec() throws {
    for folder in ["good", "bad"] {
      let stray = try Corpus("check/" + folder)
        .goldensWithoutInput(endings: ["model", "stderr", "fixed"])
      #expect(stray.isEmpty)
    }
  }

  /// 0 is tested with the parser, 31 to 38 with the lints, 5 and 9 with what writes files.
  @Test func everyCodeOfTheCheckerHasACase() throws {
    let shown = Set(try Case.all("bad").compactMap(\.code))
    let missing = DiagnosticCode.allCases.filter { code in
      ["SLO1", "SLO2", "SLO30", "SLO4"].contains { code.rawValue.hasPrefix($0) }
        && !shown.contains(code)
    }
    #expect(missing.isEmpty)
  }
}

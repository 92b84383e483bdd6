import SLODSL
import TestSupport
import Testing

/// Every fix-it that any spec of the corpora is offered does what it promises.
@Suite struct FixItTests {
  /// A spec with its imports, from the corpus of the checker or that of the parser.
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    var testDescription: String { path }

    var specs: SpecSet {
      get throws {
        if path.hasPrefix("parse/") {
          let bytes = try TextFile.read(Corpus.root + "/" + path)
          return SpecSet(path: path, bytes: bytes)
        }
        let below = String(path.dropFirst("check/".count))
        return below.hasSuffix("/main.slo")
          ? try SpecSet(folder: String(below.dropLast("/main.slo".count)))
          : try SpecSet(path: below)
      }
    }

    static func all() throws -> [Case] {
      let checked = try CheckCorpusTests.Case.all("bad").map { "check/bad/\($0.corpus.name).slo" }
      let parsed = try Corpus("parse/err").cases.map { "parse/err/\($0.name).slo" }
      return (checked + parsed).map { Case(path: $0) }
    }
  }

  /// Applied alone, a fix-it leaves fewer diagnostics of its code, and no new mistake of syntax.
  @Test(arguments: try Case.all())
  func eachMendsWhatItIsOfferedFor(_ spec: Case) throws {
    let specs = try spec.specs
    let before = specs.compiled().diagnostics
    for diagnostic in before {
      for fixIt in diagnostic.fixIts {
        let mended = specs.applying(fixIt)
        let after = mended.compiled().diagnostics
        let count = { (diagnostics: [Diagnostic]) in
          diagnostics.count { $0.code == diagnostic.code }
        }
        #expect(
          count(after) < count(before),
          "\(fixIt.title): \(specs.rendered([diagnostic])) leaves \(mended.rendered(after))"
        )
        let syntax = { (diagnostics: [Diagnostic]) in
          diagnostics.filter { $0.code.rawValue.hasPrefix("SLO0") }
        }
        #expect(
          syntax(after).count <= syntax(before).count,
          "\(fixIt.title): \(specs.rendered([diagnostic])) breaks \(mended.rendered(syntax(after)))"
        )
      }
    }
  }

  /// Applied together, round after round, they come to an end at which none is left.
  @Test(arguments: try Case.all(), [false, true])
  func allOfThemComeToAnEnd(_ spec: Case, includesReview: Bool) throws {
    var specs = try spec.specs
    // Advice on practice comes once a spec compiles: what is mended may well get some.
    let mistakes = { (diagnostics: [Diagnostic]) in
      diagnostics.filter { $0.severity > .note && !$0.code.rawValue.hasPrefix("SLO41") }
    }
    let before = mistakes(specs.compiled().diagnostics)
    for _ in 0..<20 {
      let diagnostics = specs.compiled().diagnostics
      let selection = FixItSelection(
        from: diagnostics,
        includesReview: includesReview,
        in: specs.sources
      )
      if selection.choices.isEmpty {
        let left = mistakes(diagnostics)
        #expect(left.count <= before.count, "\(specs.rendered(left))")
        return
      }
      for file in specs.sources {
        specs = specs.replacing(file.id, with: selection.applied(to: file))
      }
    }
    Issue.record("fix-its are offered for ever: \(specs.rendered(specs.compiled().diagnostics))")
  }

  @Test func editsThatTouchAreChosenInTurn() {
    let file = SourceFile(id: FileID(0), path: "a.slo", bytes: Array("abcdef".utf8))
    func diagnostic(_ edits: [(Int, Int, String)], _ safety: FixIt.Safety = .safe) -> Diagnostic {
      let edits = edits.map { start, end, text in
        FixIt.Edit(
          range: SourceRange(file: file.id, start: start, end: end),
          replacement: text
        )
      }
      return Diagnostic(
        .SLO0001,
        "\(edits)",
        at: edits[0].range,
        fixIts: [FixIt("mend", edits: edits, safety: safety)]
      )
    }
    func applied(_ diagnostics: [Diagnostic], includesReview: Bool = false) -> String {
      let selection = FixItSelection(
        from: diagnostics,
        includesReview: includesReview,
        in: [file]
      )
      return String(decoding: selection.applied(to: file), as: UTF8.self)
    }
    #expect(applied([diagnostic([(0, 1, "X")]), diagnostic([(1, 2, "Y")])]) == "XYcdef")
    #expect(applied([diagnostic([(0, 2, "X")]), diagnostic([(1, 3, "Y")])]) == "Xcdef")
    #expect(applied([diagnostic([(2, 2, "X")]), diagnostic([(2, 2, "Y")])]) == "abXcdef")
    #expect(applied([diagnostic([(1, 2, "X")]), diagnostic([(2, 2, "Y")])]) == "aXcdef")
    #expect(applied([diagnostic([(0, 0, "("), (6, 6, ")")])]) == "(abcdef)")
    #expect(applied([diagnostic([(0, 3, "X"), (2, 4, "Y")])]) == "abcdef", "half a fix is none")
    #expect(applied([diagnostic([(4, 9, "X")])]) == "abcdef", "beyond the end")
    #expect(applied([diagnostic([(0, 1, "X")], .review)]) == "abcdef")
    #expect(applied([diagnostic([(0, 1, "X")], .review)], includesReview: true) == "Xbcdef")
  }
}

extension SpecSet {
  /// The set with one fix-it applied.
  fileprivate func applying(_ fixIt: FixIt) -> SpecSet {
    let alone = Diagnostic(.SLO0001, "", at: nil, fixIts: [fixIt])
    let selection = FixItSelection(from: [alone], includesReview: true, in: sources)
    return sources.reduce(self) { $0.replacing($1.id, with: selection.applied(to: $1)) }
  }
}

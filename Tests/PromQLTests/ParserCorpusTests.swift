import Codegen
import SLODSL
import TestSupport
import Testing

/// What the parser and the type checker say about our own queries, one a line.
@Suite struct ParserCorpusTests {
  @Test(arguments: try Corpus("promql/everything", inputs: "promql").cases)
  func judgesEverything(_ file: Corpus.Case) throws {
    try file.expect(verdicts(of: file, options: .everything), as: "verdicts")
  }

  @Test(arguments: try Corpus("promql/portable", inputs: "promql").cases)
  func judgesWhatOldServersRead(_ file: Corpus.Case) throws {
    try file.expect(verdicts(of: file, options: .portable), as: "verdicts")
  }

  /// Nodes, and where they stand.
  @Test(arguments: try Corpus("promql/everything", inputs: "promql").cases)
  func buildsTrees(_ file: Corpus.Case) throws {
    let trees = try queries(of: file).compactMap { line -> String? in
      guard let tree = PromQLParser.parse(line, options: .everything).expression else { return nil }
      let document = JSONWriter.line(PromQLTree.document(of: tree))
      return String(decoding: line, as: UTF8.self) + "\n  " + document + "\n"
    }
    try file.expect(trees.joined(), as: "trees")
  }

  /// In lines of 100 bytes where they are longer, and in narrow ones.
  @Test(arguments: try Corpus("promql/everything", inputs: "promql").cases)
  func breaksLines(_ file: Corpus.Case) throws {
    let texts = try queries(of: file).compactMap { line -> String? in
      guard let tree = PromQLParser.parse(line, options: .everything).expression else { return nil }
      let wide = tree.prettified()
      let narrow = tree.prettified(width: 10)
      for text in [wide, narrow, tree.text] {
        #expect(PromQLParser.parse(text).expression?.ordered == tree.ordered)
      }
      guard narrow != tree.text else { return nil }
      return (wide == tree.text ? "" : wide + "\n\n") + narrow + "\n\n"
    }
    try file.expect(texts.joined(), as: "pretty")
  }

  /// Which servers take an expression as they come.
  @Test(arguments: try Corpus("promql/versions", inputs: "promql").cases)
  func knowsWhatVersionsTake(_ file: Corpus.Case) throws {
    let lines = try queries(of: file).map { line in
      let servers = ConformanceCorpus.Server.all.filter { server in
        Verdict(line, options: server.options).isAccepted
      }
      let isPortable = Verdict(line, options: .portable).isAccepted
      let names = servers.map(\.name) + (isPortable ? ["portable"] : [])
      return String(decoding: line, as: UTF8.self) + "\n  " + names.joined(separator: " ") + "\n"
    }
    try file.expect(lines.joined(), as: "servers")
  }

  @Test func recordsBelongToQueries() throws {
    for folder in ["promql/everything", "promql/portable", "promql/versions"] {
      let corpus = try Corpus(folder, inputs: "promql")
      let endings = ["verdicts", "trees", "pretty", "servers"]
      #expect(corpus.goldensWithoutInput(endings: endings) == [])
    }
  }

  /// What prints reads back as the same text, and no edit of a query crashes the parser.
  @Test(arguments: try Corpus("promql/everything", inputs: "promql").cases)
  func survivesEveryEdit(_ file: Corpus.Case) throws {
    for line in try queries(of: file) {
      if let expression = PromQLParser.parse(line, options: .everything).expression {
        #expect(PromQLParser.parse(expression.text).expression?.text == expression.text)
        #expect(PromQLParser.parse(expression.prettyText).expression?.text == expression.text)
      }
      for index in line.indices {
        let cut = Array(line[..<index])
        let without = cut + line[(index + 1)...]
        let doubled = cut + [line[index]] + line[index...]
        for edited in [cut, without, doubled] {
          let errors = Verdict(edited, options: .everything).errors
          #expect(errors.allSatisfy { $0.range.upperBound <= edited.count })
        }
      }
    }
  }

  private func queries(of file: Corpus.Case) throws -> [[UInt8]] {
    try file.bytes.split(separator: 0x0A).map { Array($0) }
  }

  private func verdicts(of file: Corpus.Case, options: PromQLOptions) throws -> String {
    try queries(of: file).map { line in
      let query = String(decoding: line, as: UTF8.self)
      let verdict = Verdict(line, options: options)
      guard let error = verdict.errors.first else {
        let text = PromQLParser.parse(line, options: options).expression?.text ?? ""
        return "\(query)\n  \(verdict.type?.rawValue ?? "nothing"): \(text)\n"
      }
      let help = error.help.map { "\n  help: " + $0 } ?? ""
      return "\(query)\n  \(error.range.lowerBound)..<\(error.range.upperBound) \(error.kind): "
        + "\(error.message)\(help)\n"
    }.joined()
  }
}

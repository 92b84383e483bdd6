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

  @Test func recordsBelongToQueries() throws {
    for folder in ["promql/everything", "promql/portable"] {
      let corpus = try Corpus(folder, inputs: "promql")
      #expect(corpus.goldensWithoutInput(endings: ["verdicts"]) == [])
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

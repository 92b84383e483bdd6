import SLODSL
import TestSupport
import Testing

/// What patterns mean, one a line; behind tabs come texts, in which `␊` stands for a line feed.
@Suite struct CorpusTests {
  @Test(arguments: try Corpus("regex", inputs: "patterns").cases)
  func judges(_ file: Corpus.Case) throws {
    let lines = String(decoding: try file.bytes, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    try file.expect(lines.dropLast().map(verdict).joined(), as: "verdicts")
  }

  @Test func recordsBelongToPatterns() throws {
    #expect(
      try Corpus("regex", inputs: "patterns").goldensWithoutInput(endings: ["verdicts"]) == []
    )
  }

  /// No edit of a pattern crashes, and every problem lies in the pattern.
  @Test(arguments: try Corpus("regex", inputs: "patterns").cases)
  func survivesEveryEdit(_ file: Corpus.Case) throws {
    for line in String(decoding: try file.bytes, as: UTF8.self).split(separator: "\n") {
      let pattern = Array(line.prefix { $0 != "\t" }.unicodeScalars)
      for index in pattern.indices {
        let before = pattern[..<index]
        let after = pattern[(index + 1)...]
        for edited in [before, before + after, before + [pattern[index]] + pattern[index...]] {
          var text = String.UnicodeScalarView()
          text.append(contentsOf: edited)
          checkRange(String(text))
        }
      }
    }
  }

  private func checkRange(_ pattern: String) {
    guard case .failure(let problem) = RegularExpression.parse(pattern) else { return }
    #expect(problem.range.upperBound <= pattern.utf8.count, "\(pattern)")
  }

  private func verdict(_ line: Substring) -> String {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let pattern = fields[0]
    let head = "\(pattern)\n"
    switch RegularExpression.parse(pattern) {
    case .failure(let problem):
      return head
        + "  \(problem.range.lowerBound)..<\(problem.range.upperBound) \(problem.message)\n"
    case .success(let expression):
      var facts: [String] = []
      if expression.groupCount > 0 { facts.append("groups: \(expression.groupCount)") }
      if expression.matchesEmpty { facts.append("matches the empty value") }
      if let set = expression.finiteSet(limit: 12) { facts.append("all: \(shown(set))") }
      let joined = RegularExpression.asAlternative(pattern)
      if joined != pattern { facts.append("joined: \(joined)") }
      for text in fields.dropFirst() {
        let answer = expression.matches(text.replacing("␊", with: "\n"))
        facts.append("\(answer.map { $0 ? "yes" : "no" } ?? "unknown"): \(shown([text]))")
      }
      return head + facts.map { "  \($0)\n" }.joined()
    }
  }

  private func shown(_ texts: [String]) -> String {
    "[" + texts.map { $0.debugDescription }.joined(separator: ", ") + "]"
  }
}

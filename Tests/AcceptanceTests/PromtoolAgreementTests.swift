import CommandSupport
import Foundation
import Testing

/// Thousands of random expressions are judged by slogen as promtool judges them: which are valid,
/// and where the first mistake of the others is.
@Suite(.enabled(if: Tool.isExpected("promtool"), "promtool is not installed"))
struct PromtoolAgreementTests {
  /// A few seconds, nearly all of them slogen's debug build.
  @Test func agreesOnRandomExpressions() async throws {
    var generator = RandomExpressions(seed: 1)
    let expressions = (0..<20_000).map { _ in generator.next() }
    let folder = try TemporaryFolder()
    let theirs = try await promtool(expressions, in: folder)
    let ours = try await slogen(expressions, in: folder)

    var accepted = 0
    var places = 0
    for (index, text) in expressions.enumerated() {
      let own = ours[index]
      guard let error = theirs[index] else {
        accepted += 1
        #expect(own == nil || Self.isStrictness(own?.message), "\(text): promtool accepts it")
        continue
      }
      guard let own else {
        Issue.record("\(text): promtool refuses it: \(error.message)")
        continue
      }
      guard !Self.isSaidElsewhere(error.message), !own.message.contains("need Prometheus") else {
        continue
      }
      places += 1
      let isThere = own.start == error.start
      #expect(isThere, "\(text): byte \(error.start) \(error.message), here \(own)")
    }
    #expect(accepted > 5000)
    #expect(places > 10_000)
    print("\(expressions.count) expressions: \(accepted) valid, \(places) places of mistakes")
  }

  /// What is wrong with an expression, and the byte where it begins.
  private struct Mistake {
    let start: Int
    let message: String
  }

  /// What 2.42 let through by an oversight, and no later server reads.
  private static func isStrictness(_ message: String?) -> Bool {
    message?.contains("stands behind the range") ?? false
  }

  /// Mistakes whose place differs for a reason: lexers that cut elsewhere, and newer grammar.
  private static func isSaidElsewhere(_ message: String) -> Bool {
    let reasons = [
      // promtool names the byte behind a closing parenthesis, and the whole matcher of a pattern.
      "unexpected right parenthesis", "error parsing regexp",
      // Inside brackets and behind `offset` newer servers read arithmetic, and so does slogen.
      "missing unit character", "unexpected colon", "bad duration syntax", "subquery",
      "in offset", "unclosed left",
      // `start` and `end` are functions of newer servers.
      "unexpected \"(\"",
    ]
    return reasons.contains { message.contains($0) }
  }

  private func promtool(
    _ expressions: [String],
    in folder: TemporaryFolder
  ) async throws -> [Int: Mistake] {
    let rules = expressions.map { text in
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "  - { record: r, expr: \"\(quoted)\" }\n"
    }
    try folder.write("groups:\n- name: g\n  rules:\n" + rules.joined(), to: "rules.yml")
    let outcome = try await Executable.run(
      script: "promtool check rules --lint=none rules.yml",
      in: folder.path
    )
    var mistakes: [Int: Mistake] = [:]
    let pattern = /rule ([0-9]+), "r": could not parse expression: 1:([0-9]+): (.*)/
    for line in outcome.standardError.split(separator: "\n") {
      guard let match = line.firstMatch(of: pattern),
        let number = Int(match.1), let column = Int(match.2)
      else { continue }
      mistakes[number - 1] = Mistake(start: column - 1, message: String(match.3))
    }
    return mistakes
  }

  private func slogen(
    _ expressions: [String],
    in folder: TemporaryFolder
  ) async throws -> [Mistake?] {
    try folder.write(expressions.joined(separator: "\n") + "\n", to: "expressions")
    let outcome = try await Executable.run(
      script: "slogen promql check --target 2.42 --format json < expressions",
      in: folder.path
    )
    let mistakes = try outcome.standardOutput.split(separator: "\n").map { line -> Mistake? in
      let verdict = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let errors = verdict?["errors"] as? [[String: Any]], let first = errors.first,
        let start = first["start"] as? Int, let message = first["message"] as? String
      else { return nil }
      return Mistake(start: start, message: message)
    }
    try #require(mistakes.count == expressions.count, "\(outcome.standardError)")
    return mistakes
  }
}

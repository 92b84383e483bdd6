import SLODSL
import Testing

/// Patterns of real rules and mutations of them, as Prometheus itself judged them.
@Suite(
  .enabled(if: Verdicts.isPresent, "needs shared/corpus/promql/regex.json beside the checkout")
)
struct ConformanceTests {
  private let verdicts: [Verdicts.Case]

  init() throws {
    verdicts = try Verdicts.read()
  }

  @Test("We accept what Prometheus accepts")
  func validity() {
    var accepted = 0
    for verdict in verdicts {
      let problem = RegularExpression.problem(in: verdict.regex)
      #expect((problem == nil) == verdict.ok, "\(verdict.regex): \(problem ?? "accepted")")
      if problem == nil { accepted += 1 }
    }
    print("regex.json: \(verdicts.count) patterns, \(accepted) accepted")
    #expect(accepted > 0 && accepted < verdicts.count)
  }

  @Test("We match what Prometheus matches")
  func matches() throws {
    var count = 0
    for verdict in verdicts where verdict.ok {
      let expression = try RegularExpression.parse(verdict.regex).get()
      #expect(expression.matchesEmpty == verdict.matchesEmpty, "\(verdict.regex)")
      for test in verdict.tests ?? [] {
        #expect(expression.matches(test.text) == test.isMatch, "\(verdict.regex) on \(test.text)")
        count += 1
      }
    }
    print("regex.json: \(count) matches agree")
    #expect(count > 1000)
  }

  /// Prometheus gives up where we need not, as with `a?`; what it finds we must find, in its order.
  @Test("Our finite sets are those of Prometheus and more")
  func finiteSets() throws {
    var equal = 0
    var ours = 0
    for verdict in verdicts where verdict.ok {
      let expression = try RegularExpression.parse(verdict.regex).get()
      let found = expression.finiteSet
      if let expected = verdict.set {
        #expect(found == expected, "\(verdict.regex)")
        equal += 1
      } else if let found {
        ours += 1
        for text in found { #expect(expression.matches(text) == true, "\(verdict.regex)") }
        for test in verdict.tests ?? [] where test.isMatch {
          #expect(found.contains(test.text), "\(verdict.regex) on \(test.text)")
        }
      }
    }
    print("regex.json: \(equal) finite sets agree, \(ours) are ours alone")
    #expect(equal > 100)
  }

  @Test("Joined alternatives mean what they mean alone, and escaped texts are themselves")
  func joining() throws {
    let accepted = verdicts.filter(\.ok)
    var count = 0
    for (verdict, other) in zip(accepted, accepted.dropFirst()) {
      let joined = [verdict, other].map { RegularExpression.asAlternative($0.regex) }
      let expression = try RegularExpression.parse(joined.joined(separator: "|")).get()
      let parts = try [verdict, other].map { try RegularExpression.parse($0.regex).get() }
      for test in (verdict.tests ?? []) + (other.tests ?? []) {
        let expected = parts.contains { $0.matches(test.text) == true }
        #expect(expression.matches(test.text) == expected, "\(joined) on \(test.text)")
        count += 1
      }
      let literal = try RegularExpression.parse(RegularExpression.escaping(verdict.regex)).get()
      #expect(literal.finiteSet == [verdict.regex])
    }
    print("regex.json: \(count) matches of joined patterns agree")
    #expect(count > 1000)
  }
}

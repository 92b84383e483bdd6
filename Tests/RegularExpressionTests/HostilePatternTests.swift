import SLODSL
import Testing

/// Patterns and texts made to be slow or to overflow: each is refused or answered in bounded time.
@Suite(.timeLimit(.minutes(1)))
struct HostilePatternTests {
  private static let mebibyte = 1 << 20

  @Test(arguments: [
    ("a{1000}{1000}", "repeats a repetition"),
    ("(a{1000}){1000}", "more than 1000 repetitions"),
    ("((a{10}){10}){11}", "more than 1000 repetitions"),
  ])
  func repetitionsAreCounted(_ pattern: String, _ part: String) throws {
    #expect(try #require(RegularExpression.problem(in: pattern)).contains(part))
  }

  @Test("A thousand levels are read, one more is not")
  func nesting() {
    func nested(_ open: String, _ count: Int) -> String? {
      RegularExpression.problem(
        in: String(repeating: open, count: count) + "a" + String(repeating: ")", count: count)
      )
    }
    #expect(nested("(", 999) == nil)
    #expect(nested("(", 1000) == "it nests deeper than 1000 levels")
    #expect(nested("(?:", 100_000) == nil)
    #expect(nested("(", 300_000) == "it nests deeper than 1000 levels")
  }

  @Test(arguments: ["(", "[", "(?:", "[[:", "a|", "\\", "x{", "(?i", "(?P<", "\\p{", "\\Q", "*"])
  func aMebibyteOfTheSame(_ part: String) {
    let pattern = String(repeating: part, count: Self.mebibyte / part.utf8.count)
    _ = RegularExpression.problem(in: pattern)
  }

  @Test("Long alternations match and list in bounded time")
  func alternations() throws {
    let words = (0..<20_000).map { "name\($0)" }
    let expression = try RegularExpression.parse(words.joined(separator: "|")).get()
    #expect(expression.matches("name19999") == true)
    #expect(expression.matches("name20000") == false)
    #expect(expression.finiteSet == nil)
    #expect(expression.finiteSet(limit: 20_000) == words)
  }

  @Test("A literal of a mebibyte matches itself")
  func literal() throws {
    let text = String(repeating: "a.", count: Self.mebibyte / 2)
    let expression = try RegularExpression.parse(RegularExpression.escaping(text)).get()
    #expect(expression.matches(text) == true)
    #expect(expression.matches(text + "a") == false)
  }

  @Test("A program beyond the size that Go allows is refused")
  func size() {
    let pattern = String(repeating: "(?:[a-z]{1000})", count: 3400)
    #expect(RegularExpression.problem(in: pattern) == "it is too large")
  }

  @Test("What makes a backtracker explode takes a moment")
  func backtracking() throws {
    let text = String(repeating: "a", count: 2000)
    for pattern in ["(a*)*b", "(a|a)*b", "(a?){100}a{100}b", "(.*)(.*)(.*)(.*)b"] {
      #expect(RegularExpression.matches(pattern, text) == false)
      #expect(RegularExpression.matches(pattern, text + "b") == (pattern != "(a?){100}a{100}b"))
    }
  }

  @Test("Listing gives up in bounded time")
  func listing() throws {
    for pattern in ["(a|a){500}", "[a-z]{10}", "(a|b){300}$", "(|a){400}"] {
      let found = try RegularExpression.parse(pattern).get().finiteSet
      #expect(found.map { $0.count <= 1000 } ?? true)
    }
  }
}

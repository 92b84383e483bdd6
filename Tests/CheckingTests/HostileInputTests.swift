import SLODSL
import Testing

/// Specs that nobody writes by accident end soon, with a message.
@Suite struct HostileInputTests {
  /// A spec and a code that must be among its diagnostics; nil for one that is fine.
  struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: DiagnosticCode?

    var testDescription: String { name }

    init(_ name: String, _ text: String, _ code: DiagnosticCode?) {
      (self.name, self.text, self.code) = (name, text, code)
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: inputs)
  func isAnswered(_ input: Hostile) {
    let specs = SpecSet([("hostile.slo", input.text)])
    let compilation = specs.compiled()
    let codes = Set(compilation.diagnostics.map(\.code))
    if let code = input.code {
      #expect(codes.contains(code), "\(specs.rendered(Array(compilation.diagnostics.prefix(5))))")
      #expect(compilation.diagnostics.count < 50)
    } else {
      #expect(
        compilation.model != nil,
        "\(specs.rendered(Array(compilation.diagnostics.prefix(5))))"
      )
    }
    // What is said about it can be drawn.
    #expect(specs.rendered(compilation.diagnostics).utf8.count < 1_000_000)
  }

  static let inputs: [Hostile] = nested + recursive + large + spelled

  // MARK: Depth

  private static let nested: [Hostile] = [
    Hostile(
      "parentheses",
      slo(bad: repeated("(", 5000) + "code == \"5\"" + repeated(")", 5000)),
      .SLO0024
    ),
    Hostile("negations", slo(bad: repeated("!", 5000) + "(code == \"5\")"), .SLO0024),
    Hostile(
      "100 negations",
      slo(bad: repeated("!(", 100) + "code == \"5\"" + repeated(")", 100)),
      nil
    ),
    Hostile(
      "lists",
      "let a = " + repeated("[", 5000) + repeated("]", 5000) + "\n" + slo(),
      .SLO0024
    ),
    Hostile(
      "services in loops",
      repeated("for x in [1] {", 2000) + repeated("}", 2000) + "\n" + slo(),
      .SLO0024
    ),
    Hostile(
      "else if",
      "service s { "
        + repeated("if 1 == 2 { owner: \"a\" } else ", 2000) + "{ owner: \"b\" } }",
      .SLO0024
    ),
    Hostile("sums", slo(events: repeated("a_total + ", 5000) + "a_total"), .SLO0024),
    Hostile(
      "alternatives",
      slo(bad: (0..<1000).map { "l\($0) == \"1\"" }.joined(separator: " || ")),
      .SLO2023
    ),
    Hostile(
      "values of one label",
      slo(bad: (0..<900).map { "code == \"\($0)\"" }.joined(separator: " || ")),
      nil
    ),
    Hostile(
      "interpolations",
      "let a = " + repeated("\"\\(", 400) + "1" + repeated(")\"", 400) + "\n" + slo(),
      .SLO0024
    ),
  ]

  // MARK: Circles and explosions

  private static let recursive: [Hostile] = [
    Hostile("a let of itself", "let a = a\n" + slo(where: "job == a"), .SLO1006),
    Hostile(
      "a long circle",
      (0..<100).map { "let a\($0) = a\(($0 + 1) % 100)\n" }.joined()
        + slo(where: "job == a0"),
      .SLO1006
    ),
    Hostile(
      "a long chain",
      (0..<500).map { "let a\($0) = a\($0 + 1)\n" }.joined() + "let a500 = \"x\"\n"
        + slo(where: "job == a0"),
      .SLO2023
    ),
    Hostile(
      "doubled text",
      doubling("\"\\(a$)\\(a$)\"", from: "\"xxxxxxxx\"") + slo(where: "job == a60"),
      .SLO2023
    ),
    Hostile(
      "doubled nothing",
      doubling("\"\\(a$)\\(a$)\"", from: "\"\"") + slo(where: "job == a60"),
      .SLO2023
    ),
    Hostile(
      "doubled lists",
      doubling("[a$, a$]", from: "[\"x\"]") + slo(where: "job in a60"),
      .SLO2023
    ),
    Hostile("doubled sums", doubling("a$ + a$", from: "x_total") + slo(events: "a60"), .SLO2023),
    Hostile(
      "doubled conditions",
      doubling("a$ || (a$ && b == \"1\")", from: "code == \"5\"")
        + slo(bad: "a60"),
      .SLO2023
    ),
    Hostile(
      "doubled text by addition",
      doubling("a$ + a$", from: "\"xxxxxxxx\"") + slo(where: "job == a60"),
      .SLO2023
    ),
    Hostile(
      "a template that uses itself twice",
      "template T() { use T(); use T() }\nservice s: T\n",
      .SLO1006
    ),
    Hostile(
      "templates that use two others",
      (0..<30).map {
        "template T\($0)() { use T\($0 + 1)(); use T\($0 + 1)() }\n"
      }.joined() + "template T30() { owner: \"x\" }\nservice s: T0\n",
      .SLO2023
    ),
    Hostile(
      "loops in loops",
      "service s { " + repeated("for x in 0...999 { ", 6) + "owner: \"x\""
        + repeated("}", 6) + " }",
      .SLO2023
    ),
    Hostile(
      "a million SLOs",
      "service s { for a in 0...999 { for b in 0...999 {"
        + " slo \"x-\\(a)-\\(b)\": 99% { events: x_total; bad: code == \"5\" } } } }",
      .SLO2023
    ),
  ]

  private static func doubling(_ step: String, from start: String) -> String {
    "let a0 = \(start)\n"
      + (1...60).map { "let a\($0) = " + step.replacing("a$", with: "a\($0 - 1)") + "\n" }.joined()
  }

  // MARK: Size

  private static let manyValues = listed { "\"v\($0)\"" }

  private static func listed(_ element: (Int) -> String) -> String {
    (1...10_000).map(element).joined(separator: ", ")
  }

  private static let large: [Hostile] = [
    Hostile("10,000 values", slo(where: "job in [\(manyValues)]"), nil),
    Hostile(
      "10,000 values twice",
      slo(where: "job in [\(manyValues)] && job !in [\(manyValues)]"),
      .SLO2012
    ),
    Hostile(
      "10,000 declared values",
      "metric x_total: Counter { labels: code in [\(manyValues)] }\n"
        + slo(where: "code in [\(manyValues)]", bad: "code == \"v1\""),
      nil
    ),
    Hostile(
      "10,000 unknown values",
      "metric x_total: Counter { labels: code in [\"5\"] }\n"
        + slo(where: "code in [\(manyValues)]"),
      .SLO2004
    ),
    Hostile(
      "10,000 labels",
      "metric x_total: Counter { labels: code, \(listed { "l\($0)" }) }\n"
        + slo(),
      nil
    ),
    Hostile(
      "10,000 buckets",
      "metric x: Histogram<Seconds> { buckets: \(listed { "\($0)s" }) }\n"
        + slo(events: "x", judgement: "good: value <= 9999s"),
      nil
    ),
    Hostile(
      "a huge domain",
      "metric x_total: Counter { labels: code in 0...1000000000 }\n" + slo(bad: "code > 999999"),
      nil
    ),
    Hostile(
      "numbers at the limit",
      slo(bad: "code in 999999999999999...999999999999999"),
      .SLO2001
    ),
    Hostile("a wide range", slo(bad: "code in 0...999999999"), .SLO2011),
    Hostile("huge numbers", "let a = 999999999999999 * 999999999999999\n" + slo(), .SLO2001),
    Hostile(
      "numbers that grow",
      "let a = 999999999999999 * 1\nlet b = a * 1 / 999999999999997\n"
        + "let c = b * b * b * b * b * b * b * b + 1\n" + slo(),
      nil
    ),
    Hostile("long durations", "project { retention: 36500d; scrape: 36500d }\n" + slo(), .SLO2018),
    Hostile(
      "factors",
      "policy p { page(burning: 999999999999999x, over: 1h) }\n"
        + slo(more: "policy: p"),
      .SLO2015
    ),
    Hostile(
      "spending",
      "policy p { page(spending: 999999999999999%, within: 36500d) }\n"
        + slo(more: "policy: p"),
      .SLO2017
    ),
    Hostile("a minimum", slo(more: "minimum: 999999999999999"), nil),
    Hostile("many services", (0..<500).map { slo(service: "s\($0)") }.joined(separator: "\n"), nil),
  ]

  // MARK: Spelling

  private static let spelled: [Hostile] = [
    Hostile("quotes in values", slo(where: #"job == "a\"b'c`d\\e""#), nil),
    Hostile(
      "lines in values",
      slo(where: #"job in ["a\nb", "c\r\n", "\u{0}", "\u{10FFFF}"]"#),
      nil
    ),
    Hostile(
      "braces in texts",
      slo(more: #"labels: a = "{{ $value }}", b = "}}{{", c = "%s %d""#),
      nil
    ),
    Hostile("braces in owners", slo(more: #"owner: "{{ template \"x\" }}""#), nil),
    Hostile("empty texts", slo(more: #"owner: """#), nil),
    Hostile("quotes in names", #"service "a\"b" { }"#, .SLO1010),
    Hostile("lines in names", #"service "a\nb" { }"#, .SLO1010),
    Hostile("paths in names", #"service "../../etc/passwd" { }"#, .SLO1010),
    Hostile("braces in metrics", slo(events: "`a{b=\"c\"}`"), .SLO1010),
    Hostile("braces in labels", slo(where: "`a\"} or vector(1) #` == \"x\""), .SLO1010),
    Hostile(
      "a query that leaves its quotes",
      #"let x = "\"}) or vector(1) #""# + "\n"
        + slo(
          events: ##"#promql(#"sum(rate(x_total{job="\#(x)"}[\#(window)]))"#)"##,
          judgement: #"bad: #promql("sum(rate(y_total[\(window)]))")"#
        ),
      nil
    ),
    Hostile(
      "a query that is deep",
      slo(
        events: "#promql(\"" + repeated("(", 5000) + "1" + repeated(")", 5000) + "\")",
        judgement: #"bad: #promql("sum(rate(y_total[\(window)]))")"#
      ),
      .SLO3001
    ),
    Hostile(
      "a pattern that is deep",
      slo(bad: "code =~ /" + repeated("(", 5000) + repeated(")", 5000) + "/"),
      .SLO2026
    ),
    Hostile("a pattern that is large", slo(bad: "code =~ /((a{100}){100}){100}/"), .SLO2026),
    Hostile("a pattern that backtracks", slo(bad: "code =~ /(a*)*(a*)*b/"), nil),
    Hostile("nothing", "", nil),
    Hostile("one byte", "\u{1}", .SLO0002),
  ]

  // MARK: Building

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static func slo(
    service: String = "s",
    events: String = "x_total",
    where condition: String? = nil,
    bad: String = "code == \"5\"",
    judgement: String? = nil,
    more: String = ""
  ) -> String {
    """
    service \(service) {
      slo a: 99% over 7d {
        events: \(events)\(condition.map { " where " + $0 } ?? "")
        \(judgement ?? "bad: " + bad)
        \(more)
      }
    }
    """
  }
}

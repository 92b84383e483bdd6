import Codegen
import SLODSL
import Testing

/// The pieces that series are made of.
struct SynthesisTests {
  @Test(arguments: [
    ("5[0-9][0-9]", ["500", "599"], ["400", "50", "5000", "5xx"]),
    ("5..", ["500", "5xx"], ["50", "6xx"]),
    ("a|b|cd", ["a", "b", "cd"], ["", "c", "ab"]),
    ("/api/.+", ["/api/x", "/api/v1/x"], ["/api/", "/app/x"]),
    ("(GET|POST)", ["GET", "POST"], ["PUT"]),
    ("x{2,3}y?", ["xx", "xxx", "xxxy"], ["x", "xxxx"]),
    ("[^a-c]*", ["", "xyz"], ["xa"]),
    ("\\d+\\.\\d+", ["1.5"], ["15", "1a5"]),
    ("(?:0|0[.]30?)", ["0", "0.3", "0.30"], ["0.300"]),
    ("", [""], ["a"]),
    ("^abc$", ["abc"], ["abcd"]),
  ])
  func `patterns match what RE2 matches`(
    text: String,
    matching: [String],
    others: [String]
  ) throws {
    let pattern = try #require(LabelPattern(text))
    for value in matching { #expect(pattern.matches(value), "\(value)") }
    for value in others { #expect(!pattern.matches(value), "\(value)") }
    let examples = pattern.examples(limit: 3)
    #expect(!examples.isEmpty)
    for example in examples { #expect(pattern.matches(example), "\(example)") }
  }

  @Test(arguments: ["(?i)a", "a(", "[a", "a{2", "*", "a**", "\\p{L}", "[[:alpha:]]", "\\"])
  func `patterns beyond the known part are refused`(text: String) {
    #expect(LabelPattern(text) == nil)
  }

  @Test func `nesting has a limit`() {
    let deep = String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)
    #expect(LabelPattern(deep) == nil)
  }

  @Test func `samples are written in promtool's notation`() {
    var samples = SampleSequence()
    samples.appendMissing(count: 4)
    samples.append(ExactNumber(10), growingBy: ExactNumber(5), count: 3)
    samples.append(ExactNumber(25), growingBy: ExactNumber(5), count: 2)
    samples.append(ExactNumber(30), count: 2)
    samples.appendMissing(count: 3)
    samples.append(ExactNumber(7), count: 1)
    samples.append(ExactNumber(5, over: 2), growingBy: -ExactNumber(1, over: 2), count: 3)
    samples.appendMissing(count: 2)
    #expect(samples.text == "_x4 10+5x4 30x1 stale _x2 7 2.5-0.5x2 stale")
    #expect(samples.count == 20)
  }

  @Test func `jumps between single samples are no slopes`() {
    var samples = SampleSequence()
    for value in [1, 5, 5, 9] { samples.append(ExactNumber(value), count: 1) }
    #expect(samples.text == "1 5x1 9")
  }

  @Test func `what cannot be made is said`() {
    let unreadable = Indicator.events(
      EventIndicator(
        total: .counters([
          ExampleModels.selection("a_total", LabelMatcher("path", .matches, "(?i)/api"))
        ]),
        failures: .bad(
          .counters([ExampleModels.selection("a_total", LabelMatcher("code", .equal, "500"))])
        ),
        unit: .count
      )
    )
    let model = ExampleModels.model([ExampleModels.slo("slo", unreadable)])
    let tests = RuleTestFiles.artifacts(for: model, plan: RulePlan.plan(for: model))
    let text = tests.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text.contains("# Not tested: shop/slo, because "))
    #expect(text.contains("tests: []"))
  }

  @Test func `long scenarios are written once for each policy`() {
    let slos = ["a", "b", "c"].map { ExampleModels.slo($0, ExampleModels.availability) }
    let weekly = ExampleModels.slo(
      "d",
      ExampleModels.availability,
      pairs: ExampleModels.weekly,
      period: .days(7)
    )
    let compact = ExampleModels.slo("e", ExampleModels.availability, recording: .compact)
    let model = ExampleModels.model(slos + [weekly, compact])
    let files = RuleTestFiles.artifacts(for: model, plan: RulePlan.plan(for: model))
    let text = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    let count = { (needle: String) in
      text.split(separator: "\n").filter { $0.contains(needle) }.count
    }
    // The compact one spells its windows out, which others do not prove.
    #expect(count("# 14.4x over 1h and 5m fires alone") == 2)
    #expect(count("# 3x over 1d and 2h fires alone") == 2)
    #expect(count("# 1.4x over 1d and 2h fires alone") == 1)
    #expect(count("after 2h of records") == 3)
    #expect(count("no traffic at all") == 5)
  }

  @Test func `SLOs of another interval have a file of their own`() {
    let slow = MeasurementTiming(scrape: .minute, interval: .minutes(5), settle: .seconds(10))
    let model = ExampleModels.model([
      ExampleModels.slo("a", ExampleModels.availability),
      ExampleModels.slo("b", ExampleModels.availability, timing: slow),
    ])
    let files = RuleTestFiles.artifacts(for: model, plan: RulePlan.plan(for: model))
    let names = ["shop.test.yml", "shop.5m.test.yml", "slogen.test.yml"]
    #expect(files.map(\.path) == names.map { "prometheus/" + $0 })
  }
}

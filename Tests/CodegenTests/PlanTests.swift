import Codegen
import SLODSL
import Testing

/// Numbers and names that rules are made of.
@Suite struct PlanTests {
  /// k errors are heard, k - 1 are not, however little of a burst `rate` counts.
  @Test(
    arguments: [
      ("3", Duration.minute, Duration.seconds(15), "2.3"), ("1", .minute, .seconds(15), "0.6"),
      ("2", .minute, .seconds(15), "1.45"), ("4", .minute, .seconds(15), "3.15"),
      ("5", .minute, .seconds(15), "4.1"), ("20", .minute, .seconds(15), "19.1"),
      ("3", .seconds(30), .seconds(15), "2.1"), ("3", .minutes(5), .minute, "2.38"),
    ])
  func minimumLiesBetween(
    _ errors: String,
    _ interval: Duration,
    _ scrape: Duration,
    _ threshold: String
  ) {
    let slo = Built.slo(
      timing: Built.timing(scrape: scrape, interval: interval),
      minimum: errors
    )
    #expect(MinimumErrors(of: slo).threshold?.decimalText == threshold)
  }

  @Test func minimumOfAmountsIsAsWritten() {
    let bytes = Built.events(
      Built.requests.total,
      Built.requests.failures,
      unit: .bytes
    )
    #expect(
      MinimumErrors(of: Built.slo(indicator: bytes, minimum: "64")).threshold == ExactNumber(64)
    )
  }

  @Test func minimumOfSlicesLosesNothing() {
    let lag = Built.samples(.gauge(Built.selection("lag")), .less, "5")
    #expect(
      MinimumErrors(of: Built.slo(indicator: lag)).threshold == ExactNumber(11, over: 4)
    )
  }

  @Test func noMinimumIsNoThreshold() {
    #expect(MinimumErrors(of: Built.slo(minimum: "0")).threshold == nil)
  }

  @Test(
    arguments: [
      ("0.3", "0[.]3"), ("1e+06", "1e[+]06"), ("a|b", "a[|]b"), ("^$", "\\^[$]"),
      ("[x]\\", "\\[x\\]\\\\"), ("(?i)*{}", "[(][?]i[)][*][{][}]"), ("", ""), ("ä", "ä"),
    ])
  func regularExpressionMatchesTheTextItself(_ text: String, _ pattern: String) {
    #expect(RegexText.literal(text) == pattern)
  }

  @Test func windowsAreRecordedOnceAndInTheirGroup() {
    let slo = Built.slo(
      period: .days(7),
      objectives: [
        Built.objective(
          "0.99",
          pairs: [
            Built.pair(.page, "13.44", .hours(1), .minutes(5)),
            Built.pair(.page, "3.5", .hours(6), .minutes(30)),
            Built.pair(.ticket, "1", .days(3), .hours(6)),
          ]
        ),
        Built.objective(
          "0.9",
          where: GroupCondition(dimension: "a", values: ["b"]),
          pairs: [Built.pair(.ticket, "1", .days(7), .hours(7))]
        ),
      ]
    )
    let windows = RecordedWindows(of: slo)
    #expect(windows.counts.map(\.text) == ["5m", "30m", "1h", "6h"])
    #expect(windows.long.map(\.text) == ["7h", "1d", "3d", "7d"])
    #expect(windows.history.map(\.text) == ["1h", "6h", "3d", "7d"])
  }

  @Test func sameModelSameBytes() {
    let model = Built.model(Built.service("checkout", Built.slo(by: ["route"])))
    #expect(
      Generation.generate(from: model).artifacts == Generation.generate(from: model).artifacts
    )
  }

  /// A service called like slogen's own file shares it.
  @Test(arguments: ["slogen", "SLOGEN"])
  func everyPathIsWrittenOnce(_ name: String) throws {
    let model = Built.model(
      Built.service("checkout", Built.slo()),
      Built.service(name, Built.slo(of: name))
    )
    let rules = RulePlan.plan(for: model).files
    #expect(rules.map(\.name) == ["checkout", name])
    #expect(rules.last?.groups.map(\.name).last == "slogen")
    #expect(rules.last?.groups.count == 4)
  }

  @Test func noServiceNoFile() {
    #expect(RulePlan.plan(for: Built.model()).files.isEmpty)
    #expect(RulePlan.plan(for: Built.model(Built.service("empty"))).files.isEmpty)
  }

  /// Every series that a rule of ours reads is recorded by a rule of ours, before it in its group
  /// or in the other group, or comes from the outside.
  @Test(arguments: Example.all)
  func nothingIsReadThatNobodyRecords(_ example: Example) {
    for file in RulePlan.plan(for: example.model).files {
      var recorded: Set<String> = []
      for group in file.groups {
        for case .recording(let rule) in group.rules {
          recorded.insert(rule.series + "|" + identity(rule.labels))
        }
      }
      for rule in file.groups.flatMap(\.rules) {
        for selector in reads(rule) where selector.name?.hasPrefix("slo:") ?? false {
          let id = selector.matchers.first { $0.label == RecordedSeries.identity }?.value ?? ""
          #expect(recorded.contains((selector.name ?? "") + "|" + id))
        }
      }
    }
  }

  private func identity(_ labels: [Label]) -> String {
    labels.first { $0.name == RecordedSeries.identity }?.value ?? ""
  }

  private func reads(_ rule: PlannedRule) -> [VectorSelector] {
    switch rule {
    case .recording(let rule): rule.expression.everySelector
    case .alerting(let rule): rule.expression.everySelector
    }
  }
}

extension PromQLExpression {
  /// The selectors in it, those of ranges too.
  var everySelector: [VectorSelector] {
    switch self {
    case .number, .string: []
    case .parenthesized(let inner, _): inner.everySelector
    case .unary(_, let inner, _): inner.everySelector
    case .selector(let selector): [selector]
    case .matrix(let matrix): [matrix.selector]
    case .subquery(let subquery): subquery.expression.everySelector
    case .call(let call): call.arguments.flatMap(\.everySelector)
    case .aggregation(let aggregation): aggregation.expression.everySelector
    case .binary(let binary): binary.left.everySelector + binary.right.everySelector
    }
  }
}

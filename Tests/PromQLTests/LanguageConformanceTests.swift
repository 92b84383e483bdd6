import Foundation
import Testing

@testable import SLODSL

/// Our tables of the language hold what Prometheus's do.
@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct LanguageConformanceTests {
  private typealias Row = [String: Any]

  private static func rows(_ name: String) throws -> [Row] {
    try ConformanceCorpus.document("language")[name] as? [Row] ?? []
  }

  /// `<=2.30` is anything up to there.
  private static func agrees(_ own: PromQLVersion, _ text: Any?) -> Bool {
    guard let text = text as? String else { return true }
    let parts = text.drop { $0 == "<" || $0 == "=" }.split(separator: ".").compactMap { Int($0) }
    let version = PromQLVersion(parts[0], parts[1])
    return text.hasPrefix("<=") ? own <= version : own == version
  }

  @Test func functionsAreThoseOfServers() throws {
    var tally = Tally("functions", "language")
    let newest = PromQLVersion(3, 14)
    var names: Set<String> = []
    for row in try Self.rows("functions") {
      let name = row["name"] as? String ?? ""
      names.insert(name)
      let function = PromQLFunction.named(name)
      let most = row["max_args"] as? Int
      tally.count(
        function.map {
          $0.arguments.map(\.rawValue) == row["args"] as? [String]
            && $0.fewest == row["min_args"] as? Int
            && ($0.most ?? -1) == (most ?? -1)
            && $0.result.rawValue == row["returns"] as? String
            && $0.isExperimental(in: newest) == row["experimental"] as? Bool
            && Self.agrees($0.since, row["since"])
        } ?? false,
        name,
        "\(row), we have \(function.map { "\($0)" } ?? "nothing")"
      )
    }
    let current = PromQLFunction.names.filter { PromQLFunction.named($0)?.removed == nil }
    #expect(names.symmetricDifference(current).subtracting(["holt_winters"]) == [])
    tally.report()
  }

  @Test func operatorsAreThoseOfServers() throws {
    var tally = Tally("operators", "language")
    let rows = try Self.rows("operators")
    for row in rows {
      let name = row["op"] as? String ?? ""
      let operation = PromQLBinary.Operator(rawValue: name)
      tally.count(
        operation.map {
          $0.precedence == row["precedence"] as? Int
            && ($0.groupsFromTheRight ? "right" : "left") == row["assoc"] as? String
            && "\($0.kind)" == row["kind"] as? String
        } ?? false,
        name,
        "\(row)"
      )
    }
    #expect(rows.count == PromQLBinary.Operator.allCases.count)
    let unary = try ConformanceCorpus.document("language")["unary"] as? Row
    #expect(unary?["precedence"] as? Int == PromQLBinary.Operator.signPrecedence)
    tally.report()
  }

  @Test func aggregatorsAreThoseOfServers() throws {
    var tally = Tally("aggregators", "language")
    let rows = try Self.rows("aggregators")
    for row in rows {
      let name = row["name"] as? String ?? ""
      tally.count(
        PromQLAggregator.names.contains(name)
          && PromQLAggregator.parameter(of: name)?.rawValue == row["param"] as? String
          && PromQLAggregator.isExperimental(name) == row["experimental"] as? Bool,
        name,
        "\(row)"
      )
    }
    #expect(rows.count == PromQLAggregator.names.count)
    tally.report()
  }

  @Test func keywordsAreThoseOfServers() throws {
    var tally = Tally("keywords", "language")
    let rules = try ConformanceCorpus.document("language")["keywords"] as? Row ?? [:]
    func words(_ rule: String) -> Set<String> { Set(rules[rule] as? [String] ?? []) }
    func isExpression(_ text: String) -> Bool { PromQLParser.parse(text).expression != nil }
    for word in words("case_insensitive").sorted() {
      let upper = word.uppercased()
      let kinds = [word, upper].map { text in
        PromQLLexer.tokens(of: Array((text + " (").utf8)).tokens[0].kind
      }
      tally.count(kinds[0] != .identifier && kinds[0] == kinds[1], word, "\(kinds)")
      // A number parses, and names nothing.
      let selector = PromQLParser.parse(word).expression
      var isMetric = false
      if case .selector = selector { isMetric = true }
      tally.count(isMetric != words("not_a_metric_name").contains(word), word, "as a metric")
      let isLabel = isExpression("sum by (\(word)) (a)")
      tally.count(isLabel != words("not_a_grouping_label").contains(word), word, "as a label")
      let alone = PromQLLexer.tokens(of: Array(word.utf8)).tokens[0].kind
      let needsParenthesis = words("keyword_only_before_left_paren").contains(word)
      tally.count((alone == .identifier) == needsParenthesis, word, "alone")
    }
    tally.report()
  }
}

import Codegen
import Foundation
import SLODSL
import Testing

/// Expressions parse, type and print as in Prometheus.
///
/// Where servers evidently err, slogen does not follow; each kind of such cases is named by a
/// property that the test checks, and counted on its own.
@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct ConformanceTests {
  static let files = [
    "parse", "printer", "pretty", "eval", "extra", "derived", "realworld", "realworld-rejected",
  ]
  static let accepted = files.filter { $0 != "realworld-rejected" }

  private static func tree(_ item: ConformanceCorpus.Case) -> PromQLExpression? {
    PromQLParser.parse(item.input, options: .everything).expression
  }

  @Test(arguments: files) func acceptsWhatServersAccept(_ name: String) throws {
    var tally = Tally("accepted", name)
    for item in try ConformanceCorpus.cases(name) {
      let verdict = Verdict(item.input, options: .everything)
      if item.isAccepted, !verdict.isAccepted, item.hasNaNOffset {
        tally.except("an offset of NaN, which servers print as 292 years")
        continue
      }
      tally.count(
        verdict.isAccepted == item.isAccepted,
        item.text,
        "\(verdict.errors.first?.message ?? "accepted") — \(item.string("error") ?? "")"
      )
    }
    tally.report()
  }

  @Test(arguments: ["parse", "printer", "extra"])
  func buildsTheTreesOfServers(_ name: String) throws {
    var tally = Tally("syntax tree with places", name)
    for item in try ConformanceCorpus.cases(name) {
      guard let tree = item.fields["ast"], let expression = Self.tree(item) else { continue }
      let document = Data(JSONWriter.document(PromQLTree.document(of: expression)))
      let own = try JSONSerialization.jsonObject(with: document, options: .fragmentsAllowed)
      let texts = try (Self.sorted(own), Self.sorted(tree))
      tally.count(texts.0 == texts.1, item.text, "\(texts.0) instead of \(texts.1)")
    }
    tally.report()
  }

  private static func sorted(_ json: Any) throws -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: json, options: options),
      as: UTF8.self
    )
  }

  @Test(arguments: accepted) func printsAsServersPrint(_ name: String) throws {
    var tally = Tally("canonical text", name)
    for item in try ConformanceCorpus.cases(name) {
      guard let canonical = item.string("canonical"), let expression = Self.tree(item) else {
        continue
      }
      compare(expression, expression.text, canonical, item.text, &tally)
    }
    tally.report()
  }

  @Test(arguments: accepted) func breaksLinesAsServersDo(_ name: String) throws {
    var tally = Tally("pretty text", name)
    for item in try ConformanceCorpus.cases(name) {
      guard let canonical = item.string("canonical"), let expression = Self.tree(item) else {
        continue
      }
      // Two files have it for some of the long texts only.
      let isShort = canonical.utf8.count <= 100 || !["derived", "realworld"].contains(name)
      let wide = item.string("pretty_100") ?? item.string("pretty") ?? (isShort ? canonical : nil)
      if let wide { compare(expression, expression.prettified(), wide, item.text, &tally) }
      if let width = item.fields["width"] as? Int, let narrow = item.string("pretty") {
        compare(expression, expression.prettified(width: width), narrow, item.text, &tally)
      }
    }
    tally.report()
  }

  /// Texts are equal, unless the servers' own no longer means the same.
  private func compare(
    _ expression: PromQLExpression,
    _ own: String,
    _ other: String,
    _ input: String,
    _ tally: inout Tally
  ) {
    if own != other, PromQLParser.parse(other).expression?.ordered != expression.ordered {
      return tally.except(
        input.contains("ms")
          ? "a number such as 1s1ms loses its last millisecond"
          : "the servers' text does not read back"
      )
    }
    tally.count(own == other, input, "\(own) instead of \(other)")
  }

  @Test(arguments: accepted) func findsTheTypesThatServersFind(_ name: String) throws {
    var tally = Tally("type", name)
    for item in try ConformanceCorpus.cases(name) {
      guard let expression = Self.tree(item), item.isAccepted else { continue }
      let checked = PromQLChecker.check(expression, options: .everything).type
      guard let type = item.string("type") else { continue }
      tally.count(
        checked.rawValue == type && expression.type == checked,
        item.text,
        "\(checked) not \(type)"
      )
    }
    if name != "pretty" { tally.report() }
  }

  @Test(arguments: files) func readsBackWhatItPrints(_ name: String) throws {
    var tally = Tally("reads back", name)
    for item in try ConformanceCorpus.cases(name) {
      guard let expression = Self.tree(item) else { continue }
      let texts = [
        expression.text, expression.prettyText, expression.prettified(),
        expression.prettified(width: 10),
      ]
      for text in texts {
        let again = PromQLParser.parse(text).expression
        tally.count(again?.ordered == expression.ordered, item.text, text)
      }
    }
    if name != "realworld-rejected" { tally.report() }
  }
}

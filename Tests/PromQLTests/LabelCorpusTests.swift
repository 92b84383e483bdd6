import SLODSL
import TestSupport
import Testing

/// The labels that our own queries give, one a line.
///
/// Lines of the form `# metric = job instance* route?` declare the only metrics there are: a star
/// stands behind a label in which series differ, a question mark behind one that may be missing.
/// Files without such lines know nothing of metrics.
@Suite struct LabelCorpusTests {
  @Test(arguments: try Corpus("labels", inputs: "promql").cases)
  func infersLabels(_ file: Corpus.Case) throws {
    let lines = String(decoding: try file.bytes, as: UTF8.self).split(separator: "\n")
    let catalog = Self.catalog(lines)
    let text = try lines.filter { !$0.hasPrefix("#") }.map { line in
      let parsed = PromQLParser.parse(Array(line.utf8), options: .everything)
      let expression = try #require(parsed.expression, "\(line): \(parsed.errors)")
      var inference = LabelInference(catalog: catalog)
      let type = inference.type(of: expression)
      return "\(line)\n" + Self.lines(of: type)
        + inference.judgements.map { "  ! \($0.summary)\n" }.joined()
    }.joined()
    try file.expect(text, as: "labels")
  }

  @Test func recordsBelongToQueries() throws {
    #expect(try Corpus("labels", inputs: "promql").goldensWithoutInput(endings: ["labels"]) == [])
  }

  private static func catalog(_ lines: [Substring]) -> SeriesCatalog? {
    var metrics: [String: SeriesLabels] = [:]
    for line in lines where line.hasPrefix("# ") && line.contains(" = ") {
      let words = line.dropFirst(2).split(separator: " ")
      let names = words.dropFirst(2)
      let plain = { (name: Substring) in String(name.filter { $0 != "?" && $0 != "*" }) }
      let varying = Set(names.filter { $0.hasSuffix("*") }.map(plain))
      metrics[String(words[0])] = SeriesLabels(
        always: Set(names.filter { !$0.hasSuffix("?") }.map(plain)),
        may: .finite(Set(names.map(plain))),
        key: varying,
        varying: varying
      )
    }
    return metrics.isEmpty ? nil : SeriesCatalog(metrics, isComplete: true)
  }

  private static func lines(of type: LabelSetType) -> String {
    type.isNever
      ? "  never a series\n" : type.alternatives.map { "  \(line(of: $0))\n" }.joined()
  }

  /// `{a, b?, …}`: a question mark behind what may be missing, dots for any other.
  private static func line(of set: LabelSet) -> String {
    var parts = set.mayLabels.map { label in
      label + (set.must.contains(label) ? "" : "?")
        + (set.values[label]?.finite?.count ?? 0 > 0 ? "=\(set.values[label] ?? .any)" : "")
    }
    if set.isOpen {
      let without = set.impossibleLabels.joined(separator: ", ")
      parts.append(without.isEmpty ? "…" : "… without \(without)")
    }
    let key = set.key.map { " by (\($0.sorted().joined(separator: ", ")))" } ?? ""
    return "{\(parts.joined(separator: ", "))}" + key
      + (set.varying.isEmpty ? "" : " differing in \(set.varying.sorted())")
      + (set.isAlways ? " always" : "") + (set.isFiltered ? " filtered" : "")
  }
}

extension LabelJudgement {
  fileprivate var summary: String {
    switch self {
    case .contradiction(_, let label): "no value of \(label) is left"
    case .groupingMissing(_, let label): "by (\(label)), which is not there"
    case .neverMatches(_, .missing(let label, let onLeft)):
      "never matches: \(label) is missing \(onLeft ? "left" : "right")"
    case .neverMatches(_, .values(let label, let left, let right)):
      "never matches: \(label) is \(left) left and \(right) right"
    case .matchingMissing(_, let label, let left, let right):
      "on (\(label)), which is \(left ? "only left" : right ? "only right" : "nowhere")"
    case .includedMissing(_, let label): "group list of \(label), which the one side lacks"
    case .manyOnOneSide(_, let isLeft, let label, _):
      "many on the \(isLeft ? "left" : "right"): they differ in \(label)"
    case .groupingNotUnique(_, let label): "\(label) is overwritten, and nothing else differs"
    case .joinedLost(_, let label, _): "\(label) was joined in vain"
    case .overwritten(_, let label): "\(label) gets one value, and nothing else differs"
    case .unlabelledDefault(_, let labels): "a default without \(labels)"
    }
  }
}

/// Selectors that no series can satisfy.
extension PromQLLinter {
  /// SLO3202 when one matcher suffices, SLO3201 when several exclude each other.
  mutating func lintContradiction(_ selector: VectorSelector, label: String) {
    let named = selector.name.map { [LabelMatcher(SpecialLabel.name, .equal, $0)] } ?? []
    let matchers = (named + selector.matchers).filter { $0.label == label }
    if let alone = matchers.first(where: { LabelConstraints([$0]).contradiction != nil }) {
      lintImpossible(alone, in: selector)
      return
    }
    var known = LabelValues.any
    let second = matchers.first { matcher in
      known = known.narrowed(by: matcher)
      return known.isEmpty
    }
    let others = matchers.filter { $0 != second }.map { "`\($0.text)`" }
    report(
      PromQLFinding(
        .SLO3201,
        "no series matches: `\(second?.text ?? "")` excludes \(others.joined(separator: " and "))",
        at: (second?.range ?? selector.range).bytes,
        notes: ["a series has one value of a label, and each matcher must accept it"],
        help: ["for any of several values write one matcher: \(label)=~\"this|that\""],
        fix: either(of: matchers)
      )
    )
  }

  /// Two equal signs become one pattern of both values.
  private func either(of matchers: [LabelMatcher]) -> PromQLFinding.Fix? {
    guard matchers.count == 2, matchers.allSatisfy({ $0.operator == .equal }),
      let first = places(of: matchers[0]), source(matchers[1].range) != nil
    else { return nil }
    let pattern = matchers.map { RegularExpression.escaping($0.value) }.joined(separator: "|")
    // The comma between them goes with the second.
    let before = text[..<matchers[1].range.start].lastIndex(of: UInt8(ascii: ","))
    guard let before, before >= matchers[0].range.end else { return nil }
    return PromQLFinding.Fix(
      "select either value",
      [
        PromQLFinding.Edit(first.operator, "=~"),
        PromQLFinding.Edit(first.value, PromQLText.quoted(pattern.utf8)),
        PromQLFinding.Edit(before..<matchers[1].range.end, ""),
      ]
    )
  }

  private mutating func lintImpossible(_ matcher: LabelMatcher, in selector: VectorSelector) {
    let range = source(matcher.range) == nil ? selector.range : matcher.range
    let why =
      if matcher.operator == .matchesNot {
        "the pattern matches every value, so that none is left"
      } else if matcher.hasVariable {
        "dashboards replace their variables; nothing does in a rule, and $ is the end of a value"
      } else {
        "the pattern asks for something before the begin or behind the end of the value"
      }
    report(
      PromQLFinding(
        .SLO3202,
        "`\(matcher.text)` matches no value at all",
        at: range.bytes,
        notes: [why],
        help: matcher.operator == .matchesNot
          ? ["for series without the label write \(matcher.label)=\"\""]
          : ["a pattern matches the whole value; leave ^ and $ out"]
      )
    )
  }
}

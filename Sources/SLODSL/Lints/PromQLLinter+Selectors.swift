/// Matchers and regular expressions.
extension PromQLLinter {
  mutating func lintSelectors() {
    for selector in expression.selectors {
      for matcher in selector.matchers {
        guard matcher.operator == .matches || matcher.operator == .matchesNot,
          case .success(let pattern) = RegularExpression.parse(matcher.value)
        else { continue }
        lintPlainPattern(matcher, pattern)
      }
    }
  }

  /// SLO3204: a pattern that matches one text only.
  private mutating func lintPlainPattern(_ matcher: LabelMatcher, _ pattern: RegularExpression) {
    guard let texts = pattern.finiteSet(limit: 1), texts.count == 1, let text = texts.first,
      !text.isEmpty
    else { return }
    let sign: LabelMatcher.Operator = matcher.operator == .matches ? .equal : .notEqual
    let quoted = PromQLText.quoted(text.utf8)
    var fix: PromQLFinding.Fix?
    if let places = places(of: matcher) {
      fix = PromQLFinding.Fix(
        "compare with `\(sign.rawValue)`",
        [
          PromQLFinding.Edit(places.operator, sign.rawValue),
          PromQLFinding.Edit(places.value, quoted),
        ],
        safety: .safe
      )
    }
    report(
      PromQLFinding(
        .SLO3204,
        "this pattern matches only \(quoted): nothing in it is a pattern",
        at: matcher.range.bytes,
        notes: ["the server looks an equal value up; a pattern it compares with every value"],
        fix: fix
      )
    )
  }
}

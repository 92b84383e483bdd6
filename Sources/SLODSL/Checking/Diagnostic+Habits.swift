/// Words for what is allowed here and means something else in another language.
extension Diagnostic {
  static func groupsAreAllGoodOrBad(_ dimension: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4009,
      "each group by '\(dimension.text)' is all good or all bad: the label decides both",
      at: dimension.range,
      related: [Related("judged by it here", at: range)],
      help: ["group by what the budgets belong to, as in by: route"]
    )
  }

  static func textLooksLikePattern(
    _ text: String,
    at range: SourceRange,
    replacing place: SourceRange,
    with instead: String
  ) -> Diagnostic {
    Diagnostic(
      .SLO4010,
      "this asks for a value of exactly these characters, not for a pattern",
      at: range,
      fixIts: [FixIt("write \(instead)", replacing: place, with: instead)]
    )
  }

  static func foreignInterpolation(
    _ found: String,
    at range: SourceRange,
    instead: String?
  ) -> Diagnostic {
    Diagnostic(
      .SLO4011,
      "nothing replaces '\(found)' in text here",
      at: range,
      help: instead == nil ? ["a value is put in as \\(name)"] : [],
      fixIts: instead.map { [FixIt("write \($0)", replacing: range, with: $0)] } ?? []
    )
  }
}

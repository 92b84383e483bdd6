extension Checker {
  mutating func countQuery(_ literal: PromQLLiteral, in scope: Scope) -> CountQuery? {
    report(Diagnostic(.SLO2022, "#promql is not generated yet", at: literal.range))
    return nil
  }

  mutating func sampleQuery(
    _ literal: PromQLLiteral, in scope: Scope
  ) -> (expression: PromQLExpression, labels: [String]?)? {
    report(Diagnostic(.SLO2022, "#promql is not generated yet", at: literal.range))
    return nil
  }

  mutating func checkQueries(_ dimensions: [Name], _ sources: [ReadSource]) -> Bool { true }
}

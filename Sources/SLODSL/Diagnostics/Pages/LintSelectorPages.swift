extension DiagnosticPage {
  /// Selectors in PromQL.
  static let promQLSelectors: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3204,
      "pattern without anything to match",
      .warning,
      what: """
        A matcher compares with `=~` or `!~`, but its pattern matches one text only.
        """,
      why: """
        Whoever reads it looks for the wildcard that is not there, and whoever changes the value \
        to one with a dot gets a pattern without noticing. An equal value is looked up in the \
        index; a pattern is more work in each evaluation.
        """,
      wrong: .promQL(#"rate(http_requests_total{job=~"api"}[5m])"#),
      right: .promQL(#"rate(http_requests_total{job="api"}[5m])"#)
    )
  ]
}

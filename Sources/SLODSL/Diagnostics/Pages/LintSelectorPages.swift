extension DiagnosticPage {
  /// Selectors in PromQL.
  static let promQLSelectors: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3201,
      "matchers that exclude each other",
      what: """
        The matchers of one label have no value in common: a series that satisfies the one fails
        the other.
        """,
      why: """
        The selector finds nothing, ever. An alert on it never fires, and a ratio with it has no
        result, without any error.
        """,
      wrong: .promQL(#"sum(rate(http_requests_total{code="500", code="503"}[5m]))"#),
      right: .promQL(#"sum(rate(http_requests_total{code=~"500|503"}[5m]))"#)
    ),
    DiagnosticPage(
      .SLO3202,
      "matcher that nothing satisfies",
      what: """
        A pattern cannot match any value, or `!~` takes all values away.
        """,
      why: """
        The selector finds nothing, ever. An alert on it never fires, and a ratio with it has no
        result, without any error.
        """,
      wrong: .promQL(#"sum(rate(http_requests_total{route=~"/cart$/items"}[5m]))"#),
      right: .promQL(#"sum(rate(http_requests_total{route="/cart/items"}[5m]))"#)
    ),
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
    ),
  ]
}

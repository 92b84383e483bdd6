extension DiagnosticPage {
  /// Rules that read PromQL.
  static let promQLRules: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3801,
      "alert without a condition",
      .warning,
      what: """
        Nothing in the expression of an alert leaves series out: no comparison, no `and`, no
        `absent`.
        """,
      why: """
        A value of 0 is a result as well, so the alert fires from the first sample on. It is
        silenced, and stays silenced when it would matter.
        """,
      wrong: .promQL("rate(http_errors_total[5m])", use: .alerting),
      right: .promQL("rate(http_errors_total[5m]) > 1", use: .alerting)
    )
  ]
}

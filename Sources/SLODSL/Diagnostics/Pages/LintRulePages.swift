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
    ),
    DiagnosticPage(
      .SLO3803,
      "recorded twice",
      .error,
      what: """
        Two rules record the same series with the same labels.
        """,
      why: """
        Prometheus keeps the sample that comes first and counts the other as a duplicate:
        `promtool` complains, and which of two expressions an alert reads depends on their
        order.
        """,
      wrong: .session(
        """
        - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        """
      ),
      right: .session(
        """
        - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        """
      )
    ),
    DiagnosticPage(
      .SLO3804,
      "name of a recording",
      .warning,
      what: """
        The name of a recorded series is not level:metric:operations, or ends like that of a
        counter.
        """,
      why: """
        Whoever is on call reads names before queries: a recorded rate called `_total` invites
        `rate` of a rate, which is a number without meaning.
        """,
      wrong: .session(
        """
        - record: errors_total
          expr: sum by (job) (rate(http_errors_total[5m]))
        """
      ),
      right: .session(
        """
        - record: job:http_errors:rate5m
          expr: sum by (job) (rate(http_errors_total[5m]))
        """
      )
    ),
    DiagnosticPage(
      .SLO3805,
      "reads what nobody records",
      .error,
      what: """
        A rule reads a recorded series that no rule of the files records.
        """,
      why: """
        The expression is empty for ever, so the alert never fires, and nothing says so.
        """,
      wrong: .session(
        """
        - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        - {alert: Errors, expr: 'job:errors:rate10m > 1'}
        """
      ),
      right: .session(
        """
        - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        - {alert: Errors, expr: 'job:errors:rate5m > 1'}
        """
      )
    ),
  ]
}

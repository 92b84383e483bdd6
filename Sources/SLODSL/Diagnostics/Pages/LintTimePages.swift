extension DiagnosticPage {
  /// What the examples of this subject measure, and how often.
  private static let requests = """
    project { scrape: 30s; retention: 15d }
    metric http_requests_total: Counter { labels: code in 100...599 }
    """

  /// Time in PromQL.
  static let promQLTime: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3701,
      "range shorter than two scrapes",
      .warning,
      what: """
        A function that compares samples with each other looks at a range in which there are not
        always two.
        """,
      why: """
        With one sample there is no result. The graph has holes, and an alert with `for` starts
        anew at each of them, so it never fires.
        """,
      wrong: .promQL("rate(http_requests_total[45s])", catalog: requests),
      right: .promQL("rate(http_requests_total[2m])", catalog: requests)
    ),
    DiagnosticPage(
      .SLO3702,
      "step of a subquery",
      .warning,
      what: """
        A subquery states no step, one of more than half its range, or one of which the range is no
        multiple.
        """,
      why: """
        Without a step the server takes its global evaluation interval: the same rule counts
        differently on another server. A step that does not fit makes the number of points change
        from one evaluation to the next, and a sum with it.
        """,
      wrong: .promQL("max_over_time(queue_depth[1h:45m])"),
      right: .promQL("max_over_time(queue_depth[1h:1m])")
    ),
    DiagnosticPage(
      .SLO3703,
      "range beyond the retention",
      .warning,
      what: """
        A range or an offset reaches further back than the server keeps samples.
        """,
      why: """
        What is gone looks as if it had never been. A budget over 30 days that sees 15 forgets an
        outage after two weeks, and releases go out that should wait.
        """,
      wrong: .promQL("sum(increase(http_requests_total[30d]))", catalog: requests),
      right: .promQL("sum(increase(http_requests_total[1d]))", catalog: requests)
    ),
    DiagnosticPage(
      .SLO3708,
      "days of raw samples in a rule",
      .warning,
      what: """
        A rule reads more than a day of raw samples at every evaluation.
        """,
      why: """
        The server reads the same samples thousands of times. Evaluations take longer than their
        interval, are skipped, and alerts come late when the server is busy, as in an outage.
        """,
      wrong: .promQL("sum(increase(http_requests_total[7d])) > 10", use: .alerting),
      right: .promQL("sum(increase(http_requests_total[1h])) > 10", use: .alerting)
    ),
    DiagnosticPage(
      .SLO3709,
      "time that no evaluation looks at",
      .warning,
      what: """
        A range is shorter than the time between two evaluations, or than the step of the subquery
        around it.
        """,
      why: """
        Errors that fall between two looks are in no count. An outage of half a minute may leave no
        trace, though every sample of it was scraped.
        """,
      wrong: .promQL("max_over_time(queue_depth[15s])", use: .recording),
      right: .promQL("max_over_time(queue_depth[1m])", use: .recording)
    ),
    DiagnosticPage(
      .SLO3710,
      "number of samples that depends on the version",
      .note,
      what: """
        A range that is a whole number of intervals holds one sample more before Prometheus 3, which
        no longer counts the older end.
        """,
      why: """
        Sums and counts are larger on an old server and drop with the upgrade: the budget changes
        by a few per cent although nothing happened.
        """,
      wrong: .promQL(
        "sum_over_time(jobs:done:increase1m[5m])",
        catalog: requests,
        use: .recording
      ),
      right: .promQL(
        "sum_over_time(jobs:done:increase1m[4m59s999ms])",
        catalog: requests,
        use: .recording
      )
    ),
    DiagnosticPage(
      .SLO3704,
      "alert of a slow group",
      .warning,
      what: """
        The group of an alert is evaluated less often than every five minutes, and the alert
        does not stay when an evaluation is late.
        """,
      why: """
        Alertmanager resolves an alert that it has not heard of for some minutes. The page ends
        and begins again with every evaluation.
        """,
      wrong: .session(
        """
        - name: nightly
          interval: 15m
          rules:
          - alert: BackupOld
            expr: time() - backup_finished_timestamp_seconds > 90000
        """
      ),
      right: .session(
        """
        - name: nightly
          interval: 15m
          rules:
          - alert: BackupOld
            expr: time() - backup_finished_timestamp_seconds > 90000
            keep_firing_for: 20m
        """
      )
    ),
    DiagnosticPage(
      .SLO3705,
      "recording of another group",
      .note,
      what: """
        A rule reads a series that a rule of another group records.
        """,
      why: """
        Groups run at different moments: the rule sees the value of the evaluation before. In a
        chain of groups the delays add up, and so does the time until somebody is paged.
        """,
      wrong: .session(
        """
        - name: raw
          rules:
          - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
        - name: alerts
          rules:
          - {alert: Errors, expr: 'job:errors:rate5m > 1'}
        """
      ),
      right: .session(
        """
        - name: errors
          rules:
          - {record: 'job:errors:rate5m', expr: sum by (job) (rate(http_errors_total[5m]))}
          - {alert: Errors, expr: 'job:errors:rate5m > 1'}
        """
      )
    ),
    DiagnosticPage(
      .SLO3706,
      "alert that does not wait",
      .warning,
      what: """
        An alert has no `for`, or one that is shorter than an evaluation.
        """,
      why: """
        One evaluation is enough to wake somebody, and a single bad sample is enough for that. A
        second window that has to agree does the same work as waiting.
        """,
      wrong: .session(
        """
        - alert: Errors
          expr: job:errors:rate5m > 1
        """
      ),
      right: .session(
        """
        - alert: Errors
          expr: job:errors:rate5m > 1
          for: 5m
        """
      )
    ),
    DiagnosticPage(
      .SLO3707,
      "absence that does not wait",
      .warning,
      what: """
        An alert on `absent` does not wait for two scrapes.
        """,
      why: """
        A single scrape that fails makes series absent. The page says that the service is gone,
        and is resolved before anybody has read it.
        """,
      wrong: .session(
        """
        - alert: CheckoutGone
          expr: absent(up{job="checkout"})
        """
      ),
      right: .session(
        """
        - alert: CheckoutGone
          expr: absent(up{job="checkout"})
          for: 5m
        """
      )
    ),
  ]
}

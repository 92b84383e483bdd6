extension DiagnosticPage {
  /// Labels, matching and aggregation in PromQL.
  static let promQLLabels: [DiagnosticPage] =
    promQLGrouping + promQLMatching + promQLJoining + promQLIdentity

  /// What the examples of this subject measure.
  private static let shop = """
    metric http_requests_total: Counter {
        labels: route, code in 100...599, method in ["GET", "POST"]
    }
    metric queue_depth: Gauge<Count> { labels: queue, shard in ["a", "b"] }
    metric queue_limit: Gauge<Count> { labels: queue }
    metric queue_owner: Gauge<Count> { labels: queue, team }
    """

  private static let promQLGrouping: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3501,
      "grouping by a label that is not there",
      what: """
        An aggregation groups by a label that no series inside can have: the metric lacks it, or an
        operation inside has dropped it.
        """,
      why: """
        The result has one series where one for each value was meant. Its alert says that something
        is wrong, and not where; the routes of the label get no alert at all.
        """,
      wrong: .promQL("max by (queue) (sum by (shard) (queue_depth))", catalog: shop),
      right: .promQL("max by (queue) (sum by (queue, shard) (queue_depth))", catalog: shop)
    ),
    DiagnosticPage(
      .SLO3513,
      "default without the labels of the others",
      what: """
        `or vector(0)` stands behind series that have labels. The zero has none, so it equals none
        of them and is added to them, always.
        """,
      why: """
        A series without labels is recorded beside the real ones for ever. An alert on low values
        fires for it without end, and the series that is missing still is.
        """,
      wrong: .promQL("sum by (queue) (queue_depth) or vector(0)", catalog: shop),
      right: .promQL("sum by (queue) (queue_depth) or on () vector(0)", catalog: shop)
    ),
  ]

  private static let promQLMatching: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3502,
      "matching on a label that is not there",
      what: """
        `on (…)` lists a label that one side, or neither, can have. A missing label is empty, and
        only equal labels match.
        """,
      why: """
        The result never has the label, and where the other side has it nothing matches: the alert
        is silent, whatever happens.
        """,
      wrong: .promQL(
        "sum by (queue) (queue_depth) / on (queue, team) sum by (queue) (queue_limit)",
        catalog: shop
      ),
      right: .promQL(
        "sum by (queue) (queue_depth) / on (queue) sum by (queue) (queue_limit)",
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3503,
      "sides that never match",
      what: """
        All series of one side of an operator have a label that no series of the other side can
        have, and the operator matches on it.
        """,
      why: """
        The result is empty at all times: an alert never fires, a recorded series never exists, and
        nothing reports an error.
        """,
      wrong: .promQL(#"queue_depth{shard="a"} / sum(queue_limit)"#, catalog: shop),
      right: .promQL(
        #"queue_depth{shard="a"} / on () group_left () sum(queue_limit)"#,
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3504,
      "sides with different values",
      what: """
        A label that is matched has other values on the one side than on the other, as the
        matchers and the declared values say.
        """,
      why: """
        The result is empty at all times: an alert never fires, a recorded series never exists, and
        nothing reports an error.
        """,
      wrong: .promQL(
        #"queue_depth{shard="a"} - queue_depth{shard="b"}"#,
        catalog: shop
      ),
      right: .promQL(
        #"queue_depth{shard="a"} - ignoring (shard) queue_depth{shard="b"}"#,
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3505,
      "several series where one must match",
      what: """
        A side of an operator has several series with the same matched labels, and neither
        `group_left` nor `group_right` says that it may.
        """,
      why: """
        The evaluation fails as soon as the second series appears, and with it the rule: nothing is
        recorded, no alert fires. Only the server's own metrics tell.
        """,
      wrong: .promQL(
        "queue_limit / on (queue, instance) queue_depth",
        catalog: shop
      ),
      right: .promQL(
        "queue_limit / on (queue, instance) sum by (queue, instance) (queue_depth)",
        catalog: shop
      )
    ),
  ]

  private static let promQLJoining: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3506,
      "copying a label that is not there",
      .warning,
      what: """
        `group_left (…)` or `group_right (…)` copies a label that the one side cannot have.
        """,
      why: """
        The label is taken away where the many side had it, and does not come where it was wanted:
        an alert goes to nobody's team.
        """,
      wrong: .promQL(
        """
        sum by (queue, shard) (queue_depth)
          * on (queue) group_left (team) max by (queue) (queue_owner)
        """,
        catalog: shop
      ),
      right: .promQL(
        """
        sum by (queue, shard) (queue_depth)
          * on (queue) group_left (team) max by (queue, team) (queue_owner)
        """,
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3507,
      "label joined for nothing",
      .warning,
      what: """
        A label is copied from the one side, and an operation around it drops it before anything
        has read it.
        """,
      why: """
        The join costs time in each evaluation and fails when the one side is not unique; and the
        label that somebody wanted is not in the result.
        """,
      wrong: .promQL(
        "sum by (queue) (queue_depth * on (queue) group_left (team) queue_owner)",
        catalog: shop
      ),
      right: .promQL(
        "sum by (queue, team) (queue_depth * on (queue) group_left (team) queue_owner)",
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3516,
      "label replaced by the rule",
      .warning,
      what: """
        A rule sets a label that its result has already.
        """,
      why: """
        The rule's value wins for every series. Two series that differed in this label only
        become one, and the rule fails with duplicate label sets; or an alert says another team
        than its series did.
        """,
      wrong: .session(
        """
        - record: job:errors:rate5m
          expr: sum by (job, team) (rate(http_errors_total[5m]))
          labels: {team: payments}
        """
      ),
      right: .session(
        """
        - record: job:errors:rate5m
          expr: sum by (job) (rate(http_errors_total[5m]))
          labels: {team: payments}
        """
      )
    ),
    DiagnosticPage(
      .SLO3509,
      "alert without labels",
      .note,
      what: """
        An alert sums over everything, so that it has no label, although the series inside have
        some.
        """,
      why: """
        The page says that errors are up and not where. All incidents look like one to
        Alertmanager: the second is not announced while the first lasts.
        """,
      wrong: .promQL(
        "sum(queue_depth) > 1000",
        catalog: "metric queue_depth: Gauge<Count> { labels: queue }",
        use: .alerting
      ),
      right: .promQL(
        "sum by (queue) (queue_depth) > 1000",
        catalog: "metric queue_depth: Gauge<Count> { labels: queue }",
        use: .alerting
      )
    ),
    DiagnosticPage(
      .SLO3510,
      "recording of open labels",
      .warning,
      what: "A recording keeps all labels but some, with `without`.",
      why: """
        When an exporter adds a label, the recording has new series from one moment on, and alerts
        that match it one to one find two where there was one: the rule fails, and nobody is paged.
        """,
      wrong: .promQL("sum without (instance) (rate(http_requests_total[5m]))", use: .recording),
      right: .promQL("sum by (job, route) (rate(http_requests_total[5m]))", use: .recording)
    ),
    DiagnosticPage(
      .SLO3515,
      "recording without end",
      .note,
      what: """
        A recording keeps a label whose values come from outside: addresses, users, identifiers.
        """,
      why: """
        Every scanner adds series that stay for as long as the server keeps samples. It becomes
        slow, and then late with the evaluations that page.
        """,
      wrong: .promQL("sum by (user_id) (rate(http_requests_total[5m]))", use: .recording),
      right: .promQL("sum by (route) (rate(http_requests_total[5m]))", use: .recording)
    ),
  ]
}

extension DiagnosticPage {
  /// What the examples of this subject count.
  private static let requests = """
    metric http_requests_total: Counter { labels: route, code in 100...599 }
    metric queue_depth: Gauge<Count> { labels: queue }
    """

  /// PromQL.
  static let promQL: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3001,
      "PromQL does not parse",
      what: """
        The text is not PromQL: its syntax is wrong, it calls a function that no server has, a
        selector selects everything, or a pattern is not one of RE2.
        """,
      why: """
        Prometheus refuses a rule file with one expression that does not parse, and goes on with
        the rules it had, or after a restart with none.
        """,
      wrong: .promQL("sum(rate(http_requests_total[5m])", catalog: requests),
      right: .promQL("sum(rate(http_requests_total[5m]))", catalog: requests)
    ),
    DiagnosticPage(
      .SLO3002,
      "PromQL of the wrong type",
      what: """
        A function or an operator gets something else than it takes, or the expression yields
        something else than is needed: a range vector, a scalar or a text for an instant vector.
        """,
      why: """
        Prometheus refuses the whole file when it loads the rules. The error is in the log of a
        server, and the alerts are the old ones.
        """,
      wrong: .promQL("sum(rate(http_requests_total))", catalog: requests),
      right: .promQL("sum(rate(http_requests_total[5m]))", catalog: requests)
    ),
    DiagnosticPage(
      .SLO3003,
      "window missing or misplaced",
      what: #"""
        Events of an indicator count with `rate` or `increase` over `[\(window)]`, in every range
        and nowhere else.
        """#,
      why: """
        slogen chooses the window so that each event is counted once. A fixed range of another
        length counts some twice, or never, and the budget shows errors that nobody had.
        """,
      wrong: .spec(
        #"""
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: #promql("sum(rate(http_requests_total[5m]))")
                bad: #promql("sum(rate(http_requests_total{code=~'5..'}[\(window)]))")
            }
        }
        """#
      ),
      right: .spec(
        #"""
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: #promql("sum(rate(http_requests_total[\(window)]))")
                bad: #promql("sum(rate(http_requests_total{code=~'5..'}[\(window)]))")
            }
        }
        """#
      )
    ),
    DiagnosticPage(
      .SLO3004,
      "count of unknown scale",
      what: """
        Whether the expression yields events per second or events per window cannot be told, or one
        side is the one and the other side the other.
        """,
      why: """
        Bad events per second divided by events per minute make an error ratio that is 60 times too
        small. An outage would look like one percent of errors.
        """,
      wrong: .spec(
        #"""
        metric http_requests_total: Counter { labels: code in 100...599 }
        metric mail_total: Counter { labels: state }

        service checkout {
            slo availability: 99.9% over 7d {
                events: #promql("""
                    sum(rate(http_requests_total[\(window)])) + sum(increase(mail_total[\(window)]))
                    """)
                bad: #promql("sum(rate(http_requests_total{code=~'5..'}[\(window)]))")
            }
        }
        """#
      ),
      right: .spec(
        #"""
        metric http_requests_total: Counter { labels: code in 100...599 }
        metric mail_total: Counter { labels: state }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: #promql("""
                    sum(rate(http_requests_total[\(window)])) + sum(rate(mail_total[\(window)]))
                    """)
                bad: #promql("sum(rate(http_requests_total{code=~'5..'}[\(window)]))")
            }
        }
        """#
      )
    ),
    DiagnosticPage(
      .SLO3005,
      "labels of PromQL",
      what: "The expression aggregates a label away that `by:` separates budgets by.",
      why: """
        The groups would all be one. The route that is down would share its budget with those that
        are well, and nobody would be paged for it.
        """,
      wrong: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            slo backlog: 99% over 7d {
                sample: #promql("max(queue_depth)")
                good: value < 100
                by: queue
            }
        }
        """#
      ),
      right: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: #promql("max by (queue) (queue_depth)")
                good: value < 100
                by: queue
            }
        }
        """#
      )
    ),
    DiagnosticPage(
      .SLO3006,
      "interpolation that does not fit",
      what: """
        What is interpolated cannot stand at its place: text belongs inside quotes, durations and
        numbers where PromQL has them, a selection where a selector stands.
        """,
      why: """
        Pasted in blindly, a name without quotes would be read as a metric, and a quote in a value
        would end the matcher: a rule that selects something else than it shows.
        """,
      wrong: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }
        let mails = "mail"

        service worker {
            slo backlog: 99% over 7d {
                sample: #promql("max(queue_depth{queue=\(mails)})")
                good: value < 100
            }
        }
        """#
      ),
      right: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }
        let mails = "mail"

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: #promql("max(queue_depth{queue='\(mails)'})")
                good: value < 100
            }
        }
        """#
      )
    ),
    DiagnosticPage(
      .SLO3007,
      "PromQL of another version",
      what: """
        The expression is PromQL of newer servers, of older ones, or of servers with a feature flag,
        but not of every server that `target:` names.
        """,
      why: """
        The rules would load in staging and be refused in production. The oldest server decides;
        it is 2.42 unless the project says otherwise.
        """,
      wrong: .promQL("limitk(5, queue_depth)", catalog: requests),
      right: .promQL("topk(5, queue_depth)", catalog: requests, use: .query)
    ),
    DiagnosticPage(
      .SLO3008,
      "PromQL against the catalog",
      what: """
        The expression names a metric that no catalog declares but that is nearly one of them, or a
        label that its metric does not have.
        """,
      why: """
        Prometheus answers with nothing, and nothing is never above a threshold. The SLO would be
        green through every outage.
        """,
      wrong: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            slo backlog: 99% over 7d {
                sample: #promql("max by (queue) (queue_dept)")
                good: value < 100
                by: queue
            }
        }
        """#
      ),
      right: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: #promql("max by (queue) (queue_depth)")
                good: value < 100
                by: queue
            }
        }
        """#
      )
    ),
  ]
}

extension DiagnosticPage {
  /// Arithmetic in PromQL, and the shape of ratios.
  static let promQLArithmetic: [DiagnosticPage] = [
    // Whether a quotient is meant to be a share is not certain: so this is a warning.
    DiagnosticPage(
      .SLO3601,
      "part that is no part",
      .warning,
      what: """
        A count is divided by another of the same metric, but the one below is narrowed by a \
        matcher that the one above does not have.
        """,
      why: """
        Events are counted above that are not counted below: errors of all jobs over requests of \
        one. The ratio can exceed 1, and a service is paged for the errors of another.
        """,
      wrong: .promQL(
        #"""
        sum(rate(http_requests_total{route="/pay"}[5m]))
          / sum(rate(http_requests_total{job="shop"}[5m]))
        """#
      ),
      right: .promQL(
        #"""
        sum(rate(http_requests_total{job="shop", route="/pay"}[5m]))
          / sum(rate(http_requests_total{job="shop"}[5m]))
        """#
      )
    ),
    DiagnosticPage(
      .SLO3602,
      "average of ratios",
      .warning,
      what: "Ratios are averaged, over groups or over time, instead of dividing sums.",
      why: """
        A pod with ten requests weighs as much as one with ten thousand, a quiet night as much as \
        the busy day: one failed request of three at night looks like an outage. And a group \
        without traffic divides by zero, which makes the average of all NaN.
        """,
      wrong: .promQL("avg by (job) (rate(jobs_failed_total[5m]) / rate(jobs_total[5m]))"),
      right: .promQL(
        "sum by (job) (rate(jobs_failed_total[5m])) / sum by (job) (rate(jobs_total[5m]))"
      )
    ),
    DiagnosticPage(
      .SLO3603,
      "sum with a division by zero",
      .warning,
      what: "Quotients whose divisor is a rate are added up.",
      why: """
        A group without traffic has a rate of zero, and zero by zero is NaN. One NaN makes the \
        whole sum NaN, and NaN meets no comparison: one idle pod silences the alert for all.
        """,
      wrong: .promQL("sum by (job) (rate(job_seconds_total[5m]) / rate(jobs_total[5m]))"),
      right: .promQL("sum by (job) (rate(job_seconds_total[5m]) / (rate(jobs_total[5m]) > 0))")
    ),
    DiagnosticPage(
      .SLO3604,
      "no value without errors",
      .warning,
      what: """
        A recorded ratio counts events of one outcome above the line, and nothing stands in for \
        them while there are none. In an alert this is said only of a comparison with `<`.
        """,
      why: """
        A series of errors begins with the first error. Until then the ratio has no value at all, \
        not zero: dashboards show gaps, sums over time miss the good hours, and an alert on too \
        few successes is silent when there is none.
        """,
      wrong: .promQL(
        #"""
        sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))
          / sum by (job) (rate(http_requests_total[5m]))
        """#
      ),
      right: .promQL(
        #"""
        (
          sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))
          or 0 * sum by (job) (rate(http_requests_total[5m]))
        )
          / sum by (job) (rate(http_requests_total[5m]))
        """#
      )
    ),
    DiagnosticPage(
      .SLO3605,
      "guard over the whole ratio",
      .warning,
      what: "A constant stands in where a whole ratio has no value: `errors / total or vector(0)`.",
      why: """
        A ratio has no value when there were no errors, and also when there is no traffic, no \
        target and no service. The guard turns both into the same number: in a total outage the \
        error ratio is zero and nobody is paged.
        """,
      wrong: .promQL(
        "sum(rate(jobs_failed_total[5m])) / sum(rate(jobs_total[5m])) or vector(0)"
      ),
      right: .promQL(
        "(sum(rate(jobs_failed_total[5m])) or vector(0)) / sum(rate(jobs_total[5m]))"
      )
    ),
    DiagnosticPage(
      .SLO3606,
      "slice without traffic",
      .warning,
      what: """
        An indicator samples a ratio of counters, and nothing says what a slice without traffic \
        is.
        """,
      why: """
        Zero by zero is NaN, which meets no comparison: such slices count as good. When requests \
        stop arriving, the objective looks perfect.
        """,
      wrong: .promQL(
        "sum by (job) (rate(jobs_failed_total[5m])) / sum by (job) (rate(jobs_total[5m]))",
        use: .sample
      ),
      right: .promQL(
        "sum by (job) (rate(jobs_failed_total[5m])) / (sum by (job) (rate(jobs_total[5m])) > 0)",
        use: .sample
      )
    ),
    DiagnosticPage(
      .SLO3607,
      "different units",
      what: """
        Values are added, subtracted or compared, but the catalog declares different units for \
        them.
        """,
      why: """
        Seconds compared with milliseconds are always the smaller number: the alert cannot fire, \
        or never stops. Sums of different units are no quantity at all.
        """,
      wrong: .promQL(
        "queue_oldest_seconds > on (queue) queue_limit_milliseconds",
        catalog: """
          metric queue_oldest_seconds: Gauge<Seconds> { labels: queue }
          metric queue_limit_milliseconds: Gauge<Milliseconds> { labels: queue }
          """
      ),
      right: .promQL(
        "queue_oldest_seconds > on (queue) queue_limit_milliseconds / 1000",
        catalog: """
          metric queue_oldest_seconds: Gauge<Seconds> { labels: queue }
          metric queue_limit_milliseconds: Gauge<Milliseconds> { labels: queue }
          """
      )
    ),
    DiagnosticPage(
      .SLO3608,
      "percentage against a ratio",
      what: """
        A share, which lies between 0 and 1, is compared with a number above 1; or a percentage \
        with a number just below 1.
        """,
      why: """
        A ratio never exceeds 99: the alert cannot fire. A percentage falls below 0.99 only when \
        nearly everything fails: the page comes when users have long called.
        """,
      wrong: .promQL(
        #"""
        sum by (job) (rate(http_requests_total{route="/pay"}[5m]))
          / sum by (job) (rate(http_requests_total[5m])) > 50
        """#
      ),
      right: .promQL(
        #"""
        sum by (job) (rate(http_requests_total{route="/pay"}[5m]))
          / sum by (job) (rate(http_requests_total[5m])) > 0.5
        """#
      )
    ),
    // A metric may exist in one job only, which no text tells: so this is a warning.
    DiagnosticPage(
      .SLO3611,
      "one side narrowed",
      .warning,
      what: """
        One metric is divided by another, and only one of them is narrowed by a label of the \
        target, such as `job` or `cluster`.
        """,
      why: """
        Errors of one job are divided by the requests of all jobs. The ratio shrinks with every \
        service that starts to export the same metric, until the alert cannot fire.
        """,
      wrong: .promQL(
        #"sum(rate(jobs_failed_total{job="mail"}[5m])) / sum(rate(jobs_total[5m]))"#
      ),
      right: .promQL(
        #"sum(rate(jobs_failed_total{job="mail"}[5m])) / sum(rate(jobs_total{job="mail"}[5m]))"#
      )
    ),
  ]
}

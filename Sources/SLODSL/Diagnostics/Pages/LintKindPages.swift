extension DiagnosticPage {
  /// Kinds of metrics in PromQL.
  static let promQLKinds: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3301,
      "rate of a gauge",
      what: """
        `rate`, `irate`, `increase` or `resets` reads a metric that the catalog declares as a \
        gauge, or a quantile of a summary.
        """,
      why: """
        These functions expect values that only grow, and take each fall for a restart of the \
        process: they add the whole value again. A queue that swings between 90 and 100 seems to \
        grow by thousands, and the page comes when nothing is wrong.
        """,
      wrong: .promQL(
        "rate(queue_depth[5m])",
        catalog: "metric queue_depth: Gauge<Count> { labels: queue }"
      ),
      right: .promQL(
        "deriv(queue_depth[5m])",
        catalog: "metric queue_depth: Gauge<Count> { labels: queue }"
      )
    ),
    DiagnosticPage(
      .SLO3302,
      "difference of a counter",
      what: """
        `delta`, `idelta`, `deriv` or `predict_linear` reads a metric that the catalog declares as \
        a counter, or a part of a histogram.
        """,
      why: """
        A counter begins at zero when its process starts again. These functions take that for a \
        fall: the result is negative after each deployment, just when errors are to be expected, \
        and the page does not come.
        """,
      wrong: .promQL(
        "delta(jobs_failed_total[1h])",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      ),
      right: .promQL(
        "increase(jobs_failed_total[1h])",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      )
    ),
    DiagnosticPage(
      .SLO3303,
      "level of a counter",
      what: """
        A counter is compared with a number, averaged, or its maximum or minimum is taken, without \
        `rate` or `increase`.
        """,
      why: """
        The level of a counter says how long its process has been running and how busy it was, not \
        how things are now. An alert on it fires some day, stays until the process starts again, \
        and is silenced for good.
        """,
      wrong: .promQL(
        "jobs_failed_total > 10",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      ),
      right: .promQL(
        "increase(jobs_failed_total[1h]) > 10",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      )
    ),
    DiagnosticPage(
      .SLO3304,
      "rate of a sum",
      what: """
        Counters are added up first, and `rate` or `increase` of the sum is taken by a subquery.
        """,
      why: """
        When one of ten processes restarts, the sum falls by a tenth. `rate` takes that for a \
        restart of everything and adds what the nine others had counted, once more: a burst of \
        events that never happened. Each deployment pages.
        """,
      wrong: .promQL("rate(sum by (job) (jobs_failed_total)[30m:1m])"),
      right: .promQL("sum by (job) (rate(jobs_failed_total[30m]))")
    ),
    DiagnosticPage(
      .SLO3305,
      "rate of computed values",
      what: """
        `rate`, `irate`, `increase` or `resets` reads a subquery whose values rise and fall: \
        rates, ratios, quantiles, differences.
        """,
      why: """
        Each fall counts as a restart. The result is a large number that follows the noise of the \
        inner expression, and a threshold that fits today will not fit tomorrow.
        """,
      wrong: .promQL("rate(rate(jobs_failed_total[5m])[30m:1m])"),
      right: .promQL("avg_over_time(rate(jobs_failed_total[5m])[30m:1m])")
    ),
    DiagnosticPage(
      .SLO3306,
      "irate in a rule",
      .warning,
      what: "A rule uses `irate`, which reads only the last two samples of its range.",
      why: """
        A rule is evaluated once a minute. What happened between those two samples is all it sees: \
        an outage of half a minute is caught or missed by chance, and alerts flap. `irate` is made \
        for graphs at full resolution.
        """,
      wrong: .promQL("sum by (job) (irate(jobs_failed_total[5m]))"),
      right: .promQL("sum by (job) (rate(jobs_failed_total[5m]))")
    ),
    DiagnosticPage(
      .SLO3307,
      "counter over time",
      .warning,
      what: """
        `sum_over_time`, `avg_over_time` or the like reads a counter, or `changes` counts how \
        often one moved.
        """,
      why: """
        The sum of the samples of a counter has no meaning: it doubles when targets are scraped \
        twice as often. `changes` counts at most one event for each scrape, so that a burst of a \
        thousand errors looks like one.
        """,
      wrong: .promQL(
        "avg_over_time(jobs_failed_total[1h])",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      ),
      right: .promQL(
        "increase(jobs_failed_total[1h])",
        catalog: "metric jobs_failed_total: Counter { labels: queue }"
      )
    ),
    DiagnosticPage(
      .SLO3308,
      "sides counted differently",
      what: """
        One growth of counters is divided by another, but one side uses `rate` and the other \
        `increase`, or they look back over different ranges or at different times. The same series \
        over two ranges is a comparison with the past, and is left alone.
        """,
      why: """
        `rate` is per second and `increase` per range: their quotient is off by the number of \
        seconds of the range. With two ranges, the ratio jumps whenever the traffic changes, \
        although no more requests fail: the page follows the load.
        """,
      wrong: .promQL(
        "sum by (job) (rate(jobs_failed_total[5m])) / sum by (job) (rate(jobs_total[1h]))"
      ),
      right: .promQL(
        "sum by (job) (rate(jobs_failed_total[1h])) / sum by (job) (rate(jobs_total[1h]))"
      )
    ),
    // Each process may have just one such series, and then the aggregation only drops labels: so
    // this is a warning.
    DiagnosticPage(
      .SLO3309,
      "average of a summary's quantiles",
      .warning,
      what: "Quantiles that processes computed by themselves are added up or averaged.",
      why: """
        The average of ten 99th percentiles is not the 99th percentile of all requests, nor a \
        bound of it. One process that serves nearly everything and is slow disappears among nine \
        idle ones, and nobody is paged.
        """,
      wrong: .promQL(#"avg by (job) (rpc_duration_seconds{quantile="0.99"})"#),
      right: .promQL(#"max by (job) (rpc_duration_seconds{quantile="0.99"})"#)
    ),
    DiagnosticPage(
      .SLO3310,
      "family instead of a series",
      what: """
        A selector names a histogram, but the catalog says that its series are called otherwise: \
        `_bucket`, `_sum` and `_count` of a classic histogram, the bare name of a native one. Or a \
        function of native histograms reads a classic one.
        """,
      why: """
        Nothing matches, so the result is empty. PromQL has no error for that: the rule is \
        evaluated, records nothing, and an alert on it never fires.
        """,
      wrong: .promQL(
        "sum by (route) (rate(http_request_duration_seconds[5m]))",
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 1s
          }
          """
      ),
      right: .promQL(
        "sum by (route) (rate(http_request_duration_seconds_count[5m]))",
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 1s
          }
          """
      )
    ),
    DiagnosticPage(
      .SLO3311,
      "gauge in a count of events",
      what: "PromQL that counts the events of an indicator adds up samples of a gauge.",
      why: """
        A gauge has a value at each scrape and counts nothing. The sum of its samples doubles when \
        its targets are scraped twice as often or run twice: budget and burn rate follow the \
        monitoring, not the service.
        """,
      wrong: .promQL(
        "sum by (queue) (sum_over_time(queue_depth[5m]))",
        catalog: "metric queue_depth: Gauge<Count> { labels: queue }",
        use: .count
      ),
      right: .promQL(
        "sum by (queue) (increase(queue_added_total[5m]))",
        catalog: "metric queue_added_total: Counter { labels: queue }",
        use: .count
      )
    ),
    DiagnosticPage(
      .SLO3313,
      "value of an info metric",
      .warning,
      what: """
        The value of an info metric is averaged, compared or added, or scrapes of it or of `up` \
        are counted as events.
        """,
      why: """
        Its value is always 1; all it says is in its labels. The result never changes, so an alert \
        on it fires always or never.
        """,
      wrong: .promQL(
        "build_info > 2",
        catalog: "metric build_info: Gauge<Count> { labels: version }"
      ),
      right: .promQL(
        "count by (version) (build_info) > 2",
        catalog: "metric build_info: Gauge<Count> { labels: version }"
      )
    ),
  ]
}

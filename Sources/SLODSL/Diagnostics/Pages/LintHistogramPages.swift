extension DiagnosticPage {
  /// Histograms in PromQL.
  static let promQLHistograms: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3401,
      "buckets without le",
      what: """
        `histogram_quantile` or `histogram_fraction` reads buckets whose label `le` was summed \
        away, or a metric that has no buckets.
        """,
      why: """
        Without `le` nothing says which bucket a series is. Such series are left out, the result \
        is empty, and an alert on it can never fire: a latency alert that looks like all others \
        and watches nothing.
        """,
      wrong: .promQL(
        "histogram_quantile(0.9, sum by (job) (rate(http_request_duration_seconds_bucket[5m])))"
      ),
      right: .promQL(
        "histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m])))"
      )
    ),
    DiagnosticPage(
      .SLO3402,
      "quantile of everything since the start",
      .warning,
      what: "`histogram_quantile` reads buckets without `rate` or `increase`.",
      why: """
        Buckets count since their process started. After a day, an hour in which every request is \
        slow is four per cent of what was counted: the quantile hardly moves, and the page comes \
        hours late or not at all.
        """,
      wrong: .promQL(
        "histogram_quantile(0.9, sum by (le, job) (http_request_duration_seconds_bucket))"
      ),
      right: .promQL(
        "histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m])))"
      )
    ),
    DiagnosticPage(
      .SLO3403,
      "average of quantiles",
      .warning,
      what: "Results of `histogram_quantile` are added up or averaged, over groups or over time.",
      why: """
        A quantile forgets how many requests it stands for. In the average, an instance that \
        answers ten requests weighs as much as one that answers ten thousand, and the slow one \
        that users notice disappears among the idle.
        """,
      wrong: .promQL(
        """
        avg by (job) (
          histogram_quantile(
            0.9, sum by (le, job, pod) (rate(http_request_duration_seconds_bucket[5m]))
          )
        )
        """
      ),
      right: .promQL(
        "histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m])))"
      )
    ),
    DiagnosticPage(
      .SLO3404,
      "no such bucket",
      what: "A matcher of `le` asks for a bound that the catalog does not declare.",
      why: """
        A histogram has only the buckets that its program was built with. A bound between two of \
        them matches nothing: all requests seem slow, or the ratio has no value and nobody is \
        paged.
        """,
      wrong: .promQL(
        #"sum by (route) (rate(http_request_duration_seconds_bucket{le="0.3"}[5m]))"#,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      ),
      right: .promQL(
        #"sum by (route) (rate(http_request_duration_seconds_bucket{le="0.25"}[5m]))"#,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      )
    ),
    DiagnosticPage(
      .SLO3405,
      "bound spelled for one server",
      .warning,
      what: """
        A matcher of `le` or `quantile` has a whole number in a spelling that not every server \
        stores. Prometheus 2 keeps the text that the target shows, mostly `1`; Prometheus 3 stores \
        `1.0`, and large numbers with an exponent.
        """,
      why: """
        On the other version the matcher finds nothing. After the upgrade the good requests are \
        gone from the ratio, all requests seem slow and everyone is paged; or the result is empty \
        and nobody is.
        """,
      wrong: .promQL(#"sum by (job) (rate(http_request_duration_seconds_bucket{le="1"}[5m]))"#),
      right: .promQL(
        #"sum by (job) (rate(http_request_duration_seconds_bucket{le=~"1|1[.]0"}[5m]))"#
      )
    ),
    DiagnosticPage(
      .SLO3406,
      "sum over all buckets",
      what: "Buckets are added up without `le`, neither in a matcher nor in `by`.",
      why: """
        A bucket counts everything at or below its bound, so one fast request counts in each of \
        them: with ten buckets up to ten times, a slow one once. The number is too large, and \
        falls when requests get slower.
        """,
      wrong: .promQL("sum by (job) (rate(http_request_duration_seconds_bucket[5m]))"),
      right: .promQL("sum by (job) (rate(http_request_duration_seconds_count[5m]))")
    ),
    DiagnosticPage(
      .SLO3407,
      "sum over several buckets",
      what: "Several values of `le` are selected and added up.",
      why: """
        Each bucket contains the ones below it. Requests within the lowest bound count twice, and \
        the share of good ones can exceed all of them: the budget is never spent.
        """,
      wrong: .promQL(
        #"sum by (job) (rate(http_request_duration_seconds_bucket{le=~"0.1|0.5"}[5m]))"#
      ),
      right: .promQL(
        #"sum by (job) (rate(http_request_duration_seconds_bucket{le="0.5"}[5m]))"#
      )
    ),
    DiagnosticPage(
      .SLO3408,
      "good requests of another histogram",
      what: """
        Requests within a bound, from `_bucket`, are divided by something else than all requests \
        of the same histogram, or those below the line are narrowed by a matcher that those above \
        are not.
        """,
      why: """
        Two metrics count at different times and different places: what one of them misses makes \
        the share exceed 1 or stay below for ever. The budget is burnt, or saved, by requests that \
        only one side knows.
        """,
      wrong: .promQL(
        #"""
        sum by (job) (rate(http_request_duration_seconds_bucket{le="0.5"}[5m]))
          / sum by (job) (rate(http_requests_total[5m]))
        """#
      ),
      right: .promQL(
        #"""
        sum by (job) (rate(http_request_duration_seconds_bucket{le="0.5"}[5m]))
          / sum by (job) (rate(http_request_duration_seconds_count[5m]))
        """#
      )
    ),
    DiagnosticPage(
      .SLO3409,
      "limit for a mean",
      .warning,
      what: "The mean of a duration, `_sum` by `_count`, is compared with a limit.",
      why: """
        Means hide the users who wait. When one request in a hundred takes ten times as long, the \
        mean rises by a tenth; and a flood of fast errors lowers it. What was promised is a share \
        of requests within a limit, which buckets count exactly.
        """,
      wrong: .promQL(
        """
        sum by (job) (rate(http_request_duration_seconds_sum[5m]))
          / sum by (job) (rate(http_request_duration_seconds_count[5m])) > 0.5
        """
      ),
      right: .promQL(
        #"""
        sum by (job) (rate(http_request_duration_seconds_bucket{le="0.5"}[5m]))
          / sum by (job) (rate(http_request_duration_seconds_count[5m])) < 0.99
        """#
      )
    ),
    DiagnosticPage(
      .SLO3410,
      "limit above the last bucket",
      .warning,
      what: """
        A quantile is compared with a number that is at or above the last finite bound of its \
        histogram.
        """,
      why: """
        `histogram_quantile` never returns more than that bound: of slower requests the histogram \
        only knows that there are some. The alert cannot fire, however slow everything is.
        """,
      wrong: .promQL(
        """
        histogram_quantile(
          0.9, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))
        ) > 1
        """,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms, 1s
          }
          """
      ),
      right: .promQL(
        """
        histogram_quantile(
          0.9, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))
        ) > 0.5
        """,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms, 1s
          }
          """
      )
    ),
    DiagnosticPage(
      .SLO3411,
      "limit in another unit",
      what: """
        A bound or a limit does not fit the histogram, but would if it were in another unit: 300 \
        where values are in seconds.
        """,
      why: """
        A limit of 300 seconds is never exceeded, one of 0.3 milliseconds always: nobody is paged, \
        or everybody.
        """,
      wrong: .promQL(
        #"sum by (route) (rate(http_request_duration_seconds_bucket{le="250"}[5m]))"#,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      ),
      right: .promQL(
        #"sum by (route) (rate(http_request_duration_seconds_bucket{le="0.25"}[5m]))"#,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      )
    ),
    DiagnosticPage(
      .SLO3412,
      "finer than the buckets",
      .note,
      what: """
        A quantile is compared with a number inside a bucket, or the quantile is 0 or 1, which can \
        only be a bound.
        """,
      why: """
        Inside a bucket a quantile is interpolated as if requests were spread evenly, which they \
        are not. The alert fires for requests that were within the limit, or stays silent for some \
        that were not. At a bound the number is exact.
        """,
      wrong: .promQL(
        """
        histogram_quantile(
          0.9, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))
        ) > 0.3
        """,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      ),
      right: .promQL(
        """
        histogram_quantile(
          0.9, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))
        ) > 0.25
        """,
        catalog: """
          metric http_request_duration_seconds: Histogram<Seconds> {
              labels: route
              buckets: 100ms, 250ms, 500ms
          }
          """
      )
    ),
  ]
}

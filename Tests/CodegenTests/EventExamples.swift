import SLODSL

extension Example {
  /// Counters, histograms and queries.
  static let events = [
    Example("events-by-route", Built.slo(by: ["route"], countsBirths: true)),
    Example("events-all-but", allButGood),
    Example("events-added", added, choices),
    Example("events-query", perSecond, perRange),
    Example("settle-none", withoutSettle, sampledWithoutSettle),
    Example("queries-rewritten", rewritten),
    Example("latency", belowBound, aboveBound, oneSpelling),
    Example("latency-native", nativeBelowBound, nativeAboveBound),
  ]

  /// All runs but the successful ones; another counter, no births.
  private static let allButGood = Built.slo(
    "sync",
    summary: "Nightly synchronisation succeeds",
    period: .days(28),
    "0.95",
    indicator: Built.events(
      .counters([Built.selection("sync_runs_total", [Built.job])]),
      .allBut(.counters([Built.selection("sync_successes_total", [Built.job])]))
    ),
    minimum: "1",
    owner: nil,
    runbook: "https://runbooks.example.com/checkout",
    dashboard: "https://grafana.example.com/d/abc?var-slo=sync",
    labels: [Label("team", "platform"), Label("tier", "1")]
  )

  /// Two counters that have no series in common; either may not exist yet.
  private static let added = Built.slo(
    "delivery",
    "0.99",
    indicator: Built.events(
      .counters([
        Built.selection("mail_sent_total", [Built.job]),
        Built.selection("mail_failed_total", [Built.job]),
      ]),
      .bad(.counters([Built.selection("mail_failed_total", [Built.job])]))
    ),
    by: ["queue"],
    countsBirths: true
  )

  /// Unions of selectors, and two failing counters of other names than the total.
  private static let choices = Built.slo(
    "webhooks",
    "0.99",
    indicator: Built.events(
      .counters([
        Built.selection(
          "webhook_calls_total",
          [Built.job, LabelMatcher("kind", .equal, "push")],
          [Built.job, LabelMatcher("version", .equal, "2")]
        )
      ]),
      .bad(
        .counters([
          Built.selection("webhook_timeouts_total", [Built.job]),
          Built.selection(
            "webhook_refusals_total",
            [Built.job, LabelMatcher("final", .equal, "true")],
            [LabelMatcher("job", .equal, "relay")]
          ),
        ])
      )
    ),
    countsBirths: true
  )

  private static func range(
    _ metric: String,
    _ matchers: [LabelMatcher] = [],
    offset: PromQLDuration? = nil
  ) -> PromQLExpression {
    .matrix(
      MatrixSelector(
        selector: VectorSelector(name: metric, matchers: matchers, offset: offset),
        length: .window
      )
    )
  }

  /// `sum by (route) (rate(a[\(window)]))`, scaled by the interval.
  private static let perSecond = Built.slo(
    "edge",
    "0.99",
    indicator: Built.events(
      .query(
        CountQuery(
          expression: .sum(.call("rate", range("edge_requests_total")), by: ["route"]),
          scale: .perSecond
        )
      ),
      .bad(
        .query(
          CountQuery(
            expression: .sum(
              .call("rate", range("edge_requests_total", [Built.serverErrors])),
              by: ["route"]
            ),
            scale: .perSecond
          )
        )
      )
    ),
    by: ["route"]
  )

  /// `increase` with an offset of its own, scaled by interval / range; amounts instead of things.
  private static let perRange = Built.slo(
    "upload",
    "0.99",
    indicator: Built.events(
      .query(
        CountQuery(
          expression: .sum(
            .call(
              "increase",
              range("upload_bytes_total", offset: .literal(nanoseconds: 60_000_000_000))
            )
          ),
          scale: .perRange
        )
      ),
      .bad(
        .query(
          CountQuery(
            expression: .sum(
              .call(
                "increase",
                range("upload_lost_bytes_total", offset: .literal(nanoseconds: 60_000_000_000))
              )
            ),
            scale: .perRange
          )
        )
      ),
      unit: .bytes
    ),
    minimum: "1048576"
  )

  private static let belowBound = Built.slo(
    "latency",
    "0.95",
    indicator: Built.latency(bound: "0.3", spellings: ["0.30", "0.3"], text: "300ms"),
    by: ["route"]
  )

  private static let aboveBound = Built.slo(
    "batching",
    "0.9",
    indicator: Built.latency(
      bound: "1000000",
      spellings: ["1000000", "1e+06", "1000000.0"],
      text: "1MB",
      goodIsBelow: false
    )
  )

  private static let oneSpelling = Built.slo(
    "reads",
    "0.99",
    indicator: Built.latency(
      bound: "0.25",
      spellings: ["0.25"],
      text: "250ms",
      selectors: [
        VectorSelector(name: nil, matchers: [Built.job, LabelMatcher("method", .equal, "GET")]),
        VectorSelector(name: nil, matchers: [Built.job, LabelMatcher("method", .equal, "HEAD")]),
      ]
    )
  )

  // MARK: Looking back

  private static let withoutSettle = Built.slo(
    timing: Built.timing(settle: .zero),
    countsBirths: true,
    reconciles: false
  )

  private static let sampledWithoutSettle = Built.slo(
    "up",
    indicator: Built.samples(.gauge(Built.selection("up", [Built.job])), .equal, "1"),
    timing: Built.timing(settle: .zero)
  )

  /// Offsets of the author's, selectors pinned to a moment, ranges inside ranges, own ranges.
  private static let rewritten = Built.slo(
    "rewritten",
    indicator: Built.events(
      .query(
        CountQuery(
          expression: .sum(
            .call(
              "rate",
              .matrix(
                MatrixSelector(
                  selector: VectorSelector(
                    name: "a_total",
                    matchers: [],
                    offset: .literal(nanoseconds: -10_000_000_000)
                  ),
                  length: .window
                )
              )
            )
          )
          .or(
            .call(
              "max_over_time",
              .subquery(
                Subquery(
                  expression: .call(
                    "rate",
                    .range(VectorSelector(metric: "b_total"), .minutes(5))
                  ),
                  length: .window,
                  step: PromQLDuration(.seconds(15)),
                  offset: PromQLDuration(.minute)
                )
              )
            )
          ),
          scale: .perSecond
        )
      ),
      .bad(
        .query(
          CountQuery(
            expression: .call(
              "rate",
              .matrix(
                MatrixSelector(
                  selector: VectorSelector(name: "a_total", matchers: [], at: .end),
                  length: .window
                )
              )
            )
            .and(
              .selector(
                VectorSelector(
                  name: "released",
                  matchers: [],
                  offset: .literal(nanoseconds: 3_600_000_000_000),
                  at: .milliseconds(1000)
                )
              )
            ),
            scale: .perSecond
          )
        )
      )
    ),
    reconciles: false
  )

  /// A bound that is a boundary whatever the resolution; each route has its own histogram.
  private static let nativeBelowBound = Built.slo(
    "latency",
    "0.99",
    indicator: Built.nativeLatency(bound: "0.25", text: "250ms"),
    by: ["route"]
  )

  /// Bad up to a bound inside a bucket; two selections of one histogram.
  private static let nativeAboveBound = Built.slo(
    "patience",
    "0.95",
    indicator: Built.nativeLatency(
      bound: "0.3",
      text: "300ms",
      goodIsBelow: false,
      selectors: [
        VectorSelector(name: nil, matchers: [Built.job, LabelMatcher("kind", .equal, "push")]),
        VectorSelector(name: nil, matchers: [Built.job, LabelMatcher("version", .equal, "2")]),
      ]
    ),
    timing: Built.timing(settle: .zero),
    reconciles: false
  )
}

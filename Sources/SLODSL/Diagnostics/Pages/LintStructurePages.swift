extension DiagnosticPage {
  /// Structure of PromQL.
  static let promQLStructure: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3106,
      "literal that means something else",
      .warning,
      what: """
        A number or a duration is read otherwise than it looks: a 0 in front makes a number octal,
        a number without a unit counts seconds, and what stands behind a duration may belong to it
        or may not.
        """,
      why: """
        The threshold is another number than the one in the review. With `> 0600` the page comes
        at 384 and nobody finds out why.
        """,
      wrong: .promQL("queue_depth > 0600"),
      right: .promQL("queue_depth > 600")
    ),
    DiagnosticPage(
      .SLO3107,
      "parameter out of bounds",
      what: """
        A constant parameter is one that the function cannot work with: a quantile outside of 0
        to 1, `topk` of less than one series, a lower bound above the upper one.
        """,
      why: """
        Nothing fails: the result is infinite, no number or empty at every evaluation. An alert on
        it fires for ever or never, whatever the service does.
        """,
      wrong: .promQL("quantile(99, rate(http_requests_total[5m]))"),
      right: .promQL("quantile(0.99, rate(http_requests_total[5m]))")
    ),
    DiagnosticPage(
      .SLO3108,
      "label that cannot be written",
      what: """
        `label_replace`, `label_join` or `count_values` writes a label under a name that is none,
        by a pattern that is none, or from a group that the pattern does not have.
        """,
      why: """
        Servers check this when they evaluate, not when they load the rules. The rule fails each
        time, or writes an empty label, which is the same as none: the alert is routed to nobody.
        """,
      wrong: .promQL(#"label_replace(up, "zone", "$2", "instance", "(.*):.*")"#),
      right: .promQL(#"label_replace(up, "zone", "$1", "instance", "(.*):.*")"#)
    ),
    DiagnosticPage(
      .SLO3109,
      "condition that is settled beforehand",
      what: """
        A comparison is never true, whatever is measured, or both sides of a set operator are the
        same. `count` of no series is no result rather than 0, days of the week end at 6, and
        nothing is equal to NaN.
        """,
      why: """
        The alert looks as if it watched something. It never fires, and the outage that it was
        written for is noticed by users.
        """,
      wrong: .promQL("count(up == 1) == 0"),
      right: .promQL("(count(up == 1) or vector(0)) == 0")
    ),
    DiagnosticPage(
      .SLO3110,
      "operators without parentheses",
      .warning,
      what: """
        `or` is mixed with `and` or `unless`, or stands behind a sum or a difference, without
        parentheses that say which is done first.
        """,
      why: """
        `1 - errors or vector(0)` is 0 when there are no errors yet, not 1: `or` binds weakest.
        The dashboard shows an outage where nothing happened, and the alert pages for it.
        """,
      wrong: .promQL("1 - slo:burn_rate:ratio1h or vector(0)"),
      right: .promQL("1 - (slo:burn_rate:ratio1h or vector(0))")
    ),
    DiagnosticPage(
      .SLO3111,
      "filter and value confused",
      .warning,
      what: """
        A comparison filters: it keeps the values of the series for which it holds. With `bool` it
        is 0 or 1 for every series. Here one of them stands where only the other makes sense.
        """,
      why: """
        An alert on `x > bool 5` has a result for every series, 0 or 1, so it fires always. The
        average of `x == 1` is 1 as long as one series is left, however many are down.
        """,
      wrong: .promQL("queue_depth > bool 100", use: .alerting),
      right: .promQL("queue_depth > 100", use: .alerting)
    ),
    DiagnosticPage(
      .SLO3112,
      "moment that no rule can see",
      .warning,
      what: """
        In a rule, `@` with a time yields the same at every evaluation, and a negative offset asks
        for samples that are not there yet.
        """,
      why: """
        The rule records a constant or nothing. Graphs of the past look right, since the future of
        then is known by now; the alert at the moment itself never fires.
        """,
      wrong: .promQL("sum(queue_depth offset -1h)", use: .recording),
      right: .promQL("sum(queue_depth offset 1h)", use: .recording)
    ),
  ]
}

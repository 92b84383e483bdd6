extension DiagnosticPage {
  /// What the examples of this subject count.
  private static let requests = """
    metric http_requests_total: Counter {
        labels: method in ["GET", "POST"], code in 100...599
    }
    """

  /// Selectors in PromQL.
  static let promQLSelectors: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3201,
      "matchers that exclude each other",
      what: """
        The matchers of one label have no value in common: a series that satisfies the one fails
        the other.
        """,
      why: """
        The selector finds nothing, ever. An alert on it never fires, and a ratio with it has no
        result, without any error.
        """,
      wrong: .promQL(#"sum(rate(http_requests_total{code="500", code="503"}[5m]))"#),
      right: .promQL(#"sum(rate(http_requests_total{code=~"500|503"}[5m]))"#)
    ),
    DiagnosticPage(
      .SLO3202,
      "matcher that nothing satisfies",
      what: """
        A pattern cannot match any value, or `!~` takes all values away.
        """,
      why: """
        The selector finds nothing, ever. An alert on it never fires, and a ratio with it has no
        result, without any error.
        """,
      wrong: .promQL(#"sum(rate(http_requests_total{route=~"/cart$/items"}[5m]))"#),
      right: .promQL(#"sum(rate(http_requests_total{route="/cart/items"}[5m]))"#)
    ),
    DiagnosticPage(
      .SLO3203,
      "matcher without effect",
      .warning,
      what: """
        Every series meets the matcher: its pattern matches everything, the empty value included,
        or another matcher of the same label says as much.
        """,
      why: """
        It reads as a restriction and is none. `path=~".*"` also takes the series without a path,
        so the ratio counts requests that it seems to leave out.
        """,
      wrong: .promQL(#"sum(rate(http_requests_total{path=~".*"}[5m]))"#),
      right: .promQL(#"sum(rate(http_requests_total{path!=""}[5m]))"#)
    ),
    DiagnosticPage(
      .SLO3204,
      "pattern without anything to match",
      .warning,
      what: """
        A matcher compares with `=~` or `!~`, but its pattern matches one text only.
        """,
      why: """
        Whoever reads it looks for the wildcard that is not there, or believes that a part of the
        value is enough: `path=~"cart"` selects nothing, since the whole value must match. An equal
        value is looked up in the index; a pattern is more work in each evaluation.
        """,
      wrong: .promQL(#"rate(http_requests_total{job=~"api"}[5m])"#),
      right: .promQL(#"rate(http_requests_total{job="api"}[5m])"#)
    ),
    DiagnosticPage(
      .SLO3205,
      "anchors that a pattern has anyway",
      .warning,
      what: """
        A pattern begins with `^` or ends with `$`. Prometheus matches the whole value, so both do
        nothing.
        """,
      why: """
        The next pattern is written without them by somebody who believes that it now matches a
        part. It matches nothing, and the alert on it is silent.
        """,
      wrong: .promQL(#"rate(http_requests_total{job=~"^api-.+$"}[5m])"#),
      right: .promQL(#"rate(http_requests_total{job=~"api-.+"}[5m])"#)
    ),
    DiagnosticPage(
      .SLO3206,
      "wildcard that is none, or dot that is one",
      .note,
      what: """
        A dot between letters matches any character. A `*` behind a letter repeats that letter; in
        a shell it would stand for any text.
        """,
      why: """
        `pod=~"api-*"` matches `api` and `api--`, never `api-7`: the sum is empty and the alert
        silent. A host name with dots also matches its neighbour `a-example.com`.
        """,
      wrong: .promQL(#"rate(http_requests_total{pod=~"api-*"}[5m])"#),
      right: .promQL(#"rate(http_requests_total{pod=~"api-.*"}[5m])"#)
    ),
    DiagnosticPage(
      .SLO3207,
      "part of a composed name",
      .note,
      what: """
        A pattern keeps both ends of a name and skips its middle: the parts look like labels of
        their own.
        """,
      why: """
        One day a name has the same ends and means something else, say a canary. Its errors spend
        the budget of this service and page its team.
        """,
      wrong: .promQL(#"rate(http_requests_total{job=~"shop_.+_prod"}[5m])"#),
      right: .promQL(#"rate(http_requests_total{team="shop", env="prod"}[5m])"#)
    ),
    DiagnosticPage(
      .SLO3208,
      "selector of no metric",
      .warning,
      what: """
        The selector has no name, or a pattern for it that is open-ended: every metric with these
        labels is selected.
        """,
      why: """
        A new metric changes the result without anybody touching the rule. The server reads every
        series of the target each time, which may slow down all other alerts.
        """,
      wrong: .promQL(#"sum({job="api"})"#),
      right: .promQL(#"sum(http_requests_in_flight{job="api"})"#)
    ),
    DiagnosticPage(
      .SLO3209,
      "function that drops the names of several metrics",
      .warning,
      what: """
        A function that drops names is applied to several metrics at once.
        """,
      why: """
        As soon as two of them have the same labels, the evaluation fails: "vector cannot contain
        metrics with the same labelset". The rule works in the test and stops on the first host that
        exposes both.
        """,
      wrong: .promQL(#"sum(rate({__name__=~"(get|post)_requests_total"}[5m]))"#),
      right: .promQL("sum(rate(get_requests_total[5m])) + sum(rate(post_requests_total[5m]))")
    ),
    DiagnosticPage(
      .SLO3210,
      "label that the metric does not have",
      what: """
        A matcher names a label that the metric is not declared with, and that is no label of the
        target either.
        """,
      why: """
        `=` selects nothing then, so the errors are always 0. `!=` selects everything, so health
        checks count as requests. Nothing says so.
        """,
      wrong: .promQL(#"rate(http_requests_total{status="500"}[5m])"#, catalog: requests),
      right: .promQL(#"rate(http_requests_total{code="500"}[5m])"#, catalog: requests)
    ),
    DiagnosticPage(
      .SLO3211,
      "value that the label does not have",
      what: """
        A value, or all that a pattern matches, lies outside of what the label is declared with; or
        every declared value meets the matcher.
        """,
      why: """
        A misspelled value selects nothing: no errors, a full budget, no page, until a user calls.
        """,
      wrong: .promQL(#"rate(http_requests_total{code=~"6.."}[5m])"#, catalog: requests),
      right: .promQL(#"rate(http_requests_total{code=~"5.."}[5m])"#, catalog: requests)
    ),
    DiagnosticPage(
      .SLO3212,
      "metric that is spelled almost like another",
      what: """
        No metric of that name is declared, but one whose name differs by a letter or two.
        """,
      why: """
        A metric that does not exist is no error for a server: the result is empty, and an empty
        result never fires.
        """,
      wrong: .promQL("rate(http_request_total[5m])", catalog: requests),
      right: .promQL("rate(http_requests_total[5m])", catalog: requests)
    ),
  ]
}

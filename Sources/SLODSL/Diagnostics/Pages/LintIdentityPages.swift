extension DiagnosticPage {
  /// What the examples of this subject measure.
  private static let shop = """
    metric queue_depth: Gauge<Count> { labels: queue, shard in ["a", "b"] }
    """

  /// What tells the series of a result apart from one evaluation to the next.
  static let promQLIdentity: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO3512,
      "label in which series differ overwritten",
      what: """
        `label_replace` writes one text into a label that tells the series apart.
        """,
      why: """
        Series become equal, and Prometheus refuses vectors with equal series: the evaluation
        fails, nothing is recorded, no alert fires.
        """,
      wrong: .promQL(#"label_replace(queue_depth, "shard", "all", "", "")"#, catalog: shop),
      right: .promQL(
        #"label_replace(sum by (queue) (queue_depth), "shard", "all", "", "")"#,
        catalog: shop
      )
    ),
    DiagnosticPage(
      .SLO3514,
      "rule of the series of highest rank",
      .warning,
      what: """
        The result of a rule is chosen by `topk`, `bottomk` or `limitk`.
        """,
      why: """
        Series enter and leave the first ranks: an alert resolves and begins to wait anew although
        nothing became better, and recorded series have gaps.
        """,
      wrong: .promQL("topk(3, queue_depth) > 100", catalog: shop, use: .alerting),
      right: .promQL("queue_depth > 100", catalog: shop, use: .alerting)
    ),
    DiagnosticPage(
      .SLO3518,
      "absence of an aggregate",
      .warning,
      what: """
        `absent` asks for an aggregate. It would take over the labels of a selector's `=` matchers;
        of an aggregate it has none.
        """,
      why: """
        The alert has no label that says what is missing, and routes that look for one do not get
        it.
        """,
      wrong: .promQL(#"absent(sum(queue_depth{queue="mail"}))"#, catalog: shop, use: .alerting),
      right: .promQL(#"absent(queue_depth{queue="mail"})"#, catalog: shop, use: .alerting)
    ),
    DiagnosticPage(
      .SLO3519,
      "order in a rule",
      .note,
      what: """
        A rule sorts its result. Rules store their series, and send their alerts, in no order.
        """,
      why: """
        Nothing breaks; but whoever reads the rule looks for what the order is for.
        """,
      wrong: .promQL("sort_desc(queue_depth > 100)", catalog: shop, use: .alerting),
      right: .promQL("queue_depth > 100", catalog: shop, use: .alerting)
    ),
  ]
}

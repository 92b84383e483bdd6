import SLODSL

extension Example {
  /// What alerts and the budget need, and no more.
  static let compact = [
    Example(
      "compact-by-route",
      Built.slo(by: ["route"], countsBirths: true, recording: .compact)
    ),
    Example(
      "compact-good-counted",
      Built.slo(
        "sync",
        "0.95",
        indicator: Built.events(
          .counters([Built.selection("sync_runs_total", [Built.job])]),
          .allBut(.counters([Built.selection("sync_successes_total", [Built.job])]))
        ),
        minimum: "1",
        recording: .compact
      ),
      Built.slo(
        "latency",
        "0.99",
        indicator: Built.latency(bound: "0.3", spellings: ["0.3", "0.30"], text: "300ms"),
        by: ["route", "method"],
        recording: .compact
      )
    ),
    Example(
      "compact-samples",
      Built.slo(
        "lag",
        "0.99",
        indicator: Built.samples(.gauge(Built.selection("lag_seconds")), .less, "30"),
        by: ["topic"],
        noData: [.bad, .alert(after: .minutes(10), each: true)],
        recording: .compact
      )
    ),
    Example("compact-by-tenant", byTenant),
  ]

  /// Objectives of their own, a page over more than six hours, silence of each group.
  private static let byTenant = Built.slo(
    objectives: [
      Built.objective("0.99", pairs: pairs),
      Built.objective(
        "0.999",
        where: GroupCondition(dimension: "tenant", values: ["acme", "globex"]),
        pairs: pairs
      ),
    ],
    by: ["tenant"],
    timing: Built.timing(interval: .minutes(5)),
    noData: [.alert(after: .minutes(10), each: true)],
    countsBirths: true,
    recording: .compact
  )

  private static let pairs = [
    Built.pair(.page, "14.4", .hours(1), .minutes(5)), Built.pair(.page, "3", .days(1), .hours(2)),
    Built.pair(.ticket, "2", .hours(6), .minutes(30)),
    Built.pair(.ticket, "1", .days(3), .hours(6)),
  ]
}

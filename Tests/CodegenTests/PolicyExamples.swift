import SLODSL

extension Example {
  /// Objectives, windows, intervals, silence and texts.
  static let policies = [
    Example("objectives-by-tenant", byTenant),
    Example("policy-quiet", Built.slo(objectives: [Built.objective("0.99", pairs: [])])),
    Example("period-90d", quarter),
    Example("period-6h", short),
    Example("period-31d", month, project: oneSeverityWord),
    Example(
      "interval-30s",
      Built.slo(
        timing: Built.timing(scrape: .seconds(10), interval: .seconds(30), settle: .seconds(5)),
        countsBirths: true
      )
    ),
    Example(
      "interval-5m",
      Built.slo(
        timing: Built.timing(scrape: .minutes(1), interval: .minutes(5)),
        countsBirths: true
      )
    ),
    Example("interval-1s", rehearsal, project: scrapedEverySecond),
    Example("no-data-each", eachRoute, silent, ticketsOnly),
    Example("hostile-texts", hostile, project: hostileProject),
  ]

  private static let scrapedEverySecond = {
    var project = Project()
    project.scrape = .seconds(1)
    return project
  }()

  /// Windows of seconds: pages are kept for seconds, tickets stand with the counts.
  private static let rehearsal = Built.slo(
    period: .days(1),
    objectives: [
      Built.objective(
        "0.99",
        pairs: [
          Built.pair(.page, "20", .seconds(30), .seconds(5)),
          Built.pair(.ticket, "2", .seconds(60), .seconds(10)),
        ]
      )
    ],
    timing: Built.timing(scrape: .seconds(1), interval: .seconds(1), settle: .seconds(1))
  )

  /// Three objectives; the middle one pages later because its budget is large.
  private static let byTenant = Built.slo(
    objectives: [
      Built.objective("0.99"),
      Built.objective(
        "0.9",
        where: GroupCondition(dimension: "tenant", values: ["free"]),
        pairs: [
          Built.pair(.page, "8", .hours(1), .minutes(5), stated: "14.4"),
          Built.pair(.page, "6", .hours(6), .minutes(30)),
          Built.pair(.ticket, "1", .days(3), .hours(6)),
        ]
      ),
      Built.objective(
        "0.9999",
        where: GroupCondition(dimension: "tenant", values: ["acme", "g.lobex", ""])
      ),
    ],
    by: ["tenant", "region"]
  )

  /// Other windows: 9d above, 18h as a short one in the long group, 45m beside the built-in ones.
  private static let quarter = Built.slo(
    period: .days(90),
    objectives: [
      Built.objective(
        "0.995",
        pairs: [
          Built.pair(.page, "14.4", .hours(1), .minutes(5)),
          Built.pair(.page, "7", .hours(12), .minutes(45)),
          Built.pair(.ticket, "3", .days(3), .hours(6)),
          Built.pair(.ticket, "1", .days(9), .hours(18)),
        ]
      )
    ]
  )

  /// A period inside the counts group.
  private static let short = Built.slo(
    period: .hours(6),
    objectives: [
      Built.objective("0.9", pairs: [Built.pair(.page, "2", .hours(1), .minutes(5))])
    ]
  )

  private static let eachRoute = Built.slo(
    by: ["route"],
    noData: [.alert(after: .minutes(30), each: true)]
  )

  private static let silent = Built.slo("nightly", noData: [.ignore])

  private static let ticketsOnly = Built.slo(
    "tickets",
    objectives: [
      Built.objective("0.99", pairs: [Built.pair(.ticket, "1", .days(3), .hours(6))])
    ]
  )

  /// A factor without finite decimals; a label of the author's that is a dimension is left out.
  private static let month = Built.slo(
    period: .days(31),
    objectives: [
      GroupObjective(
        ratio: Built.number("0.9995"),
        groups: nil,
        pairs: [
          Built.pair(.page, "14.88", .hours(1), .minutes(5)),
          BurnRatePair(
            severity: .ticket,
            long: .days(3),
            short: .hours(6),
            factor: ExactNumber(31, over: 30),
            statedFactor: ExactNumber(31, over: 30),
            origin: nil
          ),
        ],
        origin: Built.nowhere
      )
    ],
    by: ["route"],
    labels: [Label("route", "x"), Label("team", "a")]
  )

  private static var oneSeverityWord: Project {
    var project = Project()
    project.severityWords = SeverityWords(page: "urgent", ticket: "urgent")
    return project
  }

  // MARK: Texts

  /// Text that means something to Go's templates, YAML, PromQL or regular expressions.
  private static let hostile = Built.slo(
    summary: "{{ $value }}: \"50%\" of 'it'\n# no comment {",
    objectives: [
      Built.objective("0.99"),
      Built.objective(
        "0.9",
        where: GroupCondition(dimension: "tenant", values: ["a|b", "{{ x }}\"\\", "%s 100%"])
      ),
    ],
    indicator: Built.events(
      .counters([
        Built.selection(
          "http_requests_total",
          [LabelMatcher("job", .equal, "che\"ck\\out\n{{out}}")]
        )
      ]),
      .bad(
        .counters([
          Built.selection(
            "http_requests_total",
            [
              LabelMatcher("job", .equal, "che\"ck\\out\n{{out}}"),
              LabelMatcher("path", .matches, "/[^/]+\\.(js|css)"),
            ]
          )
        ])
      )
    ),
    by: ["tenant"],
    countsBirths: true,
    owner: "yes",
    runbook: "https://runbooks.example.com/{{x}}?a=1&b=#top",
    dashboard: "https://example.com/%q",
    labels: [
      Label("empty", ""), Label("nought", "0"), Label("note", "- a: b # c"),
      Label("bell", "\u{7}\u{202E}"), Label("template", "{{{ .Labels }}"), Label("on", "off"),
    ]
  )

  private static var hostileProject: Project {
    var project = Project()
    project.severityWords = SeverityWords(page: "null", ticket: "1e3")
    return project
  }
}

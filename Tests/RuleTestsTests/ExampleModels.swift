import SLODSL

/// Models built by hand, one SLO for each kind of indicator.
enum ExampleModels {
  static let origin = SourceRange(file: FileID(0), start: 0, end: 1)

  static func duration(_ minutes: Int64) -> Duration { .minutes(minutes) }

  static func pair(
    _ severity: AlertSeverity,
    _ factor: ExactNumber,
    _ long: Duration,
    _ short: Duration
  ) -> BurnRatePair {
    BurnRatePair(
      severity: severity,
      long: long,
      short: short,
      factor: factor,
      statedFactor: factor,
      origin: nil
    )
  }

  /// The built-in policy for 30 days.
  static let monthly = [
    pair(.page, ExactNumber(72, over: 5), .hours(1), .minutes(5)),
    pair(.page, ExactNumber(6), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(3), .days(1), .hours(2)),
    pair(.ticket, ExactNumber(1), .days(3), .hours(6)),
  ]

  /// The built-in policy for 7 days.
  static let weekly = [
    pair(.page, ExactNumber(336, over: 25), .hours(1), .minutes(5)),
    pair(.page, ExactNumber(7, over: 2), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(7, over: 5), .days(1), .hours(2)),
    pair(.ticket, ExactNumber(1), .days(3), .hours(6)),
  ]

  /// The built-in policy for 28 days.
  static let fourWeekly = [
    pair(.page, ExactNumber(336, over: 25), .hours(1), .minutes(5)),
    pair(.page, ExactNumber(28, over: 5), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(14, over: 5), .days(1), .hours(2)),
    pair(.ticket, ExactNumber(1), .days(3), .hours(6)),
  ]

  /// A policy of three tickets and no page.
  static let threeTickets = [
    pair(.ticket, ExactNumber(6), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(3), .days(1), .hours(2)),
    pair(.ticket, ExactNumber(1), .days(3), .hours(6)),
  ]

  /// The built-in policy for 90 days.
  static let quarterly = [
    pair(.page, ExactNumber(72, over: 5), .hours(1), .minutes(5)),
    pair(.page, ExactNumber(6), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(3), .days(3), .hours(6)),
    pair(.ticket, ExactNumber(1), .days(9), .hours(18)),
  ]

  /// As the default policy lowers factors that a 90 % objective cannot reach.
  static let lowered = [
    pair(.page, ExactNumber(8), .hours(1), .minutes(5)),
    pair(.page, ExactNumber(6), .hours(6), .minutes(30)),
    pair(.ticket, ExactNumber(3), .days(1), .hours(2)),
    pair(.ticket, ExactNumber(1), .days(3), .hours(6)),
  ]

  static let usualTiming = MeasurementTiming(
    scrape: .seconds(15),
    interval: .minute,
    settle: .seconds(10)
  )

  /// The same as a ruler reads it.
  static func timing(readBy ruler: Ruler) -> MeasurementTiming {
    MeasurementTiming(
      scrape: .seconds(15),
      interval: .minute,
      settle: .seconds(10),
      readBy: ruler
    )
  }

  static func selection(_ metric: String, _ matchers: LabelMatcher...) -> Selection {
    Selection(metric: metric, selectors: [VectorSelector(name: metric, matchers: matchers)])
  }

  /// An SLO of the service `shop` with everything defaulted.
  static func slo(
    _ name: String,
    _ indicator: Indicator,
    ratio: ExactNumber = ExactNumber(999, over: 1000),
    pairs: [BurnRatePair] = monthly,
    period: Duration = .days(30),
    by dimensions: [String] = [],
    timing: MeasurementTiming = usualTiming,
    noData: [NoDataResponse] = [.alert(after: .minutes(10), each: false)],
    minimum: Int = 3,
    births: Bool = false,
    reconciles: Bool = true,
    recording: RecordingExtent = .full,
    others: [GroupObjective] = []
  ) -> ServiceLevelObjective {
    ServiceLevelObjective(
      identity: SLOIdentity(service: "shop", name: name),
      summary: "",
      details: "",
      window: .rolling(period),
      objectives: [GroupObjective(ratio: ratio, groups: nil, pairs: pairs, origin: origin)]
        + others,
      indicator: indicator,
      dimensions: dimensions,
      timing: timing,
      noData: noData,
      minimumErrors: ExactNumber(minimum),
      countsBirths: births,
      reconciles: reconciles && indicator.countsEvents,
      recording: recording,
      policy: "standard",
      owner: "shop",
      runbook: nil,
      dashboard: nil,
      alertLabels: [],
      receivers: ReceiverChoice(page: [], ticket: []),
      origin: origin
    )
  }

  static func model(
    _ slos: [ServiceLevelObjective],
    metrics: [Metric] = [],
    project: Project = Project()
  ) -> Model {
    Model(
      project: project,
      services: [
        Service(
          name: "shop",
          summary: "",
          details: "",
          owner: "shop",
          runbook: nil,
          objectives: slos,
          origin: origin
        )
      ],
      receivers: [],
      metrics: metrics
    )
  }

  /// A project whose rules another ruler loads, behind servers that add labels.
  static func project(loadedBy ruler: Ruler, external: [String] = []) -> Project {
    var project = Project()
    project.rulers = [ruler]
    project.externalLabels = external
    return project
  }

  // MARK: Indicators

  /// Requests by code; births can be counted.
  static let availability = Indicator.events(
    EventIndicator(
      total: .counters([selection("http_requests_total", LabelMatcher("job", .equal, "shop"))]),
      failures: .bad(
        .counters([
          selection(
            "http_requests_total",
            LabelMatcher("job", .equal, "shop"),
            LabelMatcher("code", .matches, "5[0-9][0-9]")
          )
        ])
      ),
      unit: .count
    )
  )

  /// Good requests are named, by a regular expression without an end.
  static let goodRequests = Indicator.events(
    EventIndicator(
      total: .counters([
        selection("rpc_requests_total", LabelMatcher("path", .matches, "/api/.+"))
      ]),
      failures: .allBut(
        .counters([
          selection(
            "rpc_requests_total",
            LabelMatcher("path", .matches, "/api/.+"),
            LabelMatcher("outcome", .matchesNot, "error|timeout")
          )
        ])
      ),
      unit: .count
    )
  )

  /// Failures have a counter of their own.
  static let secondCounter = Indicator.events(
    EventIndicator(
      total: .counters([selection("jobs_total")]),
      failures: .bad(.counters([selection("job_failures_total")])),
      unit: .count
    )
  )

  /// A total of three counters, one of which counts failures.
  static let sumOfCounters = Indicator.events(
    EventIndicator(
      total: .counters([
        selection("jobs_done_total"), selection("jobs_retried_total"),
        selection("jobs_failed_total"),
      ]),
      failures: .bad(.counters([selection("jobs_failed_total")])),
      unit: .count
    )
  )

  /// Two of three counters count what is good.
  static let sumOfGoodCounters = Indicator.events(
    EventIndicator(
      total: .counters([
        selection("jobs_done_total"), selection("jobs_retried_total"),
        selection("jobs_failed_total"),
      ]),
      failures: .allBut(
        .counters([selection("jobs_done_total"), selection("jobs_retried_total")])
      ),
      unit: .count
    )
  )

  /// Failures are in two counters beside the total.
  static let severalFailures = Indicator.events(
    EventIndicator(
      total: .counters([selection("mails_sent_total")]),
      failures: .bad(
        .counters([selection("mails_bounced_total"), selection("mails_rejected_total")])
      ),
      unit: .count
    )
  )

  /// Failed is what has a code or an outcome: a union of selectors.
  static let alternatives = Indicator.events(
    EventIndicator(
      total: .counters([selection("http_requests_total")]),
      failures: .bad(
        .counters([
          Selection(
            metric: "http_requests_total",
            selectors: [
              VectorSelector(
                name: "http_requests_total",
                matchers: [LabelMatcher("code", .matches, "5[0-9][0-9]")]
              ),
              VectorSelector(
                name: "http_requests_total",
                matchers: [LabelMatcher("outcome", .equal, "timeout")]
              ),
            ]
          )
        ])
      ),
      unit: .count
    )
  )

  /// Hits and misses, which together are all events.
  static let disjointCounters = Indicator.events(
    EventIndicator(
      total: .counters([selection("cache_hits_total"), selection("cache_misses_total")]),
      failures: .bad(.counters([selection("cache_misses_total")])),
      unit: .count
    )
  )

  static let latency = Indicator.latency(
    LatencyIndicator(
      histogram: "http_request_duration_seconds",
      storage: .classic(
        count: "http_request_duration_seconds_count",
        bucket: "http_request_duration_seconds_bucket",
        boundSpellings: ["1", "1.0"]
      ),
      selectors: [VectorSelector(name: nil, matchers: [LabelMatcher("job", .equal, "shop")])],
      bound: ExactNumber(1),
      boundText: "1s",
      goodIsBelow: true
    )
  )

  static func sample(
    _ value: SampleValue,
    _ comparison: BinaryExpression.Operator,
    _ threshold: Int,
    describesGood: Bool = true,
    collapse: SampleIndicator.Collapse = .worst,
    slice: SampleIndicator.SliceValue = .last
  ) -> Indicator {
    .samples(
      SampleIndicator(
        value: value,
        comparison: comparison,
        threshold: ExactNumber(threshold),
        describesGood: describesGood,
        slice: slice,
        collapse: collapse
      )
    )
  }

  /// Slow requests are counted, not fast ones.
  static let slowness = Indicator.latency(
    LatencyIndicator(
      histogram: "job_seconds",
      storage: .classic(
        count: "job_seconds_count",
        bucket: "job_seconds_bucket",
        boundSpellings: ["2.5"]
      ),
      selectors: [VectorSelector(name: nil, matchers: [])],
      bound: ExactNumber(5, over: 2),
      boundText: "2.5s",
      goodIsBelow: false
    )
  )

  /// Bytes that were sent and lost.
  static let bytes = Indicator.events(
    EventIndicator(
      total: .counters([selection("sent_bytes_total")]),
      failures: .bad(.counters([selection("lost_bytes_total")])),
      unit: .bytes
    )
  )

  /// PromQL of the author's.
  static let queries = Indicator.events(
    EventIndicator(
      total: .query(query(function: "rate", code: nil)),
      failures: .bad(.query(query(function: "increase", code: "5.."))),
      unit: .count
    )
  )

  private static func query(function: String, code: String?) -> CountQuery {
    let matchers = code.map { [LabelMatcher("code", .matches, $0)] } ?? []
    let matrix = MatrixSelector(
      selector: VectorSelector(name: "http_requests_total", matchers: matchers),
      length: .window
    )
    let call = PromQLExpression.call(PromQLCall(function, [.matrix(matrix)]))
    return CountQuery(
      expression: .aggregation(Aggregation("sum", call, grouping: .by(["route"]))),
      scale: function == "rate" ? .perSecond : .perRange
    )
  }
}

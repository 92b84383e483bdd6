import SLODSL

/// Models by hand: what the checker would build, with defaults for everything a test is not about.
enum Built {
  static let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)

  static func model(_ services: Service..., project: Project = Project()) -> Model {
    Model(project: project, services: services, receivers: [], metrics: [])
  }

  static func service(
    _ name: String = "checkout",
    _ objectives: ServiceLevelObjective...
  ) -> Service {
    Service(
      name: name,
      summary: "",
      details: "",
      owner: nil,
      runbook: nil,
      objectives: objectives,
      origin: nowhere
    )
  }

  static func slo(
    _ name: String = "availability",
    of service: String = "checkout",
    summary: String = "",
    period: Duration = .days(30),
    objectives: [GroupObjective]? = nil,
    _ ratio: String = "0.999",
    indicator: Indicator = .events(Built.requests),
    by dimensions: [String] = [],
    timing: MeasurementTiming = Built.timing(),
    noData: [NoDataResponse] = [Built.alertOnAbsence],
    minimum: String = "3",
    countsBirths: Bool = false,
    reconciles: Bool? = nil,
    recording: RecordingExtent = .full,
    owner: String? = "payments",
    runbook: String? = nil,
    dashboard: String? = nil,
    labels: [Label] = []
  ) -> ServiceLevelObjective {
    ServiceLevelObjective(
      identity: SLOIdentity(service: service, name: name),
      summary: summary,
      details: "",
      window: .rolling(period),
      objectives: objectives ?? [objective(ratio)],
      indicator: indicator,
      dimensions: dimensions,
      timing: timing,
      noData: noData,
      minimumErrors: number(minimum),
      countsBirths: countsBirths,
      reconciles: reconciles ?? indicator.countsEvents,
      recording: recording,
      policy: "standard",
      owner: owner,
      runbook: runbook,
      dashboard: dashboard,
      alertLabels: labels,
      receivers: ReceiverChoice(page: [], ticket: []),
      origin: nowhere
    )
  }

  static let alertOnAbsence = NoDataResponse.alert(after: .minutes(10), each: false)

  static func timing(
    scrape: Duration = .seconds(15),
    interval: Duration = .minute,
    settle: Duration = .seconds(10),
    readBy ruler: Ruler = .prometheus(.v2_42)
  ) -> MeasurementTiming {
    MeasurementTiming(scrape: scrape, interval: interval, settle: settle, readBy: ruler)
  }

  static func number(_ text: String) -> ExactNumber {
    ExactNumber(decimal: text.utf8) ?? .zero
  }

  static func objective(
    _ ratio: String,
    where groups: GroupCondition? = nil,
    pairs: [BurnRatePair] = Built.standardPairs
  ) -> GroupObjective {
    GroupObjective(ratio: number(ratio), groups: groups, pairs: pairs, origin: nowhere)
  }

  static func pair(
    _ severity: AlertSeverity,
    _ factor: String,
    _ long: Duration,
    _ short: Duration,
    stated: String? = nil
  ) -> BurnRatePair {
    BurnRatePair(
      severity: severity,
      long: long,
      short: short,
      factor: number(factor),
      statedFactor: number(stated ?? factor),
      origin: nil
    )
  }

  /// The built-in policy of a period of 30 days.
  static let standardPairs = [
    pair(.page, "14.4", .hours(1), .minutes(5)), pair(.page, "6", .hours(6), .minutes(30)),
    pair(.ticket, "3", .days(1), .hours(2)), pair(.ticket, "1", .days(3), .hours(6)),
  ]

  // MARK: Indicators

  static func selection(_ metric: String, _ matchers: [LabelMatcher]...) -> Selection {
    let choices = matchers.isEmpty ? [[]] : matchers
    return Selection(
      metric: metric,
      selectors: choices.map { VectorSelector(metric: metric, $0) }
    )
  }

  static let job = LabelMatcher("job", .equal, "checkout")
  static let serverErrors = LabelMatcher("code", .matches, "5[0-9][0-9]")

  static let requests = EventIndicator(
    total: .counters([selection("http_requests_total", [job])]),
    failures: .bad(.counters([selection("http_requests_total", [job, serverErrors])])),
    unit: .count
  )

  static func events(
    _ total: CountSource,
    _ failures: EventIndicator.Failures,
    unit: MetricUnit = .count
  ) -> Indicator {
    .events(EventIndicator(total: total, failures: failures, unit: unit))
  }

  static func latency(
    bound: String,
    spellings: [String],
    text: String,
    goodIsBelow: Bool = true,
    selectors: [VectorSelector] = [VectorSelector(name: nil, matchers: [job])]
  ) -> Indicator {
    .latency(
      LatencyIndicator(
        histogram: "http_request_duration_seconds",
        storage: .classic(
          count: "http_request_duration_seconds_count",
          bucket: "http_request_duration_seconds_bucket",
          boundSpellings: spellings
        ),
        selectors: selectors,
        bound: number(bound),
        boundText: text,
        goodIsBelow: goodIsBelow
      )
    )
  }

  static func nativeLatency(
    bound: String,
    text: String,
    goodIsBelow: Bool = true,
    selectors: [VectorSelector] = [VectorSelector(name: nil, matchers: [job])]
  ) -> Indicator {
    .latency(
      LatencyIndicator(
        histogram: "http_request_duration_seconds",
        storage: .native("http_request_duration_seconds"),
        selectors: selectors,
        bound: number(bound),
        boundText: text,
        goodIsBelow: goodIsBelow
      )
    )
  }

  static func samples(
    _ value: SampleValue,
    _ comparison: BinaryExpression.Operator,
    _ threshold: String,
    good: Bool = true,
    slice: SampleIndicator.SliceValue = .last,
    collapse: SampleIndicator.Collapse = .worst
  ) -> Indicator {
    .samples(
      SampleIndicator(
        value: value,
        comparison: comparison,
        threshold: number(threshold),
        describesGood: good,
        slice: slice,
        collapse: collapse
      )
    )
  }
}

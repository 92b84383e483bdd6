import SLODSL

/// One SLO with one of its objectives, ready for scenarios: its formulas, its groups and the series
/// that carry traffic to it.
struct TestedObjective {
  let slo: ServiceLevelObjective
  let objective: GroupObjective
  let formulas: AlertFormulas
  let grid: ScrapeGrid
  let windows: RecordedWindows
  /// Groups of the SLO: the incident happens in the first, and each other differs from it in one
  /// dimension.
  let groups: [Group]
  let absence: AbsenceFormula?
  /// How slices are judged; nil for events.
  let judgement: SliceJudgement?
  /// The label of a target that tells replicas of a group apart; nil where there can only be one.
  private let replicaLabel: String?

  struct Group {
    let labels: [Label]
    let series: [SeriesBlueprint]
    /// Of counters and alternatives that no series above is of.
    let further: [FurtherSeries]
  }

  /// What keeps an objective from being tested.
  struct Obstacle: Error {
    let reason: String
  }

  init(
    _ slo: ServiceLevelObjective,
    objective: GroupObjective,
    plan: RulePlan,
    project: Project,
    metrics: [Metric]
  ) throws(Obstacle) {
    self.slo = slo
    self.objective = objective
    grid = ScrapeGrid(slo.timing)
    windows = RecordedWindows(of: slo)
    formulas = AlertFormulas(slo, objective: objective, groups: plan.files.flatMap(\.groups))
    try Self.check(formulas, grid)
    absence = AbsenceFormula(slo, plan: plan, words: project.severityWords)
    if case .samples(let indicator) = slo.indicator {
      judgement = GaugeReadings(indicator, timing: slo.timing).judgement
    } else {
      judgement = nil
    }
    let synthesis = GroupSynthesis(
      slo,
      project: project,
      metrics: metrics,
      hasTargets: slo.countsBirths || absence?.pages == true
    )
    let others = slo.objectives.compactMap(\.groups).filter { $0 != objective.groups }
    groups = synthesis.groups(under: objective.groups, others: others)
    replicaLabel = synthesis.replicaLabel(of: groups)
    guard groups.isEmpty else { return }
    let example = slo.dimensions.map { Label($0, "a") }
    if case .impossible(let reason) = synthesis.blueprint(group: example) {
      throw Obstacle(reason: reason)
    }
    throw Obstacle(reason: "no values of its dimensions were found that its selectors match")
  }

  /// Numbers that a test can be made of.
  private static func check(_ formulas: AlertFormulas, _ grid: ScrapeGrid) throws(Obstacle) {
    guard formulas.canBeSimulated, formulas.budget.denominator <= largestBudgetDenominator else {
      throw Obstacle(reason: "its objective or factors have more digits than tests can count")
    }
    guard formulas.minimumErrors.upperBound <= ExactNumber(mostEventsPerScrape) else {
      throw Obstacle(reason: "its minimum of errors is larger than tests can count")
    }
    guard grid.scrapesPerTick <= mostScrapesPerTick else {
      throw Obstacle(reason: "it has too many scrapes in an evaluation")
    }
  }

  /// Events of days at this many a scrape still fit the simulation's counts.
  private static let mostEventsPerScrape = 100_000_000
  private static let largestBudgetDenominator: Int128 = 1_000_000
  private static let mostScrapesPerTick = 300

  /// Whether slices of time are counted, not events.
  var isSampled: Bool { measurement.isSampled }

  /// Whether failing events have series that good ones do not have.
  var hasErrorSeries: Bool {
    guard case .events(let indicator) = slo.indicator, case .bad = indicator.failures else {
      return false
    }
    return groups.allSatisfy { $0.series.contains { $0.role == .failedEvents } }
  }

  /// Whether good events are counted by series of their own, beside those of all events.
  var hasGoodSeries: Bool {
    guard case .events(let indicator) = slo.indicator, case .allBut = indicator.failures else {
      return false
    }
    return groups.allSatisfy { $0.series.contains { $0.role == .goodEvents } }
  }

  /// Events at each scrape: so many that the budget and its twentieth are whole numbers of events
  /// and that an interval of failures exceeds the minimum.
  var eventsPerScrape: Int {
    guard !isSampled else { return 1 }
    let unit = max(1, Int(clamping: objective.budget.denominator)) * 20
    let scrapes = ExactNumber(grid.scrapesPerTick)
    let least = max(1000, (formulas.minimumErrors.upperBound / scrapes).roundedUp)
    return (least + unit - 1) / unit * unit
  }

  /// Errors at each scrape that burn the budget at `rate`, rounded down.
  func errorsPerScrape(burning rate: ExactNumber) -> Int {
    let share = min(rate * objective.budget, .one)
    return (share * ExactNumber(eventsPerScrape)).roundedDown
  }

  /// Ticks in a time, rounded up.
  func ticks(_ time: Duration) -> Int { grid.tick(atOrAfter: time) }

  /// How its rules count.
  var measurement: ObjectiveMeasurement {
    ObjectiveMeasurement(of: slo, judgement: judgement ?? .anyBad)
  }

  /// What the rules record of a group's replicas.
  func counts(of replicas: [Traffic]) -> RecordedCounts { measurement.counts(of: replicas) }

  /// At which ticks there are no metrics of a group at all.
  func absence(of replicas: [Traffic]) -> [Certainty] { measurement.absence(of: replicas) }

  /// At which ticks a target of a group is known to be down.
  func hasTargetDown(in replicas: [Traffic]) -> [Bool] {
    measurement.hasTargetDown(in: replicas)
  }

  /// Whether a group can have series of several targets that add up.
  var hasReplicas: Bool { replicaLabel != nil && (!isSampled || judgement != nil) }

  /// The series of a group's replica, the first of which is number 0.
  func series(of group: Group, replica index: Int) -> [SeriesBlueprint] {
    guard let replicaLabel, index > 0 else { return group.series }
    return group.series.map { $0.replacing(replicaLabel, with: "\(replicaLabel)-\(index + 1)") }
  }

  func simulate(_ replicas: [Traffic]) -> BurnRateSimulation {
    BurnRateSimulation(formulas: formulas, counts: counts(of: replicas))
  }

  /// Severities that the policy has, the worst first.
  var severities: [AlertSeverity] {
    AlertSeverity.allCases.filter { !formulas.pairs(of: $0).isEmpty }
  }
}

extension ServiceLevelObjective {
  /// What is counted.
  var unitOfEvents: MetricUnit {
    switch indicator {
    case .events(let indicator): indicator.unit
    case .latency, .samples: .count
    }
  }
}

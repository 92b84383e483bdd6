package import SLODSL

/// What costs something, and what has to be asked to say how much.
package struct CostPlan: Sendable {
  /// Rules that are told of in one line.
  package struct Rules: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
      case objective(ServiceLevelObjective)
      /// The alerts on causes of a service, so many.
      case causes(service: String, count: Int)
      /// The alerts that watch the rules.
      case own
    }

    package let subject: Subject
    package let rules: Int
    /// Series that are recorded for each group, and once for all.
    package let series: Int
    package let constants: Int
    /// Samples of recorded series that are read a minute for each group.
    package let recordedSamples: ExactNumber
    package let readings: [RuleCost.ScrapedReading]
    /// Nil for one group.
    package let groups: CostQuestion?
  }

  package let rules: [Rules]
  package let autoscalers: [Autoscaler]
  /// How many series the ruler has about the groups that are watched, by name.
  private let ownSeries: [VectorSelector: Int]
  private let catalog: CardinalityCatalog

  /// - Parameters:
  ///   - objectives: the SLOs that were chosen; nil for all.
  ///   - services: those of which everything was chosen; nil for all, and then the alerts that
  ///     watch the rules belong to it.
  package static func plan(
    for model: Model,
    objectives: Set<SLOIdentity>? = nil,
    services: Set<String>? = nil
  ) -> CostPlan {
    var rules: [Rules] = []
    for service in model.services {
      let isWhole = services?.contains(service.name) ?? true
      for slo in service.objectives
      where isWhole || objectives?.contains(slo.identity) ?? false {
        rules.append(Rules(of: slo, in: model.project))
      }
      if isWhole, !service.causes.isEmpty {
        rules.append(Rules(of: service.causes, service.name, in: model.project))
      }
    }
    var ownSeries: [VectorSelector: Int] = [:]
    if services == nil, !rules.isEmpty {
      let own = Rules(watching: model.project)
      rules.append(own)
      let plan = RulePlan.plan(for: model).packed(for: model)
      for reading in own.readings {
        ownSeries[reading.selector] = plan.seriesOfRuler(reading.selector.name ?? "")
      }
    }
    return CostPlan(
      rules: rules,
      autoscalers: model.services.filter { services?.contains($0.name) ?? true }
        .flatMap(\.autoscalers),
      ownSeries: ownSeries,
      catalog: CardinalityCatalog(of: model)
    )
  }

  /// What can be asked of a server, each once, in the order of the rules.
  package var questions: [CostQuestion] {
    var seen: Set<CostQuestion> = []
    return rules.filter { $0.subject != .own }.flatMap { rules in
      [rules.groups].compactMap(\.self) + rules.readings.map { .series($0.selector) }
    }.filter { seen.insert($0).inserted }
  }

  /// The costs by what a server said, else by what catalogs say.
  package func report(asked answers: [CostQuestion: Int]? = nil) -> CostReport {
    CostReport(
      lines: rules.map { line(of: $0, answers) },
      autoscalers: autoscalers
    )
  }

  private func line(of rules: Rules, _ answers: [CostQuestion: Int]?) -> CostReport.Line {
    CostReport.Line(
      rules: rules,
      groups: rules.groups.map { count($0, for: rules, answers) } ?? SeriesCount(1, .rules),
      readings: rules.readings.map { reading in
        .init(
          selector: reading.selector,
          samples: reading.samples,
          series: count(.series(reading.selector), for: rules, answers),
          metric: catalog.metric(of: reading.selector)
        )
      }
    )
  }

  private func count(
    _ question: CostQuestion,
    for rules: Rules,
    _ answers: [CostQuestion: Int]?
  ) -> SeriesCount? {
    if case .series(let selector) = question, let own = ownSeries[selector], rules.subject == .own {
      return SeriesCount(own, .rules)
    }
    if let answers { return answers[question].map { SeriesCount($0, .live) } }
    return catalog.answer(question)
  }
}

extension CostPlan.Rules {
  fileprivate init(of slo: ServiceLevelObjective, in project: Project) {
    let groups = SLORulePlanner(slo: slo, in: project).groups
    let cost = RuleCost(of: groups, scrape: slo.timing.scrape)
    self.init(
      subject: .objective(slo),
      rules: groups.reduce(0) { $0 + $1.rules.count },
      series: cost.series,
      constants: cost.constants,
      recordedSamples: cost.recordedSamples,
      readings: cost.scrapedReadings,
      groups: CostQuestion(groupsOf: slo)
    )
  }

  /// Each alert by the scrapes of what it asks about.
  fileprivate init(of causes: [CauseAlert], _ service: String, in project: Project) {
    var readings: [RuleCost.ScrapedReading] = []
    for alert in causes {
      let rule = CauseAlertPlanner(alert, in: project).rule
      let group = RuleGroup(
        name: alert.text,
        comment: "",
        interval: project.evaluation,
        rules: [.alerting(rule)],
        origin: alert.origin
      )
      for reading in RuleCost(of: [group], scrape: alert.scrape).scrapedReadings {
        readings.add(reading.samples, of: reading.selector)
      }
    }
    self.init(
      subject: .causes(service: service, count: causes.count),
      rules: causes.count,
      readings: readings
    )
  }

  fileprivate init(watching project: Project) {
    let groups = MetaAlert.file(in: project).groups
    self.init(
      subject: .own,
      rules: groups.reduce(0) { $0 + $1.rules.count },
      readings: RuleCost(of: groups, scrape: project.scrape).scrapedReadings
    )
  }

  /// Rules that record nothing.
  private init(subject: Subject, rules: Int, readings: [RuleCost.ScrapedReading]) {
    self.init(
      subject: subject,
      rules: rules,
      series: 0,
      constants: 0,
      recordedSamples: .zero,
      readings: readings,
      groups: nil
    )
  }
}

extension CardinalityCatalog {
  /// All metrics that any service's file sees: whoever declares a series, a server has it once.
  fileprivate init(of model: Model) {
    let project = model.project
    self.init(
      model.services.flatMap(\.catalog) + model.metrics,
      targetLabels: project.targetLabels + project.visibleExternalLabels
    )
  }
}

extension RulePlan {
  /// How many series of a name one ruler has about the groups of SLOs and of alerts: Prometheus and
  /// its kin one for each group; vmalert counts errors rule by rule.
  fileprivate func seriesOfRuler(_ name: String) -> Int {
    let watched = files.flatMap(\.groups).filter { $0.name.hasPrefix("slo:") }
    let rules = watched.flatMap(\.rules)
    switch name {
    case "vmalert_recording_rules_errors_total":
      return rules.count { if case .recording = $0 { true } else { false } }
    case "vmalert_alerting_rules_errors_total":
      return rules.count { if case .alerting = $0 { true } else { false } }
    default: return watched.count
    }
  }
}

package import SLODSL

/// The report as a person reads it.
extension CostReport {
  /// - Parameters:
  ///   - limits: of all that is generated, so none beside a choice.
  ///   - details: whether each selector is told of, too.
  package func sections(within limits: [CostLimit], details: Bool) -> [ExplanationSection] {
    var sections = [rulesSection]
    if details { sections.append(readingsSection) }
    if !autoscalers.isEmpty { sections.append(autoscalersSection) }
    if !limits.isEmpty { sections.append(limitsSection(limits)) }
    if hasUnknown { sections.append(unknownSection) }
    return sections
  }

  // MARK: Rules

  private var rulesSection: ExplanationSection {
    let rows = lines.map { line in
      ExplanationSection.Row([
        line.name, line.groupsText, "\(line.rules.rules)",
        line.series.text, line.samples.text, line.sourceText,
      ])
    }
    let total = ExplanationSection.Row([
      "total", "", "\(rules)", series.text, samples.text, sourceText,
    ])
    return ExplanationSection(
      "Rules",
      titles: ["", "groups", "rules", "series", "samples/min", "from"],
      rows: lines.count > 1 ? rows + [total] : rows,
      remarks: remarks
    )
  }

  private var remarks: [String] {
    var remarks = [
      "Series that are recorded, samples that are read: counted from the rules' expressions, for"
        + " an ordinary minute."
    ]
    let sources = lines.reduce(into: Set<SeriesCount.Source>()) { $0.formUnion($1.sources) }
    if sources.contains(.catalog) {
      remarks.append(
        "catalog: at most so many, by its cardinalities; a condition narrows only labels whose "
          + "values are declared. --live asks a server."
      )
    }
    if sources.contains(.live) { remarks.append("live: what the server holds at this moment.") }
    if hasUnknown { remarks.append("?: nobody says how many; it comes on top.") }
    return remarks
  }

  private var sourceText: String {
    Self.text(
      of: lines.reduce(into: []) { $0.formUnion($1.sources) },
      isComplete: !hasUnknown
    )
  }

  fileprivate static func text(
    of sources: Set<SeriesCount.Source>,
    isComplete: Bool
  ) -> String {
    // What follows from the rules is worth saying only where nothing else is behind a number.
    let others = SeriesCount.Source.allCases.filter { $0 != .rules && sources.contains($0) }
    let named = others.isEmpty && isComplete ? [.rules] : others
    return (named.map(\.rawValue) + (isComplete ? [] : ["?"])).joined(separator: ", ")
  }

  // MARK: Scraped series

  private var readingsSection: ExplanationSection {
    let rows = lines.flatMap { line in
      line.readings.enumerated().map { index, reading in
        ExplanationSection.Row([
          index == 0 ? line.name : "", reading.series.map { "\($0.count)" } ?? "?",
          reading.samples.countText, reading.total.text,
          PromQLExpression.selector(reading.selector).text,
        ])
      }
    }
    return ExplanationSection(
      "Scraped series",
      titles: ["", "series", "samples/min of each", "of all", "selected by"],
      rows: rows
    )
  }

  // MARK: Pods

  private var autoscalersSection: ExplanationSection {
    let rows = autoscalers.map { autoscaler in
      ExplanationSection.Row(
        [
          "\(autoscaler.service): \(autoscaler.workload.name)",
          "\(autoscaler.replicas.lowerBound) to \(autoscaler.replicas.upperBound)",
          "\(autoscaler.fewestPodHours)", "\(autoscaler.podHours)",
        ],
        origin: autoscaler.origin
      )
    }
    let total = ExplanationSection.Row([
      "total", "", "\(podHours.lowerBound)", "\(podHours.upperBound)",
    ])
    return ExplanationSection(
      "Autoscalers",
      titles: ["", "pods", "pod-hours at least", "at most"],
      rows: rows.count > 1 ? rows + [total] : rows,
      remarks: ["In 30 days, by the replicas that the specs allow."]
    )
  }

  // MARK: Limits

  private func limitsSection(_ limits: [CostLimit]) -> ExplanationSection {
    let rows = limits.map { limit -> ExplanationSection.Row in
      let sum = self.sum(of: limit.subject)
      let verdict =
        sum.known > limit.most
        ? "exceeded" : sum.isComplete ? (sum.known / limit.most).percent : "not known in full"
      return .init(
        [
          limit.subject.rawValue, "\(sum.text) of \(limit.most.countText)\(limit.subject.unitText)",
          verdict,
        ],
        origin: limit.origin
      )
    }
    return ExplanationSection("Limits", titles: ["", "used", ""], rows: rows)
  }

  package func sum(of subject: CostLimit.Subject) -> CostSum {
    switch subject {
    case .series: series
    case .samples: samples
    case .podHours: CostSum(ExactNumber(podHours.upperBound))
    }
  }

  // MARK: What nobody knows

  package var hasUnknown: Bool { !series.isComplete || !samples.isComplete }

  private var unknownSection: ExplanationSection {
    var rows = lines.filter { $0.groups == nil }.map { line in
      ExplanationSection.Row(["groups of \(line.name)", line.wantedLabels])
    }
    var seen: Set<String> = []
    for reading in unknownReadings {
      guard let metric = reading.metric, let origin = metric.origin else {
        rows.append(
          .init([PromQLExpression.selector(reading.selector).text, "no catalog declares it"])
        )
        continue
      }
      guard seen.insert(metric.name).inserted else { continue }
      rows.append(.init(["series of \(metric.name)", "its cardinality:"], origin: origin))
    }
    return ExplanationSection(
      "Not known",
      titles: ["how many", "what would say it"],
      rows: rows,
      remarks: ["Declare it in the catalog, or ask a server with --live http://…"]
    )
  }
}

extension CostLimit.Subject {
  /// What stands behind a number of it.
  package var unitText: String {
    switch self {
    case .series: ""
    case .samples: "/min"
    case .podHours: " in 30 days"
    }
  }
}

extension CostReport.Line {
  package var name: String {
    switch rules.subject {
    case .objective(let slo): slo.identity.text
    case .causes(let service, let count):
      "\(service): \(count) alert\(count == 1 ? "" : "s") on causes"
    case .own: "slogen's own alerts"
    }
  }

  /// Empty where there are none.
  fileprivate var groupsText: String {
    guard case .objective = rules.subject else { return "" }
    return groups.map { "\($0.count)" } ?? "?"
  }

  fileprivate var sourceText: String {
    CostReport.text(of: sources, isComplete: series.isComplete && samples.isComplete)
  }

  /// How the catalog would say how many groups there are.
  fileprivate var wantedLabels: String {
    guard case .objective(let slo) = rules.subject else { return "" }
    return "cardinality: \(slo.dimensions.map { $0 + " = …" }.joined(separator: ", ")) of "
      + slo.indicator.metrics.sorted().joined(separator: ", ")
  }
}

import SLODSL

/// Makes series that an indicator reads: labels that its selectors match, and for each of them what
/// it shows of the traffic.
struct GroupSynthesis {
  let objective: ServiceLevelObjective
  let project: Project
  let search: LabelSearch
  /// Whether the rules read `up`.
  let hasTargets: Bool

  init(
    _ objective: ServiceLevelObjective,
    project: Project,
    metrics: [Metric],
    hasTargets: Bool
  ) {
    self.objective = objective
    self.project = project
    self.hasTargets = hasTargets
    search = LabelSearch(metrics: metrics)
  }

  /// The series of the group with these labels.
  func blueprint(group: [Label]) -> GroupBlueprint {
    let blueprint: GroupBlueprint
    switch objective.indicator {
    case .events(let indicator): blueprint = events(indicator, group: group)
    case .latency(let indicator): blueprint = latency(indicator, group: group)
    case .samples(let indicator): blueprint = samples(indicator, group: group)
    }
    guard case .series(let series) = blueprint else { return blueprint }
    return .series(withTargets(series))
  }

  /// Groups that traffic can be made for: a first one, under `condition` if there is one, and for
  /// each dimension one that differs from it in nothing else.
  func groups(
    under condition: GroupCondition?,
    others: [GroupCondition]
  ) -> [TestedObjective.Group] {
    let options = objective.dimensions.map { dimension -> [Label] in
      if let condition, condition.dimension == dimension {
        return condition.values.prefix(2).map { Label(dimension, $0) }
      }
      let excluded = others.filter { $0.dimension == dimension }.flatMap(\.values)
      let values = groupValues(of: dimension).filter { !excluded.contains($0) }
      return values.map { Label(dimension, $0) }
    }
    guard let first = choices(options).lazy.compactMap(group).first else { return [] }
    let others = options.indices.compactMap { place in
      options[place].lazy.filter { $0 != first.labels[place] }.compactMap { label in
        var labels = first.labels
        labels[place] = label
        return group(labels)
      }.first
    }
    return [first] + others
  }

  /// Combinations of values that are tried for the first group.
  private static let mostChoices = 12

  private func choices(_ options: [[Label]]) -> [[Label]] {
    options.reduce([[]]) { heads, values in
      Array(heads.flatMap { head in values.map { head + [$0] } }.prefix(Self.mostChoices))
    }
  }

  private func group(_ labels: [Label]) -> TestedObjective.Group? {
    guard case .series(let series) = blueprint(group: labels) else { return nil }
    return TestedObjective.Group(
      labels: labels,
      series: series,
      further: further(group: labels, beside: series).map { further in
        FurtherSeries(
          series: withTargets([further.series])[0],
          isEvent: further.isEvent,
          isFailure: further.isFailure
        )
      }
    )
  }

  /// Values of a dimension that are worth trying.
  private func groupValues(of dimension: String) -> [String] {
    let selectors = selections.flatMap(\.selectors)
    let metric = selections.first?.metric ?? ""
    let values = search.values(of: dimension, metric: metric, selectors)
    return (values + ["a", "b"]).filter { !$0.isEmpty }
  }

  /// Everything the indicator selects.
  private var selections: [Selection] {
    switch objective.indicator {
    case .events(let indicator):
      let part = indicator.part.source
      return (indicator.total.countedSelections ?? []) + (part.countedSelections ?? [])
    case .latency(let indicator):
      return [Selection(metric: indicator.histogram, selectors: indicator.selectors)]
    case .samples(let indicator): return indicator.value.selections
    }
  }

  // MARK: Events

  private func events(_ indicator: EventIndicator, group: [Label]) -> GroupBlueprint {
    let (source, countsGood) = indicator.part
    guard let total = indicator.total.countedSelections,
      let parts = source.countedSelections
    else {
      return .impossible("the query is not a sum of rates of selectors")
    }
    let both = LabelSearch.Membership(total: 1, failures: 1)
    let totalOnly = LabelSearch.Membership(total: 1, failures: 0)
    let partOnly = LabelSearch.Membership(total: 0, failures: 1)
    var found: [LabelSearch.Membership: SeriesName] = [:]
    var metrics: [String] = []
    for selection in total + parts where !metrics.contains(selection.metric) {
      metrics.append(selection.metric)
      let isTotal = total.contains { $0.metric == selection.metric }
      let isPart = parts.contains { $0.metric == selection.metric }
      let series = search.series(
        of: selection.metric,
        total: total,
        failures: parts,
        fixed: group,
        wanted: isTotal ? isPart ? [both, totalOnly] : [totalOnly] : [partOnly]
      )
      for (membership, labels) in series where found[membership] == nil {
        found[membership] = SeriesName(metric: selection.metric, labels: labels)
      }
    }
    guard let rest = found[totalOnly] else {
      return .impossible(
        "no series was found that is an event and not \(countsGood ? "good" : "bad")"
      )
    }
    if let both = found[both] {
      let roles: (SeriesBlueprint.Role, SeriesBlueprint.Role) =
        countsGood ? (.failedEvents, .goodEvents) : (.goodEvents, .failedEvents)
      return .series(
        [rest.with(roles.0), both.with(roles.1)] + idle(total, beside: [rest, both], group)
      )
    }
    guard let part = found[partOnly] else {
      return .impossible("no series was found that counts \(countsGood ? "good" : "bad") events")
    }
    let role: SeriesBlueprint.Role = countsGood ? .goodEvents : .failedEvents
    return .series(
      [rest.with(.allEvents), part.with(role)] + idle(total, beside: [rest, part], group)
    )
  }

  /// Flat series for those parts of the total that the others do not feed: a sum of counters is
  /// nothing where one of them is missing.
  private func idle(
    _ total: [Selection],
    beside others: [SeriesName],
    _ group: [Label]
  ) -> [SeriesBlueprint] {
    let fed = Set(others.map(\.metric))
    return total.filter { !fed.contains($0.metric) }.compactMap { selection in
      let alone = LabelSearch.Membership(total: 1, failures: 0)
      let found = search.series(
        of: selection.metric,
        total: [selection],
        failures: [],
        fixed: group,
        wanted: [alone]
      )
      return found[alone].map { SeriesName(metric: selection.metric, labels: $0).with(.idle) }
    }
  }

  /// Series that no other feeds: of the counters and alternatives of a sum that the plan leaves
  /// idle or leaves out.
  private func further(group: [Label], beside series: [SeriesBlueprint]) -> [FurtherSeries] {
    guard case .events(let indicator) = objective.indicator,
      let total = indicator.total.countedSelections,
      let parts = indicator.part.source.countedSelections
    else { return [] }
    let countsGood = indicator.part.isGood
    var fed = series.filter { $0.role != .idle }
    var further: [FurtherSeries] = []
    for selection in total + parts {
      for selector in selection.selectors {
        let others = selection.selectors.filter { $0 != selector }
        // What another alternative selects as well does not tell them apart.
        let isFed = fed.contains { series in
          series.metric == selection.metric
            && search.matches(selector, metric: selection.metric, labels: series.labels)
            && !others.contains {
              search.matches($0, metric: selection.metric, labels: series.labels)
            }
        }
        guard !isFed else { continue }
        let found = search.series(
          matching: selector,
          of: selection.metric,
          total: total,
          failures: parts,
          fixed: group
        ) { membership, labels in
          membership.total <= 1 && membership.failures <= 1
            && (membership.total == 1 || !countsGood)
            && !others.contains {
              search.matches($0, metric: selection.metric, labels: labels)
            }
        }
        guard let found else { continue }
        let isEvent = found.membership.total == 1
        let name = SeriesName(metric: selection.metric, labels: found.labels)
        let blueprint = name.with(isEvent ? .allEvents : .failedEvents)
        fed.append(blueprint)
        further.append(
          FurtherSeries(
            series: blueprint,
            isEvent: isEvent,
            isFailure: (found.membership.failures == 1) != countsGood
          )
        )
      }
    }
    return further
  }

  /// A name and labels that still have no role.
  private struct SeriesName {
    let metric: String
    let labels: [Label]

    func with(_ role: SeriesBlueprint.Role) -> SeriesBlueprint {
      SeriesBlueprint(metric: metric, labels: labels, role: role)
    }
  }

  // MARK: Latency

  private func latency(_ indicator: LatencyIndicator, group: [Label]) -> GroupBlueprint {
    let selection = Selection(metric: indicator.histogram, selectors: indicator.selectors)
    guard case .classic(let count, let buckets, let spellings) = indicator.storage else {
      return .impossible("promtool 2.42 has no notation for native histograms")
    }
    guard let labels = search.commonLabels(of: [selection], fixed: group),
      let bound = spellings.last
    else {
      return .impossible("no labels were found that the selectors of the histogram match")
    }
    let bucket = { (le: String, role: SeriesBlueprint.Role) in
      SeriesBlueprint(
        metric: buckets,
        labels: labels + [Label("le", le)],
        role: role
      )
    }
    return .series([
      SeriesBlueprint(metric: count, labels: labels, role: .allEvents),
      bucket(bound, indicator.goodIsBelow ? .goodEvents : .failedEvents),
      bucket("+Inf", .allEvents),
    ])
  }

  // MARK: Samples

  private func samples(_ indicator: SampleIndicator, group: [Label]) -> GroupBlueprint {
    let readings = GaugeReadings(indicator, timing: objective.timing)
    guard let parts = readings.parts else {
      return .impossible("no gauges were found that make its value good and bad for certain")
    }
    let common = search.commonLabels(of: parts.map(\.selection), fixed: group)
    var series: [SeriesBlueprint] = []
    for (index, part) in parts.enumerated() {
      guard let labels = common ?? search.commonLabels(of: [part.selection], fixed: group) else {
        return .impossible("no labels were found that the selectors of its gauges match")
      }
      // Series of one count differ in their instance.
      let isRepeated = parts[..<index].contains { $0.selection == part.selection }
      series.append(
        SeriesBlueprint(
          metric: part.selection.metric,
          labels: isRepeated ? labels + [Label("instance", "i\(index)")] : labels,
          role: .gauge(good: part.good, bad: part.bad)
        )
      )
    }
    return .series(series)
  }

  // MARK: Targets

  /// Gives every series the labels of a target, and targets their `up` where births are counted.
  private func withTargets(_ series: [SeriesBlueprint]) -> [SeriesBlueprint] {
    var complete = series.map { series in
      SeriesBlueprint(
        metric: series.metric,
        labels: series.labels + missingTargetLabels(of: series.labels),
        role: series.role
      )
    }
    guard hasTargets else { return complete }
    var targets: [[Label]] = []
    for series in complete {
      let names = project.targetLabels + project.visibleExternalLabels
      let target = names.compactMap { name in series.labels.first { $0.name == name } }
      if !targets.contains(target) { targets.append(target) }
    }
    complete += targets.map { SeriesBlueprint(metric: "up", labels: $0, role: .up) }
    return complete
  }

  /// A label that all series of the groups have only because their targets have it: series with
  /// another value of it are those of another target.
  func replicaLabel(of groups: [TestedObjective.Group]) -> String? {
    let series = groups.flatMap(\.series)
    let free = project.targetLabels.filter { name in
      !series.isEmpty && !objective.dimensions.contains(name)
        && series.allSatisfy { $0.labels.contains(Label(name, Self.targetName(name))) }
    }
    return free.first
  }

  private static func targetName(_ label: String) -> String { label + "-1" }

  private func missingTargetLabels(of labels: [Label]) -> [Label] {
    project.targetLabels.filter { name in !labels.contains { $0.name == name } }.map { name in
      Label(name, name == "job" ? objective.identity.service : Self.targetName(name))
    }
  }
}

extension EventIndicator {
  /// What is counted besides the total: good events, or failures.
  fileprivate var part: (source: CountSource, isGood: Bool) {
    switch failures {
    case .bad(let source): (source, false)
    case .allBut(let source): (source, true)
    }
  }
}

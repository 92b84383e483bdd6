extension Checker {
  /// One SLO, typed; nil has been reported.
  mutating func objective(
    _ expanded: ExpandedObjective,
    service: String,
    inherited outer: InheritedSettings,
    period: ComplianceWindow
  ) -> ServiceLevelObjective? {
    let identity = SLOIdentity(service: service, name: expanded.name)
    let settings = expanded.settings
    guard !expanded.isEmpty else {
      report(.emptyObjective(expanded.name, at: expanded.nameRange))
      return nil
    }
    let own = inherited(from: settings, over: outer)
    let window = expanded.window.map { self.window($0.expression, in: $0.scope) } ?? period
    let dimensions = groupLabels(settings, at: expanded.nameRange)
    let measured = indicator(settings, dimensions: dimensions, at: expanded.nameRange)
    let ratios = self.ratios(
      expanded,
      dimensions: dimensions,
      labels: measured?.metrics.flatMap(\.labels) ?? []
    )
    let labels = alertLabels(own)
    for dimension in dimensions where labels.contains(where: { $0.name == dimension.text }) {
      report(.labelIsDimension(dimension))
    }
    reportUnsupported(settings)
    guard let measured, let window, let ratios else { return nil }
    guard let timing = timing(of: measured.metrics, at: expanded.nameRange) else { return nil }
    checkPeriod(window, at: expanded.window?.expression.range ?? expanded.nameRange)
    let objectives = ratios.map {
      groupObjective($0, of: identity, policy: own.policy, window: window, timing: timing)
    }
    checkNoData(own.noData, indicator: measured.indicator, settings.first(.noData))
    checkMinimum(
      own,
      indicator: measured.indicator,
      at: settings.first(.minimum)?.setting.values.first?.range ?? expanded.nameRange
    )
    let documentation = Self.summary(of: expanded.documentation)
    return ServiceLevelObjective(
      identity: identity,
      summary: documentation.summary,
      details: documentation.details,
      window: window,
      objectives: objectives,
      indicator: measured.indicator,
      dimensions: dimensions.map(\.text),
      timing: timing,
      noData: own.noData,
      minimumErrors: own.minimum,
      traffic: own.traffic,
      countsBirths: project.countsBirths && measured.hasBirths,
      reconciles: project.reconciles && measured.indicator.countsEvents,
      recording: own.recording,
      policy: own.policy.name,
      owner: own.owner,
      runbook: own.runbook,
      dashboard: own.dashboard,
      alertLabels: labels,
      receivers: ReceiverChoice(page: own.page, ticket: own.ticket),
      settingOrigins: own.origins,
      origin: expanded.nameRange
    )
  }

  /// An objective with the burn-rate pairs that its budget allows.
  private mutating func groupObjective(
    _ ratio: WrittenRatio,
    of identity: SLOIdentity,
    policy: PolicyChoice,
    window: ComplianceWindow,
    timing: MeasurementTiming
  ) -> GroupObjective {
    let context = PolicyContext(
      identity: identity,
      budget: .one - ratio.value,
      objective: ratio.value,
      objectiveRange: ratio.range,
      window: window,
      timing: timing
    )
    return GroupObjective(
      ratio: ratio.value,
      groups: ratio.groups,
      pairs: pairs(of: policy, for: context),
      origin: ratio.range
    )
  }

  func alertLabels(_ inherited: InheritedSettings) -> [Label] {
    let namespace = inherited.namespace.map { [Label("namespace", $0)] } ?? []
    return (inherited.labels + namespace).sorted { $0.name < $1.name }
  }

  private mutating func reportUnsupported(_ settings: SettingGroup) {
    for key in [SettingKey.budget, .exclude] {
      guard let setting = settings.first(key) else { continue }
      report(.settingNotGenerated(setting.setting.key))
    }
  }

  // MARK: Windows and timing

  mutating func window(_ expression: Expression, in scope: Scope) -> ComplianceWindow? {
    switch expression {
    case .member(.name(let name), let unit, let range) where name.text == "calendar":
      report(.calendarNotGenerated(unit.text, at: range))
      return nil
    case .missing: return nil
    default: break
    }
    guard
      case .quantity(let quantity, _) = value(
        of: expression,
        as: .duration,
        for: ValueType.headerPeriod,
        in: scope
      ),
      let duration = quantity.duration
    else { return nil }
    guard BurnRateTable.periods.contains(duration), duration.isMultiple(of: .hour) else {
      report(.periodOutOfRange(duration, at: expression.range))
      return nil
    }
    return .rolling(duration)
  }

  /// Said once for each period: the budget silently becomes as long as the samples are kept.
  private mutating func checkPeriod(_ window: ComplianceWindow, at range: SourceRange) {
    guard window.duration > project.retention - .day,
      warnedPeriods.insert(window.duration).inserted
    else { return }
    report(.retentionTooShort(project.retention, period: window.duration, at: range))
  }

  /// The scrape interval is the slowest of the metrics': the counting range must hold two samples
  /// of each.
  private mutating func timing(
    of metrics: [Metric],
    at range: SourceRange
  ) -> MeasurementTiming? {
    let scrape = metrics.map { $0.scrape ?? project.scrape }.max() ?? project.scrape
    if let interval = MeasurementTiming.interval(scrape: scrape, evaluation: project.evaluation) {
      return MeasurementTiming(
        scrape: scrape,
        interval: interval,
        settle: min(project.settle, scrape),
        readBy: project.ruler
      )
    }
    // Of the project's own intervals, that has been said.
    guard scrape != project.scrape else {
      return MeasurementTiming(scrape: scrape, interval: .minute, settle: .zero)
    }
    report(
      .intervalsDoNotFit(
        scrape: scrape,
        evaluation: project.evaluation,
        at: range,
        metrics.first { $0.scrape == scrape }
      )
    )
    return nil
  }

  // MARK: Dimensions

  private mutating func dimensions(_ setting: ScopedSetting?) -> [Name] {
    guard let setting else { return [] }
    return names(setting).filter { name in
      guard Self.isLabelName(name.text) else {
        report(.invalidLabelName(name.text, at: name.range))
        return false
      }
      let reserved = ["severity", "owner", "alertname", "alertstate", "le", "quantile"]
      guard !name.text.hasPrefix("slo_"), !name.text.hasPrefix("__"),
        !reserved.contains(name.text)
      else {
        report(.reservedLabel(name, in: .dimensions))
        return false
      }
      if project.externalLabels.contains(name.text), project.visibleExternalLabels.isEmpty {
        report(.externalLabel(name, isDimension: true))
        return false
      }
      return true
    }
  }

  /// The labels of `by:`, and those that servers add to all their series where rules see them: two
  /// clusters have two budgets.
  private mutating func groupLabels(_ settings: SettingGroup, at range: SourceRange) -> [Name] {
    let written = dimensions(settings.first(.by))
    let place = project.settingOrigins[SettingKey.external.rawValue] ?? range
    let added = project.visibleExternalLabels.filter { label in
      !written.contains { $0.text == label }
    }
    return written + added.map { Name(text: $0, range: place) }
  }

  // MARK: Objectives

  /// An objective before its policy is applied.
  struct WrittenRatio {
    let value: ExactNumber
    let groups: GroupCondition?
    let range: SourceRange
  }

  /// The default objective first, then those of groups.
  private mutating func ratios(
    _ expanded: ExpandedObjective,
    dimensions: [Name],
    labels: [MetricLabel]
  ) -> [WrittenRatio]? {
    var plain: [WrittenRatio] = []
    var grouped: [WrittenRatio] = []
    if let header = expanded.header {
      guard let ratio = ratio(header.expression, in: header.scope) else { return nil }
      plain.append(WrittenRatio(value: ratio, groups: nil, range: header.expression.range))
    }
    for setting in expanded.settings[.objective] {
      for argument in setting.setting.values {
        let read = reading(setting) {
          $0.writtenRatio(argument.value, dimensions, labels: labels, in: setting.scope)
        }
        guard let ratio = read else { return nil }
        if ratio.groups == nil { plain.append(ratio) } else { grouped.append(ratio) }
      }
    }
    guard let main = plain.first else {
      if !expanded.settings.hasUnknown {
        report(.objectiveMissing(expanded.name, at: expanded.nameRange))
      }
      return nil
    }
    if let second = plain.dropFirst().first {
      report(.objectiveTwice(at: second.range, before: main.range))
      return nil
    }
    return checkGroups(grouped) ? [main] + grouped : nil
  }

  private mutating func writtenRatio(
    _ expression: Expression,
    _ dimensions: [Name],
    labels: [MetricLabel],
    in scope: Scope
  ) -> WrittenRatio? {
    guard case .filtered(let base, let predicate, let range) = expression else {
      return ratio(expression, in: scope).map {
        WrittenRatio(value: $0, groups: nil, range: expression.range)
      }
    }
    guard let ratio = ratio(base, in: scope) else { return nil }
    let anything = Metric(
      name: "",
      kind: .unknown,
      unit: .unknown,
      labels: labels,
      buckets: [],
      scrape: nil,
      series: nil,
      summary: "",
      origin: nil
    )
    guard let condition = labelCondition(predicate, on: anything, in: scope) else { return nil }
    guard case .label(let label) = condition, !label.isNegated,
      let values = label.parts.texts
    else {
      report(.groupConditionExpected(at: predicate.range))
      return nil
    }
    guard dimensions.contains(where: { $0.text == label.label }) else {
      report(.groupNotDimension(label.label, among: dimensions.map(\.text), at: predicate.range))
      return nil
    }
    return WrittenRatio(
      value: ratio,
      groups: GroupCondition(dimension: label.label, values: values),
      range: range
    )
  }

  private mutating func ratio(_ expression: Expression, in scope: Scope) -> ExactNumber? {
    guard let value = value(of: expression, in: scope) else { return nil }
    guard case .quantity(let quantity, let text) = value, quantity.unit == .ratio else {
      report(.objectiveType(value, text: self.text(at: expression.range), at: expression.range))
      return nil
    }
    guard quantity.value > .zero, quantity.value < .one else {
      report(.objectiveOutOfRange(text, isHigh: quantity.value >= .one, at: expression.range))
      return nil
    }
    // Beyond seven nines a budget is less than three seconds a year: a misplaced comma.
    guard ExactNumber.one - quantity.value >= ExactNumber(1, over: 10_000_000) else {
      report(.objectiveUnmeasurable(text, at: expression.range))
      return nil
    }
    return quantity.value
  }

  private mutating func checkGroups(_ ratios: [WrittenRatio]) -> Bool {
    for (index, ratio) in ratios.enumerated() {
      guard let groups = ratio.groups else { continue }
      for other in ratios[..<index] {
        guard let earlier = other.groups else { continue }
        guard earlier.dimension == groups.dimension else {
          report(.groupsOverTwoDimensions(earlier, groups, at: ratio.range, before: other.range))
          return false
        }
        if let shared = groups.values.first(where: earlier.values.contains) {
          report(.groupsOverlap(shared, at: ratio.range, before: other.range))
          return false
        }
      }
    }
    return true
  }

  // MARK: Settings that depend on the indicator

  private mutating func checkNoData(
    _ responses: [NoDataResponse],
    indicator: Indicator,
    _ setting: ScopedSetting?
  ) {
    guard case .samples = indicator else {
      if responses.contains(.bad) || responses.contains(.good) {
        report(.noEventsToJudge(responses.contains(.bad) ? "bad" : "good", setting?.setting.range))
      }
      return
    }
  }

  /// A size only counts bytes.
  private mutating func checkMinimum(
    _ inherited: InheritedSettings,
    indicator: Indicator,
    at range: SourceRange
  ) {
    guard inherited.minimumIsSize else { return }
    switch indicator {
    case .events(let events) where events.unit == .bytes: return
    case .events(let events): report(.minimumUnit("a size", events.unit.countedNoun, at: range))
    case .latency: report(.minimumUnit("a size", MetricUnit.count.countedNoun, at: range))
    case .samples: report(.minimumUnit("a size", "slices of time", at: range))
    }
  }
}

extension PolicyChoice {
  var name: String {
    switch self {
    case .standard: "standard"
    case .quiet: "quiet"
    case .declared(let block, _): block.name.text
    }
  }
}

extension [LabelCondition.Part] {
  /// The values when all parts are single texts or small ranges of integers.
  var texts: [String]? {
    var texts: [String] = []
    for part in self {
      switch part {
      case .value(let text): texts.append(text)
      case .integers(let range, _):
        guard range.count <= 1000 else { return nil }
        texts += range.map { String($0) }
      case .pattern: return nil
      }
    }
    return texts
  }
}

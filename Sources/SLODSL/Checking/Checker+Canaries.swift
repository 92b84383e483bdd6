/// `canary rollout("checkout") { … }`: how a release gets its traffic, and which SLOs judge it.
extension Checker {
  /// The model of a canary; nil has been reported.
  mutating func canary(
    _ expanded: ExpandedPlatformBlock,
    in surroundings: PlatformSurroundings
  ) -> Canary? {
    let outer = instantiations
    instantiations = expanded.instantiations
    defer { instantiations = outer }
    let declaration = expanded.declaration
    let place = declaration.keyword.range
    let problems = diagnostics.count
    let settings = settings(of: declaration.body, in: expanded.scope, allowed: SettingKey.canary)
    let workload = workload(of: declaration, in: expanded.scope, surroundings)
    let tool = settings.first(.tool).flatMap { word($0, of: Canary.Tool.self) } ?? .argo
    let steps = steps(settings, at: place)
    let pause = settings.first(.pause).flatMap { duration($0) }
    let allowance = settings.first(.spend).flatMap { ratio($0) } ?? ExactNumber(1, over: 100)
    let covered = covered(settings, among: surroundings, at: place)
    let selection = versions(settings.first(.where), of: covered)
    let baseline = versions(settings.first(.stable), of: covered)
    let port = settings.first(.port).flatMap { portNumber($0) }
    if settings.first(.where) == nil, !settings.hasUnknown {
      report(.canarySettingMissing("where", example: "version == \"canary\"", at: place))
    }
    if tool == .flagger, settings.first(.port) == nil, !settings.hasUnknown {
      report(.canarySettingMissing("port", example: "80", at: place))
    }
    if project.prometheus == nil {
      report(.serverAddressMissing(for: tool == .argo ? "Argo" : "Flagger", at: place))
    }
    if allowance <= .zero || allowance > .one, let setting = settings.first(.spend) {
      report(.noShareOfBudget(at: setting.setting.values[0].range))
    }
    guard let workload, let steps,
      !diagnostics[problems...].contains(where: { $0.severity == .error }),
      let (pause, verdicts) = verdicts(
        of: covered,
        weights: steps.map { ExactNumber(Int128($0), over: 100) },
        pause: pause,
        allowance,
        at: settings.first(.pause)?.setting.values[0].range ?? place
      )
    else { return nil }
    return Canary(
      service: surroundings.service,
      summary: Self.summary(of: declaration.documentation).summary,
      workload: workload,
      tool: tool,
      steps: steps,
      pause: pause,
      allowance: allowance,
      selection: selection,
      baseline: baseline,
      verdicts: verdicts,
      port: port,
      origin: place
    )
  }

  // MARK: Steps

  private mutating func steps(_ settings: SettingGroup, at place: SourceRange) -> [Int]? {
    guard let setting = settings.first(.steps) else {
      if !settings.hasUnknown {
        report(.canarySettingMissing("steps", example: "5%, 25%, 50%", at: place))
      }
      return nil
    }
    var steps: [Int] = []
    for argument in setting.setting.values {
      guard
        case .quantity(let quantity, _) = value(
          of: argument.value,
          as: .ratio,
          for: "steps",
          in: setting.scope
        )
      else { return nil }
      guard let percent = (quantity.value * ExactNumber(100)).integer, (1...99).contains(percent),
        percent > steps.last ?? 0
      else {
        report(.stepsDoNotRise(at: argument.range))
        return nil
      }
      steps.append(percent)
    }
    return steps
  }

  private mutating func portNumber(_ setting: ScopedSetting) -> Int? {
    guard case .quantity(let quantity, _) = value(setting, as: .integer) else { return nil }
    guard let port = quantity.value.integer, (1...65_535).contains(port) else {
      report(
        .wrongType(
          quantity.value.decimalText,
          expected: "a port from 1 to 65535",
          at: setting.setting.values[0].range
        )
      )
      return nil
    }
    return port
  }

  // MARK: SLOs

  /// The SLOs that judge: those that count events, since a sample has none of one version.
  private mutating func covered(
    _ settings: SettingGroup,
    among surroundings: PlatformSurroundings,
    at place: SourceRange
  ) -> [ServiceLevelObjective] {
    guard let setting = settings.first(.covers) else {
      if !settings.hasUnknown {
        report(.canarySettingMissing("covers", example: "availability", at: place))
      }
      return []
    }
    let identities = objectives(setting, among: surroundings)
    return surroundings.objectives.filter { slo in
      guard identities.contains(slo.identity) else { return false }
      if !slo.indicator.countsEvents {
        report(.samplesOfNoVersion(slo.identity.name, at: setting.setting.range))
      }
      return slo.indicator.countsEvents
    }
  }

  private mutating func verdicts(
    of covered: [ServiceLevelObjective],
    weights: [ExactNumber],
    pause: Duration?,
    _ allowance: ExactNumber,
    at place: SourceRange
  ) -> (Duration, [CanaryVerdict])? {
    let arithmetic = covered.map { slo in
      CanaryArithmetic(judging: slo, weights: weights, allowance: allowance)
    }
    let shortest = arithmetic.compactMap(\.shortestPause).max()
    guard let length = pause ?? shortest else {
      report(.stepsOfUnknownLength(at: place))
      return nil
    }
    guard pause != nil || length <= .day else {
      report(
        .stepTooLong(arithmetic.first { $0.shortestPause == length } ?? arithmetic[0], at: place)
      )
      return nil
    }
    var verdicts: [CanaryVerdict] = []
    for arithmetic in arithmetic {
      guard let verdict = arithmetic.verdict(withSteps: length) else {
        report(.stepTooShort(arithmetic, pause: length, at: place))
        continue
      }
      verdicts.append(verdict)
    }
    return verdicts.count == arithmetic.count ? (length, verdicts) : nil
  }

  /// Two would move one workload's traffic to and fro.
  mutating func checkCanaries(of services: [Service]) {
    let all = services.flatMap(\.canaries)
    for (index, canary) in all.enumerated() {
      let workload = canary.workload
      let other = all[..<index].first { other in
        other.workload.name == workload.name && other.workload.namespace == workload.namespace
      }
      guard let other else { continue }
      report(.releasedTwice(workload, at: canary.origin, before: other.origin))
    }
    for canary in all where canary.tool == .flagger {
      let isScaledByKEDA = services.flatMap(\.autoscalers).contains { autoscaler in
        autoscaler.tool == .keda && autoscaler.workload == canary.workload
      }
      checkRoomForCopy(of: canary, scaledByKEDA: isScaledByKEDA)
    }
  }

  /// Flagger calls its copy of everything `<name>-primary`, and KEDA the autoscaler of that copy
  /// `keda-hpa-<name>-primary`; Services and values of labels have 63 letters.
  private mutating func checkRoomForCopy(of canary: Canary, scaledByKEDA: Bool) {
    let name = canary.workload.name
    let most = 63 - "-primary".utf8.count - (scaledByKEDA ? "keda-hpa-".utf8.count : 0)
    guard name.utf8.count > most else { return }
    report(.noRoomForCopy(of: name, most: most, scaledByKEDA: scaledByKEDA, at: canary.origin))
  }

  // MARK: Versions

  /// The matchers of a version, which every series of the SLOs must have.
  private mutating func versions(
    _ setting: ScopedSetting?,
    of covered: [ServiceLevelObjective]
  ) -> [LabelMatcher] {
    guard let setting, let expression = single(setting) else { return [] }
    let metrics = covered.flatMap { slo in self.metrics(of: slo.indicator) }
    var known: [LabelMatcher]?
    for metric in metrics {
      let read = reading(setting) { checker -> [VectorSelector]? in
        guard let condition = checker.labelCondition(expression, on: metric, in: setting.scope)
        else { return nil }
        return checker.selectors(for: condition, on: metric, at: expression.range)
      }
      guard let read else { return [] }
      guard read.count == 1, known == nil || known == read[0].matchers else {
        report(.versionOfSeveralSelectors(at: expression.range))
        return []
      }
      known = read[0].matchers
    }
    return known ?? []
  }

  /// What an indicator counts, without PromQL of the author's where no metric is known.
  private func metrics(of indicator: Indicator) -> [Metric] {
    let names: Set<String>
    switch indicator {
    case .events(let events):
      let failures =
        switch events.failures {
        case .bad(let source), .allBut(let source): source
        }
      names = Set([events.total, failures].flatMap(\.countedSeries))
    case .latency(let latency): names = [latency.histogram]
    case .samples: names = []
    }
    let known = usedMetrics.values.filter { metric in
      let base = metric.series ?? metric.name
      return ["", "_count", "_bucket", "_sum"].contains { names.contains(base + $0) }
    }
    return known.sorted { $0.name < $1.name }
  }
}

extension CountSource {
  /// The names of its series.
  fileprivate var countedSeries: [String] {
    switch self {
    case .counters(let selections): selections.map(\.metric)
    case .query(let query): query.expression.selectors.compactMap(\.name)
    }
  }
}

extension CanaryArithmetic {
  /// Each group is judged by its own objective, in terms of the strictest.
  fileprivate init(
    judging slo: ServiceLevelObjective,
    weights: [ExactNumber],
    allowance: ExactNumber
  ) {
    let objective = slo.objectives.min { $0.budget < $1.budget } ?? slo.objectives[0]
    let period = slo.window.duration
    let usual = BurnRateTable.pairs(for: period, budget: objective.budget)
    let own = objective.pairs.filter { $0.severity == .page }
    let paging = own.isEmpty ? usual.filter { $0.severity == .page } : own
    self.init(
      identity: slo.identity,
      budget: objective.budget,
      period: period,
      pageFactor: paging.map(\.factor).max() ?? .one,
      traffic: slo.traffic,
      weights: weights,
      allowance: allowance,
      scrape: slo.timing.scrape
    )
  }
}

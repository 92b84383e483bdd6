/// A block about what a cluster runs, `autoscale` or `canary`, as it was reached.
struct ExpandedPlatformBlock {
  let declaration: ReservedDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

/// What a block about a workload may refer to.
struct PlatformSurroundings {
  let service: String
  let namespace: String?
  /// Where that is stated.
  let namespaceOrigin: SourceRange?
  let objectives: [ServiceLevelObjective]
  /// Whether SLOs are missing there, which has been reported.
  let isIncomplete: Bool
}

/// `autoscale deployment("checkout") { … }`: who is scaled, between which limits and by what.
extension Checker {
  /// The model of an autoscaler; nil has been reported.
  mutating func autoscaler(
    _ expanded: ExpandedPlatformBlock,
    in surroundings: PlatformSurroundings
  ) -> Autoscaler? {
    let outer = instantiations
    instantiations = expanded.instantiations
    defer { instantiations = outer }
    let declaration = expanded.declaration
    let settings = settings(
      of: declaration.body,
      in: expanded.scope,
      allowed: SettingKey.autoscale
    )
    let problems = diagnostics.count
    let workload = workload(of: declaration, in: expanded.scope, surroundings)
    let tool = settings.first(.using).flatMap { word($0, of: Autoscaler.Tool.self) } ?? .hpa
    let replicas = replicas(settings, of: declaration)
    let cpu = settings.first(.cpu).flatMap { wholePercent($0) }
    let memory = settings.first(.memory).flatMap { wholePercent($0) }
    let container = settings.first(.container).flatMap { objectName($0, of: "container") }
    let capacities = capacities(settings, servedBy: tool)
    let burns = settings.first(.burn).map { self.objectives($0, among: surroundings) } ?? []
    let peak = settings.first(.peak).flatMap { self.peak($0, of: capacities, settings) }
    let growth = settings.first(.growth).flatMap { ratio($0) }
    let ready = settings.first(.ready).flatMap { duration($0) }
    let pods = settings.first(.pods).map { objectLabels($0) } ?? []
    let endpoints = endpoints(settings)
    checkFollowed(settings, declaration)
    let asks = [.perPod, .total, .burn].contains { settings.first($0) != nil }
    if tool == .keda, asks, project.prometheus == nil {
      report(.serverAddressMissing(for: "KEDA", at: declaration.keyword.range))
    }
    guard let workload, let replicas,
      !diagnostics[problems...].contains(where: { $0.severity == .error })
    else { return nil }
    let autoscaler = Autoscaler(
      service: surroundings.service,
      summary: Self.summary(of: declaration.documentation).summary,
      workload: workload,
      tool: tool,
      replicas: replicas,
      cpu: cpu,
      memory: memory,
      container: container,
      capacities: capacities,
      burns: burns,
      peak: peak,
      growth: growth,
      reaction: ScalingReaction(
        scrape: project.scrape,
        ready: ready ?? .seconds(30),
        measuresRate: capacities.first?.unit.isPerSecond ?? false
      ),
      pods: pods,
      endpoints: endpoints,
      origin: declaration.keyword.range
    )
    checkArithmetic(of: autoscaler, settings)
    return autoscaler
  }

  /// `deployment("checkout")`
  mutating func workload(
    of declaration: ReservedDeclaration,
    in scope: Scope,
    _ surroundings: PlatformSurroundings
  ) -> Workload? {
    guard case .call(let call)? = declaration.head.first, case .name(let word) = call.callee,
      declaration.head.count == 1
    else {
      if case .missing? = declaration.head.first { return nil }
      report(.workloadExpected(declaration))
      return nil
    }
    guard let kind = Workload.Kind(rawValue: word.text) else {
      report(
        .unknownWord(
          word,
          at: word.range,
          among: Workload.Kind.allCases.map(\.rawValue),
          for: declaration.keyword.text
        )
      )
      return nil
    }
    guard let argument = call.arguments.first, call.arguments.count == 1, argument.label == nil
    else {
      report(.workloadExpected(declaration))
      return nil
    }
    guard
      case .text(let name) = value(of: argument.value, as: .text, for: word.text, in: scope)
    else { return nil }
    guard KubernetesName.isLabel(name) else {
      report(.invalidObjectName(name, of: word.text, at: argument.range))
      return nil
    }
    if let namespace = surroundings.namespace, !KubernetesName.isLabel(namespace) {
      let place = surroundings.namespaceOrigin ?? declaration.keyword.range
      report(.invalidObjectName(namespace, of: "namespace", at: place))
      return nil
    }
    return Workload(kind: kind, name: name, namespace: surroundings.namespace)
  }

  // MARK: Limits

  private mutating func replicas(
    _ settings: SettingGroup,
    of declaration: ReservedDeclaration
  ) -> ClosedRange<Int>? {
    guard let setting = settings.first(.replicas) else {
      if !settings.hasUnknown { report(.replicasMissing(at: declaration.keyword.range)) }
      return nil
    }
    guard let expression = single(setting),
      let value = reading(setting, { $0.value(of: expression, in: setting.scope) })
    else { return nil }
    guard case .integers(let range) = value else {
      report(
        .wrongType(
          value.noun,
          expected: "the fewest and the most pods",
          at: expression.range,
          help: "write replicas: 2...10"
        )
      )
      return nil
    }
    guard range.lowerBound >= 1 else {
      report(.noPods(at: expression.range))
      return nil
    }
    return range
  }

  /// A share of what pods request: from 1 to 100 whole percent.
  private mutating func wholePercent(_ setting: ScopedSetting) -> Int? {
    guard let share = ratio(setting) else { return nil }
    guard let percent = (share * ExactNumber(100)).integer, (1...100).contains(percent) else {
      report(.noShareOfRequests(setting.key.rawValue, at: setting.setting.values[0].range))
      return nil
    }
    return percent
  }

  mutating func ratio(_ setting: ScopedSetting) -> ExactNumber? {
    guard case .quantity(let quantity, _) = value(setting, as: .ratio) else { return nil }
    return quantity.value
  }

  // MARK: Names and labels

  private mutating func objectName(_ setting: ScopedSetting, of subject: String) -> String? {
    guard let name = text(setting) else { return nil }
    guard KubernetesName.isLabel(name) else {
      report(.invalidObjectName(name, of: subject, at: setting.setting.values[0].range))
      return nil
    }
    return name
  }

  private mutating func objectLabels(_ setting: ScopedSetting) -> [Label] {
    assignments(setting).compactMap { name, value in
      guard KubernetesName.isLabelKey(name.text) else {
        report(.invalidObjectName(name.text, of: "label", at: name.range))
        return nil
      }
      guard KubernetesName.isLabelValue(value) else {
        report(.invalidObjectName(value, of: "value of a label", at: setting.setting.range))
        return nil
      }
      return Label(name.text, value)
    }
  }

  private mutating func endpoints(_ settings: SettingGroup) -> ScrapedEndpoints? {
    switch (settings.first(.services), settings.first(.port)) {
    case (nil, nil): return nil
    case (let services?, let port?):
      let labels = objectLabels(services)
      guard let port = objectName(port, of: "port"), !labels.isEmpty else { return nil }
      return ScrapedEndpoints(services: labels, port: port)
    case (let setting?, nil):
      report(.otherHalfMissing("port", of: setting.setting, example: "port: \"metrics\""))
    case (nil, let setting?):
      report(.otherHalfMissing("services", of: setting.setting, example: "services: app = \"x\""))
    }
    return nil
  }

  /// SLOs of the service by their names.
  mutating func objectives(
    _ setting: ScopedSetting,
    among surroundings: PlatformSurroundings
  ) -> [SLOIdentity] {
    let known = surroundings.objectives.map(\.identity.name)
    var identities: [SLOIdentity] = []
    for argument in setting.setting.values {
      guard let name = objectiveName(argument.value, in: setting.scope) else { continue }
      guard known.contains(name.text) else {
        if !surroundings.isIncomplete {
          let isText = text(at: name.range) != name.text
          report(.unknownObjective(name, isText: isText, among: known))
        }
        continue
      }
      let identity = SLOIdentity(service: surroundings.service, name: name.text)
      if identities.contains(identity) {
        report(.labelTwice(name.text, at: name.range))
      } else {
        identities.append(identity)
      }
    }
    return identities
  }

  private mutating func objectiveName(_ expression: Expression, in scope: Scope) -> Name? {
    switch expression {
    case .name(let name): return name
    case .missing: return nil
    default:
      guard case .text(let text) = value(of: expression, as: .text, for: "an SLO", in: scope)
      else { return nil }
      return Name(text: text, range: expression.range)
    }
  }

  // MARK: Several autoscalers

  /// Two that move one workload pull it to and fro; Kubernetes refuses neither of them.
  mutating func checkAutoscalers(of services: [Service]) {
    let all = services.flatMap(\.autoscalers)
    for (index, autoscaler) in all.enumerated() {
      let workload = autoscaler.workload
      // Objects of one kind share their names, whatever they are about.
      let other = all[..<index].first { other in
        other.workload.name == workload.name && other.workload.namespace == workload.namespace
      }
      guard let other else { continue }
      report(.scaledTwice(workload, at: autoscaler.origin, before: other.origin))
    }
    let asks = { (autoscaler: Autoscaler) in
      !autoscaler.burns.isEmpty
        || autoscaler.capacities.contains { if case .total = $0.measure { true } else { false } }
    }
    if let keda = all.first(where: { $0.tool == .keda }),
      let adapter = all.first(where: { $0.tool == .hpa && asks($0) })
    {
      report(.twoServersOfMetrics(at: adapter.origin, before: keda.origin))
    }
  }
}

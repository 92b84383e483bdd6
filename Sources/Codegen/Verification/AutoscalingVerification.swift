import SLODSL

/// Whether autoscalers follow what is served to them, hold what the specs say, and select the pods
/// that their budgets and monitors select.
extension FolderVerification {
  private static let adapter = "kubernetes/prometheus-adapter.yml"

  mutating func verifyAutoscalers() {
    for planned in plans.scaling.autoscalers {
      let name = AutoscalingBackend.fileName(of: planned.autoscaler)
      verify(planned, at: "kubernetes/autoscaling/\(name).yml")
      verifyBudget(of: planned.autoscaler, at: "kubernetes/disruption/\(name).yml")
      verifyMonitor(of: planned.autoscaler, at: "kubernetes/monitors/\(name).yml")
      verifyPanels(of: planned)
    }
    verifyAdapter()
  }

  // MARK: Autoscalers

  private mutating func verify(_ planned: PlannedAutoscaler, at path: String) {
    guard let object = object(at: path), let spec = object["spec"] else { return }
    let scaler = planned.autoscaler
    let isHPA = scaler.tool == .hpa
    verifyName(of: planned, object, at: path)
    expect(spec["scaleTargetRef"]?["name"], .text(scaler.workload.name), "what it scales", path)
    let limits = [
      (isHPA ? "minReplicas" : "minReplicaCount", scaler.replicas.lowerBound),
      (isHPA ? "maxReplicas" : "maxReplicaCount", scaler.replicas.upperBound),
    ]
    for (key, limit) in limits { expect(spec[key], .integer(limit), key, path) }
    let followed = isHPA ? Self.metrics(of: spec) : Self.triggers(of: spec)
    for metric in planned.metrics {
      guard let found = followed.first(where: { $0.name == metric.name }) else {
        add(path, "does not follow \(metric.name), which the specs ask for")
        continue
      }
      let target = isHPA ? ScalingMetric.quantity(metric.target) : metric.target.decimalText
      expect(found.target, .text(target), "the target of \(metric.name)", path)
      guard !isHPA else { continue }
      countQuery()
      let query = metric.expression.writtenLine
      if found.query?.text != query {
        add(path, "asks for \(metric.name) otherwise than the specs")
      }
    }
    for metric in followed {
      if !planned.metrics.contains(where: { $0.name == metric.name }) {
        add(path, "follows \(metric.name), which no spec asks for")
      }
      if isHPA, !served(metric) {
        add(path, "asks for \(metric.name), which \(Self.adapter) does not serve")
      }
    }
  }

  /// Panels and alerts know the autoscaler by it.
  private mutating func verifyName(
    of planned: PlannedAutoscaler,
    _ object: JSON,
    at path: String
  ) {
    let name = JSON.text(planned.autoscaler.workload.name)
    expect(object["metadata"]?["name"], name, "its name", path)
    guard planned.autoscaler.tool == .keda, !planned.isCopied else { return }
    let configuration = object["spec"]?["advanced"]?["horizontalPodAutoscalerConfig"]
    expect(configuration?["name"], .text(planned.ownName), "what KEDA calls it", path)
  }

  /// A metric that an autoscaler asks somebody for.
  private struct FollowedMetric {
    let name: String
    let isOfPods: Bool
    let target: JSON?
    let query: JSON?
  }

  private static func metrics(of spec: JSON) -> [FollowedMetric] {
    (spec["metrics"]?.elements ?? []).compactMap { metric in
      guard let source = metric["pods"] ?? metric["external"],
        let name = source["metric"]?["name"]?.text
      else { return nil }
      return FollowedMetric(
        name: name,
        isOfPods: metric["type"]?.text == "Pods",
        target: source["target"]?["averageValue"] ?? source["target"]?["value"],
        query: nil
      )
    }
  }

  private static func triggers(of spec: JSON) -> [FollowedMetric] {
    (spec["triggers"]?.elements ?? []).compactMap { trigger in
      guard trigger["type"]?.text == "prometheus", let name = trigger["name"]?.text else {
        return nil
      }
      let metadata = trigger["metadata"]
      return FollowedMetric(
        name: name,
        isOfPods: false,
        target: metadata?["threshold"],
        query: metadata?["query"]
      )
    }
  }

  // MARK: Panels

  /// The page of the service asks for the autoscaler by its name, and shows what it follows against
  /// its targets.
  private mutating func verifyPanels(of planned: PlannedAutoscaler) {
    let service = planned.autoscaler.service
    let identifier = DashboardAddress.identifier(ofService: service)
    guard let page = files.dashboards.first(where: { $0.identifier == identifier }) else { return }
    let panels = page.panels.map { panel in
      let queries = (panel["targets"]?.elements ?? []).compactMap { $0["expr"]?.text }
      let selectors = queries.compactMap(GrafanaQuery.expression).flatMap(\.selectors)
      return (panel: panel, selectors: selectors)
    }
    let isAsked = panels.flatMap(\.selectors).contains { selector in
      selector.matchers.contains(
        LabelMatcher("horizontalpodautoscaler", .equal, planned.servingName)
      )
    }
    if !isAsked { add(page.path, "no panel shows the pods of autoscaler \(planned.servingName)") }
    for metric in planned.metrics {
      let names = Set(metric.series.compactMap(\.metric))
      let isShown = panels.contains { panel, selectors in
        names.isSubset(of: Set(selectors.compactMap(\.metric)))
          && Self.steps(in: panel, "orange").contains(metric.target)
      }
      if !isShown {
        add(
          page.path,
          "no panel shows \(metric.name) against \(metric.target.decimalText), its target"
        )
      }
    }
  }

  // MARK: prometheus-adapter

  private func rules(_ key: String) -> [JSON] {
    files.objects.first { $0.path == Self.adapter }?.document[key]?.elements ?? []
  }

  private func served(_ metric: FollowedMetric) -> Bool {
    rules(metric.isOfPods ? "rules" : "externalRules")
      .contains { $0["name"]?["as"]?.text == metric.name }
  }

  private mutating func verifyAdapter() {
    guard !plans.scaling.served.isEmpty else { return }
    guard object(at: Self.adapter) != nil else { return }
    for rule in rules("rules") + rules("externalRules") {
      let name = rule["name"]?["as"]?.text ?? ""
      guard let metric = plans.scaling.served.first(where: { $0.name == name }) else {
        add(Self.adapter, "serves \(name), which no autoscaler asks for")
        continue
      }
      countQuery()
      expect(rule["metricsQuery"], .text(metric.template), "the query of \(name)", Self.adapter)
      expect(rule["seriesQuery"], .text(metric.discovery), "the search for \(name)", Self.adapter)
    }
  }

  // MARK: Pods

  private mutating func verifyBudget(of scaler: Autoscaler, at path: String) {
    guard !scaler.pods.isEmpty, let spec = object(at: path)?["spec"] else { return }
    expect(spec["maxUnavailable"], .integer(scaler.disruptable), "maxUnavailable", path)
    verify(labels: spec["selector"]?["matchLabels"], scaler.pods, in: path)
  }

  private mutating func verifyMonitor(of scaler: Autoscaler, at path: String) {
    guard let endpoints = scaler.endpoints, let spec = object(at: path)?["spec"] else { return }
    verify(labels: spec["selector"]?["matchLabels"], endpoints.services, in: path)
    let endpoint = spec["endpoints"]?.elements.first
    expect(endpoint?["port"], .text(endpoints.port), "the port", path)
    expect(endpoint?["interval"], .text(model.project.scrape.text), "the interval", path)
  }

  private mutating func verify(labels: JSON?, _ wanted: [Label], in path: String) {
    guard labels?.labels != wanted else { return }
    let list = wanted.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    add(path, "selects otherwise than the specs, which say \(list)")
  }

  // MARK: Objects

  /// The document of a file that the specs ask for; that it is missing is reported.
  mutating func object(at path: String) -> JSON? {
    if let object = files.objects.first(where: { $0.path == path }) { return object.document }
    // What cannot be read has been reported.
    if !files.paths.contains(path) { add(path, "is missing") }
    return nil
  }

  mutating func expect(_ found: JSON?, _ wanted: JSON, _ subject: String, _ path: String) {
    guard found != wanted else { return }
    let shown = { (value: JSON?) -> String in
      switch value {
      case .text(let text): text
      case .number(let number): number.decimalText
      default: "missing"
      }
    }
    add(path, "\(subject) is \(shown(found)), and by the specs \(shown(wanted))")
  }
}

extension VectorSelector {
  /// What is selected, also where its name is a word of PromQL and so stands as a label.
  fileprivate var metric: String? {
    name ?? matchers.first { $0.label == "__name__" && $0.operator == .equal }?.value
  }
}

import SLODSL

/// The targets of a service and what they use up, as far as its catalog declares the metrics.
struct TargetPanels {
  private let dashboard: ServiceDashboard
  private let targets: [[LabelMatcher]]
  private static let size = (width: 6, height: 7)

  init(of dashboard: ServiceDashboard) {
    self.dashboard = dashboard
    targets = dashboard.targets
  }

  /// Nil where the selectors of the SLOs do not say which targets are the service's.
  var row: DashboardRow? {
    guard !targets.isEmpty else { return nil }
    return DashboardRow("targets", title: "Targets and saturation", [up] + ofPrograms + ofPods)
  }

  private func panel(
    _ key: String,
    _ title: String,
    _ description: String,
    _ unit: PanelUnit,
    maximum: ExactNumber? = nil,
    _ queries: [PanelQuery]
  ) -> DashboardPanel {
    DashboardPanel(
      key: key,
      title: title,
      description: Markdown(paragraphs: description),
      size: Self.size,
      view: .graph(GraphStyle()),
      style: FieldStyle(unit: unit, minimum: .zero, maximum: maximum),
      queries: queries
    )
  }

  /// The series of a metric that come from the service's own targets.
  private func own(
    _ metric: String,
    _ each: (VectorSelector) -> PromQLExpression
  ) -> PromQLExpression {
    targets.map { each(VectorSelector(metric: metric, $0)) }.joined(by: .or) ?? .number(0)
  }

  private func isDeclared(_ names: (String, MetricKind)...) -> Bool {
    names.allSatisfy { dashboard.declared($0.0, $0.1) != nil }
  }

  private var up: DashboardPanel {
    let states = own("up") { .selector($0) }
    return panel(
      "up",
      "Targets",
      "Targets that Prometheus knows, and those that answered the last scrape.",
      .plain,
      [
        PanelQuery(.sum(states), .series, legend: "up"),
        PanelQuery(.count(states), .series, legend: "known"),
      ]
    )
  }

  // MARK: What client libraries expose

  private var ofPrograms: [DashboardPanel] {
    let each = "{{instance}}"
    var panels: [DashboardPanel] = []
    if isDeclared(("process_cpu_seconds_total", .counter)) {
      panels.append(
        panel(
          "cpu",
          "CPU of the program",
          "Cores in use.",
          .plain,
          [PanelQuery(own("process_cpu_seconds_total", \.rate), .series, legend: each)]
        )
      )
    }
    if isDeclared(("process_resident_memory_bytes", .gauge)) {
      let memory = own("process_resident_memory_bytes") { .selector($0) }
      panels.append(
        panel(
          "memory",
          "Memory of the program",
          "Resident memory.",
          .bytes,
          [PanelQuery(memory, .series, legend: each)]
        )
      )
    }
    if isDeclared(("process_open_fds", .gauge), ("process_max_fds", .gauge)) {
      let share =
        own("process_open_fds") { .selector($0) } / own("process_max_fds") { .selector($0) }
      panels.append(
        panel(
          "files",
          "Open files",
          "The share of the files that a program may open.",
          .ratio,
          [PanelQuery(share, .series, legend: each)]
        )
      )
    }
    return panels
  }

  // MARK: What Kubernetes says about the pods

  /// Pods are found by the labels of the targets, so those must be on every metric.
  private static let podLabels = ["namespace", "pod"]

  private var ofPods: [DashboardPanel] {
    guard Self.podLabels.allSatisfy(dashboard.project.targetLabels.contains) else { return [] }
    return [podMemory, podProcessor, throttling, restarts].compactMap(\.self)
  }

  /// Only of the pods that are targets.
  private func ofOwnPods(_ expression: PromQLExpression) -> PromQLExpression {
    expression.and(own("up") { .selector($0) }, on: Self.podLabels)
  }

  private static let containers = [
    LabelMatcher("container", .notEqual, ""), LabelMatcher("image", .notEqual, ""),
  ]
  private static let containerLabels = podLabels + ["container"]
  private static let containerLegend = "{{pod}} {{container}}"

  private var podMemory: DashboardPanel? {
    let usage = "container_memory_working_set_bytes"
    guard isDeclared((usage, .gauge)) else { return nil }
    let used = PromQLExpression.max(
      .metric(usage, Self.containers),
      by: Self.containerLabels
    )
    return share(of: used, resource: "memory", "pod-memory", "Memory", unit: .bytes)
  }

  private var podProcessor: DashboardPanel? {
    let usage = "container_cpu_usage_seconds_total"
    guard isDeclared((usage, .counter)) else { return nil }
    let used = PromQLExpression.sum(
      VectorSelector(metric: usage, Self.containers).rate,
      by: Self.containerLabels
    )
    return share(of: used, resource: "cpu", "pod-cpu", "CPU", unit: .plain)
  }

  /// As a share of the limits where those are declared, else in units.
  private func share(
    of used: PromQLExpression,
    resource: String,
    _ key: String,
    _ title: String,
    unit: PanelUnit
  ) -> DashboardPanel {
    let limits = "kube_pod_container_resource_limits"
    guard isDeclared((limits, .gauge)) else {
      return panel(
        key,
        "\(title) of containers",
        "In use.",
        unit,
        [PanelQuery(ofOwnPods(used), .series, legend: Self.containerLegend)]
      )
    }
    let limit = PromQLExpression.max(
      .metric(limits, [LabelMatcher("resource", .equal, resource)]),
      by: Self.containerLabels
    ).greater(than: .number(0)).parenthesized
    return panel(
      key,
      "\(title) of limits",
      "The share of its limit that each container uses.",
      .ratio,
      [PanelQuery(ofOwnPods(used / limit), .series, legend: Self.containerLegend)]
    )
  }

  private var throttling: DashboardPanel? {
    let (throttled, periods) = (
      "container_cpu_cfs_throttled_periods_total", "container_cpu_cfs_periods_total"
    )
    guard isDeclared((throttled, .counter), (periods, .counter)) else { return nil }
    func rate(_ metric: String) -> PromQLExpression {
      .sum(
        VectorSelector(metric: metric, [Self.containers[0]]).rate,
        by: Self.containerLabels
      )
    }
    return panel(
      "throttling",
      "CPU throttling",
      "The share of periods in which a container wanted more CPU than its limit.",
      .ratio,
      [
        PanelQuery(
          ofOwnPods(rate(throttled) / rate(periods)),
          .series,
          legend: Self.containerLegend
        )
      ]
    )
  }

  private var restarts: DashboardPanel? {
    let counter = "kube_pod_container_status_restarts_total"
    guard isDeclared((counter, .counter)) else { return nil }
    let hour = PromQLExpression.increase(VectorSelector(metric: counter), .hours(1))
    return panel(
      "restarts",
      "Restarts in 1h",
      "Restarts of each container in the hour before.",
      .plain,
      [
        PanelQuery(
          ofOwnPods(.max(hour, by: Self.containerLabels)),
          .series,
          legend: Self.containerLegend
        )
      ]
    )
  }
}

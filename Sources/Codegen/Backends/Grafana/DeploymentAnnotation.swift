import SLODSL

/// When the service changed: a new version where its catalog tells versions, else new targets.
struct DeploymentAnnotation {
  private let dashboard: ServiceDashboard

  init(of dashboard: ServiceDashboard) {
    self.dashboard = dashboard
  }

  var annotations: [DashboardAnnotation] { (version ?? newTargets).map { [$0] } ?? [] }

  /// How far back something is looked for before it counts as new: longer than a restart takes.
  private static let memory = Duration.minutes(10)

  /// A series of `…_build_info` whose version was not there before.
  private var version: DashboardAnnotation? {
    let labels = ["version", "revision", "commit"]
    for metric in dashboard.service.catalog where metric.name.hasSuffix("_build_info") {
      guard let label = metric.labels.map(\.name).first(where: labels.contains) else { continue }
      guard let now = choice(of: metric.name) else { return nil }
      let versions = PromQLExpression.count(now, by: [label])
      return DashboardAnnotation(
        name: "Deployments",
        color: .neutral,
        expression: versions.unless(before(metric.name).counted(by: label)),
        title: "version {{\(label)}}",
        text: "first target with it"
      )
    }
    return nil
  }

  /// Targets that were not scraped before.
  private var newTargets: DashboardAnnotation? {
    guard let now = choice(of: "up") else { return nil }
    return DashboardAnnotation(
      name: "New targets",
      color: .neutral,
      expression: now.unless(before("up")),
      title: "new target",
      text: "{{instance}}"
    )
  }

  private func choice(of metric: String) -> PromQLExpression? {
    dashboard.targets.map { .metric(metric, $0) }.joined(by: .or)
  }

  /// The same series at any moment of the last minutes, the newest left out.
  private func before(_ metric: String) -> PromQLExpression {
    let choices = dashboard.targets.map { matchers in
      PromQLExpression.call(
        "last_over_time",
        .range(VectorSelector(metric: metric, matchers), Self.memory, offset: .minute)
      )
    }
    return choices.joined(by: .or) ?? .number(0)
  }
}

extension PromQLExpression {
  fileprivate func counted(by label: String) -> PromQLExpression { .count(self, by: [label]) }
}

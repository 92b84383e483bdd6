import SLODSL

/// An autoscaler: how many pods there are and may be, whether pods can come and go, and what is
/// followed against its targets.
///
/// Asked of kube-state-metrics 2.6 or later and of what the autoscaler follows; no catalog has to
/// declare it, since slogen wrote the autoscaler.
struct ScalingRow {
  private let scaler: PlannedAutoscaler

  init(of scaler: PlannedAutoscaler) {
    self.scaler = scaler
  }

  var row: DashboardRow {
    DashboardRow(
      key,
      title: "Autoscaling of " + scaler.autoscaler.workload.name,
      [pods, nearness, conditions] + shares + followed
    )
  }

  private var key: String { "scaling/" + scaler.autoscaler.workload.name }

  private func panel(
    _ key: String,
    _ title: String,
    _ description: String,
    width: Int,
    _ view: PanelView,
    _ style: FieldStyle,
    overrides: [FieldOverride] = [],
    _ queries: [PanelQuery]
  ) -> DashboardPanel {
    DashboardPanel(
      key: "\(self.key)/\(key)",
      title: title,
      description: Markdown(paragraphs: description),
      size: (width, 8),
      view: view,
      style: style,
      overrides: overrides,
      queries: queries
    )
  }

  // MARK: Pods

  private static let prefix = "kube_horizontalpodautoscaler_"

  /// One number of an autoscaler; of several servers of the same metric the highest.
  private func state(_ name: String) -> PromQLExpression {
    .max(.metric(Self.prefix + name, scaler.serving))
  }

  private var pods: DashboardPanel {
    let series = [
      ("now", "status_current_replicas"), ("wanted", "status_desired_replicas"),
      ("at least", "spec_min_replicas"), ("at most", "spec_max_replicas"),
    ]
    return panel(
      "pods",
      "Pods",
      "Pods that there are, those that the autoscaler wants, and its limits.",
      width: 10,
      .graph(GraphStyle()),
      FieldStyle(unit: .plain, minimum: .zero),
      overrides: [("at least", PanelColor.faint), ("at most", .bad)].map { name, color in
        FieldOverride(target: .named(name), properties: [.dashedLine, .color(color)])
      },
      series.map { name, metric in
        PanelQuery(state(metric), .series, legend: name)
      }
    )
  }

  private var nearness: DashboardPanel {
    panel(
      "nearness",
      "Share of the most pods",
      "At 100% no more pods come, whatever is asked of them.",
      width: 5,
      .number,
      FieldStyle(
        unit: .ratio,
        decimals: 0,
        minimum: .zero,
        maximum: .one,
        thresholds: [Threshold(ExactNumber(8, over: 10), .warning), Threshold(.one, .bad)]
      ),
      [
        PanelQuery(
          state("status_current_replicas") / state("spec_max_replicas"),
          .newest
        )
      ]
    )
  }

  /// That it is limited is no fault: it always is where traffic is low.
  private var conditions: DashboardPanel {
    panel(
      "conditions",
      "Abilities",
      "ScalingActive: the autoscaler gets what it follows. AbleToScale: it can change the number of"
        + " pods.",
      width: 9,
      .timeline,
      FieldStyle(mappings: ValueMapping.abilities),
      [
        PanelQuery(
          .max(
            .metric(
              Self.prefix + "status_condition",
              scaler.serving + [
                LabelMatcher("condition", .matches, "AbleToScale|ScalingActive"),
                LabelMatcher("status", .equal, "true"),
              ]
            ),
            by: ["condition"]
          ),
          .series,
          legend: "{{condition}}"
        )
      ]
    )
  }

  // MARK: What is followed

  /// Shares of what pods request, as the autoscaler sees them.
  private var shares: [DashboardPanel] {
    let followed = [
      ("cpu", "CPU", scaler.autoscaler.cpu), ("memory", "Memory", scaler.autoscaler.memory),
    ]
    return followed.compactMap { name, title, share in
      guard let share else { return nil }
      let target = ExactNumber(share)
      return panel(
        name,
        "\(title) of requests",
        "The share of what pods request, on average. Pods are added above the line, at"
          + " \(target.decimalText)%.",
        width: 8,
        .graph(GraphStyle(showsThresholds: true)),
        FieldStyle(unit: .percent, minimum: .zero, thresholds: [Threshold(target, .warning)]),
        [
          PanelQuery(
            .max(
              .metric(
                Self.prefix + "status_target_metric",
                scaler.serving + [
                  LabelMatcher("metric_name", .equal, name),
                  LabelMatcher("metric_target_type", .equal, "utilization"),
                ]
              )
            ),
            .series,
            legend: title
          )
        ]
      )
    }
  }

  private var followed: [DashboardPanel] {
    let units = scaler.autoscaler.capacities.map { PanelUnit($0.unit) }
    let loads = zip(scaler.metrics, units).enumerated().map { index, followed in
      let (metric, unit) = followed
      return panel(
        following: metric,
        units.count == 1 ? "Load per pod" : "Load \(index + 1) per pod",
        "\(metric.name) for each pod. Pods are added above the line",
        unit,
        PanelQuery(
          metric.expression / running.parenthesized,
          .series,
          legend: "each pod"
        )
      )
    }
    let burns = scaler.metrics.dropFirst(units.count)
    return loads
      + burns.enumerated().map { index, metric in
        panel(
          following: metric,
          burns.count == 1 ? "Burn rate that adds pods" : "Burn rate \(index + 1) that adds pods",
          "\(metric.name). No pod is removed for it, and pods are added above the line",
          .plain,
          PanelQuery(metric.expression, .series, legend: "burn rate")
        )
      }
  }

  private func panel(
    following metric: ScalingMetric,
    _ title: String,
    _ description: String,
    _ unit: PanelUnit,
    _ query: PanelQuery
  ) -> DashboardPanel {
    panel(
      metric.name,
      title,
      description + ", at \(metric.target.decimalText).",
      width: 8,
      .graph(GraphStyle(showsThresholds: true)),
      FieldStyle(unit: unit, minimum: .zero, thresholds: [Threshold(metric.target, .warning)]),
      [query]
    )
  }

  /// All pods that share the load: during a release of Flagger's those of both versions.
  private var running: PromQLExpression {
    let current = Self.prefix + "status_current_replicas"
    guard scaler.isCopied else {
      return .max(.metric(current, scaler.serving)).greater(than: .number(0))
    }
    let both = scaler.matchers(
      LabelMatcher(
        Self.name,
        .matches,
        RegexText.alternation(of: [scaler.ownName, scaler.servingName])
      )
    )
    return .sum(.max(.metric(current, both), by: [Self.name])).greater(than: .number(0))
  }

  fileprivate static let name = "horizontalpodautoscaler"
}

extension PlannedAutoscaler {
  /// By which kube-state-metrics knows the autoscaler of the pods that serve.
  fileprivate var serving: [LabelMatcher] {
    matchers(LabelMatcher(ScalingRow.name, .equal, servingName))
  }

  fileprivate func matchers(_ name: LabelMatcher) -> [LabelMatcher] {
    let namespace = autoscaler.workload.namespace.map { LabelMatcher("namespace", .equal, $0) }
    return [namespace, name].compactMap(\.self)
  }
}

extension ValueMapping {
  /// What timelines of autoscalers say.
  fileprivate static let abilities = [
    ValueMapping(value: .zero, text: "no", color: .bad),
    ValueMapping(value: .one, text: "yes", color: .good),
  ]
}

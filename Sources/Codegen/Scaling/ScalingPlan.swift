package import SLODSL

/// What must exist in a cluster so that workloads grow and shrink as the specs say.
package struct ScalingPlan: Hashable, Sendable {
  /// In the order of services and declarations.
  package let autoscalers: [PlannedAutoscaler]

  package static func plan(for model: Model) -> ScalingPlan {
    var names: Set<String> = []
    let autoscalers = model.services.flatMap { service in
      service.autoscalers.map { autoscaler in
        PlannedAutoscaler(autoscaler, of: service, names: &names)
      }
    }
    return ScalingPlan(autoscalers: autoscalers)
  }

  /// The metrics that prometheus-adapter serves; KEDA asks for its own.
  package var served: [ScalingMetric] {
    autoscalers.filter { $0.autoscaler.tool == .hpa }.flatMap(\.metrics)
  }
}

/// An autoscaler with the metrics that it follows besides those of Kubernetes.
package struct PlannedAutoscaler: Hashable, Sendable {
  package let autoscaler: Autoscaler
  package let metrics: [ScalingMetric]
  /// How long the highest proposal holds before pods are taken away.
  package let calm: Duration

  /// Kubernetes allows an hour.
  private static let longestCalm = Duration.hour
  private static let usualCalm = Duration.minutes(5)

  init(_ autoscaler: Autoscaler, of service: Service, names: inout Set<String>) {
    self.autoscaler = autoscaler
    let subject = ScalingMetric.Subject(autoscaler)
    var metrics = autoscaler.capacities.map { capacity in
      ScalingMetric(of: capacity, subject, window: autoscaler.reaction.window, names: &names)
    }
    let burning = service.objectives.filter { autoscaler.burns.contains($0.identity) }
    metrics += burning.map { ScalingMetric(burning: $0, names: &names) }
    self.metrics = metrics
    // What a page looks at must not change under the eyes of those whom it woke.
    let evidence = service.objectives.flatMap(\.objectives).flatMap(\.pairs)
      .filter { $0.severity == .page }.map(\.short).min()
    calm = min(max(Self.usualCalm, evidence ?? .zero), Self.longestCalm)
  }
}

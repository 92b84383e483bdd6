package import SLODSL

/// What must exist in a cluster so that workloads grow and shrink as the specs say.
package struct ScalingPlan: Hashable, Sendable {
  /// In the order of services and declarations.
  package let autoscalers: [PlannedAutoscaler]

  package static func plan(for model: Model) -> ScalingPlan {
    var names: Set<String> = []
    let copied = model.services.flatMap(\.canaries).filter { $0.tool == .flagger }.map(\.workload)
    let autoscalers = model.services.flatMap { service in
      service.autoscalers.map { autoscaler in
        PlannedAutoscaler(
          autoscaler,
          of: service,
          isCopied: copied.contains(autoscaler.workload),
          names: &names
        )
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
  /// Whether Flagger runs a copy of it for the pods that serve, and pauses it between releases.
  package let isCopied: Bool
  /// How long the highest proposal holds before pods are taken away.
  package let calm: Duration

  /// Kubernetes allows an hour.
  private static let longestCalm = Duration.hour
  private static let usualCalm = Duration.minutes(5)

  init(
    _ autoscaler: Autoscaler,
    of service: Service,
    isCopied: Bool,
    names: inout Set<String>
  ) {
    self.autoscaler = autoscaler
    self.isCopied = isCopied
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

  // MARK: Names

  /// What the HorizontalPodAutoscaler of the object that is written is called.
  ///
  /// KEDA is told, unless Flagger copies the object with all that stands in it: two of them must
  /// not make one autoscaler, so there each gets the name that KEDA thinks of.
  package var ownName: String {
    let name = autoscaler.workload.name
    return autoscaler.tool == .keda && isCopied ? "keda-hpa-" + name : name
  }

  /// What the one that scales the pods that serve is called.
  package var servingName: String { isCopied ? ownName + "-primary" : ownName }
}

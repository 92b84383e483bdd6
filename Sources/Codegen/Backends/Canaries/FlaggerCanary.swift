import SLODSL

/// What Flagger reads: a Canary, and a MetricTemplate for each SLO.
extension PlannedCanary {
  func flaggerObjects(
    asking server: String,
    scaledBy scaling: ScalingPlan
  ) -> [CanaryBackend.Part] {
    let release = CanaryBackend.Part(
      suffix: "canary",
      object: flaggerCanary(scaledBy: scaler(in: scaling)),
      comment: [
        canary.allowanceComment,
        "Flagger counts a check without an answer as failed: too little traffic ends in a",
        "rollback, never in a release.",
      ]
    )
    return [release]
      + measurements.map { measurement in
        CanaryBackend.Part(
          suffix: measurement.verdict.identity.name + ".metric",
          object: measurement.template(
            named: name(of: measurement),
            asking: server,
            in: canary.workload
          ),
          comment: measurement.comment
        )
      }
  }

  /// A dot is in no name, so that `a-b` of `c` and `a` of `b-c` stay apart.
  private func name(of measurement: CanaryMeasurement) -> String {
    let slo = BoundedName.text(of: measurement.verdict.identity.name, atMost: 63)
    return canary.workload.name + "." + slo
  }

  private func scaler(in scaling: ScalingPlan) -> PlannedAutoscaler? {
    scaling.autoscalers.first { $0.autoscaler.workload == canary.workload }
  }

  private func flaggerCanary(scaledBy scaler: PlannedAutoscaler?) -> ClusterObject {
    let limit = measurements.map(\.verdict.failingSteps).min() ?? 1
    return ClusterObject(
      apiVersion: "flagger.app/v1beta1",
      kind: "Canary",
      name: canary.workload.name,
      namespace: canary.workload.namespace,
      spec: [
        "targetRef" => canary.workload.reference
      ] + (scaler.map { ["autoscalerRef" => $0.reference] } ?? [])
        + (canary.port.map {
          ["service" => .map(["port" => .number(ExactNumber($0))])]
        } ?? []) + [
          "analysis"
            => .map {
              "interval" => Self.seconds(canary.pause)
              "threshold" => .number(ExactNumber(limit))
              "stepWeights" => .inlineList(canary.steps.map { .number(ExactNumber($0)) })
              "metrics" => .list(measurements.map { YAML.Item(check($0)) })
            }
        ]
    )
  }

  private func check(_ measurement: CanaryMeasurement) -> YAML {
    .map {
      "name" => name(of: measurement)
      "templateRef" => .map { "name" => name(of: measurement) }
      "thresholdRange"
        => .map { "max" => .number(measurement.verdict.failure * ExactNumber(100)) }
      "interval" => Self.seconds(measurement.verdict.window)
    }
  }

  /// Flagger knows minutes or seconds, never both.
  private static func seconds(_ duration: Duration) -> String {
    "\(duration.milliseconds / 1000)s"
  }
}

extension CanaryMeasurement {
  /// The share of errors in percent, as Flagger's own metrics are.
  var percentage: PromQLExpression { .number(100) * query }

  fileprivate func template(
    named name: String,
    asking server: String,
    in workload: Workload
  ) -> ClusterObject {
    ClusterObject(
      apiVersion: "flagger.app/v1beta1",
      kind: "MetricTemplate",
      name: name,
      namespace: workload.namespace,
      spec: [
        "provider"
          => .map {
            "type" => "prometheus"
            "address" => server
          },
        "query" => percentage.safeText,
      ]
    )
  }
}

extension PlannedAutoscaler {
  /// What Flagger copies for the version that serves.
  ///
  /// In the copy of a ScaledObject it puts another name wherever a query holds the workload's, in
  /// labels that are called so by chance too, unless it is told the queries.
  fileprivate var reference: YAML {
    let isHPA = autoscaler.tool == .hpa
    return .map {
      "apiVersion" => (isHPA ? "autoscaling/v2" : "keda.sh/v1alpha1")
      "kind" => (isHPA ? "HorizontalPodAutoscaler" : "ScaledObject")
      "name" => autoscaler.workload.name
      if !isHPA, !metrics.isEmpty {
        "primaryScalerQueries"
          => .map(metrics.map { metric in metric.name => metric.expression.writtenLine })
      }
    }
  }
}

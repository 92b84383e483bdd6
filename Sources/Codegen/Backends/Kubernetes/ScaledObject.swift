import SLODSL

/// A ScaledObject of KEDA, `keda.sh/v1alpha1`.
extension PlannedAutoscaler {
  func scaledObject(asking server: String) -> ClusterObject {
    let replicas = autoscaler.replicas
    return ClusterObject(
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      name: autoscaler.workload.name,
      namespace: autoscaler.workload.namespace,
      annotations: ["scaledobject.keda.sh/transfer-hpa-ownership" => "true"],
      spec: [
        "scaleTargetRef" => autoscaler.workload.reference,
        "pollingInterval" => .number(ExactNumber(30)),
        "minReplicaCount" => .number(ExactNumber(replicas.lowerBound)),
        "maxReplicaCount" => .number(ExactNumber(replicas.upperBound)),
      ] + fallback + [
        "advanced"
          => .map {
            "horizontalPodAutoscalerConfig"
              => .map {
                if !isCopied { "name" => ownName }
                "behavior" => behavior
              }
          },
        "triggers"
          => .list((resources + metrics.map { $0.trigger(asking: server) }).map { YAML.Item($0) }),
      ]
    )
  }

  /// What runs when Prometheus does not answer: enough for the peak, else the most there may be.
  ///
  /// KEDA counts on metrics for this and refuses it where only processors and memory are followed.
  private var fallback: [YAML.Entry] {
    guard !metrics.isEmpty else { return [] }
    return [
      "fallback"
        => .map {
          "failureThreshold" => .number(ExactNumber(3))
          "replicas" => .number(ExactNumber(blindReplicas))
          "behavior" => "currentReplicasIfHigher"
        }
    ]
  }

  /// As many pods as the declared peak takes, within the limits.
  var blindReplicas: Int {
    let most = autoscaler.replicas.upperBound
    guard let peak = autoscaler.peak, let capacity = autoscaler.carrying else { return most }
    return min(max(capacity.pods(for: peak), autoscaler.replicas.lowerBound), most)
  }

  private var resources: [YAML] {
    [("cpu", autoscaler.cpu), ("memory", autoscaler.memory)].compactMap { name, share in
      guard let share else { return nil }
      return .map {
        "type" => name
        "metricType" => "Utilization"
        "metadata"
          => .map {
            "value" => String(share)
            if let container = autoscaler.container { "containerName" => container }
          }
      }
    }
  }
}

extension ScalingMetric {
  /// KEDA takes silence for zero unless it is told that it is an error, and would then remove pods
  /// whenever an exporter is away. A burn rate may be silent: it only ever adds pods.
  fileprivate func trigger(asking server: String) -> YAML {
    .map {
      "type" => "prometheus"
      "name" => name
      "metricType" => (source == .whole ? "Value" : "AverageValue")
      "metadata"
        => .map {
          "serverAddress" => server
          "query" => expression.writtenLine
          "threshold" => target.decimalText
          "ignoreNullValues" => (source == .whole ? "true" : "false")
        }
    }
  }
}

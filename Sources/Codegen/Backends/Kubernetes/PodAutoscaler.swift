import SLODSL

/// A HorizontalPodAutoscaler, `autoscaling/v2`.
extension PlannedAutoscaler {
  var podAutoscaler: ClusterObject {
    ClusterObject(
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      name: autoscaler.workload.name,
      namespace: autoscaler.workload.namespace,
      spec: [
        "scaleTargetRef" => autoscaler.workload.reference,
        "minReplicas" => .number(ExactNumber(autoscaler.replicas.lowerBound)),
        "maxReplicas" => .number(ExactNumber(autoscaler.replicas.upperBound)),
        "metrics" => .list((resources + metrics.map(\.metric)).map { YAML.Item($0) }),
        "behavior" => behavior,
      ]
    )
  }

  /// Shares of what pods request; one container's where the author names it.
  private var resources: [YAML] {
    [("cpu", autoscaler.cpu), ("memory", autoscaler.memory)].compactMap { name, share in
      guard let share else { return nil }
      let target: YAML = .map {
        "type" => "Utilization"
        "averageUtilization" => .number(ExactNumber(share))
      }
      guard let container = autoscaler.container else {
        return .map {
          "type" => "Resource"
          "resource"
            => .map {
              "name" => name
              "target" => target
            }
        }
      }
      return .map {
        "type" => "ContainerResource"
        "containerResource"
          => .map {
            "name" => name
            "container" => container
            "target" => target
          }
      }
    }
  }

  /// How fast pods come and go. What is written are the API server's own defaults upwards, so that
  /// nobody has to know them; downwards a tenth of the pods a minute, after the highest proposal
  /// of the last minutes.
  var behavior: YAML {
    .map {
      "scaleUp"
        => .map {
          "stabilizationWindowSeconds" => .number(.zero)
          "selectPolicy" => "Max"
          "policies"
            => .list([
              Self.policy("Percent", 100, every: .seconds(15)),
              Self.policy("Pods", 4, every: .seconds(15)),
            ])
        }
      "scaleDown"
        => .map {
          "stabilizationWindowSeconds" => .number(ExactNumber(calm.seconds.roundedUp))
          "selectPolicy" => "Min"
          "policies" => .list([Self.policy("Percent", 10, every: .minute)])
        }
    }
  }

  private static func policy(_ type: String, _ value: Int, every period: Duration) -> YAML.Item {
    YAML.Item(
      .inline {
        "type" => type
        "value" => .number(ExactNumber(value))
        "periodSeconds" => .number(ExactNumber(period.seconds.roundedUp))
      }
    )
  }
}

extension ScalingMetric {
  /// As the controller asks prometheus-adapter for it.
  fileprivate var metric: YAML {
    let metric: YAML = .map { "name" => name }
    switch source {
    case .pods:
      return .map {
        "type" => "Pods"
        "pods"
          => .map {
            "metric" => metric
            "target" => goal(of: "AverageValue")
          }
      }
    case .shared, .whole:
      return .map {
        "type" => "External"
        "external"
          => .map {
            "metric" => metric
            "target" => goal(of: source == .whole ? "Value" : "AverageValue")
          }
      }
    }
  }

  private func goal(of type: String) -> YAML {
    .map {
      "type" => type
      (type == "Value" ? "value" : "averageValue") => .text(Self.quantity(target))
    }
  }

  /// A number as Kubernetes writes it: whole, or in thousandths.
  static func quantity(_ number: ExactNumber) -> String {
    guard let whole = number.integer else {
      return "\((number * ExactNumber(1000)).roundedDown)m"
    }
    return String(whole)
  }
}

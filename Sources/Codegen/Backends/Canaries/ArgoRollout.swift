import SLODSL

/// What Argo Rollouts reads: an AnalysisTemplate, and the steps for a Rollout.
extension PlannedCanary {
  func argoObjects(asking server: String) -> [CanaryBackend.Part] {
    [
      CanaryBackend.Part(
        suffix: "analysis",
        object: analysisTemplate(asking: server),
        comment: measurements.flatMap(\.comment) + [canary.allowanceComment]
      ),
      CanaryBackend.Part(
        suffix: "rollout",
        object: rolloutSteps,
        comment: [
          "A part of the Rollout: merge it into yours. Each step takes \(canary.pause.text);",
          "one that is inconclusive waits for somebody.",
        ] + metadataComment
      ),
    ]
  }

  private var templateName: String {
    BoundedName.text(of: canary.workload.name + "-slo", atMost: 63)
  }

  // MARK: Analysis

  private func analysisTemplate(asking server: String) -> ClusterObject {
    ClusterObject(
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AnalysisTemplate",
      name: templateName,
      namespace: canary.workload.namespace,
      spec: [
        "metrics" => .list(measurements.map { YAML.Item($0.analysis(asking: server)) })
      ]
    )
  }

  // MARK: Steps

  private var rolloutSteps: ClusterObject {
    ClusterObject(
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      name: canary.workload.name,
      namespace: canary.workload.namespace,
      spec: [
        "strategy"
          => .map {
            "canary"
              => .map {
                if let labels = Self.labels(of: canary.selection) {
                  "canaryMetadata" => .map { "labels" => labels }
                }
                if let labels = Self.labels(of: canary.baseline) {
                  "stableMetadata" => .map { "labels" => labels }
                }
                "steps" => .list(canary.steps.flatMap(step))
              }
          }
      ],
      isPart: true
    )
  }

  private func step(_ weight: Int) -> [YAML.Item] {
    let analysis: YAML = .map {
      "templates" => .list([YAML.Item(.map { "templateName" => templateName })])
    }
    return [
      YAML.Item(.map { "setWeight" => .number(ExactNumber(weight)) }),
      YAML.Item(.map { "analysis" => analysis }),
    ]
  }

  /// Argo can give pods the labels of their version, where these say nothing but `=`.
  private static func labels(of version: [LabelMatcher]) -> YAML? {
    guard !version.isEmpty, version.allSatisfy({ $0.operator == .equal }) else { return nil }
    return .map(version.map { $0.label => $0.value })
  }

  private var metadataComment: [String] {
    guard Self.labels(of: canary.selection) != nil else { return [] }
    return [
      "The pods of each version get its labels; a ServiceMonitor puts them on their series",
      "with podTargetLabels.",
    ]
  }
}

extension CanaryMeasurement {
  fileprivate func analysis(asking server: String) -> YAML {
    .map {
      "name" => verdict.identity.name
      "initialDelay" => Self.goDuration(verdict.window)
      "interval" => Self.goDuration(verdict.interval)
      "count" => .number(ExactNumber(verdict.count))
      "failureLimit" => .number(ExactNumber(verdict.failureLimit))
      "inconclusiveLimit" => .number(ExactNumber(verdict.inconclusiveLimit))
      "consecutiveErrorLimit" => .number(ExactNumber(4))
      "successCondition" => Self.condition("<=", verdict.success)
      "failureCondition" => Self.condition(">", verdict.failure)
      "provider"
        => .map {
          "prometheus"
            => .map {
              "address" => server
              "query" => query.safeText
            }
        }
    }
  }

  /// What stands in front of every comparison: neither condition holds where nothing was measured.
  /// That is inconclusive, never success.
  static let measuredValue = "len(result) > 0 && !isNaN(result[0]) && result[0]"

  private static func condition(_ comparison: String, _ bound: ExactNumber) -> String {
    "\(measuredValue) \(comparison) \(bound.decimalText)"
  }

  /// Go knows no days.
  private static func goDuration(_ duration: Duration) -> String {
    let seconds = duration.milliseconds / 1000
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }
}

extension PromQLExpression {
  /// As in rule files, without what templates of Argo, Flagger and Helm begin with. Only strings
  /// can hold it, and there PromQL knows the brace by its number, too.
  var safeText: String { blockText.withEvery("{{", replacedBy: "{\\x7b") }
}

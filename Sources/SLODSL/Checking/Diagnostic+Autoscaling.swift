/// Words for what scales workloads.
extension Diagnostic {
  // MARK: 2201, 2202 workloads

  static func workloadExpected(_ declaration: ReservedDeclaration) -> Diagnostic {
    let word = declaration.keyword.text
    return Diagnostic(
      .SLO2201,
      "'\(word)' needs a workload",
      at: declaration.head.first?.range ?? declaration.keyword.range,
      help: ["write \(word) deployment(\"checkout\") { … }; statefulset and rollout work as well"]
    )
  }

  static func scaledTwice(
    _ workload: Workload,
    at range: SourceRange,
    before other: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2202,
      "the workload '\(workload.name)' has two autoscalers",
      at: range,
      related: [Related("the other one", at: other)],
      notes: ["each would undo what the other does"],
      help: ["state everything that it follows in one: cpu:, memory:, perPod:, total:"]
    )
  }

  static func twoServersOfMetrics(at range: SourceRange, before other: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2202,
      "this autoscaler needs external metrics, which KEDA already serves",
      at: range,
      related: [Related("KEDA is used here", at: other)],
      notes: [
        "a cluster has one server of external.metrics.k8s.io: prometheus-adapter or KEDA, not both"
      ],
      help: ["write using: .keda here too"]
    )
  }

  // MARK: 2203 limits

  static func replicasMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2203,
      "an autoscaler needs the fewest and the most pods",
      at: range,
      help: ["write replicas: 2...10"]
    )
  }

  static func noPods(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2203,
      "without a pod nobody is served, and the SLOs measure nothing",
      at: range,
      help: ["write replicas: 2...10"]
    )
  }

  static func noShareOfRequests(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2203,
      "'\(key)' is a share of what a pod requests",
      at: range,
      label: "from 1% to 100%, in whole percent",
      notes: [
        "above 100% a pod would have to live on what other pods leave, which is nothing when all"
          + " are busy"
      ],
      help: ["raise the request of the pod, and write \(key): 70%"]
    )
  }

  static func noShareOfCapacity(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2203,
      "'utilization' is a share of what a pod carries",
      at: range,
      label: "above 0%, at most 100%",
      help: ["write utilization: 70%"]
    )
  }

  // MARK: 2204, 2205 arithmetic

  /// With a pod to spare in what is proposed: one is always being replaced.
  static func peakBeyondCeiling(
    _ autoscaler: Autoscaler,
    _ capacity: PodCapacity,
    peak: ExactNumber,
    at range: SourceRange,
    replicas: SourceRange?
  ) -> Diagnostic {
    let most = autoscaler.replicas.upperBound
    let needed = capacity.pods(for: peak) + 1
    let each = (peak / ExactNumber(max(most - 1, 1))).roundedUp
    let bound = (ExactNumber(each) / capacity.utilization).roundedUp
    return Diagnostic(
      .SLO2204,
      "at \(most) \(most == 1 ? "pod" : "pods") × \(capacity.text(of: capacity.target)) the"
        + " declared \(capacity.text(of: peak)) cannot be met: \(needed) pods, or"
        + " \(capacity.text(of: ExactNumber(each))) each",
      at: range,
      label: "\(most) pods carry \(capacity.text(of: capacity.target * ExactNumber(most)))",
      related: replicas.map { [Related("the most pods are stated here", at: $0)] } ?? [],
      notes: [
        "pods are added at \(capacity.utilization.percentText) of"
          + " \(capacity.text(of: capacity.bound)); both proposals leave a pod to spare, since one"
          + " is always being replaced or lost"
      ],
      help: [
        "write replicas: \(autoscaler.replicas.lowerBound)...\(needed), or make a pod carry"
          + " \(capacity.text(of: ExactNumber(bound)))"
      ]
    )
  }

  static func growthBeyondReaction(
    _ autoscaler: Autoscaler,
    _ capacity: PodCapacity,
    most: ExactNumber,
    at range: SourceRange,
    utilization: SourceRange?
  ) -> Diagnostic {
    let reaction = autoscaler.reaction
    let percent = (most * ExactNumber(100)).roundedDown
    let grown = reaction.growth(withinReachAt: capacity.utilization) * ExactNumber(100)
    return Diagnostic(
      .SLO2205,
      "pods at \(capacity.utilization.percentText) are full before new ones serve",
      at: range,
      label: "they have room for \(grown.roundedDown)% a minute",
      related: utilization.map { [Related("the share is stated here", at: $0)] } ?? [],
      notes: [
        "new pods serve \(reaction.time.text) after the load grew: \(reaction.scrape.text) until it"
          + " is scraped,"
          + (reaction.measuresRate
            ? " half of \(reaction.window.text) until the rate shows it," : "")
          + " \(ScalingReaction.look.text) until the controller looks, \(reaction.ready.text) until"
          + " a pod is ready"
      ],
      help: [
        "write utilization: \(max(percent, 1))%, or let pods start faster and say so: ready: 10s"
      ]
    )
  }

  // MARK: 2206 nothing to follow

  static func nothingToFollow(burn: SourceRange?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2206,
      burn == nil
        ? "this autoscaler follows nothing" : "a burn rate alone cannot say how many pods it takes",
      at: burn ?? range,
      notes: burn == nil
        ? []
        : [
          "it is 0 while all is well and may stay high whatever is added, when a database or a"
            + " release is the cause"
        ],
      help: ["say what a pod carries: perPod: requests <= 50rps, or cpu: 70%"]
    )
  }

  static func peakOfNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2206,
      "without 'perPod:' nobody knows how many pods the peak takes",
      at: range,
      help: ["say what a pod carries: perPod: requests <= 50rps"]
    )
  }

  // MARK: 2207, 2208 measures

  static func capacityExpected(_ key: String, at range: SourceRange) -> Diagnostic {
    let example = key == "total" ? "queue_depth <= 200" : "requests <= 50rps"
    return Diagnostic(
      .SLO2207,
      "'\(key)' states how much one pod takes",
      at: range,
      help: ["write \(key): \(example)"]
    )
  }

  static func notShared(_ unit: MetricUnit, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2207,
      "pods do not share \(unit.rawValue.lowercased()): twice as many would not make it half as"
        + " much",
      at: range,
      notes: [
        "an autoscaler divides what it follows by the pods; a latency or a share of errors may stay"
          + " as it is, and pods are added until there are no more"
      ],
      help: [
        "state the load at which the latency still holds, perPod: requests <= 50rps, and let the"
          + " SLO help as a last resort: burn: latency"
      ]
    )
  }

  static func notOfEachPod(_ unit: MetricUnit, at range: SourceRange) -> Diagnostic {
    guard [.count, .bytes, .unknown].contains(unit) else { return notShared(unit, at: range) }
    return Diagnostic(
      .SLO2207,
      "'perPod' follows a counter or a gauge as each pod shows it",
      at: range,
      notes: ["of a counter it is the rate over four scrapes, added up for each pod"],
      help: ["write the metric itself: perPod: requests <= 50rps"]
    )
  }

  /// - Parameter text: how the bound is written.
  static func boundOfOtherUnit(
    _ bound: Quantity,
    _ text: String,
    expected: Quantity.Unit,
    at range: SourceRange
  ) -> Diagnostic {
    let example =
      switch expected {
      case .eventRate: "50rps"
      case .byteRate: "5MB/s"
      case .size: "64MiB"
      default: "200"
      }
    let meant: String? =
      switch (bound.unit, expected) {
      case (.number, .eventRate): bound.value.decimalText + "rps"
      case (.eventRate, .number): bound.value.decimalText
      case (.size, .byteRate): text + "/s"
      default: nil
      }
    return Diagnostic(
      .SLO2002,
      "this is \(bound.unit.noun), but what is measured is \(expected.noun)",
      at: range,
      help: meant == nil ? ["write \(example)"] : [],
      fixIts: meant.map { [FixIt("write \($0)", replacing: range, with: $0)] } ?? []
    )
  }

  static func totalIsSeveral(_ labels: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2207,
      "this has a value for each \(labels.joined(separator: ", ")), and 'total' is one number",
      at: range,
      help: ["add them up, without 'by:': sum(of: queue_depth)"]
    )
  }

  static func podsNotFound(_ metric: Metric, _ missing: [String], at range: SourceRange)
    -> Diagnostic
  {
    let list = missing.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .SLO2208,
      "\(metric.name) lacks the label\(missing.count == 1 ? "" : "s") \(list): nobody can tell what"
        + " each pod carries",
      at: range,
      related: metric.declaration("its labels are declared here"),
      help: [
        "where every target has them, write"
          + " project { targetLabels: job, instance, namespace, pod }",
        "else let KEDA divide the sum: using: .keda",
      ]
    )
  }

  // MARK: Missing parts

  static func serverAddressMissing(for tool: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "\(tool) asks Prometheus, and nobody says where it is",
      at: range,
      help: ["write project { prometheus: \"http://prometheus.monitoring:9090\" }"]
    )
  }

  static func otherHalfMissing(
    _ key: String,
    of setting: SettingDeclaration,
    example: String
  ) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "'\(setting.key.text)' needs '\(key)' beside it",
      at: setting.key.range,
      notes: ["a ServiceMonitor finds Services by their labels and scrapes a port by its name"],
      help: ["write \(example)"]
    )
  }

  static func unknownObjective(
    _ name: Name,
    isText: Bool,
    among names: [String]
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: names)
    let fixIts = near.map { near in
      [FixIt("use '\(near)'", replacing: name.range, with: isText ? "\"\(near)\"" : near)]
    }
    return Diagnostic(
      .SLO1009,
      "this service has no SLO '\(name.text)'",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "not declared here",
      help: names.isEmpty ? [] : ["declared: " + names.joined(separator: ", ")],
      fixIts: fixIts ?? []
    )
  }
}

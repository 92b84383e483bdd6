import SLODSL

/// A PodDisruptionBudget, `policy/v1`, where the author says how the pods are found.
extension Autoscaler {
  /// So many pods may go at once that the rest still carries what all carried. Nobody guesses
  /// labels: a budget that matches no pod protects none, and nothing says so.
  var disruptionBudget: ClusterObject? {
    guard !pods.isEmpty else { return nil }
    return ClusterObject(
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      name: workload.name,
      namespace: workload.namespace,
      spec: [
        "maxUnavailable" => .number(ExactNumber(disruptable)),
        // A pod that does not work need not be spared.
        "unhealthyPodEvictionPolicy" => "AlwaysAllow",
        "selector" => pods.matching,
      ]
    )
  }

  var disruptionComment: [String] {
    let least = replicas.lowerBound
    guard let overload else {
      return [
        "\(disruptable) of the fewest \(least) pods may be taken away at once: the others carry"
          + " what all carried."
      ]
    }
    guard least > 1 else {
      return ["There may be one pod only. It must be allowed to go, or no node could be drained."]
    }
    let enough =
      overload.enough > 0
      ? "from \(overload.enough) pods on they would carry it."
      : "with utilization: 70% they would have room."
    return [
      "1 of the fewest \(least) pods must be allowed to go, or no node could be drained. The"
        + " others",
      "are then asked for \(overload.percent) of what they carry; \(enough)",
    ]
  }

  /// What is asked of the others while one is away, where that is more than they carry, and of how
  /// many pods on it would not be.
  private var overload: (percent: String, enough: Int)? {
    let least = ExactNumber(replicas.lowerBound)
    guard (.one - usedShare) * least < .one else { return nil }
    let percent = (usedShare * least / max(least - .one, .one)).rounded(places: 2).percentText
    let enough = usedShare < .one ? (.one / (.one - usedShare)).roundedUp : 0
    return (percent, enough)
  }
}

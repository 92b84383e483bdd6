import SLODSL

/// The arithmetic behind an autoscaler, as a comment in its file.
struct ScalingComment {
  private let planned: PlannedAutoscaler

  init(_ planned: PlannedAutoscaler) {
    self.planned = planned
  }

  var lines: [String] {
    scaler.capacities.map(line) + headroom + [limits] + blind
  }

  private var scaler: Autoscaler { planned.autoscaler }

  private func line(about capacity: PodCapacity) -> String {
    let most = scaler.replicas.upperBound
    let target = capacity.text(of: capacity.target)
    if case .total = capacity.measure {
      return "One more pod for every \(target) that wait."
    }
    let ceiling = capacity.text(of: capacity.target * ExactNumber(most))
    return "A pod carries \(capacity.text(of: capacity.bound)); pods are added at"
      + " \(capacity.utilization.percentText) of it, \(target): \(most) pods take \(ceiling)."
  }

  private var headroom: [String] {
    guard let capacity = scaler.carrying, capacity.utilization < .one else { return [] }
    let reaction = scaler.reaction
    let growth = (reaction.growth(withinReachAt: capacity.utilization) * ExactNumber(100))
      .roundedDown
    return [
      "New pods serve \(reaction.time.text) after the load grew; until then there is room for"
        + " \(growth)% more a minute."
    ]
  }

  private var limits: String {
    let most = scaler.replicas.upperBound
    return "At most \(most) pods: \(scaler.podHours) pod-hours in 30 days."
  }

  private var blind: [String] {
    guard scaler.tool == .keda, !planned.metrics.isEmpty else { return [] }
    return ["While Prometheus does not answer there are at least \(planned.blindReplicas) pods."]
  }
}

/// Words for loads and pods that do not fit each other.
extension Diagnostic {
  /// As SLO2204 says it of the declared peak.
  static func loadBeyondCeiling(
    _ load: LoadTest,
    _ rate: ExactNumber,
    _ scaler: Autoscaler,
    _ capacity: PodCapacity
  ) -> Diagnostic {
    let most = scaler.replicas.upperBound
    let ceiling = capacity.target * ExactNumber(most)
    let carried = capacity.bound * ExactNumber(most)
    let needed = capacity.pods(for: rate) + 1
    let rest =
      rate > carried
      ? "they carry \(capacity.text(of: carried)) and no more, so the run shows how the service"
        + " fails"
      : "they carry \(capacity.text(of: carried)) when all are there and equally busy, and no pod"
        + " comes to their help"
    return Diagnostic(
      .SLO4123,
      "load \(load.name) holds \(capacity.text(of: rate)), and at \(most) "
        + "\(most == 1 ? "pod" : "pods") × \(capacity.text(of: capacity.target)) the autoscaler"
        + " stops at \(capacity.text(of: ceiling))",
      at: load.origin,
      related: [Related("the most pods are stated here", at: scaler.origin)],
      notes: [
        "pods are added at \(capacity.utilization.percentText) of"
          + " \(capacity.text(of: capacity.bound)); " + rest
      ],
      help: [
        "write replicas: \(scaler.replicas.lowerBound)...\(needed), or a rate up to"
          + " \(capacity.text(of: ceiling)); a breakpoint may ask for more"
      ]
    )
  }

  static func breakpointWithinCapacity(
    _ load: LoadTest,
    _ peak: ExactNumber,
    _ scaler: Autoscaler,
    _ carried: ExactNumber
  ) -> Diagnostic {
    let most = scaler.replicas.upperBound
    let beyond = (carried * ExactNumber(3, over: 2) / peak * load.breakpointPeak).roundedUp
    return Diagnostic(
      .SLO4124,
      "the breakpoint of load \(load.name) ends at \(peak.decimalText)rps, and \(most) "
        + "\(most == 1 ? "pod carries" : "pods carry") \(carried.decimalText)rps",
      at: load.origin,
      related: [Related("what a pod carries is stated here", at: scaler.origin)],
      notes: ["it looks for the rate at which a promise breaks, and ends before it can come"],
      help: ["write breakpoint(peak: \(beyond)rps)"]
    )
  }

  static func loadBelowTraffic(
    _ load: LoadTest,
    _ covered: CoveredObjective,
    rate: ExactNumber,
    usual: ExactNumber
  ) -> Diagnostic {
    let wanted = (load.rate * usual / rate).roundedUp
    return Diagnostic(
      .SLO4125,
      "load \(load.name) asks \(rate.rounded(places: 2).decimalText)rps of \(covered.text), whose"
        + " traffic is \(usual.rounded(places: 2).decimalText)rps",
      at: load.origin,
      notes: [
        "what a run shows holds for the rate at which it asks: here"
          + " \((rate / usual).rounded(places: 2).percentText) of an average day"
      ],
      help: ["write rate: \(wanted)rps"]
    )
  }

  /// A restart takes as long as a pod needs until it serves.
  static func onePod(_ scaler: Autoscaler, in service: Service) -> Diagnostic {
    let gap = scaler.reaction.ready
    let budgets = service.objectives.compactMap { slo in
      slo.objectives.map { $0.budget * slo.window.duration.seconds }.min().map { (slo, $0) }
    }
    let tightest = budgets.min { $0.1 < $1.1 }
    let spent = tightest.map { slo, budget in
      "each time \(gap.text) of no answers,"
        + " \((gap.seconds / budget).rounded(significantDigits: 2).percentText)"
        + " of the budget of \(slo.identity.text)"
    }
    let isRemovedFirst = scaler.workload.kind == .statefulset
    let release = isRemovedFirst ? "a release or a drained node" : "a drained node"
    return Diagnostic(
      .SLO4126,
      "\(scaler.workload.kind.rawValue) \(scaler.workload.name) may run on one pod",
      at: scaler.origin,
      notes: [
        "\(release) takes away all there is, and a budget of disruptions that forbade it would"
          + " keep nodes from being drained" + (spent.map { ": \($0)" } ?? "")
      ],
      help: [
        "write replicas: 2...\(max(2, scaler.replicas.upperBound))"
      ]
    )
  }
}

extension LoadTest {
  /// The rate that its breakpoint ends at, sockets among them.
  fileprivate var breakpointPeak: ExactNumber {
    profiles.first { $0.kind == .breakpoint }?.peak ?? rate
  }
}

import SLODSL

/// Autoscalers as indented lines.
extension Autoscaler {
  var lines: [String] {
    let place = workload.namespace.map { " in \($0)" } ?? ""
    var lines = [
      "autoscale \(workload.kind.rawValue) \(workload.name)\(place) by \(tool.rawValue),"
        + " \(replicas.lowerBound) to \(replicas.upperBound) pods"
    ]
    if !summary.isEmpty { lines.append("  summary \(summary)") }
    let shares = [cpu.map { "cpu \($0) %" }, memory.map { "memory \($0) %" }].compactMap(\.self)
    if !shares.isEmpty {
      lines.append("  \(shares.joined(separator: ", ")) of \(container ?? "all containers")")
    }
    lines += capacities.map { "  " + $0.line }
    lines += burns.map { "  burn of \($0.text)" }
    if let peak { lines.append("  peak \(peak.decimalText)") }
    if let growth { lines.append("  growth \(growth.percentText) a minute") }
    lines.append("  reacts in \(reaction.time.text), rates over \(reaction.window.text)")
    if !pods.isEmpty { lines.append("  pods \(pods.text)") }
    if let endpoints {
      lines.append("  port \(endpoints.port) of services \(endpoints.services.text)")
    }
    return lines
  }
}

extension PodCapacity {
  fileprivate var line: String {
    let measured =
      switch measure {
      case .rate(let selections): "rate of \(selections.text) for each pod"
      case .gauge(let selection): "\([selection].text) of each pod"
      case .total(let query): "\(query.text) for all pods"
      }
    return "\(measured) <= \(text(of: bound)), target \(target.decimalText)"
  }
}

extension [Label] {
  fileprivate var text: String { map { "\($0.name)=\($0.value)" }.joined(separator: ", ") }
}

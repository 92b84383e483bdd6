import SLODSL

/// Releases in steps as indented lines.
extension Canary {
  var lines: [String] {
    let place = workload.namespace.map { " in \($0)" } ?? ""
    let steps = steps.map { "\($0) %" }.joined(separator: ", ")
    var lines = [
      "canary of \(workload.kind.rawValue) \(workload.name)\(place) by \(tool.rawValue), \(steps)",
      "  each for \(pause.text), spending \(allowance.percentText)",
      "  where \(Self.text(of: selection))",
    ]
    if !summary.isEmpty { lines.append("  summary \(summary)") }
    if !baseline.isEmpty { lines.append("  against \(Self.text(of: baseline))") }
    if let port { lines.append("  port \(port)") }
    for verdict in verdicts {
      lines += [
        "  \(verdict.identity.text): good up to \(verdict.success.percentText), bad above"
          + " \(verdict.failure.percentText), of \(verdict.sample) events in"
          + " \(verdict.window.text)",
        "    \(verdict.count) measurements every \(verdict.interval.text), may fail"
          + " \(verdict.failureLimit), inconclusive \(verdict.inconclusiveLimit); failing steps"
          + " \(verdict.failingSteps)",
      ]
    }
    return lines
  }

  private static func text(of version: [LabelMatcher]) -> String {
    PromQLExpression.selector(VectorSelector(name: nil, matchers: version)).text
  }
}

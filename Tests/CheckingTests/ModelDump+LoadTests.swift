import SLODSL

/// Load tests as indented lines.
extension LoadTest {
  var lines: [String] {
    var lines = [
      "load \(name): \(rate.decimalText)/s for \(duration.text) on \(url)",
      "  healthy where \(health) answers; waits \(timeout.text), allows \(allowance.text)",
    ]
    if !summary.isEmpty { lines.append("  summary \(summary)") }
    if !details.isEmpty { lines.append("  details \(details)") }
    for request in requests { lines += request.lines.map { "  " + $0 } }
    for profile in profiles {
      lines.append(
        "  \(profile.kind.rawValue): up to \(profile.peak.decimalText)/s, \(profile.duration.text)"
      )
    }
    return lines
  }
}

extension LoadRequest {
  fileprivate var lines: [String] {
    var lines = ["\(method.rawValue) \(path), \(weight) of them"]
    for header in headers {
      switch header.value {
      case .text(let text): lines.append("  \(header.name): \(text)")
      case .secret(let file): lines.append("  \(header.name) from \(file)")
      }
    }
    if let body { lines.append("  body \(body)") }
    if let statuses { lines.append("  status \(statuses.text)") }
    if let contains { lines.append("  contains \(contains)") }
    if let talk = conversation {
      let message = talk.message.map { "says \($0)" } ?? "says nothing"
      let interval = talk.interval.map { " every \($0.text)" } ?? ""
      lines.append("  \(message)\(interval), holds \(talk.length.text)")
    }
    return lines + covers.map { "  covers " + $0.line }
  }
}

extension CoveredObjective {
  fileprivate var line: String {
    let judged =
      switch judgement {
      case .status(let bad, let counted): "bad \(bad.text) of \(counted.text)"
      case .expectation: "as expected"
      case .latency(let milliseconds, let text, let counted):
        "within \(milliseconds.decimalText) ms (\(text)) of \(counted.text)"
      }
    return "\(text): \(objective.ratio.percentText), \(judged), \(sampleSize) events"
  }
}

import SLODSL

/// Alerts on causes as indented lines.
extension CauseAlert {
  var lines: [String] {
    var lines = ["alert \(text): \(severity.rawValue)"]
    if !summary.isEmpty { lines.append("  summary \(summary)") }
    if !details.isEmpty { lines.append("  details \(details.oneLine)") }
    lines.append("  when \(condition.text)")
    lines.append("  says \(conditionText)")
    if let exception { lines.append("  unless \(exception.text)") }
    if let hold { lines.append("  for \(hold.text)") }
    if let keepFiring { lines.append("  keeps firing for \(keepFiring.text)") }
    lines.append("  has \(labels), scraped every \(scrape.text)")
    let people: [(String, String?)] = [
      ("owner", owner), ("runbook", runbook), ("dashboard", dashboard),
      ("labels", alertLabels.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")),
      ("page", receivers.page.map(\.text).joined(separator: ", ")),
      ("ticket", receivers.ticket.map(\.text).joined(separator: ", ")),
    ]
    for case (let key, let value?) in people where !value.isEmpty {
      lines.append("  \(key) \(value)")
    }
    return lines
  }
}

extension AlertCondition {
  fileprivate var text: String {
    switch self {
    case .comparison(let comparison):
      "\(comparison.left.query.text) in \(comparison.left.unit.text)"
        + " \(comparison.operator.rawValue) \(comparison.right.query.text)"
    case .absent(let selection, let span):
      "absent(\([selection].text))" + (span.map { " over \($0.text)" } ?? "")
    case .promQL(let expression, let labels):
      expression.text + (labels.map { " has \($0)" } ?? "")
    case .both(let one, let other): "(\(one.text)) and (\(other.text))"
    case .either(let one, let other): "(\(one.text)) or (\(other.text))"
    }
  }
}

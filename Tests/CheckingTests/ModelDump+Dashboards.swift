import SLODSL

/// Pages of authors as indented lines.
extension AuthoredDashboard {
  var lines: [String] {
    var lines = ["dashboard \(name) \"\(title)\""]
    if !summary.isEmpty { lines.append("  summary \(summary)") }
    if !details.isEmpty { lines.append("  details \(details.oneLine)") }
    for row in rows {
      lines.append("  row \"\(row.title)\"")
      lines += row.panels.flatMap(\.lines).map { "    " + $0 }
    }
    return lines
  }
}

extension AuthoredPanel {
  fileprivate var lines: [String] {
    var head = "\(kind.rawValue) \"\(title)\" in \(unit.text)"
    if let width { head += ", width \(width)" }
    if let height { head += ", height \(height)" }
    if isStacked { head += ", stacked" }
    if let judgement {
      head += ", good \(judgement.goodIsBelow ? "below" : "above") \(judgement.bound.decimalText)"
    }
    return [head] + (text.isEmpty ? [] : ["  says \(text.oneLine)"])
      + content.lines.map { "  " + $0 }
  }
}

extension AuthoredPanel.Content {
  fileprivate var lines: [String] {
    switch self {
    case .metrics(let queries):
      queries.map { entry in
        let labels = entry.query.labels.map { " has \($0)" } ?? ""
        return (entry.name.map { $0 + ": " } ?? "") + entry.query.query.text
          + " in \(entry.query.unit.text)" + labels
      }
    case .logs(let queries): queries.map { ($0.name.map { $0 + ": " } ?? "") + "logql " + $0.query }
    case .text(let text): [text.oneLine]
    }
  }
}

extension MetricQuery {
  var text: String {
    switch self {
    case .rate(let of, let over, let by): "rate(\(of.text))\(span(over)) by \(by)"
    case .increase(let of, let over, let by): "increase(\(of.text)) over \(over.text) by \(by)"
    case .ratio(let of, let to, let over, let by):
      "ratio(\(of.text) to \(to.text))\(span(over)) by \(by)"
    case .quantile(let level, let of, let isNative, let over, let by):
      "\(isNative ? "native " : "")quantile(\(level.percentText), \([of].text))\(span(over))"
        + " by \(by)"
    case .overTime(let summary, let of, let over, let by):
      "\(summary.rawValue)(\([of].text))\(span(over))" + (by.map { " by \($0)" } ?? "")
    case .prediction(let of, let over, let ahead):
      "predict(\([of].text))\(span(over)) in \(ahead.text)"
    case .gauge(let value): value.text
    case .arithmetic(let operation, let left, let right):
      "(\(left.text) \(operation.rawValue) \(right.text))"
    case .number(let number): number.decimalText
    case .promQL(let query): query.text
    }
  }

  private func span(_ length: Duration?) -> String { length.map { " over \($0.text)" } ?? "" }
}

extension [Selection] {
  var text: String {
    flatMap(\.selectors).map { PromQLExpression.selector($0).text }.joined(separator: " and ")
  }
}

extension QueryUnit {
  var text: String { unit.rawValue + (isPerSecond ? "/s" : "") }
}

extension String {
  var oneLine: String { split(separator: "\n").joined(separator: "⏎") }
}

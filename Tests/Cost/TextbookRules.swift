import Codegen
import SLODSL

/// The rules that textbooks and most generators have: the error ratio of each window by `rate()`
/// over the counters themselves, recorded every minute.
///
/// Their windows, factors and alerts are those of the Site Reliability Workbook's chapter 5, and
/// the interval is the one that slogen's own counts have. At 30 seconds, as some generators
/// evaluate them, they cost twice as much, and the averaged period four times.
extension Ruleset {
  /// The ratio of 5 minutes to 3 days, and the alerts on them.
  package static let textbookWindows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"]

  package enum TextbookPeriod: String, Sendable {
    /// The mean of all ratios of 5 minutes: it weighs an idle minute like a busy one.
    case averaged
    /// By `rate()` over 30 days.
    case raw
  }

  /// The windows with their alerts; without a period, which comes on top.
  package static func textbookWindows(for workload: Workload) throws -> Ruleset {
    let windows = try textbookWindows.map { try recording(ratio($0, workload), over: $0, workload) }
    let alerts = [
      try alert("page", pairs: [("1h", "5m", "14.4"), ("6h", "30m", "6")], workload),
      try alert("ticket", pairs: [("1d", "2h", "3"), ("3d", "6h", "1")], workload),
    ]
    return ruleset("windows", windows + alerts, workload)
  }

  /// The period, read from the ratios of the windows or from the counters.
  package static func textbookPeriod(
    _ period: TextbookPeriod,
    for workload: Workload
  ) throws -> Ruleset {
    let short = recorded("5m", workload)
    let text =
      switch period {
      case .averaged: "sum_over_time(\(short)[30d]) / count_over_time(\(short)[30d])"
      case .raw: ratio("30d", workload)
      }
    return ruleset("period", [try recording(text, over: "30d", workload)], workload)
  }

  private static func ratio(_ window: String, _ workload: Workload) -> String {
    let all = "requests_total{job=\"\(workload.name)\"}"
    let failed = "requests_total{job=\"\(workload.name)\",code=~\"5..\"}"
    return "sum(rate(\(failed)[\(window)])) / sum(rate(\(all)[\(window)]))"
  }

  private static func recorded(_ window: String, _ workload: Workload) -> String {
    "textbook:error:ratio_rate\(window){slo=\"\(workload.name)\"}"
  }

  private static func recording(
    _ text: String,
    over window: String,
    _ workload: Workload
  ) throws -> PlannedRule {
    .recording(
      RecordingRule(
        "textbook:error:ratio_rate\(window)",
        try expression(text),
        labels: [Label("slo", workload.name)]
      )
    )
  }

  private static func alert(
    _ severity: String,
    pairs: [(long: String, short: String, factor: String)],
    _ workload: Workload
  ) throws -> PlannedRule {
    let text = pairs.map { pair in
      "(\(recorded(pair.long, workload)) > \(pair.factor) * 0.001"
        + " and \(recorded(pair.short, workload)) > \(pair.factor) * 0.001)"
    }
    .joined(separator: " or ")
    let labels = [Label("severity", severity)]
    return .alerting(
      AlertRule(
        name: "TextbookBurn",
        expression: try expression(text),
        labels: labels,
        annotations: []
      )
    )
  }

  private static func ruleset(
    _ name: String,
    _ rules: [PlannedRule],
    _ workload: Workload
  ) -> Ruleset {
    let group = RuleGroup(
      name: "textbook:\(workload.name):\(name)",
      comment: "",
      interval: .minute,
      rules: rules,
      origin: nil
    )
    return Ruleset(scope: "textbook/\(workload.name)", workload: workload, groups: [group])
  }

  struct InvalidExpression: Error {
    let text: String
  }

  private static func expression(_ text: String) throws -> PromQLExpression {
    guard let expression = PromQLParser.parse(text).expression else {
      throw InvalidExpression(text: text)
    }
    return expression
  }
}

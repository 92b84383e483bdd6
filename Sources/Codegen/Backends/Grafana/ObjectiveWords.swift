import SLODSL

/// What dashboards call things of an SLO.
extension ObjectiveQueries {
  /// `30 days`, `12h`.
  var periodText: String {
    let days = period.ratio(to: .day)
    guard let count = days.integer else { return period.text }
    return count == 1 ? "1 day" : "\(count) days"
  }

  /// `99.95%`, or several for groups of their own.
  var objectiveText: String {
    let texts = planner.classes.map(\.objective.ratio.percentText)
    return texts.reduce(into: [String]()) { list, text in
      if !list.contains(text) { list.append(text) }
    }.joined(separator: " or ")
  }

  /// Decimals with which every objective is shown whole, in percent.
  var objectiveDecimals: Int {
    planner.classes.map { objectiveClass in
      let percent = objectiveClass.objective.ratio * ExactNumber(100)
      let fraction = percent.decimalText.utf8.split(separator: UInt8(ascii: "."))
      return fraction.count > 1 ? fraction[1].count : 0
    }.max() ?? 0
  }

  var isBytes: Bool {
    guard case .events(let events) = slo.indicator else { return false }
    return events.unit == .bytes
  }

  /// Whether slices of time are judged, not events.
  var isSampled: Bool { !slo.indicator.countsEvents }

  /// What is counted: `errors`, `bad slices of 1m`.
  var errorNoun: String { planner.errorNoun }

  /// `route, method`, or nothing.
  var groupNoun: String { dimensions.joined(separator: ", ") }

  /// What stands behind a title when groups are put together: ` (worst route)`.
  var worstGroup: String { dimensions.isEmpty ? "" : " (worst \(groupNoun))" }

  /// The labels of a group in a legend: `{{route}} {{method}}`.
  var groupLegend: String { dimensions.map { "{{\($0)}}" }.joined(separator: " ") }

  /// The factors of a severity, ascending, each once.
  func factors(_ severity: AlertSeverity) -> [ExactNumber] {
    Set(planner.pairs(of: severity).map(\.factor)).sorted()
  }

  /// What each burn rate means to the policy: from 1 on the budget does not last, from a factor on
  /// somebody is told.
  var burnThresholds: [Threshold] {
    var colors: [ExactNumber: PanelColor] = [.one: .notice]
    for factor in factors(.ticket) { colors[factor] = .warning }
    for factor in factors(.page) { colors[factor] = .bad }
    return colors.sorted { $0.key < $1.key }.map { Threshold($0.key, $0.value) }
  }

  /// The windows of the policy, and those that show an SLO without alerts.
  var burnWindows: [Duration] {
    let pairs = slo.objectives.flatMap(\.pairs)
    guard !pairs.isEmpty else { return windows.burnRates }
    return Set(pairs.flatMap { [$0.short, $0.long] }).sorted()
  }

  /// `1h: page above 14.4x (and 5m)`.
  func burnLegend(_ window: Duration) -> String {
    var meanings: [String] = []
    for pair in slo.objectives.flatMap(\.pairs) where [pair.long, pair.short].contains(window) {
      let other = pair.long == window ? pair.short : pair.long
      let meaning =
        "\(pair.severity.rawValue) above \(pair.factor.roundText)x with \(other.text)"
      if !meanings.contains(meaning) { meanings.append(meaning) }
    }
    return ([window.text] + (meanings.isEmpty ? [] : [meanings.joined(separator: ", ")]))
      .joined(separator: ": ")
  }

  /// The page that tells what to do, for each severity that is alerted; nothing without one.
  var runbookLinks: [PanelLink] {
    AlertSeverity.allCases.compactMap { severity in
      guard !planner.pairs(of: severity).isEmpty else { return nil }
      let link = planner.links(severity).first { $0.name == "runbook_url" }
      guard case .text(let url)? = link?.text.first else { return nil }
      return PanelLink(title: "Runbook: \(severity.rawValue)", url: url)
    }
  }
}

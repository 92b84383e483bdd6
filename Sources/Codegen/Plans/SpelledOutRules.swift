import SLODSL

/// Rules that do not see what those before them record: they spell it out.
extension SLORulePlanner {
  /// The rules of a group with expressions in place of the newest values of some of its series.
  ///
  /// What is spelled out gets the identity, as its recording would, so that it takes the place of
  /// the series in every operation. Ranges of a series stay: they are about the past.
  func spellingOut(
    _ rules: [PlannedRule],
    _ isSpelledOut: (String) -> Bool
  ) -> [RecordingRule] {
    var known: [String: PromQLExpression] = [:]
    var spelled: [RecordingRule] = []
    for case .recording(var rule) in rules {
      rule.expression = rule.expression.replacing { selector in
        selector.name.flatMap { known[$0] }
      }
      if isSpelledOut(rule.series) {
        known[rule.series] = rule.expression.labelled(
          RecordedSeries.identity,
          slo.identity.text
        )
      }
      spelled.append(rule)
    }
    return spelled
  }

  /// The count rules without recordings that nobody but other count rules reads.
  var compactCountRules: [PlannedRule] {
    let good = RecordedSeries.good(windows.interval)
    return spellingOut(countRules) { $0 == good }.dropping { $0 == good }
  }
}

extension [RecordingRule] {
  /// The rules without some; what is said of those is said of the next that stays.
  func dropping(_ isDropped: (String) -> Bool) -> [PlannedRule] {
    var comments: [String] = []
    var kept: [PlannedRule] = []
    for var rule in self {
      if let comment = rule.comment { comments.append(comment) }
      guard !isDropped(rule.series) else { continue }
      rule.comment = comments.isEmpty ? nil : comments.joined(separator: "\n")
      comments = []
      kept.append(.recording(rule))
    }
    return kept
  }
}

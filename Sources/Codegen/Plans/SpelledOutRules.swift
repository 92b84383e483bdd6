import SLODSL

/// Rules that do not see what those before them record: they spell it out.
extension SLORulePlanner {
  /// The rules of a group with expressions in place of the newest values of its series.
  ///
  /// - Parameter known: what is recorded before these rules.
  func spellingOut(
    _ rules: [PlannedRule],
    after known: [PlannedRule] = [],
    where isSpelledOut: (String) -> Bool = { _ in true }
  ) -> [PlannedRule] {
    var spelled = SpelledSeries(of: slo.identity)
    return (known + rules).map { rule in
      let spelledRule = rule.rewritten { $0.replacing(spelled.expression) }
      if case .recording(let recording) = spelledRule, isSpelledOut(recording.series) {
        spelled.add(recording)
      }
      return spelledRule
    }.suffix(rules.count)
  }

  /// The count rules without recordings that nobody but other count rules reads.
  func withoutRecordingsOfCounts(_ rules: [PlannedRule]) -> [PlannedRule] {
    let good = RecordedSeries.good(windows.interval)
    return spellingOut(rules) { $0 == good }.dropping { $0 == good }
  }
}

/// What series of a group are made of.
private struct SpelledSeries {
  private let identity: SLOIdentity
  private var expressions: [String: PromQLExpression] = [:]

  init(of identity: SLOIdentity) {
    self.identity = identity
  }

  /// What is spelled out gets the identity, as its recording would, so that it takes the place of
  /// the series in every operation.
  mutating func add(_ rule: RecordingRule) {
    expressions[rule.series] = rule.expression.labelled(RecordedSeries.identity, identity.text)
  }

  /// The expression for the newest value of a series; nil for one of the past, which has been
  /// recorded by now.
  func expression(_ selector: VectorSelector) -> PromQLExpression? {
    guard selector.offset == nil, selector.at == nil else { return nil }
    return selector.name.flatMap { expressions[$0] }
  }
}

extension PlannedRule {
  /// The rule with another expression.
  fileprivate func rewritten(
    _ change: (PromQLExpression) -> PromQLExpression
  ) -> PlannedRule {
    switch self {
    case .recording(var rule):
      rule.expression = change(rule.expression)
      return .recording(rule)
    case .alerting(var rule):
      rule.expression = change(rule.expression)
      return .alerting(rule)
    }
  }
}

extension [PlannedRule] {
  /// The rules without some recordings; what is said of those is said of the next that stays.
  func dropping(_ isDropped: (String) -> Bool) -> [PlannedRule] {
    var comments: [String] = []
    var kept: [PlannedRule] = []
    for rule in self {
      guard case .recording(var recording) = rule else {
        kept.append(rule)
        continue
      }
      if let comment = recording.comment { comments.append(comment) }
      guard !isDropped(recording.series) else { continue }
      recording.comment = comments.isEmpty ? nil : comments.joined(separator: "\n")
      comments = []
      kept.append(.recording(recording))
    }
    return kept
  }
}

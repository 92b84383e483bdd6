import SLODSL

/// Multi-window burn-rate alerts (SRE Workbook, chapter 5): one alert for each severity that fires
/// when any of its pairs does, so its identity is stable while one pair takes over from another.
extension SLORulePlanner {
  /// Pages stand with the newest counts; tickets can wait for the long windows, where they read
  /// any.
  func role(of severity: AlertSeverity) -> GroupRole {
    switch severity {
    case .page: .counts
    case .ticket:
      pairs(of: .ticket).contains { windows.role(of: $0.long) == .long } ? .long : .counts
    }
  }

  func burnAlerts(in role: GroupRole) -> [PlannedRule] {
    AlertSeverity.allCases.compactMap { severity in
      guard self.role(of: severity) == role else { return nil }
      return burnAlert(severity)
    }
  }

  private func burnAlert(_ severity: AlertSeverity) -> PlannedRule? {
    let conditions = classes.flatMap { objectiveClass in
      let reader = reader(in: role(of: severity), of: objectiveClass)
      return objectiveClass.pairs(of: severity).map { pair in
        burns(pair, budget: objectiveClass.objective.budget, readBy: reader).parenthesized
      }
    }
    guard let expression = conditions.joined(by: .or) else { return nil }
    return .alerting(
      AlertRule(
        name: AlertName.burn(severity),
        expression: expression,
        keepFiring: slo.keepFiring(severity),
        labels: alertLabels(project.severityWords[severity]),
        dimensions: slo.dimensions,
        annotations: burnAnnotations(severity),
        comment: comment(of: severity)
      )
    )
  }

  /// Both windows burn faster than the factor: `errors > F * b * events` of the short one, and the
  /// same of the long one where the time before the first record counts as clean and a few errors
  /// are no trend.
  ///
  /// Compared as counts: no division, so an idle service is 0 > 0 and never NaN.
  func burns(
    _ pair: BurnRatePair,
    budget: ExactNumber,
    readBy reader: SeriesReader
  ) -> PromQLExpression {
    let limit = PromQLExpression.number(pair.factor * budget)
    var longLimit = limit * reader.events(pair.long) / reader.history(pair.long)
    if let threshold = MinimumErrors(of: slo).threshold {
      longLimit = longLimit.clamped(min: .number(threshold))
    }
    return reader.errors(pair.short).greater(than: limit * reader.events(pair.short))
      .and(reader.errors(pair.long).greater(than: longLimit))
  }

  /// The labels of an alert: identity, who is told, how much it demands, then the author's.
  func alertLabels(_ severity: String) -> [Label] {
    var labels =
      identityLabels + [
        Label("slo_service", slo.identity.service), Label("slo_name", slo.identity.name),
      ]
    if let owner = slo.owner { labels.append(Label("owner", owner)) }
    labels.append(Label("severity", severity))
    // A label of the rule would replace that of the group, and groups would become one alert.
    let taken = labels.map(\.name) + slo.dimensions
    for label in slo.alertLabels where !taken.contains(label.name) {
      labels.append(label)
    }
    return labels
  }

  // MARK: Comment

  private func comment(of severity: AlertSeverity) -> String {
    let ladders = classes.compactMap { objectiveClass -> (ratio: String, words: String)? in
      let pairs = objectiveClass.pairs(of: severity)
      guard !pairs.isEmpty else { return nil }
      let ladder = pairs.map(words).joined(separator: ", or ")
      return (objectiveClass.objective.ratio.percentText, ladder)
    }
    let isShared = ladders.count == classes.count && Set(ladders.map(\.words)).count == 1
    var text: String
    if isShared {
      text = severity.rawValue + ": " + ladders[0].words
    } else {
      let parts = ladders.map { "at \($0.ratio): \($0.words)" }
      text = severity.rawValue + " " + parts.joined(separator: "; ")
    }
    if slo.minimumErrors > .zero {
      text += "; at least \(slo.minimumErrors.decimalText) \(errorNoun)"
    }
    return text + "; time before the first record counts as clean"
  }

  private func words(_ pair: BurnRatePair) -> String {
    var text = "\(pair.factor.roundText)x over \(pair.long.text) and \(pair.short.text)"
    if pair.factor != pair.statedFactor {
      text += " (the policy's \(pair.statedFactor.roundText)x is out of reach)"
    }
    return text
  }

  /// What the alerts count.
  var errorNoun: String {
    switch slo.indicator {
    case .latency: "errors"
    case .samples: "bad slices of \(windows.interval.text)"
    case .events(let events): events.unit == .bytes ? "bytes in error" : "errors"
    }
  }
}

extension ServiceLevelObjective {
  /// How long an alert fires on after its last pair; nil for no longer.
  func keepFiring(_ severity: AlertSeverity) -> Duration? {
    objectives.flatMap(\.pairs).keepFiring(severity)
  }
}

extension [BurnRatePair] {
  /// How long an alert of these pairs fires on after the last of them; nil for no longer.
  ///
  /// Pages bridge flicker at a threshold, for as long as the shortest window looks back: five
  /// minutes with every built-in policy, and never more.
  func keepFiring(_ severity: AlertSeverity) -> Duration? {
    guard severity == .page else { return nil }
    return filter { $0.severity == severity }.map(\.short).min().map { Swift.min($0, .minutes(5)) }
  }
}

extension ObjectiveClass {
  func pairs(of severity: AlertSeverity) -> [BurnRatePair] {
    objective.pairs.filter { $0.severity == severity }
  }
}

extension ExactNumber {
  /// For people: at most four significant digits, `1.033`.
  var roundText: String { rounded(significantDigits: 4).decimalText }
}

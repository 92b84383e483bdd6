/// Words for settings that are missing, or that exclude each other.
extension Diagnostic {
  // MARK: 2007, 2008 missing and conflicting settings

  static func indicatorMissing(at range: SourceRange, hasJudgement: Bool) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      hasJudgement ? "good or bad of what?" : "this SLO measures nothing",
      at: range,
      label: "'events:' or 'sample:' is missing",
      help: ["for example events: http_requests_total where job == \"checkout\""]
    )
  }

  static func judgementMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "nothing says which of these are good",
      at: range,
      label: "'good:' or 'bad:' is missing",
      help: ["for example bad: code in 500...599, or good: value <= 250ms"]
    )
  }

  static func objectiveMissing(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "the SLO '\(name)' states no objective",
      at: range,
      help: ["write slo \(name): 99.9%, or objective: 99.9%"]
    )
  }

  static func emptyObjective(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "the SLO '\(name)' says neither what is measured nor how good it shall be",
      at: range,
      help: [
        "for example slo \(name): 99.9% over 30d { events: http_requests_total; "
          + "bad: code in 500...599 }"
      ]
    )
  }

  /// - Parameter text: the source of a range.
  static func objectiveOutsideHead(
    _ slo: SLODeclaration,
    _ first: SettingDeclaration,
    _ settings: [SettingDeclaration],
    text: (SourceRange) -> String
  ) -> Diagnostic {
    var ratio: String?
    var period: String?
    for setting in settings {
      guard case .quantity(let literal) = setting.values.first?.value, setting.values.count == 1
      else { continue }
      switch literal.quantity.unit {
      case .ratio: ratio = text(literal.range)
      case .number where literal.quantity.value < .one: ratio = literal.quantity.value.percentText
      case .number where literal.quantity.value < ExactNumber(100):
        ratio = text(literal.range) + "%"
      case .duration: period = text(literal.range)
      default: break
      }
    }
    let head =
      (slo.objective == nil ? ratio.map { ": " + $0 } : "")
      .map { $0 + (slo.window == nil ? period.map { " over " + $0 } ?? "" : "") }
    let end = slo.window?.range.end ?? slo.objective?.range.end ?? slo.name.range.end
    let place = SourceRange(file: slo.range.file, start: Int(end), end: Int(end))
    let keys = settings.map { "'\($0.key.text)'" }.joined(separator: " and ")
    let edits =
      head.map { head in
        [FixIt.Edit(range: place, replacement: head)]
          + settings.map { FixIt.Edit(range: $0.range, replacement: "") }
      } ?? []
    return Diagnostic(
      .SLO1007,
      "\(keys): the objective and its period stand in the head of an SLO",
      at: first.key.range,
      help: head == nil ? ["for example slo availability: 99.9% over 30d { … }"] : [],
      fixIts: head == nil || head?.isEmpty ?? true ? [] : [FixIt("write them there", edits: edits)]
    )
  }

  static func pairIncomplete(_ severity: AlertSeverity, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "a \(severity.rawValue) needs a burn rate and its window",
      at: range,
      help: [
        "\(severity.rawValue)(burning: 14.4x, over: 1h), or "
          + "\(severity.rawValue)(spending: 2%, within: 1h)"
      ]
    )
  }

  static func serviceWithoutObjectives(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "the service '\(name)' has no SLO",
      at: range,
      help: ["add one: slo availability: 99.9% { events: …; bad: … }"]
    )
  }

  static func thresholdMissing(_ comparison: ValueComparison, unit: MetricUnit) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "'\(comparison.subject.rawValue)' alone is no judgement here",
      at: comparison.range,
      notes: ["only a Bool is good or bad by itself; this is measured in \(unit.rawValue)"],
      help: ["compare it: value <= … with \(unit.literalNoun)"]
    )
  }

  static func aggregateOfNothing(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "'\(name)' aggregates nothing",
      at: range,
      help: ["for example \(name)(of: queue_depth where job == \"worker\", by: queue)"]
    )
  }

  static func eventsAndSample(at range: SourceRange, before: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "an SLO counts events or samples a gauge, not both",
      at: range,
      related: [Related("events are counted here", at: before)]
    )
  }

  static func goodAndBad(at range: SourceRange, before: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "one of 'good:' and 'bad:' is enough: the rest is the other",
      at: range,
      related: [Related("judged here already", at: before)],
      notes: ["two disjoint counters are written without 'events:': good: a_total; bad: b_total"]
    )
  }

  static func objectiveTwice(at range: SourceRange, before: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "the objective is stated twice",
      at: range,
      related: [Related("stated here", at: before)],
      help: ["an objective for some groups says which: objective: 99% where route == \"/search\""]
    )
  }

  static func onlyForSamples(_ key: Name) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "'\(key.text)' is about samples; events have none",
      at: key.range,
      help: ["remove it"]
    )
  }

  static func noEventsToJudge(_ word: String, _ range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "noData: .\(word) is for samples: without events there is nothing to call \(word)",
      at: range,
      help: ["write noData: .alert(after: 10m), or .ignore"]
    )
  }

  static func ignoreWithOthers(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2008, ".ignore excludes every other response to silence", at: range)
  }

  static func badAndGood(at range: SourceRange) -> Diagnostic {
    Diagnostic(.SLO2008, "silence is .bad or .good, not both", at: range)
  }

  static func severitiesEqual(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "page and ticket cannot share the severity '\(word)'",
      at: range,
      notes: ["routes tell them apart by this word"]
    )
  }

  static func disjointQueries(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "good: and bad: without events: are counters, not PromQL",
      at: range,
      help: ["state the total: events: #promql(…)"]
    )
  }
}

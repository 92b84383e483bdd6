/// Words for objectives, policies and windows.
extension Diagnostic {
  // MARK: 2006 objectives

  static func objectiveOutOfRange(
    _ text: String,
    isHigh: Bool,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2006,
      "an objective lies strictly between 0% and 100%; this is \(text)",
      at: range,
      notes: [
        isHigh
          ? "100% leaves no error budget: every single error would page, forever"
          : "0% promises nothing"
      ],
      help: isHigh ? ["99.9% allows 43 minutes of outage in 30 days; 99.99% four"] : []
    )
  }

  static func objectiveUnmeasurable(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2006,
      "\(text) leaves a budget of less than a millionth of a percent",
      at: range,
      notes: ["that is 3 seconds a year: nothing measures it"],
      help: ["is a digit too many in it?"]
    )
  }

  // MARK: 2015 … 2018 policies and windows

  static func unreachable(_ pair: BurnRatePair, _ context: PolicyContext) -> Diagnostic {
    // What leaves some room; with a small objective there is none, and the very edge must do.
    let useful = ExactNumber(8, over: 10) / context.budget
    let highest = useful >= .one ? useful : ExactNumber(999, over: 1000) / context.budget
    let works = ExactNumber(Int128((highest * ExactNumber(10)).roundedDown), over: 10)
    let lowest = (ExactNumber.one - ExactNumber.one / pair.factor) * ExactNumber(100)
    let objective = ExactNumber(Int128((lowest * ExactNumber(100)).roundedUp), over: 100)
    return Diagnostic(
      .SLO2015,
      "this can never fire for \(context.identity.text): \(pair.factor.shortText)x of a budget "
        + "of \(context.budget.percentText) is "
        + "\((pair.factor * context.budget * ExactNumber(100)).shortText)% errors",
      at: pair.origin,
      related: [
        Related("the objective is \(context.objective.percentText)", at: context.objectiveRange)
      ],
      help: [
        "with this objective a factor of up to \(works.decimalText)x can fire; "
          + "\(pair.factor.shortText)x needs an objective above \(objective.decimalText)%"
      ]
    )
  }

  static func factorBelowOne(_ pair: BurnRatePair, period: Duration, isSpending: Bool) -> Diagnostic
  {
    Diagnostic(
      .SLO2016,
      "burning \(pair.factor.shortText)x is less than the budget allows: this fires while the "
        + "objective is being met",
      at: pair.origin,
      notes: isSpending ? [arithmetic(of: pair, period: period)] : [],
      help: [
        isSpending
          ? "in \(pair.long.text), spend at least "
            + "\((pair.long.ratio(to: period) * ExactNumber(100)).rounded(places: 1).decimalText)% "
            + "of the budget of \(period.text)"
          : "burn at 1x or more"
      ]
    )
  }

  static func factorRaised(_ pair: BurnRatePair, period: Duration, isSpending: Bool) -> Diagnostic {
    Diagnostic(
      .SLO4004,
      "burning \(pair.factor.shortText)x is raised to 1x",
      at: pair.origin,
      notes: (isSpending ? [arithmetic(of: pair, period: period)] : [])
        + ["below 1x it would fire while the objective is being met"]
    )
  }

  /// Where a factor comes from that nobody wrote.
  private static func arithmetic(of pair: BurnRatePair, period: Duration) -> String {
    let share = (pair.factor * pair.long.ratio(to: period) * ExactNumber(100)).shortText
    return "\(share)% of the budget of \(period.text) in \(pair.long.text) is "
      + "\(share)% × \(period.text) / \(pair.long.text) = \(pair.factor.shortText)x"
  }

  static func factorsLowered(_ pairs: [BurnRatePair], for context: PolicyContext) -> Diagnostic {
    let changes = pairs.map {
      "\($0.statedFactor.shortText)x over \($0.long.text) becomes \($0.factor.shortText)x"
    }
    return Diagnostic(
      .SLO4003,
      "the standard policy is lowered to fit an objective of \(context.objective.percentText)",
      at: context.objectiveRange,
      notes: changes + [
        "above an error ratio of 80% a threshold only delays the alert"
      ],
      help: ["write a policy of your own to choose other windows"]
    )
  }

  static func builtInPolicy(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO1004,
      "the policy '\(name.text)' is built in",
      at: name.range,
      label: "give it a name of its own"
    )
  }

  static func windowTooShort(
    _ window: Duration,
    at range: SourceRange,
    least: Duration
  ) -> Diagnostic {
    Diagnostic(
      .SLO2017,
      "a long window of \(window.text) is too short to tell a burn from a blip",
      at: range,
      label: "\(least.text) or more"
    )
  }

  static func shortWindowTooLong(
    _ short: Duration,
    long: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .SLO2017,
      "the short window \(short.text) does not fit inside the long window \(long.text)",
      at: range,
      notes: ["the short window decides when the alert clears; 1/12 of the long one is usual"]
    )
  }

  static func windowBeyondPeriod(_ pair: BurnRatePair, _ context: PolicyContext) -> Diagnostic {
    Diagnostic(
      .SLO2017,
      "the window \(pair.long.text) is longer than the period of \(context.identity.text), "
        + context.window.duration.text,
      at: pair.origin
    )
  }

  static func windowNotMultiple(
    _ window: Duration,
    step: Duration,
    pair: BurnRatePair
  ) -> Diagnostic {
    Diagnostic(
      .SLO2017,
      "the window \(window.text) is not a whole number of \(step.text)",
      at: pair.origin,
      notes: ["windows are sums of counts taken every \(step.text)"]
    )
  }

  static func intervalsDoNotFit(
    scrape: Duration,
    evaluation: Duration,
    at range: SourceRange?,
    _ metric: Metric? = nil
  ) -> Diagnostic {
    Diagnostic(
      .SLO2018,
      "a scrape every \(scrape.text) does not fit rules that are evaluated every "
        + evaluation.text,
      at: range,
      related: metric?.declaration("scraped every \(scrape.text)") ?? [],
      notes: [
        "counts are exact when a whole number of scrapes lies in each interval of "
          + MeasurementTiming.fittingIntervals(evaluation: evaluation)
      ],
      help: ["scrape every \(MeasurementTiming.fittingScrapes); evaluate every 5m at most"]
    )
  }

  static func severityExpected(at range: SourceRange, found: String) -> Diagnostic {
    let near = EditDistance.nearest(to: found, among: ["page", "ticket"])
    return Diagnostic(
      .SLO1017,
      "'\(found)' is not a severity",
      at: range,
      label: near.map { "did you mean '\($0)'?" },
      help: ["a policy holds page(…) and ticket(…)"],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: range, with: $0)] } ?? []
    )
  }

  // MARK: 4xxx practice

  static func retentionTooShort(
    _ retention: Duration,
    period: Duration,
    at range: SourceRange
  ) -> Diagnostic {
    let needed = Duration(milliseconds: period.milliseconds + 5 * Duration.day.milliseconds)
    return Diagnostic(
      .SLO4002,
      "Prometheus keeps \(retention.text), so this budget covers that much and not \(period.text)",
      at: range,
      help: [
        "run Prometheus with --storage.tsdb.retention.time=\(needed.text) and write "
          + "project { retention: \(needed.text) }"
      ]
    )
  }

  static func sameName(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO4005,
      "the value on the right has the name of the label on the left",
      at: name.range,
      label: "the value '\(name.text)', not the label"
    )
  }

  static func maybeDisjoint(_ whole: String, _ piece: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO4006,
      "is \(piece) really part of \(whole)?",
      at: range,
      notes: ["the names sound like two halves: successes and failures"],
      help: ["two halves are written without events: good: \(whole); bad: \(piece)"]
    )
  }
}

extension ExactNumber {
  /// As people read it: four significant digits.
  fileprivate var shortText: String { rounded(significantDigits: 4).decimalText }
}

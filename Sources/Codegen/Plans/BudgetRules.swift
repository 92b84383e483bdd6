import SLODSL

/// The objective, burn rates, the budget, and what dashboards join on.
extension SLORulePlanner {
  /// The objective: a constant where there is one, else one series for each group with its own.
  func objectiveRules(in role: GroupRole) -> [PlannedRule] {
    guard classes.count > 1 else {
      guard role == .counts, let only = classes.first else { return [] }
      return [
        recording(
          RecordedSeries.objective,
          .vector(.number(only.objective.ratio)),
          comment: "the objective, present at every evaluation"
        )
      ]
    }
    guard role == .long else { return [] }
    let objectives = forEachClass { objectiveClass in
      .number(0) * reader(in: .long, of: objectiveClass).events(windows.period)
        + .number(objectiveClass.objective.ratio)
    }
    return [
      recording(
        RecordedSeries.objective,
        objectives ?? .number(0),
        comment: "the objective of each group"
      )
    ]
  }

  /// How many times faster than the budget allows: errors / events / budget.
  var burnRateRules: [PlannedRule] {
    windows.burnRates.enumerated().compactMap { index, window in
      forEachClass { objectiveClass in
        ratio(of: window, of: objectiveClass) / .number(objectiveClass.objective.budget)
      }.map {
        recording(
          RecordedSeries.burnRate(window),
          $0,
          comment: index == 0 ? "burn rates: 1 = exactly the budget" : nil
        )
      }
    }
  }

  /// Errors per event, nothing where there was no event.
  private func ratio(
    of window: Duration,
    of objectiveClass: ObjectiveClass? = nil
  ) -> PromQLExpression {
    let reader = reader(in: .long, of: objectiveClass)
    return reader.errors(window)
      / reader.events(window).greater(than: .number(0)).parenthesized
  }

  /// What is left: 1 - errors / events * history / budget.
  ///
  /// The errors of a young SLO are judged as if the time before the first record had been clean, as
  /// the alerts do; without that an incident in the first hour reads as thousands of percent.
  var budgetRules: [PlannedRule] {
    let period = windows.period
    let remaining = forEachClass { objectiveClass in
      let reader = reader(in: .long, of: objectiveClass)
      let spent =
        reader.isLate
        ? ratio(of: period, of: objectiveClass).parenthesized
        : reader.own(RecordedSeries.errorRatio(period))
      return .number(1)
        - spent * reader.history(period) / .number(objectiveClass.objective.budget)
    }
    return [
      recording(
        RecordedSeries.errorRatio(period),
        ratio(of: period),
        comment: "budget: time before the first record counts as clean;"
          + " \(RecordedSeries.history(period)) says how much of the period is covered"
      ),
      recording(RecordedSeries.remaining, remaining ?? .number(0)),
    ]
  }

  /// The period, and one series with everything a dashboard joins on the identity.
  var identityRules: [PlannedRule] {
    var labels =
      identityLabels + [
        Label("slo_service", slo.identity.service), Label("slo_name", slo.identity.name),
      ]
    if let owner = slo.owner { labels.append(Label("owner", owner)) }
    if let first = classes.first {
      labels.append(Label("objective", first.objective.ratio.percentText))
    }
    labels.append(Label("period", windows.period.text))
    return [
      recording(
        RecordedSeries.periodSeconds,
        .vector(.number(windows.period.seconds)),
        comment: "identity: one series with what a dashboard joins on slo_id"
      ),
      .recording(RecordingRule(RecordedSeries.info, .vector(.number(1)), labels: labels)),
    ]
  }
}

import SLODSL

/// Births: a series first seen with its first error has no earlier sample, so `rate` loses that
/// error.
extension SLORulePlanner {
  /// Counts a new error series as one error if its target was scraped one interval earlier.
  ///
  /// Its value would be wrong: exporters drop idle series and expose them again with all their
  /// errors.
  ///
  /// Nil where births are not to be counted.
  func birthRule(of source: CountSource) -> PlannedRule? {
    guard slo.countsBirths, case .counters(let selections) = source, !selections.isEmpty else {
      return nil
    }
    let timing = slo.timing
    let before = timing.settle + timing.interval
    let born = Self.union(of: selections) { selection in
      let now = Self.choice(of: selection.selectors, offset: timing.settle)
      let earlier = Self.choice(of: selection.selectors, offset: before)
      return now.unless(earlier).parenthesized
        .and(
          up(for: selection.selectors, offset: before).equal(to: .number(1)).parenthesized,
          on: targetLabels
        )
    }
    return recording(
      RecordedSeries.bornErrors(timing.interval),
      .count(born, by: slo.dimensions),
      comment: "births: a series first seen with its first error has no earlier sample;"
        + " it counts as one error if its target was up one interval before"
        + "\n(servers with created-timestamp-zero-ingestion count births themselves:"
        + " set `births: off` there)",
      isOccasional: true
    )
  }

  /// The union of the selectors: `a offset d or b offset d`.
  private static func choice(
    of selectors: [VectorSelector],
    offset: Duration
  ) -> PromQLExpression {
    let choices = selectors.map { selector in
      var selector = selector
      selector.offset = offset == .zero ? nil : PromQLDuration(offset)
      return PromQLExpression.selector(selector)
    }
    return choices.joined(by: .or) ?? .number(0)
  }

  /// `up` of the targets that the selectors may select.
  func up(for selectors: [VectorSelector], offset: Duration? = nil) -> PromQLExpression {
    var choices: [PromQLExpression] = []
    for selector in selectors {
      let choice = PromQLExpression.metric("up", targetMatchers(of: selector), offset: offset)
      if !choices.contains(choice) { choices.append(choice) }
    }
    return choices.joined(by: .or) ?? .metric("up", offset: offset)
  }

  /// What a selector says about its targets.
  func targetMatchers(of selector: VectorSelector) -> [LabelMatcher] {
    selector.matchers.filter { targetLabels.contains($0.label) }
  }

  /// Labels that tell targets apart: those of a scrape, and of the server where rules see it.
  private var targetLabels: [String] { project.targetLabels + project.visibleExternalLabels }
}

package import SLODSL

/// What asks for the new version's errors while it gets more and more traffic.
package struct CanaryPlan: Hashable, Sendable {
  /// In the order of services and declarations.
  package let canaries: [PlannedCanary]

  package static func plan(for model: Model) -> CanaryPlan {
    CanaryPlan(
      canaries: model.services.flatMap { service in
        service.canaries.map { PlannedCanary($0, of: service) }
      }
    )
  }
}

/// A canary and the queries of the SLOs that judge it.
package struct PlannedCanary: Hashable, Sendable {
  package let canary: Canary
  package let measurements: [CanaryMeasurement]

  init(_ canary: Canary, of service: Service) {
    self.canary = canary
    measurements = canary.verdicts.compactMap { verdict in
      service.objectives.first { $0.identity == verdict.identity }.map { slo in
        CanaryMeasurement(of: slo, by: verdict, in: canary)
      }
    }
  }
}

/// What one SLO asks, and how the answer is judged.
package struct CanaryMeasurement: Hashable, Sendable {
  package let verdict: CanaryVerdict
  /// The share of errors, as one element; none where too few events were seen, which proves
  /// nothing.
  package let query: PromQLExpression

  init(of slo: ServiceLevelObjective, by verdict: CanaryVerdict, in canary: Canary) {
    self.verdict = verdict
    let ours = VersionRates(of: slo.indicator, canary.selection, over: verdict.window)
    var share = ours.share
    if !canary.baseline.isEmpty {
      // What the old version burns above its budget is not the new one's fault.
      let theirs = VersionRates(of: slo.indicator, canary.baseline, over: verdict.window)
      let excess = (theirs.share - .number(verdict.success)).clamped(min: .number(0))
      share = (share - excess).clamped(min: .number(0))
    }
    let seen = ours.events * .number(verdict.window.seconds)
    query = share.and(seen.atLeast(.number(verdict.sample)))
  }
}

/// Events and errors a second of one version.
struct VersionRates {
  let events: PromQLExpression
  let errors: PromQLExpression

  /// NaN where there are no events.
  var share: PromQLExpression { errors / events }

  /// - Parameters:
  ///   - version: matchers that its series have, behind those of the SLO.
  init(of indicator: Indicator, _ version: [LabelMatcher], over window: Duration) {
    switch indicator {
    case .events(let indicator):
      let events = Self.rate(of: indicator.total, version, window)
      self.events = events
      switch indicator.failures {
      case .bad(let source): errors = Self.rate(of: source, version, window).or(.number(0) * events)
      case .allBut(let source):
        let good = Self.rate(of: source, version, window).or(.number(0) * events)
        errors = (events - good).clamped(min: .number(0))
      }
    case .latency(let indicator):
      (events, errors) = Self.rates(of: indicator, version, window)
    case .samples: (events, errors) = (.number(0), .number(0))
    }
  }

  private static func rate(
    of source: CountSource,
    _ version: [LabelMatcher],
    _ window: Duration
  ) -> PromQLExpression {
    switch source {
    case .counters(let selections):
      return .sum(
        SLORulePlanner.union(of: selections) { selection in
          selection.choice { .rate($0.narrowed(by: version), window) }
        }
      )
    case .query(let query):
      let counted = PromQLExpression.sum(
        query.expression.counted(over: window, offset: .zero)
          .rewritten { $0.narrowed(by: version) }
      )
      return query.scale == .perSecond ? counted : counted / .number(window.seconds)
    }
  }

  private static func rates(
    of indicator: LatencyIndicator,
    _ version: [LabelMatcher],
    _ window: Duration
  ) -> (events: PromQLExpression, errors: PromQLExpression) {
    func sum(_ series: String, _ matcher: LabelMatcher? = nil) -> PromQLExpression {
      let rates = indicator.selectors(of: series, adding: matcher)
        .map { PromQLExpression.rate($0.narrowed(by: version), window) }
      return .sum(rates.joined(by: .or) ?? .number(0))
    }
    switch indicator.storage {
    case .classic(let count, let bucket, let spellings):
      let events = sum(count)
      let within = sum(bucket, SLORulePlanner.boundMatcher(spellings)).or(.number(0) * events)
      let outside = (events - within).clamped(min: .number(0))
      return (events, indicator.goodIsBelow ? outside : within)
    case .native(let series):
      let histogram = sum(series)
      let events = PromQLExpression.call("histogram_count", histogram)
      let within = PromQLExpression.call(
        "histogram_fraction",
        .number(.lowest),
        .number(indicator.bound),
        histogram
      )
      let share = indicator.goodIsBelow ? .number(1) - within : within
      return (events, share.parenthesized * events)
    }
  }
}

extension VectorSelector {
  /// With more matchers; those of one label must hold together.
  fileprivate func narrowed(by matchers: [LabelMatcher]) -> VectorSelector {
    var selector = self
    selector.matchers += matchers.filter { !selector.matchers.contains($0) }
    return selector
  }
}

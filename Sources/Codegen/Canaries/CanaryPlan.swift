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
  /// The labels of groups that are judged each by itself.
  package let dimensions: [String]
  /// The share of errors, as one element; none where too few events were seen to prove anything.
  ///
  /// Of groups the worst share, in terms of the strictest objective.
  package let query: PromQLExpression

  init(of slo: ServiceLevelObjective, by verdict: CanaryVerdict, in canary: Canary) {
    self.verdict = verdict
    dimensions = slo.dimensions
    guard !slo.dimensions.isEmpty else {
      query = Self.together(slo, verdict, canary)
      return
    }
    let groups = Self.classes(of: slo, verdict)
      .map { JudgedGroups($0, of: slo, by: verdict, in: canary) }
    let worst = PromQLExpression.max(
      (groups.map(\.shares) + groups.map(\.unproven)).joined(by: .or) ?? .number(0)
    )
    // One group that fails is enough; all must be seen to succeed.
    query = .binary(.notEqual, worst, .number(verdict.failure))
  }

  private static func together(
    _ slo: ServiceLevelObjective,
    _ verdict: CanaryVerdict,
    _ canary: Canary
  ) -> PromQLExpression {
    let ours = VersionRates(of: slo.indicator, canary.selection, over: verdict.window)
    var share = ours.share
    if !canary.baseline.isEmpty {
      // What the old version burns above its budget is not the new one's fault.
      let theirs = VersionRates(of: slo.indicator, canary.baseline, over: verdict.window)
      let excess = (theirs.share - .number(verdict.success)).clamped(min: .number(0))
      share = (share - excess).clamped(min: .number(0))
    }
    let seen = ours.events * .number(verdict.window.seconds)
    return share.and(seen.atLeast(.number(verdict.sample)))
  }

  /// The groups of each objective.
  ///
  /// In PromQL of the author's nobody knows which selectors have their labels, so there all are
  /// judged by the strictest.
  private static func classes(
    of slo: ServiceLevelObjective,
    _ verdict: CanaryVerdict
  ) -> [(budget: ExactNumber, matchers: [LabelMatcher])] {
    guard !slo.indicator.isPromQL else { return [(verdict.success, [])] }
    return ObjectiveClass.classes(of: slo).map { ($0.objective.budget, $0.matchers) }
  }
}

/// Groups with one objective: those that were seen often enough, and those that were not.
private struct JudgedGroups {
  /// The share of errors of each, times the strictest budget over their own: so that one ceiling
  /// holds for all.
  let shares: PromQLExpression
  /// Groups with some events and too few: as the ceiling itself, which is above whatever succeeds
  /// and below whatever fails.
  let unproven: PromQLExpression

  init(
    _ groups: (budget: ExactNumber, matchers: [LabelMatcher]),
    of slo: ServiceLevelObjective,
    by verdict: CanaryVerdict,
    in canary: Canary
  ) {
    func rates(_ version: [LabelMatcher]) -> VersionRates {
      VersionRates(
        of: slo.indicator,
        version + groups.matchers,
        over: verdict.window,
        by: slo.dimensions
      )
    }
    let ours = rates(canary.selection)
    var share = ours.share
    if !canary.baseline.isEmpty {
      // A group that the old version did not serve is excused by nothing.
      let theirs = rates(canary.baseline)
      let old = theirs.errors / theirs.events.greater(than: .number(0)).parenthesized
      let excess = (old - .number(groups.budget)).clamped(min: .number(0))
        .or(.number(0) * ours.events)
      share = (share - excess).clamped(min: .number(0))
    }
    if groups.budget != verdict.success {
      share = share * .number(verdict.success) / .number(groups.budget)
    }
    let ceiling = verdict.failure * groups.budget / verdict.success
    let sample = PromQLExpression.number(CanaryArithmetic.sample(for: ceiling))
    let seen = ours.events * .number(verdict.window.seconds)
    shares = share.and(seen.atLeast(sample))
    let few = seen.greater(than: .number(0)).less(than: sample).parenthesized
    unproven = .number(0) * few + .number(verdict.failure)
  }
}

extension Indicator {
  fileprivate var isPromQL: Bool {
    guard case .events(let events) = self else { return false }
    let failures =
      switch events.failures {
      case .bad(let source), .allBut(let source): source
      }
    return [events.total, failures].contains { if case .query = $0 { true } else { false } }
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
  ///   - labels: by which groups are told apart; none for all together.
  init(
    of indicator: Indicator,
    _ version: [LabelMatcher],
    over window: Duration,
    by labels: [String] = []
  ) {
    switch indicator {
    case .events(let indicator):
      func rate(_ source: CountSource) -> PromQLExpression {
        Self.rate(of: source, version, window, by: labels)
      }
      let events = rate(indicator.total)
      self.events = events
      switch indicator.failures {
      case .bad(let source): errors = rate(source).or(.number(0) * events)
      case .allBut(let source):
        let good = rate(source).or(.number(0) * events)
        errors = (events - good).clamped(min: .number(0))
      }
    case .latency(let indicator):
      (events, errors) = Self.rates(of: indicator, version, window, by: labels)
    case .samples: (events, errors) = (.number(0), .number(0))
    }
  }

  private static func rate(
    of source: CountSource,
    _ version: [LabelMatcher],
    _ window: Duration,
    by labels: [String]
  ) -> PromQLExpression {
    switch source {
    case .counters(let selections):
      return .sum(
        SLORulePlanner.union(of: selections) { selection in
          selection.choice { .rate($0.narrowed(by: version), window) }
        },
        by: labels
      )
    case .query(let query):
      let counted = PromQLExpression.sum(
        query.expression.counted(over: window, offset: .zero)
          .rewritten { $0.narrowed(by: version) },
        by: labels
      )
      return query.scale == .perSecond ? counted : counted / .number(window.seconds)
    }
  }

  private static func rates(
    of indicator: LatencyIndicator,
    _ version: [LabelMatcher],
    _ window: Duration,
    by labels: [String]
  ) -> (events: PromQLExpression, errors: PromQLExpression) {
    func sum(_ series: String, _ matcher: LabelMatcher? = nil) -> PromQLExpression {
      let rates = indicator.selectors(of: series, adding: matcher)
        .map { PromQLExpression.rate($0.narrowed(by: version), window) }
      return .sum(rates.joined(by: .or) ?? .number(0), by: labels)
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

/// The SLOs of a service that requests may be events of.
struct CoverableObjectives {
  let objectives: [ServiceLevelObjective]
  /// The names of all SLOs, also of those that are broken, which has been reported.
  let declared: [String]

  init(_ objectives: [ServiceLevelObjective], declared: [String]) {
    self.objectives = objectives
    self.declared = declared
  }
}

/// `covers: availability, latency where route == "/search"`
extension Checker {
  /// What a request proves; nil has been reported.
  mutating func covered(
    _ expressions: [Expression],
    by request: WrittenRequest,
    in scope: Scope,
    _ coverable: CoverableObjectives
  ) -> [CoveredObjective]? {
    var covered: [CoveredObjective] = []
    for expression in expressions {
      guard let one = self.covered(expression, by: request, in: scope, coverable) else {
        return nil
      }
      guard !covered.contains(where: { $0.identity == one.identity }) else {
        report(.coveredTwice(one.identity.name, at: expression.range))
        return nil
      }
      covered.append(one)
    }
    return covered
  }

  private mutating func covered(
    _ expression: Expression,
    by request: WrittenRequest,
    in scope: Scope,
    _ coverable: CoverableObjectives
  ) -> CoveredObjective? {
    let subject: Expression
    let predicate: Expression?
    if case .filtered(let base, let condition, _) = expression {
      (subject, predicate) = (base, condition)
    } else {
      (subject, predicate) = (expression, nil)
    }
    guard let (name, range) = coveredName(subject, in: scope) else { return nil }
    guard let slo = coverable.objectives.first(where: { $0.identity.name == name }) else {
      if !coverable.declared.contains(name) {
        report(.unknownCovered(name, at: range, among: coverable.declared))
      }
      return nil
    }
    guard let group = coveredGroup(predicate, of: slo, in: scope, at: expression.range),
      let objective = objective(of: group, in: slo, at: expression.range),
      let judgement = judgement(of: slo, by: request, at: range)
    else { return nil }
    return CoveredObjective(
      identity: slo.identity,
      group: group,
      objective: objective,
      judgement: judgement
    )
  }

  /// `availability`, `"lag-mail"`
  private mutating func coveredName(
    _ expression: Expression,
    in scope: Scope
  ) -> (String, SourceRange)? {
    switch expression {
    case .name(let name): return (name.text, name.range)
    case .string(let literal): return text(of: literal, in: scope).map { ($0, literal.range) }
    case .binary(let binary) where binary.operator == .subtract:
      report(.coveredNeedsQuotes(text(at: binary.range), at: binary.range))
      return nil
    case .missing: return nil
    default:
      report(.coveredExpected(at: expression.range))
      return nil
    }
  }

  // MARK: Groups

  /// The values of dimensions that `where` states, by the order of the dimensions.
  private mutating func coveredGroup(
    _ predicate: Expression?,
    of slo: ServiceLevelObjective,
    in scope: Scope,
    at range: SourceRange
  ) -> [Label]? {
    guard let predicate else { return [] }
    let labels = slo.indicator.metrics.sorted().flatMap { usedMetrics[$0]?.labels ?? [] }
    let anything = Metric(
      name: "",
      kind: .unknown,
      unit: .unknown,
      labels: labels,
      buckets: [],
      scrape: nil,
      series: nil,
      summary: "",
      origin: nil
    )
    guard let condition = labelCondition(predicate, on: anything, in: scope) else { return nil }
    guard let alternatives = condition.alternatives(), alternatives.count == 1,
      let conditions = alternatives.first
    else {
      report(.oneGroupExpected(at: predicate.range))
      return nil
    }
    var group: [Label] = []
    for condition in conditions {
      guard slo.dimensions.contains(condition.label) else {
        report(.groupNotDimension(condition.label, among: slo.dimensions, at: predicate.range))
        return nil
      }
      guard !condition.isNegated, let values = condition.parts.texts, values.count == 1 else {
        report(.oneGroupExpected(at: predicate.range))
        return nil
      }
      group.append(Label(condition.label, values[0]))
    }
    return slo.dimensions.compactMap { dimension in group.first { $0.name == dimension } }
  }

  /// The objective that holds for a group; an SLO with several must be told which is meant.
  private mutating func objective(
    of group: [Label],
    in slo: ServiceLevelObjective,
    at range: SourceRange
  ) -> GroupObjective? {
    let own = slo.objectives.filter { $0.groups != nil }
    guard let dimension = own.first?.groups?.dimension else { return slo.objectives.first }
    guard let value = group.first(where: { $0.name == dimension })?.value else {
      report(.whichGroup(slo, dimension: dimension, at: range))
      return nil
    }
    return own.first { $0.groups?.values.contains(value) ?? false } ?? slo.objectives.first
  }

  // MARK: Judgement

  /// How a client judges as the indicator does; nil has been reported.
  private mutating func judgement(
    of slo: ServiceLevelObjective,
    by request: WrittenRequest,
    at range: SourceRange
  ) -> CoveredObjective.Judgement? {
    switch slo.indicator {
    case .samples:
      report(.samplesUnmeasurable(slo, at: range))
      return nil
    case .latency(let latency):
      return self.latency(latency, of: slo, by: request, at: range)
    case .events(let events):
      guard [.count, .unknown].contains(events.unit) else {
        report(.unitUnmeasurable(slo, events.unit, at: range))
        return nil
      }
      if let (bad, counted) = events.statuses { return .status(bad: bad, counted: counted) }
      guard request.method == .socket || request.statuses != nil else {
        report(.statusesUnknown(slo, request.method, at: range))
        return nil
      }
      return .expectation
    }
  }

  private mutating func latency(
    _ latency: LatencyIndicator,
    of slo: ServiceLevelObjective,
    by request: WrittenRequest,
    at range: SourceRange
  ) -> CoveredObjective.Judgement? {
    guard latency.goodIsBelow else {
      report(.slownessUnmeasurable(slo, at: range))
      return nil
    }
    let unit = usedMetrics[latency.histogram]?.unit ?? .unknown
    let milliseconds: ExactNumber
    switch unit {
    case .seconds: milliseconds = latency.bound * ExactNumber(1000)
    case .milliseconds: milliseconds = latency.bound
    case .microseconds: milliseconds = latency.bound / ExactNumber(1000)
    default:
      report(.unitUnmeasurable(slo, unit, at: range))
      return nil
    }
    if request.method == .socket, request.message == nil {
      report(.nothingAnswered(slo, at: request.origin))
      return nil
    }
    return .latency(
      milliseconds: milliseconds,
      text: latency.boundText,
      counted: latency.countedStatuses
    )
  }
}

// MARK: Statuses of indicators

extension EventIndicator {
  /// The statuses of bad events, and those of all; nil where failures are told by something else.
  fileprivate var statuses: (bad: StatusSet, counted: StatusSet)? {
    guard case .counters(let all) = total else { return nil }
    let source: CountSource
    let isGood: Bool
    switch failures {
    case .bad(let bad): (source, isGood) = (bad, false)
    case .allBut(let good): (source, isGood) = (good, true)
    }
    guard case .counters(let judged) = source else { return nil }
    let selectors = all.flatMap(\.selectors)
    let shared = Set(selectors.flatMap(\.matchers).map(MatcherText.init))
    let telling = judged.flatMap(\.selectors).map { selector in
      Set(selector.matchers.filter { !shared.contains(MatcherText($0)) }.map(\.label))
    }
    // One label tells good from bad, and its values are statuses.
    guard let label = telling.first?.first, telling.allSatisfy({ $0 == [label] }),
      Set(all.map(\.metric)) == Set(judged.map(\.metric))
    else { return nil }
    let counted = StatusSet(of: label, in: selectors)
    let chosen = StatusSet(of: label, in: judged.flatMap(\.selectors))
    let bad = StatusSet { status in
      counted.contains(status) && chosen.contains(status) != isGood
    }
    guard !chosen.isEmpty, !bad.isEmpty, bad != counted else { return nil }
    return (bad, counted)
  }
}

extension LatencyIndicator {
  /// The statuses whose events are counted at all: every one where no label holds them.
  fileprivate var countedStatuses: StatusSet {
    let labels = Set(selectors.flatMap(\.matchers).map(\.label))
    let sets = labels.sorted().map { StatusSet(of: $0, in: selectors) }
      .filter { !$0.isEmpty && $0 != .all }
    return sets.count == 1 ? sets[0] : .all
  }
}

extension StatusSet {
  /// The statuses that a label may have in any of the selectors.
  fileprivate init(of label: String, in selectors: [VectorSelector]) {
    let demands = selectors.map { selector in
      selector.matchers.filter { $0.label == label }.map(StatusDemand.init)
    }
    self.init { status in
      demands.contains { $0.allSatisfy { $0.accepts(String(status)) } }
    }
  }
}

/// A matcher with its pattern read, since it is asked about every status.
private enum StatusDemand {
  case text(LabelMatcher)
  case pattern(RegularExpression, isNegated: Bool)

  init(_ matcher: LabelMatcher) {
    guard [.matches, .matchesNot].contains(matcher.operator),
      case .success(let pattern) = RegularExpression.parse(matcher.value)
    else {
      self = .text(matcher)
      return
    }
    self = .pattern(pattern, isNegated: matcher.operator == .matchesNot)
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .text(let matcher): matcher.accepts(text)
    case .pattern(let pattern, let isNegated): (pattern.matches(text) ?? false) != isNegated
    }
  }
}

/// A matcher, wherever it stands.
private struct MatcherText: Hashable {
  let label: String
  let `operator`: LabelMatcher.Operator
  let value: String

  init(_ matcher: LabelMatcher) {
    label = matcher.label
    self.operator = matcher.operator
    value = matcher.value
  }
}

extension Checker {
  /// Counters with the metrics they name.
  struct ReadSource {
    let source: CountSource
    /// For each term of a sum, the metric and its condition; empty for PromQL.
    let terms: [FilteredMetric]
    let range: SourceRange
  }

  mutating func events(
    _ setting: ScopedSetting,
    judging: ScopedSetting,
    isGood: Bool,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    guard let expression = single(setting) else { return nil }
    // A histogram is judged by its buckets or counted by its `_count`; which of them, the
    // judgement tells.
    if namesOneMetric(expression, in: setting.scope) {
      let read = reading(setting) { $0.filteredMetric(expression, in: setting.scope) }
      guard let filtered = read else {
        checkAlone(judging)
        return nil
      }
      guard filtered.metric.kind != .gauge else {
        // Nothing that is said about its labels would make it count events.
        _ = counted([filtered], at: expression.range)
        return nil
      }
      guard let judgement = judgement(judging, about: filtered.metric) else { return nil }
      if case .comparison(let comparison) = judgement, filtered.metric.hasBuckets {
        return latency(filtered, comparison, isGood: isGood, dimensions: dimensions)
      }
      guard let total = counted([filtered], at: expression.range) else { return nil }
      return self.events(total, judgement, judging, isGood: isGood, dimensions: dimensions)
    }
    guard let total = reading(setting, { $0.countSource(expression, in: setting.scope) }) else {
      checkAlone(judging)
      return nil
    }
    guard let judgement = judgement(judging, about: total.terms.first?.metric) else { return nil }
    return self.events(total, judgement, judging, isGood: isGood, dimensions: dimensions)
  }

  /// Looks for mistakes in counters of their own where those they belong to have some already.
  private mutating func checkAlone(_ judging: ScopedSetting) {
    guard let expression = single(judging), case .promQL = expression else { return }
    _ = judgement(judging, about: nil)
  }

  private mutating func events(
    _ total: ReadSource,
    _ judgement: Judgement,
    _ judging: ScopedSetting,
    isGood: Bool,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    switch judgement {
    case .comparison(let comparison):
      report(.valueOfCounter(comparison, total.terms.first?.metric))
      return nil
    case .labels(let condition):
      var conditions = [condition]
      for term in total.terms.dropFirst() {
        guard case .labels(let other) = self.judgement(judging, about: term.metric) else {
          return nil
        }
        conditions.append(other)
      }
      return labelled(total, conditions, judging, isGood: isGood, dimensions: dimensions)
    case .counts(_, let range):
      guard let expression = single(judging),
        let part = reading(judging, { $0.countSource(expression, in: judging.scope) })
      else { return nil }
      guard checkPart(part, of: total, at: range),
        checkUnits(of: total.terms + part.terms),
        checkDimensions(dimensions, of: total.terms + part.terms),
        checkQueries(dimensions, [total, part])
      else { return nil }
      askWhetherDisjoint(part, of: total, isGood: isGood, at: range)
      return measured(
        total: total,
        failures: isGood ? .allBut(part.source) : .bad(part.source),
        terms: total.terms + part.terms
      )
    }
  }

  /// Good or bad by labels of the very events: part of the total by construction.
  private mutating func labelled(
    _ total: ReadSource,
    _ conditions: [Condition],
    _ judging: ScopedSetting,
    isGood: Bool,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    guard !total.terms.isEmpty else {
      report(.predicateWithoutMetric(at: judging.setting.range))
      return nil
    }
    guard checkDimensions(dimensions, of: total.terms), checkUnits(of: total.terms) else {
      return nil
    }
    let range = judging.setting.values.first?.range ?? judging.setting.range
    adviseGroups(dimensions, conditions, at: range)
    var failing: [FilteredMetric] = []
    var clash: [LabelCondition]?
    for (term, condition) in zip(total.terms, conditions) {
      let bad = isGood ? Condition.not(condition) : condition
      let good = isGood ? condition : Condition.not(condition)
      if let rest = term.condition.and(good).alternatives(),
        rest.allSatisfy({ Self.isContradictory($0, on: term.metric) })
      {
        report(.judgesEverything(term.metric, at: range))
        return nil
      }
      let narrowed = term.condition.and(bad)
      if let part = narrowed.alternatives(),
        part.allSatisfy({ Self.isContradictory($0, on: term.metric) })
      {
        clash = clash ?? part.first
        continue
      }
      failing.append(FilteredMetric(metric: term.metric, condition: narrowed, range: range))
    }
    guard !failing.isEmpty else {
      report(.judgesNothing(total.terms[0].metric, clash ?? [], at: range))
      return nil
    }
    guard let part = counted(failing, at: range) else { return nil }
    return measured(total: total, failures: .bad(part.source), terms: total.terms)
  }

  /// A group by the label that is judged holds nothing but good or nothing but bad events.
  private mutating func adviseGroups(
    _ dimensions: [Name],
    _ conditions: [Condition],
    at range: SourceRange
  ) {
    for dimension in dimensions {
      let isJudged = conditions.allSatisfy { condition in
        guard let alternatives = condition.alternatives(), !alternatives.isEmpty else {
          return false
        }
        return alternatives.allSatisfy { $0.count == 1 && $0[0].label == dimension.text }
      }
      guard isJudged, !conditions.isEmpty else { continue }
      report(.groupsAreAllGoodOrBad(dimension, at: range))
    }
  }

  private mutating func measured(
    total: ReadSource,
    failures: EventIndicator.Failures,
    terms: [FilteredMetric]
  ) -> MeasuredIndicator {
    for term in terms { usedMetrics[term.metric.name] = term.metric }
    let hasBirths =
      if case .bad(.counters) = failures, case .counters = total.source { true } else { false }
    return MeasuredIndicator(
      indicator: .events(
        EventIndicator(
          total: total.source,
          failures: failures,
          unit: total.terms.first?.metric.countedUnit ?? .count
        )
      ),
      metrics: terms.map(\.metric),
      hasBirths: hasBirths
    )
  }

  /// `good: a_total` and `bad: b_total` without `events:`: the total is their sum.
  mutating func disjoint(
    good: ScopedSetting,
    bad: ScopedSetting,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    guard let goodExpression = single(good), let badExpression = single(bad) else { return nil }
    for (setting, expression) in [(good, goodExpression), (bad, badExpression)]
    where expression.isPredicate {
      report(.predicateWithoutMetric(at: setting.setting.range))
      return nil
    }
    guard let one = reading(good, { $0.countSource(goodExpression, in: good.scope) }),
      let other = reading(bad, { $0.countSource(badExpression, in: bad.scope) })
    else { return nil }
    guard case .counters(let goods) = one.source, case .counters(let bads) = other.source else {
      report(.disjointQueries(at: good.setting.range))
      return nil
    }
    guard checkDimensions(dimensions, of: one.terms + other.terms),
      checkUnits(of: one.terms + other.terms), checkDisjoint(one, other)
    else { return nil }
    let total = ReadSource(
      source: .counters(goods + bads),
      terms: one.terms + other.terms,
      range: one.range
    )
    return measured(total: total, failures: .bad(other.source), terms: total.terms)
  }

  // MARK: Sources of counts

  /// A counter, a sum of counters, or PromQL.
  mutating func countSource(_ expression: Expression, in scope: Scope) -> ReadSource? {
    if case .promQL(let literal) = expression {
      return countQuery(literal, in: scope).map {
        ReadSource(source: .query($0), terms: [], range: expression.range)
      }
    }
    if case .name(let name) = expression,
      case .binding(let binding, let home) = symbol(named: name.text, in: scope),
      case .promQL = binding.value
    {
      return following(binding, from: name.range) { $0.countSource(binding.value, in: home) }
    }
    guard let terms = sum(expression, in: scope) else { return nil }
    return counted(terms, at: expression.range)
  }

  private mutating func sum(_ expression: Expression, in scope: Scope) -> [FilteredMetric]? {
    switch expression {
    case .binary(let binary) where binary.operator == .add:
      guard let left = sum(binary.left, in: scope), let right = sum(binary.right, in: scope) else {
        return nil
      }
      return left + right
    case .parenthesized(let inner, _): return sum(inner, in: scope)
    case .filtered(let base, let predicate, let range) where isSum(base, in: scope):
      return sum(base, in: scope).flatMap { terms in
        let conditions = terms.map { labelCondition(predicate, on: $0.metric, in: scope) }
        guard !conditions.contains(nil) else { return nil }
        return zip(terms, conditions.compactMap(\.self)).map { term, condition in
          FilteredMetric(
            metric: term.metric,
            condition: term.condition.and(condition),
            range: range
          )
        }
      }
    case .name(let name):
      // A `let` may stand for a sum as well as for a metric.
      guard case .binding(let binding, let home) = symbol(named: name.text, in: scope),
        binding.value.isSum
      else { return filteredMetric(expression, in: scope).map { [$0] } }
      return following(binding, from: name.range) { $0.sum(binding.value, in: home) }
    case .binary(let binary) where !binary.operator.isComparison:
      report(.onlySums(binary))
      return nil
    default: return filteredMetric(expression, in: scope).map { [$0] }
    }
  }

  /// Whether an expression is a sum, or a `let` that stands for one.
  private func isSum(_ expression: Expression, in scope: Scope) -> Bool {
    guard case .name(let name) = expression,
      case .binding(let binding, _) = symbol(named: name.text, in: scope)
    else { return expression.isSum }
    return binding.value.isSum
  }

  private mutating func counted(_ terms: [FilteredMetric], at range: SourceRange) -> ReadSource? {
    var selections: [Selection] = []
    for term in terms {
      guard let series = countSeries(of: term) else { return nil }
      guard let selection = selection(term, series: series) else { return nil }
      selections.append(selection)
    }
    return ReadSource(source: .counters(selections), terms: terms, range: range)
  }

  /// The series that counts a metric's events; kinds that count nothing are errors.
  private mutating func countSeries(of term: FilteredMetric) -> String? {
    let metric = term.metric
    switch metric.kind {
    case .counter: return metric.series ?? metric.name
    case .histogram, .summary: return (metric.series ?? metric.name) + "_count"
    case .unknown where metric.origin == nil && !metric.name.hasSuffix("_bucket"):
      return metric.name
    case .unknown, .gauge, .nativeHistogram:
      report(
        isAsking && metric.kind == .gauge
          ? .gaugeHasNoRate(metric, at: term.range) : .doesNotCount(metric, at: term.range)
      )
      return nil
    }
  }

  /// Whether an expression is one metric, narrowed or not, and no sum or query.
  func namesOneMetric(_ expression: Expression, in scope: Scope, depth: Int = 0) -> Bool {
    guard depth < Self.evaluationLimit else { return false }
    switch expression {
    case .name(let name):
      guard case .binding(let binding, let home) = symbol(named: name.text, in: scope) else {
        return true
      }
      return namesOneMetric(binding.value, in: home, depth: depth + 1)
    case .filtered(let base, _, _): return namesOneMetric(base, in: scope, depth: depth + 1)
    case .parenthesized(let inner, _):
      return namesOneMetric(inner, in: scope, depth: depth + 1)
    default: return false
    }
  }

  // MARK: Both sides together

  /// Every dimension must be a label of every metric, or one side would lose it.
  mutating func checkDimensions(_ dimensions: [Name], of terms: [FilteredMetric]) -> Bool {
    var isComplete = true
    for dimension in dimensions {
      for term in terms {
        let metric = term.metric
        if metric.origin == nil || metric.labels.isEmpty { continue }
        if metric.labels.contains(where: { $0.name == dimension.text }) { continue }
        let common = project.targetLabels + project.visibleExternalLabels
        if common.contains(dimension.text) { continue }
        report(.dimensionMissing(dimension, of: metric, targetLabels: project.targetLabels))
        isComplete = false
        break
      }
    }
    return isComplete
  }

  /// Counters are added up and divided: what they count must be the same.
  private mutating func checkUnits(of terms: [FilteredMetric]) -> Bool {
    let declared = terms.filter { $0.metric.origin != nil }
    guard let first = declared.first,
      let other = declared.first(where: { $0.metric.countedUnit != first.metric.countedUnit })
    else { return true }
    report(.countedUnitsDiffer(first.metric, other.metric, at: other.range))
    return false
  }

  /// Series that are counted as good and as bad would be in the total twice.
  private mutating func checkDisjoint(_ good: ReadSource, _ bad: ReadSource) -> Bool {
    for one in good.terms {
      for other in bad.terms where one.metric.name == other.metric.name {
        guard let both = one.condition.and(other.condition).alternatives(),
          !both.allSatisfy({ Self.isContradictory($0, on: one.metric) })
        else { continue }
        report(.countedTwice(one.metric, at: other.range, before: one.range))
        return false
      }
    }
    return true
  }

  /// Whether a counter of its own can be part of the total: what narrows the total must narrow it.
  private mutating func checkPart(
    _ part: ReadSource,
    of total: ReadSource,
    at range: SourceRange
  ) -> Bool {
    guard let outer = total.terms.first, total.terms.count == 1 else { return true }
    for term in part.terms {
      guard let demanded = outer.condition.alternatives(), demanded.count == 1,
        let given = term.condition.alternatives()
      else { continue }
      for condition in demanded[0] {
        let isOwnLabel =
          term.metric.origin == nil || term.metric.labels.isEmpty
          || term.metric.labels.contains { $0.name == condition.label }
          || project.targetLabels.contains(condition.label)
        guard isOwnLabel else { continue }
        let implied = given.map { alternative in
          alternative.map { $0.implies(condition) }
        }
        if implied.allSatisfy({ $0.contains(.yes) }) { continue }
        let undecided = implied.allSatisfy { $0.contains(.yes) || $0.contains(.undecided) }
        report(
          .partNotWithinTotal(
            term.metric,
            condition,
            total: outer.metric,
            undecided: undecided,
            at: range
          )
        )
        if !undecided { return false }
      }
    }
    return true
  }

  /// `hits` and `misses` are two halves; then the total is their sum, not `events:`.
  private mutating func askWhetherDisjoint(
    _ part: ReadSource,
    of total: ReadSource,
    isGood: Bool,
    at range: SourceRange
  ) {
    let successes = ["success", "succeeded", "hits", "sent", "ok", "completed"]
    guard !isGood, total.terms.count == 1, let whole = total.terms.first?.metric.name,
      let piece = part.terms.first?.metric.name, whole != piece,
      successes.contains(where: { word in whole.split(separator: "_").contains { $0 == word } })
    else { return }
    report(.maybeDisjoint(whole, piece, at: range))
  }
}

extension Metric {
  /// What one count of it stands for.
  var countedUnit: MetricUnit {
    switch kind {
    case .histogram, .nativeHistogram, .summary: .count
    case .counter, .gauge, .unknown: origin == nil && unit != .bytes ? .count : unit
    }
  }

  /// The unit of its counts in words.
  var countedNoun: String {
    countedUnit.countedNoun
  }

  /// Whether a comparison of its value means buckets; a metric that nobody declared may have them
  /// unless its name says that it is a counter.
  fileprivate var hasBuckets: Bool {
    switch kind {
    case .histogram, .nativeHistogram, .summary: true
    case .unknown: origin == nil && !name.hasSuffix("_bucket")
    case .counter, .gauge: false
    }
  }
}

extension Expression {
  /// Whether this adds something up, in parentheses or not.
  fileprivate var isSum: Bool {
    switch self {
    case .binary(let binary): [.add, .subtract, .multiply, .divide].contains(binary.operator)
    case .parenthesized(let inner, _): inner.isSum
    default: false
    }
  }
}

extension MetricUnit {
  /// What a counter of this unit counts.
  var countedNoun: String {
    self == .count || self == .unknown ? "events" : rawValue.lowercased()
  }
}

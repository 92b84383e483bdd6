extension Checker {
  /// `sample:` with `good:` or `bad:`: slices of time.
  mutating func samples(
    _ setting: ScopedSetting,
    good: ScopedSetting?,
    bad: ScopedSetting?,
    settings: SettingGroup,
    dimensions: [Name]
  ) -> MeasuredIndicator? {
    if let good, let bad {
      report(.goodAndBad(at: bad.setting.range, before: good.setting.range))
      return nil
    }
    guard let judging = good ?? bad else {
      guard !settings.hasUnknown else { return nil }
      report(.judgementMissing(at: setting.setting.range))
      return nil
    }
    guard let expression = single(setting) else { return nil }
    isSampling = true
    let read = reading(setting) { $0.sample(expression, in: setting.scope) }
    isSampling = false
    guard let sample = read else { return nil }
    guard let judgement = judgement(judging, about: sample.metric) else { return nil }
    guard case .comparison(let comparison) = judgement else {
      report(
        .sampleNeedsComparison(at: judging.setting.values.first?.range ?? judging.setting.range)
      )
      return nil
    }
    guard let (value, threshold) = threshold(comparison, for: sample) else { return nil }
    guard checkDimensions(dimensions, of: sample),
      let slice = word(settings.first(.slice), of: SampleIndicator.SliceValue.self),
      let collapse = word(settings.first(.collapse), of: SampleIndicator.Collapse.self)
    else { return nil }
    for metric in sample.metrics { usedMetrics[metric.name] = metric }
    let indicator = SampleIndicator(
      value: value,
      comparison: comparison.operator,
      threshold: threshold,
      describesGood: good != nil,
      slice: slice,
      collapse: collapse
    )
    return MeasuredIndicator(
      indicator: .samples(indicator),
      metrics: sample.metrics,
      hasBirths: false
    )
  }

  /// A word of a setting, or the first of its words when it is absent.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ setting: ScopedSetting?,
    of type: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let setting else { return Word.allCases.first }
    guard let expression = single(setting),
      let text = word(
        expression,
        among: Word.allCases.map(\.rawValue),
        for: setting.setting.key.text
      )
    else { return nil }
    return Word(rawValue: text)
  }

  // MARK: What is sampled

  /// A sampled value and what is known of it.
  struct ReadSample {
    let value: SampleValue
    let unit: MetricUnit
    /// The gauge itself, when the value is one.
    let selection: Selection?
    let metric: Metric?
    let terms: [FilteredMetric]
    /// The labels that are left, when something was aggregated; nil when all are.
    let labels: [String]?
    let range: SourceRange

    var metrics: [Metric] { terms.map(\.metric) }

    var isQuery: Bool { if case .query = value { true } else { false } }
  }

  mutating func sample(_ expression: Expression, in scope: Scope) -> ReadSample? {
    switch expression {
    case .parenthesized(let inner, _): return sample(inner, in: scope)
    case .call(let call): return aggregate(call, in: scope)
    case .binary(let binary) where binary.operator == .divide:
      return quotient(binary, in: scope)
    case .promQL(let literal):
      guard let query = sampleQuery(literal, in: scope) else { return nil }
      return ReadSample(
        value: .query(query.expression),
        unit: .unknown,
        selection: nil,
        metric: nil,
        terms: [],
        labels: query.labels,
        range: expression.range
      )
    case .name(let name):
      if case .binding(let binding, let home) = symbol(named: name.text, in: scope),
        !namesOneMetric(expression, in: scope)
      {
        return following(binding, from: name.range) { $0.sample(binding.value, in: home) }
      }
    case .binary(let binary) where !binary.operator.isComparison:
      report(.onlyQuotients(binary))
      return nil
    default: break
    }
    guard let filtered = filteredMetric(expression, in: scope) else { return nil }
    guard [.gauge, .unknown].contains(filtered.metric.kind),
      let selection = selection(filtered, series: filtered.metric.series ?? filtered.metric.name)
    else {
      if ![.gauge, .unknown].contains(filtered.metric.kind) {
        report(
          isAsking
            ? .questionExpected(filtered.metric, at: filtered.range)
            : .notSampled(filtered.metric, at: filtered.range)
        )
      }
      return nil
    }
    return ReadSample(
      value: .gauge(selection),
      unit: filtered.metric.unit,
      selection: selection,
      metric: filtered.metric,
      terms: [filtered],
      labels: nil,
      range: expression.range
    )
  }

  private mutating func aggregate(_ call: CallExpression, in scope: Scope) -> ReadSample? {
    let words =
      (isAsking ? MetricQuestion.allCases.map(\.rawValue) : [])
      + SampleValue.Aggregate.allCases.map(\.rawValue)
    guard case .name(let name) = call.callee,
      let aggregate = SampleValue.Aggregate(rawValue: name.text)
    else {
      let inner = call.arguments.count == 1 ? text(at: call.arguments[0].value.range) : nil
      report(
        .unknownAggregate(
          text(at: call.callee.range),
          at: call.callee.range,
          among: words,
          call: inner.map { (call.range, $0) },
          isShown: isAsking
        )
      )
      return nil
    }
    var inner: ReadSample?
    var labels: [Name] = []
    for argument in call.arguments {
      switch argument.label?.text {
      case "of":
        inner = sample(argument.value, in: scope)
        if inner == nil { return nil }
      case "by": labels += labelNames(argument.value)
      // `by: queue, partition`: the parser reads what follows the comma as the next argument.
      case nil where !labels.isEmpty: labels += labelNames(argument.value)
      default:
        report(.unknownArgument(argument, of: name.text, among: ["of", "by"]))
        return nil
      }
    }
    guard let inner else {
      report(.aggregateOfNothing(name.text, at: call.range))
      return nil
    }
    guard checkLabels(labels, of: inner) else { return nil }
    return ReadSample(
      value: .aggregate(aggregate, of: inner.value, by: labels.map(\.text)),
      unit: aggregate.unit(of: inner.unit),
      selection: nil,
      metric: inner.metric,
      terms: inner.terms,
      labels: labels.map(\.text),
      range: call.range
    )
  }

  /// Whether what is aggregated has the labels that shall be left.
  private mutating func checkLabels(_ names: [Name], of sample: ReadSample) -> Bool {
    for name in names {
      guard Self.isLabelName(name.text) else {
        report(.invalidLabelName(name.text, at: name.range))
        return false
      }
      if let left = sample.labels, !left.contains(name.text) {
        report(.dimensionAggregated(name, left: left, at: sample.range))
        return false
      }
      for term in sample.terms where sample.labels == nil {
        guard let labels = knownLabels(of: term.metric), !labels.contains(name.text) else {
          continue
        }
        report(.unknownLabel(name, of: term.metric, targetLabels: project.targetLabels))
        return false
      }
    }
    return true
  }

  /// The labels that a metric can have; nil when they are not declared.
  private func knownLabels(of metric: Metric) -> [String]? {
    guard metric.origin != nil, !metric.labels.isEmpty else { return nil }
    return metric.labels.map(\.name) + project.targetLabels + project.visibleExternalLabels
  }

  mutating func labelNames(_ expression: Expression) -> [Name] {
    switch expression {
    case .name(let name): return [name]
    case .list(let elements, _): return elements.flatMap { labelNames($0) }
    case .missing: return []
    default:
      report(.nameExpected("by", at: expression.range))
      return []
    }
  }

  private mutating func quotient(
    _ binary: BinaryExpression,
    in scope: Scope
  ) -> ReadSample? {
    guard let left = sample(binary.left, in: scope), let right = sample(binary.right, in: scope)
    else { return nil }
    let leftLabels = left.labels ?? left.metric.flatMap { knownLabels(of: $0) }
    let rightLabels = right.labels ?? right.metric.flatMap { knownLabels(of: $0) }
    if let leftLabels, let rightLabels, Set(leftLabels) != Set(rightLabels) {
      report(.quotientLosesSeries(leftLabels, rightLabels, at: binary))
      return nil
    }
    let isRatio = left.unit == right.unit && left.unit != .unknown
    return ReadSample(
      value: .quotient(left.value, right.value),
      unit: isRatio ? .ratio : .unknown,
      selection: nil,
      metric: nil,
      terms: left.terms + right.terms,
      labels: left.labels ?? right.labels,
      range: binary.range
    )
  }

  // MARK: What it is compared with

  /// The value to compare and the number to compare it with, in one unit.
  private mutating func threshold(
    _ comparison: ValueComparison,
    for sample: ReadSample
  ) -> (SampleValue, ExactNumber)? {
    guard let threshold = comparison.threshold else {
      guard comparison.subject == .value, sample.unit == .bool || sample.unit == .unknown else {
        report(.thresholdMissing(comparison, unit: sample.unit))
        return nil
      }
      return (sample.value, .zero)
    }
    switch comparison.subject {
    case .value where sample.unit == .bool:
      report(.boolCompared(comparison, sample.metric))
      return nil
    case .value:
      guard sample.unit != .timestamp else {
        report(.timestampNeedsAge(comparison))
        return nil
      }
      guard let number = threshold.converted(to: sample.unit) else {
        report(
          .unitMismatch(
            threshold,
            text: comparison.thresholdText,
            unit: sample.unit,
            metric: sample.metric,
            at: comparison.thresholdRange
          )
        )
        return nil
      }
      return (sample.value, number)
    case .age, .remaining:
      return age(comparison, threshold: threshold, of: sample)
    }
  }

  private mutating func age(
    _ comparison: ValueComparison,
    threshold: Quantity,
    of sample: ReadSample
  ) -> (SampleValue, ExactNumber)? {
    guard let aged = sample.value.aged(comparison.subject),
      sample.unit == .timestamp || sample.unit == .unknown || sample.metric?.origin == nil
    else {
      let isNamed = sample.value.aged(comparison.subject) != nil
      report(.ageNeedsTimestamp(comparison, isNamed ? sample.metric : nil))
      return nil
    }
    guard let seconds = threshold.converted(to: .timestamp) else {
      report(
        .unitMismatch(
          threshold,
          text: comparison.thresholdText,
          unit: .seconds,
          metric: nil,
          at: comparison.thresholdRange
        )
      )
      return nil
    }
    return (aged, seconds)
  }

  private mutating func checkDimensions(_ dimensions: [Name], of sample: ReadSample) -> Bool {
    guard let left = sample.labels else { return checkDimensions(dimensions, of: sample.terms) }
    for dimension in dimensions where !left.contains(dimension.text) {
      guard !sample.isQuery else {
        report(.queryLosesLabel(dimension, at: sample.range))
        return false
      }
      // Aggregates keep them without being told.
      if project.visibleExternalLabels.contains(dimension.text) { continue }
      report(.dimensionAggregated(dimension, left: left, at: sample.range))
      return false
    }
    return true
  }
}

extension SampleValue {
  /// The age of timestamps, or the time that remains until them; nil when it has no meaning.
  ///
  /// The newest timestamp has the smallest age, so the two extremes change places.
  fileprivate func aged(_ subject: ValueComparison.Subject) -> SampleValue? {
    switch self {
    case .gauge(let selection):
      return subject == .age ? .age(selection) : .remaining(selection)
    case .aggregate(let aggregate, let inner, let labels):
      guard let aged = inner.aged(subject) else { return nil }
      switch aggregate {
      case .sum, .count: return nil
      case .average: return .aggregate(.average, of: aged, by: labels)
      case .max: return .aggregate(subject == .age ? .min : .max, of: aged, by: labels)
      case .min: return .aggregate(subject == .age ? .max : .min, of: aged, by: labels)
      }
    case .age, .remaining, .quotient, .query: return nil
    }
  }
}

extension SampleValue.Aggregate {
  /// The unit of the aggregate: the average of what is 0 or 1 is a share, their sum a number.
  fileprivate func unit(of unit: MetricUnit) -> MetricUnit {
    switch self {
    case .count: .count
    case .sum: unit == .bool ? .count : unit
    case .average: unit == .bool ? .ratio : unit
    case .max, .min: unit
    }
  }
}

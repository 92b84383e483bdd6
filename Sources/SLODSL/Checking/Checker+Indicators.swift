/// An indicator and what else its metrics say.
struct MeasuredIndicator {
  let indicator: Indicator
  /// The metrics that it reads, as far as they are named.
  let metrics: [Metric]
  /// Whether a series can be born with its first error.
  let hasBirths: Bool
}

extension Checker {
  /// `events:` or `sample:` with what is good or bad of it.
  mutating func indicator(
    _ settings: SettingGroup,
    dimensions: [Name],
    at range: SourceRange
  ) -> MeasuredIndicator? {
    let events = settings.first(.events)
    let sample = settings.first(.sample)
    let good = settings.first(.good)
    let bad = settings.first(.bad)
    if let events, let sample {
      report(.eventsAndSample(at: sample.setting.range, before: events.setting.range))
      return nil
    }
    if sample == nil {
      for key in [SettingKey.slice, .collapse] {
        if let setting = settings.first(key) { report(.onlyForSamples(setting.setting.key)) }
      }
    }
    if let sample {
      return samples(sample, good: good, bad: bad, settings: settings, dimensions: dimensions)
    }
    if let good, let bad {
      guard events == nil else {
        report(.goodAndBad(at: bad.setting.range, before: good.setting.range))
        return nil
      }
      return disjoint(good: good, bad: bad, dimensions: dimensions)
    }
    guard let events else {
      guard !settings.hasUnknown else { return nil }
      report(.indicatorMissing(at: range, hasJudgement: good != nil || bad != nil))
      return nil
    }
    guard let judging = good ?? bad else {
      guard !settings.hasUnknown else { return nil }
      report(.judgementMissing(at: events.setting.range))
      return nil
    }
    return self.events(events, judging: judging, isGood: good != nil, dimensions: dimensions)
  }

  // MARK: Judgements

  /// What `good:` or `bad:` says about events of `metric`; nil has been reported.
  mutating func judgement(
    _ setting: ScopedSetting,
    about metric: Metric?
  ) -> Judgement? {
    guard let expression = single(setting) else { return nil }
    return reading(setting) { checker in
      checker.judgement(expression, about: metric, in: setting.scope)
    }
  }

  private mutating func judgement(
    _ expression: Expression,
    about metric: Metric?,
    in scope: Scope
  ) -> Judgement? {
    switch expression {
    case .missing: return nil
    case .parenthesized(let inner, _): return judgement(inner, about: metric, in: scope)
    case .name(let name)
    where ValueComparison.Subject(rawValue: name.text) != nil && !name.isQuoted:
      return comparison(name, nil, at: expression.range, in: scope)
    case .not(.name(let name), let range) where name.text == "value" && !name.isQuoted:
      report(.negatedValue(at: range))
      return nil
    case .binary(let binary) where binary.operator.isComparison:
      if case .name(let name) = binary.left, !name.isQuoted,
        ValueComparison.Subject(rawValue: name.text) != nil
      {
        return comparison(name, binary, at: binary.range, in: scope)
      }
      if let name = Self.subject(binary.right) {
        let swapped =
          name.text + " " + binary.operator.reversed.rawValue + " " + text(at: binary.left.range)
        report(.reversedComparison(binary, swapped: swapped))
        return nil
      }
    case .binary where expression.hasSeveralBounds:
      report(.severalBounds(at: expression.range))
      return nil
    case .name(let name):
      // A `let` may stand for a predicate as well as for a metric.
      if case .binding(let binding, let home) = symbol(named: name.text, in: scope),
        binding.value.isPredicate
      {
        return following(binding, from: name.range) { checker in
          checker.judgement(binding.value, about: metric, in: home)
        }
      }
      if symbol(named: name.text, in: scope) == nil, let metric, metric.origin != nil,
        metric.labels.contains(where: { $0.name == name.text })
      {
        report(.labelAlone(name))
        return nil
      }
    default: break
    }
    guard expression.isPredicate else {
      return countSource(expression, in: scope).map { .counts($0.source, at: expression.range) }
    }
    guard let metric else {
      report(.predicateWithoutMetric(at: expression.range))
      return nil
    }
    return labelCondition(expression, on: metric, in: scope).map(Judgement.labels)
  }

  private static func subject(_ expression: Expression) -> Name? {
    guard case .name(let name) = expression, !name.isQuoted,
      ValueComparison.Subject(rawValue: name.text) != nil
    else { return nil }
    return name
  }

  private mutating func comparison(
    _ name: Name,
    _ binary: BinaryExpression?,
    at range: SourceRange,
    in scope: Scope
  ) -> Judgement? {
    guard let subject = ValueComparison.Subject(rawValue: name.text) else { return nil }
    guard let binary else {
      return .comparison(
        ValueComparison(
          subject: subject,
          subjectRange: name.range,
          operator: .notEqual,
          operatorRange: name.range,
          threshold: nil,
          thresholdText: "",
          thresholdRange: name.range,
          range: range
        )
      )
    }
    guard let value = value(of: binary.right, in: scope) else { return nil }
    let operators: [BinaryExpression.Operator] = [
      .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]
    guard operators.contains(binary.operator), case .quantity(let quantity, let text) = value
    else {
      report(.valueComparisonExpected(value, at: binary.range))
      return nil
    }
    return .comparison(
      ValueComparison(
        subject: subject,
        subjectRange: name.range,
        operator: binary.operator,
        operatorRange: binary.operatorRange,
        threshold: quantity,
        thresholdText: text,
        thresholdRange: binary.right.range,
        range: range
      )
    )
  }
}

extension Expression {
  /// Whether these are several comparisons with what a metric measures, `value > 1 && value < 9`.
  fileprivate var hasSeveralBounds: Bool {
    guard case .binary(let binary) = self, binary.operator == .and || binary.operator == .or else {
      return false
    }
    return [binary.left, binary.right].allSatisfy { side in
      switch side {
      case .parenthesized(let inner, _): inner.hasSeveralBounds || inner.comparesValue
      default: side.hasSeveralBounds || side.comparesValue
      }
    }
  }

  private var comparesValue: Bool {
    guard case .binary(let binary) = self, case .name(let name) = binary.left else { return false }
    return !name.isQuoted && ValueComparison.Subject(rawValue: name.text) != nil
  }

  /// Whether this can only be read as a predicate: a comparison or a combination of them.
  var isPredicate: Bool {
    switch self {
    case .binary(let binary):
      binary.operator.isComparison || binary.operator == .and || binary.operator == .or
    case .not: true
    case .parenthesized(let inner, _): inner.isPredicate
    default: false
    }
  }
}

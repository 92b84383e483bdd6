/// What a `good:` or `bad:` says.
enum Judgement {
  /// Labels of the events' own metric.
  case labels(Condition)
  /// `value <= 250ms`, `age <= 26h`, or `value` alone for a Bool.
  case comparison(ValueComparison)
  /// Counters of their own.
  case counts(CountSource, at: SourceRange)
}

/// A comparison with what the metric measures.
struct ValueComparison {
  enum Subject: String, CaseIterable {
    case value
    /// Seconds since the time that the metric holds.
    case age
    /// Seconds until the time that the metric holds.
    case remaining
  }

  let subject: Subject
  let subjectRange: SourceRange
  let `operator`: BinaryExpression.Operator
  let operatorRange: SourceRange
  /// Nil when the subject stands alone.
  let threshold: Quantity?
  let thresholdText: String
  let thresholdRange: SourceRange
  let range: SourceRange
}

extension Checker {
  // MARK: Selections

  /// `metric`, `metric where predicate`, or a name that stands for one.
  mutating func filteredMetric(_ expression: Expression, in scope: Scope) -> FilteredMetric? {
    switch expression {
    case .parenthesized(let inner, _): return filteredMetric(inner, in: scope)
    case .filtered(let base, let predicate, _):
      guard let selected = filteredMetric(base, in: scope),
        let condition = labelCondition(predicate, on: selected.metric, in: scope)
      else { return nil }
      return selected.narrowed(by: condition)
    case .missing: return nil
    default:
      guard let value = value(of: expression, in: scope) else { return nil }
      guard case .selection(let selected) = value else {
        var help: String?
        if case .text = value { help = "a query is written #promql(\"…\")" }
        report(.wrongType(value.noun, expected: "a metric", at: expression.range, help: help))
        return nil
      }
      return FilteredMetric(
        metric: selected.metric,
        condition: selected.condition,
        range: expression.range
      )
    }
  }

  /// The selectors of a selection, each a set of matchers; without a metric name.
  mutating func selectors(
    for condition: Condition,
    on metric: Metric,
    at range: SourceRange
  ) -> [VectorSelector]? {
    guard let alternatives = condition.alternatives() else {
      report(.tooManyAlternatives(at: range))
      return nil
    }
    let possible = alternatives.filter { !Self.isContradictory($0, on: metric) }
    guard !possible.isEmpty else {
      report(.matchesNothing(alternatives.first ?? [], metric, at: range))
      return nil
    }
    return possible.map { VectorSelector(name: nil, matchers: $0.map(\.matcher)) }
  }

  /// Whether no series of the metric can meet all the conditions: two exclude each other, or no
  /// declared value of a label is left.
  static func isContradictory(_ conditions: [LabelCondition], on metric: Metric) -> Bool {
    if isContradictory(conditions) { return true }
    return metric.labels.contains { label in
      let demands = conditions.filter { $0.label == label.name }
      guard !demands.isEmpty, var texts = label.domain.texts else { return false }
      // Only who asks for it may mean series without the label.
      if demands.contains(where: { $0.parts.contains(.value("")) }) { texts.append("") }
      return !texts.contains { text in demands.allSatisfy { $0.allows(text) ?? true } }
    }
  }

  static func isContradictory(_ conditions: [LabelCondition]) -> Bool {
    conditions.indices.contains { one in
      conditions.indices.contains { other in
        one < other && conditions[one].contradicts(conditions[other])
      }
    }
  }

  mutating func selection(_ filtered: FilteredMetric, series: String) -> Selection? {
    guard isWritable(series, of: filtered),
      let selectors = selectors(
        for: filtered.condition,
        on: filtered.metric,
        at: filtered.range
      )
    else { return nil }
    let named = selectors.map { VectorSelector(name: series, matchers: $0.matchers) }
    return Selection(metric: series, selectors: named)
  }

  // MARK: Names that the rulers read

  /// Whether every server that loads the rules reads names outside letters, digits and `_`.
  var readsAnyName: Bool { project.rulers.allSatisfy { $0 == .prometheus(.v3) } }

  mutating func isWritable(_ series: String, of filtered: FilteredMetric) -> Bool {
    guard !Self.isMetricName(series), !readsAnyName || series.isEmpty else { return true }
    report(.invalidMetricName(series, at: filtered.range, filtered.metric))
    return false
  }

  // MARK: Predicates on labels

  /// The condition that a predicate puts on the labels of `metric`.
  mutating func labelCondition(
    _ predicate: Expression,
    on metric: Metric,
    in scope: Scope
  ) -> Condition? {
    switch predicate {
    case .parenthesized(let inner, _): return labelCondition(inner, on: metric, in: scope)
    case .not(let inner, _): return labelCondition(inner, on: metric, in: scope).map(Condition.not)
    case .binary(let binary) where binary.operator == .and || binary.operator == .or:
      let left = labelCondition(binary.left, on: metric, in: scope)
      let right = labelCondition(binary.right, on: metric, in: scope)
      guard let left, let right else { return nil }
      return binary.operator == .and ? left.and(right) : .or(left, right)
    case .binary(let binary) where binary.operator.isComparison:
      return labelComparison(binary, on: metric, in: scope).map(Condition.label)
    case .name(let name):
      guard case .binding(let binding, let home) = symbol(named: name.text, in: scope) else {
        report(.notAPredicate(predicate))
        return nil
      }
      return following(binding, from: name.range) { checker in
        checker.labelCondition(binding.value, on: metric, in: home)
      }
    case .missing: return nil
    default:
      report(.notAPredicate(predicate))
      return nil
    }
  }

  private mutating func labelComparison(
    _ binary: BinaryExpression,
    on metric: Metric,
    in scope: Scope
  ) -> LabelCondition? {
    guard case .name(let name) = binary.left else {
      reportLabelExpected(binary)
      return nil
    }
    if !name.isQuoted, ValueComparison.Subject(rawValue: name.text) != nil {
      report(.valueInFilter(binary, name))
      return nil
    }
    guard let label = label(name, of: metric) else { return nil }
    return labelCondition(binary, on: label, name: name, in: scope)
  }

  private mutating func reportLabelExpected(_ binary: BinaryExpression) {
    if case .missing = binary.left { return }
    if case .name(let name) = binary.right {
      let swapped =
        text(at: name.range) + " " + binary.operator.reversed.rawValue + " "
        + text(at: binary.left.range)
      report(.reversedComparison(binary, swapped: swapped))
    } else {
      report(.labelExpected(binary))
    }
  }

  /// A label of a metric; unknown ones are errors where the metric's labels are declared.
  private mutating func label(_ name: Name, of metric: Metric) -> MetricLabel? {
    guard Self.isLabelName(name.text) || readsAnyName && !name.text.isEmpty else {
      report(.invalidLabelName(name.text, at: name.range, isFilter: true))
      return nil
    }
    guard !name.text.hasPrefix("__") else {
      report(.reservedLabel(name, in: .filter))
      return nil
    }
    let known = metric.labels.first { $0.name == name.text }
    if let known { return known }
    if project.externalLabels.contains(name.text) {
      guard project.visibleExternalLabels.isEmpty else {
        return MetricLabel(name: name.text, domain: .any, origin: nil)
      }
      report(.externalLabel(name, isDimension: false))
      return nil
    }
    let target = project.targetLabels
    if metric.origin == nil || target.contains(name.text) || metric.labels.isEmpty {
      return MetricLabel(name: name.text, domain: .any, origin: nil)
    }
    report(.unknownLabel(name, of: metric, targetLabels: target))
    return nil
  }

  /// A part of a condition and where it is written.
  struct WrittenPart {
    let part: LabelCondition.Part
    let range: SourceRange
  }

  private mutating func labelCondition(
    _ binary: BinaryExpression,
    on label: MetricLabel,
    name: Name,
    in scope: Scope
  ) -> LabelCondition? {
    let right = binary.right
    let parts: [WrittenPart]?
    switch binary.operator {
    case .equal, .notEqual:
      parts = single(binary, label: label, in: scope).map {
        [WrittenPart(part: $0, range: right.range)]
      }
    case .inside, .notInside: parts = members(right, of: binary, label: label, in: scope)
    case .matches, .matchesNot: parts = patterns(right, of: binary, in: scope)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      parts = ordered(binary, label: label, in: scope).map {
        [WrittenPart(part: $0, range: right.range)]
      }
    case .or, .and, .add, .subtract, .multiply, .divide: parts = nil
    }
    guard let parts else { return nil }
    let negated = [.notEqual, .notInside, .matchesNot].contains(binary.operator)
    guard checkDomain(of: parts, label: label) else { return nil }
    return LabelCondition(
      label: label.name,
      parts: parts.map(\.part),
      isNegated: negated,
      range: binary.range
    )
  }

  private mutating func single(
    _ binary: BinaryExpression,
    label: MetricLabel,
    in scope: Scope
  ) -> LabelCondition.Part? {
    if case .regex(let regex) = binary.right {
      report(.patternNeedsMatch(regex, binary))
      return nil
    }
    if case .name(let right) = binary.right, symbol(named: right.text, in: scope) == nil,
      right.text != "true", right.text != "false"
    {
      if brokenNames.contains(right.text) { return nil }
      let names = namesInScope(scope) { symbol in
        switch symbol {
        case .binding, .value: true
        case .metric, .template, .policy, .receiver, .interval: false
        }
      }
      report(.unquotedText(right, suggestions: names))
      return nil
    }
    guard let value = value(of: binary.right, in: scope) else { return nil }
    if case .name(let right) = binary.right, right.text == label.name,
      right.text != "true", right.text != "false"
    {
      report(.sameName(right))
    }
    switch value {
    case .list, .integers: report(.listNeedsIn(binary))
    default:
      if let part = value.labelPart(domain: label.integerDomain) {
        if case .text(let text) = value { advisePattern(text, binary, label: label) }
        return part
      }
      report(.notALabelValue(value, at: binary.right.range))
    }
    return nil
  }

  /// Text that only means something as a regular expression, unless the label has such a value.
  private mutating func advisePattern(
    _ text: String,
    _ binary: BinaryExpression,
    label: MetricLabel
  ) {
    guard case .string(let literal) = binary.right, literal.plainText == text,
      case .any = label.domain, let instead = PatternLookalike.instead(of: text, binary.operator)
    else { return }
    let place = binary.operatorRange.union(binary.right.range)
    report(.textLooksLikePattern(text, at: binary.right.range, replacing: place, with: instead))
  }

  private mutating func members(
    _ expression: Expression,
    of binary: BinaryExpression,
    label: MetricLabel,
    in scope: Scope
  ) -> [WrittenPart]? {
    guard let value = value(of: expression, in: scope) else { return nil }
    switch value {
    case .list(let values): return members(values, of: expression, label: label)
    case .integers(let range):
      let inside = label.listedIntegers.map { $0.filter { range.contains($0.value) } } ?? []
      if !inside.isEmpty {
        return inside.map { WrittenPart(part: .value($0.text), range: expression.range) }
      }
      guard label.integerDomain != nil || range.hasThreeDigits else {
        report(.rangeNeedsDomain(label, at: expression.range))
        return nil
      }
      return [
        WrittenPart(part: .integers(range, domain: label.integerDomain), range: expression.range)
      ]
    default:
      report(.notAList(value, of: binary, at: expression.range, text: text(at: expression.range)))
      return nil
    }
  }

  private mutating func members(
    _ values: [Value],
    of expression: Expression,
    label: MetricLabel
  ) -> [WrittenPart]? {
    guard !values.isEmpty else {
      report(.emptyList(at: expression.range))
      return nil
    }
    // A literal list says where each element stands; a named one does not.
    var ranges = values.map { _ in expression.range }
    if case .list(let elements, _) = expression { ranges = elements.map(\.range) }
    var parts: [WrittenPart] = []
    var seen: Set<LabelCondition.Part> = []
    for (value, range) in zip(values, ranges) {
      guard let part = value.labelPart(domain: label.integerDomain) else {
        report(.notALabelValue(value, at: range))
        return nil
      }
      if seen.insert(part).inserted { parts.append(WrittenPart(part: part, range: range)) }
    }
    return parts
  }

  private mutating func patterns(
    _ expression: Expression,
    of binary: BinaryExpression,
    in scope: Scope
  ) -> [WrittenPart]? {
    switch expression {
    case .regex(let regex):
      if let problem = RegularExpression.problem(in: regex.pattern) {
        report(.invalidPattern(regex.pattern, problem, at: regex.range))
        return nil
      }
      return [WrittenPart(part: .pattern(regex.pattern), range: regex.range)]
    case .list(let elements, let range):
      guard !elements.isEmpty else {
        report(.emptyList(at: range))
        return nil
      }
      let parts = elements.map { patterns($0, of: binary, in: scope) }
      return parts.contains { $0 == nil } ? nil : parts.compactMap(\.self).flatMap(\.self)
    case .missing: return nil
    default:
      guard let value = value(of: expression, in: scope) else { return nil }
      guard case .text(let text) = value else {
        report(.patternExpected(value, at: expression.range))
        return nil
      }
      report(.patternInQuotes(text, at: expression.range))
      return nil
    }
  }

  private mutating func ordered(
    _ binary: BinaryExpression,
    label: MetricLabel,
    in scope: Scope
  ) -> LabelCondition.Part? {
    guard let value = value(of: binary.right, in: scope) else { return nil }
    guard case .quantity(let quantity, _) = value, quantity.unit == .number,
      let bound = quantity.value.integer
    else {
      report(.wrongType(value.noun, expected: "a whole number", at: binary.right.range))
      return nil
    }
    guard let domain = label.integerDomain else {
      report(.orderNeedsDomain(label, at: binary.range))
      return nil
    }
    // Bounds of literals are far from the limits of integers, so that one more or less fits.
    guard (-1_000_000_000_000...1_000_000_000_000).contains(bound) else {
      report(.outsideDomain("\(binary.operator.rawValue) \(bound)", label, at: binary.range))
      return nil
    }
    let range: (low: Int, high: Int) =
      switch binary.operator {
      case .less: (domain.lowerBound, bound - 1)
      case .lessOrEqual: (domain.lowerBound, bound)
      case .greater: (bound + 1, domain.upperBound)
      default: (bound, domain.upperBound)
      }
    let low = max(range.low, domain.lowerBound)
    let high = min(range.high, domain.upperBound)
    guard low <= high else {
      report(.outsideDomain("\(binary.operator.rawValue) \(bound)", label, at: binary.range))
      return nil
    }
    return .integers(low...high, domain: domain)
  }
}

extension Value {
  /// What a label is compared with: text, a boolean's word, or a number's decimal text.
  fileprivate func labelPart(domain: ClosedRange<Int>?) -> LabelCondition.Part? {
    switch self {
    case .text(let text): .value(text)
    case .boolean(let flag): .value(flag ? "true" : "false")
    case .quantity(let quantity, let text): quantity.unit == .number ? .value(text) : nil
    case .integers(let range): .integers(range, domain: domain)
    case .list, .dictionary, .selection: nil
    }
  }
}

extension ClosedRange<Int> {
  var text: String { "\(lowerBound)...\(upperBound)" }

  fileprivate var hasThreeDigits: Bool { lowerBound >= 100 && upperBound <= 999 }
}

extension BinaryExpression.Operator {
  /// The operator with its sides exchanged.
  var reversed: BinaryExpression.Operator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}

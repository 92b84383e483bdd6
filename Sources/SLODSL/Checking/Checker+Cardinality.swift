/// How much there is, `cardinality: 480, route = 12`, and how much there may be,
/// `limits: series <= 20000`.
extension Checker {
  mutating func cardinality(
    _ settings: [ScopedSetting],
    in scope: Scope
  ) -> MetricCardinality {
    var combinations: Int?
    var parts: [MetricCardinality.Part] = []
    var labels: [MetricCardinality.LabelCount] = []
    for argument in settings.flatMap(\.setting.values) {
      if argument.label == nil, case .filtered = argument.value {
        guard let part = part(argument.value, in: scope) else { continue }
        if parts.contains(where: { $0.labels == part.labels }) {
          report(.secondCardinality(of: part, at: argument.range))
        } else {
          parts.append(part)
        }
        continue
      }
      guard let count = count(argument.value, in: scope) else { continue }
      guard let label = argument.label else {
        if combinations != nil { report(.secondCardinality(at: argument.range)) }
        combinations = combinations ?? count
        continue
      }
      if labels.contains(where: { $0.label == label.text }) {
        report(.labelTwice(label.text, at: label.range))
        continue
      }
      labels.append(.init(label: label.text, values: count, origin: label.range))
    }
    return MetricCardinality(combinations: combinations, parts: parts, labels: labels)
  }

  /// `420 where job == "tasks-api"`; nil has been reported.
  private mutating func part(
    _ expression: Expression,
    in scope: Scope
  ) -> MetricCardinality.Part? {
    guard case .filtered(let base, let condition, let range) = expression,
      let count = count(base, in: scope), let pinned = pinned(by: condition, in: scope)
    else { return nil }
    let labels = pinned.sorted { $0.label.name < $1.label.name }
    for (one, other) in zip(labels, labels.dropFirst()) where one.label.name == other.label.name {
      report(.labelTwice(other.label.name, at: other.origin))
      return nil
    }
    return .init(
      labels: labels.map(\.label),
      combinations: count,
      labelOrigins: labels.map(\.origin),
      origin: range
    )
  }

  /// The labels that a condition gives a value each; nil has been reported.
  private mutating func pinned(
    by condition: Expression,
    in scope: Scope
  ) -> [(label: Label, origin: SourceRange)]? {
    switch condition {
    case .missing: return nil
    case .parenthesized(let inner, _): return pinned(by: inner, in: scope)
    case .binary(let binary) where binary.operator == .and:
      guard let left = pinned(by: binary.left, in: scope),
        let right = pinned(by: binary.right, in: scope)
      else { return nil }
      return left + right
    case .binary(let binary) where binary.operator == .equal:
      guard case .name(let label) = binary.left else { break }
      guard let value = value(of: binary.right, in: scope) else { return nil }
      switch value {
      case .text(let text): return [(Label(label.text, text), label.range)]
      case .quantity(let quantity, let text) where quantity.unit == .number:
        return [(Label(label.text, text), label.range)]
      default: break
      }
    default: break
    }
    report(.partExpected(at: condition.range))
    return nil
  }

  /// A whole number of at least one; nil has been reported.
  private mutating func count(_ expression: Expression, in scope: Scope) -> Int? {
    guard let value = value(of: expression, in: scope) else { return nil }
    guard case .quantity(let quantity, _) = value, quantity.unit == .number,
      let count = quantity.value.integer, count > 0
    else {
      report(.countExpected(value.noun, at: expression.range))
      return nil
    }
    return count
  }

  /// Once the labels of targets are known: numbers that contradict each other.
  mutating func checkCardinalities() {
    for file in files {
      for case .metric(let declaration) in file.declarations where !declaration.isExtension {
        guard case .metric(let metric) = globals[file.file.id]?[declaration.name.text],
          metric.origin == declaration.name.range
        else { continue }
        for count in metric.cardinality.labels { check(count, of: metric) }
        for part in metric.cardinality.parts { check(part, of: metric) }
      }
    }
  }

  private mutating func check(_ part: MetricCardinality.Part, of metric: Metric) {
    for (label, origin) in zip(part.labels, part.labelOrigins) {
      checkLabel(label.name, of: metric, at: origin)
    }
    if let all = metric.cardinality.combinations, part.combinations > all {
      report(.partBeyondWhole(part, of: all, at: part.origin))
    }
  }

  private mutating func checkLabel(_ label: String, of metric: Metric, at range: SourceRange) {
    let added = project.targetLabels + project.externalLabels
    let isKnown = metric.labels.isEmpty || metric.labels.contains { $0.name == label }
    guard !isKnown, !added.contains(label) else { return }
    let name = Name(text: label, range: range)
    report(.unknownLabel(name, of: metric, targetLabels: added))
  }

  private mutating func check(_ count: MetricCardinality.LabelCount, of metric: Metric) {
    guard let origin = count.origin else { return }
    checkLabel(count.label, of: metric, at: origin)
    let label = metric.labels.first { $0.name == count.label }
    if let label, let domain = label.domain.count, count.values > domain {
      report(.moreValuesThanDomain(count, domain: domain, label, at: origin))
    } else if let all = metric.cardinality.combinations, count.values > all {
      report(.moreValuesThanSeries(count, series: all, at: origin))
    }
  }

  // MARK: Limits

  mutating func costLimits(_ setting: ScopedSetting) -> [CostLimit] {
    var limits: [CostLimit] = []
    for argument in setting.setting.values {
      guard let limit = reading(setting, { $0.costLimit(argument, in: setting.scope) }) else {
        continue
      }
      if limits.contains(where: { $0.subject == limit.subject }) {
        report(.labelTwice(limit.subject.rawValue, at: argument.range))
      } else {
        limits.append(limit)
      }
    }
    return limits
  }

  private mutating func costLimit(_ argument: Argument, in scope: Scope) -> CostLimit? {
    if case .missing = argument.value { return nil }
    guard argument.label == nil, case .binary(let binary) = argument.value,
      binary.operator == .lessOrEqual, case .name(let name) = binary.left
    else {
      report(.limitExpected(at: argument.range))
      return nil
    }
    let subjects = CostLimit.Subject.allCases
    guard let subject = subjects.first(where: { $0.rawValue == name.text }) else {
      let names = subjects.map(\.rawValue)
      report(.unknownWord(name, at: name.range, among: names, for: "limits"))
      return nil
    }
    guard let value = value(of: binary.right, in: scope) else { return nil }
    guard case .quantity(let quantity, _) = value, quantity.value > .zero,
      quantity.unit == (subject == .samples ? .eventRate : .number)
    else {
      report(.limitOfOtherUnit(subject, value.noun, at: binary.right.range))
      return nil
    }
    let scale = ExactNumber(subject == .samples ? 60 : 1)
    return CostLimit(subject, most: quantity.value * scale, origin: argument.range)
  }
}

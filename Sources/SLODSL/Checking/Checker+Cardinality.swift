/// How much there is, `cardinality: 480, route = 12`, and how much there may be,
/// `limits: series <= 20000`.
extension Checker {
  mutating func cardinality(
    _ settings: [ScopedSetting],
    in scope: Scope
  ) -> MetricCardinality {
    var combinations: Int?
    var labels: [MetricCardinality.LabelCount] = []
    for argument in settings.flatMap(\.setting.values) {
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
    return MetricCardinality(combinations: combinations, labels: labels)
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
      }
    }
  }

  private mutating func check(_ count: MetricCardinality.LabelCount, of metric: Metric) {
    guard let origin = count.origin else { return }
    let added = project.targetLabels + project.externalLabels
    let label = metric.labels.first { $0.name == count.label }
    if label == nil, !metric.labels.isEmpty, !added.contains(count.label) {
      let name = Name(text: count.label, range: origin)
      report(.unknownLabel(name, of: metric, targetLabels: added))
    }
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

/// What pods carry: `perPod: requests <= 50rps`, `total: waiting <= 200`, and the arithmetic that
/// it must pass.
extension Checker {
  /// The labels by which prometheus-adapter finds the pods of a series.
  private static let podLabels = ["namespace", "pod"]

  mutating func capacities(
    _ settings: SettingGroup,
    servedBy tool: Autoscaler.Tool
  ) -> [PodCapacity] {
    var utilization = ExactNumber(7, over: 10)
    if let setting = settings.first(.utilization), let stated = ratio(setting) {
      guard stated > .zero, stated <= .one else {
        report(.noShareOfCapacity(at: setting.setting.values[0].range))
        return []
      }
      utilization = stated
    }
    isAsking = true
    defer { isAsking = false }
    let perPod = settings.first(.perPod).map { setting in
      setting.setting.values.compactMap { argument in
        reading(setting) { $0.perPod(argument, setting, utilization, servedBy: tool) }
      }
    }
    let total = settings.first(.total).map { setting in
      setting.setting.values.compactMap { argument in
        reading(setting) { $0.total(argument, setting) }
      }
    }
    return (perPod ?? []) + (total ?? [])
  }

  // MARK: Measures

  private struct Bound {
    var measured: Expression
    let quantity: Quantity
    let text: String
    let range: SourceRange
  }

  private mutating func perPod(
    _ argument: Argument,
    _ setting: ScopedSetting,
    _ utilization: ExactNumber,
    servedBy tool: Autoscaler.Tool
  ) -> PodCapacity? {
    guard var bound = bound(argument, setting) else { return nil }
    bound.measured = Self.addedUp(bound.measured)
    if case .call = bound.measured {
      if let query = metricQuery(bound.measured, in: setting.scope) {
        report(.notOfEachPod(query.unit.unit, at: bound.measured.range))
      }
      return nil
    }
    if namesOneMetric(bound.measured, in: setting.scope) {
      guard let filtered = filteredMetric(bound.measured, in: setting.scope) else { return nil }
      if filtered.metric.kind == .gauge {
        guard
          let selection = selection(
            filtered,
            series: filtered.metric.series ?? filtered.metric.name
          ), isServed([filtered], by: tool)
        else { return nil }
        usedMetrics[filtered.metric.name] = filtered.metric
        return capacity(
          of: .gauge(selection),
          QueryUnit(filtered.metric.unit),
          bound,
          utilization: utilization
        )
      }
    }
    guard let source = countSource(bound.measured, in: setting.scope) else { return nil }
    guard case .counters(let selections) = source.source else {
      report(.wrongType("PromQL", expected: "a counter or a gauge", at: bound.measured.range))
      return nil
    }
    guard isServed(source.terms, by: tool) else { return nil }
    for term in source.terms { usedMetrics[term.metric.name] = term.metric }
    return capacity(
      of: .rate(selections),
      QueryUnit(source.terms.first?.metric.countedUnit ?? .count, isPerSecond: true),
      bound,
      utilization: utilization
    )
  }

  /// What stands in `rate(of: requests)` and `sum(of: connections)`, which say of all pods what is
  /// followed of each.
  private static func addedUp(_ expression: Expression) -> Expression {
    switch expression {
    case .parenthesized(let inner, _): return addedUp(inner)
    case .call(let call):
      guard case .name(let name) = call.callee, ["rate", "sum"].contains(name.text),
        call.arguments.count == 1, let argument = call.arguments.first,
        argument.label?.text == "of"
      else { return expression }
      return argument.value
    default: return expression
    }
  }

  /// What waits for all pods: a query with one result, or a gauge whose series are added up.
  private mutating func total(_ argument: Argument, _ setting: ScopedSetting) -> PodCapacity? {
    guard let bound = bound(argument, setting) else { return nil }
    if namesOneMetric(bound.measured, in: setting.scope) {
      guard let filtered = filteredMetric(bound.measured, in: setting.scope) else { return nil }
      if filtered.metric.kind == .counter {
        guard let source = countSource(bound.measured, in: setting.scope),
          case .counters(let selections) = source.source
        else { return nil }
        usedMetrics[filtered.metric.name] = filtered.metric
        let unit = QueryUnit(filtered.metric.countedUnit, isPerSecond: true)
        return capacity(
          of: .total(.rate(of: selections, over: nil, by: [])),
          unit,
          bound,
          utilization: .one
        )
      }
    }
    guard let query = metricQuery(bound.measured, in: setting.scope) else { return nil }
    switch (query.labels, query.query) {
    case ([], _): return capacity(of: .total(query.query), query.unit, bound, utilization: .one)
    case (nil, .gauge(let value)):
      let sum = SampleValue.aggregate(.sum, of: value, by: [])
      return capacity(of: .total(.gauge(sum)), query.unit, bound, utilization: .one)
    default:
      report(.totalIsSeveral(query.labels ?? [], at: bound.measured.range))
      return nil
    }
  }

  /// The two sides of `requests <= 50rps`.
  private mutating func bound(_ argument: Argument, _ setting: ScopedSetting) -> Bound? {
    var expression = argument.value
    while case .parenthesized(let inner, _) = expression { expression = inner }
    if case .missing = expression { return nil }
    guard case .binary(let binary) = expression, argument.label == nil,
      [.less, .lessOrEqual].contains(binary.operator)
    else {
      report(.capacityExpected(setting.key.rawValue, at: argument.range))
      return nil
    }
    guard let value = value(of: binary.right, in: setting.scope) else { return nil }
    guard case .quantity(let quantity, let text) = value, quantity.value > .zero else {
      report(.capacityExpected(setting.key.rawValue, at: binary.right.range))
      return nil
    }
    return Bound(
      measured: binary.left,
      quantity: quantity,
      text: text,
      range: binary.right.range
    )
  }

  private mutating func capacity(
    of measure: PodCapacity.Measure,
    _ unit: QueryUnit,
    _ bound: Bound,
    utilization: ExactNumber
  ) -> PodCapacity? {
    let expected: Quantity.Unit
    switch (unit.unit, unit.isPerSecond) {
    case (.count, true), (.unknown, true): expected = .eventRate
    case (.bytes, true): expected = .byteRate
    case (.count, false), (.unknown, false): expected = .number
    case (.bytes, false): expected = .size
    default:
      report(.notShared(unit.unit, at: bound.measured.range))
      return nil
    }
    guard bound.quantity.unit == expected else {
      // `requests <= 100ms` speaks of how long they take, not of how many there are.
      if [.duration, .ratio].contains(bound.quantity.unit) {
        report(.notShared(bound.quantity.unit == .ratio ? .ratio : .seconds, at: bound.range))
      } else {
        report(.boundOfOtherUnit(bound.quantity, bound.text, expected: expected, at: bound.range))
      }
      return nil
    }
    return PodCapacity(
      measure: measure,
      bound: bound.quantity.value,
      unit: unit,
      utilization: utilization
    )
  }

  /// Whether the adapter finds the pods of every series; KEDA asks for the sum of all of them.
  private mutating func isServed(_ terms: [FilteredMetric], by tool: Autoscaler.Tool) -> Bool {
    guard tool == .hpa else { return true }
    for term in terms where term.metric.origin != nil {
      let labels = term.metric.labels.map(\.name) + project.targetLabels
      let missing = Self.podLabels.filter { !labels.contains($0) }
      guard missing.isEmpty else {
        report(.podsNotFound(term.metric, missing, at: term.range))
        return false
      }
    }
    return true
  }

  // MARK: Arithmetic

  /// `400rps`, in the unit of what a pod carries.
  mutating func peak(
    _ setting: ScopedSetting,
    of capacities: [PodCapacity],
    _ settings: SettingGroup
  ) -> ExactNumber? {
    guard let expression = single(setting),
      let value = reading(setting, { $0.value(of: expression, in: setting.scope) })
    else { return nil }
    let first = capacities.first { if case .total = $0.measure { false } else { true } }
    guard let first else {
      if settings.first(.perPod) == nil { report(.peakOfNothing(at: setting.setting.range)) }
      return nil
    }
    guard case .quantity(let quantity, _) = value, quantity.unit == first.quantityUnit,
      quantity.value > .zero
    else {
      report(
        .wrongType(
          value.noun,
          expected: first.quantityUnit.noun + ", as 'perPod:' states",
          at: expression.range
        )
      )
      return nil
    }
    return quantity.value
  }

  /// Something must be followed that falls when pods are added.
  func isFollowing(_ settings: SettingGroup) -> Bool {
    [.cpu, .memory, .perPod, .total].contains { settings.first($0) != nil }
  }

  mutating func checkFollowed(_ settings: SettingGroup, _ declaration: ReservedDeclaration) {
    guard !settings.hasUnknown, !isFollowing(settings) else { return }
    report(
      .nothingToFollow(
        burn: settings.first(.burn)?.setting.range,
        at: declaration.keyword.range
      )
    )
  }

  mutating func checkArithmetic(of autoscaler: Autoscaler, _ settings: SettingGroup) {
    guard let capacity = autoscaler.carrying else { return }
    if let peak = autoscaler.peak, let ceiling = autoscaler.ceiling, ceiling < peak,
      let setting = settings.first(.peak)
    {
      report(
        .peakBeyondCeiling(
          autoscaler,
          capacity,
          peak: peak,
          at: setting.setting.values[0].range,
          replicas: settings.first(.replicas)?.setting.values[0].range
        )
      )
    }
    if let growth = autoscaler.growth, let setting = settings.first(.growth) {
      let most = autoscaler.reaction.utilization(leavingRoomFor: growth)
      if capacity.utilization > most {
        report(
          .growthBeyondReaction(
            autoscaler,
            capacity,
            most: most,
            at: setting.setting.values[0].range,
            utilization: settings.first(.utilization)?.setting.values[0].range
          )
        )
      }
    }
  }
}

extension PodCapacity {
  /// The unit of its bound in the language.
  package var quantityUnit: Quantity.Unit {
    switch (unit.unit, unit.isPerSecond) {
    case (.bytes, true): .byteRate
    case (.bytes, false): .size
    case (_, true): .eventRate
    default: .number
    }
  }

  /// `35rps`: so much of what it carries, as a spec writes it.
  package func text(of amount: ExactNumber) -> String {
    switch quantityUnit {
    case .eventRate: amount.decimalText + "rps"
    case .byteRate: Self.size(amount) + "/s"
    case .size: Self.size(amount)
    default: amount.decimalText
    }
  }

  /// `5MB`: bytes in the largest unit that leaves at most three places.
  private static func size(_ bytes: ExactNumber) -> String {
    var unit = ExactNumber.one
    var text = bytes.decimalText + "B"
    for name in ["kB", "MB", "GB", "TB"] {
      unit = unit * ExactNumber(1000)
      let amount = bytes / unit
      guard amount >= .one, (amount * ExactNumber(1000)).isInteger else { break }
      text = amount.decimalText + name
    }
    return text
  }
}

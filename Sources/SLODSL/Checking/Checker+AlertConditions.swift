/// What `when:` and `unless:` say: comparisons of questions, absence, and what joins them.
extension Checker {
  /// A condition, typed; nil has been reported.
  mutating func alertCondition(_ expression: Expression, in scope: Scope) -> AlertCondition? {
    switch expression {
    case .missing: return nil
    case .parenthesized(let inner, _): return alertCondition(inner, in: scope)
    case .binary(let binary) where binary.operator == .and || binary.operator == .or:
      return joined(binary, in: scope)
    case .binary(let binary) where binary.operator.isComparison:
      return comparison(binary, in: scope)
    case .not(let inner, let range): return state(of: inner, is: false, at: range, in: scope)
    case .promQL(let literal):
      guard let query = panelQuery(literal, in: scope) else { return nil }
      guard !query.expression.ranges.contains(where: { $0.0 == .window }) else {
        report(.windowInAlert(at: literal.range))
        return nil
      }
      return .promQL(query.expression, labels: query.labels)
    case .call(let call):
      if case .name(let name) = call.callee, name.text == "absent" {
        return absence(call, in: scope)
      }
    case .name(let name):
      if case .binding(let binding, let home) = symbol(named: name.text, in: scope),
        !namesOneMetric(expression, in: scope)
      {
        return following(binding, from: name.range) { $0.alertCondition(binding.value, in: home) }
      }
    default: break
    }
    return state(of: expression, is: true, at: expression.range, in: scope)
  }

  private mutating func joined(_ binary: BinaryExpression, in scope: Scope) -> AlertCondition? {
    let left = alertCondition(binary.left, in: scope)
    guard let right = alertCondition(binary.right, in: scope), let left else { return nil }
    guard binary.operator == .or else {
      guard narrows(right.labels, left.labels, at: binary.right.range) else { return nil }
      return .both(left, right)
    }
    guard left.labels.map(Set.init) == right.labels.map(Set.init) else {
      report(.alternativesDiffer(left.labels, right.labels, at: binary.operatorRange))
      return nil
    }
    return .either(left, right)
  }

  // MARK: Comparisons

  private mutating func comparison(
    _ binary: BinaryExpression,
    in scope: Scope
  ) -> AlertCondition? {
    guard ![.matches, .matchesNot, .inside, .notInside].contains(binary.operator) else {
      report(.alertComparesNumbers(at: binary.range))
      return nil
    }
    if quantity(binary.left, in: scope) != nil, quantity(binary.right, in: scope) == nil {
      let swapped =
        text(at: binary.right.range) + " " + binary.operator.reversed.rawValue + " "
        + text(at: binary.left.range)
      report(.reversedAlertComparison(binary, swapped: swapped))
      return nil
    }
    guard let left = metricQuery(binary.left, in: scope) else { return nil }
    guard let bound = quantity(binary.right, in: scope) else {
      return comparison(of: left, binary, in: scope)
    }
    guard let number = number(bound, for: left, binary) else { return nil }
    let unit = left.unit == .unknown ? QueryUnit(bound.impliedUnit) : left.unit
    let asked = TypedQuery(query: left.query, unit: unit, labels: left.labels)
    return .comparison(
      AlertComparison(
        left: asked,
        operator: binary.operator,
        right: TypedQuery(query: .number(number), unit: left.unit, labels: []),
        boundText: text(at: binary.right.range)
      )
    )
  }

  /// Of two questions with the same labels.
  private mutating func comparison(
    of left: TypedQuery,
    _ binary: BinaryExpression,
    in scope: Scope
  ) -> AlertCondition? {
    guard let right = metricQuery(binary.right, in: scope) else { return nil }
    if !right.isNumber, !left.isNumber, left.labels.map(Set.init) != right.labels.map(Set.init) {
      report(.quotientLosesSeries(left.labels ?? [], right.labels ?? [], at: binary))
      return nil
    }
    return .comparison(
      AlertComparison(
        left: left,
        operator: binary.operator,
        right: right,
        boundText: text(at: binary.right.range)
      )
    )
  }

  /// The quantity that an expression is, directly or by a name; nil for anything else.
  private mutating func quantity(_ expression: Expression, in scope: Scope) -> Quantity? {
    switch expression {
    case .quantity(let literal): return literal.quantity
    case .parenthesized(let inner, _): return quantity(inner, in: scope)
    case .name(let name):
      switch symbol(named: name.text, in: scope) {
      case .value(.quantity(let quantity, _), _): return quantity
      case .binding(let binding, let home):
        guard !namesOneMetric(expression, in: scope) else { return nil }
        return following(binding, from: name.range) { $0.quantity(binding.value, in: home) }
      default: return nil
      }
    default: return nil
    }
  }

  /// The bound in the unit of what is compared; nil has been reported.
  private mutating func number(
    _ bound: Quantity,
    for left: TypedQuery,
    _ binary: BinaryExpression
  ) -> ExactNumber? {
    switch left.unit.unit {
    case .timestamp:
      report(.momentCompared(text(at: binary.left.range), at: binary.left.range))
      return nil
    case .bool where bound.unit == .number && [.zero, .one].contains(bound.value):
      return bound.value
    default: break
    }
    if let number = bound.bound(in: left.unit) {
      // A share is never five times everything.
      if case .ratio = left.query, bound.unit == .number, number > .one {
        report(.shareAboveEverything(text(at: binary.right.range), at: binary.right.range))
        return nil
      }
      return number
    }
    report(
      .unitMismatch(
        bound,
        text: text(at: binary.right.range),
        unit: left.unit.unit,
        metric: nil,
        at: binary.right.range
      )
    )
    return nil
  }

  /// `up`, `!up`: what is true or false by itself.
  private mutating func state(
    of expression: Expression,
    is wanted: Bool,
    at range: SourceRange,
    in scope: Scope
  ) -> AlertCondition? {
    guard let query = metricQuery(expression, in: scope) else { return nil }
    guard query.unit.unit == .bool else {
      report(.conditionExpected(at: range))
      return nil
    }
    return .comparison(
      AlertComparison(
        left: query,
        operator: .equal,
        right: TypedQuery(query: .number(wanted ? .one : .zero), unit: query.unit, labels: []),
        boundText: wanted ? "true" : "false"
      )
    )
  }

  // MARK: Absence

  /// `absent(of: up where job == "worker", over: 10m)`
  private mutating func absence(_ call: CallExpression, in scope: Scope) -> AlertCondition? {
    var of: Expression?
    var over: Expression?
    for argument in call.arguments {
      switch argument.label?.text {
      case "of" where of == nil: of = argument.value
      case "over" where over == nil: over = argument.value
      default:
        report(.unknownArgument(argument, of: "absent", among: ["of", "over"]))
        return nil
      }
    }
    guard let of else {
      report(.questionOfNothing("absent", at: call.range))
      return nil
    }
    let span = over.flatMap { questionSpan($0, for: "over", in: scope) }
    guard let filtered = filteredMetric(of, in: scope), over == nil || span != nil else {
      return nil
    }
    let metric = filtered.metric
    let suffix = metric.kind == .histogram && metric.series == nil ? "_count" : ""
    guard let selection = selection(filtered, series: (metric.series ?? metric.name) + suffix)
    else { return nil }
    usedMetrics[metric.name] = metric
    return .absent(selection, over: span)
  }
}

extension Quantity {
  /// The unit that something has of which nothing is known but what it is compared with.
  fileprivate var impliedUnit: MetricUnit {
    switch unit {
    case .ratio: .ratio
    case .duration: .seconds
    case .size: .bytes
    case .number, .factor, .eventRate, .byteRate, .errors: .unknown
    }
  }
}

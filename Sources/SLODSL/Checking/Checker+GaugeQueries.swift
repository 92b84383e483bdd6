/// Questions about what gauges did, and will do, in some time.
extension Checker {
  /// `average(of: a, over: 1h, by: pod)`, `latest(of: a, over: 1h)`.
  mutating func gauge(
    _ summary: GaugeSummary,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    let name = summary.rawValue
    let allowed = summary == .latest ? ["of", "over"] : ["of", "over", "by"]
    var of: Expression?
    var over: Expression?
    var labels: [Name] = []
    for argument in call.arguments {
      switch argument.label?.text {
      case "of" where of == nil: of = argument.value
      case "over" where over == nil: over = argument.value
      case "by" where summary != .latest: labels += labelNames(argument.value)
      // `by: queue, partition`: the parser reads what follows the comma as the next argument.
      case nil where !labels.isEmpty: labels += labelNames(argument.value)
      default:
        report(.unknownArgument(argument, of: name, among: allowed))
        return nil
      }
    }
    guard let of else {
      report(.questionOfNothing(name, at: call.range))
      return nil
    }
    guard let over else {
      report(.argumentOfQuestionMissing("over", of: name, at: call.range))
      return nil
    }
    guard let (filtered, selection) = gaugeSelection(of, in: scope),
      let span = questionSpan(over, for: "over", in: scope),
      checkDimensions(labels, of: [filtered])
    else { return nil }
    let left = summary == .latest ? nil : labels.map(\.text)
    return TypedQuery(
      query: .overTime(summary, of: selection, over: span, by: left),
      unit: QueryUnit(summary.unit(of: filtered.metric.unit)),
      labels: left
    )
  }

  /// `predict(of: a, over: 6h, in: 1d)`.
  mutating func prediction(
    of: Expression,
    over: Expression?,
    ahead: Expression?,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    guard let over, let ahead else {
      let missing = over == nil ? "over" : "in"
      report(.argumentOfQuestionMissing(missing, of: "predict", at: call.range))
      return nil
    }
    guard let (filtered, selection) = gaugeSelection(of, in: scope),
      let span = questionSpan(over, for: "over", in: scope),
      let distance = questionSpan(ahead, for: "in", in: scope)
    else { return nil }
    return TypedQuery(
      query: .prediction(of: selection, over: span, ahead: distance),
      unit: QueryUnit(filtered.metric.unit),
      labels: nil
    )
  }

  /// One gauge, not aggregated: what happened in a time is asked of each series.
  private mutating func gaugeSelection(
    _ expression: Expression,
    in scope: Scope
  ) -> (FilteredMetric, Selection)? {
    guard let filtered = filteredMetric(expression, in: scope) else { return nil }
    guard [.gauge, .unknown].contains(filtered.metric.kind) else {
      report(.questionExpected(filtered.metric, at: filtered.range))
      return nil
    }
    guard
      let selection = selection(filtered, series: filtered.metric.series ?? filtered.metric.name)
    else { return nil }
    usedMetrics[filtered.metric.name] = filtered.metric
    return (filtered, selection)
  }
}

extension GaugeSummary {
  /// The average of what is 0 or 1 is a share of the time.
  fileprivate func unit(of unit: MetricUnit) -> MetricUnit {
    self == .average && unit == .bool ? .ratio : unit
  }
}

extension CallExpression {
  /// Whether it says over how much time.
  var statesSpan: Bool { arguments.contains { $0.label?.text == "over" } }
}

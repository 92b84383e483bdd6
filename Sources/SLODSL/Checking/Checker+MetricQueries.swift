/// What can be asked of metrics besides aggregates of gauges.
enum MetricQuestion: String, CaseIterable {
  case rate
  case increase
  case ratio
  case quantile
  case age
  case remaining
  case latest
  case predict
}

/// Who asks: a panel chooses the range of rates when it is drawn, an alert states it.
enum Questioner {
  case panel
  case alert

  /// The range of rates that state none.
  var usualRange: Duration? {
    switch self {
    case .panel: nil
    case .alert: .minutes(5)
    }
  }
}

/// Typed questions about metrics: `rate(of: …, by: …)`, `quantile(99%, of: …)`, gauges, and
/// arithmetic with them.
extension Checker {
  /// A query with its unit; nil has been reported.
  mutating func metricQuery(_ expression: Expression, in scope: Scope) -> TypedQuery? {
    switch expression {
    case .missing: return nil
    case .parenthesized(let inner, _): return metricQuery(inner, in: scope)
    case .quantity(let literal) where literal.quantity.unit == .number:
      return TypedQuery(
        query: .number(literal.quantity.value),
        unit: QueryUnit(.count),
        labels: []
      )
    case .promQL(let literal):
      return panelQuery(literal, in: scope).map {
        TypedQuery(query: .promQL($0.expression), unit: .unknown, labels: $0.labels)
      }
    case .binary(let binary) where Self.isArithmetic(binary.operator):
      return arithmetic(binary, in: scope)
    case .call(let call):
      guard case .name(let name) = call.callee else { break }
      if let summary = GaugeSummary(rawValue: name.text), summary == .latest || call.statesSpan {
        return gauge(summary, call, in: scope)
      }
      if let question = MetricQuestion(rawValue: name.text) {
        return answer(question, name, call, in: scope)
      }
    case .name(let name):
      if case .binding(let binding, let home) = symbol(named: name.text, in: scope),
        !namesOneMetric(expression, in: scope)
      {
        return following(binding, from: name.range) { $0.metricQuery(binding.value, in: home) }
      }
    default: break
    }
    return gaugeQuery(expression, in: scope)
  }

  private static func isArithmetic(_ operation: BinaryExpression.Operator) -> Bool {
    [.add, .subtract, .multiply, .divide].contains(operation)
  }

  /// A gauge, aggregated or not.
  private mutating func gaugeQuery(_ expression: Expression, in scope: Scope) -> TypedQuery? {
    if namesOneMetric(expression, in: scope) {
      guard let filtered = filteredMetric(expression, in: scope) else { return nil }
      guard [.gauge, .unknown].contains(filtered.metric.kind) else {
        report(.questionExpected(filtered.metric, at: filtered.range))
        return nil
      }
    }
    guard let sample = sample(expression, in: scope) else { return nil }
    for metric in sample.metrics { usedMetrics[metric.name] = metric }
    return TypedQuery(
      query: .gauge(sample.value),
      unit: QueryUnit(sample.unit),
      labels: sample.labels
    )
  }

  // MARK: Questions

  /// The arguments of a question by their labels, each once.
  private struct Arguments {
    var unlabelled: Expression?
    var counted: Expression?
    var total: Expression?
    var span: Expression?
    var ahead: Expression?
    var labels: [Name] = []
  }

  private mutating func arguments(
    of question: MetricQuestion,
    _ call: CallExpression,
    allowing allowed: [String]
  ) -> Arguments? {
    var arguments = Arguments()
    for argument in call.arguments {
      switch argument.label?.text {
      case "of" where arguments.counted == nil: arguments.counted = argument.value
      case "to" where allowed.contains("to"): arguments.total = argument.value
      case "over" where allowed.contains("over"): arguments.span = argument.value
      case "in" where allowed.contains("in"): arguments.ahead = argument.value
      case "by": arguments.labels += labelNames(argument.value)
      // `by: queue, partition`: the parser reads what follows the comma as the next argument.
      case nil where !arguments.labels.isEmpty: arguments.labels += labelNames(argument.value)
      case nil where question == .quantile && arguments.unlabelled == nil:
        arguments.unlabelled = argument.value
      default:
        report(.unknownArgument(argument, of: question.rawValue, among: allowed))
        return nil
      }
    }
    return arguments
  }

  private mutating func answer(
    _ question: MetricQuestion,
    _ name: Name,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    let allowed =
      switch question {
      case .rate, .quantile, .increase: ["of", "over", "by"]
      case .ratio: ["of", "to", "over", "by"]
      case .age, .remaining: ["of"]
      case .predict: ["of", "over", "in"]
      // Read with the other summaries of gauges.
      case .latest: ["of", "over"]
      }
    guard let arguments = arguments(of: question, call, allowing: allowed) else { return nil }
    guard let of = arguments.counted else {
      report(.questionOfNothing(name.text, at: call.range))
      return nil
    }
    switch question {
    case .rate:
      guard let (source, labels) = counted(of, arguments.labels, in: scope),
        let over = range(arguments.span, in: scope)
      else { return nil }
      return TypedQuery(
        query: .rate(of: source.selections, over: over.length, by: labels),
        unit: QueryUnit(source.unit, isPerSecond: true),
        labels: labels
      )
    case .increase: return increase(of, arguments, call, in: scope)
    case .ratio: return ratio(of, arguments, call, in: scope)
    case .quantile: return quantile(of, arguments, call, in: scope)
    case .age, .remaining: return span(question, of, in: scope)
    case .latest: return gauge(.latest, call, in: scope)
    case .predict:
      return prediction(of: of, over: arguments.span, ahead: arguments.ahead, call, in: scope)
    }
  }

  /// The length is nil where the reader chooses it.
  private struct RangeOfRates {
    let length: Duration?
  }

  /// The range of a rate: stated, or what is usual where it is asked; nil has been reported.
  private mutating func range(
    _ expression: Expression?,
    in scope: Scope
  ) -> RangeOfRates? {
    guard let expression else { return RangeOfRates(length: questioner.usualRange) }
    return questionSpan(expression, for: "over", in: scope).map { RangeOfRates(length: $0) }
  }

  /// A duration longer than nothing; nil has been reported.
  mutating func questionSpan(
    _ expression: Expression,
    for subject: String,
    in scope: Scope
  ) -> Duration? {
    guard
      case .quantity(let quantity, _) = value(
        of: expression,
        as: .duration,
        for: subject,
        in: scope
      ),
      let span = quantity.duration
    else { return nil }
    guard span > .zero else {
      report(.zeroDuration(subject, at: expression.range))
      return nil
    }
    return span
  }

  private struct Counted {
    let selections: [Selection]
    let unit: MetricUnit
  }

  /// Counters, added up, which all have the labels that shall be left.
  private mutating func counted(
    _ expression: Expression,
    _ labels: [Name],
    in scope: Scope
  ) -> (Counted, [String])? {
    guard let source = countSource(expression, in: scope) else { return nil }
    guard case .counters(let selections) = source.source else {
      report(.wrongType("PromQL", expected: "a counter", at: expression.range))
      return nil
    }
    guard checkDimensions(labels, of: source.terms) else { return nil }
    for term in source.terms { usedMetrics[term.metric.name] = term.metric }
    let units = Set(source.terms.map(\.metric.countedUnit))
    let unit = units.count == 1 ? units.first ?? .unknown : .unknown
    return (Counted(selections: selections, unit: unit), labels.map(\.text))
  }

  private mutating func increase(
    _ of: Expression,
    _ arguments: Arguments,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    guard let over = arguments.span else {
      report(.argumentOfQuestionMissing("over", of: "increase", at: call.range))
      return nil
    }
    guard let span = questionSpan(over, for: "over", in: scope),
      let (source, labels) = counted(of, arguments.labels, in: scope)
    else { return nil }
    return TypedQuery(
      query: .increase(of: source.selections, over: span, by: labels),
      unit: QueryUnit(source.unit),
      labels: labels
    )
  }

  private mutating func ratio(
    _ of: Expression,
    _ arguments: Arguments,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    guard let to = arguments.total else {
      report(.argumentOfQuestionMissing("to", of: "ratio", at: call.range))
      return nil
    }
    guard let (part, labels) = counted(of, arguments.labels, in: scope),
      let (total, _) = counted(to, arguments.labels, in: scope),
      let over = range(arguments.span, in: scope)
    else { return nil }
    return TypedQuery(
      query: .ratio(
        of: part.selections,
        to: total.selections,
        over: over.length,
        by: labels
      ),
      unit: QueryUnit(.ratio),
      labels: labels
    )
  }

  private mutating func quantile(
    _ of: Expression,
    _ arguments: Arguments,
    _ call: CallExpression,
    in scope: Scope
  ) -> TypedQuery? {
    guard let level = arguments.unlabelled else {
      report(.argumentOfQuestionMissing("99%", of: "quantile", at: call.range))
      return nil
    }
    guard
      case .quantity(let quantity, _) = value(of: level, as: .ratio, for: "quantile", in: scope),
      let filtered = filteredMetric(of, in: scope),
      let over = range(arguments.span, in: scope)
    else { return nil }
    guard quantity.value <= .one else {
      report(.wrongType(text(at: level.range), expected: "at most 100%", at: level.range))
      return nil
    }
    let metric = filtered.metric
    let isNative = metric.kind == .nativeHistogram
    guard metric.kind == .histogram || metric.kind == .unknown || isNative else {
      report(.noBuckets(metric, at: filtered.range))
      return nil
    }
    let series = (metric.series ?? metric.name) + (isNative ? "" : "_bucket")
    guard checkDimensions(arguments.labels, of: [filtered]),
      let selection = selection(filtered, series: series)
    else { return nil }
    usedMetrics[metric.name] = metric
    let labels = arguments.labels.map(\.text)
    return TypedQuery(
      query: .quantile(
        quantity.value,
        of: selection,
        isNative: isNative,
        over: over.length,
        by: labels
      ),
      unit: QueryUnit(metric.unit),
      labels: labels
    )
  }

  /// How long ago, or how long until, a moment that a gauge holds.
  private mutating func span(
    _ question: MetricQuestion,
    _ of: Expression,
    in scope: Scope
  ) -> TypedQuery? {
    guard let sample = sample(of, in: scope) else { return nil }
    guard case .gauge(let selection) = sample.value, let metric = sample.metric,
      metric.unit == .timestamp || metric.origin == nil
    else {
      report(.momentExpected(question.rawValue, at: of.range))
      return nil
    }
    usedMetrics[metric.name] = metric
    return TypedQuery(
      query: .gauge(question == .age ? .age(selection) : .remaining(selection)),
      unit: QueryUnit(.seconds),
      labels: nil
    )
  }

  // MARK: Arithmetic

  private mutating func arithmetic(_ binary: BinaryExpression, in scope: Scope) -> TypedQuery? {
    guard let left = metricQuery(binary.left, in: scope),
      let right = metricQuery(binary.right, in: scope)
    else { return nil }
    if case .number(let one) = left.query, case .number(let other) = right.query {
      return constant(one, binary, other)
    }
    if !left.isNumber, !right.isNumber, let ours = left.labels, let theirs = right.labels,
      Set(ours) != Set(theirs)
    {
      report(.quotientLosesSeries(ours, theirs, at: binary))
      return nil
    }
    return TypedQuery(
      query: .arithmetic(binary.operator, left.query, right.query),
      unit: Self.unit(of: binary.operator, left, right),
      labels: left.isNumber ? right.labels : left.labels
    )
  }

  private mutating func constant(
    _ left: ExactNumber,
    _ binary: BinaryExpression,
    _ right: ExactNumber
  ) -> TypedQuery? {
    let result: ExactNumber
    switch binary.operator {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    default:
      guard right != .zero else {
        report(.wrongType("0", expected: "a number to divide by", at: binary.right.range))
        return nil
      }
      result = left / right
    }
    return TypedQuery(query: .number(result), unit: QueryUnit(.count), labels: [])
  }

  /// What has one unit on both sides keeps it in sums and loses it in quotients; numbers scale.
  private static func unit(
    of operation: BinaryExpression.Operator,
    _ left: TypedQuery,
    _ right: TypedQuery
  ) -> QueryUnit {
    switch operation {
    case .add, .subtract:
      return left.unit == right.unit || right.isNumber
        ? left.unit : left.isNumber ? right.unit : .unknown
    case .multiply:
      return right.isNumber ? left.unit : left.isNumber ? right.unit : .unknown
    default:
      if right.isNumber { return left.unit }
      return left.unit == right.unit && left.unit != .unknown ? QueryUnit(.ratio) : .unknown
    }
  }
}

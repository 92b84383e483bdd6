import SLODSL

/// Functions, and aggregations.
extension PromQLEvaluation {
  func value(of call: PromQLCall) throws -> Value {
    let arguments = call.arguments
    switch (call.function, arguments.count) {
    case ("time", 0): return .scalar(Double(time) / 1000)
    case ("vector", 1):
      return .vector([Element(labels: .none, value: try scalar(of: arguments[0]))])
    case ("scalar", 1):
      let elements = try vector(of: arguments[0])
      return .scalar(elements.count == 1 ? elements[0].value : .nan)
    case ("clamp_min", 2):
      let least = try scalar(of: arguments[1])
      return try value(of: arguments[0]).mapped { $0 < least ? least : $0 }
    case ("clamp_max", 2):
      let most = try scalar(of: arguments[1])
      return try value(of: arguments[0]).mapped { $0 > most ? most : $0 }
    case ("timestamp", 1): return .vector(try timestamps(of: call.arguments[0]))
    case ("abs", 1): return try value(of: arguments[0]).mapped(abs)
    case ("absent", 1):
      guard try vector(of: arguments[0]).isEmpty else { return .vector([]) }
      return .vector([Element(labels: impliedLabels(of: arguments[0]), value: 1)])
    case ("label_replace", 5): return .vector(try labelled(call))
    case (_, 1): return .vector(try overRange(call))
    default: throw unsupported(.call(call))
    }
  }

  /// `label_replace(x, "name", "value", "", "")`: a label set on all series.
  private func labelled(_ call: PromQLCall) throws -> [Element] {
    let texts = call.arguments.dropFirst().compactMap { argument -> String? in
      guard case .string(let string) = argument else { return nil }
      return string.text
    }
    guard texts.count == 4, texts[2].isEmpty, texts[3].isEmpty, !texts[1].contains("$") else {
      throw unsupported(.call(call))
    }
    return try vector(of: call.arguments[0]).map {
      Element(labels: $0.labels.setting([Label(texts[0], texts[1])]), value: $0.value)
    }
  }

  /// What `absent` knows of the series that is not there.
  private func impliedLabels(of expression: PromQLExpression) -> SeriesIdentity {
    guard case .selector(let selector) = expression else { return .none }
    let matchers = selector.matchers.filter { $0.operator == .equal }
    let names = matchers.map(\.label)
    return SeriesIdentity(
      matchers.filter { matcher in names.filter { $0 == matcher.label }.count == 1 }
        .map { Label($0.label, $0.value) }
    ).withoutName
  }

  // MARK: Aggregations

  func value(of aggregation: Aggregation) throws -> [Element] {
    guard aggregation.parameter == nil else { throw unsupported(.aggregation(aggregation)) }
    var order: [SeriesIdentity] = []
    var groups: [SeriesIdentity: [Double]] = [:]
    for element in try vector(of: aggregation.expression) {
      let labels =
        switch aggregation.grouping {
        case .by(let names): element.labels.keeping(names)
        case .without(let names): element.labels.dropping(names + [SeriesIdentity.name])
        }
      if groups[labels] == nil { order.append(labels) }
      groups[labels, default: []].append(element.value)
    }
    return try order.map { labels in
      let values = groups[labels] ?? []
      return Element(labels: labels, value: try fold(values, by: aggregation))
    }
  }

  private func fold(_ values: [Double], by aggregation: Aggregation) throws -> Double {
    let sum = values.reduce(0, +)
    switch aggregation.operator {
    case "sum": return sum
    case "count": return Double(values.count)
    case "avg": return sum / Double(values.count)
    case "min": return Self.extreme(of: values, <)
    case "max": return Self.extreme(of: values, >)
    case "group": return 1
    default: throw unsupported(.aggregation(aggregation))
    }
  }

  /// NaN is the answer only where there is nothing else.
  static func extreme(of values: [Double], _ precedes: (Double, Double) -> Bool) -> Double {
    values.dropFirst().reduce(values.first ?? .nan) { best, value in
      best.isNaN || precedes(value, best) ? value : best
    }
  }
}

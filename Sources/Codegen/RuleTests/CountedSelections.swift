import SLODSL

extension CountSource {
  /// The selections whose growth this source adds up, each counted once; nil for a query of another
  /// shape.
  var countedSelections: [Selection]? {
    switch self {
    case .counters(let selections): selections
    case .query(let query): Self.addends(of: query.expression, depth: 0)
    }
  }

  /// Selectors of a sum of rates: `sum by (a) (rate(x[…])) + rate(y[…])`.
  private static func addends(of expression: PromQLExpression, depth: Int) -> [Selection]? {
    guard depth < 64 else { return nil }
    switch expression {
    case .parenthesized(let inner, _): return addends(of: inner, depth: depth + 1)
    case .aggregation(let aggregation):
      guard aggregation.operator == "sum", aggregation.parameter == nil else { return nil }
      return addends(of: aggregation.expression, depth: depth + 1)
    case .binary(let binary):
      guard binary.operator == .add || binary.operator == .or,
        let left = addends(of: binary.left, depth: depth + 1),
        let right = addends(of: binary.right, depth: depth + 1)
      else { return nil }
      return left + right
    case .call(let call):
      guard ["rate", "increase"].contains(call.function), call.arguments.count == 1,
        case .matrix(let matrix)? = call.arguments.first, matrix.selector.offset == nil,
        matrix.selector.at == nil, let metric = matrix.selector.name
      else { return nil }
      return [Selection(metric: metric, selectors: [matrix.selector])]
    case .number, .string, .unary, .selector, .matrix, .subquery: return nil
    }
  }
}

extension SampleValue {
  /// Everything that is selected.
  var selections: [Selection] {
    switch self {
    case .gauge(let selection), .age(let selection), .remaining(let selection): [selection]
    case .aggregate(_, of: let value, by: _): value.selections
    case .quotient(let left, let right): left.selections + right.selections
    case .query(let expression): SampleValue(reading: expression)?.selections ?? []
    }
  }

  /// What a query of the author's is made of, if it is one of the forms that the language has.
  init?(reading expression: PromQLExpression, depth: Int = 0) {
    guard depth < 64 else { return nil }
    switch expression {
    case .parenthesized(let inner, _):
      self.init(reading: inner, depth: depth + 1)
    case .selector(let selector):
      guard let metric = selector.name, selector.offset == nil, selector.at == nil else {
        return nil
      }
      self = .gauge(Selection(metric: metric, selectors: [selector]))
    case .call(let call):
      // Over a slice that stays good or bad throughout, these are all the gauge itself.
      let same = ["last_over_time", "max_over_time", "min_over_time", "avg_over_time"]
      guard same.contains(call.function), case .matrix(let matrix)? = call.arguments.first else {
        return nil
      }
      self.init(reading: .selector(matrix.selector), depth: depth + 1)
    case .aggregation(let aggregation):
      let operators: [String: Aggregate] = [
        "sum": .sum, "max": .max, "min": .min, "avg": .average, "count": .count,
      ]
      guard let known = operators[aggregation.operator],
        case .by(let labels) = aggregation.grouping,
        let value = SampleValue(reading: aggregation.expression, depth: depth + 1)
      else { return nil }
      self = .aggregate(known, of: value, by: labels)
    case .binary(let binary):
      guard binary.operator == .divide,
        let left = SampleValue(reading: binary.left, depth: depth + 1),
        let right = SampleValue(reading: binary.right, depth: depth + 1)
      else { return nil }
      self = .quotient(left, right)
    case .number, .string, .unary, .matrix, .subquery: return nil
    }
  }
}

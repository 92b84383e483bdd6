/// What aggregations keep.
extension LabelInference {
  /// Aggregations that give back some of the series.
  private static let selecting: Set<String> = ["topk", "bottomk", "limitk", "limit_ratio"]

  mutating func type(of aggregation: Aggregation) -> LabelSetType {
    if let parameter = aggregation.parameter { _ = type(of: parameter) }
    enclosing.append(aggregation.grouping)
    let source = type(of: aggregation.expression)
    enclosing.removeLast()
    judgeGrouping(of: aggregation, source)
    if Self.selecting.contains(aggregation.operator) {
      return source.map { set in
        // Of series that differ in one label only, one may be chosen.
        set.varying = []
        if case .by(let labels) = aggregation.grouping {
          for label in labels { set.joined[label] = nil }
        }
        set.isAlways = set.isAlways && aggregation.operator != "limit_ratio"
      }
    }
    let result = source.map { set in
      switch aggregation.grouping {
      case .by(let labels): set.restrict(to: labels)
      // Type and unit stay where a server adds them: only the name goes.
      case .without(let labels): set.remove(Set(labels).union([SpecialLabel.name]))
      }
    }
    judgeLoss(in: .aggregation(aggregation), from: source, to: result)
    guard aggregation.operator == "count_values" else { return result }
    guard case .string(let label)? = aggregation.parameter?.inner else {
      return LabelSetType([.unknown])
    }
    // The value is a label before `without` takes labels away.
    if case .without(let labels) = aggregation.grouping,
      label.text == SpecialLabel.name || labels.contains(label.text)
    {
      return result
    }
    return result.map { set in
      let key = set.key?.subtracting([label.text])
      set.assign(label.text, isCertain: true, values: nil)
      // One series for each value, whatever told the operands apart.
      set.key = (set.may.finite ?? key.map { $0.union([label.text]) })
      set.varying = []
    }
  }

  /// `by` labels that the operand cannot have.
  private mutating func judgeGrouping(of aggregation: Aggregation, _ source: LabelSetType) {
    guard case .by(let labels) = aggregation.grouping, !source.isNever else { return }
    for label in labels where !source.mayHave(label) {
      // Who asks for series without a label knows that they have none.
      let isKnown = aggregation.expression.selectors.contains { selector in
        selector.matchers.contains {
          $0.label == label && $0.operator == .equal && $0.value.isEmpty
        }
      }
      guard !isKnown else { continue }
      judge(.groupingMissing(aggregation, label: label))
    }
  }

  /// Labels that a group list copied and that go here without having been read.
  mutating func judgeLoss(
    in expression: PromQLExpression,
    from source: LabelSetType,
    to result: LabelSetType
  ) {
    var before: [String: PromQLRange] = [:]
    for alternative in source.alternatives { before.merge(alternative.joined) { one, _ in one } }
    for (label, place) in before.sorted(by: { $0.key < $1.key }) where !result.mayHave(label) {
      judge(.joinedLost(expression, label: label, joined: place))
    }
  }
}

extension PromQLExpression {
  /// What stands inside parentheses.
  var inner: PromQLExpression {
    var expression = self
    while case .parenthesized(let inner, _) = expression { expression = inner }
    return expression
  }
}

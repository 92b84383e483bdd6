/// Units, guards and averages; what one count over another means is in another file.
extension PromQLLinter {
  mutating func lintArithmetic() {
    lintArithmetic(inferred, in: ArithmeticSurroundings())
  }

  /// What stands around an expression.
  struct ArithmeticSurroundings {
    /// Whether something else stands in where it is empty or no number.
    var isGuarded = false
    /// Whether it is compared with an upper limit, so that only a value can raise an alert.
    var isBelow = false
  }

  private mutating func lintArithmetic(
    _ node: InferredExpression,
    in surroundings: ArithmeticSurroundings
  ) {
    var inside = surroundings
    switch node.expression {
    case .aggregation(let aggregation): lintAveragedRatio(aggregation, node)
    case .call(let call): lintRatioOverTime(call, node)
    case .binary(let binary):
      switch binary.operator {
      case .or:
        lintGuardedRatio(binary, node)
        lintArithmetic(node.children[0], in: ArithmeticSurroundings(isGuarded: true))
        lintArithmetic(node.children[1], in: surroundings)
        return
      case .add, .subtract: lintUnits(binary, node)
      case .divide: lintRatio(binary, node, in: surroundings)
      default: break
      }
      if binary.operator.kind == .comparison {
        lintUnits(binary, node)
        lintShareThreshold(binary, node)
        inside = comparing(binary, node)
      }
    case .number, .string, .parenthesized, .unary, .selector, .matrix, .subquery: break
    }
    for child in node.children { lintArithmetic(child, in: inside) }
  }

  private func comparing(
    _ binary: PromQLBinary,
    _ node: InferredExpression
  ) -> ArithmeticSurroundings {
    let isTurned = node.children[0].constant != nil
    switch isTurned ? binary.operator.turned : binary.operator {
    case .less, .lessOrEqual: return ArithmeticSurroundings(isBelow: true)
    default: return ArithmeticSurroundings(isGuarded: true)
    }
  }

  // MARK: Averages

  /// SLO3602: an average of ratios. SLO3603: a sum that one division by zero spoils.
  private mutating func lintAveragedRatio(
    _ aggregation: Aggregation,
    _ node: InferredExpression
  ) {
    guard let inner = node.children.last, let quotient = inner.scaledQuotient else { return }
    switch aggregation.operator {
    case "avg" where inner.kind == .share || inner.kind == .mean:
      report(
        PromQLFinding(
          .SLO3602,
          "an average of ratios: a group without traffic weighs as much as the busiest",
          at: aggregation.range.bytes,
          notes: ["and one without any traffic makes the average NaN: it divides by zero"],
          help: ["divide sums: `sum(…) / sum(…)`"]
        )
      )
    case "sum", "stddev", "stdvar":
      let divisor = quotient.children[1]
      guard divisor.kind.isGrowth, !divisor.excludesZero else { return }
      report(
        PromQLFinding(
          .SLO3603,
          "without traffic in one group this divides by zero, and the `\(aggregation.operator)` "
            + "of all is NaN",
          at: aggregation.range.bytes,
          notes: ["NaN meets no comparison: an alert on it cannot fire"],
          help: ["divide sums, or leave idle groups out"],
          fix: excludingZero(divisor)
        )
      )
    default: break
    }
  }

  /// SLO3602: an average of ratios over time.
  private mutating func lintRatioOverTime(_ call: PromQLCall, _ node: InferredExpression) {
    guard call.function == "avg_over_time", let argument = node.children.first,
      case .subquery = argument.expression, argument.kind == .share || argument.kind == .mean,
      argument.children[0].scaledQuotient != nil
    else { return }
    report(
      PromQLFinding(
        .SLO3602,
        "an average of ratios: a quiet minute weighs as much as the busiest",
        at: call.range.bytes,
        notes: ["and one without any traffic makes the average NaN: it divides by zero"],
        help: ["divide counts of the whole range: `increase(…[30d]) / increase(…[30d])`"]
      )
    )
  }

  /// `(divisor > 0)`
  func excludingZero(_ divisor: InferredExpression) -> PromQLFinding.Fix? {
    guard source(divisor.range) != nil else { return nil }
    return PromQLFinding.Fix(
      "leave out what had no traffic",
      [
        PromQLFinding.Edit(divisor.range.lowerBound..<divisor.range.lowerBound, "("),
        PromQLFinding.Edit(divisor.range.upperBound..<divisor.range.upperBound, " > 0)"),
      ]
    )
  }

  // MARK: Guards

  /// SLO3605: a number instead of a ratio that has no value.
  private mutating func lintGuardedRatio(_ binary: PromQLBinary, _ node: InferredExpression) {
    let (ratio, instead) = (node.children[0], node.children[1])
    guard ratio.kind == .share, instead.kind == .number, case .call = instead.bare.expression,
      ratio.isUnlabelled || binary.matching.map({ $0.labels == .on([]) }) ?? false
    else { return }
    let text = instead.constant.map { PromQLText.decimal($0) } ?? "a number"
    report(
      PromQLFinding(
        .SLO3605,
        "when everything is down this says \(text)",
        at: node.range,
        notes: [
          "the guard stands in for errors that never happened, and for traffic that stopped as well"
        ],
        help: ["guard the events above the line only, and alert on absence"],
        fix: guardingEvents(ratio, instead, node)
      )
    )
  }

  /// `(errors or vector(0)) / total` of `errors / total or vector(0)`.
  private func guardingEvents(
    _ ratio: InferredExpression,
    _ instead: InferredExpression,
    _ node: InferredExpression
  ) -> PromQLFinding.Fix? {
    guard instead.constant == 0, case .binary(let binary) = ratio.bare.expression,
      binary.operator == .divide, binary.matching == nil, ratio.bare.children[0].isUnlabelled,
      let events = source(ratio.bare.children[0].range),
      let total = source(ratio.bare.children[1].range)
    else { return nil }
    let guarded =
      "(" + String(decoding: events, as: UTF8.self) + " or vector(0)) / "
      + String(decoding: total, as: UTF8.self)
    return fix("guard the events only", replacing: node.range, with: guarded)
  }

  // MARK: Units

  /// SLO3607: values of different units added, subtracted or compared.
  private mutating func lintUnits(_ binary: PromQLBinary, _ node: InferredExpression) {
    let (left, right) = (node.children[0], node.children[1])
    guard left.constant == nil, right.constant == nil, let one = left.unit, let other = right.unit,
      !one.isComparable(with: other)
    else { return }
    // A length of time may be added to a point in time; what remains was judged as comparable.
    if binary.operator.kind == .arithmetic, one.isShift(by: other) || other.isShift(by: one) {
      return
    }
    let verb = binary.operator.kind == .comparison ? "compares" : "combines"
    report(
      PromQLFinding(
        .SLO3607,
        "`\(binary.operator.rawValue)` \(verb) \(one.text) with \(other.text)",
        at: node.range,
        fix: converting(left, right)
      )
    )
  }

  /// Brings the side with the smaller unit to that of the other.
  private func converting(
    _ left: InferredExpression,
    _ right: InferredExpression
  ) -> PromQLFinding.Fix? {
    guard let one = left.unit, let other = right.unit, let factor = one.factor(from: other) else {
      return nil
    }
    let isRightSmaller = factor < .one
    let side = isRightSmaller ? right : left
    let divisor = isRightSmaller ? .one / factor : factor
    guard source(side.range) != nil, divisor.isInteger else { return nil }
    let unit = isRightSmaller ? one : other
    let suffix = " / " + divisor.decimalText
    let isLoose =
      side.expression.precedence < PromQLBinary.Operator.divide.precedence
    var edits = [
      PromQLFinding.Edit(
        side.range.upperBound..<side.range.upperBound,
        isLoose ? ")" + suffix : suffix
      )
    ]
    if isLoose {
      edits.insert(
        PromQLFinding.Edit(side.range.lowerBound..<side.range.lowerBound, "("),
        at: 0
      )
    }
    return PromQLFinding.Fix("convert to \(unit.text)", edits)
  }

  /// SLO3608: a percentage where a ratio is compared, and the other way round.
  private mutating func lintShareThreshold(_ binary: PromQLBinary, _ node: InferredExpression) {
    let (left, right) = (node.children[0], node.children[1])
    guard (left.constant == nil) != (right.constant == nil) else { return }
    let (values, threshold) = right.constant == nil ? (right, left) : (left, right)
    let comparison = right.constant == nil ? binary.operator.turned : binary.operator
    guard let whole = values.whole, let limit = threshold.constant,
      [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(comparison)
    else { return }
    // A gauge called a ratio may exceed 1, but hardly tenfold.
    let isDeclared = values.series?.metric?.kind == .gauge
    let isAbove = comparison == .greater || comparison == .greaterOrEqual
    let text = (threshold.bare.expression).text
    if isDeclared ? limit >= whole * 10 : limit > whole {
      report(
        PromQLFinding(
          .SLO3608,
          "this is a share, at most \(PromQLText.decimal(whole)): it is "
            + (isAbove ? "never above " : "always below ") + text,
          at: threshold.range,
          fix: limit <= 100 * whole ? rescaled(threshold, by: ExactNumber(1, over: 100)) : nil
        )
      )
    } else if !isDeclared, whole == 100, !isAbove, (0.9..<1).contains(limit) {
      report(
        PromQLFinding(
          .SLO3608,
          "this is a percentage, compared with \(text) per cent",
          at: threshold.range,
          fix: rescaled(threshold, by: ExactNumber(100))
        )
      )
    }
  }

  private func rescaled(
    _ threshold: InferredExpression,
    by factor: ExactNumber
  ) -> PromQLFinding.Fix? {
    guard case .number(let number) = threshold.expression,
      let exact = ExactNumber(decimal: number.text.utf8)
    else { return nil }
    let text = (exact * factor).decimalText
    return fix("compare with \(text)", replacing: threshold.range, with: text)
  }
}

extension InferredExpression {
  /// The division that its values come from, times a constant at most.
  fileprivate var scaledQuotient: InferredExpression? {
    var node = bare
    while case .binary(let binary) = node.expression {
      if binary.operator == .divide, node.children[1].constant == nil { return node }
      guard binary.operator == .divide || binary.operator == .multiply else { return nil }
      if node.children[1].constant != nil {
        node = node.children[0].bare
      } else if node.children[0].constant != nil {
        node = node.children[1].bare
      } else {
        return nil
      }
    }
    return nil
  }
}

extension PromQLUnit {
  /// Whether it is a point in time and the other a length of time.
  fileprivate func isShift(by other: PromQLUnit) -> Bool {
    guard sense == .instant, other.sense != .instant else { return false }
    return perSecond.isDimensionless && other.perSecond.isDimensionless
  }
}

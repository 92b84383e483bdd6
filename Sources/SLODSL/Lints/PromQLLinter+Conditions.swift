/// Comparisons and set operators whose outcome is settled before anything is measured.
extension PromQLLinter {
  /// SLO3109: a comparison that can never hold.
  mutating func lintComparison(_ binary: PromQLBinary, _ left: Fact, _ right: Fact) {
    let sign = binary.operator.rawValue
    let constants = [left.constant, right.constant]
    if let nan = constants.firstIndex(where: { $0?.isNaN ?? false }) {
      let other = nan == 0 ? binary.right : binary.left
      let text = source(other.range).map { String(decoding: $0, as: UTF8.self) } ?? "x"
      let outcome = binary.operator == .notEqual ? "always" : "never"
      report(
        PromQLFinding(
          .SLO3109,
          "`\(sign)` with NaN is \(outcome) true: NaN is not equal to anything, itself included",
          at: binary.range.bytes,
          help: binary.operator == .equal && text.utf8.count <= 40
            ? ["what is no number differs from itself: `\(text) != \(text)`"] : []
        )
      )
      return
    }
    if let one = left.constant, let other = right.constant {
      reportConstants(binary, binary.operator.compares(one, other))
    } else if PromQLBounds.never(binary.operator, left.bounds, right.bounds) {
      let (side, bounds) =
        left.constant == nil && left.bounds != .any
        ? ("the left side", left.bounds) : ("the right side", right.bounds)
      report(
        PromQLFinding(
          .SLO3109,
          "this is never true: \(side) \(bounds.words)",
          at: binary.range.bytes,
          notes: binary.left.countsSeries && left.bounds.low >= 1
            ? ["`count` of no series is no result, not 0"] : [],
          help: binary.left.countsSeries && left.bounds.low >= 1
            ? ["ask for nothing with `absent(…)`, or add a 0: `(count(…) or vector(0)) < …`"] : []
        )
      )
    }
  }

  private mutating func reportConstants(_ binary: PromQLBinary, _ holds: Bool) {
    // `vector(1) > 0` is how a dead man's switch is written.
    if holds, context.purpose == .alerting, binary == expression.rootComparison { return }
    report(
      PromQLFinding(
        .SLO3109,
        "both sides are constant: this is \(holds ? "always" : "never") true",
        at: binary.range.bytes
      )
    )
  }

  /// SLO3109: `a or a`.
  mutating func lintSameOperands(_ binary: PromQLBinary) {
    guard binary.matching == nil, binary.left.unwrapped == binary.right.unwrapped else { return }
    let sign = binary.operator.rawValue
    let outcome = binary.operator == .unless ? "the result is always empty" : "one is enough"
    var fix: PromQLFinding.Fix?
    if binary.operator != .unless {
      let rest = binary.left.range.end..<max(binary.left.range.end, binary.right.range.end)
      fix = self.fix("keep one side", replacing: rest, with: "", safety: .safe)
    }
    report(
      PromQLFinding(
        .SLO3109,
        "both sides of `\(sign)` are the same: \(outcome)",
        at: binary.range.bytes,
        fix: fix
      )
    )
  }

  // MARK: bool

  /// SLO3111: behind `and` and `unless` only the presence of series counts, not their values.
  mutating func lintBool(in binary: PromQLBinary) {
    guard binary.operator == .and || binary.operator == .unless,
      case .binary(let right) = binary.right.unwrapped, right.returnsBool, !right.isBetweenNumbers
    else { return }
    report(
      PromQLFinding(
        .SLO3111,
        "`bool` keeps every series, 0 or 1: `\(binary.operator.rawValue)` asks only whether "
          + "there is one",
        at: right.range.bytes,
        fix: removingBool(from: right)
      )
    )
  }

  /// SLO3111: an alert whose value is 0 or 1 fires either way.
  mutating func lintAlertValue() {
    guard context.purpose == .alerting else { return }
    var open = [expression]
    while let next = open.popLast() {
      guard case .binary(let binary) = next.unwrapped else { continue }
      switch binary.operator {
      case .or: open += [binary.left, binary.right]
      case .and, .unless: open.append(binary.left)
      default:
        guard binary.returnsBool else { continue }
        report(
          PromQLFinding(
            .SLO3111,
            "this alert fires whether the comparison holds or not: with `bool` there is a result "
              + "either way, 0 or 1",
            at: binary.range.bytes,
            fix: removingBool(from: binary)
          )
        )
      }
    }
  }

  /// SLO3111: `avg(x == 1)` is 1 wherever there is a result. Whether something was reported.
  mutating func lintFilteredValue(in aggregation: Aggregation) -> Bool {
    guard ["sum", "avg"].contains(aggregation.operator),
      case .binary(let filter) = aggregation.expression.unwrapped, filter.operator == .equal,
      !filter.returnsBool, case .number(let number) = filter.right.unwrapped,
      number.value.isFinite
    else { return false }
    let outcome: String
    switch (aggregation.operator, number.value) {
    case ("sum", 1): return false
    case ("sum", 0): outcome = "the sum of what equals 0 is always 0"
    case ("sum", _): outcome = "this adds \(number.text) for each series that equals it"
    default: outcome = "the average of what equals \(number.text) is always \(number.text)"
    }
    let sign = operatorPlace(of: filter)
    report(
      PromQLFinding(
        .SLO3111,
        "`==` keeps the values and drops the other series: \(outcome)",
        at: filter.range.bytes,
        fix: sign.flatMap {
          fix("compare with `== bool`, which is 0 or 1", replacing: $0, with: "== bool")
        }
      )
    )
    return true
  }

  private func removingBool(from binary: PromQLBinary) -> PromQLFinding.Fix? {
    guard let sign = operatorPlace(of: binary) else { return nil }
    let end = binary.right.range.start
    let start = skippingBlanks(from: sign.upperBound, to: end)
    guard start + 4 <= end,
      text[start..<(start + 4)].map({ $0 | 0x20 }) == Array("bool".utf8)
    else { return nil }
    return fix(
      "filter with `\(binary.operator.rawValue)`",
      replacing: start..<(start + 4),
      with: ""
    )
    .map { fix in
      // One blank goes with the word.
      guard start > 0, text[start - 1] == UInt8(ascii: " ") else { return fix }
      return PromQLFinding.Fix(
        fix.title,
        [PromQLFinding.Edit((start - 1)..<(start + 4), "")],
        safety: fix.safety
      )
    }
  }

  /// Where the sign of a comparison stands; nil without a text.
  private func operatorPlace(of binary: PromQLBinary) -> Range<Int>? {
    let left = binary.left.range.end
    guard left > 0, source(binary.range) != nil, left < binary.right.range.start else { return nil }
    let start = skippingBlanks(from: left, to: binary.right.range.start)
    return start..<(start + binary.operator.rawValue.utf8.count)
  }
}

extension PromQLBounds {
  /// `is at least 1`, `lies between 0 and 23`
  fileprivate var words: String {
    if let constant { return "is always \(PromQLText.decimal(constant))" }
    switch (low.isFinite, high.isFinite) {
    case (true, true):
      return "lies between \(PromQLText.decimal(low)) and \(PromQLText.decimal(high))"
    case (true, false): return "is never below \(PromQLText.decimal(low))"
    case (false, true): return "is never above \(PromQLText.decimal(high))"
    case (false, false): return low == high ? "is \(PromQLText.decimal(low))" : "is anything"
    }
  }
}

extension PromQLBinary {
  /// `1 > bool 2`: a number, not series.
  fileprivate var isBetweenNumbers: Bool {
    if case .number = left.unwrapped, case .number = right.unwrapped { true } else { false }
  }
}

extension PromQLBinary.Operator {
  fileprivate func compares(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    default: false
    }
  }
}

extension PromQLExpression {
  fileprivate var countsSeries: Bool {
    if case .aggregation(let aggregation) = unwrapped {
      aggregation.operator == "count"
    } else {
      false
    }
  }

  fileprivate var rootComparison: PromQLBinary? {
    if case .binary(let binary) = unwrapped { binary } else { nil }
  }
}

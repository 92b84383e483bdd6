/// Numbers and durations that are not what they look like, and modifiers that hurt in rules.
extension PromQLLinter {
  /// SLO3106: `0600` is 384.
  mutating func lintOctal(_ number: PromQLNumber) {
    guard !number.isDuration, let written = source(number.range) else { return }
    let digits = written.drop { !PromQLText.isDigit($0) }
    guard digits.count > 1, digits.first == UInt8(ascii: "0"),
      digits.allSatisfy({ PromQLText.isDigit($0) || $0 == UInt8(ascii: "_") })
    else { return }
    let plain = digits.filter { $0 != UInt8(ascii: "_") }.drop { $0 == UInt8(ascii: "0") }
    let decimal = String(decoding: plain, as: UTF8.self)
    guard !decimal.isEmpty, let value = Double(decimal), value != number.value.magnitude else {
      return
    }
    report(
      PromQLFinding(
        .SLO3106,
        "this number is \(PromQLText.decimal(number.value.magnitude)): a 0 in front makes it octal",
        at: digits.startIndex..<digits.endIndex,
        fix: fix(
          "write \(decimal)",
          replacing: digits.startIndex..<digits.endIndex,
          with: decimal
        )
      )
    )
  }

  /// SLO3106: `x offset (5m) + 1` looks back by five minutes and one second.
  mutating func lintOffset(_ offset: PromQLDuration?, at: PromQLAt?, of owner: PromQLExpression) {
    guard let offset else { return }
    let range = owner.range
    guard case .expression(.binary(let sign, let left, _, let place)) = offset else {
      if case .literal = offset, at == nil { lintUnitOfOffset(range) }
      return
    }
    var first = left
    while case .binary(_, let inner, _, _) = first { first = inner }
    guard case .parenthesized(_, let inner) = first, source(range) != nil else { return }
    // A range is no operand, so for one the operator cannot have been meant for the values.
    guard case .selector = owner else { return }
    report(
      PromQLFinding(
        .SLO3106,
        "`\(sign)` belongs to the offset here: a duration in parentheses is read on",
        at: place.bytes,
        fix: PromQLFinding.Fix(
          "end the selector before the operator",
          [
            PromQLFinding.Edit(range.start..<range.start, "("),
            PromQLFinding.Edit(inner.end..<inner.end, ")"),
          ]
        )
      )
    )
  }

  /// SLO3106: `x offset 5` is five seconds.
  private mutating func lintUnitOfOffset(_ range: PromQLRange) {
    guard let written = source(range), let last = written.last, PromQLText.isDigit(last) else {
      return
    }
    let rest = written.reversed().drop { PromQLText.isDigit($0) }
    let count = written.count - rest.count
    let word = rest.drop {
      [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-")].contains($0)
    }
    guard word.prefix(6).reversed().map({ $0 | 0x20 }) == Array("offset".utf8) else { return }
    reportUnit(at: (range.end - count)..<range.end, of: "offset")
  }

  /// SLO3106: `x[5]` is five seconds.
  mutating func lintRange(of expression: PromQLExpression) {
    guard let bracket = bracket(of: expression) else { return }
    for (place, what) in [(bracket.length, "range"), (bracket.step, "step")] {
      guard let place, let written = source(place), written.allSatisfy(PromQLText.isDigit) else {
        continue
      }
      reportUnit(at: place, of: what)
    }
  }

  private mutating func reportUnit(at place: Range<Int>, of what: String) {
    let digits = String(decoding: text[place], as: UTF8.self)
    // Who writes 300 means seconds; who writes 5 may mean minutes.
    guard let count = Int(digits), count > 0, count < 60, String(count) == digits else { return }
    report(
      PromQLFinding(
        .SLO3106,
        "this \(what) is \(count)s: a number without a unit counts seconds",
        at: place,
        fix: fix("state the unit", replacing: place, with: "\(count)s", safety: .safe)
      )
    )
  }

  /// SLO3106: `x offset 2 * 5m` multiplies the values by 300.
  mutating func lintOffsetArithmetic(_ binary: PromQLBinary) {
    guard binary.operator.kind == .arithmetic, case .number(let number) = binary.right,
      number.isDuration, case .literal? = binary.left.ownOffset
    else { return }
    let sign = binary.operator.rawValue
    // Its missing unit is part of the same mistake.
    let left = binary.left.range.bytes
    findings.removeAll { $0.code == .SLO3106 && left.contains($0.range.lowerBound) }
    report(
      PromQLFinding(
        .SLO3106,
        "`\(sign)` does not belong to the offset: it works on the values, with "
          + PromQLText.decimal(number.value),
        at: binary.range.bytes,
        help: ["state the offset as one duration, as in `offset 10m`"]
      )
    )
  }

  /// SLO3112: what looks at one moment for ever, or at the future.
  mutating func lintModifiers(
    _ offset: PromQLDuration?,
    _ at: PromQLAt?,
    of range: PromQLRange
  ) {
    guard context.purpose != .query else { return }
    if case .milliseconds? = at {
      report(
        PromQLFinding(
          .SLO3112,
          "`@` pins this to one moment: a rule yields the same at every evaluation",
          at: range.bytes
        )
      )
    }
    guard case .literal(let nanoseconds)? = offset, nanoseconds < 0 else { return }
    let ahead = Duration(milliseconds: -(nanoseconds / 1_000_000)).text
    report(
      PromQLFinding(
        .SLO3112,
        "this looks \(ahead) ahead: when a rule runs there are no such samples yet",
        at: range.bytes
      )
    )
  }

  /// Where the length and the step of a range stand; nil without a text.
  func bracket(
    of expression: PromQLExpression
  ) -> (length: Range<Int>, step: Range<Int>?, hasColon: Bool)? {
    let inner: PromQLRange
    switch expression {
    case .matrix(let matrix): inner = matrix.selector.range
    case .subquery(let subquery): inner = subquery.expression.range
    default: return nil
    }
    guard source(expression.range) != nil else { return nil }
    let end = expression.range.end
    let open = skippingBlanks(from: inner.end, to: end)
    guard open < end, text[open] == UInt8(ascii: "["),
      let close = text[open..<end].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let colon = text[open..<close].firstIndex(of: UInt8(ascii: ":"))
    let length = trimmed((open + 1)..<(colon ?? close))
    let step = colon.map { trimmed(($0 + 1)..<close) }
    return (length, step.flatMap { $0.isEmpty ? nil : $0 }, colon != nil)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = skippingBlanks(from: range.lowerBound, to: range.upperBound)
    var end = range.upperBound
    while end > start, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }
}

extension PromQLExpression {
  /// The offset of a selector or subquery that stands here without parentheses.
  fileprivate var ownOffset: PromQLDuration? {
    switch self {
    case .selector(let selector): selector.offset
    case .matrix(let matrix): matrix.selector.offset
    case .subquery(let subquery): subquery.offset
    default: nil
    }
  }
}

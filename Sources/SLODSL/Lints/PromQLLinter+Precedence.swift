/// Operators that group otherwise than they read.
extension PromQLLinter {
  /// SLO3110: set operators mixed without parentheses, and a fallback behind a sum.
  mutating func lintPrecedence(of binary: PromQLBinary) {
    guard binary.operator.kind == .set else { return }
    for (operand, isLeft) in [(binary.left, true), (binary.right, false)] {
      guard case .binary(let inner) = operand else { continue }
      if inner.operator.kind == .set {
        lintMixture(inner, in: binary, isLeft: isLeft)
      } else if isLeft, binary.operator == .or {
        lintFallback(of: inner, in: binary)
      }
    }
  }

  /// `a or b and c` is `a or (b and c)`; `a unless b and c` is `(a unless b) and c`.
  private mutating func lintMixture(
    _ inner: PromQLBinary,
    in outer: PromQLBinary,
    isLeft: Bool
  ) {
    // From left to right `and` and `unless` narrow down step by step, as one reads them.
    guard inner.operator != outer.operator, !(isLeft && inner.operator == .and) else { return }
    let place = inner.range.bytes
    var fix: PromQLFinding.Fix?
    if source(place) != nil {
      fix = PromQLFinding.Fix(
        "put parentheses around it",
        [
          PromQLFinding.Edit(place.lowerBound..<place.lowerBound, "("),
          PromQLFinding.Edit(place.upperBound..<place.upperBound, ")"),
        ],
        safety: .safe
      )
    }
    let (one, other) = (inner.operator.rawValue, outer.operator.rawValue)
    report(
      PromQLFinding(
        .SLO3110,
        "`\(one)` and `\(other)` are mixed without parentheses: this part is done first",
        at: place,
        notes: ["`and` and `unless` bind alike, from left to right, and tighter than `or`"],
        fix: fix
      )
    )
  }

  /// `1 - a or vector(0)` is `(1 - a) or vector(0)`: without `a` the result is 0 and not 1.
  private mutating func lintFallback(of inner: PromQLBinary, in outer: PromQLBinary) {
    guard inner.operator == .add || inner.operator == .subtract,
      case .call(let call) = outer.right.unwrapped, call.function == "vector"
    else { return }
    let sign = inner.operator.rawValue
    let place = inner.range.start..<max(inner.range.start, outer.range.end)
    var fix: PromQLFinding.Fix?
    if source(place) != nil {
      fix = PromQLFinding.Fix(
        "fall back inside of the \(inner.operator == .add ? "sum" : "difference")",
        [
          PromQLFinding.Edit(inner.right.range.start..<inner.right.range.start, "("),
          PromQLFinding.Edit(place.upperBound..<place.upperBound, ")"),
        ]
      )
    }
    report(
      PromQLFinding(
        .SLO3110,
        "`or` binds weaker than `\(sign)`: the fallback stands for the whole result, not for the "
          + "last operand",
        at: place,
        help: ["if the whole is meant, put parentheses around the left side"],
        fix: fix
      )
    )
  }
}

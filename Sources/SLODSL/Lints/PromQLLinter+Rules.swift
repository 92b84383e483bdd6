/// Expressions as conditions of alerts.
extension PromQLLinter {
  /// SLO3801: an alert that fires for every series there is.
  mutating func lintRules() {
    guard context.purpose == .alerting, expression.readsSeries else { return }
    for part in expression.alternatives where !part.mayBeEmpty && part.readsSeries {
      // An alert of zeros and ones has been reported.
      if case .binary(let binary) = part.unwrapped, binary.returnsBool { continue }
      report(
        PromQLFinding(
          .SLO3801,
          "this has no condition: every series of it is an alert, whatever its value is",
          at: part.range.bytes,
          help: ["compare with a threshold, as in `… > 0`"]
        )
      )
    }
  }
}

extension PromQLExpression {
  /// The sides of the outermost `or`s.
  fileprivate var alternatives: [PromQLExpression] {
    var parts: [PromQLExpression] = []
    var open = [self]
    while let next = open.popLast() {
      if case .binary(let binary) = next.unwrapped, binary.operator == .or {
        open += [binary.right, binary.left]
      } else {
        parts.append(next)
      }
    }
    return parts
  }

  /// Whether something inside decides which series there are; recorded series and the server's own
  /// may do so where they are recorded.
  fileprivate var mayBeEmpty: Bool {
    contains { inner in
      switch inner {
      case .binary(let binary):
        binary.operator == .and || binary.operator == .unless
          || binary.operator.kind == .comparison && !binary.returnsBool
      case .call(let call): call.function == "absent" || call.function == "absent_over_time"
      case .selector(let selector): selector.isCondition
      case .matrix(let matrix): matrix.selector.isCondition
      default: false
      }
    }
  }

  fileprivate var readsSeries: Bool {
    contains { inner in
      switch inner {
      case .selector, .matrix: true
      default: false
      }
    }
  }

  /// Whether anything inside is as asked for, however deep.
  private func contains(_ isWanted: (PromQLExpression) -> Bool) -> Bool {
    var open = [self]
    while let next = open.popLast() {
      if isWanted(next) { return true }
      open += next.children
    }
    return false
  }
}

extension VectorSelector {
  fileprivate var isCondition: Bool {
    guard let name else { return false }
    return name.utf8.contains(UInt8(ascii: ":")) || name.hasPrefix("ALERTS")
  }
}

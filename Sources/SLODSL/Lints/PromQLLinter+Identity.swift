/// Results whose series come and go, and lists of rules that nobody reads in order.
extension PromQLLinter {
  mutating func lintIdentity() {
    let isRule = context.purpose == .recording || context.purpose == .alerting
    if isRule { lintChoice(expression) }
    expression.visit { node in
      guard case .call(let call) = node else { return }
      if isRule { lintSort(call) }
      lintAbsence(call)
    }
  }

  /// SLO3514: which series there are depends on their ranks.
  private mutating func lintChoice(_ expression: PromQLExpression) {
    switch expression {
    case .parenthesized(let inner, _), .unary(_, let inner, _): lintChoice(inner)
    case .binary(let binary):
      let picked = choosingSides(of: binary)
      if picked.left { lintChoice(binary.left) }
      if picked.right { lintChoice(binary.right) }
    case .aggregation(let aggregation):
      guard ["topk", "bottomk", "limitk"].contains(aggregation.operator) else { return }
      report(
        PromQLFinding(
          .SLO3514,
          "\(aggregation.operator) chooses other series from one evaluation to the next",
          at: aggregation.range.bytes,
          notes: [
            context.purpose == .alerting
              ? "an alert that leaves the first ranks resolves, and begins to wait anew"
              : "a recorded series that leaves the first ranks has gaps"
          ],
          help: ["compare each series with a threshold; choose when the result is looked at"]
        )
      )
    case .call, .number, .string, .selector, .matrix, .subquery: break
    }
  }

  /// The sides whose series are those of the result: of a match on listed labels, only the many.
  private func choosingSides(of binary: PromQLBinary) -> (left: Bool, right: Bool) {
    switch (binary.operator, binary.matching?.group, binary.matching?.labels) {
    case (.or, _, _), (_, nil, nil): (true, binary.operator != .and && binary.operator != .unless)
    case (.and, _, _), (.unless, _, _), (_, .left?, _): (true, false)
    case (_, .right?, _): (false, true)
    case (_, nil, .ignoring?): (true, true)
    case (_, nil, .on?): (false, false)
    }
  }

  /// SLO3519: rules have no order.
  private mutating func lintSort(_ call: PromQLCall) {
    guard call.function.hasPrefix("sort"), let inner = call.arguments.first else { return }
    var fix: PromQLFinding.Fix?
    if call.arguments.count == 1, source(call.range) != nil, source(inner.range) != nil {
      let name = call.range.start..<(call.range.start + call.function.utf8.count)
      fix = PromQLFinding.Fix(
        "leave \(call.function) out",
        // The parentheses stay where an operator needs them.
        inner.precedence < 7
          ? [PromQLFinding.Edit(name, "")]
          : [
            PromQLFinding.Edit(call.range.start..<inner.range.start, ""),
            PromQLFinding.Edit(inner.range.end..<call.range.end, ""),
          ],
        safety: .safe
      )
    }
    report(
      PromQLFinding(
        .SLO3519,
        "\(call.function) has no effect in a rule",
        at: call.range.bytes,
        notes: ["series are stored and alerts are sent one by one, in no order"],
        fix: fix
      )
    )
  }

  /// SLO3518: absence of an aggregate says nothing of what is absent.
  private mutating func lintAbsence(_ call: PromQLCall) {
    guard call.function == "absent", let argument = call.arguments.first,
      case .aggregation(let aggregation) = argument.inner,
      ["sum", "count", "min", "max", "avg", "group"].contains(aggregation.operator),
      case .selector(let selector) = aggregation.expression.inner
    else { return }
    let equal = selector.matchers.filter { matcher in
      matcher.operator == .equal && !matcher.value.isEmpty && matcher.label != SpecialLabel.name
    }
    guard !equal.isEmpty else { return }
    let labels = equal.map { "'\($0.label)'" }.joined(separator: ", ")
    var fix: PromQLFinding.Fix?
    if let inside = source(selector.range) {
      fix = self.fix(
        "ask for the selector itself",
        replacing: argument.range.bytes,
        with: String(decoding: inside, as: UTF8.self)
      )
    }
    report(
      PromQLFinding(
        .SLO3518,
        "the absence of an aggregate has no labels: \(labels) is lost",
        at: call.range.bytes,
        notes: ["absent(…) of a selector takes over the labels of its = matchers"],
        help: ["write absent(\(selector.name ?? "")\(selector.name == nil ? "" : "{…}"))"],
        fix: fix
      )
    )
  }
}

/// Breaks expressions over lines exactly as Prometheus' own formatter does.
///
/// A node whose canonical text is longer than the width is split: operands and arguments go on
/// lines of their own, two blanks deeper. Selectors are never split.
struct PromQLPrettyPrinter {
  /// In bytes, of each node's own text; the indentation does not count.
  let width: Int

  func text(of expression: PromQLExpression, level: Int = 0) -> String {
    let margin = String(repeating: "  ", count: level)
    let line = expression.text
    switch expression {
    case .number, .string, .selector, .matrix: return margin + line
    case .subquery(let subquery):
      guard line.utf8.count > width else { return line }
      var suffix = PromQLPrinter()
      suffix.appendSuffix(of: subquery)
      return text(of: subquery.expression, level: level) + suffix.text
    case .unary(let negative, let operand, _):
      let inner = text(of: operand, level: level).drop { $0 == " " }
      return margin + (negative ? "-" : "+") + inner
    case .parenthesized(let inner, _):
      guard line.utf8.count > width else { return margin + line }
      return margin + "(\n" + text(of: inner, level: level + 1) + "\n" + margin + ")"
    case .call(let call):
      guard line.utf8.count > width else { return margin + line }
      return margin + call.function + "(\n" + text(of: call.arguments, level: level + 1) + "\n"
        + margin + ")"
    case .aggregation(let aggregation):
      guard line.utf8.count > width else { return margin + line }
      var head = PromQLPrinter()
      head.appendHead(of: aggregation)
      return margin + head.text + "(\n" + text(of: aggregation.arguments, level: level + 1) + "\n"
        + margin + ")"
    case .binary(let binary):
      guard line.utf8.count > width else { return margin + line }
      var operation = PromQLPrinter()
      operation.appendOperator(of: binary)
      let infinity = binary.bareInfinity.map { margin + "  " + $0 }
      var left = infinity ?? text(of: binary.left, level: level + 1)
      PromQLOffsetText.close(&left, of: binary)
      return left + "\n" + margin + operation.text + "\n"
        + text(of: binary.right, level: level + 1)
    }
  }

  private func text(of arguments: [PromQLExpression], level: Int) -> String {
    arguments.map { text(of: $0, level: level) }.joined(separator: ",\n")
  }
}

extension PromQLExpression {
  /// The text that `promtool promql format` gives; 100 bytes is its width.
  package func prettified(width: Int = 100) -> String {
    PromQLPrettyPrinter(width: width).text(of: self)
  }
}

extension PromQLExpression {
  /// What it is made of, one node a line, operands two blanks deeper; every line ends with a line
  /// feed.
  ///
  /// ```
  /// aggregate sum by (job)
  ///   call rate
  ///     matrix http_requests_total[5m]
  /// ```
  package var outline: String {
    var text = ""
    appendOutline(to: &text, level: 0)
    return text
  }

  private func appendOutline(to text: inout String, level: Int) {
    text += String(repeating: "  ", count: level) + headline + "\n"
    for child in children { child.appendOutline(to: &text, level: level + 1) }
  }

  /// The kind of node and what it says itself.
  private var headline: String {
    var printer = PromQLPrinter()
    switch self {
    case .number, .string, .selector, .matrix: printer.append(self)
    case .parenthesized: break
    case .unary(let negative, _, _): return "unary " + (negative ? "-" : "+")
    case .subquery(let subquery): printer.appendSuffix(of: subquery)
    case .call(let call): return "call " + call.function
    case .aggregation(let aggregation): printer.appendHead(of: aggregation)
    case .binary(let binary): printer.appendOperator(of: binary)
    }
    // What stands between a node's own text and its operands is not its own.
    let isBlank = { (character: Character) in character == " " }
    let detail = printer.text.drop(while: isBlank)
    let end = detail.lastIndex { !isBlank($0) }.map(detail.index(after:)) ?? detail.startIndex
    return detail.isEmpty ? kind : kind + " " + detail[..<end]
  }

  /// The name of the node in trees for programs.
  private var kind: String {
    switch self {
    case .number: "number"
    case .string: "string"
    case .parenthesized: "paren"
    case .unary: "unary"
    case .selector: "selector"
    case .matrix: "matrix"
    case .subquery: "subquery"
    case .call: "call"
    case .aggregation: "aggregate"
    case .binary: "binary"
    }
  }
}

/// Lays an expression out for a rule file, as a person who reviews it would.
///
/// What fits stays on one line. Longer operations put each operand of a chain on a line that begins
/// with its operator; longer calls put each argument on a line, literals side by side. Windows are
/// written in days. The text reads back as the same tree.
struct PromQLRuleLayout {
  /// In bytes, indentation included.
  let width: Int
  private(set) var text = ""
  /// Bytes on the current line.
  private var column = 0

  init(width: Int) {
    self.width = width
  }

  /// `trailing` bytes will follow on the last line, such as a comma.
  mutating func append(_ expression: PromQLExpression, indent: Int = 0, trailing: Int = 0) {
    let line = PromQLPrinter.text(of: expression, durations: .inDays)
    guard column + line.utf8.count + trailing > width else { return append(line) }
    switch expression {
    case .number, .string, .selector, .matrix: append(line)
    case .subquery(let subquery):
      var suffix = PromQLPrinter(durations: .inDays)
      suffix.appendSuffix(of: subquery)
      append(subquery.expression, indent: indent, trailing: suffix.text.utf8.count + trailing)
      append(suffix.text)
    case .unary(let negative, let operand, _):
      append(negative ? "-" : "+")
      append(operand, indent: indent, trailing: trailing)
    case .parenthesized(let inner, _):
      append("(")
      appendBlock([inner], indent: indent)
      append(")")
    case .call(let call):
      // A lone selector on a line of its own is as long as before, and harder to read.
      if call.arguments.count == 1, call.arguments[0].isSeries { return append(line) }
      append(call.function + "(")
      appendBlock(call.arguments, indent: indent)
      append(")")
    case .aggregation(let aggregation):
      var head = PromQLPrinter()
      head.appendHead(of: aggregation)
      append(head.text + "(")
      appendBlock(aggregation.arguments, indent: indent)
      append(")")
    case .binary(let binary): append(chainOf: binary, indent: indent, trailing: trailing)
    }
  }

  private mutating func append(_ piece: String) {
    text += piece
    column += piece.utf8.count
  }

  private mutating func breakLine(indent: Int) {
    text += "\n" + String(repeating: " ", count: indent)
    column = indent
  }

  /// The arguments between a pair of parentheses, each on a line; runs of literals share one.
  private mutating func appendBlock(_ arguments: [PromQLExpression], indent: Int) {
    var followsLiteral = false
    for (index, argument) in arguments.enumerated() {
      let isLast = index == arguments.count - 1
      if followsLiteral, argument.isLiteral {
        append(" ")
      } else {
        breakLine(indent: indent + 2)
      }
      append(argument, indent: indent + 2, trailing: isLast ? 0 : 1)
      if !isLast { append(",") }
      followsLiteral = argument.isLiteral
    }
    breakLine(indent: indent)
  }

  /// `a / b * c` as three lines: operators of one precedence are one chain.
  private mutating func append(
    chainOf last: PromQLBinary,
    indent: Int,
    trailing: Int
  ) {
    var links = [last]
    if !last.operator.groupsFromTheRight {
      while let link = links.last, case .binary(let binary) = link.left,
        binary.operator.precedence == last.operator.precedence
      {
        links.append(binary)
      }
    }
    guard let first = links.last else { return }
    if let infinity = first.bareInfinity {
      append(infinity)
    } else {
      append(operand: first.left, indent: indent, trailing: 0)
    }
    for (index, link) in links.reversed().enumerated() {
      PromQLOffsetText.close(&text, of: link, .inDays)
      breakLine(indent: indent)
      var operation = PromQLPrinter()
      operation.appendOperator(of: link)
      append(operation.text + " ")
      append(operand: link.right, indent: indent, trailing: index == links.count - 1 ? trailing : 0)
    }
  }

  /// An operation inside a chain hangs two blanks deeper, so that its operators stand apart.
  private mutating func append(operand: PromQLExpression, indent: Int, trailing: Int) {
    if case .binary = operand {
      append(operand, indent: indent + 2, trailing: trailing)
    } else {
      append(operand, indent: indent, trailing: trailing)
    }
  }
}

extension PromQLExpression {
  fileprivate var isSeries: Bool {
    switch self {
    case .selector, .matrix: true
    case .number, .string, .parenthesized, .unary, .subquery, .call, .aggregation, .binary: false
    }
  }

  fileprivate var isLiteral: Bool {
    switch self {
    case .number, .string: true
    case .parenthesized, .unary, .selector, .matrix, .subquery, .call, .aggregation, .binary: false
    }
  }

  /// The text of a generated rule: one line when it has at most 100 bytes, else several.
  package var prettyText: String { ruleText(width: 100) }

  /// The text of a generated rule in lines of at most `width` bytes where that is possible.
  package func ruleText(width: Int) -> String {
    var layout = PromQLRuleLayout(width: width)
    layout.append(self)
    return layout.text
  }
}

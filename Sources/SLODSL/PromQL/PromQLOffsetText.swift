/// Where computed offsets end.
///
/// Behind `offset` a parenthesis or several signs begin arithmetic that reaches as far as it can,
/// while one sign, or none, binds a length to the selector alone. A plus says nothing about the
/// length, and so tells one from the other.
enum PromQLOffsetText {
  /// The text behind `offset`: `++1h - 5m` is read as a difference, where `1h - 5m` would end
  /// behind the hour.
  static func text(
    of expression: PromQLDurationExpression,
    _ durations: PromQLPrinter.Durations
  ) -> String {
    let text = plainText(of: expression, durations)
    guard expression.isArithmetic else { return text }
    let signs = text.utf8.prefix { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.count
    if signs == 0, text.hasPrefix("(") { return text }
    return String(repeating: "+", count: max(0, 2 - signs)) + text
  }

  /// Ends the offset that a left operand's text ends with, in front of an operator that would be
  /// read as part of it: `x offset +(5m) + y`.
  static func close(
    _ text: inout String,
    of binary: PromQLBinary,
    _ durations: PromQLPrinter.Durations = .canonical
  ) {
    guard binary.operator.kind == .arithmetic, binary.operator != .atan2,
      case .expression(let expression)? = binary.left.lastOffset,
      case .parenthesized = expression
    else { return }
    let offset = plainText(of: expression, durations)
    // Whatever stands in parentheses has ended.
    guard text.hasSuffix(" offset " + offset) else { return }
    text.insert("+", at: text.utf8.index(text.endIndex, offsetBy: -offset.utf8.count))
  }

  private static func plainText(
    of expression: PromQLDurationExpression,
    _ durations: PromQLPrinter.Durations
  ) -> String {
    var printer = PromQLPrinter(durations: durations)
    printer.append(expression)
    return printer.text
  }
}

extension PromQLDurationExpression {
  /// Whether it is an operation, with signs or without.
  fileprivate var isArithmetic: Bool {
    switch self {
    case .binary: true
    case .unary(_, let operand, _): operand.isArithmetic
    case .literal, .call, .parenthesized: false
    }
  }
}

extension PromQLExpression {
  /// The offset that its text ends with.
  fileprivate var lastOffset: PromQLDuration? {
    switch self {
    case .selector(let selector): selector.offset
    case .matrix(let matrix): matrix.selector.offset
    case .subquery(let subquery): subquery.offset
    case .unary(_, let operand, _): operand.lastOffset
    case .binary(let binary): binary.right.lastOffset
    case .number, .string, .parenthesized, .call, .aggregation: nil
    }
  }
}

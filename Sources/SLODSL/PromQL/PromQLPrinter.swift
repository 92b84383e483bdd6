/// Writes expressions in Prometheus' canonical form, the one that its own printer gives.
///
/// The text reads back as the same tree, also where upstream's does not: `Inf ^ x`, reserved words
/// as labels, an empty selector, fractions of milliseconds, computed offsets.
struct PromQLPrinter {
  /// How lengths of time are spelled.
  enum Durations {
    /// As Prometheus prints them: `4w`.
    case canonical
    /// Days at most, as people write windows: `28d`.
    case inDays
  }

  private(set) var text = ""
  private let durations: Durations
  /// Nil where a server reads what is printed.
  private let template: PromQLTemplate?

  init(durations: Durations = .canonical, template: PromQLTemplate? = nil) {
    self.durations = durations
    self.template = template
  }

  /// The canonical text of a whole expression.
  static func text(of expression: PromQLExpression, durations: Durations = .canonical) -> String {
    var printer = PromQLPrinter(durations: durations)
    printer.append(expression)
    return printer.text
  }

  mutating func append(_ expression: PromQLExpression) {
    switch expression {
    case .number(let number): append(number)
    case .string(let string): append(string)
    case .parenthesized(let inner, _):
      text += "("
      append(inner)
      text += ")"
    case .unary(let negative, let operand, _):
      text += negative ? "-" : "+"
      if case .unary = operand { append(operand) } else { append(operand, over: 5) }
    case .selector(let selector):
      appendSeries(selector)
      appendInstantSuffix(selector)
    case .matrix(let matrix):
      appendSeries(matrix.selector)
      appendSuffix(of: matrix)
    case .subquery(let subquery):
      append(subquery.expression, over: 6)
      appendSuffix(of: subquery)
    case .call(let call):
      text += call.function + "("
      append(call.arguments)
      text += ")"
    case .aggregation(let aggregation):
      appendHead(of: aggregation)
      text += "("
      append(aggregation.arguments)
      text += ")"
    case .binary(let binary):
      if let infinity = binary.bareInfinity {
        text += infinity
      } else {
        append(binary.left, over: binary.leftLimit)
        PromQLOffsetText.close(&text, of: binary, durations)
      }
      text += " "
      appendOperator(of: binary)
      text += " "
      append(binary.right, over: binary.rightLimit)
    }
  }

  /// Trees of the parser and the builder hold their own parentheses and need none of these.
  private mutating func append(_ operand: PromQLExpression, over limit: Int) {
    guard operand.precedence <= limit else { return append(operand) }
    text += "("
    append(operand)
    text += ")"
  }

  private mutating func append(_ arguments: [PromQLExpression]) {
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      append(argument)
    }
  }

  mutating func append(_ number: PromQLNumber) {
    text += number.text
  }

  private mutating func append(_ string: PromQLString) {
    text += template?.quoted(string.bytes) ?? PromQLText.quoted(string.bytes)
  }

  // MARK: Operators and modifiers

  /// `sum by (a) ` up to the parenthesis.
  mutating func appendHead(of aggregation: Aggregation) {
    text += aggregation.operator
    switch aggregation.grouping {
    case .by(let labels):
      if labels.isEmpty { return }
      text += " by "
      append(labels: labels)
      text += " "
    case .without(let labels):
      text += " without "
      append(labels: labels)
      text += " "
    }
  }

  /// `/ on (a) group_left (b)`
  mutating func appendOperator(of binary: PromQLBinary) {
    text += binary.operator.rawValue
    if binary.returnsBool { text += " bool" }
    guard let matching = binary.matching else { return }
    switch matching.labels {
    case .on(let labels):
      text += " on "
      append(labels: labels)
    case .ignoring(let labels):
      if !labels.isEmpty || matching.group != nil {
        text += " ignoring "
        append(labels: labels)
      }
    }
    switch matching.group {
    case nil: break
    case .left(let labels):
      text += " group_left "
      append(labels: labels)
    case .right(let labels):
      text += " group_right "
      append(labels: labels)
    }
    appendFill(matching)
  }

  private mutating func appendFill(_ matching: VectorMatching) {
    if let both = matching.fillLeft, both.value == matching.fillRight?.value {
      text += " fill (" + PromQLText.shortest(both.value) + ")"
      return
    }
    if let left = matching.fillLeft {
      text += " fill_left (" + PromQLText.shortest(left.value) + ")"
    }
    if let right = matching.fillRight {
      text += " fill_right (" + PromQLText.shortest(right.value) + ")"
    }
  }

  private mutating func append(labels: [String]) {
    text += "("
    for (index, label) in labels.enumerated() {
      if index > 0 { text += ", " }
      text += template?.text(ofLabel: label) ?? PromQLText.groupingLabel(label)
    }
    text += ")"
  }
}

extension PromQLBinary {
  /// `Inf` on the left of `^`: printed with its sign, the sign would bind the power instead.
  var bareInfinity: String? {
    guard self.operator == .power, case .number(let number) = left, number.value == .infinity else {
      return nil
    }
    return "Inf"
  }

  /// What is left of the operator must bind tighter than this to go without parentheses.
  package var leftLimit: Int {
    self.operator.groupsFromTheRight ? self.operator.precedence : self.operator.precedence - 1
  }

  /// What is right of the operator must bind tighter than this to go without parentheses.
  ///
  /// A sign may always follow: `2 ^ -1`, `x > -1`.
  package var rightLimit: Int {
    switch right {
    case .unary, .number: return 0
    case .string, .parenthesized, .selector, .matrix, .subquery, .call, .aggregation, .binary:
      let precedence = self.operator.precedence
      return self.operator.groupsFromTheRight ? precedence - 1 : precedence
    }
  }
}

extension Aggregation {
  /// Parameter first, as they are written.
  package var arguments: [PromQLExpression] {
    if let parameter { [parameter, expression] } else { [expression] }
  }
}

extension PromQLPrinter {
  /// Name and matchers: `up{job="a",zone!=""}`, matchers in the order of their text.
  mutating func appendSeries(_ selector: VectorSelector) {
    var matchers = selector.matchers.map { template?.text(of: $0) ?? $0.text }
    if let name = selector.name {
      if PromQLText.isMetricName(name) {
        text += name
      } else {
        matchers.append(LabelMatcher("__name__", .equal, name).text)
      }
    }
    guard !matchers.isEmpty else {
      if selector.name == nil { text += "{}" }
      return
    }
    matchers.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    text += "{" + matchers.joined(separator: ",") + "}"
  }

  /// ` @ 1.500 anchored offset 5m`
  private mutating func appendInstantSuffix(_ selector: VectorSelector) {
    append(at: selector.at)
    appendExtension(of: selector)
    append(offset: selector.offset)
  }

  /// `[5m] anchored @ 1.500 offset 5m`
  mutating func appendSuffix(of matrix: MatrixSelector) {
    text += "["
    append(matrix.length)
    text += "]"
    appendExtension(of: matrix.selector)
    append(at: matrix.selector.at)
    append(offset: matrix.selector.offset)
  }

  /// `[30d:5m] @ 1.500 offset 5m`
  mutating func appendSuffix(of subquery: Subquery) {
    text += "["
    append(subquery.length)
    text += ":"
    if let step = subquery.step { append(step) }
    text += "]"
    append(at: subquery.at)
    append(offset: subquery.offset)
  }

  private mutating func appendExtension(of selector: VectorSelector) {
    if selector.isAnchored { text += " anchored" }
    if selector.isSmoothed { text += " smoothed" }
  }

  private mutating func append(offset: PromQLDuration?) {
    guard let offset else { return }
    text += " offset "
    if case .expression(let expression) = offset {
      text += PromQLOffsetText.text(of: expression, durations)
    } else {
      append(offset)
    }
  }

  private mutating func append(at: PromQLAt?) {
    switch at {
    case nil: break
    case .start: text += " @ start()"
    case .end: text += " @ end()"
    case .milliseconds(let milliseconds):
      var magnitude = milliseconds.magnitude
      // Servers print a double of seconds, which has not the digits of all times.
      if magnitude > 1 << 53 {
        let seconds = Double(magnitude) / 1000
        let whole = seconds.rounded(.down)
        let rest = ((seconds - whole) * 1000).rounded(.toNearestOrEven)
        magnitude = UInt64(whole) * 1000 + UInt64(rest)
      }
      let fraction = String(magnitude % 1000 + 1000).dropFirst()
      text += milliseconds < 0 ? " @ -" : " @ "
      text += String(magnitude / 1000) + "." + fraction
    }
  }

  mutating func append(_ duration: PromQLDuration) {
    switch duration {
    case .literal(let nanoseconds) where nanoseconds % 1_000_000 != 0:
      // No unit is that small; rounded, `x[0.0004]` would be refused.
      text += PromQLText.seconds(nanoseconds: nanoseconds)
    case .literal(let nanoseconds):
      switch durations {
      case .canonical: text += PromQLText.duration(nanoseconds: nanoseconds)
      case .inDays:
        let size = Duration(milliseconds: Int64(clamping: nanoseconds.magnitude / 1_000_000))
        text += (nanoseconds < 0 ? "-" : "") + size.text
      }
    case .expression(let expression): append(expression)
    // Not PromQL: what the user wrote stands here until the planner knows the range.
    case .window: text += template?.window ?? "\\(window)"
    }
  }

  mutating func append(_ expression: PromQLDurationExpression) {
    switch expression {
    case .literal(let number): append(number)
    case .unary(let negative, let operand, _):
      // A plus says nothing and is not printed.
      if negative { text += "-" }
      append(operand)
    case .binary(let operation, let left, let right, _):
      append(left)
      text += " " + operation + " "
      append(right)
    case .call(let function, let arguments, _):
      text += function + "("
      for (index, argument) in arguments.enumerated() {
        if index > 0 { text += ", " }
        append(argument)
      }
      text += ")"
    case .parenthesized(let inner, _):
      text += "("
      append(inner)
      text += ")"
    }
  }
}

extension LabelMatcher {
  /// `job="checkout"`, the label quoted where it is no plain name.
  package var text: String {
    let name = PromQLText.isLabelName(label.utf8) ? label : PromQLText.quoted(labelBytes)
    return name + self.operator.rawValue + PromQLText.quoted(valueBytes)
  }
}

extension PromQLExpression {
  /// Prometheus' canonical text, on one line.
  package var text: String { PromQLPrinter.text(of: self) }
}

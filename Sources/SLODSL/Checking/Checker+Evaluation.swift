extension Checker {
  /// The deepest chain of `let`s and calls that is followed.
  static let evaluationLimit = 128
  /// The most `let`s that are followed for one value, against those that double at each step.
  static let stepLimit = 20_000
  /// The most rounds of a loop over a range.
  static let roundLimit = 1000
  /// The longest text, in bytes.
  static let textLimit = 65_536
  /// What costs about as much as following a `let`: so many bytes of text, elements of a list.
  private static let bytesOfStep = 1024
  private static let elementsOfStep = 64

  /// The value of an expression; nil has been reported.
  mutating func value(of expression: Expression, in scope: Scope) -> Value? {
    switch expression {
    case .quantity(let literal):
      return .quantity(literal.quantity, text: text(at: literal.range))
    case .string(let literal): return text(of: literal, in: scope).map(Value.text)
    case .name(let name): return value(of: name, in: scope)
    case .list(let elements, _):
      guard spend(elements.count / Self.elementsOfStep) else { return nil }
      let values = elements.map { value(of: $0, in: scope) }
      return values.contains(nil) ? nil : .list(values.compactMap(\.self))
    case .dictionary(let entries, _):
      let pairs = entries.map { entry -> ValuePair? in
        guard let key = value(of: entry.key, in: scope),
          let value = value(of: entry.value, in: scope)
        else { return nil }
        return ValuePair(key: key, value: value)
      }
      return pairs.contains(nil) ? nil : .dictionary(pairs.compactMap(\.self))
    case .range(let lower, let upper, let closed, let range):
      return integers(from: lower, to: upper, closed: closed, at: range, in: scope)
    case .filtered, .parenthesized:
      return evaluateSelection(expression, in: scope)
    case .binary(let binary) where binary.operator.isComparison:
      return condition(of: expression, in: scope).map(Value.boolean)
    case .not: return condition(of: expression, in: scope).map(Value.boolean)
    case .binary(let binary): return arithmetic(binary, in: scope)
    case .regex, .enumCase, .member, .call, .promQL:
      report(.noValue(expression))
      return nil
    case .missing: return nil
    }
  }

  private mutating func evaluateSelection(_ expression: Expression, in scope: Scope) -> Value? {
    if case .parenthesized(let inner, _) = expression { return value(of: inner, in: scope) }
    return filteredMetric(expression, in: scope).map(Value.selection)
  }

  /// The text of a range of any file.
  func text(at range: SourceRange) -> String {
    filePlaces[range.file].map { files[$0].file.text(range) } ?? ""
  }

  private mutating func value(of name: Name, in scope: Scope) -> Value? {
    if !name.isQuoted, name.text == "true" || name.text == "false" {
      return .boolean(name.text == "true")
    }
    switch symbol(named: name.text, in: scope) {
    case .value(let value, _): return value
    case .metric(let metric):
      return .selection(FilteredMetric(metric: metric, condition: .always, range: name.range))
    case .binding(let binding, let home):
      return following(binding, from: name.range) { checker in
        checker.value(of: binding, in: home)
      }
    case .template, .policy, .receiver, .interval:
      report(.notAValue(name, symbol(named: name.text, in: scope)?.noun ?? "name"))
      return nil
    case nil:
      return undeclaredMetric(name, in: scope).map { metric in
        .selection(FilteredMetric(metric: metric, condition: .always, range: name.range))
      }
    }
  }

  /// The value of a `let`, of the type that it states.
  mutating func value(of binding: LetDeclaration, in scope: Scope) -> Value? {
    guard let type = binding.type else { return value(of: binding.value, in: scope) }
    guard let expected = ValueType(type) else {
      report(.unknownType(type))
      return nil
    }
    return value(of: binding.value, as: expected, for: binding.name.text, in: scope)
  }

  /// Evaluates a `let` where it is used, unless that leads in a circle.
  mutating func following<Result>(
    _ binding: LetDeclaration,
    from use: SourceRange,
    _ body: (inout Checker) -> Result?
  ) -> Result? {
    guard !exhausting.contains(binding.name.range) else { return nil }
    guard !evaluating.contains(binding.name.range) else {
      report(.circular(binding.name, use: use))
      // Each of the circle's `let`s leads here; once is enough.
      let start = evaluating.firstIndex(of: binding.name.range) ?? 0
      exhausting.formUnion(evaluating[start...])
      return nil
    }
    guard evaluating.count < Self.evaluationLimit else {
      report(.tooDeep(at: use))
      exhausting.formUnion(evaluating)
      return nil
    }
    if evaluating.isEmpty { steps = 0 }
    guard spend(1) else { return nil }
    evaluating.append(binding.name.range)
    defer { evaluating.removeLast() }
    return body(&self)
  }

  /// Counts the cost of a value that is reached through `let`s; false, reported once, when it or
  /// all values of the run together cost too much.
  private mutating func spend(_ count: Int) -> Bool {
    guard let first = evaluating.first else { return true }
    guard stepsOfRun < stepLimitOfRun else { return false }
    steps += count
    stepsOfRun += count
    if steps >= Self.stepLimit {
      report(.tooManySteps(at: first))
    } else if stepsOfRun >= stepLimitOfRun {
      report(.tooManySteps(at: first, ofRun: stepLimitOfRun))
    } else {
      return true
    }
    exhausting.formUnion(evaluating)
    return false
  }

  /// The text of a literal with its interpolations filled in.
  mutating func text(of literal: StringLiteral, in scope: Scope) -> String? {
    var text = ""
    for segment in literal.segments {
      switch segment {
      case .text(let piece, let range):
        text += piece
        adviseInterpolation(piece, at: range, of: literal, in: scope)
      case .interpolation(let expression, let range):
        if reportUndeclared(expression, in: scope) { return nil }
        guard let value = value(of: expression, in: scope) else { return nil }
        guard let piece = value.interpolated else {
          report(.notInterpolable(value, at: range))
          return nil
        }
        text += piece
        guard text.utf8.count <= Self.textLimit else {
          report(.textTooLong(at: literal.range))
          return nil
        }
        guard spend(piece.utf8.count / Self.bytesOfStep) else { return nil }
      }
    }
    return text
  }

  /// `${name}`, which other languages replace.
  private mutating func adviseInterpolation(
    _ text: String,
    at range: SourceRange,
    of literal: StringLiteral,
    in scope: Scope
  ) {
    let bytes = Array(text.utf8)
    guard bytes.count < 4096, bytes.contains(UInt8(ascii: "$")) else { return }
    var cursor = ByteCursor(bytes)
    cursor.skip { $0 != UInt8(ascii: "$") }
    guard cursor.starts(with: "${") else { return }
    let start = cursor.offset
    cursor.advance(2)
    let inside = cursor.offset
    cursor.skip { isNameByte($0) || $0 == UInt8(ascii: ".") }
    let name = String(decoding: bytes[inside..<cursor.offset], as: UTF8.self)
    guard !name.isEmpty, cursor.byte == UInt8(ascii: "}") else { return }
    // Behind an escape sequence the text is shorter than its source.
    let isVerbatim = range.length == bytes.count
    let place =
      isVerbatim
      ? SourceRange(
        file: range.file,
        start: Int(range.start) + start,
        end: Int(range.start) + cursor.offset + 1
      ) : range
    let parts = name.split(separator: ".")
    let known = parts.last.map(String.init).flatMap {
      symbol(named: $0, in: scope) == nil ? nil : $0
    }
    let isRaw = self.text(at: literal.range).hasPrefix("#")
    report(
      .foreignInterpolation(
        "${\(name)}",
        at: place,
        instead: isVerbatim && !isRaw ? known.map { "\\(\($0))" } : nil
      )
    )
  }

  private mutating func integers(
    from lower: Expression,
    to upper: Expression,
    closed: Bool,
    at range: SourceRange,
    in scope: Scope
  ) -> Value? {
    guard let low = integer(lower, in: scope), let high = integer(upper, in: scope) else {
      return nil
    }
    let last = closed ? high : high - 1
    guard low <= last else {
      report(.emptyRange(at: range))
      return nil
    }
    return .integers(low...last)
  }

  private mutating func integer(_ expression: Expression, in scope: Scope) -> Int? {
    guard let value = value(of: expression, in: scope) else { return nil }
    guard case .quantity(let quantity, _) = value, quantity.unit == .number,
      let integer = quantity.value.integer, (0...1_000_000_000).contains(integer)
    else {
      report(.wrongType(value.noun, expected: "a whole number", at: expression.range))
      return nil
    }
    return integer
  }

  /// `+ - * /` of numbers and of quantities of one unit.
  private mutating func arithmetic(_ binary: BinaryExpression, in scope: Scope) -> Value? {
    // Beside text, a name that nobody declares is text without quotes, not a metric.
    if case .string = binary.left, reportUndeclared(binary.right, in: scope) { return nil }
    if case .string = binary.right, reportUndeclared(binary.left, in: scope) { return nil }
    guard let left = value(of: binary.left, in: scope),
      let right = value(of: binary.right, in: scope)
    else { return nil }
    if case .text(let one) = left, case .text(let other) = right, binary.operator == .add {
      guard one.utf8.count + other.utf8.count <= Self.textLimit else {
        report(.textTooLong(at: binary.range))
        return nil
      }
      guard spend((one.utf8.count + other.utf8.count) / Self.bytesOfStep) else { return nil }
      return .text(one + other)
    }
    guard case .quantity(let one, _) = left, case .quantity(let other, _) = right else {
      report(.cannotCombine(left, right, at: binary))
      return nil
    }
    switch one.combined(with: other, by: binary.operator) {
    case .result(let result): return .quantity(result, text: result.text)
    case .nothing(let reason):
      report(.cannotCombine(left, right, at: binary, because: reason))
      return nil
    }
  }

  // MARK: Conditions over inputs

  /// Whether `if`'s condition holds: only values are compared, never labels.
  mutating func condition(of expression: Expression, in scope: Scope) -> Bool? {
    switch expression {
    case .parenthesized(let inner, _): return condition(of: inner, in: scope)
    case .not(let inner, _): return condition(of: inner, in: scope).map { !$0 }
    case .binary(let binary) where binary.operator == .and || binary.operator == .or:
      guard let left = condition(of: binary.left, in: scope),
        let right = condition(of: binary.right, in: scope)
      else { return nil }
      return binary.operator == .and ? left && right : left || right
    case .binary(let binary) where binary.operator.isComparison:
      return comparison(binary, in: scope)
    default:
      guard let value = conditionValue(expression, in: scope) else { return nil }
      guard case .boolean(let holds) = value else {
        report(.wrongType(value.noun, expected: "a condition", at: expression.range))
        return nil
      }
      return holds
    }
  }

  /// A value, where a name that nobody declared is no metric.
  private mutating func conditionValue(_ expression: Expression, in scope: Scope) -> Value? {
    if case .name(let name) = expression, !["true", "false"].contains(name.text),
      symbol(named: name.text, in: scope) == nil
    {
      if brokenNames.contains(name.text) { return nil }
      let names = namesInScope(scope) { if case .value = $0 { true } else { false } }
      report(.unknownValue(name, among: names))
      return nil
    }
    return value(of: expression, in: scope)
  }

  private mutating func comparison(_ binary: BinaryExpression, in scope: Scope) -> Bool? {
    guard let left = conditionValue(binary.left, in: scope),
      let right = conditionValue(binary.right, in: scope)
    else { return nil }
    switch (binary.operator, left, right) {
    case (.equal, _, _) where left.isComparable(to: right): return left.equals(right)
    case (.notEqual, _, _) where left.isComparable(to: right): return !left.equals(right)
    case (.inside, _, .list(let values)): return values.contains { $0.equals(left) }
    case (.notInside, _, .list(let values)): return !values.contains { $0.equals(left) }
    case (.less, .quantity(let one, _), .quantity(let other, _)) where one.unit == other.unit:
      return one.value < other.value
    case (.lessOrEqual, .quantity(let one, _), .quantity(let other, _))
    where one.unit == other.unit:
      return one.value <= other.value
    case (.greater, .quantity(let one, _), .quantity(let other, _)) where one.unit == other.unit:
      return one.value > other.value
    case (.greaterOrEqual, .quantity(let one, _), .quantity(let other, _))
    where one.unit == other.unit:
      return one.value >= other.value
    default:
      report(.cannotCombine(left, right, at: binary))
      return nil
    }
  }

  // MARK: Loops and conditionals

  mutating func chosenBlock(of conditional: ConditionalDeclaration, in scope: Scope) -> Block? {
    guard let holds = condition(of: conditional.condition, in: scope) else { return nil }
    return holds ? conditional.body : conditional.otherwise
  }

  /// Runs `body` once for each element, with the loop's names bound.
  mutating func forEachIteration(
    of loop: LoopDeclaration,
    in scope: Scope,
    _ body: (inout Checker, Scope) -> Void
  ) {
    guard let sequence = value(of: loop.sequence, in: scope) else { return }
    guard let iterations = iterations(over: sequence, of: loop) else { return }
    for iteration in iterations {
      var inner = scope
      for (name, value) in zip(loop.names, iteration) {
        inner.bind(name.text, to: .value(value, declared: name.range))
      }
      guard countExpansion(at: loop.range) else { return }
      let text = "in the round for " + (iteration.first?.interpolated ?? "this element")
      instantiating(text, at: loop.sequence.range) { checker in body(&checker, inner) }
    }
  }

  private mutating func iterations(over sequence: Value, of loop: LoopDeclaration) -> [[Value]]? {
    switch (sequence, loop.names.count) {
    case (.list(let values), 1): return values.map { [$0] }
    case (.dictionary(let pairs), 2): return pairs.map { [$0.key, $0.value] }
    case (.integers(let range), 1) where range.count <= Self.roundLimit:
      return range.map { [.quantity(Quantity(ExactNumber($0), .number), text: String($0))] }
    default:
      report(.notIterable(sequence, names: loop.names.count, at: loop.sequence.range))
      return nil
    }
  }

  /// Counts one more expansion; false, reported once, when there are too many.
  mutating func countExpansion(at range: SourceRange) -> Bool {
    expanded += 1
    if expanded == 20_000 { report(.tooManyExpansions(at: range)) }
    return expanded < 20_000
  }
}

extension Value {
  /// The text that an interpolation inserts; nil for what has none.
  var interpolated: String? {
    switch self {
    case .text(let text): text
    case .quantity(let quantity, let text):
      quantity.unit == .duration ? quantity.duration?.text : text
    case .boolean(let flag): flag ? "true" : "false"
    case .list, .dictionary, .integers, .selection: nil
    }
  }

  func isComparable(to other: Value) -> Bool {
    switch (self, other) {
    case (.text, .text), (.boolean, .boolean): true
    case (.quantity(let one, _), .quantity(let two, _)): one.unit == two.unit
    default: false
    }
  }

  /// Equality of meaning: `1500ms` equals `1.5s`.
  func equals(_ other: Value) -> Bool {
    switch (self, other) {
    case (.quantity(let one, _), .quantity(let two, _)): one == two
    default: self == other
    }
  }
}

extension Quantity {
  /// What arithmetic yields: a quantity, or the reason why there is none, if it is a special one.
  fileprivate enum Combination {
    case result(Quantity)
    case nothing(because: String?)
  }

  /// Sums and differences of one unit, and products and quotients with plain numbers.
  fileprivate func combined(
    with other: Quantity,
    by operation: BinaryExpression.Operator
  ) -> Combination {
    let result: Quantity
    switch operation {
    case .add where unit == other.unit: result = Quantity(value + other.value, unit)
    case .subtract where unit == other.unit: result = Quantity(value - other.value, unit)
    case .multiply where other.unit == .number: result = Quantity(value * other.value, unit)
    case .multiply where unit == .number: result = Quantity(value * other.value, other.unit)
    case .divide where other.unit == .number:
      guard other.value != .zero else { return .nothing(because: "nothing is divided by zero") }
      result = Quantity(value / other.value, unit)
    default: return .nothing(because: nil)
    }
    guard result.unit == .number || result.value >= .zero else {
      return .nothing(because: "the result is below zero")
    }
    guard result.value <= ExactNumber(1_000_000_000_000_000) else {
      return .nothing(because: "the result is too large")
    }
    guard result.unit != .duration || result.value.isInteger else {
      return .nothing(because: "a duration is a whole number of milliseconds")
    }
    return .result(result)
  }

  /// As a literal would say it.
  fileprivate var text: String {
    switch unit {
    case .number: value.decimalText
    case .duration: duration?.text ?? value.decimalText + "ms"
    case .ratio: value.percentText
    case .factor: value.decimalText + "x"
    case .size: value.decimalText + "B"
    case .eventRate: value.decimalText + "/s"
    case .byteRate: value.decimalText + "B/s"
    case .errors: value.decimalText + " errors"
    }
  }
}

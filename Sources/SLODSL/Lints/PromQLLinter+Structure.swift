/// Literals, parameters and precedence: traps of the language itself.
///
/// One walk from the inside out. On its way it learns which expressions are constant and between
/// which bounds the others lie, since many traps are only seen by their values.
extension PromQLLinter {
  /// What is known of the values of an expression.
  struct Fact {
    var bounds = PromQLBounds.any
    /// The value, when it is the same at every evaluation; also when it is no number.
    var constant: Double?
    /// A number and not a vector.
    var isScalar = false

    static let unknown = Fact()

    static func scalar(_ value: Double) -> Fact {
      Fact(bounds: PromQLBounds(value), constant: value, isScalar: true)
    }
  }

  mutating func lintStructure() {
    _ = fact(of: expression)
    lintAlertValue()
  }

  /// Chains of operators lean to the left and may be long; only their operands are gone into.
  private mutating func fact(of expression: PromQLExpression) -> Fact {
    var chain: [PromQLBinary] = []
    var first = expression
    while case .binary(let binary) = first {
      chain.append(binary)
      first = binary.left
    }
    var fact = operandFact(of: first)
    for binary in chain.reversed() {
      let right = self.fact(of: binary.right)
      fact = self.fact(of: binary, fact, right)
    }
    return fact
  }

  private mutating func operandFact(of expression: PromQLExpression) -> Fact {
    switch expression {
    case .number(let number):
      lintOctal(number)
      return .scalar(number.value)
    case .parenthesized(let inner, _): return fact(of: inner)
    case .unary(let isNegative, let operand, _): return signed(fact(of: operand), isNegative)
    case .selector(let selector):
      lintModifiers(selector.offset, selector.at, of: selector.range)
      lintOffset(selector.offset, at: selector.at, of: expression)
      return .unknown
    case .matrix(let matrix):
      lintModifiers(matrix.selector.offset, matrix.selector.at, of: matrix.range)
      lintRange(of: expression)
      lintOffset(matrix.selector.offset, at: matrix.selector.at, of: expression)
      return .unknown
    case .subquery(let subquery):
      lintModifiers(subquery.offset, subquery.at, of: subquery.range)
      lintRange(of: expression)
      lintOffset(subquery.offset, at: subquery.at, of: expression)
      return Fact(bounds: fact(of: subquery.expression).bounds)
    case .call(let call): return fact(of: call)
    case .aggregation(let aggregation): return fact(of: aggregation)
    case .string, .binary: return .unknown
    }
  }

  private func signed(_ fact: Fact, _ isNegative: Bool) -> Fact {
    guard isNegative else { return fact }
    return Fact(
      bounds: PromQLBounds(-fact.bounds.high, -fact.bounds.low),
      constant: fact.constant.map { -$0 },
      isScalar: fact.isScalar
    )
  }

  private mutating func fact(of call: PromQLCall) -> Fact {
    var arguments: [Fact] = []
    for argument in call.arguments { arguments.append(fact(of: argument)) }
    lintParameters(of: call, arguments)
    lintLabelFunction(call)
    let isScalar = PromQLFunction.named(call.function)?.result == .scalar
    if call.function == "pi" { return .scalar(.pi) }
    let vector = call.arguments.firstIndex { argument in
      if case .string = argument { false } else { true }
    }
    let index = ["quantile_over_time", "histogram_quantile"].contains(call.function) ? 1 : vector
    let argument = index.flatMap { $0 < arguments.count ? arguments[$0] : nil } ?? .unknown
    var bounds = PromQLBounds.of(function: call.function, argument.bounds)
    if let clamped = clamped(call, arguments) { bounds = clamped }
    let keepsConstant = ["vector", "scalar"].contains(call.function)
    return Fact(
      bounds: bounds,
      constant: keepsConstant ? argument.constant : nil,
      isScalar: isScalar
    )
  }

  private func clamped(_ call: PromQLCall, _ arguments: [Fact]) -> PromQLBounds? {
    guard let bounds = arguments.first?.bounds else { return nil }
    let limits = arguments.dropFirst().map(\.bounds)
    switch (call.function, limits.count) {
    case ("clamp_min", 1):
      return PromQLBounds(max(bounds.low, limits[0].low), max(bounds.high, limits[0].high))
    case ("clamp_max", 1):
      return PromQLBounds(min(bounds.low, limits[0].low), min(bounds.high, limits[0].high))
    case ("clamp", 2): return PromQLBounds(limits[0].low, max(limits[0].low, limits[1].high))
    default: return nil
    }
  }

  private mutating func fact(of aggregation: Aggregation) -> Fact {
    if let parameter = aggregation.parameter {
      let parameterFact = fact(of: parameter)
      lintParameter(parameter, parameterFact, of: aggregation)
    }
    let inner = fact(of: aggregation.expression)
    // What is said about the filter need not be said about its sum.
    if lintFilteredValue(in: aggregation) { return .unknown }
    return Fact(bounds: .of(aggregation: aggregation.operator, inner.bounds))
  }

  private mutating func fact(of binary: PromQLBinary, _ left: Fact, _ right: Fact) -> Fact {
    lintPrecedence(of: binary)
    lintOffsetArithmetic(binary)
    lintBool(in: binary)
    let isScalar = left.isScalar && right.isScalar
    let isFilled = binary.matching?.fillLeft != nil || binary.matching?.fillRight != nil
    switch binary.operator.kind {
    case .set:
      lintSameOperands(binary)
      return Fact(
        bounds: binary.operator == .or ? left.bounds.union(right.bounds) : left.bounds
      )
    case .comparison:
      if !isFilled { lintComparison(binary, left, right) }
      if binary.returnsBool { return Fact(bounds: .share, isScalar: isScalar) }
      if left.isScalar { return Fact(bounds: right.bounds) }
      return Fact(bounds: left.bounds.kept(by: binary.operator, right.bounds))
    case .arithmetic where isFilled: return .unknown
    case .arithmetic:
      if let one = left.constant, let other = right.constant,
        let value = binary.operator.result(one, other)
      {
        return Fact(bounds: PromQLBounds(value), constant: value, isScalar: isScalar)
      }
      return Fact(
        bounds: .of(binary.operator, left.bounds, right.bounds),
        isScalar: isScalar
      )
    case .trim: return .unknown
    }
  }
}

extension PromQLBinary.Operator {
  /// The result for two numbers, where it needs no library.
  fileprivate func result(_ left: Double, _ right: Double) -> Double? {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .modulo: left.truncatingRemainder(dividingBy: right)
    default: nil
    }
  }
}

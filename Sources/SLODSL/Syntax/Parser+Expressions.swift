/// How tightly operators bind: the greater, the tighter.
enum Precedence {
  static let or = 1
  static let and = 2
  static let comparison = 4
  static let sum = 5
  static let product = 6
}

extension Parser {
  /// An operator at the current token and how many tokens it takes.
  struct OperatorHere {
    let `operator`: BinaryExpression.Operator
    let precedence: Int
    var tokens = 1
    /// What it is written as here, when that is not how it is written.
    var isForeign = false
  }

  /// Reads an expression of any kind.
  func parseExpression() -> Expression {
    let left = parseBinary(Precedence.or)
    if isWhere { return parseFiltered(left) }
    guard mendsWhere(behind: left) else { return left }
    let leftHeight = height
    let predicate = parseBinary(Precedence.or)
    let place = left.range.union(predicate.range)
    guard raise(above: leftHeight, height, at: place) else { return .missing(place) }
    return .filtered(left, where: predicate, place)
  }

  /// Whether `where` stands here as an operator.
  var isWhere: Bool {
    current.kind == .identifier && keyword(current) == .where && peek().kind != .colon
  }

  /// `selection where predicate`, which binds loosest.
  private func parseFiltered(_ first: Expression) -> Expression {
    var left = first
    var leftHeight = height
    while isWhere {
      take()
      let outer = selection
      selection = left.range
      let predicate = parseBinary(Precedence.or)
      selection = outer
      let place = left.range.union(predicate.range)
      if mendsSelection(left, predicate) {
        height = 1
        return .missing(left.range.union(placeBehind))
      }
      guard raise(above: leftHeight, height, at: place) else { return .missing(place) }
      leftHeight = height
      left = .filtered(left, where: predicate, place)
    }
    return left
  }

  /// Reports a selection that stands where it needs parentheses: right of a comparison, or right
  /// of an arithmetic operator inside a predicate; false when there is none.
  private func mendsSelection(_ left: Expression, _ predicate: Expression) -> Bool {
    if case .binary(let comparison) = left, comparison.operator.isComparison {
      let right = comparison.right.range.union(predicate.range)
      report(.selectionNeedsParentheses(at: right, around: [right]))
      return true
    }
    guard let sum = rightmostArithmetic(in: predicate) else { return false }
    let first = left.range.union(sum.left.range)
    if isWhere {
      take()
      let second = sum.right.range.union(parseBinary(Precedence.or).range)
      report(.selectionNeedsParentheses(at: second, around: [first, second]))
      return true
    }
    guard case .string = sum.left else { return false }
    report(.selectionNeedsParentheses(at: first, around: [first]))
    return true
  }

  /// The last arithmetic along the right edge of a predicate.
  private func rightmostArithmetic(in predicate: Expression) -> BinaryExpression? {
    var expression = predicate
    while case .binary(let binary) = expression {
      switch binary.operator {
      case .add, .subtract, .multiply, .divide: return binary
      default: expression = binary.right
      }
    }
    return nil
  }

  // MARK: Binary operators

  /// Reads operands and operators that bind at least so tightly.
  func parseBinary(_ minimum: Int) -> Expression {
    var left = parseOperand()
    var leftHeight = height
    while let here = binaryOperator, here.precedence >= minimum {
      if here.isForeign { reportForeign(here) }
      let first = current
      for _ in 0..<here.tokens { take() }
      let place = range(from: first)
      let right = parseBinary(here.precedence + 1)
      let whole = left.range.union(right.range)
      guard raise(above: leftHeight, height, at: whole) else {
        left = .missing(whole)
        leftHeight = 0
        continue
      }
      leftHeight = height
      let binary = BinaryExpression(here.operator, at: place, left: left, right: right)
      if here.operator.isComparison, binaryOperator?.operator.isComparison ?? false {
        left = parseChain(behind: binary)
        leftHeight = 1
      } else {
        left = .binary(binary)
      }
      height = leftHeight
    }
    return left
  }

  /// `a == b <= c`: comparisons do not chain.
  private func parseChain(behind first: BinaryExpression) -> Expression {
    var place = first.range
    var links = 0
    var second: (operator: BinaryExpression.Operator, range: SourceRange)?
    var right = first.right
    while let here = binaryOperator, here.operator.isComparison {
      let token = range(current)
      for _ in 0..<here.tokens { take() }
      right = parseBinary(Precedence.sum)
      if second == nil { second = (here.operator, token) }
      place = place.union(right.range)
      links += 1
    }
    guard let second else { return .binary(first) }
    report(
      .chainedComparison(
        at: second.range,
        first: first,
        second: second.operator,
        selection: selection,
        leading: source.text(first.left.range),
        middle: source.text(first.right.range),
        isSingle: links == 1
      )
    )
    height = 1
    return .missing(place)
  }

  /// The binary operator that stands here, also as other languages write it.
  var binaryOperator: OperatorHere? {
    switch current.kind {
    case .or: OperatorHere(operator: .or, precedence: Precedence.or)
    case .and: OperatorHere(operator: .and, precedence: Precedence.and)
    case .pipe: OperatorHere(operator: .or, precedence: Precedence.or, isForeign: true)
    case .ampersand: OperatorHere(operator: .and, precedence: Precedence.and, isForeign: true)
    case .equal: comparison(.equal, isForeign: current.length > 2)
    case .notEqual: comparison(.notEqual, isForeign: current.length > 2)
    case .less:
      isFollowedGlued(by: .greater)
        ? comparison(.notEqual, tokens: 2, isForeign: true) : comparison(.less)
    case .lessOrEqual: comparison(.lessOrEqual)
    case .greater: comparison(.greater)
    case .greaterOrEqual: comparison(.greaterOrEqual)
    case .matches: comparison(.matches)
    case .matchesNot: comparison(.matchesNot)
    case .notInside: comparison(.notInside)
    case .assign: assignAsComparison
    case .plus: OperatorHere(operator: .add, precedence: Precedence.sum)
    case .minus:
      current.startsLine && (isInDashedList || isDashInFrontOfKey)
        ? nil : OperatorHere(operator: .subtract, precedence: Precedence.sum)
    case .star: OperatorHere(operator: .multiply, precedence: Precedence.product)
    case .slash: OperatorHere(operator: .divide, precedence: Precedence.product)
    case .identifier: wordOperator
    default: nil
    }
  }

  /// Whether `- key:` stands here, which no subtraction is.
  private var isDashInFrontOfKey: Bool {
    brackets == 0 && peek().isSpaced && isName(peek()) && peek(2).kind == .colon
  }

  private func comparison(
    _ operation: BinaryExpression.Operator,
    tokens: Int = 1,
    isForeign: Bool = false
  ) -> OperatorHere {
    OperatorHere(
      operator: operation,
      precedence: Precedence.comparison,
      tokens: tokens,
      isForeign: isForeign
    )
  }

  private func isFollowedGlued(by kind: TokenKind) -> Bool {
    peek().kind == kind && peek().start == current.end
  }

  /// `=`, `=<` and `=>` where a comparison belongs.
  private var assignAsComparison: OperatorHere {
    if isFollowedGlued(by: .less) { return comparison(.lessOrEqual, tokens: 2, isForeign: true) }
    if isFollowedGlued(by: .greater) {
      return comparison(.greaterOrEqual, tokens: 2, isForeign: true)
    }
    return comparison(.equal, isForeign: true)
  }

  /// `in`, and `and`, `or`, `not in` of other languages; never a key with its colon.
  private var wordOperator: OperatorHere? {
    guard let keyword = keyword(current), peek().kind != .colon else { return nil }
    switch keyword {
    case .in: return comparison(.inside)
    case .and, .AND:
      return OperatorHere(operator: .and, precedence: Precedence.and, isForeign: true)
    case .or, .OR:
      return OperatorHere(operator: .or, precedence: Precedence.or, isForeign: true)
    case .not, .NOT:
      guard self.keyword(peek()) == .in else { return nil }
      return comparison(.notInside, tokens: 2, isForeign: true)
    default: return nil
    }
  }

  private func reportForeign(_ here: OperatorHere) {
    guard !current.isBroken else { return }
    let place = range(current).union(range(peek(here.tokens - 1)))
    report(
      .foreignOperator(source.text(place), instead: here.operator.rawValue, at: place)
    )
  }

  // MARK: Prefix operators and ranges

  /// `!predicate`, which reaches over a comparison, or a range, or something tighter.
  private func parseOperand() -> Expression {
    guard current.kind == .not || isWordNot else { return parseRange() }
    guard enter("`!`") else {
      let place = range(current)
      while current.kind == .not { take() }
      return .missing(place)
    }
    defer { nesting -= 1 }
    let first = current
    if first.kind == .identifier {
      report(.foreignOperator(text(first), instead: "!", at: range(first), isPrefix: true))
    }
    take()
    let operand = parseBinary(Precedence.comparison)
    let place = range(first).union(operand.range)
    guard raise(above: height, at: place) else { return .missing(place) }
    return .not(operand, place)
  }

  /// `not code in …`, as other languages have it.
  private var isWordNot: Bool {
    guard let keyword = keyword(current), keyword == .not || keyword == .NOT else { return false }
    let next = peek()
    return !next.startsLine && next.kind.startsExpression && next.kind != .dot
      && (next.kind != .leftParenthesis || next.isSpaced)
  }

  /// A range, `500...599` or `0..<5`, or something tighter.
  private func parseRange() -> Expression {
    let isOpenBelow = current.kind == .closedRange || current.kind == .halfOpenRange
    if isOpenBelow {
      report(.openRange(at: range(current), missing: "lower"))
      let first = take()
      if current.kind.startsExpression, !isBehindLineEnd { _ = parsePostfix() }
      return .missing(range(from: first))
    }
    let lower = parsePostfix()
    let lowerHeight = height
    let closed: Bool
    switch current.kind {
    case .closedRange: closed = true
    case .halfOpenRange: closed = false
    case .twoDots:
      report(.twoDots(at: range(current)))
      closed = true
    default: return lower
    }
    let dots = take()
    guard current.kind.startsExpression || current.kind == .minus || current.kind == .invalid,
      !isBehindLineEnd
    else {
      if !isFollowUp, !dots.isBroken { report(.openRange(at: range(dots), missing: "upper")) }
      return .missing(lower.range.union(range(dots)))
    }
    let upper = parsePostfix()
    let place = lower.range.union(upper.range)
    guard raise(above: lowerHeight, height, at: place) else { return .missing(place) }
    return .range(lower: lower, upper: upper, closed: closed, place)
  }
}

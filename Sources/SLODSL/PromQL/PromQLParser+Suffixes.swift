/// What follows an expression and changes when or over what it looks: ranges, offsets, `@`.
extension PromQLParser {
  /// What suffixes are applied to.
  enum SuffixBase {
    case selector(VectorSelector)
    case matrix(MatrixSelector)
    case subquery(Subquery)
    case other(PromQLExpression)
  }

  /// `[…]`, `offset`, `@`, `anchored`, `smoothed`, in any order that makes sense.
  mutating func parseSuffixes(of base: SuffixBase) -> PromQLExpression? {
    var base = base
    var count = 0
    while current.kind.isSuffix {
      count += 1
      guard count <= Self.nestingLimit else {
        fail("too many suffixes", current.bytes, kind: .limit)
        return nil
      }
      let isRead: Bool
      switch current.kind {
      case .leftBracket: isRead = parseRange(of: &base)
      case .offset: isRead = parseOffset(of: &base)
      case .at: isRead = parseAt(of: &base)
      default: isRead = parseExtension(of: &base)
      }
      guard isRead else { return nil }
    }
    return base.expression
  }

  /// `[5m]` and `[1h:5m]`
  struct Brackets {
    let place: Range<Int>
    let length: PromQLDuration
    let isSubquery: Bool
    let step: PromQLDuration?
  }

  mutating func parseBrackets() -> Brackets? {
    let start = Int(current.start)
    advance()
    guard let length = parseBracketDuration(in: "between brackets") else { return nil }
    var step: PromQLDuration?
    let isSubquery = take(.colon)
    if isSubquery, current.kind != .rightBracket {
      guard let given = parseBracketDuration(in: "as the step of a subquery") else { return nil }
      step = given
    }
    guard take(.rightBracket) else {
      failUnexpected(
        in: isSubquery ? "in a subquery" : "in a range",
        expected: isSubquery ? "`]`" : "`:` or `]`"
      )
      return nil
    }
    return Brackets(place: start..<lastEnd, length: length, isSubquery: isSubquery, step: step)
  }

  private mutating func parseRange(of base: inout SuffixBase) -> Bool {
    guard let brackets = parseBrackets() else { return false }
    return apply(brackets, to: &base)
  }

  mutating func apply(_ brackets: Brackets, to base: inout SuffixBase) -> Bool {
    if brackets.isSubquery {
      let expression = base.expression
      base = .subquery(
        Subquery(
          expression: expression,
          length: brackets.length,
          step: brackets.step,
          range: PromQLRange(start: expression.range.start, end: brackets.place.upperBound)
        )
      )
      return true
    }
    guard case .selector(let selector) = base else {
      fail(
        "a range belongs to a selector",
        brackets.place,
        help: "a range of any other expression is a subquery: `[5m:]`"
      )
      return false
    }
    guard selector.offset == nil, selector.at == nil else {
      let suffix = selector.offset == nil ? "`@`" : "`offset`"
      fail("\(suffix) stands behind the range", brackets.place)
      return false
    }
    base = .matrix(MatrixSelector(selector, brackets))
    return true
  }

  private mutating func parseOffset(of base: inout SuffixBase) -> Bool {
    advance()
    guard let given = parseOffsetDuration() else { return false }
    // An offset of nothing is none; servers even take another one behind it.
    let offset: PromQLDuration? = given.length == .literal(nanoseconds: 0) ? nil : given.length
    let place = base.place
    switch base {
    case .selector(var selector) where selector.offset == nil:
      selector.offset = offset
      selector.range = PromQLRange(start: place.start, end: given.end)
      base = .selector(selector)
    case .matrix(var matrix) where matrix.selector.offset == nil:
      matrix.selector.offset = offset
      matrix.range = PromQLRange(start: place.start, end: given.end)
      base = .matrix(matrix)
    case .subquery(var subquery) where subquery.offset == nil:
      subquery.offset = offset
      subquery.range = PromQLRange(start: place.start, end: given.end)
      base = .subquery(subquery)
    case .selector, .matrix, .subquery:
      fail("the offset is given twice", place.start..<lastEnd)
      return false
    case .other:
      fail("an offset belongs to a selector or a subquery", place.start..<lastEnd)
      return false
    }
    return true
  }

  private mutating func parseAt(of base: inout SuffixBase) -> Bool {
    let place = base.place
    advance()
    guard let at = parseTimestamp(from: place.start) else { return false }
    let extended = PromQLRange(start: place.start, end: lastEnd)
    switch base {
    case .selector(var selector) where selector.at == nil:
      selector.at = at
      selector.range = extended
      base = .selector(selector)
    case .matrix(var matrix) where matrix.selector.at == nil:
      matrix.selector.at = at
      matrix.range = extended
      base = .matrix(matrix)
    case .subquery(var subquery) where subquery.at == nil:
      subquery.at = at
      subquery.range = extended
      base = .subquery(subquery)
    case .selector, .matrix, .subquery:
      fail("`@` is given twice", place.start..<lastEnd)
      return false
    case .other:
      fail("`@` belongs to a selector or a subquery", place.start..<lastEnd)
      return false
    }
    return true
  }

  /// `@ 1000.5`, `@ start()`, `@ end()`
  private mutating func parseTimestamp(from expression: Int) -> PromQLAt? {
    if current.kind == .start || current.kind == .end {
      let isStart = current.kind == .start
      advance()
      guard expect(.leftParenthesis, "`(`", in: "behind `@`"),
        expect(.rightParenthesis, "`)`", in: "behind `@`")
      else { return nil }
      return isStart ? .start : .end
    }
    let start = Int(current.start)
    guard let seconds = parseSignedNumber(in: "behind `@`") else { return nil }
    if seconds.isDuration {
      require(PromQLVersion(2, 54), "a duration behind `@`", at: start..<lastEnd)
    }
    // Servers ask whether the seconds fit in 64 bits, and then count milliseconds: beyond these
    // 64-bit processors convert to the smallest integer.
    guard abs(seconds.value) < 0x1p63 else {
      fail("this is no time: servers count it in 64 bits", expression..<lastEnd)
      return nil
    }
    return .milliseconds(Int64(exactly: (seconds.value * 1000).rounded()) ?? .min)
  }

  /// `anchored` and `smoothed`; servers do not count the word as part of the selector.
  private mutating func parseExtension(of base: inout SuffixBase) -> Bool {
    let word = current
    let isAnchored = word.kind == .anchored
    let name = isAnchored ? "anchored" : "smoothed"
    let start = base.place.start
    advance()
    require(PromQLVersion(3, 7), flag: .extendedRangeSelectors, "`\(name)`", at: word.bytes)
    switch base {
    case .selector(var selector) where isAnchored ? !selector.isSmoothed : !selector.isAnchored:
      selector.isAnchored = isAnchored
      selector.isSmoothed = !isAnchored
      base = .selector(selector)
    case .matrix(var matrix)
    where isAnchored ? !matrix.selector.isSmoothed : !matrix.selector.isAnchored:
      matrix.selector.isAnchored = isAnchored
      matrix.selector.isSmoothed = !isAnchored
      base = .matrix(matrix)
    case .selector, .matrix:
      fail("`anchored` and `smoothed` exclude each other", start..<lastEnd)
      return false
    case .subquery, .other:
      fail("`\(name)` belongs to a selector", start..<lastEnd)
      return false
    }
    return true
  }
}

extension MatrixSelector {
  init(_ selector: VectorSelector, _ brackets: PromQLParser.Brackets) {
    self.init(
      selector: selector,
      length: brackets.length,
      range: PromQLRange(start: selector.range.start, end: brackets.place.upperBound)
    )
  }
}

extension PromQLParser.SuffixBase {
  fileprivate var expression: PromQLExpression {
    switch self {
    case .selector(let selector): .selector(selector)
    case .matrix(let matrix): .matrix(matrix)
    case .subquery(let subquery): .subquery(subquery)
    case .other(let expression): expression
    }
  }

  fileprivate var place: PromQLRange {
    switch self {
    case .selector(let selector): selector.range
    case .matrix(let matrix): matrix.range
    case .subquery(let subquery): subquery.range
    case .other(let expression): expression.range
    }
  }
}

/// Selectors: a name, braces, and the matchers between them.
extension PromQLParser {
  /// A selector with whatever follows it; the cursor stands at its name or its brace.
  mutating func parseSeries(named name: PromQLToken?) -> PromQLExpression? {
    guard let selector = parseSelector(named: name) else { return nil }
    guard current.kind.isSuffix else { return .selector(selector) }
    guard current.kind == .leftBracket else { return parseSuffixes(of: .selector(selector)) }
    // A range is by far the most frequent suffix, and usually the only one.
    guard let brackets = parseBrackets() else { return nil }
    guard !brackets.isSubquery else {
      var base = SuffixBase.selector(selector)
      return apply(brackets, to: &base) ? parseSuffixes(of: base) : nil
    }
    let matrix = MatrixSelector(selector, brackets)
    return current.kind.isSuffix ? parseSuffixes(of: .matrix(matrix)) : .matrix(matrix)
  }

  private mutating func parseSelector(named token: PromQLToken?) -> VectorSelector? {
    let start = Int(current.start)
    var name: String?
    if let token {
      name = text(token)
      advance()
    }
    var matchers: [LabelMatcher] = []
    if take(.leftBrace) {
      while current.kind != .rightBrace {
        guard let matcher = parseMatcher() else { return nil }
        if matchers.isEmpty { matchers.reserveCapacity(4) }
        matchers.append(matcher)
        if !take(.comma) { break }
      }
      guard expect(.rightBrace, "`,` or `}`", in: "between matchers") else { return nil }
    }
    return VectorSelector(name: name, matchers: matchers, range: range(from: start))
  }

  private mutating func parseMatcher() -> LabelMatcher? {
    let label = current
    switch label.kind {
    case .identifier: break
    case .string:
      require(PromQLVersion(2, 51), "quoted names", at: label.bytes)
      if next.kind == .comma || next.kind == .rightBrace {
        advance()
        // A lone string names the metric.
        return matcher(nil, .equal, label)
      }
    default:
      failUnexpected(in: "in a selector", expected: "a label or `}`")
      return nil
    }
    advance()
    guard let `operator` = current.kind.matchOperator else {
      // A quoted name stands alone until an operator follows it.
      let others = label.kind == .string ? ", or `,` or `}`" : ""
      failUnexpected(in: "behind a label", expected: "`=`, `!=`, `=~` or `!~`" + others)
      return nil
    }
    advance()
    let value = current
    guard value.kind == .string else {
      failUnexpected(in: "in a matcher", expected: "a string in quotes")
      return nil
    }
    advance()
    let matcher = matcher(label, `operator`, value)
    if `operator` == .matches || `operator` == .matchesNot {
      guard checkPattern(matcher, at: value) else { return nil }
    }
    return matcher
  }

  /// A regular expression must be one; false has been reported.
  private mutating func checkPattern(_ matcher: LabelMatcher, at value: PromQLToken) -> Bool {
    if value.hasEscapes, String(validating: matcher.valueBytes, as: UTF8.self) == nil {
      return checkStrayPattern(matcher, at: value)
    }
    if RegularExpression.isEvidentlyValid(matcher.value.utf8) { return true }
    if let problem = RegularExpression.problem(in: matcher.value) {
      fail(
        "this is no regular expression: \(problem)",
        value.bytes,
        kind: .regularExpression
      )
      return false
    }
    if let (version, what) = RegularExpression.novelty(in: matcher.value) {
      require(version, what, at: value.bytes)
    }
    return true
  }

  /// A pattern that is no UTF-8 is none of RE2, but newer servers compare alternatives that are
  /// plain text without reading them as one.
  private mutating func checkStrayPattern(
    _ matcher: LabelMatcher,
    at value: PromQLToken
  ) -> Bool {
    guard !matcher.valueBytes.contains(where: RegularExpression.isMeta) else {
      fail(
        "this is no regular expression: it holds a byte that is no UTF-8",
        value.bytes,
        kind: .regularExpression
      )
      return false
    }
    require(PromQLVersion(2, 52), "a pattern that is no UTF-8", at: value.bytes)
    return true
  }

  /// A matcher from its tokens; without a label it matches the metric's name.
  private func matcher(
    _ label: PromQLToken?,
    _ operation: LabelMatcher.Operator,
    _ value: PromQLToken
  ) -> LabelMatcher {
    let place = PromQLRange(start: Int((label ?? value).start), end: Int(value.end))
    let isPlain = !value.hasEscapes && !(label?.hasEscapes ?? false)
    guard isPlain else {
      return LabelMatcher(
        label: label.map { $0.kind == .string ? unquoted($0) : Array(slice($0)) }
          ?? Array("__name__".utf8),
        operation,
        value: unquoted(value),
        range: place
      )
    }
    let name: String
    switch label {
    case nil: name = "__name__"
    case .some(let label) where label.kind == .string: name = contents(of: label)
    case .some(let label): name = text(label)
    }
    return LabelMatcher(name, operation, contents(of: value), range: place)
  }

  /// The text between the quotes of a string without escapes.
  private func contents(of token: PromQLToken) -> String {
    let inner = Int(token.start + 1)..<Int(token.end - 1)
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[inner]), as: UTF8.self)
  }
}

extension PromQLToken.Kind {
  fileprivate var matchOperator: LabelMatcher.Operator? {
    switch self {
    case .assign: .equal
    case .notEqual: .notEqual
    case .matchesRegex: .matches
    case .matchesNotRegex: .matchesNot
    default: nil
    }
  }
}

extension RegularExpression {
  /// Whether a pattern is so simple that it needs no reading to be valid, as nearly all are: plain
  /// text, `.*` and `.+`, alternatives, groups without flags.
  ///
  /// False says nothing.
  static func isEvidentlyValid(_ pattern: some Sequence<UInt8>) -> Bool {
    var depth = 0
    var mayRepeat = false
    var length = 0
    var isEscaped = false
    for byte in pattern {
      length += 1
      if isEscaped {
        // Signs stand for themselves; letters may have a meaning, or none.
        guard !PromQLText.isWordByte(byte), byte < 0x80 else { return false }
        isEscaped = false
        mayRepeat = true
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
        guard mayRepeat else { return false }
        mayRepeat = false
      case UInt8(ascii: "|"): mayRepeat = false
      case UInt8(ascii: "("):
        depth += 1
        mayRepeat = false
      case UInt8(ascii: ")"):
        depth -= 1
        guard depth >= 0 else { return false }
        mayRepeat = true
      case UInt8(ascii: "^"), UInt8(ascii: "$"): mayRepeat = false
      case UInt8(ascii: "["), UInt8(ascii: "{"), 0x80...0xFF: return false
      default: mayRepeat = true
      }
    }
    // Beyond this, limits of nesting and size have a say.
    return depth == 0 && !isEscaped && length <= 256
  }

  /// Whether a byte makes a pattern more than alternatives of plain text.
  fileprivate static func isMeta(_ byte: UInt8) -> Bool {
    #"\.+*?()[]{}^$"#.utf8.contains(byte)
  }
}

extension Parser {
  // MARK: Numbers

  /// A number with its unit, also where the unit stands apart or the decimals behind a comma.
  func parseNumber() -> Expression {
    let token = take()
    let place = range(token)
    if let comma = decimalComma(behind: token) {
      take()
      let end = take()
      report(.decimalComma(place.union(range(end)), comma: comma))
      return .missing(place.union(range(end)))
    }
    switch QuantityReader.read(source.bytes, at: place) {
    case .mistake(let mistake):
      report(mending(mistake, of: token))
      return .missing(place)
    case .quantity(let quantity):
      return .quantity(unitBehind(quantity, at: place))
    }
  }

  /// The mistake in a number with the edit that fits what stands in front of it.
  private func mending(_ mistake: Diagnostic, of token: Token) -> Diagnostic {
    guard let edit = mistake.fixIts.first?.edits.first, let before = tokens[..<(index - 1)].last
    else { return mistake }
    // `over 1M`: no period is a number.
    if keyword(before) == .over, edit.replacement.utf8.allSatisfy(isDigit) {
      return mistake.mended(by: [], help: ["a period is written in days or weeks: `30d`, `4w`"])
    }
    // `code == 5xx`: a range is compared with `in`.
    let instead = before.kind == .equal ? "in" : before.kind == .notEqual ? "!in" : nil
    guard let instead, edit.replacement.contains("...") else { return mistake }
    return mistake.mended(
      by: [
        FixIt(
          "write `\(instead) \(edit.replacement)`",
          edits: [FixIt.Edit(range: range(before), replacement: instead), edit]
        )
      ],
      help: mistake.help
    )
  }

  /// `99,95%`: the comma, when digits and a unit are glued to it.
  private func decimalComma(behind token: Token) -> SourceRange? {
    guard current.kind == .comma, current.start == token.end, peek().kind == .number,
      peek().start == current.end, bytes(token).allSatisfy(isDigit),
      bytes(peek()).last == UInt8(ascii: "%"), bytes(peek()).dropLast().allSatisfy(isDigit)
    else { return nil }
    return range(current)
  }

  /// `3 errors`, or the mistake `60 s`.
  private func unitBehind(_ quantity: Quantity, at place: SourceRange) -> QuantityLiteral {
    let plain = QuantityLiteral(quantity: quantity, range: place)
    guard quantity.unit == .number, !current.startsLine else { return plain }
    if current.kind == .percent, current.isBroken, isGlued {
      return QuantityLiteral(
        quantity: Quantity(quantity.value / ExactNumber(100), .ratio),
        range: place.union(range(take()))
      )
    }
    guard current.isSpaced else { return plain }
    if let keyword = keyword(current), keyword == .error || keyword == .errors,
      peek().kind != .colon
    {
      let word = range(take())
      guard quantity.value.isInteger else {
        report(.fractionOfErrors(at: place.union(word)))
        return plain
      }
      return QuantityLiteral(
        quantity: Quantity(quantity.value, .errors),
        range: place.union(word)
      )
    }
    let isWord = current.kind == .identifier && current.length < 16 && peek().kind != .colon
    guard current.kind == .percent || isWord && LiteralUnit.isMeant(by: text(current)) else {
      return plain
    }
    let unit = current.kind == .percent ? "%" : LiteralUnit.nearest(to: text(current)) ?? "s"
    let word = range(take())
    report(
      .spacedUnit(
        place.union(word),
        gap: SourceRange(file: source.id, start: Int(place.end), end: Int(word.start)),
        number: source.text(place),
        unit: unit,
        word: word
      )
    )
    let scale = LiteralUnit.all.first { $0.spelling == unit }
    return QuantityLiteral(
      quantity: scale.map { Quantity(quantity.value * $0.scale, $0.unit) } ?? quantity,
      range: place.union(word)
    )
  }

  /// `-5`: the sign glued to a plain number.
  func parseNegative() -> Expression {
    let sign = range(take())
    let value = parseNumber()
    guard case .quantity(let literal) = value else { return value }
    let place = sign.union(literal.range)
    guard literal.quantity.unit == .number else {
      report(.negativeQuantity(at: place))
      return .missing(place)
    }
    return .quantity(
      QuantityLiteral(quantity: Quantity(-literal.quantity.value, .number), range: place)
    )
  }

  // MARK: Regular expressions

  /// `/5../`; `\/` becomes a slash.
  func parseRegex() -> Expression {
    let token = take()
    let place = range(token)
    if token.isBroken { return .missing(place) }
    var pattern: [UInt8] = []
    let content = bytes(token).dropFirst().dropLast()
    for (index, byte) in zip(content.indices, content) {
      let isEscapedSlash =
        byte == UInt8(ascii: "\\") && index + 1 < content.endIndex
        && content[index + 1] == UInt8(ascii: "/")
      if !isEscapedSlash || isEscaped(at: index, in: content) { pattern.append(byte) }
    }
    guard !pattern.isEmpty else {
      report(.emptyRegex(at: place))
      if !current.startsLine { skipStatement() }
      return .missing(place)
    }
    return .regex(
      RegexLiteral(pattern: String(decoding: pattern, as: UTF8.self), range: place)
    )
  }

  /// Whether an odd number of backslashes stands in front.
  private func isEscaped(at index: Int, in content: ArraySlice<UInt8>) -> Bool {
    content[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// A regular expression in a place that has none: `code == /5../`.
  func parseStrayRegex() -> Expression {
    let first = take()
    var end = index
    while !tokens[end].startsLine, tokens[end].kind != .endOfFile, tokens[end].kind != .slash {
      end += 1
    }
    guard tokens[end].kind == .slash, !tokens[end].startsLine else {
      if !first.isBroken {
        report(.unexpected("`/`", expected: "a value", at: range(first)))
      }
      return .missing(range(first))
    }
    let before = index > 1 ? tokens[index - 2] : nil
    index = end
    take()
    let instead: String? =
      switch before?.kind {
      case .equal: "=~"
      case .notEqual: "!~"
      default: nil
      }
    report(
      .strayRegex(at: range(from: first), operator: before.map { range($0) }, instead: instead)
    )
    return .missing(range(from: first))
  }

  // MARK: Directives

  /// `#promql("…")`; any other `#word("…")` becomes a call of that name when it is known.
  func parseDirective() -> Expression {
    let token = take()
    let word = text(token)
    let isKnown = word == "#promql" || word == "#logql"
    if !isKnown {
      report(
        .unknownDirective(
          word,
          at: range(token),
          nearest: EditDistance.nearest(to: word, among: ["#promql", "#logql"])
        )
      )
    }
    guard current.kind == .leftParenthesis, !current.startsLine || brackets > 0 else {
      if isKnown { reportUnexpected(expected: "`(\"…\")` with a query behind `\(word)`") }
      return .missing(range(token))
    }
    guard enter("call") else {
      skipBalanced()
      return .missing(range(from: token))
    }
    defer { nesting -= 1 }
    var texts: [StringLiteral] = []
    var other: SourceRange?
    parseElements("arguments") { parser in
      let value = parser.parseExpression()
      if case .string(let literal) = value { texts.append(literal) } else { other = value.range }
    }
    let place = range(from: token)
    height += 1
    guard isKnown else { return .missing(place) }
    guard let literal = texts.first, texts.count == 1, other == nil else {
      if !isFollowUp { report(.directiveWithoutText(word, at: other ?? place)) }
      return .missing(place)
    }
    guard word == "#promql" else {
      return .call(
        CallExpression(
          callee: .name(Name(text: word, range: range(token))),
          arguments: [Argument(label: nil, value: .string(literal), range: literal.range)],
          range: place
        )
      )
    }
    return .promQL(PromQLLiteral(text: literal, range: place))
  }
}

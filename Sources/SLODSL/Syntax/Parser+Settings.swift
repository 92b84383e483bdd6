extension Parser {
  /// `key: value, label = value`; the current token is the key.
  func parseSetting(_ documentation: Documentation?) -> Declaration {
    let key = name(take())
    return parseSetting(key, documentation)
  }

  private func parseSetting(
    _ key: Name,
    _ documentation: Documentation?
  ) -> Declaration {
    mendColon(behind: key.text)
    let values = parseValues(of: key)
    let end = values.last?.range ?? placeBehind
    return .setting(
      SettingDeclaration(
        documentation: documentation,
        key: key,
        values: values,
        range: key.range.union(end)
      )
    )
  }

  /// `"owner": "payments"`: quotes around a key.
  func parseQuotedKey(_ documentation: Documentation?) -> Declaration? {
    let literal = parseString()
    guard current.kind == .colon || current.kind == .assign, let text = literal.plainText else {
      if let documentation { reportStray(documentation) }
      if !isFollowUp {
        report(
          .unexpected("text", expected: "a declaration or a setting", at: literal.range)
        )
      }
      skipStatement()
      return nil
    }
    report(.keyInQuotes(text, at: literal.range))
    return parseSetting(Name(text: text, range: literal.range), documentation)
  }

  /// Reads the `:` behind a key; `=` and nothing at all are reported and taken for one.
  func mendColon(behind key: String) {
    if take(.colon) { return }
    if current.kind == .assign {
      report(.assignForColon(behind: key, at: range(current), blanks: blanksBefore))
      take()
    } else if !isFollowUp {
      report(.missingColon(behind: key, at: placeBehind, insertion: placeBehind))
    }
  }

  /// The same where nothing but a colon makes sense; false when there is none.
  func takeColon(behind owner: String) -> Bool {
    if current.kind == .colon || current.kind == .assign, !isBehindLineEnd {
      mendColon(behind: owner)
      return true
    }
    if current.kind.startsExpression, !isBehindLineEnd {
      mendColon(behind: owner)
      return true
    }
    if !isFollowUp { report(.missingColon(behind: owner, at: placeBehind, insertion: nil)) }
    return false
  }

  // MARK: Values

  private func parseValues(of key: Name) -> [Argument] {
    if current.kind == .leftBrace {
      report(.valuesInBraces(of: key.text, at: range(current)))
      skipBalanced()
      return [missingArgument]
    }
    if isBehindLineEnd || isAtStatementEnd {
      if startsNestedMapping {
        parseNestedMapping(of: key)
        return [missingArgument]
      }
      if startsDashedList { return parseDashedList() }
      guard isBehindLineEnd, !startsStatement, !isCallAtLineStart,
        current.kind.startsExpression
      else {
        reportMissingValue(behind: "\(key.text):")
        return [missingArgument]
      }
    }
    if mendsBlockText(of: key) { return [missingArgument] }
    var values: [Argument] = []
    repeat {
      if let last = values.last, endsList(after: last) { break }
      valueStart = index
      values.append(parseSettingValue())
    } while take(.comma)
    return values
  }

  private var missingArgument: Argument {
    Argument(label: nil, value: .missing(placeBehind), range: placeBehind)
  }

  private var isCallAtLineStart: Bool { isName(current) && peek().kind == .leftParenthesis }

  /// Behind a comma: whether the next value belongs to another statement, which is reported.
  private func endsList(after last: Argument) -> Bool {
    let comma = index - 1
    if current.kind == .rightBrace || current.kind == .endOfFile {
      if comma > mendedCommas { report(.trailingComma(at: range(tokens[comma]))) }
      return true
    }
    guard isName(current), peek().kind == .colon, last.label == nil else {
      guard startsDeclaration, current.startsLine else { return false }
      if comma > mendedCommas { report(.trailingComma(at: range(tokens[comma]))) }
      return true
    }
    // Values have labels all or none, unless with `=`: this is the next setting.
    guard comma > mendedCommas else { return true }
    let commas = commasBetweenSettings(from: comma)
    mendedCommas = commas.last ?? comma
    let edits = commas.map { place in
      FixIt.Edit(
        range: range(tokens[place]),
        replacement: tokens[place + 1].startsLine ? "" : ";"
      )
    }
    report(
      .commasBetweenSettings(
        at: range(tokens[comma]),
        isInLine: !current.startsLine,
        edits: edits
      )
    )
    return true
  }

  /// Every comma of this block, from the given one on, that stands between two settings: who writes
  /// one writes them all.
  private func commasBetweenSettings(from first: Int) -> [Int] {
    var found: [Int] = []
    var depth = 0
    var isLabelled = false
    for place in first..<min(tokens.count - 1, first + 4096) {
      let token = tokens[place]
      if token.kind.closer != nil { depth += 1 }
      if token.kind.closes { depth -= 1 }
      guard depth >= 0, token.kind != .endOfFile else { break }
      guard depth == 0, token.kind == .comma || token.startsLine else { continue }
      let key = token.kind == .comma ? place + 1 : place
      let isEnd = token.kind == .comma && isStatementEnd(tokens[key])
      guard isEnd && !isLabelled || key + 3 < tokens.count else { continue }
      guard isEnd || isName(tokens[key]) && tokens[key + 1].kind == .colon else { continue }
      if token.kind == .comma {
        guard !isLabelled || tokens[key].startsLine else { continue }
        found.append(place)
      }
      isLabelled =
        !isEnd && isName(tokens[key + 2])
        && (tokens[key + 3].kind == .colon || tokens[key + 3].kind == .assign)
    }
    return found
  }

  /// One value, with its label if it has one.
  private func parseSettingValue() -> Argument {
    let first = current
    if isName(first) {
      let next = peek()
      if next.kind == .assign, !next.startsLine, !isAssignAComparison {
        return parseLabelled(first)
      }
      if next.kind == .colon, !next.startsLine {
        if isRecordedName { return parseRecordedName() }
        return parseLabelled(first)
      }
    } else if first.kind == .stringOpen, peek(2).kind == .stringClose, peek(3).kind == .assign {
      let literal = parseString()
      take()
      let label = Name(text: literal.plainText ?? "", range: literal.range, isQuoted: true)
      let value = parseExpression()
      return Argument(label: label, value: value, range: range(from: first))
    }
    if let words = parseWordsWithoutQuotes() { return words }
    let value = parseExpression()
    return Argument(label: nil, value: value, range: value.range)
  }

  private func parseLabelled(_ first: Token) -> Argument {
    let label = name(take())
    take()
    let value = parseExpression()
    return Argument(label: label, value: value, range: range(from: first))
  }

  // MARK: Recorded names

  /// `job:errors:rate5m`: a name as recording rules have them, glued.
  var isRecordedName: Bool {
    let colon = peek()
    let next = peek(2)
    return current.kind == .identifier && colon.kind == .colon && next.kind == .identifier
      && colon.start == current.end && next.start == colon.end
  }

  func parseRecordedName() -> Argument {
    let first = take()
    while isGlued, current.kind == .colon, isName(peek()), peek().start == current.end {
      take()
      take()
    }
    let place = range(from: first)
    report(.nameNeedsBackticks(source.text(place), at: place))
    // The rest of the value may hold mistakes of its own.
    if isWhere {
      take()
      _ = parseBinary(Precedence.or)
    }
    return Argument(label: nil, value: .missing(place), range: range(from: first))
  }

  // MARK: Lists of other languages

  private var startsDashedList: Bool {
    current.kind == .minus && current.startsLine && peek().isSpaced && !peek().startsLine
  }

  /// `- job` under a key, line by line, as YAML has it: read, reported once, and shown as a list.
  private func parseDashedList() -> [Argument] {
    let first = range(current)
    var values: [Argument] = []
    var edits: [FixIt.Edit] = []
    let outer = isInDashedList
    isInDashedList = true
    defer { isInDashedList = outer }
    while startsDashedList {
      let gap = placeBehind.union(range(current)).union(
        SourceRange(file: source.id, start: Int(peek().start), end: Int(peek().start))
      )
      edits.append(FixIt.Edit(range: gap, replacement: values.isEmpty ? " " : ", "))
      take()
      values.append(parseSettingValue())
      if !isAtStatementEnd { break }
    }
    report(.dashedList(at: first, edits: edits))
    return values
  }
}

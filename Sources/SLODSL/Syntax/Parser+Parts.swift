/// The parts that declarations are made of: names, types, blocks and documentation.
extension Parser {
  // MARK: Names

  /// A name that a declaration introduces; an empty one, once reported, where none stands.
  ///
  /// - Parameter joining: whether a dotted name is read as one, to say that it needs back-ticks.
  func parseName(_ owner: String, joining: Bool = false) -> Name {
    guard !isBehindLineEnd || previous == nil else { return missingName(owner) }
    if current.kind == .stringOpen { return parseQuotedName(owner) }
    guard isName(current) else { return missingName(owner) }
    let first = take()
    guard !first.isBroken, first.kind == .identifier else { return name(first) }
    if current.kind == .minus, isGlued {
      while isGlued, [.minus, .identifier, .number].contains(current.kind) { take() }
      let place = range(from: first)
      report(.nameWithDash(of: owner, text: source.text(place), at: place))
      return Name(text: source.text(place), range: place)
    }
    if joining, isGluedToName {
      while isGluedToName {
        take()
        take()
      }
      let place = range(from: first)
      report(.nameNeedsBackticks(source.text(place), at: place))
      return Name(text: source.text(place), range: place)
    }
    return name(first)
  }

  /// Whether a dot or a colon with a name behind it follows without a blank.
  private var isGluedToName: Bool {
    isGlued && (current.kind == .dot || current.kind == .colon) && isName(peek())
      && !peek().isSpaced
  }

  /// Whether nothing stands between the current token and the one in front.
  var isGlued: Bool { current.start == previous?.end && current.kind != .endOfFile }

  private func missingName(_ owner: String) -> Name {
    if !isFollowUp {
      reportedIndex = index
      report(.missingName(of: owner, found: shown(current), at: placeOfCurrent))
    }
    return Name(text: "", range: placeBehind)
  }

  /// `policy "strict"`: quotes where a plain name belongs.
  private func parseQuotedName(_ owner: String) -> Name {
    let literal = parseString()
    let text = literal.plainText ?? ""
    report(.nameInQuotes(of: owner, text: text, at: literal.range))
    return Name(text: text, range: literal.range)
  }

  /// The name of a service or an SLO: glued letters, digits, `_` and `-`, or text.
  func parseDeclaredName(_ owner: String) -> DeclaredName {
    guard !isBehindLineEnd else { return .identifier(missingName(owner)) }
    switch current.kind {
    case .stringOpen: return .text(parseString())
    case .quotedIdentifier: return .identifier(name(take()))
    case .identifier: break
    case .number where bytes(current).allSatisfy(isNameByte): break
    default: return .identifier(missingName(owner))
    }
    let first = take()
    while isGlued, [.identifier, .minus, .number, .dot].contains(current.kind) { take() }
    if current.kind == .identifier, !isBehindLineEnd, peek().kind == .leftBrace,
      !peek().startsLine, keyword(current) != .over
    {
      take()
      let place = range(from: first)
      let words = source.text(place).split(separator: " ").joined(separator: "-")
      report(.nameOfSeveralWords(of: owner, at: place, joined: words))
      return .identifier(Name(text: words, range: place))
    }
    let place = range(from: first)
    return .identifier(Name(text: source.text(place), range: place))
  }

  // MARK: Types

  /// `Counter`, `Histogram<Seconds>`, `[String]`; nil, once reported, where none stands.
  func parseType() -> TypeSyntax? {
    guard enter("type") else {
      skip(to: .separator)
      return nil
    }
    defer { nesting -= 1 }
    let first = current
    if current.kind == .leftBracket, !isBehindLineEnd {
      var element: TypeSyntax?
      take()
      element = parseType()
      if current.kind == .colon {
        skip(to: .separator)
        _ = take(.rightBracket)
        report(.dictionaryType(at: range(from: first)))
        return TypeSyntax(
          name: Name(text: "", range: range(first)),
          arguments: [],
          range: range(from: first)
        )
      }
      if !take(.rightBracket) { reportUnexpected(expected: "`]`") }
      let list = Name(text: "List", range: range(first))
      return element.map { TypeSyntax(name: list, arguments: [$0], range: range(from: first)) }
    }
    guard current.kind == .identifier, !isBehindLineEnd else {
      if !isFollowUp {
        report(.unexpected(shown(current), expected: "a type", at: placeOfCurrent, .SLO0033))
      }
      return nil
    }
    let name = name(take())
    var arguments: [TypeSyntax] = []
    if take(.less) {
      repeat {
        guard let argument = parseType() else { break }
        arguments.append(argument)
      } while take(.comma)
      if !take(.greater) { reportUnexpected(expected: "`>`") }
    }
    return TypeSyntax(name: name, arguments: arguments, range: range(from: first))
  }

  // MARK: Blocks

  /// A block if one stands here; its brace may also begin the next line.
  func parseOptionalBlock(holdsDeclarations: Bool, of owner: String? = nil) -> Block? {
    guard current.kind != .leftBrace else {
      return parseBlock(holdsDeclarations: holdsDeclarations)
    }
    return owner.flatMap {
      parseBlockWithoutBrace($0, holdsDeclarations: holdsDeclarations)
    }
  }

  /// A block, or an empty one, once reported, where none stands.
  func parseRequiredBlock(_ owner: String, holdsDeclarations: Bool) -> Block {
    if current.kind != .leftBrace, !isAtStatementEnd {
      reportUnexpected(expected: "`{`")
      while current.kind != .leftBrace, !isAtStatementEnd {
        let before = index
        skipBalanced()
        if index == before { break }
      }
    } else if current.kind != .leftBrace, !isFollowUp {
      if let block = parseBlockWithoutBrace(owner, holdsDeclarations: holdsDeclarations) {
        return block
      }
      if mendsIndentedBlock("the `\(owner)`") {
        return Block(declarations: [], range: placeBehind)
      }
      report(.missingBlock(of: owner, found: shown(current), at: placeBehind))
    }
    return parseOptionalBlock(holdsDeclarations: holdsDeclarations)
      ?? Block(declarations: [], range: placeBehind)
  }

  /// - Parameter hasBrace: false where the `{` is missing, which has been reported.
  func parseBlock(holdsDeclarations: Bool, hasBrace: Bool = true) -> Block {
    let brace = hasBrace ? current : previous ?? current
    guard enter("block") else {
      skipBalanced()
      return Block(declarations: [], range: range(from: brace))
    }
    let outer = (statementStart, brackets, selection, isInDashedList)
    defer {
      (statementStart, brackets, selection, isInDashedList) = outer
      nesting -= 1
    }
    (brackets, selection, isInDashedList) = (0, nil, false)
    if hasBrace { take() }
    if openBlocks.isEmpty { suspect = nil }
    openBlocks.append(
      OpenBlock(
        brace: brace,
        owner: range(statementStart).union(range(brace)),
        indentation: indentation(of: statementStart),
        holdsDeclarations: holdsDeclarations
      )
    )
    let declarations = parseStatements()
    closeBlock()
    return Block(declarations: declarations, range: range(from: brace))
  }

  private func closeBlock() {
    reportForeignQueries()
    guard current.kind == .rightBrace, !isLeavingBlocks else {
      if !isLeavingBlocks, !swallowedEnd || current.kind != .endOfFile {
        report(
          .missingBrace(
            at: placeBehind,
            found: spelled(current),
            openings: openBlocks.reversed().prefix(3).map(\.owner),
            suspect: suspect?.owner,
            canMend: openBlocks.count == 1 && suspect == nil
          )
        )
      }
      isLeavingBlocks = true
      openBlocks.removeLast()
      if openBlocks.isEmpty { isLeavingBlocks = false }
      return
    }
    let block = openBlocks.removeLast()
    if suspect == nil, let opened = block.indentation, let closed = indentation(of: current),
      opened != closed
    {
      suspect = block
    }
    take()
  }

  // MARK: Documentation

  /// The `///` lines straight in front of the current token; those further away are reported.
  func takeDocumentation() -> Documentation? {
    var lines: [SourceRange] = []
    while documentationIndex < documentation.count,
      documentation[documentationIndex].token <= index
    {
      let line = documentation[documentationIndex]
      documentationIndex += 1
      if line.token < index || !line.startsLine {
        report(.strayDocumentation(at: line.range, isBehind: !line.startsLine))
        continue
      }
      if let last = lines.last, !isNextLine(last, line.range) {
        report(
          .strayDocumentation(at: lines.reduce(last) { $0.union($1) }, isBehind: false)
        )
        lines = []
      }
      lines.append(line.range)
    }
    guard let first = lines.first, let last = lines.last else { return nil }
    let text = lines.map { line in
      let content = source.bytes[(Int(line.start) + 3)..<Int(line.end)]
      let isIndented = content.first == UInt8(ascii: " ")
      return String(decoding: isIndented ? content.dropFirst() : content, as: UTF8.self)
    }
    return Documentation(text: text.joined(separator: "\n"), range: first.union(last))
  }

  /// Whether one line break and blanks are all that stands between two comments.
  private func isNextLine(_ one: SourceRange, _ other: SourceRange) -> Bool {
    let between = source.bytes[Int(one.end)..<Int(other.start)]
    return between.allSatisfy { $0 <= 0x20 } && between.count { $0 == UInt8(ascii: "\n") } == 1
  }

  func reportStray(_ documentation: Documentation) {
    report(.strayDocumentation(at: documentation.range, isBehind: false))
  }

  /// Comments behind the last statement describe nothing.
  func reportRemainingDocumentation() {
    while documentationIndex < documentation.count {
      let line = documentation[documentationIndex]
      documentationIndex += 1
      report(.strayDocumentation(at: line.range, isBehind: !line.startsLine))
    }
  }
}

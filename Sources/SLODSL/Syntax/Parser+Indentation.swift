/// Blocks and lists that are told by indentation, as YAML has them.
extension Parser {
  // MARK: Blocks

  /// Whether a line follows that is indented deeper than the statement and could be in its block.
  private var isDeeperStatement: Bool {
    guard isBehindLineEnd, let here = indentation(of: current),
      let outer = indentation(of: statementStart), here > outer
    else { return false }
    return startsStatement && current.kind != .rightBrace && current.kind != .endOfFile
      || isName(current) && peek().kind == .leftParenthesis
  }

  /// Whether a `}` ends the deeper lines, so that only the `{` is missing.
  private var isClosedByBrace: Bool {
    guard let outer = indentation(of: statementStart) else { return false }
    var ahead = index
    while tokens[ahead].kind != .endOfFile {
      if let column = indentation(of: tokens[ahead]), column <= outer {
        return tokens[ahead].kind == .rightBrace && column == outer
      }
      ahead += 1
    }
    return false
  }

  /// A block without its `{`, when its lines are indented and its `}` stands; nil otherwise.
  func parseBlockWithoutBrace(_ owner: String, holdsDeclarations: Bool) -> Block? {
    guard !isFollowUp, isDeeperStatement, previous?.kind != .colon, isClosedByBrace else {
      return nil
    }
    report(.openingBraceMissing(owner, at: placeBehind))
    return parseBlock(holdsDeclarations: holdsDeclarations, hasBrace: false)
  }

  /// `service checkout:` with indented lines below: reported and skipped.
  func mendsIndentedBlock(_ owner: String) -> Bool {
    guard !isFollowUp, isDeeperStatement, let outer = indentation(of: statementStart) else {
      return false
    }
    let place = previous.map { range($0) } ?? placeBehind
    report(.blockByIndentation(owner, at: place))
    forgiving { $0.skipLines(deeperThan: outer) }
    return true
  }

  /// Skips whole lines, up to one that is indented no deeper.
  func skipLines(deeperThan column: Int) {
    while current.kind != .endOfFile {
      if let here = indentation(of: current), here <= column { return }
      take()
    }
  }

  // MARK: Values

  /// Whether lines of `key: value` or `- key: value` below the key are meant as its value.
  var startsNestedMapping: Bool {
    guard isBehindLineEnd, let here = indentation(of: current),
      let outer = indentation(of: statementStart)
    else { return false }
    if current.kind == .minus {
      return here >= outer && peek().isSpaced && isName(peek()) && peek(2).kind == .colon
        && (peek(3).isSpaced || peek(3).startsLine)
    }
    return here > outer && isName(current) && peek().kind == .colon
  }

  /// Reads them as labelled values where they are plain, and skips them otherwise.
  func parseNestedMapping(of key: Name) {
    let outer = indentation(of: statementStart) ?? 0
    let first = range(current)
    var edits: [FixIt.Edit] = []
    var isPlain = key.text == "labels" || key.text == "severities"
    forgiving { parser in
      while isPlain, parser.isPlainEntry(deeperThan: outer) {
        let gap = SourceRange(
          file: parser.source.id,
          start: Int(parser.previous?.end ?? 0),
          end: Int(parser.current.start)
        )
        edits.append(FixIt.Edit(range: gap, replacement: edits.isEmpty ? " " : ", "))
        parser.take()
        edits.append(FixIt.Edit(range: parser.range(parser.take()), replacement: " ="))
        if parser.current.kind == .stringOpen {
          _ = parser.parseString()
        } else {
          let word = parser.take()
          edits.append(
            FixIt.Edit(range: parser.range(word), replacement: "\"\(parser.text(word))\"")
          )
        }
      }
      if let here = parser.indentation(of: parser.current), here > outer { isPlain = false }
      parser.skipNested(below: outer)
    }
    report(.nestedMapping(of: key.text, at: first, edits: isPlain ? edits : []))
  }

  /// Deeper lines, and the elements of a list that stand in the key's own column.
  private func skipNested(below outer: Int) {
    repeat {
      if current.kind == .minus { take() }
      skipLines(deeperThan: outer)
    } while current.kind == .minus && indentation(of: current) == outer
  }

  /// Whether `name: word` stands on a line of its own here.
  private func isPlainEntry(deeperThan outer: Int) -> Bool {
    guard let here = indentation(of: current), here > outer, isName(current),
      peek().kind == .colon, !peek(2).startsLine
    else { return false }
    switch peek(2).kind {
    case .stringOpen:
      return peek(3).kind == .stringText && peek(4).kind == .stringClose && peek(5).startsLine
    case .identifier, .number: return peek(3).startsLine
    default: return false
    }
  }

  /// `|` or `>` at the end of a line with deeper lines below: text, as YAML folds it.
  func mendsBlockText(of key: Name) -> Bool {
    guard current.kind == .pipe || current.kind == .greater, peek().startsLine,
      let outer = indentation(of: statementStart)
    else { return false }
    report(.blockText(of: key.text, at: range(current)))
    take()
    forgiving { $0.skipLines(deeperThan: outer) }
    return true
  }
}

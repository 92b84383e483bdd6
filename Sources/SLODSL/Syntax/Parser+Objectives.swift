/// SLOs, and the blocks of other targets.
extension Parser {
  // MARK: SLOs

  func parseSLO(
    _ first: Token,
    _ documentation: Documentation?,
    isOverride: Bool,
    isNameless: Bool = false
  ) -> Declaration {
    let name =
      isNameless
      ? .identifier(Name(text: "", range: placeBehind)) : parseDeclaredName("an SLO")
    var objective: Expression?
    var window: Expression?
    let isObjectiveNext = current.kind == .number || current.kind == .assign
    if current.kind == .colon || isObjectiveNext && !isBehindLineEnd {
      mendColon(behind: "slo \(source.text(name.range))")
      if keyword(current) == .over {
        reportMissingValue(behind: "slo \(source.text(name.range)):", expected: "an objective")
      } else if self.keyword(peek()) == .in {
        objective = parsePostfix()
      } else {
        objective = parseExpression()
      }
    }
    window = parseWindow(hasObjective: objective != nil)
    let body = parseOptionalBlock(
      holdsDeclarations: false,
      of: "slo \(source.text(name.range))"
    )
    return .slo(
      SLODeclaration(
        documentation: documentation,
        isOverride: isOverride,
        name: name,
        objective: objective,
        window: window,
        body: body,
        range: range(from: first)
      )
    )
  }

  /// What follows `over`, also where another word or none stands for it.
  private func parseWindow(hasObjective: Bool) -> Expression? {
    let next = peek()
    switch keyword(current) {
    case .over where next.kind != .colon:
      take()
      return parsePostfix()
    case .over where !isBehindLineEnd:
      take()
      report(.colonBehindOver(at: range(take())))
      return parsePostfix()
    case .for where hasObjective && next.kind == .number,
      .in where hasObjective && next.kind == .number:
      report(.wrongOver(text(current), at: range(current)))
      take()
      return parsePostfix()
    default:
      if hasObjective, current.kind == .identifier, !isBehindLineEnd, next.kind == .number,
        EditDistance.nearest(to: text(current), among: ["over"]) != nil
      {
        report(.wrongOver(text(current), at: range(current)))
        take()
        return parsePostfix()
      }
      guard hasObjective, current.kind == .number, !isBehindLineEnd else { return nil }
      if !isFollowUp { report(.missingOver(at: placeBehind)) }
      return parsePostfix()
    }
  }

  // MARK: Other targets' blocks

  /// `alert HighErrorRate: page {`, `evidence "…": file("…")`, `canary {`; the keyword is read.
  func parseReserved(_ first: Token, _ documentation: Documentation?) -> Declaration {
    var head: [Expression] = []
    if (isName(current) || current.kind == .number) && peek().kind != .leftParenthesis,
      !isBehindLineEnd
    {
      switch parseDeclaredName("a block") {
      case .identifier(let name): head.append(.name(name))
      case .text(let literal): head.append(.string(literal))
      }
    }
    while current.kind != .leftBrace, !isAtStatementEnd {
      let before = index
      if current.kind == .colon || current.kind == .comma {
        take()
        continue
      }
      head.append(parseExpression())
      if index == before { break }
    }
    return parseReserved(
      keyword: name(first),
      head: head,
      from: first,
      documentation: documentation
    )
  }

  func parseReserved(
    keyword: Name,
    head: [Expression],
    from first: Token,
    documentation: Documentation? = nil
  ) -> Declaration {
    reservedBlocks += 1
    let body = parseOptionalBlock(holdsDeclarations: false)
    reservedBlocks -= 1
    return .reserved(
      ReservedDeclaration(
        documentation: documentation,
        keyword: keyword,
        head: head,
        body: body,
        range: range(from: first)
      )
    )
  }
}

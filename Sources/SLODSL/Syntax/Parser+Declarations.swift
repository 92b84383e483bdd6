extension Parser {
  /// Reads the declaration of a keyword whose token `first` has been read.
  func parseDeclaration(
    _ keyword: Keyword, _ first: Token, _ documentation: Documentation?
  ) -> Declaration? {
    switch keyword {
    case .import, .for, .if, .use:
      if let documentation { reportStray(documentation) }
    default: break
    }
    switch keyword {
    case .import: return parseImport(first)
    case .metric: return parseMetric(first, documentation, isExtension: false)
    case .extend:
      _ = self.keyword(current) == .metric ? take() : current
      return parseMetric(first, documentation, isExtension: true)
    case .let: return parseLet(first, documentation)
    case .project:
      let body = parseRequiredBlock("project", holdsDeclarations: false)
      return .project(
        BlockDeclaration(
          documentation: documentation, name: name(first), body: body, range: range(from: first)))
    case .policy:
      let name = parseName("a policy")
      let body = parseRequiredBlock("policy", holdsDeclarations: false)
      return .policy(
        BlockDeclaration(
          documentation: documentation, name: name, body: body, range: range(from: first)))
    case .receiver: return parseReceiver(first, documentation)
    case .template: return parseTemplate(first, documentation)
    case .service: return parseService(first, documentation)
    case .override:
      _ = self.keyword(current) == .slo ? take() : current
      return parseSLO(first, documentation, isOverride: true)
    case .slo: return parseSLO(first, documentation, isOverride: false)
    case .input: return parseInput(first, documentation)
    case .for: return parseLoop(first)
    case .if: return .conditional(parseConditional(first))
    case .use:
      let template = parseExpression()
      return .use(UseDeclaration(template: template, range: range(from: first)))
    default: return parseReserved(first)
    }
  }

  private func parseImport(_ first: Token) -> Declaration? {
    if current.kind == .stringOpen, !isBehindLineEnd {
      let file = parseString()
      return .importation(ImportDeclaration(source: .file(file), range: range(from: first)))
    }
    guard isName(current), !isBehindLineEnd else {
      if !isFollowUp {
        report(
          .missingName(of: "an import: a file in quotes or a module", found: shown(current),
            at: placeOfCurrent))
      }
      return nil
    }
    let module = name(take())
    return .importation(ImportDeclaration(source: .module(module), range: range(from: first)))
  }

  private func parseMetric(
    _ first: Token, _ documentation: Documentation?, isExtension: Bool
  ) -> Declaration {
    let name = parseName("a metric", joining: true)
    var type: TypeSyntax?
    if take(.colon) {
      type = parseType()
    } else if !isExtension, !isFollowUp {
      report(.missingType(of: "metric \(name.text)", at: placeBehind))
    }
    let body = parseOptionalBlock(holdsDeclarations: false)
    return .metric(
      MetricDeclaration(
        documentation: documentation, isExtension: isExtension, name: name, type: type,
        body: body, range: range(from: first)))
  }

  private func parseLet(
    _ first: Token, _ documentation: Documentation?
  ) -> Declaration {
    let name = parseName("a `let`")
    var type: TypeSyntax?
    if previous?.isBroken ?? false, current.kind != .assign, current.kind != .colon {
      skipStatement()
      return .binding(
        LetDeclaration(
          documentation: documentation, name: name, type: nil, value: .missing(placeBehind),
          range: range(from: first)))
    }
    if current.kind == .colon {
      // `let x: 5m` is a slip for `=`; a type is followed by one.
      if isTypeFollowedByAssign {
        take()
        type = parseType()
      } else {
        report(.wrongSeparator(":", instead: "=", in: "a `let`", at: range(current)))
        take()
        return binding(first, documentation, name, type)
      }
    }
    if !take(.assign) {
      guard current.kind.startsExpression, !isBehindLineEnd else {
        reportMissingValue(behind: "let \(name.text)")
        return .binding(
          LetDeclaration(
            documentation: documentation, name: name, type: type, value: .missing(placeBehind),
            range: range(from: first)))
      }
      if !isFollowUp { report(.missingAssign(at: placeBehind)) }
    }
    return binding(first, documentation, name, type)
  }

  private func binding(
    _ first: Token, _ documentation: Documentation?, _ name: Name, _ type: TypeSyntax?
  ) -> Declaration {
    let value = parseExpression()
    return .binding(
      LetDeclaration(
        documentation: documentation, name: name, type: type, value: value,
        range: range(from: first)))
  }

  /// Whether `: Type =` or `: Type<Unit> =` stands here.
  private var isTypeFollowedByAssign: Bool {
    var ahead = 1
    while ahead < 16 {
      switch peek(ahead).kind {
      case .identifier, .less, .greater, .leftBracket, .rightBracket, .comma: ahead += 1
      case .assign, .greaterOrEqual: return ahead > 1
      default: return false
      }
    }
    return false
  }

  private func parseReceiver(
    _ first: Token, _ documentation: Documentation?
  ) -> Declaration {
    let name = parseName("a receiver")
    var value = Expression.missing(placeBehind)
    if takeColon(behind: "receiver \(name.text)") { value = parseExpression() }
    return .receiver(
      ReceiverDeclaration(
        documentation: documentation, name: name, value: value, range: range(from: first)))
  }

  private func parseTemplate(
    _ first: Token, _ documentation: Documentation?
  ) -> Declaration {
    let name = parseName("a template")
    var parameters: [Parameter] = []
    if current.kind == .leftParenthesis, !isBehindLineEnd {
      parseElements("parameters") { parser in
        if let parameter = parser.parseParameter() { parameters.append(parameter) }
      }
    }
    let body = parseRequiredBlock("template", holdsDeclarations: true)
    return .template(
      TemplateDeclaration(
        documentation: documentation, name: name, parameters: parameters, body: body,
        range: range(from: first)))
  }

  private func parseParameter() -> Parameter? {
    guard isName(current) else {
      reportUnexpected(expected: "a parameter, as in `job: String`")
      skip(to: .separator)
      return nil
    }
    let first = current
    let name = name(take())
    guard take(.colon) else {
      if !isFollowUp { report(.missingType(of: "parameter \(name.text)", at: placeBehind)) }
      return nil
    }
    guard let type = parseType() else { return nil }
    let value = take(.assign) ? parseExpression() : nil
    return Parameter(name: name, type: type, defaultValue: value, range: range(from: first))
  }

  private func parseService(
    _ first: Token, _ documentation: Documentation?
  ) -> Declaration {
    let name = parseDeclaredName("a service")
    var templates: [Expression] = []
    if take(.colon) {
      repeat {
        guard !isAtStatementEnd || previous?.kind == .comma, current.kind != .leftBrace else {
          reportMissingValue(behind: "service", expected: "a template")
          break
        }
        templates.append(parsePostfix())
      } while take(.comma)
    }
    let body = parseOptionalBlock(holdsDeclarations: false)
    return .service(
      ServiceDeclaration(
        documentation: documentation, name: name, templates: templates, body: body,
        range: range(from: first)))
  }

  private func parseInput(
    _ first: Token, _ documentation: Documentation?
  ) -> Declaration? {
    let name = parseName("an input")
    guard take(.colon) else {
      if !isFollowUp { report(.missingType(of: "input \(name.text)", at: placeBehind)) }
      return nil
    }
    guard let type = parseType() else { return nil }
    var value: Expression?
    var allowed: Expression?
    if take(.assign) { value = parseBinary(Precedence.sum) }
    if keyword(current) == .in {
      take()
      allowed = parseBinary(Precedence.sum)
    }
    return .input(
      InputDeclaration(
        documentation: documentation, name: name, type: type, defaultValue: value,
        allowed: allowed, range: range(from: first)))
  }

  private func parseLoop(_ first: Token) -> Declaration? {
    var names: [Name] = []
    if current.kind == .leftParenthesis {
      parseElements("names") { parser in
        if parser.isName(parser.current) {
          names.append(parser.name(parser.take()))
        } else {
          parser.reportUnexpected(expected: "a name")
          parser.skip(to: .separator)
        }
      }
    } else {
      names = [parseName("a loop's value")]
      // `for key, value in` is how other languages write it.
      if current.kind == .comma, isName(peek()) {
        report(.loopNamesWithoutParentheses(at: names[0].range.union(range(peek()))))
        take()
        names.append(name(take()))
      }
    }
    if keyword(current) == .in {
      take()
    } else {
      reportUnexpected(expected: "`in`")
      // `for x of y`
      if isName(current), peek().kind.startsExpression, !peek().startsLine { take() }
    }
    let sequence = parseExpression()
    let body = parseRequiredBlock("for", holdsDeclarations: true)
    return .loop(
      LoopDeclaration(names: names, sequence: sequence, body: body, range: range(from: first)))
  }

  /// The condition, the block and what follows `else`.
  private func parseConditional(_ first: Token) -> ConditionalDeclaration {
    let condition = parseExpression()
    let body = parseRequiredBlock("if", holdsDeclarations: true)
    var otherwise: Block?
    if keyword(current) == .else, peek().kind != .colon {
      take()
      if keyword(current) == .if {
        guard enter("`else if`") else {
          skipStatement()
          return ConditionalDeclaration(
            condition: condition, body: body, otherwise: nil, range: range(from: first))
        }
        let nested = parseConditional(take())
        nesting -= 1
        otherwise = Block(declarations: [.conditional(nested)], range: nested.range)
      } else {
        otherwise = parseRequiredBlock("else", holdsDeclarations: true)
      }
    }
    return ConditionalDeclaration(
      condition: condition, body: body, otherwise: otherwise, range: range(from: first))
  }

  // MARK: SLOs

  func parseSLO(
    _ first: Token, _ documentation: Documentation?, isOverride: Bool
  ) -> Declaration {
    let name = parseDeclaredName("an SLO")
    var objective: Expression?
    var window: Expression?
    let isObjectiveNext = current.kind == .number || current.kind == .assign
    if current.kind == .colon || isObjectiveNext && !isBehindLineEnd {
      mendColon(behind: "slo \(source.text(name.range))")
      if keyword(current) == .over {
        reportMissingValue(behind: "slo \(source.text(name.range)):", expected: "an objective")
      } else {
        objective = parseExpression()
      }
    }
    if keyword(current) == .over, peek().kind != .colon {
      take()
      window = parsePostfix()
    } else if objective != nil, current.kind == .number, !isBehindLineEnd {
      if !isFollowUp { report(.missingOver(at: placeBehind)) }
      window = parsePostfix()
    }
    let body = parseOptionalBlock(holdsDeclarations: false)
    return .slo(
      SLODeclaration(
        documentation: documentation, isOverride: isOverride, name: name, objective: objective,
        window: window, body: body, range: range(from: first)))
  }

  // MARK: Other targets' blocks

  /// `alert HighErrorRate: page {`, `evidence "…": file("…")`, `canary {`; the keyword is read.
  func parseReserved(_ first: Token) -> Declaration {
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
    return parseReserved(keyword: name(first), head: head, from: first)
  }

  func parseReserved(
    keyword: Name, head: [Expression], from first: Token
  ) -> Declaration {
    reservedBlocks += 1
    let body = parseOptionalBlock(holdsDeclarations: false)
    reservedBlocks -= 1
    return .reserved(
      ReservedDeclaration(keyword: keyword, head: head, body: body, range: range(from: first)))
  }
}

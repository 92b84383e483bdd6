extension Parser {
  /// Reads the declaration of a keyword whose token `first` has been read.
  func parseDeclaration(
    _ keyword: Keyword,
    _ first: Token,
    _ documentation: Documentation?
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
          documentation: documentation,
          name: name(first),
          body: body,
          range: range(from: first)
        )
      )
    case .policy:
      let name = parseName("a policy")
      let body = parseRequiredBlock("policy", holdsDeclarations: false)
      return .policy(
        BlockDeclaration(
          documentation: documentation,
          name: name,
          body: body,
          range: range(from: first)
        )
      )
    case .interval:
      let name = parseName("an interval")
      let body = parseRequiredBlock("interval", holdsDeclarations: false)
      return .interval(
        BlockDeclaration(
          documentation: documentation,
          name: name,
          body: body,
          range: range(from: first)
        )
      )
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
    default: return parseReserved(first, documentation)
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
          .missingName(
            of: "an import: a file in quotes or a module",
            found: shown(current),
            at: placeOfCurrent
          )
        )
      }
      return nil
    }
    let module = name(take())
    if isGlued, [.slash, .dot, .minus].contains(current.kind) {
      let path = current
      while isGlued, [.slash, .dot, .minus, .identifier, .number].contains(current.kind) { take() }
      let place = module.range.union(range(from: path))
      report(.fileWithoutQuotes(source.text(place), at: place))
      return nil
    }
    return .importation(ImportDeclaration(source: .module(module), range: range(from: first)))
  }

  private func parseMetric(
    _ first: Token,
    _ documentation: Documentation?,
    isExtension: Bool
  ) -> Declaration {
    let name = parseName("a metric", joining: true)
    var type: TypeSyntax?
    if take(.colon) {
      type = parseType()
    } else if !isExtension {
      type = parseTypeWithoutColon(of: "metric \(name.text)")
    }
    if current.kind == .leftParenthesis, isGlued, type != nil { parseSettingsInParentheses() }
    let body = parseOptionalBlock(holdsDeclarations: false)
    return .metric(
      MetricDeclaration(
        documentation: documentation,
        isExtension: isExtension,
        name: name,
        type: type,
        body: body,
        range: range(from: first)
      )
    )
  }

  private func parseLet(
    _ first: Token,
    _ documentation: Documentation?
  ) -> Declaration {
    let name = parseName("a `let`")
    var type: TypeSyntax?
    if previous?.isBroken ?? false, current.kind != .assign, current.kind != .colon {
      skipStatement()
      return .binding(
        LetDeclaration(
          documentation: documentation,
          name: name,
          type: nil,
          value: .missing(placeBehind),
          range: range(from: first)
        )
      )
    }
    if current.kind == .colon {
      // `let x: 5m` is a slip for `=`; a type is followed by one.
      guard isTypeFollowedByAssign else {
        report(.wrongSeparator(":", instead: "=", in: "a `let`", at: range(current)))
        take()
        return binding(first, documentation, name, type)
      }
      take()
      type = parseType()
    }
    if !take(.assign) {
      guard current.kind.startsExpression, !isBehindLineEnd else {
        reportMissingValue(behind: "let \(name.text)")
        return .binding(
          LetDeclaration(
            documentation: documentation,
            name: name,
            type: type,
            value: .missing(placeBehind),
            range: range(from: first)
          )
        )
      }
      if !isFollowUp { report(.missingAssign(at: placeBehind)) }
    }
    return binding(first, documentation, name, type)
  }

  private func binding(
    _ first: Token,
    _ documentation: Documentation?,
    _ name: Name,
    _ type: TypeSyntax?
  ) -> Declaration {
    valueStart = index
    let value = parseExpression()
    return .binding(
      LetDeclaration(
        documentation: documentation,
        name: name,
        type: type,
        value: value,
        range: range(from: first)
      )
    )
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

  /// `Counter(labels: queue)`: what belongs into a block, reported with the block.
  private func parseSettingsInParentheses() {
    let opening = range(current)
    skipBalanced()
    let closing = previous.map { range($0) } ?? opening
    let place = opening.union(closing)
    report(
      .settingsInParentheses(
        at: place,
        edits: [
          FixIt.Edit(range: opening, replacement: " { "),
          FixIt.Edit(range: closing, replacement: " }"),
        ]
      )
    )
  }

  private func parseReceiver(
    _ first: Token,
    _ documentation: Documentation?
  ) -> Declaration {
    let name = parseName("a receiver")
    var value = Expression.missing(placeBehind)
    if takeColon(behind: "receiver \(name.text)") { value = parseExpression() }
    if current.kind == .leftBrace, !isBehindLineEnd {
      report(.argumentsInBraces(at: range(current)))
      skipBalanced()
    }
    return .receiver(
      ReceiverDeclaration(
        documentation: documentation,
        name: name,
        value: value,
        range: range(from: first)
      )
    )
  }

  private func parseTemplate(
    _ first: Token,
    _ documentation: Documentation?
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
        documentation: documentation,
        name: name,
        parameters: parameters,
        body: body,
        range: range(from: first)
      )
    )
  }

  private func parseParameter() -> Parameter? {
    guard isName(current) else {
      reportUnexpected(expected: "a parameter, as in `job: String`")
      skip(to: .separator)
      return nil
    }
    let first = current
    let name = name(take())
    let colon = take(.colon)
    let type = colon ? parseType() : parseTypeWithoutColon(of: "parameter \(name.text)")
    guard let type else { return nil }
    let value = take(.assign) ? parseExpression() : nil
    return Parameter(name: name, type: type, defaultValue: value, range: range(from: first))
  }

  /// A type where its colon is missing, or nothing where both are; either is reported.
  private func parseTypeWithoutColon(of owner: String) -> TypeSyntax? {
    guard !isFollowUp else { return nil }
    guard current.kind == .identifier, !isBehindLineEnd else {
      report(.missingType(of: owner, at: placeBehind))
      return nil
    }
    report(.missingColon(behind: owner, at: placeBehind, insertion: placeBehind, what: "a type"))
    return parseType()
  }

  private func parseService(
    _ first: Token,
    _ documentation: Documentation?
  ) -> Declaration {
    let name = parseDeclaredName("a service")
    var templates: [Expression] = []
    if current.kind == .leftParenthesis, isGlued {
      let opening = range(current)
      skipBalanced()
      report(.parametersOfService(at: opening.union(placeBehind)))
    }
    if take(.colon) {
      let owner = "service \(source.text(name.range))"
      if mendsIndentedBlock(owner) {
        return .service(
          ServiceDeclaration(
            documentation: documentation,
            name: name,
            templates: [],
            body: nil,
            range: range(from: first)
          )
        )
      }
      repeat {
        guard !isAtStatementEnd || previous?.kind == .comma, current.kind != .leftBrace else {
          reportMissingValue(behind: "service", expected: "a template")
          break
        }
        templates.append(parsePostfix())
      } while take(.comma)
    }
    let body = parseOptionalBlock(
      holdsDeclarations: false,
      of: templates.isEmpty ? "service \(source.text(name.range))" : nil
    )
    return .service(
      ServiceDeclaration(
        documentation: documentation,
        name: name,
        templates: templates,
        body: body,
        range: range(from: first)
      )
    )
  }

  private func parseInput(
    _ first: Token,
    _ documentation: Documentation?
  ) -> Declaration? {
    let name = parseName("an input")
    let colon = take(.colon)
    let type = colon ? parseType() : parseTypeWithoutColon(of: "input \(name.text)")
    guard let type else { return nil }
    var value: Expression?
    var allowed: Expression?
    if take(.assign) { value = parseBinary(Precedence.sum) }
    if keyword(current) == .in {
      take()
      allowed = parseBinary(Precedence.sum)
    }
    return .input(
      InputDeclaration(
        documentation: documentation,
        name: name,
        type: type,
        defaultValue: value,
        allowed: allowed,
        range: range(from: first)
      )
    )
  }

  private func parseLoop(_ first: Token) -> Declaration? {
    var names: [Name] = []
    let problems = reports.count
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
    if reports.count > problems, keyword(current) != .in {
      // `for (i = 0; i < 5; i++)`: nothing up to the block is ours to judge.
      while current.kind != .leftBrace, current.kind != .endOfFile, !current.startsLine {
        let before = index
        skipBalanced()
        if index == before { break }
      }
      _ = parseOptionalBlock(holdsDeclarations: true)
      return nil
    }
    if keyword(current) == .in {
      take()
    } else {
      reportUnexpected(expected: "`in`")
      // `for x of y`
      if isName(current), peek().kind.startsExpression, !peek().startsLine { take() }
    }
    var sequence = parseExpression()
    if current.kind == .comma {
      var items = [sequence]
      while take(.comma) { items.append(parseExpression()) }
      let place = items.reduce(sequence.range) { $0.union($1.range) }
      report(.listWithoutBrackets(at: place))
      sequence = .list(items, place)
    }
    let body = parseRequiredBlock("for", holdsDeclarations: true)
    return .loop(
      LoopDeclaration(names: names, sequence: sequence, body: body, range: range(from: first))
    )
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
            condition: condition,
            body: body,
            otherwise: nil,
            range: range(from: first)
          )
        }
        let nested = parseConditional(take())
        nesting -= 1
        otherwise = Block(declarations: [.conditional(nested)], range: nested.range)
      } else {
        otherwise = parseRequiredBlock("else", holdsDeclarations: true)
      }
    }
    return ConditionalDeclaration(
      condition: condition,
      body: body,
      otherwise: otherwise,
      range: range(from: first)
    )
  }
}

extension SpecSyntax {
  /// The tree as indented text, one node a line with its byte range: for goldens and for looking.
  package var dump: String {
    var dump = SyntaxDump()
    for declaration in declarations { dump.add(declaration) }
    for comment in comments { dump.line("comment", comment) }
    return dump.text
  }

  /// The tree without ranges and comments: what a change of layout must not change.
  package var shape: String {
    var dump = SyntaxDump(showsRanges: false)
    for declaration in declarations { dump.add(declaration) }
    return dump.text
  }
}

extension Expression {
  /// The tree of this expression, as in `SpecSyntax.dump`.
  package var dump: String {
    var dump = SyntaxDump()
    dump.add(self)
    return dump.text
  }
}

/// Writes syntax as indented text.
private struct SyntaxDump {
  private(set) var text = ""
  private var depth = 0
  private let showsRanges: Bool

  init(showsRanges: Bool = true) {
    self.showsRanges = showsRanges
  }

  mutating func line(_ words: String, _ range: SourceRange) {
    for _ in 0..<depth { text += "  " }
    text += words
    if showsRanges { text += " \(range.start)..\(range.end)" }
    text += "\n"
  }

  /// A line without a range, for a role: `objective`, `body`.
  private mutating func role(_ name: String, _ write: (inout SyntaxDump) -> Void) {
    text += String(repeating: "  ", count: depth) + name + "\n"
    inside(write)
  }

  private mutating func inside(_ write: (inout SyntaxDump) -> Void) {
    depth += 1
    write(&self)
    depth -= 1
  }

  // MARK: Declarations

  mutating func add(_ declaration: Declaration) {
    switch declaration {
    case .importation(let node): add(node)
    case .metric(let node): add(node)
    case .binding(let node): add(node)
    case .project(let node): add(node, "project")
    case .policy(let node): add(node, "policy")
    case .interval(let node): add(node, "interval")
    case .receiver(let node):
      self.node("receiver \(shown(node.name))", node.range, node.documentation) {
        $0.add(node.value)
      }
    case .template(let node): add(node)
    case .service(let node): add(node)
    case .slo(let node): add(node)
    case .input(let node): add(node)
    case .loop(let node):
      self.node("for \(node.names.map(shown).joined(separator: ", "))", node.range) {
        $0.add(node.sequence)
        $0.add(node.body)
      }
    case .conditional(let node):
      self.node("if", node.range) {
        $0.add(node.condition)
        $0.add(node.body)
        if let otherwise = node.otherwise { $0.role("else") { $0.add(otherwise) } }
      }
    case .use(let node): self.node("use", node.range) { $0.add(node.template) }
    case .setting(let node):
      self.node("setting \(shown(node.key))", node.range, node.documentation) { dump in
        for value in node.values { dump.add(value) }
      }
    case .call(let call): add(.call(call) as Expression)
    case .reserved(let node):
      self.node("reserved \(shown(node.keyword))", node.range, node.documentation) { dump in
        for expression in node.head { dump.add(expression) }
        if let body = node.body { dump.add(body) }
      }
    }
  }

  private mutating func node(
    _ words: String, _ range: SourceRange, _ documentation: Documentation? = nil,
    _ write: (inout SyntaxDump) -> Void
  ) {
    line(words, range)
    depth += 1
    if let documentation {
      line("documentation \(quoted(documentation.text))", documentation.range)
    }
    write(&self)
    depth -= 1
  }

  private mutating func add(_ node: ImportDeclaration) {
    switch node.source {
    case .file(let literal): self.node("import", node.range) { $0.add(.string(literal)) }
    case .module(let name): line("import \(shown(name))", node.range)
    }
  }

  private mutating func add(_ node: MetricDeclaration) {
    let word = node.isExtension ? "extend metric" : "metric"
    self.node("\(word) \(shown(node.name))", node.range, node.documentation) {
      if let type = node.type { $0.add(type) }
      if let body = node.body { $0.add(body) }
    }
  }

  private mutating func add(_ node: LetDeclaration) {
    self.node("let \(shown(node.name))", node.range, node.documentation) {
      if let type = node.type { $0.add(type) }
      $0.add(node.value)
    }
  }

  private mutating func add(_ node: BlockDeclaration, _ word: String) {
    let name = word == node.name.text ? word : "\(word) \(shown(node.name))"
    self.node(name, node.range, node.documentation) { $0.add(node.body) }
  }

  private mutating func add(_ node: TemplateDeclaration) {
    self.node("template \(shown(node.name))", node.range, node.documentation) { dump in
      for parameter in node.parameters {
        dump.node("parameter \(dump.shown(parameter.name))", parameter.range) {
          $0.add(parameter.type)
          if let value = parameter.defaultValue { $0.add(value) }
        }
      }
      dump.add(node.body)
    }
  }

  private mutating func add(_ node: ServiceDeclaration) {
    self.node("service \(shown(node.name))", node.range, node.documentation) { dump in
      dump.addInterpolated(node.name)
      for template in node.templates { dump.role("template") { $0.add(template) } }
      if let body = node.body { dump.add(body) }
    }
  }

  private mutating func add(_ node: SLODeclaration) {
    let word = node.isOverride ? "override slo" : "slo"
    self.node("\(word) \(shown(node.name))", node.range, node.documentation) { dump in
      dump.addInterpolated(node.name)
      if let objective = node.objective { dump.role("objective") { $0.add(objective) } }
      if let window = node.window { dump.role("over") { $0.add(window) } }
      if let body = node.body { dump.add(body) }
    }
  }

  private mutating func add(_ node: InputDeclaration) {
    self.node("input \(shown(node.name))", node.range, node.documentation) { dump in
      dump.add(node.type)
      if let value = node.defaultValue { dump.role("default") { $0.add(value) } }
      if let allowed = node.allowed { dump.role("in") { $0.add(allowed) } }
    }
  }

  private mutating func add(_ type: TypeSyntax) {
    node("type \(shown(type.name))", type.range) { dump in
      for argument in type.arguments { dump.add(argument) }
    }
  }

  private mutating func add(_ block: Block) {
    node("block", block.range) { dump in
      for declaration in block.declarations { dump.add(declaration) }
    }
  }

  // MARK: Expressions

  mutating func add(_ expression: Expression) {
    switch expression {
    case .quantity(let literal):
      let quantity = literal.quantity
      line("\(quantity.unit.rawValue) \(exact(quantity.value))", literal.range)
    case .string(let literal): add(literal)
    case .regex(let literal): line("regex \(quoted(literal.pattern))", literal.range)
    case .name(let name): line("name \(shown(name))", name.range)
    case .enumCase(let name, let range): line("case .\(shown(name))", range)
    case .member(let base, let name, let range):
      node("member \(shown(name))", range) { $0.add(base) }
    case .call(let call):
      node("call", call.range) { dump in
        dump.add(call.callee)
        for argument in call.arguments { dump.add(argument) }
      }
    case .list(let items, let range):
      node("list", range) { dump in for item in items { dump.add(item) } }
    case .dictionary(let entries, let range):
      node("dictionary", range) { dump in
        for entry in entries {
          dump.add(entry.key)
          dump.inside { $0.add(entry.value) }
        }
      }
    case .range(let lower, let upper, let closed, let range):
      node("range \(closed ? "..." : "..<")", range) {
        $0.add(lower)
        $0.add(upper)
      }
    case .not(let operand, let range): node("not", range) { $0.add(operand) }
    case .binary(let binary):
      node("binary \(binary.operator.rawValue)", binary.range) {
        $0.add(binary.left)
        $0.add(binary.right)
      }
    case .filtered(let selection, where: let predicate, let range):
      node("where", range) {
        $0.add(selection)
        $0.add(predicate)
      }
    case .promQL(let literal): node("promql", literal.range) { $0.add(literal.text) }
    case .parenthesized(let inner, let range): node("parentheses", range) { $0.add(inner) }
    case .missing(let range): line("missing", range)
    }
  }

  private mutating func add(_ argument: Argument) {
    guard let label = argument.label else { return add(argument.value) }
    node("\(shown(label)):", argument.range) { $0.add(argument.value) }
  }

  private mutating func add(_ literal: StringLiteral) {
    node("string", literal.range) { dump in
      // Where text is cut depends on its line breaks, which are not part of its shape.
      if !dump.showsRanges, let text = literal.plainText {
        return dump.line(dump.quoted(text), literal.range)
      }
      for segment in literal.segments {
        switch segment {
        case .text(let text, let range): dump.line(dump.quoted(text), range)
        case .interpolation(let expression, let range):
          dump.node("interpolation", range) { $0.add(expression) }
        }
      }
    }
  }

  private mutating func addInterpolated(_ name: DeclaredName) {
    if case .text(let literal) = name { add(literal) }
  }

  // MARK: Words

  private func shown(_ name: Name) -> String {
    name.isQuoted ? "`\(name.text)`" : name.text.isEmpty ? "(none)" : name.text
  }

  private func shown(_ name: DeclaredName) -> String {
    switch name {
    case .identifier(let name): shown(name)
    case .text: "(text)"
    }
  }

  private func exact(_ number: ExactNumber) -> String {
    number.isInteger ? "\(number.numerator)" : "\(number.numerator)/\(number.denominator)"
  }

  private func quoted(_ text: String) -> String { String(reflecting: text) }
}

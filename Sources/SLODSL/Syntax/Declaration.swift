/// What a file or a block holds, in source order.
///
/// One type for every block: the parser does not judge what may stand where, the checker does, and
/// can then say what belongs there.
package indirect enum Declaration: Hashable, Sendable {
  /// `import "catalog/http.slo"`, `import Kubernetes`
  case importation(ImportDeclaration)
  /// `metric x: Counter { … }`, `extend metric x { … }`
  case metric(MetricDeclaration)
  /// `let requests = http_requests_total where job == "checkout"`
  case binding(LetDeclaration)
  /// `project { … }`
  case project(BlockDeclaration)
  /// `policy strict { … }`
  case policy(BlockDeclaration)
  /// `receiver pager: PagerDuty(routingKeyFile: "…")`
  case receiver(ReceiverDeclaration)
  /// `interval office { days: monday...friday; … }`
  case interval(BlockDeclaration)
  /// `template HTTPService(job: String, slow: Duration = 250ms) { … }`
  case template(TemplateDeclaration)
  /// `service cart: HTTPService(job: "cart") { … }`
  case service(ServiceDeclaration)
  /// `slo availability: 99.95% over 30d { … }`, `override slo availability: 99.99%`
  case slo(SLODeclaration)
  /// `input environment: String = "production" in ["production", "staging"]`
  case input(InputDeclaration)
  /// `for queue in ["mail", "push"] { … }`
  case loop(LoopDeclaration)
  /// `if environment == "production" { … } else { … }`
  case conditional(ConditionalDeclaration)
  /// `use Latency(name: "read", bound: 1s)`
  case use(UseDeclaration)
  /// `owner: "payments"`
  case setting(SettingDeclaration)
  /// `page(burning: 14.4x, over: 1h)` as a statement
  case call(CallExpression)
  /// A block whose words only the checker knows: `dashboard flow { … }`, `load x { … }`
  case reserved(ReservedDeclaration)

  package var range: SourceRange {
    switch self {
    case .importation(let declaration): declaration.range
    case .metric(let declaration): declaration.range
    case .binding(let declaration): declaration.range
    case .project(let declaration), .policy(let declaration), .interval(let declaration):
      declaration.range
    case .receiver(let declaration): declaration.range
    case .template(let declaration): declaration.range
    case .service(let declaration): declaration.range
    case .slo(let declaration): declaration.range
    case .input(let declaration): declaration.range
    case .loop(let declaration): declaration.range
    case .conditional(let declaration): declaration.range
    case .use(let declaration): declaration.range
    case .setting(let declaration): declaration.range
    case .call(let call): call.range
    case .reserved(let declaration): declaration.range
    }
  }
}

/// The `///` lines in front of a declaration.
package struct Documentation: Hashable, Sendable {
  /// Without the slashes and the one blank behind them; lines joined by line feeds.
  package let text: String
  package let range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// `{ … }` and what it holds.
package struct Block: Hashable, Sendable {
  package let declarations: [Declaration]
  /// With the braces.
  package let range: SourceRange

  package init(declarations: [Declaration], range: SourceRange) {
    self.declarations = declarations
    self.range = range
  }
}

/// `import "file.slo"` or `import Module`.
package struct ImportDeclaration: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case file(StringLiteral)
    case module(Name)
  }

  package let source: Source
  package let range: SourceRange

  package init(source: Source, range: SourceRange) {
    self.source = source
    self.range = range
  }
}

/// A type as written: `Counter`, `Histogram<Seconds>`, `[String]` (name `List`, one argument).
package struct TypeSyntax: Hashable, Sendable {
  package let name: Name
  package let arguments: [TypeSyntax]
  package let range: SourceRange

  package init(name: Name, arguments: [TypeSyntax], range: SourceRange) {
    self.name = name
    self.arguments = arguments
    self.range = range
  }
}

/// `metric name: Type { labels: … }`; an extension has no type.
package struct MetricDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let isExtension: Bool
  package let name: Name
  package let type: TypeSyntax?
  package let body: Block?
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    isExtension: Bool,
    name: Name,
    type: TypeSyntax?,
    body: Block?,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.isExtension = isExtension
    self.name = name
    self.type = type
    self.body = body
    self.range = range
  }
}

/// `let name = value`
package struct LetDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: Name
  package let type: TypeSyntax?
  package let value: Expression
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    name: Name,
    type: TypeSyntax?,
    value: Expression,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.name = name
    self.type = type
    self.value = value
    self.range = range
  }
}

/// `project { … }` (its name is the keyword) and `policy name { … }`.
package struct BlockDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: Name
  package let body: Block
  package let range: SourceRange

  package init(documentation: Documentation?, name: Name, body: Block, range: SourceRange) {
    self.documentation = documentation
    self.name = name
    self.body = body
    self.range = range
  }
}

/// `receiver name: Kind(label: value)`
package struct ReceiverDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: Name
  /// The call, or a bare name when there are no arguments.
  package let value: Expression
  package let range: SourceRange

  package init(documentation: Documentation?, name: Name, value: Expression, range: SourceRange) {
    self.documentation = documentation
    self.name = name
    self.value = value
    self.range = range
  }
}

/// `name: Type = default`
package struct Parameter: Hashable, Sendable {
  package let name: Name
  package let type: TypeSyntax
  package let defaultValue: Expression?
  package let range: SourceRange

  package init(name: Name, type: TypeSyntax, defaultValue: Expression?, range: SourceRange) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.range = range
  }
}

/// `template Name(parameters) { … }`
package struct TemplateDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: Name
  package let parameters: [Parameter]
  package let body: Block
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    name: Name,
    parameters: [Parameter],
    body: Block,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.name = name
    self.parameters = parameters
    self.body = body
    self.range = range
  }
}

/// A declared name: an identifier, or text that may be interpolated (`"lag-\(queue)"`).
package enum DeclaredName: Hashable, Sendable {
  case identifier(Name)
  case text(StringLiteral)

  package var range: SourceRange {
    switch self {
    case .identifier(let name): name.range
    case .text(let literal): literal.range
    }
  }
}

/// `service name: Template(…), Template(…) { … }`
package struct ServiceDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: DeclaredName
  /// Calls of templates, or bare names of templates without arguments.
  package let templates: [Expression]
  package let body: Block?
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    name: DeclaredName,
    templates: [Expression],
    body: Block?,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.name = name
    self.templates = templates
    self.body = body
    self.range = range
  }
}

/// `slo name: objective over window { … }`
package struct SLODeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let isOverride: Bool
  package let name: DeclaredName
  package let objective: Expression?
  /// What follows `over`.
  package let window: Expression?
  package let body: Block?
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    isOverride: Bool,
    name: DeclaredName,
    objective: Expression?,
    window: Expression?,
    body: Block?,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.isOverride = isOverride
    self.name = name
    self.objective = objective
    self.window = window
    self.body = body
    self.range = range
  }
}

/// `input name: Type = default in [allowed]`
package struct InputDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let name: Name
  package let type: TypeSyntax
  package let defaultValue: Expression?
  package let allowed: Expression?
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    name: Name,
    type: TypeSyntax,
    defaultValue: Expression?,
    allowed: Expression?,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.allowed = allowed
    self.range = range
  }
}

/// `for name in list { … }`, `for (key, value) in ["a": 1] { … }`
package struct LoopDeclaration: Hashable, Sendable {
  /// One name, or two for the key and the value of a dictionary.
  package let names: [Name]
  package let sequence: Expression
  package let body: Block
  package let range: SourceRange

  package init(names: [Name], sequence: Expression, body: Block, range: SourceRange) {
    self.names = names
    self.sequence = sequence
    self.body = body
    self.range = range
  }
}

/// `if condition { … } else { … }`; `else if` is an else block with one conditional.
package struct ConditionalDeclaration: Hashable, Sendable {
  package let condition: Expression
  package let body: Block
  package let otherwise: Block?
  package let range: SourceRange

  package init(condition: Expression, body: Block, otherwise: Block?, range: SourceRange) {
    self.condition = condition
    self.body = body
    self.otherwise = otherwise
    self.range = range
  }
}

/// `use Template(…)`
package struct UseDeclaration: Hashable, Sendable {
  package let template: Expression
  package let range: SourceRange

  package init(template: Expression, range: SourceRange) {
    self.template = template
    self.range = range
  }
}

/// `key: value, value`
package struct SettingDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let key: Name
  package let values: [Argument]
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    key: Name,
    values: [Argument],
    range: SourceRange
  ) {
    self.documentation = documentation
    self.key = key
    self.values = values
    self.range = range
  }
}

/// A declaration of a target's own, such as `load`, `dashboard` and the rows and panels in it, or
/// one that this compiler generates nothing from, such as `release`.
package struct ReservedDeclaration: Hashable, Sendable {
  package let documentation: Documentation?
  package let keyword: Name
  /// What stands between the keyword and the body or the end of the statement.
  package let head: [Expression]
  package let body: Block?
  package let range: SourceRange

  package init(
    documentation: Documentation?,
    keyword: Name,
    head: [Expression],
    body: Block?,
    range: SourceRange
  ) {
    self.documentation = documentation
    self.keyword = keyword
    self.head = head
    self.body = body
    self.range = range
  }
}

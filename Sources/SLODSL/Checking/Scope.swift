/// What a name may stand for.
package indirect enum Symbol: Sendable {
  case metric(Metric)
  /// A `let`: evaluated where it is used, in the scope in which it was declared.
  case binding(LetDeclaration, Scope)
  /// A parameter, an input or the variable of a loop.
  case value(Value, declared: SourceRange)
  case template(TemplateDeclaration, Scope)
  case policy(BlockDeclaration, Scope)
  case receiver(ReceiverDeclaration, Scope)
  case interval(BlockDeclaration, Scope)

  package var noun: String {
    switch self {
    case .metric: "metric"
    case .binding, .value: "value"
    case .template: "template"
    case .policy: "policy"
    case .receiver: "receiver"
    case .interval: "interval"
    }
  }

  package var isMetric: Bool {
    if case .metric = self { true } else { false }
  }

  package var declared: SourceRange? {
    switch self {
    case .metric(let metric): metric.origin
    case .binding(let declaration, _): declaration.name.range
    case .value(_, let range): range
    case .template(let declaration, _): declaration.name.range
    case .policy(let declaration, _): declaration.name.range
    case .receiver(let declaration, _): declaration.name.range
    case .interval(let declaration, _): declaration.name.range
    }
  }
}

/// The names that an expression can see: its own block's, then its file's, then those of the files
/// that its file imports.
package struct Scope: Sendable {
  /// The file whose declarations and imports are seen.
  package let file: FileID
  /// Names of blocks: parameters, loop variables, `let`s.
  package private(set) var locals: [String: Symbol] = [:]

  package init(file: FileID) {
    self.file = file
  }

  package mutating func bind(_ name: String, to symbol: Symbol) {
    locals[name] = symbol
  }

  package func binding(_ name: String, to symbol: Symbol) -> Scope {
    var scope = self
    scope.bind(name, to: symbol)
    return scope
  }
}

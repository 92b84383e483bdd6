extension Checker {
  /// Finds every name that files declare, and which files see which.
  mutating func collectNames() {
    let imports = resolveImports()
    for file in files {
      visibleFiles[file.file.id] = Self.reachable(from: file.file.id, through: imports)
    }
    let scopes = files.map { Scope(file: $0.file.id) }
    // Inputs first: conditionals at the top level may ask for them. Then catalogs, since every
    // other declaration may name metrics.
    for (file, scope) in zip(files, scopes) { collectInputs(file.declarations, in: scope) }
    checkInputsExist()
    for (file, scope) in zip(files, scopes) { collectBindings(file.declarations, in: scope) }
    for (file, scope) in zip(files, scopes) { collectMetrics(file.declarations, in: scope) }
    for (file, scope) in zip(files, scopes) { extendMetrics(file.declarations, in: scope) }
    for (file, scope) in zip(files, scopes) { collectBlocks(file.declarations, in: scope) }
    reportConflictsBetweenFiles()
  }

  private mutating func resolveImports() -> [FileID: [FileID]] {
    let identifiers = Dictionary(files.map { ($0.file.path, $0.file.id) }) { first, _ in first }
    var imports: [FileID: [FileID]] = [:]
    for file in files {
      imports[file.file.id] = ImportPath.targets(of: file).compactMap { identifiers[$0.path] }
      for declaration in file.declarations {
        guard case .importation(let importation) = declaration else { continue }
        switch importation.source {
        case .module(let name): report(.unknownModule(name))
        case .file(let literal) where literal.plainText == nil:
          report(.interpolatedImport(literal.range))
        case .file(let literal) where literal.plainText?.isEmpty ?? false:
          report(.emptyImport(literal.range))
        case .file: continue
        }
      }
    }
    return imports
  }

  private static func reachable(
    from start: FileID,
    through imports: [FileID: [FileID]]
  ) -> [FileID] {
    var reached = [start]
    var seen: Set<FileID> = [start]
    var next = 0
    while next < reached.count {
      for target in imports[reached[next]] ?? [] where seen.insert(target).inserted {
        reached.append(target)
      }
      next += 1
    }
    return reached
  }

  // MARK: Collecting

  private mutating func collectInputs(_ declarations: [Declaration], in scope: Scope) {
    for declaration in declarations {
      guard case .input(let input) = declaration else { continue }
      inputNames.insert(input.name.range)
      guard let value = value(of: input, in: scope) else {
        brokenNames.insert(input.name.text)
        continue
      }
      declare(input.name, as: .value(value, declared: input.name.range), in: scope.file)
    }
  }

  private mutating func collectBindings(_ declarations: [Declaration], in scope: Scope) {
    for declaration in declarations {
      guard case .binding(let binding) = declaration else { continue }
      declare(binding.name, as: .binding(binding, scope), in: scope.file)
    }
  }

  private mutating func collectMetrics(_ declarations: [Declaration], in scope: Scope) {
    for declaration in declarations {
      guard case .metric(let metric) = declaration, !metric.isExtension else { continue }
      guard let known = self.metric(from: metric, in: scope) else {
        brokenNames.insert(metric.name.text)
        continue
      }
      declare(metric.name, as: .metric(known), in: scope.file)
    }
  }

  private mutating func extendMetrics(_ declarations: [Declaration], in scope: Scope) {
    for declaration in declarations {
      guard case .metric(let extended) = declaration, extended.isExtension else { continue }
      extendMetric(extended, in: scope)
    }
  }

  /// Everything else at the top level; loops and conditionals may hold services.
  private mutating func collectBlocks(_ declarations: [Declaration], in scope: Scope) {
    for declaration in declarations {
      switch declaration {
      case .importation, .metric, .binding, .input: continue
      case .project(let block): projectBlocks.append(ScopedBlock(declaration: block, scope: scope))
      case .policy(let block): declare(block.name, as: .policy(block, scope), in: scope.file)
      case .interval(let block): declare(block.name, as: .interval(block, scope), in: scope.file)
      case .receiver(let receiver):
        declare(receiver.name, as: .receiver(receiver, scope), in: scope.file)
      case .template(let template):
        declare(template.name, as: .template(template, scope), in: scope.file)
      case .service(let service):
        services.append(
          ScopedService(declaration: service, scope: scope, instantiations: instantiations)
        )
      case .loop(let loop):
        forEachIteration(of: loop, in: scope) { checker, scope in
          checker.collectNested(loop.body.declarations, in: scope)
        }
      case .conditional(let conditional):
        guard let block = chosenBlock(of: conditional, in: scope) else { continue }
        collectNested(block.declarations, in: scope)
      case .reserved(let reserved) where !reserved.standsInServices:
        report(.notGenerated(reserved))
      case .setting, .slo, .use, .call, .reserved:
        report(.misplaced(declaration, in: "at the top level"))
      }
    }
  }

  private mutating func collectNested(_ declarations: [Declaration], in scope: Scope) {
    var inner = scope
    for declaration in declarations {
      switch declaration {
      case .binding(let binding):
        inner.bind(binding.name.text, to: .binding(binding, inner))
      case .service, .loop, .conditional: collectBlocks([declaration], in: inner)
      default: report(.misplaced(declaration, in: "in a loop or condition at the top level"))
      }
    }
  }

  mutating func declare(_ name: Name, as symbol: Symbol, in file: FileID) {
    if let other = globals[file]?[name.text] {
      report(.declaredTwice(name, as: symbol.noun, before: other.declared))
      return
    }
    globals[file, default: [:]][name.text] = symbol
    visibleNames = [:]
  }

  /// Two files that see each other must not declare the same name.
  private mutating func reportConflictsBetweenFiles() {
    var reported: Set<SourceRange> = []
    let names = globals.mapValues { symbols in
      symbols.sorted { left, right in
        (left.value.declared, left.key) < (right.value.declared, right.key)
      }
    }
    for file in files {
      let visible = (visibleFiles[file.file.id] ?? []).sorted()
      guard visible.count > 1 else { continue }
      var seen: [String: Symbol] = [:]
      for (text, symbol) in visible.flatMap({ names[$0] ?? [] }) {
        guard let range = symbol.declared else { continue }
        guard let other = seen[text] else {
          seen[text] = symbol
          continue
        }
        guard reported.insert(range).inserted else { continue }
        let name = Name(text: text, range: range)
        report(.declaredTwice(name, as: symbol.noun, before: other.declared))
      }
    }
  }

  /// Evaluates every `let` of the top level once, so that a mistake in one that nobody uses yet is
  /// found. Predicates, sums, aggregates and PromQL only mean something where they are used.
  mutating func checkBindings() {
    for file in files {
      for case .binding(let binding) in file.declarations {
        guard binding.type != nil || binding.value.isPlainValue else { continue }
        _ = following(binding, from: binding.name.range) { checker in
          checker.value(of: binding, in: Scope(file: file.file.id))
        }
      }
    }
  }

  // MARK: Looking up

  func symbol(named name: String, in scope: Scope) -> Symbol? {
    if let local = scope.locals[name] { return local }
    for file in visibleFiles[scope.file] ?? [] {
      if let global = globals[file]?[name] { return global }
    }
    return nil
  }

  /// Every name that `scope` sees, sorted, for suggestions.
  ///
  /// None once very many have been looked at: in a run with as many mistakes as names, suggestions
  /// for all of them would take the square of its size.
  ///
  /// - Parameter word: without names that are too different to be meant by it.
  mutating func namesInScope(
    _ scope: Scope,
    near word: String? = nil,
    where isWanted: (Symbol) -> Bool
  ) -> [String] {
    let visible = namesVisible(in: scope.file)
    // Leaving a name out is far cheaper than handing it out.
    comparisonsLeft -= visible.count * (word == nil ? 20 : 1) + scope.locals.count
    guard comparisonsLeft > 0 else { return [] }
    let letters = word.map { LetterSet($0) }
    let limit = word.map { EditDistance.limit(forLength: $0.utf8.count) } ?? 0
    var names: [String] = []
    for visible in visible {
      if let letters, !letters.isWithin(limit, of: visible.letters) { continue }
      if isWanted(visible.symbol) { names.append(visible.name) }
    }
    let locals = scope.locals.filter { isWanted($0.value) }.map(\.key)
    return locals.isEmpty ? names : (locals + names).sorted()
  }

  private mutating func namesVisible(in file: FileID) -> [VisibleName] {
    if let names = visibleNames[file] { return names }
    let names = (visibleFiles[file] ?? []).flatMap { file in
      (globals[file] ?? [:]).map { name, symbol in
        VisibleName(name: name, letters: LetterSet(name), symbol: symbol)
      }
    }
    .sorted { $0.name < $1.name }
    visibleNames[file] = names
    return names
  }

  /// The declaration in a file that `scope` does not import, for the help that says to import it.
  func declarationElsewhere(of name: String, unseenBy scope: Scope) -> (Symbol, path: String)? {
    let visible = visibleFiles[scope.file] ?? []
    for file in files where !visible.contains(file.file.id) {
      guard let symbol = globals[file.file.id]?[name] else { continue }
      let importer = filePlaces[scope.file].map { files[$0].file.path } ?? ""
      return (symbol, ImportPath.relative(file.file.path, to: importer))
    }
    return nil
  }
}

/// A name that a file sees.
struct VisibleName {
  let name: String
  let letters: LetterSet
  let symbol: Symbol
}

/// A missing place sorts first.
private func < (
  left: (SourceRange?, String),
  right: (SourceRange?, String)
) -> Bool {
  switch (left.0, right.0) {
  case (let one?, let other?) where one != other: one < other
  case (nil, _?): true
  case (_?, nil): false
  default: left.1 < right.1
  }
}

extension Expression {
  /// Whether this is a value wherever it is used: not a predicate, nor a sum of counters, nor an
  /// aggregate of gauges.
  fileprivate var isPlainValue: Bool {
    switch self {
    case .promQL, .not, .call: false
    case .binary(let binary):
      switch binary.operator {
      case .add, .subtract, .multiply, .divide: binary.left.isLiteral || binary.right.isLiteral
      default: false
      }
    case .parenthesized(let inner, _): inner.isPlainValue
    case .quantity, .string, .regex, .name, .enumCase, .member, .list, .dictionary, .range,
      .filtered, .missing:
      true
    }
  }

  private var isLiteral: Bool {
    switch self {
    case .quantity, .string: true
    case .parenthesized(let inner, _): inner.isLiteral
    case .binary(let binary): binary.left.isLiteral || binary.right.isLiteral
    default: false
    }
  }
}

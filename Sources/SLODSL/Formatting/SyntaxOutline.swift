/// What the layout must know of a tree: which pieces stay together, where an expression may go on
/// in a new line, and which statements and blocks there are.
///
/// Everything is in source order and in offsets of the file.
struct SyntaxOutline {
  /// What the tree knows of the piece at an offset.
  struct Mark {
    let offset: UInt32
    let role: Piece.Roles
  }

  /// Pieces that break into lines together or not at all.
  struct Group {
    let start: UInt32
    let end: UInt32
    let kind: LayoutGroup.Kind
  }

  private(set) var statements: [Statement] = []
  /// Several tokens that are one word: `lag-5m`, `-5`.
  private(set) var words: [SourceRange] = []
  /// Outer groups in front of those that they hold.
  private(set) var groups: [Group] = []
  private(set) var marks: [Mark] = []

  init(_ syntax: SpecSyntax) {
    statements = add(syntax.declarations)
    marks.sort { $0.offset < $1.offset }
    words.sort()
  }

  private mutating func mark(_ offset: UInt32, _ role: Piece.Roles) {
    marks.append(Mark(offset: offset, role: role))
  }

  // MARK: Declarations

  private mutating func add(_ declarations: [Declaration]) -> [Statement] {
    declarations.map { declaration in
      var statement = Statement(declaration.range)
      addParts(of: declaration, to: &statement)
      return statement
    }
  }

  private mutating func addParts(of declaration: Declaration, to statement: inout Statement) {
    switch declaration {
    case .importation: break
    case .metric(let node):
      node.type.map { add($0) }
      add(node.body, to: &statement)
    case .binding(let node):
      node.type.map { add($0) }
      add(node.value)
    case .project(let node), .policy(let node), .interval(let node):
      add(node.body, to: &statement)
    case .receiver(let node): add(node.value)
    case .template(let node):
      for parameter in node.parameters {
        add(parameter.type)
        parameter.defaultValue.map { add($0) }
      }
      add(node.body, to: &statement)
    case .service(let node):
      add(node.name)
      addList(node.templates.map { Argument(label: nil, value: $0, range: $0.range) })
      add(node.body, to: &statement)
    case .slo(let node):
      add(node.name)
      node.objective.map { add($0) }
      node.window.map { add($0) }
      add(node.body, to: &statement)
    case .input(let node):
      add(node.type)
      node.defaultValue.map { add($0) }
      node.allowed.map { add($0) }
    case .loop(let node):
      node.names.first.map { mark($0.range.start, .namesLoop) }
      add(node.sequence)
      add(node.body, to: &statement)
    case .conditional(let node): add(node, to: &statement)
    case .use(let node): add(node.template)
    case .setting(let node): addList(node.values)
    case .call(let call): add(.call(call))
    case .reserved(let node):
      for expression in node.head {
        if case .name(let name) = expression { words.append(name.range) }
        add(expression)
      }
      add(node.body, to: &statement)
    }
  }

  /// `if`, and every `else if` behind it, as one statement.
  private mutating func add(
    _ conditional: ConditionalDeclaration,
    to statement: inout Statement
  ) {
    var next: ConditionalDeclaration? = conditional
    while let node = next {
      next = nil
      add(node.condition)
      add(node.body, to: &statement)
      guard let otherwise = node.otherwise else { return }
      // The block of an `else if` has no braces: it is the conditional behind it.
      if case .conditional(let nested)? = otherwise.declarations.first,
        nested.range == otherwise.range
      {
        next = nested
      } else {
        add(otherwise, to: &statement)
      }
    }
  }

  private mutating func add(_ block: Block?, to statement: inout Statement) {
    guard let block, block.range.start < block.range.end else { return }
    let statements = add(block.declarations)
    statement.blocks.append(StatementBlock(range: block.range, statements: statements))
  }

  private mutating func add(_ name: DeclaredName) {
    if case .identifier(let name) = name { words.append(name.range) }
  }

  /// Values between commas without brackets around them.
  private mutating func addList(_ values: [Argument]) {
    if let first = values.first, let last = values.last, values.count > 1 {
      let isFilled = values.allSatisfy { $0.label == nil && $0.value.isWord }
      groups.append(
        Group(
          start: first.range.start,
          end: last.range.end,
          kind: isFilled ? .filledValues : .values
        )
      )
    }
    for value in values { add(value.value) }
  }

  private mutating func add(_ type: TypeSyntax) {
    guard type.range.start < type.range.end else { return }
    mark(type.range.start, .startsType)
    // The sign behind the end has its own mark if it belongs to a type around this one.
    mark(type.range.end, .endsType)
  }

  // MARK: Expressions

  /// What stands around an operand.
  private enum Surroundings: Equatable {
    case chain(ChainLevel)
    /// Right of `where`.
    case selection
    case other
  }

  /// A work list replaces recursion: expressions nest deeper than blocks do.
  private mutating func add(_ root: Expression) {
    var pending: [(expression: Expression, surroundings: Surroundings)] = [(root, .other)]
    while let (expression, surroundings) = pending.popLast() {
      switch expression {
      case .quantity(let literal):
        words.append(literal.range)
        if literal.quantity.unit == .duration { mark(literal.range.start, .isDuration) }
      case .string, .regex, .name, .enumCase, .promQL, .missing: break
      case .member(let base, let name, _):
        mark(name.range.start, .isMember)
        pending.append((base, .other))
      case .call(let call):
        pending += call.arguments.reversed().map { ($0.value, .other) }
        pending.append((call.callee, .other))
      case .list(let items, _): pending += items.reversed().map { ($0, .other) }
      case .dictionary(let entries, _):
        for entry in entries.reversed() {
          pending.append((entry.value, .other))
          pending.append((entry.key, .other))
        }
      case .range(let lower, let upper, _, _):
        pending.append((upper, .other))
        pending.append((lower, .other))
      case .not(let operand, _): pending.append((operand, .other))
      case .parenthesized(let inner, let range):
        mark(range.start, .groups)
        pending.append((inner, .other))
      case .filtered(let selection, where: let predicate, let range):
        open(.selection, over: range, in: surroundings)
        mark(predicate.range.start, .followsWhere)
        pending.append((predicate, .selection))
        pending.append((selection, .chain(.selection)))
      case .binary(let binary):
        pending.append((binary.right, .other))
        guard let level = ChainLevel(binary.operator) else {
          pending.append((binary.left, .other))
          continue
        }
        open(level, over: binary.range, in: surroundings)
        mark(binary.operatorRange.start, .continuesChain)
        pending.append((binary.left, .chain(level)))
      }
    }
  }

  /// Begins a chain of operators of one level, unless it goes on with the one around it.
  private mutating func open(
    _ level: ChainLevel,
    over range: SourceRange,
    in surroundings: Surroundings
  ) {
    guard surroundings != .chain(level) else { return }
    groups.append(
      Group(
        start: range.start,
        end: range.end,
        kind: surroundings == .selection ? .condition : .chain
      )
    )
  }
}

/// Operators that bind equally and may begin a line, all of a chain or none.
///
/// Comparisons do not: `code` and what it is compared with are read together.
private enum ChainLevel {
  case selection, or, and, sum, product

  init?(_ operation: BinaryExpression.Operator) {
    switch operation {
    case .or: self = .or
    case .and: self = .and
    case .add, .subtract: self = .sum
    case .multiply, .divide: self = .product
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches,
      .matchesNot, .inside, .notInside:
      return nil
    }
  }
}

extension Expression {
  /// Whether it is a single word, number or text.
  fileprivate var isWord: Bool {
    switch self {
    case .quantity, .string, .regex, .name, .enumCase: true
    default: false
    }
  }
}

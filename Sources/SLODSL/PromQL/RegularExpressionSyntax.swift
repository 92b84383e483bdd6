extension RegularExpression {
  /// The tree of a pattern as a list of nodes, children before their parents.
  ///
  /// A list and not boxes in boxes: nothing that walks or frees it recurses, however deep it nests.
  struct Syntax {
    private(set) var nodes: [Node] = []
    private(set) var children: [Int] = []
    private(set) var classes: [ScalarClass] = []
    var root = 0
    var groupCount = 0
    /// Whether flags are set where they would reach a pattern joined to this one.
    var setsFlagsOutsideGroups = false
    /// Whether the pattern ends in a `\Q` without its `\E`.
    var endsQuoted = false
    /// Whether a group is named as in `(?<name>…)`.
    var hasPlainNames = false
    /// Byte offsets of the `:` of each `[:` that is two members of a class.
    var classColons: [Int] = []

    private var measures: [Measure] = []
    private var classIndices: [ScalarClass: Int] = [:]
  }
}

extension RegularExpression.Syntax {
  enum Node: Hashable {
    case empty
    case any
    case scalar(UInt32)
    /// One scalar out of a class, by its index.
    case set(Int)
    case assertion(RegularExpression.Assertion)
    /// Nodes one after the other, by where they stand among `children`.
    case sequence(Range<Int>)
    case alternatives(Range<Int>)
    case group(Int)
    case repeated(Int, least: Int, most: Int?)
  }

  /// What decides whether a tree is too large, reckoned as Go's regexp package does.
  struct Measure {
    /// Levels.
    var height = 1
    /// Instructions.
    var size = 1
    /// Product of the counts of repetitions inside each other.
    var copies = 0
  }

  func measure(of node: Int) -> Measure { measures[node] }

  mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    measures.append(Measure(of: node, in: self))
    return nodes.count - 1
  }

  mutating func addSequence(_ parts: [Int]) -> Int {
    switch parts.count {
    case 0: return add(.empty)
    case 1: return parts[0]
    default: return add(.sequence(adopt(parts)))
    }
  }

  mutating func addAlternatives(_ parts: [Int]) -> Int {
    parts.count == 1 ? parts[0] : add(.alternatives(adopt(parts)))
  }

  mutating func addClass(_ scalars: RegularExpression.ScalarClass) -> Int {
    if let index = classIndices[scalars] { return add(.set(index)) }
    classIndices[scalars] = classes.count
    classes.append(scalars.normalised)
    return add(.set(classes.count - 1))
  }

  private mutating func adopt(_ parts: [Int]) -> Range<Int> {
    let start = children.count
    children += parts
    return start..<children.count
  }
}

extension RegularExpression.Syntax.Measure {
  fileprivate init(
    of node: RegularExpression.Syntax.Node,
    in syntax: RegularExpression.Syntax
  ) {
    self.init()
    switch node {
    case .empty, .any, .scalar, .set, .assertion:
      break
    case .group(let child):
      self = syntax.measure(of: child)
      height += 1
      size += 2
    case .sequence(let range):
      self.init(parts: syntax.children[range], in: syntax, between: 0)
    case .alternatives(let range):
      self.init(parts: syntax.children[range], in: syntax, between: 1)
    case .repeated(let child, let least, let most):
      self = syntax.measure(of: child)
      height += 1
      switch (least, most) {
      case (0, nil): size += 2
      case (_, nil): size = 1 + least * size
      case (_, let most?): size = max(1, most * size + most - least)
      }
      // Go does not look inside what is repeated zero times.
      let times = most ?? least
      if most == 0 { copies = 0 } else if times > 0 { copies = times * max(1, copies) }
    }
    size = min(size, RegularExpression.Limit.size + 1)
    copies = min(copies, RegularExpression.Limit.repetitions + 1)
  }

  /// Nested sequences count as one, and so do alternatives; a run of literals is one leaf.
  private init(
    parts: ArraySlice<Int>,
    in syntax: RegularExpression.Syntax,
    between: Int
  ) {
    self.init()
    size = (parts.count - 1) * between
    var isText = between == 0
    for part in parts {
      let measure = syntax.measure(of: part)
      var inner = measure.height
      switch syntax.nodes[part] {
      case .sequence where between == 0, .alternatives where between == 1: inner -= 1
      default: break
      }
      if case .scalar = syntax.nodes[part] {} else { isText = false }
      height = max(height, 1 + inner)
      size = min(size + measure.size, RegularExpression.Limit.size + 1)
      copies = max(copies, measure.copies)
    }
    if isText { height = 1 }
  }
}

extension RegularExpression {
  /// What holds between two scalars, or at an end.
  enum Assertion: UInt8, Hashable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

    /// Whether it holds between two neighbours; nil stands for an end of the text.
    func holds(between before: UInt32?, and after: UInt32?) -> Bool {
      switch self {
      case .textStart: before == nil
      case .textEnd: after == nil
      case .lineStart: before == nil || before == 0x0A
      case .lineEnd: after == nil || after == 0x0A
      case .wordBoundary: Self.isWord(before) != Self.isWord(after)
      case .noWordBoundary: Self.isWord(before) == Self.isWord(after)
      }
    }

    private static func isWord(_ scalar: UInt32?) -> Bool {
      guard let scalar else { return false }
      return switch scalar {
      case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
      default: false
      }
    }
  }
}

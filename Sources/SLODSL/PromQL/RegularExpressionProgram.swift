extension RegularExpression {
  /// The pattern as a nondeterministic automaton: Thompson's construction, run in step with the
  /// text as Pike does, so that no text takes more than instructions times scalars.
  ///
  /// R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009.
  struct Program: Hashable, Sendable {
    enum Instruction: Hashable, Sendable {
      case match
      case any(next: Int32)
      case scalar(UInt32, next: Int32)
      case set(Int32, next: Int32)
      case assertion(Assertion, next: Int32)
      case either(Int32, Int32)
      /// Like `either`, and the first way leads back here.
      case loop(Int32, Int32)
    }

    let instructions: [Instruction]
    let classes: [ScalarClass]
    let start: Int32
    let hasAssertions: Bool
    /// Whether some answers hang on scripts.
    let hasUnknowns: Bool

    init(_ syntax: Syntax) {
      var assembler = Assembler(syntax)
      start = assembler.assemble()
      instructions = assembler.instructions
      classes = syntax.classes
      hasAssertions = syntax.nodes.contains { if case .assertion = $0 { true } else { false } }
      hasUnknowns = syntax.classes.contains(where: \.hasUnknowns)
    }
  }
}

extension RegularExpression {
  /// Writes the program of a tree from its end to its start: what follows is known already.
  ///
  /// Work is a stack of steps and not recursion, so that no pattern nests too deep for it.
  private struct Assembler {
    private enum Step {
      /// Write a node that goes on at `next`, and make `next` its start.
      case node(Int)
      /// Set the alternatives so far aside and write the one before, which goes on here.
      case alternative(Int32)
      /// Choose between the alternative just written and those after it.
      case choose
      /// Choose between what was just written and skipping it.
      case skip(Int32)
      /// Close a loop; `isOptional` when it may be left before the first time.
      case close(Int32, isOptional: Bool)
    }

    private let syntax: Syntax
    private(set) var instructions: [Program.Instruction] = [.match]
    private var next: Int32 = 0
    private var steps: [Step] = []
    private var alternatives: [Int32] = []

    init(_ syntax: Syntax) {
      self.syntax = syntax
    }

    mutating func assemble() -> Int32 {
      steps = [.node(syntax.root)]
      while let step = steps.popLast() {
        switch step {
        case .node(let index):
          write(syntax.nodes[index])
        case .alternative(let end):
          alternatives.append(next)
          next = end
        case .choose:
          if let other = alternatives.popLast() { emit(.either(next, other)) }
        case .skip(let end):
          emit(.either(next, end))
        case .close(let loop, let isOptional):
          guard case .loop(_, let end) = instructions[Int(loop)] else { continue }
          instructions[Int(loop)] = .loop(next, end)
          if isOptional { next = loop }
        }
      }
      return next
    }

    private mutating func emit(_ instruction: Program.Instruction) {
      instructions.append(instruction)
      next = Int32(instructions.count - 1)
    }

    private mutating func write(_ node: Syntax.Node) {
      switch node {
      case .empty: break
      case .any: emit(.any(next: next))
      case .scalar(let scalar): emit(.scalar(scalar, next: next))
      case .set(let index): emit(.set(Int32(index), next: next))
      case .assertion(let assertion): emit(.assertion(assertion, next: next))
      case .group(let child): steps.append(.node(child))
      case .sequence(let range):
        for child in syntax.children[range] { steps.append(.node(child)) }
      case .alternatives(let range):
        let end = next
        for (offset, child) in syntax.children[range].enumerated() {
          if offset < range.count - 1 { steps.append(.choose) }
          steps.append(.node(child))
          if offset < range.count - 1 { steps.append(.alternative(end)) }
        }
      case .repeated(let child, let least, let most):
        write(child, least: least, most: most)
      }
    }

    /// `x{2,4}` is `xx(?:x(?:x)?)?`, and `x{2,}` is `xx+`.
    private mutating func write(_ child: Int, least: Int, most: Int?) {
      guard let most else {
        steps += Array(repeating: .node(child), count: max(0, least - 1))
        let end = next
        emit(.loop(next, end))
        steps += [.close(next, isOptional: least == 0), .node(child)]
        return
      }
      steps += Array(repeating: .node(child), count: least)
      for _ in least..<max(least, most) { steps += [.skip(next), .node(child)] }
    }
  }
}

extension RegularExpression.Program {
  /// Whether the whole text matches; scalars of unknown script count as in their class or not.
  func matches(_ text: [UInt32], countingUnknown: Bool) -> Bool {
    var threads = Threads(count: instructions.count)
    threads.follow(start, of: self, between: nil, and: text.first)
    for (position, scalar) in text.enumerated() {
      let after = position + 1 < text.count ? text[position + 1] : nil
      threads.advance()
      guard !threads.current.isEmpty else { return false }
      for offset in threads.current.indices {
        switch instructions[Int(threads.current[offset])] {
        case .any(let next):
          threads.follow(next, of: self, between: scalar, and: after)
        case .scalar(let expected, let next) where expected == scalar:
          threads.follow(next, of: self, between: scalar, and: after)
        case .set(let set, let next):
          let membership = classes[Int(set)].membership(of: scalar)
          guard membership == .yes || membership == .unknown && countingUnknown else { continue }
          threads.follow(next, of: self, between: scalar, and: after)
        case .scalar, .match, .assertion, .either, .loop:
          continue
        }
      }
    }
    return threads.hasMatched
  }

  /// The instructions that the text so far leads to.
  private struct Threads {
    /// Those that read the scalar at hand.
    private(set) var current: [Int32] = []
    /// Those that read the one after it.
    private var waiting: [Int32] = []
    private(set) var hasMatched = false
    private var pending: [Int32] = []
    /// When each instruction was reached last; saves clearing flags at every scalar.
    private var reached: [UInt32]
    private var round: UInt32 = 1

    init(count: Int) {
      reached = Array(repeating: 0, count: count)
    }

    /// Goes on to the next scalar.
    mutating func advance() {
      swap(&current, &waiting)
      waiting.removeAll(keepingCapacity: true)
      hasMatched = false
      round &+= 1
    }

    /// Adds everything that can be reached without reading a scalar.
    mutating func follow(
      _ start: Int32,
      of program: RegularExpression.Program,
      between before: UInt32?,
      and after: UInt32?
    ) {
      pending.append(start)
      while let index = pending.popLast() {
        guard reached[Int(index)] != round else { continue }
        reached[Int(index)] = round
        switch program.instructions[Int(index)] {
        case .match: hasMatched = true
        case .any, .scalar, .set: waiting.append(index)
        case .either(let first, let second), .loop(let first, let second):
          pending.append(second)
          pending.append(first)
        case .assertion(let assertion, let next):
          if assertion.holds(between: before, and: after) { pending.append(next) }
        }
      }
    }
  }
}

extension RegularExpression.Program {
  private struct Branch {
    let instruction: Int32
    /// How much of the text before it stays.
    let length: Int
    let scalar: UInt32?
  }

  /// The texts of all ways through the program, each once, as if every assertion held.
  ///
  /// Nil when there are loops, too many texts, or too much to do.
  func paths(limit: Int) -> [String]? {
    var branches = [Branch(instruction: start, length: 0, scalar: nil)]
    var text: [UInt32] = []
    var found: [String] = []
    // Not of strings: they are equal when only canonically equivalent.
    var known: Set<[UInt32]> = []
    var work = 0
    while let branch = branches.popLast() {
      work += 1
      text.removeLast(text.count - branch.length)
      if let scalar = branch.scalar { text.append(scalar) }
      switch instructions[Int(branch.instruction)] {
      case .match:
        work += text.count
        guard let member = Self.string(text), known.insert(text).inserted else { continue }
        found.append(member)
      case .any, .loop: return nil
      case .scalar(let scalar, let next):
        branches.append(Branch(instruction: next, length: text.count, scalar: scalar))
      case .set(let set, let next):
        let members = classes[Int(set)]
        guard members.properties.isEmpty, !members.foldsCase, members.count <= limit else {
          return nil
        }
        for range in members.ranges.reversed() {
          for scalar in range.reversed() {
            branches.append(Branch(instruction: next, length: text.count, scalar: scalar))
          }
        }
      case .assertion(_, let next):
        branches.append(Branch(instruction: next, length: text.count, scalar: nil))
      case .either(let first, let second):
        branches.append(Branch(instruction: second, length: text.count, scalar: nil))
        branches.append(Branch(instruction: first, length: text.count, scalar: nil))
      }
      guard found.count <= limit, work <= RegularExpression.Limit.pathWork else { return nil }
    }
    return found
  }

  /// Nil when a surrogate is among the scalars: no text holds one.
  private static func string(_ scalars: [UInt32]) -> String? {
    var text = String.UnicodeScalarView()
    for value in scalars {
      guard let scalar = Unicode.Scalar(value) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}

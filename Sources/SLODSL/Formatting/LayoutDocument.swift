/// What breaks into lines together.
struct LayoutGroup {
  enum Kind: UInt8 {
    case statement
    /// One with blocks, whose head goes on further to the right than what is in them.
    case declaration
    /// `{ … }`, which breaks with its statement.
    case block
    /// `( … )` and `[ … ]` around elements
    case brackets
    /// `( … )` around one expression
    case parentheses
    /// Values between commas, one a line or as many as fit.
    case values, filledValues
    /// Operands of operators of one level.
    case chain
    /// The same behind a `where` that begins a line: not indented further than it.
    case condition
  }

  let kind: Kind
  /// Index of the instruction that ends it.
  fileprivate(set) var end: Int32 = 0
  /// Whether something in it must end a line.
  fileprivate(set) var mustBreak = false
}

/// A layout before its lines are chosen: text, and places where lines may end.
///
/// The instructions are one flat array, so that neither building nor printing recurses, and what a
/// group takes on one line is a difference of two sums.
struct LayoutDocument {
  enum Instruction {
    /// Bytes of the source on one line.
    case source(UInt32, UInt32)
    case text(StaticString)
    case space
    /// A line break where its group is broken; else a blank, or nothing.
    case line(blank: Bool, closes: Bool)
    /// The same, only where the rest up to the next such place does not fit.
    case fillLine
    /// A line break in any case.
    case lineBreak(closes: Bool, blankLine: Bool)
    /// `,` behind the last element where its group is broken.
    case trailingComma
    case open(Int32)
    case close
    /// A text of several lines, by its piece.
    case textOfLines(Int32)
    /// A comment, by its number.
    case comment(Int32)
    /// Bytes of the source with their line breaks.
    case verbatim(UInt32, UInt32)
  }

  private(set) var instructions: [Instruction] = []
  private(set) var groups: [LayoutGroup] = []
  private var open: [Int32] = []

  mutating func add(_ instruction: Instruction) {
    instructions.append(instruction)
    switch instruction {
    case .lineBreak, .verbatim: breakOpenGroups()
    default: break
    }
  }

  mutating func openGroup(_ kind: LayoutGroup.Kind) {
    let number = Int32(groups.count)
    groups.append(LayoutGroup(kind: kind))
    instructions.append(.open(number))
    open.append(number)
  }

  mutating func closeGroup() {
    guard let number = open.popLast() else { return }
    groups[Int(number)].end = Int32(instructions.count)
    instructions.append(.close)
  }

  var innermost: LayoutGroup.Kind? { open.last.map { groups[Int($0)].kind } }

  /// What must break breaks everything around it; what is broken already has seen to that.
  private mutating func breakOpenGroups() {
    for number in open.reversed() {
      if groups[Int(number)].mustBreak { return }
      groups[Int(number)].mustBreak = true
    }
  }
}

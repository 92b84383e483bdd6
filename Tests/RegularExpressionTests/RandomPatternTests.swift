import SLODSL
import Testing

/// Random patterns from fixed seeds, held against the simplest matcher there is.
@Suite struct RandomPatternTests {
  /// Marsaglia's xorshift: the same numbers everywhere.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test("Random scalars never crash, and what is valid joins and lists consistently")
  func anyText() throws {
    let alphabet = Array("ab01.*+?()[]{}|^$\\-,:dwsbBQEpPLxiUm<>!=é日&\n".unicodeScalars)
    var random = Random(state: 0x9E37_79B9_7F4A_7C15)
    var valid = 0
    for _ in 0..<8_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        scalars.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
      }
      let pattern = String(scalars)
      let literal = try RegularExpression.parse(RegularExpression.escaping(pattern)).get()
      #expect(literal.finiteSet == [pattern] && literal.matches(pattern) == true)
      #expect(literal.matches(pattern + "a") == false)
      guard case .success(let expression) = RegularExpression.parse(pattern) else { continue }
      valid += 1
      let joined = "b.|" + RegularExpression.asAlternative(pattern) + "|c]b"
      let alternatives = try RegularExpression.parse(joined).get()
      for text in (expression.finiteSet ?? []) + ["", "a", "b0", "ab", "é", "c]b", "C]B"] {
        let other = (text.hasPrefix("b") && text.unicodeScalars.count == 2) || text == "c]b"
        #expect(
          alternatives.matches(text) == (other ? true : expression.matches(text)),
          "\(pattern) joined as \(joined) on \(text)"
        )
      }
      for text in expression.finiteSet ?? [] { #expect(expression.matches(text) == true) }
    }
    print("random patterns: \(valid) of 8000 valid")
    #expect(valid > 2000)
  }

  /// A pattern whose meaning is known without reading it.
  private indirect enum Tree {
    case letter(Character)
    case any
    case sequence(Tree, Tree)
    case alternatives(Tree, Tree)
    case repeated(Tree, Int, Int?)

    init(depth: Int, using random: inout Random) {
      let choice = depth == 0 ? 0 : Int.random(in: 0..<8, using: &random)
      switch choice {
      case 0, 1: self = .letter(["a", "b"][Int.random(in: 0...1, using: &random)])
      case 2: self = .any
      case 3, 4:
        self = .sequence(
          Tree(depth: depth - 1, using: &random),
          Tree(depth: depth - 1, using: &random)
        )
      case 5, 6:
        self = .alternatives(
          Tree(depth: depth - 1, using: &random),
          Tree(depth: depth - 1, using: &random)
        )
      default:
        let least = Int.random(in: 0...2, using: &random)
        let most = Int.random(in: 0...2, using: &random)
        self = .repeated(
          Tree(depth: depth - 1, using: &random),
          least,
          most == 0 ? nil : least + most - 1
        )
      }
    }

    var pattern: String {
      switch self {
      case .letter(let letter): String(letter)
      case .any: "."
      case .sequence(let first, let second): first.pattern + second.pattern
      case .alternatives(let first, let second): "(\(first.pattern)|\(second.pattern))"
      case .repeated(let tree, 0, nil): "(?:\(tree.pattern))*"
      case .repeated(let tree, 1, nil): "(\(tree.pattern))+"
      case .repeated(let tree, 0, 1): "(?:\(tree.pattern))?"
      case .repeated(let tree, let least, nil): "(\(tree.pattern)){\(least),}"
      case .repeated(let tree, let least, let most?): "(\(tree.pattern)){\(least),\(most)}"
      }
    }

    /// Where a match that begins at one of the places can end.
    func ends(in text: [Character], from starts: Set<Int>) -> Set<Int> {
      switch self {
      case .letter(let letter):
        Set(starts.filter { $0 < text.count && text[$0] == letter }.map { $0 + 1 })
      case .any: Set(starts.filter { $0 < text.count }.map { $0 + 1 })
      case .sequence(let first, let second):
        second.ends(in: text, from: first.ends(in: text, from: starts))
      case .alternatives(let first, let second):
        first.ends(in: text, from: starts).union(second.ends(in: text, from: starts))
      case .repeated(let tree, let least, let most):
        // Beyond its least count, more rounds than scalars reach nothing new.
        (0...(most ?? least + text.count)).reduce((starts, Set<Int>())) { state, round in
          (
            tree.ends(in: text, from: state.0),
            round >= least ? state.1.union(state.0) : state.1
          )
        }.1
      }
    }
  }

  @Test("Random trees match what their meaning says")
  func trees() throws {
    var random = Random(state: 0x2545_F491_4F6C_DD1D)
    var matches = 0
    for _ in 0..<3000 {
      let tree = Tree(depth: Int.random(in: 1...4, using: &random), using: &random)
      let expression = try RegularExpression.parse(tree.pattern).get()
      let finite = expression.finiteSet
      for _ in 0..<8 {
        let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
          Bool.random(using: &random) ? Character("a") : Character("b")
        }
        let expected = tree.ends(in: text, from: [0]).contains(text.count)
        #expect(expression.matches(String(text)) == expected, "\(tree.pattern) on \(String(text))")
        if let finite { #expect(finite.contains(String(text)) == expected, "\(tree.pattern)") }
        matches += expected ? 1 : 0
      }
    }
    print("random trees: \(matches) of 24000 texts match")
    #expect(matches > 2000)
  }
}

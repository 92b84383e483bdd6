import SLODSL

/// A regular expression of a matcher, as far as example values need it: what it matches, and some
/// values that it does.
///
/// It reads the part of RE2 that label matchers are written in: literals, `.`, classes, groups,
/// alternations and repetitions. Other expressions have no pattern, and nothing is synthesised.
package struct LabelPattern: Hashable, Sendable {
  package indirect enum Node: Hashable, Sendable {
    case bytes(ByteClass)
    case sequence([Node])
    case alternatives([Node])
    case repeated(Node, least: Int, most: Int?)
  }

  /// A set of bytes, one flag for each.
  package struct ByteClass: Hashable, Sendable {
    package var members: Set<UInt8>

    package init(_ members: some Sequence<UInt8>) {
      self.members = Set(members)
    }

    package var negated: ByteClass {
      ByteClass((UInt8.min...UInt8.max).filter { !members.contains($0) })
    }

    /// A few members, letters and digits first, in a fixed order.
    package func examples(limit: Int) -> [UInt8] {
      let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      let preferred = Array(letters) + Array(digits) + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
      let rest = (UInt8(ascii: " ")...UInt8(ascii: "~")).filter { !preferred.contains($0) }
      return Array((preferred + rest).filter(members.contains).prefix(limit))
    }
  }

  package let root: Node

  /// Reads an anchored expression; nil for what is not understood.
  package init?(_ text: String) {
    var parser = LabelPatternParser(Array(text.utf8))
    guard let root = parser.parse() else { return nil }
    self.root = root
  }

  /// Whether the whole value matches.
  package func matches(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    return Self.ends(of: root, in: bytes, from: [0]).contains(bytes.count)
  }

  /// Values that match, at most so many, shortest structure first.
  package func examples(limit: Int) -> [String] {
    let found = Self.examples(of: root, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    var unique: [String] = []
    for text in found where !unique.contains(text) { unique.append(text) }
    return unique
  }

  private static func ends(of node: Node, in bytes: [UInt8], from starts: Set<Int>) -> Set<Int> {
    switch node {
    case .bytes(let set):
      return Set(
        starts.filter { $0 < bytes.count && set.members.contains(bytes[$0]) }.map { $0 + 1 }
      )
    case .sequence(let nodes):
      return nodes.reduce(starts) { ends(of: $1, in: bytes, from: $0) }
    case .alternatives(let nodes):
      return nodes.reduce(into: Set<Int>()) { $0.formUnion(ends(of: $1, in: bytes, from: starts)) }
    case .repeated(let inner, let least, let most):
      var current = starts
      for _ in 0..<least { current = ends(of: inner, in: bytes, from: current) }
      var all = current
      var rounds = most.map { max(0, $0 - least) } ?? bytes.count + 1
      while rounds > 0, !current.isEmpty {
        current = ends(of: inner, in: bytes, from: current).subtracting(all)
        all.formUnion(current)
        rounds -= 1
      }
      return all
    }
  }

  private static func examples(of node: Node, limit: Int) -> [[UInt8]] {
    switch node {
    case .bytes(let set):
      return set.examples(limit: limit).map { [$0] }
    case .sequence(let nodes):
      return nodes.reduce([[]]) { heads, node in
        let tails = examples(of: node, limit: limit)
        return Array(heads.flatMap { head in tails.map { head + $0 } }.prefix(limit))
      }
    case .alternatives(let nodes):
      return Array(nodes.flatMap { examples(of: $0, limit: limit) }.prefix(limit))
    case .repeated(let inner, let least, let most):
      let times = most == 0 ? 0 : min(max(least, 1), most ?? 16, 16)
      let once = examples(of: inner, limit: limit)
      let repeated = once.map { one in Array((0..<times).map { _ in one }.joined()) }
      return least == 0 ? Array((repeated + [[]]).prefix(limit + 1)) : repeated
    }
  }
}

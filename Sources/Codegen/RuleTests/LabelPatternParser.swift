import SLODSL

/// Reads the regular expressions of matchers; see `LabelPattern` for which.
struct LabelPatternParser {
  /// Groups inside groups that are read; deeper ones are not understood.
  private static let deepestNesting = 32
  /// Repetitions that are read; RE2 has the same order of limit.
  private static let mostRepetitions = 1000

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The whole expression, or nil.
  mutating func parse() -> LabelPattern.Node? {
    guard let node = alternatives(), position == bytes.count else { return nil }
    return node
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> LabelPattern.Node? {
    guard depth < Self.deepestNesting else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard let first = sequence() else { return nil }
    var nodes = [first]
    while accept("|") {
      guard let node = sequence() else { return nil }
      nodes.append(node)
    }
    return nodes.count == 1 ? first : .alternatives(nodes)
  }

  private mutating func sequence() -> LabelPattern.Node? {
    var nodes: [LabelPattern.Node] = []
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      guard let atom = atom(), let node = repetition(of: atom) else { return nil }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func repetition(of atom: LabelPattern.Node) -> LabelPattern.Node? {
    let node: LabelPattern.Node
    if accept("*") {
      node = .repeated(atom, least: 0, most: nil)
    } else if accept("+") {
      node = .repeated(atom, least: 1, most: nil)
    } else if accept("?") {
      node = .repeated(atom, least: 0, most: 1)
    } else if next == UInt8(ascii: "{") {
      position += 1
      guard let least = number() else { return nil }
      var most: Int? = least
      if accept(",") { most = next == UInt8(ascii: "}") ? nil : number() ?? -1 }
      guard accept("}"), (most ?? least) >= least else { return nil }
      node = .repeated(atom, least: least, most: most)
    } else {
      return atom
    }
    // Lazy repetition matches the same whole values.
    _ = accept("?")
    guard let after = next, "*+{".utf8.contains(after) else { return node }
    return nil
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      guard let known = value, known <= Self.mostRepetitions else { return nil }
      position += 1
    }
    return value
  }

  private mutating func atom() -> LabelPattern.Node? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "("):
      if accept("?"), !(accept(":")) { return nil }
      guard let inner = alternatives(), accept(")") else { return nil }
      return inner
    case UInt8(ascii: "["):
      return characterClass().map { .bytes($0) }
    case UInt8(ascii: "."):
      return .bytes(LabelPattern.ByteClass([UInt8(ascii: "\n")]).negated)
    case UInt8(ascii: "\\"):
      return escape().map { .bytes($0) }
    case UInt8(ascii: "^") where position == 1:
      return .sequence([])
    case UInt8(ascii: "$") where position == bytes.count:
      return .sequence([])
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"),
      UInt8(ascii: "^"), UInt8(ascii: "$"):
      return nil
    default:
      return .bytes(LabelPattern.ByteClass([byte]))
    }
  }

  /// What follows a backslash.
  private mutating func escape() -> LabelPattern.ByteClass? {
    guard let byte = next else { return nil }
    position += 1
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let letters =
      Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
      + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    switch byte {
    case UInt8(ascii: "d"): return LabelPattern.ByteClass(digits)
    case UInt8(ascii: "D"): return LabelPattern.ByteClass(digits).negated
    case UInt8(ascii: "w"): return LabelPattern.ByteClass(letters + digits + "_".utf8)
    case UInt8(ascii: "W"): return LabelPattern.ByteClass(letters + digits + "_".utf8).negated
    case UInt8(ascii: "s"): return LabelPattern.ByteClass("\t\n\u{c}\r ".utf8)
    case UInt8(ascii: "S"): return LabelPattern.ByteClass("\t\n\u{c}\r ".utf8).negated
    case UInt8(ascii: "n"): return LabelPattern.ByteClass("\n".utf8)
    case UInt8(ascii: "t"): return LabelPattern.ByteClass("\t".utf8)
    case _ where letters.contains(byte) || digits.contains(byte): return nil
    default: return LabelPattern.ByteClass([byte])
    }
  }

  private mutating func characterClass() -> LabelPattern.ByteClass? {
    let isNegated = accept("^")
    var set = LabelPattern.ByteClass([])
    var isFirst = true
    while let byte = next, isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      guard byte < 0x80, let low = classMember() else { return nil }
      // A hyphen between two members is a range; before the bracket it is itself.
      guard next == UInt8(ascii: "-"), position + 1 < bytes.count,
        bytes[position + 1] != UInt8(ascii: "]"), let from = low.members.first,
        low.members.count == 1
      else {
        set.members.formUnion(low.members)
        continue
      }
      position += 1
      guard let high = classMember(), let through = high.members.first,
        high.members.count == 1, from <= through
      else { return nil }
      set.members.formUnion(from...through)
    }
    guard accept("]") else { return nil }
    return isNegated ? set.negated : set
  }

  private mutating func classMember() -> LabelPattern.ByteClass? {
    guard let byte = next, byte < 0x80 else { return nil }
    position += 1
    if byte == UInt8(ascii: "\\") { return escape() }
    // [[:alpha:]] and the like are not written in matchers.
    if byte == UInt8(ascii: "["), next == UInt8(ascii: ":") { return nil }
    return LabelPattern.ByteClass([byte])
  }
}

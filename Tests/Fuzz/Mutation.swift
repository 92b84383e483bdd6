import TestSupport

/// Numbers that look random, given by a seed and the number of an iteration.
struct Random: RandomNumberGenerator {
  private var numbers: SplitMix

  init(seed: UInt64, iteration: Int) {
    let mixed = seed &* 0xD1B5_4A32_D192_ED03 ^ UInt64(iteration) &* 0xABC9_8388_FB8F_AC03
    numbers = SplitMix(seed: mixed)
    _ = numbers.next()
  }

  mutating func next() -> UInt64 { numbers.next() }

  /// From zero to below the bound, which is greater than zero.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func oneIn(_ chances: Int) -> Bool { below(chances) == 0 }

  mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}

/// Texts that inputs are made from, cut into tokens.
struct Seeds: Sendable {
  typealias Token = ArraySlice<UInt8>

  let texts: [[Token]]
  /// Every different token of the texts, and a few that are seldom written.
  private let words: [Token]
  private let sizeLimit: Int
  /// Indices of texts, each as often as it is to be taken.
  private let draws: [Int]

  /// - Parameter weights: how often each text is taken; all as often when there are none.
  init(_ texts: [[UInt8]], weights: [Int] = [], words: [String], sizeLimit: Int) {
    self.texts = texts.map(Self.tokens)
    draws = texts.indices.flatMap { index in
      Array(repeating: index, count: weights.isEmpty ? 1 : weights[index])
    }
    self.sizeLimit = sizeLimit
    var seen: Set<Token> = []
    self.words =
      (self.texts.flatMap(\.self) + words.map { Array($0.utf8)[...] })
      .filter { seen.insert($0).inserted }
  }

  /// An input, and the seed that most of it is from.
  func input(_ random: inout Random) -> (bytes: [UInt8], seed: Int) {
    let seed = random.element(of: draws)
    var tokens = texts[seed]
    // Mostly one change or two: what is changed much is refused early and proves little.
    var changes = 1
    while changes < 8, random.oneIn(2) { changes += 1 }
    for _ in 0..<changes { mutate(&tokens, &random) }
    var bytes = tokens.flatMap(\.self)
    if random.oneIn(6) { mutate(bytes: &bytes, &random) }
    return (bytes.count > sizeLimit ? Array(bytes[..<sizeLimit]) : bytes, seed)
  }
}

// Changes of tokens.
extension Seeds {
  private func mutate(_ tokens: inout [Token], _ random: inout Random) {
    guard !tokens.isEmpty else {
      tokens = random.element(of: texts)
      return
    }
    let place = random.below(tokens.count)
    let end = min(tokens.count, place + 1 + random.below(random.oneIn(4) ? 30 : 3))
    switch random.below(16) {
    case 0: tokens.removeSubrange(place..<end)
    case 1: tokens.insert(contentsOf: Array(tokens[place..<end]), at: random.below(tokens.count))
    case 2: tokens.swapAt(place, random.below(tokens.count))
    case 3, 4, 12, 13, 14, 15: tokens[place] = word(like: tokens[place], &random)
    case 5: tokens[place] = random.element(of: words)
    case 6: tokens.insert(random.element(of: words), at: place)
    case 7, 8: tokens.replaceSubrange(group(at: place, in: tokens), with: foreignGroup(&random))
    case 9:
      // The head of one and the tail of another.
      let other = random.element(of: texts)
      if other.isEmpty { return }
      tokens = tokens[..<place] + Array(other[random.below(other.count)...])
    case 10:
      let times = random.oneIn(10) ? 1 + random.below(300) : 2
      let piece = Array(tokens[place..<end])
      if piece.count * times > 3_000 { return }
      for _ in 0..<times { tokens.insert(contentsOf: piece, at: place) }
    default:
      wrap(&tokens, group(at: place, in: tokens), &random)
    }
  }

  /// A token of the same kind: most of such changes still parse.
  private func word(like token: Token, _ random: inout Random) -> Token {
    let kind = Self.kind(of: token.first ?? 0)
    for _ in 0..<20 {
      let word = random.element(of: words)
      if Self.kind(of: word.first ?? 0) == kind { return word }
    }
    return token
  }

  private func foreignGroup(_ random: inout Random) -> [Token] {
    let other = random.element(of: texts)
    guard !other.isEmpty else { return [] }
    return Array(other[group(at: random.below(other.count), in: other)])
  }

  /// Brackets with all between them from the first bracket behind a place on, with the name in
  /// front; a single token when there is none.
  private func group(at place: Int, in tokens: [Token]) -> Range<Int> {
    let opening = Self.brackets.map(\.open)
    guard
      let start = tokens[place...].prefix(12).firstIndex(where: { opening.contains($0.first ?? 0) })
    else { return place..<(place + 1) }
    var depth = 0
    for index in start..<tokens.count {
      let byte = tokens[index].first ?? 0
      if opening.contains(byte) { depth += 1 }
      if Self.brackets.contains(where: { $0.close == byte }) { depth -= 1 }
      if depth == 0 {
        let isNamed = start > place && Self.kind(of: tokens[start - 1].first ?? 0) == .word
        return (isNamed ? start - 1 : start)..<(index + 1)
      }
    }
    return place..<(place + 1)
  }

  private func wrap(_ tokens: inout [Token], _ range: Range<Int>, _ random: inout Random) {
    let (open, close) = random.element(of: Self.brackets)
    let times = random.oneIn(10) ? 1 + random.below(300) : 1
    tokens.insert(
      contentsOf: Array(repeating: [close][...], count: times),
      at: min(range.upperBound, tokens.count)
    )
    tokens.insert(
      contentsOf: Array(repeating: [open][...], count: times),
      at: min(range.lowerBound, tokens.count)
    )
  }
}

// Changes of bytes.
extension Seeds {
  private func mutate(bytes: inout [UInt8], _ random: inout Random) {
    for _ in 0...random.below(3) {
      guard !bytes.isEmpty else { return }
      let place = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes[place] ^= 1 << UInt8(random.below(8))
      case 2, 3: bytes.insert(contentsOf: random.element(of: Self.notable), at: place)
      case 4: bytes.remove(at: place)
      default: if random.oneIn(4) { bytes.removeSubrange(place...) }
      }
    }
  }

  /// Bytes that mean something to lexers, and broken UTF-8.
  private static let notable: [[UInt8]] =
    Array("\"'`\\()[]{}#/*:;,.=!<>~&|%-+^@$_ \t\n\r\0059eExX".utf8).map { [$0] } + [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80, 0xA8], [0xEF, 0xBB, 0xBF],
      [0xC3, 0xA9], [0xF0, 0x9F, 0x9A, 0x80], [0xE2, 0x80, 0x9C], [0xCC, 0x81], [0x0D, 0x0A],
      Array("\"\"\"".utf8), Array("\\u".utf8), Array("\\x".utf8), Array("0x".utf8),
      Array("1e999".utf8), Array("\\(".utf8), Array("//".utf8), Array("/*".utf8),
    ]
}

// Cutting texts into tokens: near enough for both languages.
extension Seeds {
  private enum Kind {
    case word, number, quote, blank, other
  }

  private static let brackets: [(open: UInt8, close: UInt8)] = ["()", "[]", "{}"].map { pair in
    let bytes = Array(pair.utf8)
    return (bytes[0], bytes[1])
  }

  private static func kind(of byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      .word
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): .quote
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): .blank
    default: .other
    }
  }

  private static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var start = 0
    while start < bytes.count {
      var end = start + 1
      let kind = kind(of: bytes[start])
      switch kind {
      case .word, .number:
        while end < bytes.count, [.word, .number].contains(self.kind(of: bytes[end])) { end += 1 }
      case .blank: while end < bytes.count, self.kind(of: bytes[end]) == .blank { end += 1 }
      case .quote:
        // To the same quote on the same line; else the quote alone.
        let line = bytes[end...].prefix { $0 != UInt8(ascii: "\n") }
        if let close = line.indices.first(where: { index in
          bytes[index] == bytes[start] && bytes[index - 1] != UInt8(ascii: "\\")
        }) {
          end = close + 1
        }
      case .other:
        let operators = UInt8(ascii: "=")
        if end < bytes.count, bytes[end] == operators || bytes[end] == UInt8(ascii: "~") {
          end += 1
        }
      }
      tokens.append(bytes[start..<end])
      start = end
    }
    return tokens
  }
}

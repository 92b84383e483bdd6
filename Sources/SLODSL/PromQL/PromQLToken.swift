/// One lexeme of PromQL: what it is and which bytes it covers.
package struct PromQLToken: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    case endOfInput
    /// Stands where the text cannot be read; the lexer's error says why and nothing follows.
    case invalid
    /// slogen's `\(window)`.
    case window
    case number, duration, string
    case identifier
    /// A name with a colon, which only a metric may have.
    case metricIdentifier
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
    case comma, colon, at, assign
    case matchesRegex, matchesNotRegex
    case plus, minus, multiply, divide, modulo, power
    case equal, notEqual, lessOrEqual, less, greaterOrEqual, greater, trimUpper, trimLower
    // Words; outside braces only, in any case.
    case and, or, unless, atan2
    /// `sum`, `topk`, …: the text says which.
    case aggregator
    case by, without, on, ignoring, groupLeft, groupRight, bool
    case fill, fillLeft, fillRight
    case offset, anchored, smoothed
    case start, end, step, range, maxOf, minOf
  }

  package let kind: Kind
  /// Whether a string holds backslashes that stand for other bytes.
  let hasEscapes: Bool
  package let start: Int32
  package let end: Int32

  package init(_ kind: Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
    self.kind = kind
    self.hasEscapes = hasEscapes
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }

  package var bytes: Range<Int> { Int(start)..<Int(end) }
}

extension PromQLToken.Kind {
  /// Whether nothing follows.
  var isLast: Bool { self == .endOfInput || self == .invalid }

  /// The binary operator that it stands for between two operands.
  var binaryOperator: PromQLBinary.Operator? {
    switch self {
    case .power: .power
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .atan2: .atan2
    case .plus: .add
    case .minus: .subtract
    case .equal: .equal
    case .notEqual: .notEqual
    case .lessOrEqual: .lessOrEqual
    case .less: .less
    case .greaterOrEqual: .greaterOrEqual
    case .greater: .greater
    case .trimUpper: .trimUpper
    case .trimLower: .trimLower
    case .and: .and
    case .unless: .unless
    case .or: .or
    default: nil
    }
  }

  /// Whether a word of this kind may stand where a metric's name is due.
  var mayNameMetric: Bool {
    switch self {
    case .identifier, .metricIdentifier, .and, .or, .unless, .aggregator, .by, .without, .fill,
      .fillLeft, .fillRight, .offset, .anchored, .smoothed, .start, .end, .step, .range, .maxOf,
      .minOf:
      true
    default: false
    }
  }

  /// Whether a word of this kind calls a function when a parenthesis follows.
  var mayNameFunction: Bool {
    switch self {
    case .identifier, .start, .end, .step, .range, .maxOf, .minOf: true
    default: false
    }
  }

  /// Whether an expression can begin with it.
  var startsExpression: Bool {
    switch self {
    case .number, .duration, .string, .leftParenthesis, .leftBrace, .plus, .minus, .window: true
    default: mayNameMetric
    }
  }

  /// Whether it says how series are matched, between an operator and its right operand.
  var beginsMatching: Bool {
    switch self {
    case .on, .ignoring, .fill, .fillLeft, .fillRight: true
    default: false
    }
  }

  /// Whether it changes when or over what the selector in front of it looks.
  var isSuffix: Bool {
    switch self {
    case .leftBracket, .offset, .at, .anchored, .smoothed: true
    default: false
    }
  }

  /// Whether a word of this kind may stand in `by (…)`, `on (…)` and `group_left (…)`.
  var mayNameLabel: Bool {
    switch self {
    case .without: false
    case .bool, .on, .ignoring, .groupLeft, .groupRight, .atan2: true
    default: mayNameMetric
    }
  }
}

/// The words of PromQL that are no plain names, found by their bytes.
enum PromQLKeyword {
  /// The longest of them, `count_values`.
  static let longest = 12

  /// The kind of a word outside braces; `inf` and `nan` are numbers.
  static func kind(of word: UnsafeBufferPointer<UInt8>) -> PromQLToken.Kind {
    guard word.count >= 2, word.count <= longest else { return .identifier }
    let packed = packed(word)
    var slot = slot(of: packed)
    while let entry = table[slot] {
      if entry.word == packed { return entry.kind }
      slot = (slot + 1) % table.count
    }
    return .identifier
  }

  private struct Entry: Sendable {
    let word: UInt128
    let kind: PromQLToken.Kind
  }

  private static let words: [(String, PromQLToken.Kind)] = [
    ("and", .and), ("or", .or), ("unless", .unless), ("atan2", .atan2),
    ("sum", .aggregator), ("avg", .aggregator), ("count", .aggregator), ("min", .aggregator),
    ("max", .aggregator), ("group", .aggregator), ("stddev", .aggregator),
    ("stdvar", .aggregator), ("topk", .aggregator), ("bottomk", .aggregator),
    ("count_values", .aggregator), ("quantile", .aggregator), ("limitk", .aggregator),
    ("limit_ratio", .aggregator),
    ("by", .by), ("without", .without), ("on", .on), ("ignoring", .ignoring),
    ("group_left", .groupLeft), ("group_right", .groupRight), ("bool", .bool),
    ("fill", .fill), ("fill_left", .fillLeft), ("fill_right", .fillRight),
    ("offset", .offset), ("anchored", .anchored), ("smoothed", .smoothed),
    ("start", .start), ("end", .end), ("step", .step), ("range", .range),
    ("max_of", .maxOf), ("min_of", .minOf), ("inf", .number), ("nan", .number),
  ]

  /// Open addressing: few words, found without making a string of each name in the text.
  private static let table: [Entry?] = {
    var table = [Entry?](repeating: nil, count: 128)
    for (word, kind) in words {
      let packed = packed(word.utf8)
      var slot = slot(of: packed)
      while table[slot] != nil { slot = (slot + 1) % table.count }
      table[slot] = Entry(word: packed, kind: kind)
    }
    return table
  }()

  /// The bytes in lower case, side by side.
  private static func packed(_ word: some Sequence<UInt8>) -> UInt128 {
    var packed: UInt128 = 0
    for byte in word {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      packed = packed << 8 | UInt128(isUpper ? byte | 0x20 : byte)
    }
    return packed
  }

  private static func slot(of packed: UInt128) -> Int {
    let folded = UInt64(truncatingIfNeeded: packed) ^ UInt64(truncatingIfNeeded: packed >> 64)
    return Int((folded &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}

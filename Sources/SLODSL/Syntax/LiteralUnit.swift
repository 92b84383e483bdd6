/// What may be glued to a number.
struct LiteralUnit: Hashable, Sendable {
  let spelling: String
  let unit: Quantity.Unit
  /// Milliseconds, bytes or events a second in one of it.
  let scale: ExactNumber

  /// Durations from long to short, then the others; the first spelling of a scale is canonical.
  static let all: [LiteralUnit] = durations + sizes + others

  static let durations: [LiteralUnit] = [
    ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("min", 60_000), ("s", 1000), ("ms", 1),
  ].map { LiteralUnit(spelling: $0, unit: .duration, scale: ExactNumber($1)) }

  private static let sizes: [LiteralUnit] = [
    ("B", 1), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000), ("PB", 1_000_000_000_000_000), ("KiB", 1 << 10),
    ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("PiB", 1 << 50),
  ].map { LiteralUnit(spelling: $0, unit: .size, scale: ExactNumber($1)) }

  private static let others: [LiteralUnit] = [
    LiteralUnit(spelling: "%", unit: .ratio, scale: ExactNumber(1, over: 100)),
    LiteralUnit(spelling: "x", unit: .factor, scale: .one),
    LiteralUnit(spelling: "rps", unit: .eventRate, scale: .one),
  ]

  static func named(_ bytes: ArraySlice<UInt8>) -> LiteralUnit? {
    all.first { $0.spelling.utf8.elementsEqual(bytes) }
  }

  /// What people write for a unit in other places.
  private static let aliases: [(String, String)] = [
    ("sec", "s"), ("secs", "s"), ("second", "s"), ("seconds", "s"), ("mins", "m"),
    ("minute", "m"), ("minutes", "m"), ("hr", "h"), ("hrs", "h"), ("hour", "h"), ("hours", "h"),
    ("day", "d"), ("days", "d"), ("wk", "w"), ("week", "w"), ("weeks", "w"), ("yr", "y"),
    ("year", "y"), ("years", "y"), ("msec", "ms"), ("msecs", "ms"), ("millis", "ms"),
    ("millisecond", "ms"), ("milliseconds", "ms"), ("percent", "%"), ("pct", "%"),
    ("times", "x"), ("qps", "rps"), ("ops", "rps"), ("ki", "KiB"), ("mi", "MiB"), ("gi", "GiB"),
    ("ti", "TiB"), ("pi", "PiB"), ("bytes", "B"), ("byte", "B"),
  ]

  /// The unit that a wrong word most likely stands for.
  static func nearest(to word: String) -> String? {
    let lower = word.lowercased()
    if let alias = aliases.first(where: { $0.0 == lower }) { return alias.1 }
    if let unit = all.first(where: { $0.spelling.lowercased() == lower }) { return unit.spelling }
    guard word.utf8.count > 1 else { return nil }
    return EditDistance.nearest(to: word, among: all.map(\.spelling))
  }

  /// Whether a word behind a number was meant as its unit.
  static func isMeant(by word: String) -> Bool {
    all.contains { $0.spelling == word } || aliases.contains { $0.0 == word.lowercased() }
      || all.contains { $0.unit == .size && $0.spelling.lowercased() == word.lowercased() }
  }

  /// `k`, `M` and their like: multipliers, which the language does not have.
  static func multiplier(_ word: String) -> ExactNumber? {
    switch word {
    case "k", "K": ExactNumber(1000)
    case "M": ExactNumber(1_000_000)
    case "G": ExactNumber(1_000_000_000)
    default: nil
    }
  }
}

/// The word behind the slash of a rate.
enum TimeWord {
  /// How many seconds, and the right word; nil for what is no time at all.
  static func unit(of bytes: ArraySlice<UInt8>) -> (seconds: Int, word: String)? {
    words.first { $0.spelling.utf8.elementsEqual(bytes) }.map { ($0.seconds, $0.word) }
  }

  private static let words: [(spelling: String, seconds: Int, word: String)] = [
    ("s", 1, "s"), ("m", 60, "m"), ("min", 60, "min"), ("h", 3600, "h"), ("d", 86_400, "d"),
    ("sec", 1, "s"), ("second", 1, "s"), ("seconds", 1, "s"), ("minute", 60, "min"),
    ("minutes", 60, "min"), ("hour", 3600, "h"), ("hours", 3600, "h"), ("day", 86_400, "d"),
    ("days", 86_400, "d"),
  ]
}

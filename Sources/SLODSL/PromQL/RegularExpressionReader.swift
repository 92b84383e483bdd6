extension RegularExpression {
  /// Reads a pattern from left to right with a stack of open groups, without recursion.
  ///
  /// What is valid is what Go's regexp/syntax accepts with its Perl flags, as Prometheus sets them.
  struct PatternReader {
    /// What `(?…)` sets; `U`, which prefers short matches, does not change whole matches.
    struct Flags: Hashable {
      var foldsCase = false
      var hasLines = false
      var dotIsAny = true
    }

    /// A group that is not closed yet, and what is around it.
    private struct Frame {
      let start: Int
      let isCapturing: Bool
      let flags: Flags
      let alternatives: [Int]
      let sequence: [Int]
    }

    let bytes: [UInt8]
    var position = 0
    var flags = Flags()
    var syntax = Syntax()
    private var frames: [Frame] = []
    private var alternatives: [Int] = []
    private var sequence: [Int] = []
    /// Where the repetition just read begins, when one was.
    private var repetition: Int?
    /// Where the last `:]` of the pattern is.
    lazy var lastClassEnd: Int? = bytes.indices.dropLast().last {
      bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: "]")
    }

    init(_ pattern: String) {
      bytes = Array(pattern.utf8)
    }
  }
}

extension RegularExpression.PatternReader {
  typealias Problem = RegularExpression.Problem
  typealias Limit = RegularExpression.Limit

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func problem(_ message: String, from start: Int) -> Problem {
    Problem(message: message, range: start..<position)
  }

  /// Reads one scalar; the pattern is valid UTF-8, as every string is.
  mutating func scalar() -> UInt32? {
    guard let first = next else { return nil }
    position += 1
    guard first >= 0x80 else { return UInt32(first) }
    var value = UInt32(first) & (first >= 0xF0 ? 0x07 : first >= 0xE0 ? 0x0F : 0x1F)
    while let byte = next, byte & 0xC0 == 0x80 {
      value = value << 6 | UInt32(byte & 0x3F)
      position += 1
    }
    return value
  }

  mutating func read() throws(Problem) -> RegularExpression.Syntax {
    while let byte = next {
      let start = position
      let isRepetition = try element(byte)
      repetition = isRepetition ? start : nil
    }
    if let open = frames.last {
      throw Problem(
        message: "`(` is not closed: `)` is missing",
        range: open.start..<(open.start + 1)
      )
    }
    try finishSequence(from: 0)
    syntax.root = try checked(syntax.addAlternatives(alternatives), from: 0)
    return syntax
  }

  /// Reads what begins with a byte; says whether that was a repetition.
  private mutating func element(_ byte: UInt8) throws(Problem) -> Bool {
    let start = position
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      position += 1
      try repeatLast(
        from: start,
        least: byte == UInt8(ascii: "+") ? 1 : 0,
        most: byte == UInt8(ascii: "?") ? 1 : nil
      )
      return true
    case UInt8(ascii: "{"):
      if let (least, most) = try counts() {
        try repeatLast(from: start, least: least, most: most)
        return true
      }
      position += 1
      appendLiteral(UInt32(byte))
    case UInt8(ascii: "("):
      try openGroup()
    case UInt8(ascii: ")"):
      try closeGroup()
    case UInt8(ascii: "|"):
      try finishSequence(from: start)
      position += 1
    case UInt8(ascii: "["):
      append(syntax.addClass(try bracketClass()))
    case UInt8(ascii: "\\"):
      try escaped()
    case UInt8(ascii: "^"):
      position += 1
      append(syntax.add(.assertion(flags.hasLines ? .lineStart : .textStart)))
    case UInt8(ascii: "$"):
      position += 1
      append(syntax.add(.assertion(flags.hasLines ? .lineEnd : .textEnd)))
    case UInt8(ascii: "."):
      position += 1
      if flags.dotIsAny {
        append(syntax.add(.any))
      } else {
        append(syntax.addClass(.init(ranges: [0x0A...0x0A], isNegated: true)))
      }
    default:
      if let scalar = scalar() { appendLiteral(scalar) }
    }
    return false
  }

  mutating func append(_ node: Int) { sequence.append(node) }

  mutating func appendLiteral(_ scalar: UInt32) {
    if flags.foldsCase, RegularExpression.scalarsDifferingInCase(from: scalar).count > 1 {
      append(syntax.addClass(.init(scalar...scalar, foldsCase: true)))
    } else {
      append(syntax.add(.scalar(scalar)))
    }
  }

  /// The node, unless it makes the tree too large or too deep.
  private mutating func checked(_ node: Int, from start: Int) throws(Problem) -> Int {
    let measure = syntax.measure(of: node)
    let range = start..<max(position, start)
    if measure.height > Limit.height {
      throw Problem(message: "it nests deeper than \(Limit.height) levels", range: range)
    }
    if measure.size > Limit.size {
      throw Problem(message: "it is too large", range: range)
    }
    return node
  }

  private mutating func finishSequence(from start: Int) throws(Problem) {
    alternatives.append(try checked(syntax.addSequence(sequence), from: start))
    sequence = []
  }
}

// MARK: Repetitions

extension RegularExpression.PatternReader {
  private mutating func repeatLast(
    from start: Int,
    least: Int,
    most: Int?
  ) throws(Problem) {
    // Lazy repetition reaches the same whole values.
    if next == UInt8(ascii: "?") { position += 1 }
    var written: String { "`\(text(start..<position))`" }
    if let repetition {
      throw Problem(
        message: "\(written) repeats a repetition; put what it repeats into a group",
        range: repetition..<position
      )
    }
    guard let last = sequence.popLast() else {
      throw problem("\(written) has nothing before it to repeat", from: start)
    }
    let node = syntax.add(.repeated(last, least: least, most: most))
    let isCounted = bytes[start] == UInt8(ascii: "{") && max(least, most ?? 0) >= 2
    if isCounted, syntax.measure(of: node).copies > Limit.repetitions {
      throw problem(
        "\(written) makes more than \(Limit.repetitions) repetitions, those inside it included",
        from: start
      )
    }
    append(try checked(node, from: start))
  }

  /// Reads `{2}`, `{2,}` or `{2,4}`; nil, and nothing read, when the brace is a literal.
  private mutating func counts() throws(Problem) -> (least: Int, most: Int?)? {
    let start = position
    var hasCounts = false
    defer { if !hasCounts { position = start } }
    position += 1
    guard let least = count() else { return nil }
    var most: Int? = least
    if next == UInt8(ascii: ",") {
      position += 1
      most = nil
      if next != UInt8(ascii: "}") {
        guard let count = count() else { return nil }
        most = count
      }
    }
    guard next == UInt8(ascii: "}") else { return nil }
    position += 1
    hasCounts = true
    let written = text(start..<min(position, start + 40))
    if max(least, most ?? 0) > Limit.repetitions {
      throw problem("`\(written)` repeats more than \(Limit.repetitions) times", from: start)
    }
    if let most, most < least {
      throw problem("`\(written)` counts down: \(least) is more than \(most)", from: start)
    }
    return (least, most)
  }

  /// Reads a number without leading zeros, as large as it may be written.
  private mutating func count() -> Int? {
    let start = position
    var value = 0
    while let byte = next, (0x30...0x39).contains(byte) {
      value = min(value * 10 + Int(byte - 0x30), Limit.repetitions + 1)
      position += 1
    }
    guard position > start else { return nil }
    return position > start + 1 && bytes[start] == 0x30 ? nil : value
  }
}

// MARK: Groups

extension RegularExpression.PatternReader {
  private mutating func openGroup() throws(Problem) {
    let start = position
    position += 1
    guard next == UInt8(ascii: "?") else {
      push(from: start, isCapturing: true)
      return
    }
    position += 1
    if isNamed {
      try groupName(from: start)
      push(from: start, isCapturing: true)
      return
    }
    let around = flags
    guard try setFlags(from: start) else {
      if frames.isEmpty { syntax.setsFlagsOutsideGroups = true }
      return
    }
    push(from: start, isCapturing: false, around: around)
  }

  private mutating func push(from start: Int, isCapturing: Bool, around: Flags? = nil) {
    if isCapturing { syntax.groupCount += 1 }
    frames.append(
      Frame(
        start: start,
        isCapturing: isCapturing,
        flags: around ?? flags,
        alternatives: alternatives,
        sequence: sequence
      )
    )
    alternatives = []
    sequence = []
  }

  private mutating func closeGroup() throws(Problem) {
    let start = position
    position += 1
    guard let frame = frames.popLast() else {
      throw problem("`)` closes no group", from: start)
    }
    try finishSequence(from: frame.start)
    var node = try checked(syntax.addAlternatives(alternatives), from: frame.start)
    if frame.isCapturing { node = try checked(syntax.add(.group(node)), from: frame.start) }
    flags = frame.flags
    alternatives = frame.alternatives
    sequence = frame.sequence
    append(node)
  }

  /// Whether `(?` goes on as `P<` or `<`, and not as a look behind.
  private var isNamed: Bool {
    let mark = next == UInt8(ascii: "P") ? position + 1 : position
    guard byte(at: mark) == UInt8(ascii: "<"), let after = byte(at: mark + 1) else { return false }
    return after != UInt8(ascii: "=") && after != UInt8(ascii: "!")
  }

  /// Reads `P<name>` or `<name>`.
  private mutating func groupName(from start: Int) throws(Problem) {
    if next == UInt8(ascii: "P") { position += 1 } else { syntax.hasPlainNames = true }
    position += 1
    let name = position
    while let byte = next, byte == UInt8(ascii: "_") || byte.isASCIIAlphanumeric { position += 1 }
    guard next == UInt8(ascii: ">"), position > name else {
      if next != nil { _ = scalar() }
      throw problem(
        "`\(text(start..<position))` names no group: a name is letters, digits and `_`, then `>`",
        from: start
      )
    }
    position += 1
  }

  /// Reads flags up to `:`, which opens a group, or `)`; says whether there was a colon.
  private mutating func setFlags(from start: Int) throws(Problem) -> Bool {
    var changed = flags
    var isClearing = false
    var isComplete = true
    while let byte = next {
      switch byte {
      case UInt8(ascii: "i"): changed.foldsCase = !isClearing
      case UInt8(ascii: "m"): changed.hasLines = !isClearing
      case UInt8(ascii: "s"): changed.dotIsAny = !isClearing
      case UInt8(ascii: "U"): break
      case UInt8(ascii: "-") where !isClearing:
        isClearing = true
        isComplete = false
        position += 1
        continue
      case UInt8(ascii: ":") where isComplete, UInt8(ascii: ")") where isComplete:
        position += 1
        flags = changed
        return byte == UInt8(ascii: ":")
      default:
        _ = scalar()
        throw groupProblem(from: start)
      }
      isComplete = true
      position += 1
    }
    throw Problem(message: "`(` is not closed: `)` is missing", range: start..<(start + 1))
  }

  private func groupProblem(from start: Int) -> Problem {
    let written = text(start..<position)
    return switch written {
    case "(?=", "(?!": problem("`\(written)` would look ahead, which RE2 cannot", from: start)
    case "(?<": problem("`\(written)` would look behind, which RE2 cannot", from: start)
    case "(?P" where next == UInt8(ascii: "="):
      problem("`(?P=` would refer back to a group, which RE2 cannot", from: start)
    case "(?>": problem("`(?>` would make an atomic group, which RE2 does not have", from: start)
    case "(?#": problem("`(?#` would begin a comment, which RE2 does not have", from: start)
    default:
      problem("`\(written)` begins no group: the flags are `i`, `m`, `s` and `U`", from: start)
    }
  }
}

extension UInt8 {
  var isASCIIAlphanumeric: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

/// One line of an exposition, read from left to right.
struct ExpositionLine {
  /// What stands where something else is due.
  struct Problem: Error {
    let offset: Int
    /// A noun with its article: `a value`.
    let expected: String
  }

  /// `name{label="value"} 1`
  struct Sample {
    let name: String
    let labels: [(name: String, value: String)]
    /// Nil for infinities, NaN, and what no exact number can hold.
    let value: ExactNumber?
  }

  private var cursor: ByteCursor
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    cursor = ByteCursor(bytes, at: range.lowerBound)
    let hasReturn =
      range.upperBound > range.lowerBound && bytes[range.upperBound - 1] == UInt8(ascii: "\r")
    end = range.upperBound - (hasReturn ? 1 : 0)
  }

  var isAtEnd: Bool { cursor.offset >= end }
  private var byte: UInt8 { isAtEnd ? 0 : cursor.byte }

  mutating func skipBlanks() {
    while !isAtEnd, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { cursor.advance() }
  }

  mutating func take(_ expected: Unicode.Scalar) -> Bool {
    guard !isAtEnd, byte == UInt8(ascii: expected) else { return false }
    cursor.advance()
    return true
  }

  private mutating func expect(
    _ expected: Unicode.Scalar,
    _ noun: String
  ) throws(Problem) {
    skipBlanks()
    if !take(expected) { throw problem(noun) }
  }

  private func problem(_ expected: String) -> Problem {
    Problem(offset: cursor.offset, expected: expected)
  }

  /// Everything up to a blank.
  mutating func word() -> String {
    text { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
  }

  private mutating func text(while condition: (UInt8) -> Bool) -> String {
    let start = cursor.offset
    while !isAtEnd, condition(byte) { cursor.advance() }
    return String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
  }

  /// A name of the old alphabet, or any text in quotes.
  mutating func metricName() throws(Problem) -> String {
    if byte == UInt8(ascii: "\"") { return try quoted() }
    let name = text { Self.isWord($0) || $0 == UInt8(ascii: ":") }
    guard let first = name.utf8.first, !Self.isDigit(first) else { throw problem("a metric") }
    return name
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The rest of the line, with `\\`, `\n` and `\"` resolved.
  mutating func restUnescaped() -> String {
    var text: [UInt8] = []
    while !isAtEnd {
      text.append(escapedByte())
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// One byte, or what an escape stands for; an unknown escape stands for itself.
  private mutating func escapedByte() -> UInt8 {
    let first = byte
    cursor.advance()
    guard first == UInt8(ascii: "\\"), !isAtEnd else { return first }
    switch byte {
    case UInt8(ascii: "n"):
      cursor.advance()
      return UInt8(ascii: "\n")
    case UInt8(ascii: "\\"), UInt8(ascii: "\""):
      let escaped = byte
      cursor.advance()
      return escaped
    default: return first
    }
  }

  private mutating func quoted() throws(Problem) -> String {
    guard take("\"") else { throw problem("text in quotes") }
    var text: [UInt8] = []
    while byte != UInt8(ascii: "\"") {
      guard !isAtEnd else { throw problem("a closing quote") }
      text.append(escapedByte())
    }
    cursor.advance()
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Samples

  mutating func sample() throws(Problem) -> Sample {
    var name = byte == UInt8(ascii: "{") ? "" : try metricName()
    skipBlanks()
    var labels: [(name: String, value: String)] = []
    if take("{") {
      skipBlanks()
      while byte != UInt8(ascii: "}") {
        let isQuoted = byte == UInt8(ascii: "\"")
        let label = isQuoted ? try quoted() : text(while: Self.isWord)
        guard !label.isEmpty else { throw problem("a label or '}'") }
        skipBlanks()
        if isQuoted, name.isEmpty, byte != UInt8(ascii: "=") {
          // `{"http.requests", code="200"}`: the name in quotes comes first.
          name = label
        } else {
          try expect("=", "'='")
          skipBlanks()
          labels.append((label, try quoted()))
        }
        skipBlanks()
        if !take(",") { break }
        skipBlanks()
      }
      try expect("}", "',' or '}'")
    }
    guard !name.isEmpty else { throw problem("a metric") }
    skipBlanks()
    return Sample(name: name, labels: labels, value: try value())
  }

  /// What is behind the value, a time stamp and an exemplar, says nothing about the metric.
  private mutating func value() throws(Problem) -> ExactNumber? {
    let start = cursor
    let word = word()
    if let number = ExactNumber(go: word) { return number }
    let special = ["+inf", "-inf", "inf", "nan", "+infinity", "-infinity"]
    guard special.contains(word.lowercased()) || Double(word) != nil else {
      cursor = start
      throw problem("a value")
    }
    return nil
  }
}

extension ExactNumber {
  /// A number as Go prints it: decimal, with an exponent where that is shorter. Nil for what is no
  /// number, infinite, or needs more digits than an exact number has.
  init?(go text: String) {
    let bytes = Array(text.utf8)
    let place = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.count
    let isNegative = bytes.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard place > start, let mantissa = ExactNumber(decimal: bytes[start..<place]) else {
      return nil
    }
    var exponent = 0
    if place < bytes.count {
      let digits = String(decoding: bytes[(place + 1)...], as: UTF8.self)
      guard let value = Int(digits), (-18...18).contains(value) else { return nil }
      exponent = value
    }
    var power = Int128(1)
    for _ in 0..<abs(exponent) { power *= 10 }
    let factor = exponent < 0 ? ExactNumber(1, over: power) : ExactNumber(power, over: 1)
    // The product must not overflow: a mantissa of many digits with a large exponent is no bound.
    guard bytes.count <= 24 else { return nil }
    let value = mantissa * factor
    self = isNegative ? -value : value
  }
}

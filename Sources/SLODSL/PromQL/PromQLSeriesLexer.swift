/// One lexeme of a series description.
struct PromQLSeriesToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case endOfInput
    /// Stands where the text cannot be read; the lexer's error says why and nothing follows.
    case invalid
    /// A token of the metric in front of the values, which is lexed as in an expression.
    case metric(PromQLToken.Kind)
    case space, number, word, plus, minus, times, blank, colon
    case openHistogram, closeHistogram, leftBracket, rightBracket
    case descriptor(PromQLHistogramDescription.Key)
    case hint(PromQLHistogramDescription.ResetHint)
  }

  let kind: Kind
  let range: Range<Int>
}

/// Cuts a series description, `up{job="a"} 1+1x5 _ stale`, into tokens.
///
/// Here blanks count, `x` and `_` stand for themselves, and a word is no keyword.
struct PromQLSeriesLexer {
  private enum Mode {
    case metric, values, histogram, buckets
  }

  private var lexer: PromQLLexer
  private var mode = Mode.metric
  private var isInBraces = false
  private var token = PromQLSeriesToken(kind: .endOfInput, range: 0..<0)
  private(set) var error: PromQLError?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { lexer = PromQLLexer(bytes) }

  mutating func next() -> PromQLSeriesToken {
    if error != nil { return token }
    switch mode {
    case .metric: readMetric()
    case .values: readValues()
    case .histogram: readHistogram()
    case .buckets: readBuckets()
    }
    return token
  }

  private var offset: Int {
    get { lexer.offset }
    set { lexer.offset = newValue }
  }

  private func byte(_ distance: Int = 0) -> UInt8 { lexer.peek(distance) }

  private var isAtEnd: Bool { offset >= lexer.bytes.count }

  private mutating func append(_ kind: PromQLSeriesToken.Kind, length: Int) {
    token = PromQLSeriesToken(kind: kind, range: offset..<(offset + length))
    offset += length
  }

  private mutating func fail(_ message: String, _ range: Range<Int>) {
    fail(PromQLError(.syntax, range, message))
  }

  private mutating func fail(_ reason: PromQLError) {
    error = reason
    token = PromQLSeriesToken(kind: .invalid, range: reason.range)
  }

  private mutating func readMetric() {
    let read = lexer.next()
    if let reason = lexer.error { return fail(reason) }
    let kind: PromQLSeriesToken.Kind = read.kind == .endOfInput ? .endOfInput : .metric(read.kind)
    token = PromQLSeriesToken(kind: kind, range: read.bytes)
    // The metric ends with its braces, or with its name when none follow at once.
    switch read.kind {
    case .leftBrace: isInBraces = true
    case .rightBrace: mode = .values
    case _ where !isInBraces && read.kind.isWord && byte() != UInt8(ascii: "{"): mode = .values
    default: break
    }
  }

  // MARK: Values

  private mutating func readValues() {
    guard !isAtEnd else { return append(.endOfInput, length: 0) }
    let first = byte()
    switch first {
    case _ where PromQLLexer.isBlank(first): readSpace()
    case UInt8(ascii: "{") where byte(1) == first:
      append(.openHistogram, length: 2)
      mode = .histogram
    case UInt8(ascii: "+"): append(.plus, length: 1)
    case UInt8(ascii: "-"): append(.minus, length: 1)
    case UInt8(ascii: "x"): append(.times, length: 1)
    case UInt8(ascii: "_"): append(.blank, length: 1)
    case UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case _ where PromQLText.isLetter(first): readWord()
    default: failUnexpected("between values")
    }
  }

  /// A blank; those behind it are skipped.
  private mutating func readSpace() {
    append(.space, length: 1)
    while !isAtEnd, PromQLLexer.isBlank(byte()) { offset += 1 }
  }

  private mutating func readNumber() {
    let start = offset
    let isNumber = lexer.scanNumber(inSeries: true)
    let range = start..<offset
    if isNumber {
      token = PromQLSeriesToken(kind: .number, range: range)
    } else {
      fail("this is no number", range)
    }
  }

  private mutating func readWord() {
    let start = offset
    while !isAtEnd, PromQLText.isWordByte(byte()) || byte() == UInt8(ascii: ":") { offset += 1 }
    let text = UnsafeBufferPointer(rebasing: lexer.bytes[start..<offset])
    let isNumber = PromQLKeyword.kind(of: text) == .number
    token = PromQLSeriesToken(kind: isNumber ? .number : .word, range: start..<offset)
  }

  private mutating func failUnexpected(_ place: String) {
    let isPlain = byte() > 0x20 && byte() < 0x7F
    let found = isPlain ? "`\(Character(Unicode.Scalar(byte())))`" : "this byte"
    fail("\(found) has no meaning \(place)", offset..<(offset + 1))
  }

  // MARK: Histograms

  private mutating func readHistogram() {
    let first = byte()
    switch first {
    case _ where !isAtEnd && PromQLLexer.isBlank(first): readSpace()
    case UInt8(ascii: ":"): append(.colon, length: 1)
    case UInt8(ascii: "-"): append(.minus, length: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "["):
      append(.leftBracket, length: 1)
      mode = .buckets
    case UInt8(ascii: "}") where byte(1) == first:
      append(.closeHistogram, length: 2)
      mode = .values
    case _ where PromQLText.isLetter(first): readDescriptor()
    default:
      if isAtEnd {
        fail("the text ends inside a histogram", offset..<offset)
      } else {
        failUnexpected("in a histogram")
      }
    }
  }

  private mutating func readDescriptor() {
    let start = offset
    while !isAtEnd, PromQLText.isLetter(byte()) { offset += 1 }
    let text = UnsafeBufferPointer(rebasing: lexer.bytes[start..<offset])
    let word = PromQLAggregator.name(of: text)
    let range = start..<offset
    if let key = PromQLHistogramDescription.Key(rawValue: word) {
      guard byte() == UInt8(ascii: ":") else {
        return fail("`\(word)` needs a `:` and a value", range)
      }
      token = PromQLSeriesToken(kind: .descriptor(key), range: range)
    } else if PromQLKeyword.kind(of: text) == .number {
      token = PromQLSeriesToken(kind: .number, range: range)
    } else if let hint = PromQLHistogramDescription.ResetHint(rawValue: word) {
      token = PromQLSeriesToken(kind: .hint(hint), range: range)
    } else {
      fail("a histogram has no `\(word)`", range)
    }
  }

  private mutating func readBuckets() {
    let first = byte()
    switch first {
    case _ where !isAtEnd && PromQLLexer.isBlank(first): readSpace()
    case UInt8(ascii: "-"): append(.minus, length: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "]"):
      append(.rightBracket, length: 1)
      mode = .histogram
    case _ where PromQLText.isLetter(first):
      readWord()
      if token.kind != .number { fail("a bucket holds a number", token.range) }
    default:
      if isAtEnd {
        fail("the text ends inside a histogram", offset..<offset)
      } else {
        failUnexpected("between buckets")
      }
    }
  }
}

extension PromQLSeriesLexer {
  /// All tokens of a text; the last one is `endOfInput` or, with a reason, `invalid`.
  static func tokens(
    of bytes: [UInt8]
  ) -> (tokens: [PromQLSeriesToken], error: PromQLError?) {
    bytes.withUnsafeBufferPointer { bytes in
      var lexer = PromQLSeriesLexer(bytes)
      var tokens: [PromQLSeriesToken] = []
      while true {
        tokens.append(lexer.next())
        let kind = tokens[tokens.count - 1].kind
        if kind == .endOfInput || kind == .invalid { return (tokens, lexer.error) }
      }
    }
  }
}

extension PromQLToken.Kind {
  /// Whether it is a name or a keyword.
  fileprivate var isWord: Bool { mayNameMetric || mayNameLabel }
}

/// Cuts PromQL text into tokens, one at a time; never fails, but stops at the first place that it
/// cannot read.
///
/// What a byte means depends on where it stands: words are keywords outside braces only, and behind
/// `[` only durations and their arithmetic are read until the first number.
///
/// The bytes are borrowed: a lexer lives no longer than the call that lent them.
package struct PromQLLexer {
  /// What may follow.
  private enum Mode {
    case statement
    case insideBraces
    /// Between `[` and the first number: no comment, no name.
    case duration
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private let windows: [Range<Int>]
  private var nextWindow = 0
  /// Numbers and words end here: at the next window or the end.
  var limit: Int
  var offset = 0
  private var mode = Mode.statement
  private var openParentheses = 0
  /// Whether this lexer reads a text once more, for the place of a parenthesis.
  private var isSearching = false
  private var openBracket: Int?
  private var openBrace = 0
  private var hasColon = false
  /// Whether any bracket so far held a number; servers ask that of a bracket with a leading colon.
  private var hasNumber = false
  /// The token that is being read.
  private var token = PromQLToken(.endOfInput, 0, 0)
  /// Why the last token is `invalid`.
  private(set) var error: PromQLError?
  private var hasFailed = false

  /// `windows` are the places that stand for `\(window)`, in order and apart.
  init(_ bytes: UnsafeBufferPointer<UInt8>, windows: [Range<Int>] = []) {
    self.bytes = bytes
    self.windows =
      windows.isEmpty
      ? []
      : windows.filter { $0.lowerBound >= 0 && $0.upperBound <= bytes.count }
        .sorted { $0.lowerBound < $1.lowerBound }
    limit = self.windows.first?.lowerBound ?? bytes.count
  }

  /// The next token; `endOfInput` or `invalid` again and again when there is none.
  mutating func next() -> PromQLToken {
    if hasFailed { return token }
    if mode != .duration {
      skipBlanksAndComments()
    } else {
      skip(while: Self.isBlank)
    }
    if offset == limit, nextWindow < windows.count {
      readWindow()
      return token
    }
    switch mode {
    case .statement: readStatement()
    case .insideBraces: readInsideBraces()
    case .duration: readDuration()
    }
    return token
  }

  // MARK: Cursor

  /// The byte at the cursor; 0 at the end, which no token contains.
  @inline(__always)
  func peek(_ distance: Int = 0) -> UInt8 {
    offset + distance < limit ? bytes[offset + distance] : 0
  }

  @inline(__always)
  mutating func skip(while matches: (UInt8) -> Bool) {
    var place = offset
    while place < limit, matches(bytes[place]) { place += 1 }
    offset = place
  }

  @inline(__always)
  private mutating func append(_ kind: PromQLToken.Kind, from start: Int) {
    token = PromQLToken(kind, start, offset)
  }

  /// Ends the text here; the range is that of the token which could not be read.
  mutating func fail(
    _ message: String,
    _ range: Range<Int>,
    help: String? = nil,
    kind: PromQLError.Kind = .syntax
  ) {
    guard !hasFailed else { return }
    hasFailed = true
    error = PromQLError(kind, range, message, help: help)
    token = PromQLToken(.invalid, range.lowerBound, range.upperBound)
  }

  // MARK: Dispatch

  private mutating func readWindow() {
    let window = windows[nextWindow]
    offset = window.upperBound
    nextWindow += 1
    limit = nextWindow < windows.count ? windows[nextWindow].lowerBound : bytes.count
    append(.window, from: window.lowerBound)
    if mode == .duration {
      hasNumber = true
      mode = .statement
    }
  }

  private mutating func readStatement() {
    let start = offset
    guard offset < limit else { return finish() }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumberOrDuration()
    case UInt8(ascii: ".") where PromQLText.isDigit(peek(1)): readNumberOrDuration()
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): readString()
    case UInt8(ascii: ":") where openBracket != nil: readColon()
    case _ where byte == UInt8(ascii: ":") || PromQLText.isLetter(byte):
      if openBracket == nil { readWord() } else { readDurationWord() }
    case UInt8(ascii: "{"):
      openBrace = offset
      mode = .insideBraces
      offset += 1
      append(.leftBrace, from: start)
    case UInt8(ascii: "["): readLeftBracket()
    case UInt8(ascii: "]"): readRightBracket()
    default:
      if !readOperator() { failUnexpected() }
    }
  }

  /// The end of the text: nothing may be open.
  private mutating func finish() {
    if let open = openBracket {
      fail(
        "the text ends inside brackets",
        offset..<offset,
        help: "close the `[` at byte \(open) with `]`"
      )
    } else if openParentheses > 0, !isSearching {
      fail(
        "the text ends inside parentheses",
        offset..<offset,
        help: "close the `(` at byte \(lastOpenParenthesis) with `)`"
      )
    } else {
      append(.endOfInput, from: offset)
    }
  }

  private mutating func readInsideBraces() {
    let start = offset
    guard offset < limit else {
      return fail(
        "the text ends inside braces",
        offset..<offset,
        help: "close the `{` at byte \(openBrace) with `}`"
      )
    }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): readString()
    case UInt8(ascii: ","):
      offset += 1
      append(.comma, from: start)
    case UInt8(ascii: "="):
      offset += 1
      readMatch(.matchesRegex, else: .assign, from: start)
    case UInt8(ascii: "!"):
      offset += 1
      let isNotEqual = peek() == UInt8(ascii: "=")
      guard isNotEqual || peek() == UInt8(ascii: "~") else {
        return fail("`!` is no operator; expected `!=` or `!~`", start..<offset)
      }
      offset += 1
      append(isNotEqual ? .notEqual : .matchesNotRegex, from: start)
    case UInt8(ascii: "}"):
      offset += 1
      mode = .statement
      append(.rightBrace, from: start)
    case _ where PromQLText.isLetter(byte):
      skip(while: PromQLText.isWordByte)
      append(.identifier, from: start)
    default: failUnexpected(in: "inside braces")
    }
  }

  private mutating func readMatch(
    _ kind: PromQLToken.Kind,
    else other: PromQLToken.Kind,
    from start: Int
  ) {
    if peek() == UInt8(ascii: "~") {
      offset += 1
      append(kind, from: start)
    } else {
      append(other, from: start)
    }
  }

  /// Operators and punctuation; false when the byte is neither.
  private mutating func readOperator() -> Bool {
    let start = offset
    let next = peek(1)
    var length = 1
    let kind: PromQLToken.Kind
    switch bytes[offset] {
    case UInt8(ascii: ","): kind = .comma
    case UInt8(ascii: "@"): kind = .at
    case UInt8(ascii: "+"): kind = .plus
    case UInt8(ascii: "-"): kind = .minus
    case UInt8(ascii: "*"): kind = .multiply
    case UInt8(ascii: "/"): kind = .divide
    case UInt8(ascii: "%"): kind = .modulo
    case UInt8(ascii: "^"): kind = .power
    case UInt8(ascii: "("):
      openParentheses += 1
      kind = .leftParenthesis
    case UInt8(ascii: ")"):
      guard openParentheses > 0 else {
        fail("`)` closes nothing", offset..<(offset + 1))
        return true
      }
      openParentheses -= 1
      kind = .rightParenthesis
    case UInt8(ascii: "="):
      guard next != UInt8(ascii: "~") else {
        fail("`=~` matches labels and stands inside braces only", offset..<(offset + 2))
        return true
      }
      kind = next == UInt8(ascii: "=") ? .equal : .assign
      length = kind == .equal ? 2 : 1
    case UInt8(ascii: "!") where next == UInt8(ascii: "="): (kind, length) = (.notEqual, 2)
    case UInt8(ascii: "<") where next == UInt8(ascii: "="): (kind, length) = (.lessOrEqual, 2)
    case UInt8(ascii: "<") where next == UInt8(ascii: "/"): (kind, length) = (.trimUpper, 2)
    case UInt8(ascii: "<"): kind = .less
    case UInt8(ascii: ">") where next == UInt8(ascii: "="): (kind, length) = (.greaterOrEqual, 2)
    case UInt8(ascii: ">") where next == UInt8(ascii: "/"): (kind, length) = (.trimLower, 2)
    case UInt8(ascii: ">"): kind = .greater
    default: return false
    }
    offset += length
    append(kind, from: start)
    return true
  }

  private mutating func failUnexpected(in place: String = "here") {
    var reader = UTF8Reader(bytes: Array(bytes[offset..<min(offset + 4, bytes.count)]))
    let end: Int
    let found: String
    switch reader.next() {
    case .scalar(let scalar):
      end = offset + reader.offset
      let isPlain = scalar.value >= 0x21 && scalar.value < 0x7F
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padding = String(repeating: "0", count: max(0, 4 - code.utf8.count))
      found = isPlain ? "`\(scalar)`" : "the character U+" + padding + code
    case .stray(let byte):
      end = offset + 1
      found = "the byte 0x" + String(byte, radix: 16, uppercase: true) + ", which is no UTF-8,"
    case nil: return
    }
    fail("\(found) has no meaning \(place)", offset..<end)
  }

  // MARK: Words

  /// A name or a keyword; a colon makes it the name of a metric.
  private mutating func readWord() {
    let start = offset
    skip(while: PromQLText.isWordByte)
    guard peek() != UInt8(ascii: ":") else {
      skip { PromQLText.isWordByte($0) || $0 == UInt8(ascii: ":") }
      return append(.metricIdentifier, from: start)
    }
    let kind = PromQLKeyword.kind(of: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
    switch kind {
    case .fill, .fillLeft, .fillRight:
      // Young words: they stay names wherever no value follows them.
      var next = offset
      while next < limit, Self.isBlank(bytes[next]) { next += 1 }
      let isModifier = next < limit && bytes[next] == UInt8(ascii: "(")
      append(isModifier ? kind : .identifier, from: start)
    default: append(kind, from: start)
    }
  }

  /// `step`, `range`, `max_of` or `min_of` between brackets.
  private mutating func readDurationWord() {
    let start = offset
    skip(while: PromQLText.isLetter)
    let kind = PromQLKeyword.kind(of: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
    switch kind {
    case .step, .range, .maxOf, .minOf: append(kind, from: start)
    default:
      skip(while: PromQLText.isWordByte)
      let word = String(decoding: bytes[start..<offset], as: UTF8.self)
      fail(
        "`\(word)` is no duration",
        start..<offset,
        help: "between brackets stands a duration such as `5m`"
      )
    }
  }

  // MARK: Brackets

  private mutating func readLeftBracket() {
    let start = offset
    offset += 1
    guard openBracket == nil else {
      return fail("`[` inside brackets; a range does not nest", start..<offset)
    }
    openBracket = start
    hasColon = false
    mode = .duration
    append(.leftBracket, from: start)
  }

  private mutating func readRightBracket() {
    let start = offset
    offset += 1
    guard openBracket != nil else { return fail("`]` closes nothing", start..<offset) }
    openBracket = nil
    mode = .statement
    append(.rightBracket, from: start)
  }

  private mutating func readColon() {
    let start = offset
    offset += 1
    guard !hasColon else {
      return fail("a second `:` between brackets; a subquery has one step", start..<offset)
    }
    hasColon = true
    append(.colon, from: start)
  }

  private mutating func readDuration() {
    let start = offset
    guard offset < limit else { return finish() }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "]"): readRightBracket()
    case UInt8(ascii: ":"):
      guard hasNumber else {
        return fail(
          "`:` without a length before it",
          start..<(start + 1),
          help: "a subquery begins with its length: `[1h:5m]`"
        )
      }
      readColon()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumberOrDuration()
    case UInt8(ascii: ".") where PromQLText.isDigit(peek(1)): readNumberOrDuration()
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "^"),
      UInt8(ascii: ","):
      _ = readOperator()
    case _ where PromQLText.isLetter(byte): readDurationWord()
    case UInt8(ascii: "{") where peek(1) == byte:
      fail(
        "`{{` has no meaning in a duration",
        start..<(start + 2),
        help: "the range that slogen chooses is written `[\\(window)]`"
      )
    default: failUnexpected(in: "in a duration")
    }
  }

  // MARK: Blanks and literals

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  @inline(__always)
  private mutating func skipBlanksAndComments() {
    skip(while: Self.isBlank)
    while peek() == UInt8(ascii: "#") {
      skipComment()
      skip(while: Self.isBlank)
    }
  }

  private mutating func skipComment() {
    while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
    // A window in a comment is text like any other.
    while nextWindow < windows.count, windows[nextWindow].lowerBound < offset { nextWindow += 1 }
    limit = nextWindow < windows.count ? windows[nextWindow].lowerBound : bytes.count
  }

  private mutating func readNumberOrDuration() {
    let start = offset
    if mode == .duration {
      hasNumber = true
      mode = .statement
    }
    if scanNumber() { return append(.number, from: start) }
    if scanDurationUnits() { return append(.duration, from: start) }
    skip { PromQLText.isLetter($0) || PromQLText.isDigit($0) || $0 == UInt8(ascii: ".") }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    fail(
      "`\(text)` is neither a number nor a duration",
      start..<offset,
      help: "durations are whole numbers with the units ms, s, m, h, d, w, y, largest first"
    )
  }

  private mutating func readString() {
    let start = offset
    guard let string = scanString() else { return }
    let end = string.end
    guard nextWindow >= windows.count || windows[nextWindow].lowerBound >= end else {
      return fail(
        "`\\(window)` is a duration and cannot stand inside a string",
        windows[nextWindow],
        kind: .window
      )
    }
    offset = end
    token = PromQLToken(.string, start, end, hasEscapes: string.hasEscapes)
  }

  /// Where the innermost parenthesis that is still open stands: found by reading once more, since
  /// hardly any text needs to know.
  private var lastOpenParenthesis: Int {
    var reader = PromQLLexer(bytes, windows: windows)
    reader.isSearching = true
    var open: [Int] = []
    while reader.offset < offset {
      let token = reader.next()
      switch token.kind {
      case .leftParenthesis: open.append(token.bytes.lowerBound)
      case .rightParenthesis: _ = open.popLast()
      case .endOfInput, .invalid: return open.last ?? 0
      default: break
      }
    }
    return open.last ?? 0
  }
}

extension PromQLLexer {
  /// The number of tokens of a text, up to the first that cannot be read.
  package static func count(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var lexer = PromQLLexer(bytes)
      var count = 0
      while !lexer.next().kind.isLast { count += 1 }
      return count
    }
  }

  /// All tokens of a text; the last one is `endOfInput` or, with a reason, `invalid`.
  static func tokens(of bytes: [UInt8]) -> (tokens: [PromQLToken], error: PromQLError?) {
    bytes.withUnsafeBufferPointer { bytes in
      var lexer = PromQLLexer(bytes)
      var tokens: [PromQLToken] = []
      repeat { tokens.append(lexer.next()) } while !tokens[tokens.count - 1].kind.isLast
      return (tokens, lexer.error)
    }
  }
}

/// The PromQL text of a literal with its interpolations filled in, and where each byte came from.
struct QueryText {
  /// A run of bytes and the source that it stands for.
  private struct Piece {
    let start: Int
    let count: Int
    let source: SourceRange
    /// Whether the source says the same letter by letter.
    let isWritten: Bool
  }

  private(set) var bytes: [UInt8] = []
  /// Where `\(window)` stands.
  private(set) var windows: [Range<Int>] = []
  private var pieces: [Piece] = []
  private var quote: UInt8?
  private var isEscaped = false

  /// Stands for the window while the text is parsed; a range of exactly this text at exactly this
  /// place becomes `.window`.
  private static let windowText = "1m"

  /// - Parameter isWritten: whether the text stands in the source, and is no value of an
  ///   interpolation.
  mutating func append(_ text: String, from source: SourceRange, isWritten: Bool = false) {
    let count = text.utf8.count
    pieces.append(
      Piece(
        start: bytes.count,
        count: count,
        source: source,
        isWritten: isWritten && source.length == count
      )
    )
    for byte in text.utf8 { track(byte) }
    bytes += Array(text.utf8)
  }

  mutating func appendWindow(from source: SourceRange) {
    let start = bytes.count
    append(Self.windowText, from: source)
    windows.append(start..<bytes.count)
  }

  /// The delimiter when the end of the text so far is inside a quoted string.
  var openQuote: UInt8? { quote }

  private mutating func track(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
      return
    }
    switch (quote, byte) {
    case (nil, UInt8(ascii: "\"")), (nil, UInt8(ascii: "'")), (nil, UInt8(ascii: "`")):
      quote = byte
    case (let open?, _) where open == byte: quote = nil
    case (let open?, UInt8(ascii: "\\")): isEscaped = open != UInt8(ascii: "`")
    default: break
    }
  }

  /// The place in the source of a range of the text.
  func source(of range: Range<Int>, fallback: SourceRange) -> SourceRange {
    guard let first = piece(at: range.lowerBound) else { return fallback.after }
    let start = place(range.lowerBound, in: first).lowerBound
    guard let last = piece(at: max(range.lowerBound, range.upperBound - 1)) else {
      return fallback
    }
    let end = place(max(range.lowerBound, range.upperBound - 1), in: last).upperBound
    guard start <= end else { return fallback }
    return SourceRange(
      file: fallback.file,
      start: start,
      end: range.isEmpty ? start : end
    )
  }

  /// The source of bytes that stand there as they are; nil for what was escaped or interpolated.
  func written(_ range: Range<Int>) -> SourceRange? {
    guard !range.isEmpty, let piece = piece(at: range.lowerBound), piece.isWritten,
      range.upperBound <= piece.start + piece.count
    else { return nil }
    let start = Int(piece.source.start) + range.lowerBound - piece.start
    return SourceRange(file: piece.source.file, start: start, end: start + range.count)
  }

  private func piece(at offset: Int) -> Piece? {
    pieces.last { $0.start <= offset && offset < $0.start + $0.count }
      ?? (offset == bytes.count ? pieces.last { $0.count > 0 } : nil)
  }

  /// One byte of the text in the source: itself where the piece stands there letter by letter, the
  /// whole of it where it was escaped or interpolated.
  private func place(_ offset: Int, in piece: Piece) -> Range<Int> {
    let start = Int(piece.source.start)
    guard piece.source.length == piece.count else { return start..<Int(piece.source.end) }
    let byte = min(start + offset - piece.start, Int(piece.source.end))
    return byte..<min(byte + 1, Int(piece.source.end))
  }
}

extension Checker {
  /// Fills in a literal; nil has been reported.
  mutating func queryText(_ literal: StringLiteral, in scope: Scope) -> QueryText? {
    var query = QueryText()
    var isComplete = true
    for segment in literal.segments {
      switch segment {
      case .text(let text, let range): query.append(text, from: range, isWritten: true)
      case .interpolation(let expression, let range):
        if !insert(expression, at: range, into: &query, in: scope) { isComplete = false }
      }
    }
    return isComplete ? query : nil
  }

  private mutating func insert(
    _ expression: Expression,
    at range: SourceRange,
    into query: inout QueryText,
    in scope: Scope
  ) -> Bool {
    if case .name(let name) = expression, name.text == "window",
      symbol(named: "window", in: scope) == nil
    {
      guard query.openQuote == nil else {
        report(.interpolationMisplaced("the window", "it stands where a range stands", at: range))
        return false
      }
      query.appendWindow(from: range)
      return true
    }
    guard let value = value(of: expression, in: scope) else { return false }
    guard let text = insertion(of: value, in: query, at: range) else { return false }
    query.append(text, from: range)
    return true
  }

  /// What a value looks like inside PromQL: typed, so that no value can change the query's shape.
  private mutating func insertion(
    of value: Value,
    in query: QueryText,
    at range: SourceRange
  ) -> String? {
    switch (value, query.openQuote) {
    case (.text(let text), let quote?):
      if quote == UInt8(ascii: "`"), text.utf8.contains(quote) {
        report(
          .interpolationMisplaced("text with a back-tick", "use double quotes here", at: range)
        )
        return nil
      }
      return quote == UInt8(ascii: "`") ? text : Self.escaped(text, for: quote)
    case (.quantity(let quantity, _), nil):
      if let duration = quantity.duration { return duration.text }
      if [.number, .ratio, .factor].contains(quantity.unit) { return quantity.value.decimalText }
      report(.interpolationMisplaced(value.noun, "PromQL has no such literal", at: range))
    case (.quantity, _?):
      if let text = value.interpolated { return text }
      report(.interpolationMisplaced(value.noun, "text is expected in quotes", at: range))
    case (.selection(let filtered), nil):
      guard let selection = selection(filtered, series: filtered.metric.name) else { return nil }
      if selection.selectors.count == 1, let selector = selection.selectors.first {
        return PromQLExpression.selector(selector).text
      }
      report(
        .interpolationMisplaced("a selection with '||'", "it needs two selectors", at: range)
      )
    case (.text, nil):
      report(.interpolationMisplaced("text", "it stands only inside quotes", at: range))
    default:
      report(.interpolationMisplaced(value.noun, "PromQL has no such literal", at: range))
    }
    return nil
  }

  private static func escaped(_ text: String, for quote: UInt8) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Numbers, durations and strings: how far each one reaches. What they are worth is read later.
extension PromQLLexer {
  /// Runs over a number; false when what stands here is none, possibly a duration.
  ///
  /// Servers take some odd texts and refuse others (`0xEE` at the very end); so does this.
  ///
  /// In a series `x` repeats a number and begins none.
  mutating func scanNumber(inSeries: Bool = false) -> Bool {
    let start = offset
    var isHexadecimal = false
    if !inSeries, peek() == UInt8(ascii: "0") {
      offset += 1
      if peek() | 0x20 == UInt8(ascii: "x") {
        offset += 1
        if peek() == UInt8(ascii: "_") { offset += 1 }
        isHexadecimal = true
      }
    }
    if peek() == UInt8(ascii: ".") { offset += 1 }
    if Self.isDigit(peek(), hexadecimal: isHexadecimal) { offset += 1 }
    guard scanDigits(hexadecimal: isHexadecimal), offset > start else { return false }
    return !PromQLText.isWordByte(peek()) || (inSeries && peek() == UInt8(ascii: "x"))
  }

  private mutating func scanDigits(hexadecimal: Bool) -> Bool {
    var hasPoint = false
    var hasExponent = false
    while true {
      switch peek() {
      case UInt8(ascii: "."):
        offset += 1
        guard !hasPoint, !hexadecimal, peek() != UInt8(ascii: "_"), peek() != UInt8(ascii: ".")
        else { return false }
        hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        offset += 1
        guard !hasExponent else { return false }
        hasExponent = true
        if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
        guard mayFollowSeparator(peek()) else { return false }
      case UInt8(ascii: "_"):
        offset += 1
        guard mayFollowSeparator(peek()) else { return false }
      case let byte where Self.isDigit(byte, hexadecimal: hexadecimal):
        skip { Self.isDigit($0, hexadecimal: hexadecimal) }
      default: return true
      }
    }
  }

  private func mayFollowSeparator(_ byte: UInt8) -> Bool {
    offset < limit && byte != UInt8(ascii: "_") && byte != UInt8(ascii: ".")
      && byte | 0x20 != UInt8(ascii: "e")
  }

  private static func isDigit(_ byte: UInt8, hexadecimal: Bool) -> Bool {
    let lower = byte | 0x20
    return PromQLText.isDigit(byte)
      || (hexadecimal && lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f"))
  }

  /// Runs over the units behind digits: `m`, `h30m`; false when no unit follows.
  mutating func scanDurationUnits() -> Bool {
    guard isUnit(peek(), yearsToo: true) else { return false }
    offset += 1
    if peek() == UInt8(ascii: "s") { offset += 1 }
    while PromQLText.isDigit(peek()) {
      skip(while: PromQLText.isDigit)
      guard isUnit(peek(), yearsToo: false) else { return false }
      offset += 1
      if peek() == UInt8(ascii: "s") { offset += 1 }
    }
    return !PromQLText.isWordByte(peek())
  }

  private func isUnit(_ byte: UInt8, yearsToo: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "s"), UInt8(ascii: "m"), UInt8(ascii: "h"), UInt8(ascii: "d"),
      UInt8(ascii: "w"):
      true
    case UInt8(ascii: "y"): yearsToo
    default: false
    }
  }

  /// The offset behind the string that begins here and whether bytes of it mean others, or nil
  /// after an error was noted.
  mutating func scanString() -> (end: Int, hasEscapes: Bool)? {
    var hasEscapes = false
    let start = offset
    let quote = bytes[start]
    let isRaw = quote == UInt8(ascii: "`")
    var position = start + 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote { return (position + 1, hasEscapes) }
      if byte == UInt8(ascii: "\\"), !isRaw {
        hasEscapes = true
        guard let next = scanEscape(at: position, quote: quote) else { return nil }
        position = next
      } else if byte == 0x0A, !isRaw {
        break
      } else if byte < 0x80 {
        position += 1
      } else {
        guard let next = scanScalar(at: position) else { return nil }
        position = next
      }
    }
    fail(
      "the string has no end",
      start..<position,
      help: "close it with `\(Character(Unicode.Scalar(quote)))`"
    )
    return nil
  }

  /// The offset behind the scalar at `position`, which is not ASCII.
  private mutating func scanScalar(at position: Int) -> Int? {
    var reader = UTF8Reader(bytes: Array(bytes[position..<min(position + 4, bytes.count)]))
    let scalar = reader.next()
    let end = position + reader.offset
    switch scalar {
    case .scalar("\u{FFFD}"):
      // Servers cannot tell it from bytes that are no UTF-8.
      fail(
        "U+FFFD, the replacement character, is refused in strings",
        position..<end,
        help: "write it as `\\uFFFD`"
      )
      return nil
    case .scalar: return end
    case .stray, nil:
      fail("the string holds a byte that is no UTF-8", position..<(position + 1))
      return nil
    }
  }

  /// The offset behind the escape at `position`, or nil after an error was noted.
  private mutating func scanEscape(at position: Int, quote: UInt8) -> Int? {
    guard position + 1 < bytes.count else {
      fail("the string ends inside an escape", position..<bytes.count)
      return nil
    }
    let letter = bytes[position + 1]
    let digits: (first: Int, count: Int, radix: UInt32, limit: UInt32)
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "v"), UInt8(ascii: "\\"), quote:
      return position + 2
    case UInt8(ascii: "0")...UInt8(ascii: "7"): digits = (position + 1, 3, 8, 0xFF)
    case UInt8(ascii: "x"): digits = (position + 2, 2, 16, 0xFF)
    case UInt8(ascii: "u"): digits = (position + 2, 4, 16, 0x10FFFF)
    case UInt8(ascii: "U"): digits = (position + 2, 8, 16, 0x10FFFF)
    default:
      var reader = UTF8Reader(bytes: Array(bytes[(position + 1)..<min(position + 5, bytes.count)]))
      _ = reader.next()
      let end = position + 1 + reader.offset
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      fail(
        "`\(text)` is no escape",
        position..<end,
        help: "write a backslash as `\\\\`, or the string in back-ticks"
      )
      return nil
    }
    let end = digits.first + digits.count
    guard end <= bytes.count,
      let value = Self.value(of: bytes[digits.first..<end], radix: digits.radix)
    else {
      fail(
        "the escape needs \(digits.count) digits of base \(digits.radix)",
        position..<min(end, bytes.count)
      )
      return nil
    }
    guard value <= digits.limit, !(0xD800..<0xE000).contains(value) else {
      fail("the escape stands for no character", position..<end)
      return nil
    }
    return end
  }

  static func value(of digits: some Sequence<UInt8>, radix: UInt32) -> UInt32? {
    var value: UInt32 = 0
    for byte in digits {
      let digit: UInt32
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(byte - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(byte - UInt8(ascii: "A")) + 10
      default: return nil
      }
      guard digit < radix else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: radix)
      guard !overflow else { return nil }
      value = scaled + digit
    }
    return value
  }
}

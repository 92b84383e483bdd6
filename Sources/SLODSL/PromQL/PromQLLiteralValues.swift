/// What literals are worth: the bytes are lexed already.
extension PromQLText {
  /// The value of a number token; nil when it is larger than any double, or its parts make none.
  ///
  /// As Go's `strconv` reads it for Prometheus: an integer of 64 bits first, in which a leading `0`
  /// means octal and `0x` hexadecimal, otherwise a decimal. What is hexadecimal is no decimal.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    if let count = plainInteger(text) { return Double(count) }
    // The token may end in an underscore, the number may not: it stands between digits.
    if text.last == UInt8(ascii: "_") { return nil }
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    switch digits.map({ $0 | 0x20 }) {
    case Array("inf".utf8): return .infinity
    case Array("nan".utf8): return .nan
    default: break
    }
    if let integer = integer(digits) { return integer }
    guard !isHexadecimal(digits),
      let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  /// Why a number token has no value, in a sentence.
  static func numberProblem(_ text: UnsafeBufferPointer<UInt8>) -> String {
    let token = String(decoding: text, as: UTF8.self)
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    if text.last == UInt8(ascii: "_") { return "`\(token)` is no number: `_` joins digits" }
    if isHexadecimal(digits) {
      return "`\(token)` is no number: in base 16 there are whole ones of 63 bits"
    }
    let value = Double(String(decoding: digits, as: UTF8.self))
    return value == nil ? "`\(token)` is no number" : "this number is too large"
  }

  private static func isHexadecimal(_ digits: [UInt8]) -> Bool {
    digits.count > 1 && digits[0] == UInt8(ascii: "0") && digits[1] | 0x20 == UInt8(ascii: "x")
  }

  /// The value of up to 15 decimal digits without a leading 0, which nearly all numbers are.
  static func plainInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count <= 15, text.count == 1 || text[0] != UInt8(ascii: "0") else { return nil }
    var value = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return value
  }

  /// An integer of 64 bits in base 8, 10 or 16.
  private static func integer(_ digits: [UInt8]) -> Double? {
    guard let first = digits.first else { return nil }
    var radix: Int64 = 10
    var rest = digits[...]
    if first == UInt8(ascii: "0"), digits.count > 1 {
      if isHexadecimal(digits) {
        radix = 16
        rest = digits.dropFirst(2)
      } else {
        radix = 8
        rest = digits.dropFirst()
      }
    }
    guard let text = String(validating: Array(rest), as: UTF8.self), !text.isEmpty,
      let value = Int64(text, radix: Int(radix))
    else { return nil }
    return Double(value)
  }

  /// The nanoseconds of a duration token; nil when a unit is out of order, or beyond 64 bits.
  static func nanoseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    var total: Int64 = 0
    var smallest = Int64.max
    var place = 0
    while place < text.count {
      var count: Int64 = 0
      while place < text.count, isDigit(text[place]) {
        let digit = Int64(text[place] &- UInt8(ascii: "0"))
        let (tens, overflow) = count.multipliedReportingOverflow(by: 10)
        let (sum, overflowSum) = tens.addingReportingOverflow(digit)
        guard !overflow, !overflowSum else { return nil }
        count = sum
        place += 1
      }
      let next = place + 1 < text.count ? text[place + 1] : 0
      guard place < text.count, let unit = unit(text[place], next) else { return nil }
      // Units descend, and stand once each.
      guard unit.size < smallest else { return nil }
      smallest = unit.size
      place += unit.length
      let (product, overflow) = count.multipliedReportingOverflow(by: unit.size)
      let (sum, overflowSum) = total.addingReportingOverflow(product)
      guard !overflow, !overflowSum else { return nil }
      total = sum
    }
    return total
  }

  /// The nanoseconds of a unit and the length of its name; nil when no unit has these letters.
  private static func unit(_ letter: UInt8, _ next: UInt8) -> (size: Int64, length: Int)? {
    if letter == UInt8(ascii: "m"), next == UInt8(ascii: "s") { return (1_000_000, 2) }
    guard next == 0 || isDigit(next) else { return nil }
    switch letter {
    case UInt8(ascii: "s"): return (1_000_000_000, 1)
    case UInt8(ascii: "m"): return (60_000_000_000, 1)
    case UInt8(ascii: "h"): return (3_600_000_000_000, 1)
    case UInt8(ascii: "d"): return (86_400_000_000_000, 1)
    case UInt8(ascii: "w"): return (604_800_000_000_000, 1)
    case UInt8(ascii: "y"): return (31_536_000_000_000_000, 1)
    default: return nil
    }
  }

  /// The bytes that a string token stands for; its escapes are known to be well-formed.
  static func unquoted(_ token: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let text = Array(token.dropFirst().dropLast())
    guard token.first != UInt8(ascii: "`") else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
        bytes.append(text[index])
        index += 1
        continue
      }
      index += appendEscape(Array(text[(index + 1)...].prefix(9)), to: &bytes)
    }
    return bytes
  }

  /// Appends what an escape stands for; the result is its length with the backslash.
  private static func appendEscape(_ text: [UInt8], to bytes: inout [UInt8]) -> Int {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
      UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]
    let letter = text[0]
    if let byte = simple[letter] {
      bytes.append(byte)
      return 2
    }
    let digits: (first: Int, count: Int, radix: UInt32)
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "7"): digits = (0, 3, 8)
    case UInt8(ascii: "x"): digits = (1, 2, 16)
    case UInt8(ascii: "u"): digits = (1, 4, 16)
    case UInt8(ascii: "U"): digits = (1, 8, 16)
    default:
      bytes.append(letter)
      return 2
    }
    let end = min(digits.first + digits.count, text.count)
    let value = PromQLLexer.value(of: text[digits.first..<end], radix: digits.radix) ?? 0
    if digits.radix == 8 || letter == UInt8(ascii: "x") {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      bytes += Array(String(scalar).utf8)
    }
    return end + 1
  }
}

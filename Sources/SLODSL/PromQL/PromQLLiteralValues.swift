/// What literals are worth: the bytes are lexed already.
extension PromQLText {
  /// The value of a number token; nil when it is larger than any double.
  ///
  /// As Go's `strconv` reads it for Prometheus: an integer first, in which a leading `0` means
  /// octal and `0x` hexadecimal, otherwise a decimal.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    switch digits.map({ $0 | 0x20 }) {
    case Array("inf".utf8): return .infinity
    case Array("nan".utf8): return .nan
    default: break
    }
    if let integer = integer(digits) { return integer }
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// An integer of 64 bits in base 8, 10 or 16.
  private static func integer(_ digits: [UInt8]) -> Double? {
    guard let first = digits.first else { return nil }
    var radix: Int64 = 10
    var rest = digits[...]
    if first == UInt8(ascii: "0"), digits.count > 1 {
      if digits[1] | 0x20 == UInt8(ascii: "x") {
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
  static func nanoseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let units: [(name: [UInt8], size: Int64)] = [
      (Array("y".utf8), 31_536_000_000_000_000), (Array("w".utf8), 604_800_000_000_000),
      (Array("d".utf8), 86_400_000_000_000), (Array("h".utf8), 3_600_000_000_000),
      (Array("m".utf8), 60_000_000_000), (Array("s".utf8), 1_000_000_000),
      (Array("ms".utf8), 1_000_000),
    ]
    var total: Int64 = 0
    var rest = text
    var next = 0
    while !rest.isEmpty {
      let digits = rest.prefix(while: isDigit)
      guard let count = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
      rest = rest.dropFirst(digits.count)
      let name = Array(rest.prefix { !isDigit($0) })
      rest = rest.dropFirst(name.count)
      guard let unit = units[next...].firstIndex(where: { $0.name == name }) else { return nil }
      next = unit + 1
      let (product, overflow) = count.multipliedReportingOverflow(by: units[unit].size)
      let (sum, overflowSum) = total.addingReportingOverflow(product)
      guard !overflow, !overflowSum else { return nil }
      total = sum
    }
    return total
  }

  /// The bytes that a string token stands for; its escapes are known to be well-formed.
  static func unquoted(_ token: ArraySlice<UInt8>) -> [UInt8] {
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

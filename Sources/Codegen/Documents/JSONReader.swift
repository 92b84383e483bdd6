package import SLODSL

extension JSON {
  /// Reads a document; nil when it is none.
  ///
  /// Numbers that are no short decimals, such as `1e300`, are kept as the text that was read.
  package static func read(_ bytes: [UInt8]) -> JSON? {
    var reader = JSONReader(bytes: bytes)
    return reader.document()
  }

  /// The value of an object's member; nil where there is none.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  package var integer: Int? {
    if case .number(let number) = self { number.integer } else { nil }
  }

  /// The elements of an array; empty for what is none.
  package var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The members of an object whose values are texts, as labels.
  package var labels: [Label] {
    guard case .object(let members) = self else { return [] }
    return members.compactMap { member in member.value.text.map { Label(member.name, $0) } }
  }
}

/// From bytes to a tree (RFC 8259). What is nested deeper than the limit is refused.
private struct JSONReader {
  private static let depthLimit = 128

  let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() -> JSON? {
    guard let value = value() else { return nil }
    skipBlanks()
    return offset == bytes.count ? value : nil
  }

  private mutating func value() -> JSON? {
    skipBlanks()
    guard let first = peek, depth < Self.depthLimit else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch first {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map(JSON.text)
    case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object() -> JSON? {
    var members: [JSON.Member] = []
    guard take("{") else { return nil }
    skipBlanks()
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard let name = string() else { return nil }
      skipBlanks()
      guard take(":"), let value = value() else { return nil }
      members.append(JSON.Member(name, value))
      skipBlanks()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array() -> JSON? {
    var elements: [JSON] = []
    guard take("[") else { return nil }
    skipBlanks()
    if take("]") { return .array([]) }
    repeat {
      guard let element = value() else { return nil }
      elements.append(element)
      skipBlanks()
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  private mutating func number() -> JSON? {
    let digits = "+-.eE0123456789".utf8
    let start = offset
    while let byte = peek, digits.contains(byte) { offset += 1 }
    guard offset > start else { return nil }
    let text = bytes[start..<offset]
    let isNegative = text.first == UInt8(ascii: "-")
    guard let number = ExactNumber(decimal: isNegative ? text.dropFirst() : text) else {
      return .text(String(decoding: text, as: UTF8.self))
    }
    return .number(isNegative ? -number : number)
  }

  // MARK: Strings

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += String(scalar).utf8
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return "\"\\/".utf8.contains(byte) ? Unicode.Scalar(byte) : nil
    }
  }

  /// Four digits, or two times four for what lies beyond; half a pair is the replacement character.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    if let scalar = Unicode.Scalar(first) { return scalar }
    let start = offset
    if first < 0xDC00, take("\\u"), let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) {
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
    offset = start
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
  }

  // MARK: Bytes

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { expected in
      guard bytes[offset...].starts(with: expected) else { return false }
      offset += expected.count
      return true
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek, " \n\r\t".utf8.contains(byte) { offset += 1 }
  }
}

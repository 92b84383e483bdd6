/// A place in an array of bytes, and the ways to look and move from there.
///
/// Reading past the end gives 0 instead of trapping; `isAtEnd` tells that 0 from a NUL byte. A copy
/// is a look-ahead.
package struct ByteCursor: Sendable {
  package let bytes: [UInt8]
  package var offset: Int

  package init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  package var isAtEnd: Bool { offset >= bytes.count }

  /// The byte here, or 0 at the end.
  package var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The byte so many places ahead (behind when negative), or 0 outside the bytes.
  package func peek(_ distance: Int = 1) -> UInt8 {
    let place = offset + distance
    return place >= 0 && place < bytes.count ? bytes[place] : 0
  }

  /// Moves ahead, never past the end.
  package mutating func advance(_ count: Int = 1) {
    offset = min(offset + count, bytes.count)
  }

  /// Moves over one byte if it is the one asked for.
  package mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  package mutating func skip(while condition: (UInt8) -> Bool) {
    while offset < bytes.count, condition(bytes[offset]) { offset += 1 }
  }

  /// How often a byte repeats from here on, up to a limit.
  package func run(of byte: UInt8, atMost limit: Int = .max) -> Int {
    var length = 0
    while length < limit, offset + length < bytes.count, bytes[offset + length] == byte {
      length += 1
    }
    return length
  }

  /// Whether exactly these bytes come next.
  package func starts(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset + length <= bytes.count else { return false }
    for index in 0..<length where bytes[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The scalar here and its length in bytes, or nil when the bytes are not UTF-8.
  ///
  /// Strict as RFC 3629 is: no overlong forms, no surrogates, nothing above U+10FFFF.
  package var scalar: (value: Unicode.Scalar, length: Int)? {
    let first = byte
    guard first >= 0x80 else { return isAtEnd ? nil : (Unicode.Scalar(first), 1) }
    let length: Int
    let smallest: UInt32
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, smallest, value) = (2, 0x80, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, smallest, value) = (3, 0x800, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, smallest, value) = (4, 0x10000, UInt32(first & 0x07))
    default: return nil
    }
    for distance in 1..<length {
      let next = peek(distance)
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

/// Fields of protocol buffers, as bytes that are appended.
extension [UInt8] {
  /// A field that holds a message or a text.
  mutating func appendField(_ field: UInt8, _ content: [UInt8]) {
    append(field << 3 | 2)
    appendVarint(UInt64(content.count))
    self += content
  }

  /// A field that holds a number without a sign.
  mutating func appendField(_ field: UInt8, _ number: UInt64) {
    append(field << 3)
    appendVarint(number)
  }

  /// A field that holds a number with a sign, which is the lowest bit.
  mutating func appendField(_ field: UInt8, zigzag number: Int64) {
    appendField(field, UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  mutating func appendField(_ field: UInt8, double number: Double) {
    append(field << 3 | 1)
    appendLittleEndian(number.bitPattern, count: 8)
  }

  mutating func appendVarint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  mutating func appendLittleEndian(_ number: UInt64, count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}

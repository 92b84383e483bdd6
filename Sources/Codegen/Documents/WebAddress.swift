/// Addresses in documents that give some of their characters another meaning.
package enum WebAddress {
  private static let plain = Set(
    ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "-._~:/?#@!&'*+,;=%").utf8
  )

  /// The same address, with whatever no address needs as percent codes: brackets, `$`, blanks,
  /// quotes, control characters and all beyond ASCII.
  package static func escaped(_ url: String) -> String {
    var bytes: [UInt8] = []
    for byte in url.utf8 {
      if plain.contains(byte) {
        bytes.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

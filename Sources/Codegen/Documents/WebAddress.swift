/// Addresses in documents that give some of their characters another meaning.
package enum WebAddress {
  private static let plain = Set(
    ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "-._~:/?#@!&'*+,;=%").utf8
  )

  /// The same address, with whatever no address needs as percent codes: brackets, `$`, blanks,
  /// quotes, control characters and all beyond ASCII.
  package static func escaped(_ url: String) -> String {
    coded(url) { plain.contains($0) }
  }

  /// A text as a part of a query, in which nothing separates anything.
  package static func escapedPart(_ text: String) -> String {
    coded(text) { plain.contains($0) && !separators.contains($0) }
  }

  private static let separators = Set(":/?#@!&'*+,;=%".utf8)

  private static func coded(_ text: String, except isPlain: (UInt8) -> Bool) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

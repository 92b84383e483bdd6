/// One piece of text in a file: where it stands, and what a tool takes it for.
///
/// A file is compared as its leaves, sorted. Elements of lists have numbers in their places, what
/// has no order has none.
struct Leaf: Hashable, Comparable {
  /// What text becomes on its way to who reads it.
  enum Form: Hashable, Comparable {
    case exact
    /// Words on a page: blanks run together, and what cannot be seen shows as such.
    case prose
    /// An address, in which characters may be percent codes.
    case address
  }

  // Bytes, since texts that Unicode calls equivalent are two.
  private let placeBytes: [UInt8]
  private let bytes: [UInt8]
  private let form: Form

  init(_ place: String, _ text: String, _ form: Form = .exact) {
    self.init(place: Array(place.utf8), bytes: Array(text.utf8), form: form)
  }

  private init(place: [UInt8], bytes: [UInt8], form: Form) {
    placeBytes = place
    self.bytes = bytes
    self.form = form
  }

  var place: String { String(decoding: placeBytes, as: UTF8.self) }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same with text in the place of words.
  func filled(with texts: [String: String]) -> Leaf {
    Leaf(place: Self.filled(placeBytes, texts), bytes: Self.filled(bytes, texts), form: form)
  }

  private static let start = Array("zq".utf8)
  private static let end = Array("qz".utf8)

  private static func filled(_ bytes: [UInt8], _ texts: [String: String]) -> [UInt8] {
    var rest = bytes[...]
    var filled: [UInt8] = []
    while let first = rest.firstRange(of: start), let last = rest.firstRange(of: end) {
      guard first.lowerBound < last.lowerBound else { break }
      let word = rest[first.lowerBound..<last.upperBound]
      filled += rest[..<first.lowerBound]
      filled += texts[String(decoding: word, as: UTF8.self)].map { Array($0.utf8) } ?? Array(word)
      rest = rest[last.upperBound...]
    }
    return filled.isEmpty ? bytes : filled + rest
  }

  /// As it is compared.
  var seen: Leaf {
    switch form {
    case .exact: self
    case .prose: Leaf(place: placeBytes, bytes: Array(Self.prose(text).utf8), form: form)
    case .address: Leaf(place: placeBytes, bytes: Self.decoded(bytes), form: form)
    }
  }

  private static func prose(_ text: String) -> String {
    var words: [String] = [""]
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\n", "\r", "\t": words.append("")
      case _ where HostileOutput.isForbidden(scalar): words[words.count - 1] += "\u{FFFD}"
      default: words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }

  static func < (left: Leaf, right: Leaf) -> Bool {
    left.placeBytes == right.placeBytes
      ? left.bytes.lexicographicallyPrecedes(right.bytes)
      : left.placeBytes.lexicographicallyPrecedes(right.placeBytes)
  }
}

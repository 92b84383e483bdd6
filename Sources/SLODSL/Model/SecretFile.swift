/// A file that holds a secret, by its path.
package enum SecretFile {
  /// What runs of load tests read from their environment besides secrets.
  package static let reserved = ["BASE_URL", "PROFILE", "DURATION_SCALE", "REPORT"]

  /// The environment variable that takes its place: its name in capitals, `API_TOKEN` for
  /// `secrets/api-token`. Nil for a path without a name that could be one.
  package static func variable(of path: String) -> String? {
    let isPrintable = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPrintable, let name = path.split(separator: "/").last, !path.hasSuffix("/") else {
      return nil
    }
    let bytes = name.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte & ~0x20
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    guard let first = bytes.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

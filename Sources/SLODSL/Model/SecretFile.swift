/// A file that holds a secret, by its path.
package enum SecretFile {
  /// Where a cluster keeps what a file holds.
  package struct Reference: Hashable, Sendable {
    package let secret: String
    package let key: String
  }

  /// A file of a mounted Secret: its folder's name is the Secret, its own name the key.
  package static func reference(to path: String) -> Reference {
    let parts = path.split(separator: "/").map(String.init)
    return Reference(secret: parts.dropLast().last ?? "slogen", key: parts.last ?? path)
  }

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

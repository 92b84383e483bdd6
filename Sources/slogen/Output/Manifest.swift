/// What slogen wrote into a folder: the record by which it knows its own files again.
///
/// One line a file, `hash  path`, sorted by path: the format of `sha256sum`, so that
/// `sha256sum -c .slogen-manifest` verifies the folder.
struct Manifest: Hashable, Sendable {
  static let fileName = ".slogen-manifest"

  /// The hash of each file, by its path below the folder.
  private(set) var hashes: [String: String] = [:]
  /// Lines that are not `hash  path` of a file in the folder, from 1; nothing is ever done to what
  /// they name.
  private(set) var damagedLines: [Int] = []

  init() {}

  init(reading bytes: [UInt8]) {
    var text = String(decoding: bytes, as: UTF8.self).utf8[...]
    if text.last == UInt8(ascii: "\n") { text.removeLast() }
    if text.isEmpty { return }
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let hash = line.prefix(64)
      let path = String(Substring(line.dropFirst(66)))
      let gap = line.dropFirst(64).prefix(2)
      guard ContentHash.isWellFormed(hash), gap.elementsEqual("  ".utf8),
        OutputPath(path) != nil, path != Self.fileName
      else {
        damagedLines.append(index + 1)
        continue
      }
      hashes[path] = String(Substring(hash))
    }
  }

  mutating func record(_ hash: String, for path: String) {
    hashes[path] = hash
  }

  /// The paths by their bytes.
  var paths: [String] { hashes.keys.sorted(by: FileSystem.bytewise) }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for path in paths {
      guard let hash = hashes[path] else { continue }
      bytes += hash.utf8
      bytes += "  ".utf8
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// A path that stays below the folder it starts from: relative, `/`-separated, without `.`, `..`,
/// empty parts or control characters.
struct OutputPath: Hashable, Sendable {
  let text: String
  /// The folders from the outside in.
  let folders: [String]
  let name: String

  private static let depthLimit = 16

  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 200
        && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    guard isPlain, parts.count <= Self.depthLimit, let name = parts.last else { return nil }
    self.text = text
    folders = parts.dropLast()
    self.name = name
  }
}

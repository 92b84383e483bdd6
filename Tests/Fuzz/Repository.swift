import Foundation

/// The files that seeds are taken from.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Paths below a folder with an ending, relative to the repository, sorted.
  static func files(in folder: String, ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root + "/" + folder)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix("." + ending) }
      .map { folder + "/" + $0 }
      .sorted()
  }

  static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root + "/" + path).map { Array($0) }
  }

  /// The inputs of a corpus that is kept beside the checkout, where it is there.
  static func sharedInputs(_ name: String) -> [[UInt8]] {
    guard
      let bytes = FileManager.default.contents(
        atPath: root + "/../shared/corpus/promql/\(name).json"
      ),
      let json = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any],
      let cases = json["cases"] as? [[String: Any]]
    else { return [] }
    return cases.compactMap { ($0["input"] as? String).map { Array($0.utf8) } }
  }
}

/// A hash that is the same in every run (FNV-1a).
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }
}

import Foundation
import SLODSL

/// Expressions of public rules and tests that servers accept; kept beside the checkout, not in it.
enum PublicExpressions {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/corpus/promql")

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func expressions(_ name: String) throws -> [[UInt8]] {
    let bytes = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let cases = json?["cases"] as? [[String: Any]] ?? []
    return cases.compactMap { ($0["input"] as? String).map { Array($0.utf8) } }
  }
}

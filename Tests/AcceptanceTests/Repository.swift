import Foundation

/// The repository that the tests are part of.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Files of `generated/prometheus` with an ending, sorted, relative to the root.
  static func generated(_ ending: String) throws -> [String] {
    let folder = "generated/prometheus"
    return try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
      .filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }
}

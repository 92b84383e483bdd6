import CommandSupport
import Foundation

/// Programs that are not part of the package.
enum Tool {
  /// Whether tests that need a program run: where it is installed, and in CI always, since there a
  /// missing program is a failure.
  static func isExpected(_ name: String) -> Bool {
    isInstalled(name) || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// A second Prometheus to test with, of the 3.x line.
  static let prometheus3 = ProcessInfo.processInfo.environment["PROMETHEUS3"]

  private static func isInstalled(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + name)
    }
  }
}

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

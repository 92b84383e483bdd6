import Foundation

/// Programs that are not part of the package.
package enum Tool {
  /// Whether tests that need a program run: where it is installed, and in CI always, since there a
  /// missing program is a failure.
  package static func isExpected(_ name: String) -> Bool {
    isInstalled(name) || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// A second Prometheus to test with, of the 3.x line.
  package static let prometheus3 = ProcessInfo.processInfo.environment["PROMETHEUS3"]

  /// The promtool that belongs to it.
  package static let promtool3 = ProcessInfo.processInfo.environment["PROMTOOL3"]

  private static func isInstalled(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + name)
    }
  }
}

import Foundation
import ServerSupport

/// Programs that are not part of the package.
enum Tool {
  /// Whether tests that need one of some programs run: where one is installed, and in CI always,
  /// since there a missing program is a failure.
  static func isExpected(_ names: [String]) -> Bool {
    ProcessInfo.processInfo.environment["CI"] == "true" || path(ofAny: names) != nil
  }

  static func path(ofAny names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// A real Alertmanager, by whatever name; where it is missing, starting it fails by that name.
  static let alertmanager = path(ofAny: AlertmanagerServer.programs) ?? "alertmanager"
}

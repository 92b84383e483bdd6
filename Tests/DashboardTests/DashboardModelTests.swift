import CommandSupport
import Foundation
import Testing

/// What slogen writes is what Grafana's own programs understand.
@Suite struct DashboardModelTests {
  /// Models of Grafana's SDK that `Tests/run` installs, one for each line of versions.
  private static let versions = ["10.4", "11.6", "current"]
  private static let tools = Repository.root + "/.build/test-tools"

  private static func isExpected(_ version: String) -> Bool {
    FileManager.default.fileExists(atPath: tools + "/grafana-sdk-" + version)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  @Test(
    .enabled(
      if: versions.allSatisfy(isExpected) && Tool.isExpected("python3"),
      "Tests/run has not installed Grafana's SDK"
    ),
    arguments: versions
  )
  func modelsLoseNothing(_ version: String) async throws {
    let files = try Repository.dashboards()
    #expect(!files.isEmpty)
    let outcome = try await Executable.run(
      script: "python3 Tests/DashboardTests/grafana_models.py \(files.joined(separator: " "))",
      in: Repository.root,
      environment: ["PYTHONPATH": Self.tools + "/grafana-sdk-" + version]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  /// Stricter schemas and lints than Grafana's own, where they stand beside the repository.
  private static let validator = Repository.root + "/../shared/schemas/validate.py"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator)
        && FileManager.default.fileExists(atPath: tools + "/jsonschema"),
      "there are no schemas beside the repository, or no jsonschema to read them"
    ),
    arguments: ["10.4", "11.6", "main"]
  )
  func schemasAgree(_ version: String) async throws {
    let files = try Repository.dashboards().joined(separator: " ")
    let outcome = try await Executable.run(
      // The expressions are read in other tests.
      script: "python3 '\(Self.validator)' --promtool '' --grafana \(version) \(files)",
      in: Repository.root,
      environment: ["PYTHONPATH": Self.tools + "/jsonschema"]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }
}

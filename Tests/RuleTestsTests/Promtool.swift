import Codegen
import Foundation

/// Runs promtool on generated files in a folder of its own.
struct Promtool {
  let path: String

  /// The promtool of this machine, or nil: then tests are skipped, except in CI, where they fail.
  static let installed: Promtool? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let path = folders.map { "\($0)/promtool" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    return path.map { Promtool(path: $0) }
  }()

  /// One of the 3.x line, where `PROMTOOL3` names it.
  static let version3 = ProcessInfo.processInfo.environment["PROMTOOL3"].map {
    Promtool(path: $0)
  }

  static let mayBeMissing = ProcessInfo.processInfo.environment["CI"] != "true"
  static let shouldRun = installed != nil || !mayBeMissing

  struct Result {
    let isSuccess: Bool
    let output: String
  }

  struct Missing: Error {}

  /// Writes the artifacts and tests every file of rule tests among them.
  static func test(_ artifacts: [Artifact], by promtool: Promtool? = installed) throws -> Result {
    guard let promtool else { throw Missing() }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("slogen-rule-tests-\(UUID().uuidString)")
    defer {
      if ProcessInfo.processInfo.environment["KEEP_RULE_TESTS"] == nil {
        try? FileManager.default.removeItem(at: folder)
      }
    }
    var tests: [String] = []
    for artifact in artifacts {
      let file = folder.appendingPathComponent(artifact.path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(artifact.bytes).write(to: file)
      if artifact.path.hasSuffix(".test.yml") { tests.append(artifact.path) }
    }
    return try promtool.run(["test", "rules"] + tests, in: folder)
  }

  private func run(_ arguments: [String], in folder: URL) throws -> Result {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      isSuccess: process.terminationStatus == 0,
      output: String(decoding: bytes, as: UTF8.self)
    )
  }
}

import Foundation

/// Prometheus' own judge of rule files.
enum Promtool {
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/promtool" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// A missing tool fails where everything must be proved, and is told elsewhere.
  static let isUsable = path != nil || ProcessInfo.processInfo.environment["CI"] == "true"

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the tool; what it prints is the failure.
  static func run(_ arguments: [String]) throws {
    guard let path else {
      throw Failure(description: "promtool is not installed: apt-get install prometheus")
    }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: output, as: UTF8.self))
    }
  }
}

extension Promtool {
  /// Tests rules with lines of `promql_expr_test` or whole tests, in a folder that is removed
  /// again.
  static func test(
    rules: [UInt8],
    _ expectations: [String],
    head: String = "  promql_expr_test:"
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "slogen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(rules).write(to: folder.appending(component: "rules.yml"))
    let lines = ["rule_files: [rules.yml]", "tests:", "- interval: 1m", head] + expectations
    let test = folder.appending(component: "test.yml")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: test)
    try run(["test", "rules", test.path()])
  }
}

import CommandSupport
import Foundation
import SLODSL

/// Alertmanager's own judge of configurations.
enum Amtool {
  /// Whether tests that need it run.
  static let isExpected = Tool.isExpected(["amtool"])

  /// That of the one that is installed.
  static func version() async throws -> AlertmanagerVersion {
    let outcome = try await Executable.run(script: "amtool --version 2>&1", in: "/")
    let words = outcome.standardOutput.split(separator: " ")
    let number = words.drop { $0 != "version" }.dropFirst().first ?? "0.0"
    let parts = number.split(separator: ".").compactMap { Int($0) }
    return AlertmanagerVersion(major: parts.first ?? 0, minor: parts.dropFirst().first ?? 0)
  }
}

/// A configuration in a file, and what amtool says of it.
struct CheckedConfiguration {
  private let folder: TemporaryFolder

  init(_ bytes: [UInt8], templates: [UInt8] = []) throws {
    folder = try TemporaryFolder()
    try folder.write(String(decoding: templates, as: UTF8.self), to: "slogen.tmpl")
    try folder.write(String(decoding: bytes, as: UTF8.self), to: "alertmanager.yml")
  }

  func check() async throws -> Executable.Outcome {
    try await Executable.run(
      script: "amtool check-config alertmanager.yml 2>&1",
      in: folder.path
    )
  }

  /// The receivers of alerts, each a line of the answer, in one run of the shell.
  func receivers(of alerts: [[String]]) async throws -> [[String]] {
    let lines = alerts.map { labels in
      "amtool config routes test --config.file=alertmanager.yml"
        + labels.map { " " + Self.quoted($0) }.joined()
    }
    let outcome = try await Executable.run(
      script: "set -e\n" + lines.joined(separator: "\n"),
      in: folder.path
    )
    guard outcome.exitCode == 0 else {
      throw Failure(description: outcome.standardError + outcome.standardOutput)
    }
    return outcome.standardOutput.split(separator: "\n").map { line in
      line.split(separator: ",").map(String.init)
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// `name="value"`, as amtool takes labels.
  static func matchers(of labels: [Label]) -> [String] {
    labels.map { label in
      let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(label.name)=\"\(value)\""
    }
  }

  /// A word for the shell.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

import CommandSupport
import Foundation
import TestSupport
import Testing

/// A real k6.
struct K6: Sendable, CustomTestStringConvertible {
  let path: String
  let testDescription: String

  /// The one that `Tests/run` installs.
  static let installed = K6(
    path: Repository.root + "/.build/test-tools/k6/bin/k6",
    testDescription: "1.1"
  )

  /// Another one to test with, such as that of the 2.x line.
  static let other = ProcessInfo.processInfo.environment["K6_OTHER"].map {
    K6(path: $0, testDescription: $0)
  }

  /// Those that are here.
  static let all: [K6] = [installed] + (other.map { [$0] } ?? [])

  /// Whether tests run it: where it is installed, and in CI always.
  static let isExpected =
    FileManager.default.isExecutableFile(atPath: installed.path)
    || ProcessInfo.processInfo.environment["CI"] == "true"

  /// What a run left behind.
  struct Outcome {
    let exitCode: Int32
    let output: String
    /// The summary, where there is one.
    let summary: Summary?
    let report: String
  }

  /// - Parameter environment: what `-e` sets.
  func run(
    _ script: String,
    _ environment: KeyValuePairs<String, String>
  ) async throws -> Outcome {
    let folder = try TemporaryFolder()
    try folder.write(script, to: "load.js")
    let settings = environment.map { "-e '\($0)=\($1)'" }.joined(separator: " ")
    let outcome = try await Executable.run(
      script: "'\(path)' run --address '' --quiet -e REPORT=report \(settings) load.js",
      in: folder.path,
      environment: ["K6_NO_USAGE_REPORT": "true"]
    )
    let json = try? folder.text("report.json")
    return Outcome(
      exitCode: outcome.exitCode,
      output: outcome.standardOutput + outcome.standardError,
      summary: try json.map { try JSONDecoder().decode(Summary.self, from: Data($0.utf8)) },
      report: (try? folder.text("report.md")) ?? ""
    )
  }

  /// The options that k6 derives from a script.
  func inspect(_ script: String, profile: String) async throws -> Requirements {
    let folder = try TemporaryFolder()
    try folder.write(script, to: "load.js")
    let outcome = try await Executable.run(
      script: "'\(path)' inspect --execution-requirements -e PROFILE=\(profile) load.js",
      in: folder.path,
      environment: ["K6_NO_USAGE_REPORT": "true"]
    )
    guard outcome.exitCode == 0 else { throw Refusal(description: outcome.standardError) }
    return try JSONDecoder().decode(
      Requirements.self,
      from: Data(outcome.standardOutput.utf8)
    )
  }

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }
}

/// What `k6 inspect --execution-requirements` says, as far as it is asked.
struct Requirements: Decodable {
  struct Scenario: Decodable {
    let executor: String
  }

  /// Text, or an object with the text and what its failure does.
  struct Rule: Decodable, Hashable {
    let text: String
    let ends: Bool

    private enum CodingKeys: String, CodingKey { case threshold, abortOnFail }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        (self.text, ends) = (text, false)
        return
      }
      let rule = try decoder.container(keyedBy: CodingKeys.self)
      text = try rule.decode(String.self, forKey: .threshold)
      ends = try rule.decodeIfPresent(Bool.self, forKey: .abortOnFail) ?? false
    }
  }

  let scenarios: [String: Scenario]
  /// By metric.
  let thresholds: [String: [Rule]]
  let maxVUs: Int
}

/// The summary of a run, as docs/LOAD-TESTS.md describes it.
struct Summary: Decodable {
  struct Times: Decodable {
    let p50: Double?
    let p95: Double?
    let p99: Double?
    let max: Double?
    private enum CodingKeys: String, CodingKey { case p50, p95, p99, max }
  }

  struct Traffic: Decodable {
    let requests: Int
    let perSecond: Double
    let plannedPerSecondAtEnd: Double
    let failed: Int
    let errorRatio: Double?
    let dropped: Int
    let milliseconds: Times
  }

  struct Objective: Decodable {
    let slo: String
    let group: [String: String]
    let scenario: String
    let objective: Double
    let withinMilliseconds: Double?
    let events: Int
    let bad: Int
    let ratio: Double?
    let requiredEvents: Int
    let atLeastWith95PercentConfidence: Double?
    let isShownWith95PercentConfidence: Bool
    let verdict: String
    let milliseconds: Times
  }

  struct Threshold: Decodable {
    let metric: String
    let rule: String
    let passed: Bool
  }

  let schema: String
  let service: String
  let load: String
  let profile: String
  let url: String
  let durationScale: Double
  let seconds: Double
  let passed: Bool
  let traffic: Traffic
  let objectives: [Objective]
  let thresholds: [Threshold]

  subscript(slo: String) -> Objective? { objectives.first { $0.slo == slo } }
}

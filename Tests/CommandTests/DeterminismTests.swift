import CommandSupport
import Foundation
import TestSupport
import Testing

/// The output depends on the specs alone.
@Suite struct DeterminismTests {
  /// How one run differs from another without asking for anything else.
  struct Surroundings: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Folders above the checkout.
    var place = "a"
    var environment: [String: String] = [:]
    var arguments = ""
    /// Whether files are made, and named, in the opposite order.
    var isReversed = false
  }

  private static let others: [Surroundings] = [
    Surroundings(testDescription: "another path", place: "some where/else"),
    Surroundings(
      testDescription: "another time zone, language and home",
      environment: ["TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "HOME": "/"]
    ),
    Surroundings(testDescription: "one job", arguments: "--jobs 1"),
    Surroundings(testDescription: "many jobs", arguments: "--jobs 64"),
    Surroundings(testDescription: "another order", isReversed: true),
    Surroundings(
      testDescription: "deterministic hashing",
      environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]
    ),
    Surroundings(testDescription: "random hashing again"),
  ]

  @Test(arguments: others)
  func surroundingsDoNotShow(_ surroundings: Surroundings) async throws {
    let first = try await Self.generate(in: Surroundings(testDescription: "as is"))
    let second = try await Self.generate(in: surroundings)
    #expect(first.count > 20, "there is something to compare")
    #expect(first == second)
  }

  /// Everything that a run prints and writes, one file after the other.
  private static func generate(in surroundings: Surroundings) async throws -> [String] {
    let folder = try TemporaryFolder()
    let checkout = folder.path + "/" + surroundings.place
    let manager = FileManager.default
    let specs = repository + "/specs"
    var files = (manager.enumerator(atPath: specs)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".slo") }.sorted()
    if surroundings.isReversed { files.reverse() }
    for file in files {
      let text = try String(contentsOfFile: specs + "/" + file, encoding: .utf8)
      try folder.write(text, to: surroundings.place + "/specs/" + file)
    }
    // A file with errors and a note makes the messages part of the comparison.
    let named = files.map { "'specs/\($0)'" }.joined(separator: " ")
    let script = """
      slogen generate \(surroundings.arguments) \(surroundings.isReversed ? named : "")
      echo "exit code $?"
      echo 'service' > specs/broken.slo
      slogen check \(surroundings.arguments) 2>&1
      find generated -type f | LC_ALL=C sort | while read -r file; do
        echo "== $file"
        cat "$file"
      done
      """
    let outcome = try await Executable.run(
      script: script,
      in: checkout,
      environment: surroundings.environment
    )
    return (outcome.standardOutput + outcome.standardError).split(separator: "\n").map(String.init)
  }

  private static let repository: String = {
    let parts = Corpus.root.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(2).joined(separator: "/")
  }()
}

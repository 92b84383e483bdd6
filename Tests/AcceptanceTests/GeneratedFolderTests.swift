import CommandSupport
import Testing

/// What is committed in `generated/` is what the specs say, and promtool agrees with it.
@Suite struct GeneratedFolderTests {
  @Test func regeneratingChangesNothing() async throws {
    let outcome = try await Executable.run(
      script: "slogen generate --check --color=never",
      in: Repository.root
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  @Test(.enabled(if: Tool.isExpected("promtool"), "promtool is not installed"))
  func promtoolAcceptsAllRules() async throws {
    let rules = try Repository.generated(".rules.yml")
    #expect(!rules.isEmpty)
    let outcome = try await Executable.run(
      script: "promtool check rules --lint=all --lint-fatal generated/prometheus/*.rules.yml 2>&1",
      in: Repository.root
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
  }

  @Test(
    .enabled(if: Tool.isExpected("promtool"), "promtool is not installed"),
    .timeLimit(.minutes(15))
  )
  func promtoolPassesAllRuleTests() async throws {
    try await Self.expectAllRuleTestsToPass(by: "promtool")
  }

  @Test(
    .enabled(if: Tool.promtool3 != nil, "PROMTOOL3 names no promtool 3.x"),
    .timeLimit(.minutes(15))
  )
  func promtoolOfVersion3PassesAllRuleTests() async throws {
    try await Self.expectAllRuleTestsToPass(by: Tool.promtool3 ?? "")
  }

  private static func expectAllRuleTestsToPass(by promtool: String) async throws {
    let tests = try Repository.generated(".test.yml")
    #expect(!tests.isEmpty)
    let clock = ContinuousClock()
    let start = clock.now
    // One file a run and a run for each processor; a failed run is repeated aloud.
    let outcome = try await Executable.run(
      script: """
        prove() {
          '\(promtool)' test rules "$1" > /dev/null 2>&1 || ! '\(promtool)' test rules "$1" 2>&1
        }
        export -f prove
        TIMEFORMAT=%U
        time printf '%s\\0' generated/prometheus/*.test.yml |
          xargs -0 -n 1 -P "$(nproc)" bash -c 'prove "$1"' -
        """,
      in: Repository.root
    )
    let processor = outcome.standardError.split(separator: "\n").last ?? "?"
    print(
      "\(promtool) test rules: \(tests.count) files in \(clock.now - start),"
        + " \(processor) s of processor time"
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput.suffix(20_000))")
  }
}

import CommandSupport
import Testing

/// Mutated inputs, the same in every run; `make fuzz` tries more of them.
@Suite struct FuzzTests {
  /// About half a minute each in a debug build. The corpus beside the checkout is left out, so that
  /// the inputs do not depend on it.
  @Test(arguments: [("promql", 30_000), ("spec", 1_500)])
  func mutatedInputsBreakNothing(_ what: String, _ count: Int) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Executable.run(
      script: "Fuzz what=\(what) count=\(count) seed=1 jobs=1 limit=60 shared=no",
      in: folder.path
    )
    print(outcome.standardOutput)
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    #expect(outcome.standardOutput.contains("\(what): \(count) inputs"))
  }
}

import CommandSupport
import Testing

/// Mutated inputs from one seed, as many as a minute allows; `make fuzz` tries more of them.
@Suite(.serialized) struct FuzzTests {
  /// Half a minute each. The corpus beside the checkout is left out, so that the inputs do not
  /// depend on it.
  @Test(arguments: [("promql", 1_000), ("spec", 100)])
  func mutatedInputsBreakNothing(_ what: String, _ least: Int) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Executable.run(
      script: "Fuzz what=\(what) seconds=30 seed=1 jobs=2 limit=60 shared=no",
      in: folder.path
    )
    print(outcome.standardOutput)
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    // `promql: 30000 inputs, …`
    let words = outcome.standardOutput.split(whereSeparator: \.isWhitespace)
    let count = words.firstIndex(of: "\(what):").flatMap { Int(words[$0 + 1]) }
    #expect((count ?? 0) >= least, "\(outcome.standardOutput)")
  }
}

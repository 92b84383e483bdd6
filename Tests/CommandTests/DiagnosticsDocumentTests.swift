import CommandSupport
import SLODSL
import TestSupport
import Testing

/// `docs/DIAGNOSTICS.md` is what `slogen explain --markdown` prints.
@Suite(.serialized) struct DiagnosticsDocumentTests {
  private static let path = Corpus.root + "/../../docs/DIAGNOSTICS.md"

  @Test func theDocumentIsInStep() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Executable.run(script: "slogen explain --markdown", in: folder.path)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    if Corpus.isBlessing { try TextFile.record(outcome.standardOutput, at: Self.path) }
    let recorded = String(decoding: try TextFile.read(Self.path), as: UTF8.self)
    guard recorded != outcome.standardOutput else { return }
    Issue.record(
      """
      docs/DIAGNOSTICS.md is not what the pages say (run with BLESS=1 to record):
      \(LineDifference.between(recorded, outcome.standardOutput))
      """
    )
  }

  /// GitHub shows no file of more than 512 KiB.
  @Test func theDocumentCanBeShown() throws {
    let text = String(decoding: try TextFile.read(Self.path), as: UTF8.self)
    #expect(text.utf8.count < 512 << 10)
    let missing = DiagnosticCode.allCases.filter {
      !text.contains("\n### \($0.rawValue): \($0.title)\n")
    }
    #expect(missing.isEmpty)
  }
}

import CommandSupport
import Foundation
import ServerSupport
import TestSupport
import Testing

/// Runs of `slogen alarm-test` with a real Alertmanager, as data: `NAME.sh` with what it printed.
///
/// A session starts in a new folder with the specs of `Corpus/alertmanager`.
@Suite(
  .enabled(if: Tool.isExpected(AlertmanagerServer.programs), "alertmanager is not installed"),
  .serialized
)
struct AlarmTestSessions {
  @Test(arguments: try Corpus("alarm-test", inputs: "sh").cases)
  func runsAsRecorded(_ session: Corpus.Case) async throws {
    let folder = try TemporaryFolder()
    try folder.copy(contentsOf: Corpus.root + "/alertmanager")
    let script = String(decoding: try session.bytes, as: UTF8.self)
    let outcome = try await Executable.run(script: script, in: folder.path)
    try session.expect(outcome.standardOutput.withoutVersion, as: "stdout")
    try session.expect(outcome.standardError, as: "stderr")
    try session.expect("\(outcome.exitCode)\n", as: "exit")
  }

  @Test func everyGoldenHasASession() throws {
    let stray = try Corpus("alarm-test", inputs: "sh")
      .goldensWithoutInput(endings: ["stdout", "stderr", "exit"])
    #expect(stray.isEmpty)
  }
}

extension String {
  /// With a word for the version of the Alertmanager that is installed.
  fileprivate var withoutVersion: String {
    replacing(/Alertmanager [0-9]+[.][0-9]+[.][0-9]+/, with: "Alertmanager VERSION")
  }
}

import CommandSupport
import Foundation
import TestSupport
import Testing

/// Sessions with the built executable, as data: `run.sh` with what it printed beside it.
///
/// A session starts in a new folder that holds the case's `files`, or those of `Corpus/cli-files`
/// when it has none. `slogen` is on the path. `run.tree` lists what is there afterwards.
@Suite struct TranscriptTests {
  private static let goldens = ["stdout", "stderr", "exit", "tree"]

  @Test(arguments: try Corpus("cli", inputs: "sh").cases)
  func runsAsRecorded(_ session: Corpus.Case) async throws {
    let folder = try TemporaryFolder()
    let files =
      session.path().split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/") + "/files"
    let exists = FileManager.default.fileExists(atPath: files)
    try folder.copy(contentsOf: exists ? files : Corpus.root + "/cli-files")

    let script = String(decoding: try session.bytes, as: UTF8.self)
    if script.contains("# not as root"), getuid() == 0 {
      print("skipped: \(session.name) needs a user whom permissions bind")
      return
    }
    let outcome = try await Executable.run(script: script, in: folder.path)
    try session.expect(outcome.standardOutput, as: "stdout")
    let error = outcome.standardError.replacing("\u{1B}", with: "\\e")
    try session.expect(error, as: "stderr")
    try session.expect("\(outcome.exitCode)\n", as: "exit")
    try session.expect(try folder.listing(), as: "tree")
  }

  @Test func everyGoldenHasASession() throws {
    let stray = try Corpus("cli", inputs: "sh").goldensWithoutInput(endings: Self.goldens)
    #expect(stray.isEmpty)
  }
}

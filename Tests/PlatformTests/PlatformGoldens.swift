import Codegen
import TestSupport
import Testing

/// What is written for clusters is as recorded; other suites ask others about it.
@Suite struct PlatformGoldens {
  @Test(arguments: try Corpus("platform").cases)
  func writesWhatIsRecorded(_ example: Corpus.Case) throws {
    try example.expect(try PlatformSpec(example).text, as: "objects")
  }

  /// Hostile texts and templates of charts read back as what was meant.
  @Test(arguments: try Corpus("platform").cases)
  func whatIsWrittenAgrees(_ example: Corpus.Case) throws {
    let spec = try PlatformSpec(example)
    let files = Generation.generate(from: spec.model).artifacts
    let report = FolderVerification.report(on: files, of: spec.model)
    #expect(report.disagreements.isEmpty, "\(report.disagreements)")
  }

  @Test func everyGoldenHasASpec() throws {
    #expect(try Corpus("platform").goldensWithoutInput(endings: ["objects"]).isEmpty)
  }

  @Test(arguments: try Corpus("platform").cases)
  func noTwoFilesHaveOnePath(_ example: Corpus.Case) throws {
    let paths = try PlatformSpec(example).artifacts.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(!paths.isEmpty)
  }
}

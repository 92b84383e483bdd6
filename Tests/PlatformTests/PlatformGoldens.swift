import Codegen
import TestSupport
import Testing

/// What is written for clusters is as recorded; other suites ask others about it.
@Suite struct PlatformGoldens {
  @Test(arguments: try Corpus("platform").cases)
  func writesWhatIsRecorded(_ example: Corpus.Case) throws {
    try example.expect(try PlatformSpec(example).text, as: "objects")
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

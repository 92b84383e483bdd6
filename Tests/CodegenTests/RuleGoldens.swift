import Codegen
import Foundation
import SLODSL
import Testing

/// What is generated for each example is recorded, and Prometheus agrees with what is recorded.
@Suite struct RuleGoldens {
  @Test(arguments: Example.all)
  func generatesWhatIsRecorded(_ example: Example) throws {
    let generation = Generation.generate(from: example.model)
    #expect(generation.diagnostics.isEmpty)
    let folder = Corpus.folder.appending(component: example.name)
    for artifact in generation.artifacts {
      let file = folder.appending(path: artifact.path)
      if Corpus.isRecording {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(artifact.bytes).write(to: file)
      }
      let recorded = try #require(try? Data(contentsOf: file), "no golden; record with BLESS=1")
      #expect(
        String(decoding: artifact.bytes, as: UTF8.self) == String(decoding: recorded, as: UTF8.self))
    }
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: folder.appending(component: "prometheus").path())
    #expect(
      Set(files.map { "prometheus/" + $0 }) == Set(generation.artifacts.map(\.path)),
      "a golden that nothing generates")
  }

  @Test func everyFolderBelongsToAnExample() throws {
    #expect(try Corpus.recordedNames() == Example.all.map(\.name).sorted())
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"), arguments: Example.all)
  func prometheusAcceptsIt(_ example: Example) throws {
    let folder = Corpus.folder.appending(components: example.name, "prometheus")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    #expect(!files.isEmpty)
    for file in files {
      try Promtool.run(
        ["check", "rules", "--lint=all", "--lint-fatal", folder.appending(component: file).path()])
    }
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"), arguments: Example.tested)
  func behavesAsPromised(_ example: Example) throws {
    let test = Corpus.folder.appending(components: example.name, "behaviour.test.yml")
    try Promtool.run(["test", "rules", test.path()])
  }
}

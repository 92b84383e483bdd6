import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// What is generated for each example is recorded, and Prometheus agrees with what is recorded.
@Suite struct RuleGoldens {
  @Test(arguments: Example.all)
  func generatesWhatIsRecorded(_ example: Example) throws {
    let generation = Generation.generate(from: example.model)
    #expect(generation.diagnostics.isEmpty)
    let folder = RecordedRules.folder.appending(component: example.name)
    // The tests of the rules are proved by running them.
    let artifacts = generation.artifacts.filter { $0.path.hasSuffix(".rules.yml") }
    for artifact in artifacts {
      let file = folder.appending(path: artifact.path)
      if Corpus.isBlessing {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(artifact.bytes).write(to: file)
      }
      let recorded = try #require(try? Data(contentsOf: file), "no golden; record with BLESS=1")
      let difference = LineDifference.between(
        String(decoding: recorded, as: UTF8.self),
        String(decoding: artifact.bytes, as: UTF8.self)
      )
      #expect(Array(recorded) == artifact.bytes, "\(artifact.path):\n\(difference)")
    }
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: folder.appending(component: "prometheus").path()
    )
    #expect(
      Set(files.map { "prometheus/" + $0 }) == Set(artifacts.map(\.path)),
      "a golden that nothing generates"
    )
  }

  @Test func everyFolderBelongsToAnExample() throws {
    #expect(try RecordedRules.names() == Example.all.map(\.name).sorted())
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"), arguments: Example.all)
  func prometheusAcceptsIt(_ example: Example) throws {
    let folder = RecordedRules.folder.appending(components: example.name, "prometheus")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    #expect(!files.isEmpty)
    for file in files {
      try Promtool.run(
        ["check", "rules", "--lint=all", "--lint-fatal", folder.appending(component: file).path()])
    }
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"), arguments: Example.tested)
  func behavesAsPromised(_ example: Example) throws {
    let test = RecordedRules.folder.appending(components: example.name, "behaviour.test.yml")
    try Promtool.run(["test", "rules", test.path()])
  }
}

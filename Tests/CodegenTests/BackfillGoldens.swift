import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// The rules of a backfill stand on raw samples alone, and promtool takes them.
@Suite struct BackfillGoldens {
  /// One of each kind of counts; what the others would show is in these.
  private static let recordedExamples: Set<String> = [
    "events-all-but", "events-by-route", "interval-5m", "latency", "latency-native",
    "queries-rewritten", "samples-forgotten", "samples-without-data",
  ]

  @Test(arguments: Example.all.filter { recordedExamples.contains($0.name) })
  func generatesWhatIsRecorded(_ example: Example) throws {
    let folder = RecordedRules.folder.appending(components: example.name, "backfill")
    let artifacts = Self.backfill(of: example.model).artifacts
    #expect(artifacts.count > 1)
    for artifact in artifacts {
      let file = folder.appending(path: artifact.path)
      if Corpus.isBlessing {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(artifact.bytes).write(to: file)
      }
      let recorded = try #require(try? Data(contentsOf: file), "no golden; record with BLESS=1")
      let difference = LineDifference.between(
        String(decoding: recorded, as: UTF8.self),
        String(decoding: artifact.bytes, as: UTF8.self)
      )
      #expect(Array(recorded) == artifact.bytes, "\(artifact.path):\n\(difference)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    #expect(Set(files) == Set(artifacts.map(\.path)), "a golden that nothing generates")
  }

  @Test func everyRecordedExampleExists() {
    #expect(Self.recordedExamples.isSubset(of: Set(Example.all.map(\.name))))
  }

  @Test(.enabled(if: Promtool.isUsable, "promtool is not installed"), arguments: Example.all)
  func prometheusAcceptsIt(_ example: Example) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "slogen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let backfill = Self.backfill(of: example.model)
    #expect(backfill.diagnostics.isEmpty)
    for artifact in backfill.artifacts where artifact.path.hasSuffix(".yml") {
      let file = folder.appending(component: artifact.path)
      try Data(artifact.bytes).write(to: file)
      try Promtool.run(["check", "rules", "--lint=all", "--lint-fatal", file.path()])
    }
  }

  /// A run does not see what its own rules record, so they may only ask whether it is there.
  @Test(arguments: Example.all)
  func countsReadNoCounts(_ example: Example) {
    for slo in example.model.services.flatMap(\.objectives) {
      let group = SLORulePlanner(slo: slo, in: example.model.project).backfilledCounts
      #expect(!group.rules.isEmpty)
      for case .recording(let rule) in group.rules {
        guard case .binary(let guarded) = rule.expression, guarded.operator == .unless else {
          Issue.record("\(rule.series) of \(group.name) would be counted twice")
          continue
        }
        let reads = guarded.left.everySelector.compactMap(\.name)
        #expect(!reads.contains { $0.hasPrefix("slo:") }, "\(rule.series) of \(group.name)")
      }
    }
  }

  private static func backfill(of model: Model) -> Generation {
    Backfill(of: model.services.flatMap(\.objectives), in: model.project).generation
  }
}

import Foundation
import SLODSL
import Testing

/// A model with a recorded outcome.
struct Example: Sendable, CustomTestStringConvertible {
  let name: String
  let model: Model

  var testDescription: String { name }

  static let all: [Example] = events + policies + samples + rulers + compact

  /// Those with a promtool test of what the rules do.
  static let tested = all.filter {
    FileManager.default.fileExists(
      atPath: RecordedRules.folder.appending(components: $0.name, "behaviour.test.yml").path()
    )
  }

  /// One service `checkout` with the SLOs.
  init(_ name: String, _ slos: ServiceLevelObjective..., project: Project = Project()) {
    self.name = name
    model = Model(
      project: project,
      services: [
        Service(
          name: "checkout",
          summary: "",
          details: "",
          owner: nil,
          runbook: nil,
          objectives: slos,
          origin: Built.nowhere
        )
      ],
      receivers: [],
      metrics: []
    )
  }
}

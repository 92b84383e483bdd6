import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// `helm: on`: whatever is written for a cluster, Helm renders to what is written without.
@Suite struct ChartTests {
  private static func objects(of specs: Model, areTemplates: Bool) -> [Artifact] {
    var project = specs.project
    project.ruleObjects = RuleObjects(namespace: "monitoring", areTemplates: areTemplates)
    project.routeForms = [.resource(.v1beta1)]
    let model = Model(
      project: project,
      services: specs.services,
      receivers: specs.receivers,
      intervals: specs.intervals,
      metrics: specs.metrics
    )
    return Generation.generate(from: model).artifacts.filter { $0.delivery == .object }
  }

  /// Helm renders charts with Go's templates, as amtool does.
  @Test(
    .enabled(if: Tool.isExpected("amtool"), "amtool is not installed"),
    arguments: try Corpus("platform").cases + Corpus("alertmanager").cases
  )
  func objectsComeOutAsTheyAre(_ example: Corpus.Case) async throws {
    let specs = try PlatformSpec(example).model
    let plain = Self.objects(of: specs, areTemplates: false)
    let templates = Self.objects(of: specs, areTemplates: true)
    #expect(plain.map(\.path) == templates.map(\.path) && !plain.isEmpty)
    let folder = try TemporaryFolder()
    for template in templates {
      try folder.write(String(decoding: template.bytes, as: UTF8.self), to: template.path)
    }
    let outcome = try await Executable.run(
      script: """
        echo '{{ define "unused" }}{{ end }}' > unused.tmpl
        for file in \(templates.map { "'\($0.path)'" }.joined(separator: " ")); do
          amtool template render --template.glob="$PWD/unused.tmpl" \
            --template.text="$(cat "$file")" > rendered || exit 1
          mv rendered "$file"
        done
        """,
      in: folder.path
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    for object in plain {
      let rendered = try folder.text(object.path).trimmingCharacters(in: .newlines)
      let expected = String(decoding: object.bytes, as: UTF8.self)
        .trimmingCharacters(in: .newlines)
      #expect(rendered == expected, "\(LineDifference.between(expected, rendered))")
    }
  }

  /// Not one kind is forgotten: what the objects say in `{{` is there, and escaped in all of them.
  @Test func everyKindIsEscaped() throws {
    var kinds: Set<String> = []
    for example in try Corpus("platform").cases + Corpus("alertmanager").cases {
      for object in Self.objects(of: try PlatformSpec(example).model, areTemplates: true) {
        let text = String(decoding: object.bytes, as: UTF8.self)
        let kind = text.split(separator: "\n").first { $0.hasPrefix("kind: ") }
        kinds.insert(kind.map { String($0.dropFirst("kind: ".count)) } ?? "")
        #expect(!text.replacing("{{ \"{{\" }}", with: "").contains("{{"), "\(object.path)")
      }
    }
    #expect(
      kinds.isSuperset(of: [
        "AlertmanagerConfig", "AnalysisTemplate", "Canary", "HorizontalPodAutoscaler",
        "MetricTemplate", "PodDisruptionBudget", "PrometheusRule", "ScaledObject",
        "ServiceMonitor",
      ]),
      "\(kinds.sorted())"
    )
  }
}

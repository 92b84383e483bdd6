import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// What kustomize makes of a generated folder are the objects and files in it.
@Suite(
  .enabled(
    if: Tool.isExpected("kubectl") && Tool.isExpected("python3")
      && GeneratedFolder.hasKubernetesValidate,
    "kubectl is not installed, or Tests/run has not installed kubernetes-validate"
  )
)
struct KustomizationTests {
  private static let reader = GeneratedFolder.root + "/Tests/PlatformTests/kustomized.py"

  /// The kubectl that is installed, and the one that `KUBECTL2` names.
  private static let programs =
    ["kubectl"] + [ProcessInfo.processInfo.environment["KUBECTL2"]].compactMap(\.self)

  /// What differs between a folder and what is built of it; warnings count.
  private static func difference(_ folder: String, in namespace: String?) async throws -> String {
    var text = ""
    let scratch = try TemporaryFolder()
    for program in programs {
      let outcome = try await Executable.run(
        script: """
          set -e
          '\(program)' kustomize '\(folder)' > built 2> warnings
          cat warnings
          python3 '\(reader)' '\(folder)' built \(namespace ?? "")
          """,
        in: scratch.path,
        environment: ["PYTHONPATH": GeneratedFolder.kubernetesValidate]
      )
      if outcome.exitCode != 0 { text += try scratch.text("warnings") + outcome.standardError }
      text += outcome.standardOutput
    }
    return text
  }

  /// Differences in a folder of everything that is generated from a model.
  private static func difference(ofAll model: Model) async throws -> String {
    let folder = try TemporaryFolder()
    let artifacts = Generation.generate(from: model).artifacts
    for artifact in artifacts {
      try folder.write(String(decoding: artifact.bytes, as: UTF8.self), to: artifact.path)
    }
    let lists = artifacts.map(\.path).filter { $0.hasSuffix("kustomization.yaml") }
    #expect(lists == ["grafana/kustomization.yaml", "kustomization.yaml"])
    let namespace = model.project.ruleObjects?.namespace
    return try await difference(folder.path, in: namespace)
      + difference(folder.path + "/grafana", in: namespace)
  }

  @Test(arguments: try Corpus("platform").cases + Corpus("alertmanager").cases)
  func objectsAndFilesComeOutAsTheyAre(_ example: Corpus.Case) async throws {
    let specs = try PlatformSpec(example).model
    var project = specs.project
    let namespace = project.ruleObjects?.namespace ?? "monitoring"
    project.ruleObjects = RuleObjects(namespace: namespace, labels: [Label("release", "y")])
    project.routeForms = [.configuration, .resource(.v1alpha1)]
    let model = Model(
      project: project,
      services: specs.services,
      receivers: specs.receivers,
      intervals: specs.intervals,
      metrics: specs.metrics
    )
    let difference = try await Self.difference(ofAll: model)
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: try Corpus("platform").cases)
  func chartsAreLeftToHelm(_ example: Corpus.Case) throws {
    let spec = try PlatformSpec(example)
    let isChart = spec.model.project.ruleObjects?.areTemplates ?? false
    let paths = Generation.generate(from: spec.model).artifacts.map(\.path)
    #expect(paths.contains("kustomization.yaml") == !isChart)
  }

  @Test(arguments: ["generated", "generated/grafana"])
  func whatIsGeneratedComesOutAsItIs(_ folder: String) async throws {
    let root = GeneratedFolder.root + "/" + folder
    // That of `operator(…)` in specs/project.slo.
    let difference = try await Self.difference(root, in: "monitoring")
    #expect(difference.isEmpty, "\(difference)")
  }
}

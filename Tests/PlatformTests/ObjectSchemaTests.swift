import Codegen
import CommandSupport
import Foundation
import TestSupport
import Testing

/// Objects are what Kubernetes, its operators and KEDA take.
@Suite struct ObjectSchemaTests {
  /// From the oldest with all that is written to the newest whose schemas there are.
  private static let versions = ["1.27", "1.37"]

  /// An unknown key is an error, a kind that it knows nothing of a warning, which would let
  /// anything through.
  private static func validate(_ files: String, in folder: String) async throws {
    for version in versions {
      let outcome = try await Executable.run(
        script: """
          python3 -m kubernetes_validate -k \(version) --strict \(files) 2>&1 | tee seen
          exit ${PIPESTATUS[0]}
          """,
        in: folder,
        environment: ["PYTHONPATH": GeneratedFolder.kubernetesValidate]
      )
      #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
      #expect(!outcome.standardOutput.contains("WARN"), "\(outcome.standardOutput)")
      #expect(outcome.standardOutput.contains("passed"), "\(outcome.standardOutput)")
    }
  }

  @Test(
    .enabled(
      if: GeneratedFolder.hasKubernetesValidate && Tool.isExpected("python3"),
      "Tests/run has not installed kubernetes-validate"
    ),
    arguments: try Corpus("platform").cases
  )
  func kubernetesTakesThem(_ example: Corpus.Case) async throws {
    let spec = try PlatformSpec(example)
    let own = spec.artifacts.filter { artifact in
      let text = String(decoding: artifact.bytes, as: UTF8.self)
      return ["autoscaling/v2", "policy/v1"].contains { text.contains("\napiVersion: \($0)\n") }
    }
    guard !own.isEmpty else { return }
    let files = own.map { "'\($0.path)'" }.joined(separator: " ")
    let folder = try spec.written()
    try await Self.validate(files, in: folder.path)
  }

  @Test(
    .enabled(
      if: GeneratedFolder.hasKubernetesValidate && Tool.isExpected("python3"),
      "Tests/run has not installed kubernetes-validate"
    )
  )
  func kubernetesTakesWhatIsGenerated() async throws {
    let folder = try TemporaryFolder()
    let names = try ["autoscaling", "disruption"].flatMap { kind in
      try GeneratedFolder.files(of: "generated/kubernetes/" + kind).filter { path in
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return !text.contains("keda.sh")
      }
    }
    #expect(names.count >= 4)
    try await Self.validate(names.map { "'\($0)'" }.joined(separator: " "), in: folder.path)
  }

  // MARK: Stricter schemas

  private static let validator = GeneratedFolder.root + "/../shared/schemas/validate.py"
  private static let schemaReader = GeneratedFolder.tools + "/jsonschema"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator)
        && FileManager.default.fileExists(atPath: schemaReader),
      "there are no schemas beside the repository, or no jsonschema to read them"
    ),
    arguments: try Corpus("platform").cases
  )
  func schemasAgree(_ example: Corpus.Case) async throws {
    let spec = try PlatformSpec(example)
    let files = spec.artifacts.map { "'\($0.path)'" }.joined(separator: " ")
    let folder = try spec.written()
    let outcome = try await Executable.run(
      script: "python3 '\(Self.validator)' \(files)",
      in: folder.path,
      environment: ["PYTHONPATH": Self.schemaReader]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: validator)
        && FileManager.default.fileExists(atPath: schemaReader),
      "there are no schemas beside the repository, or no jsonschema to read them"
    )
  )
  func schemasAgreeWithWhatIsGenerated() async throws {
    let folders = [
      "kubernetes/autoscaling", "kubernetes/disruption", "kubernetes/monitors", "canary",
    ]
    let files =
      try folders.flatMap { try GeneratedFolder.files(of: "generated/" + $0) }
      + [GeneratedFolder.root + "/generated/kubernetes/prometheus-adapter.yml"]
    let list = files.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try await Executable.run(
      script: "python3 '\(Self.validator)' \(list)",
      in: GeneratedFolder.root,
      environment: ["PYTHONPATH": Self.schemaReader]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }
}

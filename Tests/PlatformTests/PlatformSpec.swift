import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport

/// A spec of `Tests/Corpus/platform`, compiled, with what is written for clusters.
struct PlatformSpec {
  let model: Model
  let plans: Plans
  /// By path; rules as objects are left out, which others test.
  let artifacts: [Artifact]

  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  init(_ example: Corpus.Case) throws {
    let source = try example.source()
    let compilation = Compilation.compile([Parser.parse(source)], inputs: [])
    guard let model = compilation.model else {
      let renderer = DiagnosticRenderer(files: [source], style: .plain)
      throw Broken(description: renderer.render(compilation.diagnostics))
    }
    self.model = model
    plans = Plans(for: model)
    artifacts = Generation.generate(from: model).artifacts.filter {
      ["kubernetes/", "canary/"].contains(where: $0.path.hasPrefix)
        && !$0.path.hasPrefix("kubernetes/rules/")
    }
  }

  /// All files in one, each under its path.
  var text: String {
    artifacts.map { "=== \($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  /// The files in a folder, as objects: what Helm's templates yield where they are templates.
  func written() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for artifact in artifacts {
      var text = String(decoding: artifact.bytes, as: UTF8.self)
      if model.project.ruleObjects?.areTemplates ?? false {
        text = text.replacing("{{ \"{{\" }}", with: "{{")
      }
      try folder.write(text, to: artifact.path)
    }
    return folder
  }
}

/// Files that were written for the specs of the repository.
enum GeneratedFolder {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// The files of a folder, absolute, sorted.
  static func files(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted()
      .map { root + "/" + folder + "/" + $0 }
  }

  /// What `Tests/run` installs for Python.
  static let tools = root + "/.build/test-tools"

  /// Brings PyYAML along.
  static let kubernetesValidate = tools + "/kubernetes-validate"

  static var hasKubernetesValidate: Bool {
    FileManager.default.fileExists(atPath: kubernetesValidate)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }
}

import Codegen
import Foundation
import SLODSL
import TestSupport

/// Scripts of specs.
struct LoadScripts {
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// The text of a script, and what it carries out.
  struct Script {
    let text: String
    let plan: LoadPlan
    let path: String

    var profiles: [LoadProfile.Kind] { plan.profiles.map(\.profile.kind) }
  }

  let scripts: [Script]

  init(_ spec: Corpus.Case) throws { try self.init([try spec.source()]) }

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    try self.init([SourceFile(id: FileID(0), path: "test.slo", bytes: bytes)])
  }

  private init(_ sources: [SourceFile]) throws {
    let compilation = Compilation.compile(sources.map(Parser.parse), inputs: [])
    guard let model = compilation.model else {
      throw Mistake(description: compilation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    let plans = Plans(for: model)
    scripts = zip(K6Backend.artifacts(for: plans), plans.loads).map { artifact, plan in
      Script(text: String(decoding: artifact.bytes, as: UTF8.self), plan: plan, path: artifact.path)
    }
  }

  /// The specs of this repository.
  static func ofRepository() throws -> LoadScripts {
    let folder = Repository.root + "/specs"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".slo") }.sorted()
    let sources = try names.enumerated().map { index, name in
      SourceFile(id: FileID(index), path: name, bytes: try TextFile.read(folder + "/" + name))
    }
    return try LoadScripts(sources)
  }

  /// The scripts of all specs that tests have.
  static func all() throws -> [Script] {
    try Corpus("load-tests").cases.flatMap { try LoadScripts($0).scripts }
      + LoadScripts.ofRepository().scripts
  }
}

/// The repository that the tests are part of.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()
}

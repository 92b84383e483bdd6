import Codegen
import Foundation
import SLODSL
import TestSupport

/// Models of specs, and the dashboards that are made of them.
struct SpecModel {
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  let model: Model

  /// One spec of the corpus.
  init(_ spec: Corpus.Case) throws {
    try self.init([try spec.source()])
  }

  private init(_ sources: [SourceFile]) throws {
    let compilation = Compilation.compile(sources.map(Parser.parse), inputs: [])
    guard let model = compilation.model else {
      throw Mistake(description: compilation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    self.model = model
  }

  /// The specs of this repository, as the command line compiles them.
  static func ofRepository() throws -> SpecModel {
    let folder = Repository.root + "/specs"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".slo") }.sorted()
    let sources = try names.enumerated().map { index, name in
      SourceFile(id: FileID(index), path: name, bytes: try TextFile.read(folder + "/" + name))
    }
    return try SpecModel(sources)
  }

  var dashboards: [ReadDashboard] {
    get throws {
      try GrafanaBackend.artifacts(for: Plans(for: model)).map { try ReadDashboard($0) }
    }
  }
}

/// The repository that the tests are part of.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// The generated dashboards, relative to the root, sorted.
  static func dashboards() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root + "/generated/grafana")
      .filter { $0.hasSuffix(".json") }.sorted().map { "generated/grafana/" + $0 }
  }
}

import Foundation
import TestSupport

/// The goldens and behaviour tests of the generator, outside the target.
enum RecordedRules {
  static let folder = URL(filePath: Corpus.root).appending(component: "codegen-model")

  /// The folders that hold goldens.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { !$0.hasPrefix(".") }.sorted()
  }
}

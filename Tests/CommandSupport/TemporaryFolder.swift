package import Foundation

/// A folder that goes with its last reference.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("slogen-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A new file, open for writing.
  package func open(_ name: String) throws -> FileHandle {
    try write("", to: name)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
  }

  package func text(_ name: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    return String(decoding: data, as: UTF8.self)
  }

  /// Writes a file and makes the folders that it stands in.
  package func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  /// Copies what a folder holds.
  package func copy(contentsOf folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: path + "/" + name)
    }
  }

  /// Every path, sorted, one a line: `a/b.yml`, `empty/`, `link -> target`.
  package func listing() throws -> String {
    let paths = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    var lines: [String] = []
    for relative in paths.sorted() {
      let full = path + "/" + relative
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink?:
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: full)
        lines.append("\(relative) -> \(target)")
      case .typeDirectory?:
        if try FileManager.default.contentsOfDirectory(atPath: full).isEmpty {
          lines.append(relative + "/")
        }
      default: lines.append(relative)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

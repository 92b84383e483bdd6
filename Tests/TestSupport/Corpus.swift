package import SLODSL
package import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of cases under `Tests/Corpus`: inputs with their goldens beside them.
///
/// A golden is the input's path with another ending. `BLESS=1` in the environment records goldens;
/// otherwise they are compared. A folder without cases and a golden without an input are mistakes.
package struct Corpus: Sendable {
  /// The folder, absolute.
  package let folder: String
  /// Every input in the folder and its subfolders, by name.
  package let cases: [Case]
  private let inputEnding: String

  /// `Corpus("parse/ok")`; throws when the folder has no input.
  package init(_ folder: String, inputs inputEnding: String = "slo") throws {
    let root = Self.root + "/" + folder
    let files = Self.files(under: root, prefix: "")
    self.folder = root
    self.inputEnding = inputEnding
    cases = files.filter { $0.hasSuffix("." + inputEnding) }
      .map { file in
        let name = String(file.dropLast(inputEnding.utf8.count + 1))
        return Case(name: name, folder: root, ending: inputEnding)
      }
    guard !cases.isEmpty else { throw EmptyCorpus(folder: folder) }
  }

  /// Goldens that no input stands beside: a renamed or deleted case left them.
  package func goldensWithoutInput(endings: [String]) -> [String] {
    let inputs = Set(cases.map(\.name))
    return Self.files(under: folder, prefix: "").filter { file in
      endings.contains { ending in
        let name = String(file.dropLast(ending.utf8.count + 1))
        return file.hasSuffix("." + ending) && !inputs.contains(name)
      }
    }
  }

  /// The repository's `Tests/Corpus`.
  package static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(2).joined(separator: "/") + "/Corpus"
  }()

  /// Whether this run records goldens.
  package static let isBlessing = setting("BLESS") == "1"

  /// What the environment says about a run of the tests.
  package static func setting(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func files(under folder: String, prefix: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name in
      var status = stat()
      let path = folder + "/" + name
      guard stat(path, &status) == 0 else { return [String]() }
      return status.st_mode & S_IFMT == S_IFDIR
        ? files(under: path, prefix: prefix + name + "/") : [prefix + name]
    }
  }
}

/// A corpus folder that is missing or holds no input.
package struct EmptyCorpus: Error, CustomStringConvertible {
  package let folder: String
  package var description: String { "Tests/Corpus/\(folder) holds no case" }
}

extension Corpus {
  /// One input.
  package struct Case: Sendable, CustomTestStringConvertible {
    /// The path below the folder without its ending.
    package let name: String
    fileprivate let folder: String
    fileprivate let ending: String

    package var testDescription: String { name }

    /// The absolute path of the input, or of what stands beside it with another ending.
    package func path(_ ending: String? = nil) -> String {
      folder + "/" + name + "." + (ending ?? self.ending)
    }

    package var bytes: [UInt8] {
      get throws { try TextFile.read(path()) }
    }

    /// The input as the front end takes it, under its short name.
    package func source(id: Int = 0) throws -> SourceFile {
      SourceFile(id: FileID(id), path: name + "." + ending, bytes: try bytes)
    }

    /// What is recorded with an ending, or nil when nothing is.
    package func golden(_ ending: String) -> String? {
      guard let bytes = try? TextFile.read(path(ending)) else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Compares text with the golden of that ending, or records it when blessing.
    ///
    /// Empty text stands for "no golden": a case without diagnostics has no `.stderr`.
    package func expect(
      _ text: String, as ending: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      if Corpus.isBlessing {
        try TextFile.record(text, at: path(ending))
        return
      }
      let recorded = golden(ending) ?? ""
      guard recorded != text else { return }
      Issue.record(
        """
        \(name).\(ending) differs from what is recorded (run with BLESS=1 to record):
        \(LineDifference.between(recorded, text))
        """, sourceLocation: sourceLocation)
    }
  }
}

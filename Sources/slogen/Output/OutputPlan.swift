import Codegen
import SLODSL

/// What a run has to do in the output folder so that it holds the artifacts and nothing stale.
struct OutputPlan: Sendable {
  /// A file that differs from what the specs ask for.
  struct Change: Sendable {
    let path: OutputPath
    /// Nil where there is no such file.
    let old: [UInt8]?
    /// Nil where no spec asks for the file any more.
    let new: [UInt8]?
  }

  /// By path.
  private(set) var changes: [Change] = []
  private(set) var unchanged = 0
  /// Why the run must not write.
  private(set) var problems: [Diagnostic] = []
  /// The record of the folder once the changes are made.
  private(set) var manifest = Manifest()
  /// Whether the record of the folder is not yet that.
  private(set) var isManifestStale = false
  private let root: String
  private let isForced: Bool

  /// Compares the artifacts with what is there.
  ///
  /// - Parameters:
  ///   - root: the path of the folder, for messages.
  ///   - isForced: whether files that slogen did not write, or that were edited since, may go.
  ///   - entry: what stands at a path below the folder.
  init(
    for artifacts: [Artifact],
    in root: String,
    isForced: Bool,
    entry: (OutputPath) throws(FileError) -> OpenFolder.Entry
  ) {
    self.root = root
    self.isForced = isForced
    var recorded = Manifest()
    do throws(FileError) {
      recorded = try readManifest(entry)
      for artifact in artifacts.sorted(by: { FileSystem.bytewise($0.path, $1.path) }) {
        try plan(artifact, recorded: recorded, entry)
      }
      for path in recorded.paths where manifest.hashes[path] == nil {
        try planRemoval(of: path, hash: recorded.hashes[path] ?? "", entry)
      }
    } catch {
      problems.append(.unsafeOutput(error))
    }
    isManifestStale = recorded != manifest
    changes.sort { FileSystem.bytewise($0.path.text, $1.path.text) }
  }

  private mutating func readManifest(
    _ entry: (OutputPath) throws(FileError) -> OpenFolder.Entry
  ) throws(FileError) -> Manifest {
    guard let path = OutputPath(Manifest.fileName) else { return Manifest() }
    let shown = root + "/" + Manifest.fileName
    switch try entry(path) {
    case .absent: return Manifest()
    case .file(let bytes):
      let manifest = Manifest(reading: bytes)
      if let line = manifest.damagedLines.first, !isForced {
        problems.append(.damagedManifest(shown, line: line))
      }
      return manifest
    case .folder, .link, .other:
      throw FileError(path: shown, reason: "it is not a regular file")
    }
  }

  private mutating func plan(
    _ artifact: Artifact,
    recorded: Manifest,
    _ entry: (OutputPath) throws(FileError) -> OpenFolder.Entry
  ) throws(FileError) {
    let shown = root + "/" + artifact.path
    guard let path = OutputPath(artifact.path), manifest.hashes[artifact.path] == nil,
      artifact.path != Manifest.fileName
    else {
      throw FileError(path: shown, reason: "the path is no place for a generated file")
    }
    manifest.record(ContentHash.of(artifact.bytes), for: artifact.path)
    switch try entry(path) {
    case .absent:
      changes.append(Change(path: path, old: nil, new: artifact.bytes))
    case .file(artifact.bytes):
      unchanged += 1
    case .file(let old):
      let notes = artifact.keepsNotes ? AuthorNotes(in: old) : nil
      let new = notes?.placed(in: artifact.bytes) ?? artifact.bytes
      guard new != old else {
        unchanged += 1
        return
      }
      let generated = notes?.withoutNotes ?? old
      if let edit = edit(of: generated, recordedAs: recorded.hashes[artifact.path]) {
        problems.append(.wouldOverwrite(shown, edit))
      }
      changes.append(Change(path: path, old: old, new: new))
    case .folder, .other:
      throw FileError(path: shown, reason: "something else is in the way")
    case .link:
      throw FileError(path: shown, reason: "it is a symbolic link")
    }
  }

  private mutating func planRemoval(
    of text: String,
    hash: String,
    _ entry: (OutputPath) throws(FileError) -> OpenFolder.Entry
  ) throws(FileError) {
    // What is no file, or cannot be reached without following a link, was not written by slogen.
    guard let path = OutputPath(text), case .file(let old)? = try? entry(path) else { return }
    if edit(of: old, recordedAs: hash) != nil {
      problems.append(.wouldRemove(root + "/" + text))
    }
    changes.append(Change(path: path, old: old, new: nil))
  }

  /// Who else changed a file; nil where nobody did or where it does not matter.
  private func edit(of bytes: [UInt8], recordedAs hash: String?) -> ForeignEdit? {
    guard !isForced else { return nil }
    guard let hash else { return .notWritten }
    return ContentHash.of(bytes) == hash ? nil : .editedSince
  }
}

/// How a file came to differ from what slogen wrote.
enum ForeignEdit: Hashable, Sendable {
  /// slogen has no record of the file.
  case notWritten
  /// slogen wrote it, and then it changed.
  case editedSince
}

import Codegen
import SLODSL

/// The folder that generated files go to.
///
/// A run changes all of it or nothing: what is new is written beside the old files first, and only
/// when everything is on disk do the files take their names, one rename each.
struct OutputFolder: ~Copyable {
  private let folder: OpenFolder

  /// Opens the folder, and waits for other runs to leave it.
  init(lockingAt path: String) throws(FileError) {
    folder = try OpenFolder.open(path)
    folder.lock()
  }

  /// Compares a folder with the artifacts without touching anything; it may be missing.
  static func plan(comparing artifacts: [Artifact], with path: String) throws(FileError)
    -> OutputPlan
  {
    let folder: OpenFolder
    do throws(FileError) {
      folder = try OpenFolder.open(path)
    } catch {
      guard error.isAbsent else { throw error }
      return OutputPlan(for: artifacts, in: path, isForced: true) { _ in .absent }
    }
    return plan(artifacts, in: folder, isForced: true)
  }

  func plan(_ artifacts: [Artifact], isForced: Bool) -> OutputPlan {
    Self.plan(artifacts, in: folder, isForced: isForced)
  }

  private static func plan(
    _ artifacts: [Artifact],
    in folder: borrowing OpenFolder,
    isForced: Bool
  ) -> OutputPlan {
    OutputPlan(for: artifacts, in: folder.path, isForced: isForced) {
      path throws(FileError) in try entry(path, in: folder)
    }
  }

  private static func entry(
    _ path: OutputPath,
    in folder: borrowing OpenFolder
  ) throws(FileError) -> OpenFolder.Entry {
    do throws(FileError) {
      return try within(folder, path.folders[...]) { inner throws(FileError) in
        try inner.entry(path.name)
      }
    } catch {
      guard error.isAbsent else { throw error }
      return .absent
    }
  }

  /// Runs with the folder that a chain of names leads to; chains are short, see `OutputPath`.
  private static func within<Result>(
    _ folder: borrowing OpenFolder,
    _ names: ArraySlice<String>,
    _ body: (borrowing OpenFolder) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    guard let name = names.first else { return try body(folder) }
    return try within(try folder.folder(name), names.dropFirst(), body)
  }
}

extension OutputFolder {
  /// Writes what the plan says beside the files of now.
  ///
  /// Returns the files that wait for their names.
  ///
  /// When one cannot be written, all of them go: the folder is as before.
  func stage(_ plan: OutputPlan) throws(FileError) -> [OutputPath] {
    var staged: [OutputPath] = []
    var made: [OutputPath] = []
    do throws(FileError) {
      for change in plan.changes {
        guard let bytes = change.new else { continue }
        made += try makeFolders(of: change.path)
        try stage(bytes, for: change.path)
        staged.append(change.path)
      }
      if let path = OutputPath(Manifest.fileName), try isChanged(plan.manifest, at: path) {
        try stage(plan.manifest.bytes, for: path)
        // Last to take its name: a run that dies before leaves a record of the files before.
        staged.append(path)
      }
    } catch {
      for path in staged { try? inFolder(of: path) { try? $0.remove(path.stagedName) } }
      for path in made.reversed() {
        try? inFolder(of: path) { _ = $0.removeEmptyFolder(path.name) }
      }
      throw error
    }
    return staged
  }

  /// Removes the files that the plan removes, and gives the staged ones their names.
  func commit(_ staged: [OutputPath], of plan: OutputPlan) throws(FileError) {
    for change in plan.changes where change.new == nil { try remove(change.path) }
    for path in staged {
      try inFolder(of: path) { folder throws(FileError) in
        try folder.rename(path.stagedName, to: path.name)
      }
    }
  }

  private func isChanged(_ manifest: Manifest, at path: OutputPath) throws(FileError) -> Bool {
    try Self.entry(path, in: folder) != .file(manifest.bytes)
  }

  private func stage(_ bytes: [UInt8], for path: OutputPath) throws(FileError) {
    do throws(FileError) {
      try inFolder(of: path) { folder throws(FileError) in
        try folder.write(bytes, to: path.stagedName)
      }
    } catch {
      // The user knows the file by the name that it was about to get.
      throw error.renamed(folder.path + "/" + path.text)
    }
  }

  /// Removes a file and the folders that it leaves empty.
  private func remove(_ path: OutputPath) throws(FileError) {
    try inFolder(of: path) { folder throws(FileError) in try folder.remove(path.name) }
    for depth in stride(from: path.folders.count, to: 0, by: -1) {
      let isGone = try Self.within(folder, path.folders.prefix(depth - 1)) {
        $0.removeEmptyFolder(path.folders[depth - 1])
      }
      if !isGone { return }
    }
  }

  /// Makes the folders that a file stands in.
  ///
  /// Returns those that were missing, outer ones first.
  private func makeFolders(of path: OutputPath) throws(FileError) -> [OutputPath] {
    var made: [OutputPath] = []
    for depth in path.folders.indices {
      let name = path.folders[depth]
      let isNew = try Self.within(folder, path.folders.prefix(depth)) {
        folder throws(FileError) in try folder.makeFolder(name)
      }
      let text = path.folders[...depth].joined(separator: "/")
      if isNew, let folder = OutputPath(text) { made.append(folder) }
    }
    return made
  }

  private func inFolder<Result>(
    of path: OutputPath,
    _ body: (borrowing OpenFolder) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try Self.within(folder, path.folders[...], body)
  }
}

extension OutputPath {
  /// The name of the file until it is complete; hidden, so that no `rule_files` pattern finds it.
  fileprivate var stagedName: String { ".\(name).slogen-new" }
}

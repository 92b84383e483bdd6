import Codegen
import SLODSL

/// Artifacts written into a folder, all or none.
struct FolderUpdate {
  /// Nil where the folder could not even be read.
  let plan: OutputPlan?
  /// Why nothing, or not everything, was written.
  let problems: [Diagnostic]

  private init(_ plan: OutputPlan?, _ problems: [Diagnostic]) {
    self.plan = plan
    self.problems = problems
  }

  /// The folder as an option names it.
  static func root(_ path: String, of command: Command) throws(Misuse) -> String {
    if path.isEmpty { throw Misuse("the path of --out is empty", command: command) }
    // Folding drops a last slash, behind which the system would follow a link.
    let folded = ImportPath.resolve(path, from: "")
    return folded.isEmpty ? "." : folded
  }

  /// What would change; touches nothing.
  static func comparison(of artifacts: [Artifact], with root: String) -> FolderUpdate {
    do throws(FileError) {
      let plan = try OutputFolder.plan(comparing: artifacts, with: root)
      return FolderUpdate(plan, plan.problems)
    } catch {
      return FolderUpdate(nil, [.unsafeOutput(error)])
    }
  }

  /// Writes what differs and removes what is stale.
  ///
  /// - Parameters:
  ///   - isForced: whether files that slogen did not write, or that were edited since, may go.
  static func write(_ artifacts: [Artifact], to root: String, isForced: Bool) -> FolderUpdate {
    let note = "no file was changed"
    let made: [String]
    do throws(FileError) {
      made = try OpenFolder.make(root)
    } catch {
      return FolderUpdate(nil, [.unwritable(error, note: note)])
    }
    let folder: OutputFolder
    do throws(FileError) {
      folder = try OutputFolder(lockingAt: root)
    } catch {
      return FolderUpdate(nil, [.unsafeOutput(error)])
    }
    let plan = folder.plan(artifacts, isForced: isForced)
    guard plan.problems.isEmpty else { return FolderUpdate(plan, plan.problems) }
    let staged: [OutputPath]
    do throws(FileError) {
      staged = try folder.stage(plan)
    } catch {
      OpenFolder.unmake(made)
      return FolderUpdate(plan, [.unwritable(error, note: note)])
    }
    do throws(FileError) {
      try folder.commit(staged, of: plan)
    } catch {
      let note = "other files may be new: run slogen again"
      return FolderUpdate(plan, [.unwritable(error, note: note)])
    }
    return FolderUpdate(plan, [])
  }
}

extension OutputPlan {
  /// One line: `wrote 3 files, 7 unchanged, removed 1 in generated/`.
  func summary(in root: String) -> String {
    let removed = changes.count { $0.new == nil }
    let written = changes.count - removed
    var parts = ["wrote \(written.counted("file"))"]
    if unchanged > 0 { parts.append("\(unchanged) unchanged") }
    if removed > 0 { parts.append("removed \(removed)") }
    return parts.joined(separator: ", ") + " in \(root)/"
  }
}

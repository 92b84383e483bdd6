import SLODSL

/// What `slogen check --fix` does to specs: fix-its applied in memory, again and again until none
/// is left, and the files written at the end.
struct SpecFixes {
  /// Which fix-its are applied.
  enum Extent: Hashable, Sendable {
    /// Those that keep what was evidently meant.
    case safe
    /// One for each diagnostic that offers some.
    case all
  }

  /// Rounds of compiling and mending; each mistake may hide another one, but not for ever.
  private static let roundLimit = 20

  /// A fix-it that was applied.
  struct Applied {
    let path: String
    /// Line and column at which its diagnostic stood when it was applied, from 1.
    let place: (line: Int, column: Int)
    let code: DiagnosticCode
    let title: String
  }

  /// A file that changed.
  struct Change {
    let path: String
    let old: [UInt8]
    let new: [UInt8]
  }

  /// The specs as they are once everything is applied.
  private(set) var specs: CompiledSpecs
  private(set) var applied: [Applied] = []
  private(set) var changes: [Change] = []
  /// Files that have fix-its and lie outside of what was named, or behind a link out of it.
  private(set) var outside: [String] = []
  /// Fix-its that change the meaning and were not asked for.
  private(set) var reviewable = 0

  init(_ settings: CompileSettings, extent: Extent) {
    var fixed: [String: [UInt8]] = [:]
    var original: [String: [UInt8]] = [:]
    var seen: Set<[String: [UInt8]]> = [[:]]
    specs = CompiledSpecs(settings, generates: false, plansRules: true)
    let territory = EditableFiles(settings.specs)
    for _ in 0..<Self.roundLimit {
      let files = specs.files.map(\.file)
      let editable = files.filter { territory.contains($0.path) }
      let selection = FixItSelection(
        from: specs.diagnostics,
        includesReview: extent == .all,
        in: editable
      )
      if selection.choices.isEmpty { break }
      var next = fixed
      for file in editable {
        let bytes = selection.applied(to: file)
        guard bytes != file.bytes else { continue }
        if original[file.path] == nil { original[file.path] = file.bytes }
        next[file.path] = bytes
      }
      // Edits that undo each other would go on for ever.
      guard seen.insert(next).inserted else { break }
      applied += Self.applied(selection.choices, in: files)
      fixed = next
      specs = CompiledSpecs(settings, generates: false, plansRules: true, replacing: fixed)
    }
    changes = fixed.keys.sorted(by: FileSystem.bytewise).compactMap { path in
      guard let old = original[path], let new = fixed[path], old != new else { return nil }
      return Change(path: path, old: old, new: new)
    }
    countWhatIsLeft(extent, territory)
  }

  private static func applied(
    _ choices: [FixItSelection.Choice],
    in files: [SourceFile]
  ) -> [Applied] {
    let places = SourcePlaces(files, for: choices.map(\.diagnostic))
    return choices.compactMap { choice in
      guard let range = choice.diagnostic.range ?? choice.fixIt.edits.first?.range,
        let place = places.place(of: range)
      else { return nil }
      return Applied(
        path: place.path,
        place: (place.start.line, place.start.column),
        code: choice.diagnostic.code,
        title: choice.fixIt.title
      )
    }
  }

  private mutating func countWhatIsLeft(_ extent: Extent, _ territory: EditableFiles) {
    let files = specs.files.map(\.file)
    let foreign = files.filter { !territory.contains($0.path) }
    let possible = FixItSelection(
      from: specs.diagnostics,
      includesReview: extent == .all,
      in: files
    )
    let ids = Set(possible.choices.flatMap { $0.fixIt.edits.map(\.range.file) })
    outside = foreign.filter { ids.contains($0.id) }.map(\.path)
    guard extent == .safe else { return }
    let own = files.filter { territory.contains($0.path) }
    let offered = FixItSelection(from: specs.diagnostics, includesReview: true, in: own)
    reviewable = offered.choices.count
  }

  /// Writes what changed; stops at the first file that cannot be written.
  ///
  /// Returns the number of files that were written.
  func write() -> (written: Int, problem: Diagnostic?) {
    for (index, change) in changes.enumerated() {
      do throws(FileError) {
        guard try FileSystem.read(change.path) == change.old else {
          throw FileError(path: change.path, reason: "it changed while slogen read it")
        }
        try FileReplacement.write(change.new, to: change.path)
      } catch {
        let note = index == 0 ? "no file was changed" : "files named before it are mended"
        return (index, .unwritable(error, note: note))
      }
    }
    return (changes.count, nil)
  }
}

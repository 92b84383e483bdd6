import SLODSL

/// Specs read from disk: those named and all that they import.
struct LoadedSpecs: Sendable {
  /// By path, each once; the index of each is its `FileID`.
  let files: [SpecSyntax]
  /// What kept files from being read.
  let diagnostics: [Diagnostic]
}

/// Finds, reads and parses specs.
///
/// The result depends on the set of files alone: not on the order in which they are named, not on
/// the order in which a folder lists them, not on the number of jobs.
struct SpecLoader {
  static let suffix = ".slo"

  private let jobs: Int
  /// What files hold by path, in place of what is on disk.
  private let texts: [String: [UInt8]]
  private var parsed: [String: SpecSyntax] = [:]
  private var failures: [String: FileError] = [:]
  private var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - specs: files and folders as the user names them; empty for the default folder.
  ///   - texts: what files hold by path, in place of what is on disk.
  static func load(
    _ specs: [String],
    jobs: Int,
    replacing texts: [String: [UInt8]] = [:]
  ) -> LoadedSpecs {
    var loader = SpecLoader(jobs: jobs, texts: texts)
    return loader.load(specs)
  }

  /// The specs that are named, without what they import, in the order of their paths.
  static func named(_ specs: [String]) -> (paths: [String], diagnostics: [Diagnostic]) {
    var loader = SpecLoader(jobs: 1, texts: [:])
    let roots = loader.roots(of: specs)
    return (roots.sorted(by: FileSystem.bytewise), loader.diagnostics)
  }

  private init(jobs: Int, texts: [String: [UInt8]]) {
    self.jobs = jobs
    self.texts = texts
  }

  private mutating func load(_ specs: [String]) -> LoadedSpecs {
    let roots = roots(of: specs)
    var pending = roots
    while !pending.isEmpty {
      read(pending)
      pending = unreadImports(of: pending)
    }
    for path in roots.sorted(by: FileSystem.bytewise) {
      guard let failure = failures[path] else { continue }
      diagnostics.append(.unreadable(failure, importedAt: nil))
    }
    let files = renumbered()
    return LoadedSpecs(files: files, diagnostics: diagnostics + importProblems(in: files))
  }

  /// The files that were named and those in the folders that were named.
  private mutating func roots(of specs: [String]) -> Set<String> {
    var roots: Set<String> = []
    let named = specs.isEmpty ? [CompileSettings.defaultFolder] : specs
    for path in Set(named.map(Self.normalised)).sorted(by: FileSystem.bytewise) {
      do throws(FileError) {
        switch try FileSystem.kind(of: path) {
        case .folder:
          let files = try FileSystem.files(below: path, suffix: Self.suffix)
          if files.isEmpty { diagnostics.append(.noSpecs(in: path)) }
          roots.formUnion(files)
        case .file, .other:
          if path.hasSuffix(Self.suffix) {
            roots.insert(path)
          } else {
            diagnostics.append(
              .notASpec(path, because: "its name does not end in .slo", importedAt: nil)
            )
          }
        }
      } catch {
        if !error.isAbsent {
          diagnostics.append(.unreadable(error, importedAt: nil))
        } else if specs.isEmpty {
          diagnostics.append(.noDefaultSpecs(in: path))
        } else {
          diagnostics.append(.notFound(path, importedAt: nil, nearest: Self.neighbour(of: path)))
        }
      }
    }
    return roots
  }

  private mutating func read(_ paths: Set<String>) {
    let order = paths.sorted(by: FileSystem.bytewise)
    let results = Workers.map(order, jobs: jobs) { [texts] path -> Result<SpecSyntax, FileError> in
      do throws(FileError) {
        let bytes = if let text = texts[path] { text } else { try FileSystem.read(path) }
        return .success(Parser.parse(SourceFile(id: FileID(0), path: path, bytes: bytes)))
      } catch {
        return .failure(error)
      }
    }
    for (path, result) in zip(order, results) {
      switch result {
      case .success(let syntax): parsed[path] = syntax
      case .failure(let error): failures[path] = error
      }
    }
  }

  /// What files import that has not been tried yet.
  private func unreadImports(of paths: Set<String>) -> Set<String> {
    var found: Set<String> = []
    for path in paths {
      guard let syntax = parsed[path] else { continue }
      for target in ImportPath.targets(of: syntax)
      where parsed[target.path] == nil && failures[target.path] == nil
        && Self.reasonAgainst(importing: target.path) == nil
      {
        found.insert(target.path)
      }
    }
    return found
  }

  /// All files in the order of their paths, with the numbers of that order.
  ///
  /// A number is part of every range, so the files are parsed anew: which files there are is known
  /// only after the first time.
  private func renumbered() -> [SpecSyntax] {
    let paths = parsed.keys.sorted(by: FileSystem.bytewise)
    let numbered = paths.enumerated().compactMap { index, path in
      parsed[path].map { (FileID(index), $0) }
    }
    return Workers.map(numbered, jobs: jobs) { id, syntax in
      if syntax.file.id == id { return syntax }
      return Parser.parse(SourceFile(id: id, path: syntax.file.path, bytes: syntax.file.bytes))
    }
  }

  /// Imports that lead nowhere, each at its own place.
  private func importProblems(in files: [SpecSyntax]) -> [Diagnostic] {
    files.flatMap { file in
      ImportPath.targets(of: file).compactMap { path, range in
        if let reason = Self.reasonAgainst(importing: path) {
          return .notASpec(path, because: reason, importedAt: range)
        }
        guard let failure = failures[path] else { return nil }
        return failure.isAbsent
          ? .notFound(path, importedAt: range, nearest: Self.neighbour(of: path))
          : .unreadable(failure, importedAt: range)
      }
    }
  }

  private static func reasonAgainst(importing path: String) -> String? {
    if path.utf8.contains(0) { return "its name holds a NUL character" }
    return path.hasSuffix(suffix) ? nil : "its name does not end in .slo"
  }

  /// The path by which a file is known: relative to where slogen runs if it lies below, without `.`
  /// and `..` where they can be folded.
  private static func normalised(_ path: String) -> String {
    let folded = ImportPath.resolve(path, from: "")
    guard folded.hasPrefix("/"), let here = FileSystem.currentFolder() else {
      return folded.isEmpty ? "." : folded
    }
    if folded == here { return "." }
    return folded.hasPrefix(here + "/") ? String(folded.dropFirst(here.utf8.count + 1)) : folded
  }

  /// A spec in the same folder with nearly the same name.
  private static func neighbour(of path: String) -> String? {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let folder = slash.map { String(path[...$0]) } ?? ""
    guard let names = try? FileSystem.names(in: folder.isEmpty ? "." : folder) else { return nil }
    let specs = names.filter { $0.hasSuffix(suffix) }.sorted(by: FileSystem.bytewise)
    return EditDistance.nearest(to: name, among: specs).map { folder + $0 }
  }
}

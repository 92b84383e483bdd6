import Codegen
import SLODSL

/// `slogen catalog`: what exporters expose, as declarations that specs import.
struct CatalogCommand {
  private let pages: [String]
  /// The catalog to write or update; nil to print a new one.
  private let path: String?
  private let domains: LabelDomains
  private let targets: Int?
  private let patterns: [NamePattern]
  private let colour: Terminal.ColourChoice

  init(_ invocation: Invocation) throws(Misuse) {
    pages = invocation.options[.from] ?? []
    if pages.isEmpty {
      throw Misuse("catalog reads a saved page: --from metrics.txt", command: .catalog)
    }
    path = invocation.value(of: .out)
    if let path, !path.hasSuffix(SpecLoader.suffix) {
      throw Misuse("the catalog '\(path)' does not end in .slo", command: .catalog)
    }
    domains = invocation.has(.closed) ? .closed : .open
    targets = try invocation.value(of: .targets).map { (text) throws(Misuse) in
      guard let count = Int(text), count > 0 else {
        let shown = DisplayWidth.printable(text)
        throw Misuse("'--targets \(shown)' is no number of at least 1", command: .catalog)
      }
      return count
    }
    patterns = invocation.operands.map(NamePattern.init)
    colour = try CompileSettings(invocation).colour
  }

  func run(_ output: inout Output) -> ExitCode {
    var files: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    let families = readPages(&files, &diagnostics)
    let catalog = readCatalog(&files, &diagnostics)
    guard let catalog, !diagnostics.containsErrors else {
      return finish(files, diagnostics, .problems, &output)
    }
    let chosen = families.filter { isChosen($0.series) }
    let update = CatalogUpdate.update(catalog, with: chosen, domains: domains, targets: targets)
    diagnostics += update.diagnostics
    guard let path else {
      output.show(String(decoding: update.bytes, as: UTF8.self))
      return finish(files, diagnostics, .fine, &output)
    }
    if update.bytes != catalog.file.bytes {
      do throws(FileError) {
        try FileReplacement.write(update.bytes, to: path)
      } catch {
        diagnostics.append(.unwritable(error, note: "the catalog is as it was"))
        return finish(files, diagnostics, .problems, &output)
      }
    }
    output.say(Self.summary(of: update, in: path))
    return finish(files, diagnostics, .fine, &output)
  }

  private func finish(
    _ files: [SourceFile],
    _ diagnostics: [Diagnostic],
    _ code: ExitCode,
    _ output: inout Output
  ) -> ExitCode {
    let renderer = DiagnosticRenderer(
      files: files,
      style: Terminal.style(colour),
      width: Terminal.width(of: .error)
    )
    output.report(renderer.render(diagnostics.ordered))
    return code
  }

  private func isChosen(_ name: String) -> Bool {
    patterns.isEmpty || patterns.contains { $0.matches(name) }
  }

  /// All pages; a metric that several have is taken from the first.
  private func readPages(
    _ files: inout [SourceFile],
    _ diagnostics: inout [Diagnostic]
  ) -> [ExposedFamily] {
    var families: [ExposedFamily] = []
    for page in pages {
      do throws(FileError) {
        let bytes = page == "-" ? try StandardInput.read() : try FileSystem.read(page)
        let shown = page == "-" ? "standard input" : page
        let file = SourceFile(id: FileID(files.count), path: shown, bytes: bytes)
        files.append(file)
        let read = ExpositionReader.read(file)
        families += read.families
        diagnostics += read.diagnostics
      } catch {
        diagnostics.append(.unreadable(error, importedAt: nil))
      }
    }
    return families
  }

  /// The catalog as it is; an empty one where there is none yet. Nil has been reported.
  private func readCatalog(
    _ files: inout [SourceFile],
    _ diagnostics: inout [Diagnostic]
  ) -> SpecSyntax? {
    var bytes: [UInt8] = []
    if let path {
      do throws(FileError) {
        bytes = try FileSystem.read(path)
      } catch {
        guard error.isAbsent else {
          diagnostics.append(.unreadable(error, importedAt: nil))
          return nil
        }
      }
    }
    let file = SourceFile(id: FileID(files.count), path: path ?? "catalog.slo", bytes: bytes)
    files.append(file)
    let syntax = Parser.parse(file)
    diagnostics += syntax.diagnostics
    return syntax
  }

  /// `catalog.slo: 12 metrics added, 2 changed; 5 declared metrics are not exposed`
  private static func summary(of update: CatalogUpdate, in path: String) -> String {
    var parts: [String] = []
    if !update.added.isEmpty { parts.append("\(update.added.count.counted("metric")) added") }
    if !update.changed.isEmpty { parts.append("\(update.changed.count) changed") }
    var lines = ["\(path): " + (parts.isEmpty ? "up to date" : parts.joined(separator: ", "))]
    lines += listed(update.changed, as: "changed")
    lines += listed(update.missing, as: "declared, but not on this page")
    lines += listed(update.skipped, as: "exposed, but not to be declared")
    return lines.joined(separator: "\n")
  }

  /// A few names below a heading.
  private static func listed(_ names: [String], as heading: String) -> [String] {
    guard !names.isEmpty else { return [] }
    let shown = names.prefix(5).map(SpecText.comment).joined(separator: ", ")
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    return ["  \(heading): \(shown)\(more)"]
  }
}

/// A name in which `*` stands for any text.
struct NamePattern: Sendable {
  /// What stands between the stars.
  private let parts: [String]

  init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  func matches(_ name: String) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return parts.first == name
    }
    guard name.hasPrefix(first), name.hasSuffix(last),
      name.utf8.count >= first.utf8.count + last.utf8.count
    else { return false }
    // The first place at which each part fits leaves the most room for those behind it.
    var rest = Substring(name.dropFirst(first.count).dropLast(last.count))
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}

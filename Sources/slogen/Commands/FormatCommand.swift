import SLODSL

/// `slogen fmt`: specs in the one layout.
struct FormatCommand {
  /// What is done with the layout.
  private enum Mode {
    case write, check, diff, stream
  }

  private let settings: CompileSettings
  private let mode: Mode

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation)
    if invocation.has(.stdin) {
      if invocation.has(.check) || invocation.has(.diff) || !invocation.operands.isEmpty {
        throw Misuse("--stdin reads standard input: name no spec, check nothing", command: .fmt)
      }
      mode = .stream
    } else {
      mode = invocation.has(.diff) ? .diff : invocation.has(.check) ? .check : .write
    }
  }

  func run(_ output: inout Output) -> ExitCode {
    mode == .stream ? runOnStream(&output) : runOnFiles(&output)
  }

  // MARK: Standard input

  /// Writes what it read when anything is wrong, so that an editor loses nothing.
  private func runOnStream(_ output: inout Output) -> ExitCode {
    let name = "standard input"
    do throws(FileError) {
      let bytes = try StandardInput.read()
      let result = SpecFormatter.format(SourceFile(id: FileID(0), path: name, bytes: bytes))
      let diagnostics = Self.diagnostics(of: result)
      output.write(document: diagnostics.containsErrors ? bytes : result.bytes)
      report(diagnostics, in: [result.syntax.file], &output)
      return diagnostics.containsErrors ? .problems : .fine
    } catch {
      report([.unreadable(error, importedAt: nil)], in: [], &output)
      return .problems
    }
  }

  // MARK: Files

  private func runOnFiles(_ output: inout Output) -> ExitCode {
    var (paths, diagnostics) = SpecLoader.named(settings.specs)
    let numbered = paths.enumerated().map { (id: FileID($0.offset), path: $0.element) }
    let results = Workers.map(numbered, jobs: settings.jobs) { Self.format($0.id, $0.path) }
    let territory = EditableFiles(settings.specs)
    var files: [SourceFile] = []
    var changes = 0
    for (path, result) in zip(paths, results) {
      switch result {
      case .failure(let error): diagnostics.append(.unreadable(error, importedAt: nil))
      case .success(let result):
        var shown = result.syntax
        var found = Self.diagnostics(of: result)
        if result.isChanged {
          do throws(FileError) {
            try apply(result, to: path, in: territory, &output)
            changes += 1
            // Messages show the places that the mistakes have now.
            if mode == .write, !found.isEmpty {
              shown = Parser.parse(
                SourceFile(id: shown.file.id, path: path, bytes: result.bytes)
              )
              found = shown.diagnostics
            }
          } catch {
            found.append(.unwritable(error, note: "the spec is as it was"))
          }
        }
        files.append(shown.file)
        diagnostics += found
      }
    }
    report(diagnostics, in: files, &output)
    if changes == 0, !diagnostics.containsErrors {
      let summary = "nothing to do: \(files.count.counted("file")) formatted"
      mode == .diff ? output.report(summary + "\n") : output.say(summary)
    }
    let isDrift = mode != .write && changes > 0
    return isDrift || diagnostics.containsErrors ? .problems : .fine
  }

  private static func format(_ id: FileID, _ path: String) -> Result<FormattedSpec, FileError> {
    do throws(FileError) {
      let bytes = try FileSystem.read(path)
      return .success(SpecFormatter.format(SourceFile(id: id, path: path, bytes: bytes)))
    } catch {
      return .failure(error)
    }
  }

  private func apply(
    _ result: FormattedSpec,
    to path: String,
    in territory: EditableFiles,
    _ output: inout Output
  ) throws(FileError) {
    let old = result.syntax.file.bytes
    switch mode {
    case .check: output.say("\(path) is not formatted")
    case .diff: output.show(UnifiedDiff.text(old: old, new: result.bytes, path: path))
    case .write, .stream:
      guard territory.contains(path) else {
        throw FileError(path: path, reason: "it is a link, or a link leads to it")
      }
      guard try FileSystem.read(path) == old else {
        throw FileError(path: path, reason: "it changed while slogen read it")
      }
      try FileReplacement.write(result.bytes, to: path)
      output.say("formatted \(path)")
    }
  }

  // MARK: Reports

  private static func diagnostics(of result: FormattedSpec) -> [Diagnostic] {
    let refusal = result.refusal.map {
      Diagnostic.notFormatted(result.syntax.file.path, because: $0)
    }
    return result.syntax.diagnostics + [refusal].compactMap(\.self)
  }

  private func report(
    _ diagnostics: [Diagnostic],
    in files: [SourceFile],
    _ output: inout Output
  ) {
    let renderer = DiagnosticRenderer(
      files: files,
      style: Terminal.style(settings.colour),
      width: Terminal.width(of: .error)
    )
    output.report(renderer.render(diagnostics))
  }
}

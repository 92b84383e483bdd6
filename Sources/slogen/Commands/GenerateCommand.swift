import SLODSL

/// `slogen generate`: specs in, files out.
struct GenerateCommand {
  /// The folder that is written when none is named.
  static let defaultFolder = "generated"

  private let settings: CompileSettings
  private let root: String
  private let isCheck: Bool
  private let isForced: Bool

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation)
    let out = invocation.value(of: .out) ?? Self.defaultFolder
    if out.isEmpty { throw Misuse("the path of --out is empty", command: invocation.command) }
    // Folding drops a last slash, behind which the system would follow a link.
    let folded = ImportPath.resolve(out, from: "")
    root = folded.isEmpty ? "." : folded
    isCheck = invocation.has(.check)
    isForced = invocation.has(.force)
    if isCheck, isForced {
      throw Misuse("--check writes nothing, so --force has no meaning", command: .generate)
    }
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: true)
    guard specs.model != nil else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let (plan, problems) = isCheck ? compare(specs) : write(specs)
    specs.report(and: problems, to: &output, colour: settings.colour)
    guard let plan, problems.isEmpty else { return .problems }
    if isCheck { return reportDrift(plan, &output) }
    output.say(Self.summary(of: plan, in: root))
    if !plan.changes.isEmpty { output.show(LoadingHint.text(for: specs.artifacts, in: root)) }
    return .fine
  }

  private func compare(_ specs: CompiledSpecs) -> (OutputPlan?, [Diagnostic]) {
    do throws(FileError) {
      let plan = try OutputFolder.plan(comparing: specs.artifacts, with: root)
      return (plan, plan.problems)
    } catch {
      return (nil, [.unsafeOutput(error)])
    }
  }

  private func write(_ specs: CompiledSpecs) -> (OutputPlan?, [Diagnostic]) {
    let note = "no file was changed"
    let made: [String]
    do throws(FileError) {
      made = try OpenFolder.make(root)
    } catch {
      return (nil, [.unwritable(error, note: note)])
    }
    let folder: OutputFolder
    do throws(FileError) {
      folder = try OutputFolder(lockingAt: root)
    } catch {
      return (nil, [.unsafeOutput(error)])
    }
    let plan = folder.plan(specs.artifacts, isForced: isForced)
    guard plan.problems.isEmpty else { return (plan, plan.problems) }
    let staged: [OutputPath]
    do throws(FileError) {
      staged = try folder.stage(plan)
    } catch {
      OpenFolder.unmake(made)
      return (plan, [.unwritable(error, note: note)])
    }
    do throws(FileError) {
      try folder.commit(staged, of: plan)
    } catch {
      return (plan, [.unwritable(error, note: "other files may be new: run slogen again")])
    }
    return (plan, [])
  }

  /// One line: `wrote 3 files, 7 unchanged, removed 1 in generated/`.
  private static func summary(of plan: OutputPlan, in root: String) -> String {
    let removed = plan.changes.count { $0.new == nil }
    let written = plan.changes.count - removed
    var parts = ["wrote \(written.counted("file"))"]
    if plan.unchanged > 0 { parts.append("\(plan.unchanged) unchanged") }
    if removed > 0 { parts.append("removed \(removed)") }
    return parts.joined(separator: ", ") + " in \(root)/"
  }
}

// What `--check` says.
extension GenerateCommand {
  /// Files whose differences are shown; the others are only listed.
  private static var diffLimit: Int { 20 }

  private func reportDrift(_ plan: OutputPlan, _ output: inout Output) -> ExitCode {
    for (index, change) in plan.changes.enumerated() {
      let path = "\(root)/\(change.path.text)"
      switch (change.old, change.new) {
      case (let old?, let new?):
        output.say("\(path) would change")
        if index < Self.diffLimit {
          for line in LineDiff.hunk(old: old, new: new) { output.say("  " + line) }
        }
      case (nil, _): output.say("\(path) would appear")
      case (_, nil): output.say("\(path) would vanish")
      }
    }
    let isRecordOnly = plan.changes.isEmpty && plan.isManifestStale
    if isRecordOnly { output.say("\(root)/\(Manifest.fileName) would change") }
    guard plan.changes.isEmpty, !isRecordOnly else {
      output.say("\(root)/ is not what the specs say: run 'slogen generate'")
      return .problems
    }
    output.say("nothing to do: \(plan.unchanged.counted("file")) in \(root)/ up to date")
    return .fine
  }
}

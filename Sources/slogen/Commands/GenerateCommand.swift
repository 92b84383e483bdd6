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
    root = try FolderUpdate.root(out, of: invocation.command)
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
    let update =
      isCheck
      ? FolderUpdate.comparison(of: specs.artifacts, with: root)
      : FolderUpdate.write(specs.artifacts, to: root, isForced: isForced)
    specs.report(and: update.problems, to: &output, colour: settings.colour)
    guard let plan = update.plan, update.problems.isEmpty else { return .problems }
    if isCheck { return reportDrift(plan, &output) }
    output.say(plan.summary(in: root))
    if !plan.changes.isEmpty { output.show(LoadingHint.text(for: specs.artifacts, in: root)) }
    return .fine
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

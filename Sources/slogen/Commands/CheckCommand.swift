import SLODSL

/// `slogen check`: every problem of the specs, and what mends them if that is asked for.
struct CheckCommand {
  private let settings: CompileSettings
  private let fixes: SpecFixes.Extent?
  private let isPreview: Bool

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation)
    fixes = invocation.value(of: .fix).map { $0.isEmpty ? .safe : .all }
    isPreview = invocation.has(.diff)
    if isPreview, fixes == nil {
      throw Misuse("--diff shows what --fix would change: give both", command: .check)
    }
    if isPreview, settings.format != .text {
      throw Misuse("--diff prints a patch, which has no other format", command: .check)
    }
  }

  func run(_ output: inout Output) -> ExitCode {
    guard let fixes else {
      let specs = CompiledSpecs(settings, generates: false, plansRules: true)
      specs.report(to: &output, colour: settings.colour)
      return Self.conclude(specs, &output)
    }
    let fixed = SpecFixes(settings, extent: fixes)
    return isPreview ? preview(fixed, &output) : apply(fixed, &output)
  }

  private static func conclude(_ specs: CompiledSpecs, _ output: inout Output) -> ExitCode {
    guard let model = specs.model else { return .problems }
    let services = model.services.count
    let objectives = model.services.reduce(0) { $0 + $1.objectives.count }
    output.say(
      "checked \(specs.files.count.counted("file")): \(services.counted("service")), "
        + "\(objectives.counted("SLO")), no errors"
    )
    return .fine
  }

  // MARK: Fixing

  private func apply(_ fixes: SpecFixes, _ output: inout Output) -> ExitCode {
    let (written, problem) = fixes.write()
    fixes.specs.report(
      and: [problem].compactMap(\.self),
      to: &output,
      colour: settings.colour
    )
    for fix in fixes.applied {
      output.say(
        "fixed \(fix.path):\(fix.place.line):\(fix.place.column): \(fix.title) "
          + "[\(fix.code.rawValue)]"
      )
    }
    if problem == nil {
      output.say(
        written == 0
          ? "no fixes to apply"
          : "applied \(fixes.applied.count.counted("fix", "fixes")) to \(written.counted("file"))"
      )
    }
    for line in Self.leftAlone(fixes) { output.say(line) }
    guard problem == nil else { return .problems }
    return Self.conclude(fixes.specs, &output)
  }

  /// The changes as `patch` reads them, and nothing is written.
  private func preview(_ fixes: SpecFixes, _ output: inout Output) -> ExitCode {
    for change in fixes.changes {
      output.show(UnifiedDiff.text(old: change.old, new: change.new, path: change.path))
    }
    let count = fixes.applied.count.counted("fix", "fixes")
    output.report(
      fixes.changes.isEmpty
        ? "no fixes to apply\n"
        : "would apply \(count) to \(fixes.changes.count.counted("file"))\n"
    )
    for line in Self.leftAlone(fixes) { output.report(line + "\n") }
    return fixes.changes.isEmpty && fixes.specs.model != nil ? .fine : .problems
  }

  private static func leftAlone(_ fixes: SpecFixes) -> [String] {
    var lines = fixes.outside.map {
      "left \(DisplayWidth.printable($0)) alone: it is a link, or outside of what was named"
    }
    if fixes.reviewable > 0 {
      let count = fixes.reviewable.counted("more fix", "more fixes")
      lines.append("\(count) may change the meaning: --fix=all applies them")
    }
    return lines
  }
}

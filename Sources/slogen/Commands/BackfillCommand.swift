import Codegen
import SLODSL

/// `slogen backfill`: what counts the time before the rules of an SLO were loaded.
struct BackfillCommand {
  /// Beside the rules of `slogen generate`, which leaves folders alone that it did not make.
  private static let defaultFolder = GenerateCommand.defaultFolder + "/prometheus/backfill"

  private let settings: CompileSettings
  /// `service/slo`, or a service; empty for all.
  private let subjects: [String]
  private let root: String
  private let isForced: Bool

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
    subjects = invocation.operands
    let out = invocation.value(of: .out) ?? Self.defaultFolder
    root = try FolderUpdate.root(out, of: invocation.command)
    isForced = invocation.has(.force)
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let chosen: [ServiceLevelObjective]
    do throws(UnknownObjective) {
      chosen = try model.objectives(named: subjects)
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
    guard !chosen.isEmpty else {
      output.report("slogen: the specs have no SLO to count the past of\n")
      return .problems
    }
    let generation = Backfill(of: chosen, in: model.project).generation
    var problems = generation.diagnostics
    var plan: OutputPlan?
    if !problems.containsErrors {
      let update = FolderUpdate.write(generation.artifacts, to: root, isForced: isForced)
      problems += update.problems
      plan = update.plan
    }
    guard let plan, problems.isEmpty else {
      specs.report(and: problems, to: &output, colour: settings.colour)
      return .problems
    }
    output.say(plan.summary(in: root))
    output.say("\(root)/README.md says how to run it")
    return .fine
  }
}

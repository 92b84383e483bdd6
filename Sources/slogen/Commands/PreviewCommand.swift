import Codegen
import SLODSL

/// `slogen preview`: dashboards as pictures.
struct PreviewCommand {
  /// Beside the generated files: pictures are for looking at, not for deploying.
  private static let defaultFolder = "preview"

  private let settings: CompileSettings
  private let root: String
  private let isForced: Bool

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation)
    let out = invocation.value(of: .out) ?? Self.defaultFolder
    root = try FolderUpdate.root(out, of: invocation.command)
    isForced = invocation.has(.force)
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: true)
    guard specs.model != nil else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let artifacts = DashboardGallery.artifacts(of: specs.artifacts)
    let update = FolderUpdate.write(artifacts, to: root, isForced: isForced)
    specs.report(and: update.problems, to: &output, colour: settings.colour)
    guard let plan = update.plan, update.problems.isEmpty else { return .problems }
    output.say(plan.summary(in: root))
    output.say("open \(root)/\(DashboardGallery.index) in a browser")
    return .fine
  }
}

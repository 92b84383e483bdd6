import SLODSL

/// `slogen check`: every problem of the specs, and nothing else.
struct CheckCommand {
  private let settings: CompileSettings

  init(_ invocation: Invocation) throws(Misuse) {
    settings = try CompileSettings(invocation)
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    specs.report(to: &output, colour: settings.colour)
    guard let model = specs.model else { return .problems }
    let services = model.services.count
    let objectives = model.services.reduce(0) { $0 + $1.objectives.count }
    output.say(
      "checked \(specs.files.count.counted("file")): \(services.counted("service")), "
        + "\(objectives.counted("SLO")), no errors"
    )
    return .fine
  }
}

import Codegen
import SLODSL

/// `slogen policy`: the policy of an SLO beside others.
struct PolicyCommand {
  private let subject: String
  private let options: IncidentOptions
  private let settings: CompileSettings

  init(_ invocation: Invocation) throws(Misuse) {
    guard let subject = invocation.operands.first, invocation.operands.count == 1 else {
      throw Misuse("name one SLO: slogen policy checkout/availability", command: .policy)
    }
    self.subject = subject
    options = try IncidentOptions(invocation)
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let comparison: PolicyComparison
    do throws(UnknownObjective) {
      let slo = try model.objective(named: subject)
      comparison = PolicyComparison(
        of: slo,
        objective: try slo.objective(ofGroup: options.group),
        rate: try options.rate(for: slo),
        in: model
      )
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
    if settings.format == .json {
      output.write(document: JSONWriter.document(PolicyDocument.json(comparison)))
      return .fine
    }
    let width = Terminal.width(of: .output) ?? PageText.usualWidth
    var text = ExplanationText(
      files: specs.files.map(\.file),
      style: Terminal.style(settings.colour, on: .output),
      width: min(width, PageText.usualWidth)
    )
    let promise = comparison.objective.ratio.percentText
    text.write(
      title: subject,
      summary: "\(promise) over \(comparison.slo.window.duration.text)",
      origin: nil
    )
    for section in comparison.sections { text.write(section) }
    output.show(text.text)
    return .fine
  }
}

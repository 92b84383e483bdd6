import Codegen
import SLODSL

/// `slogen route`: who is told of an SLO's alerts, and why.
struct RouteCommand {
  private let subject: String
  private let severities: [AlertSeverity]
  private let settings: CompileSettings

  init(_ invocation: Invocation) throws(Misuse) {
    guard let subject = invocation.operands.first, invocation.operands.count == 1 else {
      throw Misuse("name one SLO: slogen route checkout/availability", command: .route)
    }
    self.subject = subject
    severities = try invocation.severity().map { [$0] } ?? AlertSeverity.allCases
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let plans = Plans(for: model)
    let width = Terminal.width(of: .output) ?? PageText.usualWidth
    var text = ExplanationText(
      files: specs.files.map(\.file),
      style: Terminal.style(settings.colour, on: .output),
      width: min(width, PageText.usualWidth)
    )
    if let explanation = RoutingExplanation(ofProjectAlert: subject, in: plans) {
      write(explanation, from: model.project.origin(ofAlert: subject), to: &text)
      output.show(text.text)
      return .fine
    }
    if let cause = model.cause(named: subject) {
      write(RoutingExplanation(of: cause, in: plans), from: cause.origin, to: &text)
      output.show(text.text)
      return .fine
    }
    let slo: ServiceLevelObjective
    do throws(UnknownObjective) {
      slo = try model.objective(named: subject)
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
    var code = ExitCode.fine
    for severity in severities {
      guard let explanation = RoutingExplanation(of: slo, severity: severity, in: plans) else {
        output.report("slogen: \(subject) has no \(severity.rawValue)\n")
        code = .problems
        continue
      }
      write(explanation, from: slo.origin, to: &text)
    }
    output.show(text.text)
    return code
  }

  private func write(
    _ explanation: RoutingExplanation,
    from origin: SourceRange?,
    to text: inout ExplanationText
  ) {
    text.write(title: subject, summary: explanation.summary, origin: origin)
    for section in explanation.sections { text.write(section) }
  }
}

extension Project {
  /// Where the setting stands that asks for an alert; nil for one that is always there.
  fileprivate func origin(ofAlert name: String) -> SourceRange? {
    name == AlertName.watchdog ? heartbeat?.origin : nil
  }
}

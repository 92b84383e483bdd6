import Codegen
import SLODSL

/// `slogen simulate`: what an incident does to the alerts and the budget of an SLO.
struct SimulateCommand {
  private let subject: String
  private let options: IncidentOptions
  private let settings: CompileSettings
  /// Where the picture goes.
  private let picture: String?

  init(_ invocation: Invocation) throws(Misuse) {
    guard let subject = invocation.operands.first, invocation.operands.count == 1 else {
      throw Misuse("name one SLO: slogen simulate checkout/availability", command: .simulate)
    }
    self.subject = subject
    options = try IncidentOptions(invocation)
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
    picture = invocation.value(of: .svg)
    if picture == "" { throw Misuse("the file for --svg has no name", command: .simulate) }
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let report: IncidentReport
    do throws(UnknownObjective) {
      report = try self.report(in: model)
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
    if let picture {
      do throws(FileError) {
        try FileReplacement.write(XMLWriter.document(IncidentPicture.svg(of: report)), to: picture)
      } catch {
        output.report("slogen: cannot write \(error.path): \(error.reason)\n")
        return .problems
      }
    }
    if settings.format == .json {
      output.write(document: JSONWriter.document(IncidentDocument.json(report)))
      return .fine
    }
    var text = IncidentText(
      style: Terminal.style(settings.colour, on: .output),
      width: min(Terminal.width(of: .output) ?? IncidentText.usualWidth, IncidentText.widest)
    )
    text.write(report)
    output.show(text.text)
    return .fine
  }

  private func report(in model: Model) throws(UnknownObjective) -> IncidentReport {
    let slo = try model.objective(named: subject)
    let objective = try slo.objective(ofGroup: options.group)
    let incident = Incident(
      phases: options.phases,
      rate: try options.rate(for: slo),
      history: options.history
    )
    guard incident.duration <= slo.window.duration else {
      throw UnknownObjective(
        message: "an incident of \(incident.duration.text) is longer than the period of "
          + "\(subject), \(slo.window.duration.text)"
      )
    }
    let groups = SLORulePlanner(slo: slo, in: model.project).groups
    let simulated = SimulatedIncident(incident, of: slo, objective: objective, groups: groups)
    guard let simulated else {
      throw UnknownObjective(
        message: "the objective or the factors of \(subject) have more digits than simulate can "
          + "count with"
      )
    }
    return IncidentReport(simulated)
  }
}

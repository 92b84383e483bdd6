import Codegen
import SLODSL

/// `slogen cost`: what rules record and read, and what autoscalers may start.
struct CostCommand {
  private static let patience = Swift.Duration.seconds(10)

  private let subjects: [String]
  private let live: HTTPAddress?
  private let timeout: Swift.Duration
  private let settings: CompileSettings

  init(_ invocation: Invocation) throws(Misuse) {
    subjects = invocation.operands
    live = try invocation.address(of: .live)
    let timeout = try invocation.time(of: .timeout)
    if live == nil, timeout != nil {
      throw Misuse("--timeout has no meaning without --live", command: .cost)
    }
    self.timeout = timeout ?? Self.patience
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    let report: CostReport
    do throws(Failure) {
      let plan = try plan(for: model)
      report = plan.report(asked: try answers(to: plan.questions))
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
    if settings.format == .json {
      let document = CostDocument.json(report, of: model.project, live: live?.text)
      output.write(document: JSONWriter.document(document))
      return .fine
    }
    let width = Terminal.width(of: .output) ?? PageText.usualWidth
    var text = ExplanationText(
      files: specs.files.map(\.file),
      style: Terminal.style(settings.colour, on: .output),
      width: min(width, PageText.usualWidth)
    )
    text.write(
      title: subjects.isEmpty ? "all services" : subjects.joined(separator: ", "),
      summary: "",
      origin: nil
    )
    let limits = subjects.isEmpty ? model.project.limits : []
    for section in report.sections(within: limits, details: !subjects.isEmpty) {
      text.write(section)
    }
    output.show(text.text)
    return .fine
  }

  /// Why there is no report: a lower-case sentence without a full stop.
  private struct Failure: Error {
    let message: String
  }

  /// What was chosen: SLOs by `service/slo`, services with all that they have.
  private func plan(for model: Model) throws(Failure) -> CostPlan {
    guard !subjects.isEmpty else { return .plan(for: model) }
    let names = model.services.map(\.name)
    let services = Set(subjects.filter(names.contains))
    var objectives: Set<SLOIdentity> = []
    for subject in subjects where !services.contains(subject) {
      do throws(UnknownObjective) {
        objectives.insert(try model.objective(named: subject, orService: names).identity)
      } catch {
        throw Failure(message: error.message)
      }
    }
    return .plan(for: model, objectives: objectives, services: services)
  }

  /// What the server says; nil without one. Where it fails to answer once, it is not asked again.
  private func answers(
    to questions: [CostQuestion]
  ) throws(Failure) -> [CostQuestion: Int]? {
    guard let live else { return nil }
    let client = PrometheusClient(live, patience: timeout)
    var answers: [CostQuestion: Int] = [:]
    for question in questions {
      do throws(NetworkError) {
        answers[question] = try client.count(question.query)
      } catch {
        throw Failure(
          message: "\(live.text) does not say \(question.query.writtenLine): \(error.reason)"
        )
      }
    }
    return answers
  }
}

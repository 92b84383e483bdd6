import Codegen
import SLODSL
import TestSupport

/// A spec of `Tests/Corpus/alertmanager`, compiled.
struct RoutedSpec {
  let model: Model
  let plans: Plans

  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  init(_ example: Corpus.Case) throws {
    try self.init([try example.source()])
  }

  init(_ sources: [SourceFile], inputs: [(name: String, value: String)] = []) throws {
    let compilation = Compilation.compile(sources.map(Parser.parse), inputs: inputs)
    guard let model = compilation.model else {
      let renderer = DiagnosticRenderer(files: sources, style: .plain)
      throw Broken(description: renderer.render(compilation.diagnostics))
    }
    self.model = model
    plans = Plans(for: model)
  }

  /// The configuration; nil where none is written.
  var configuration: [UInt8]? {
    plans.routes.map { AlertmanagerConfiguration(routes: $0).bytes }
  }

  /// What the configuration's texts are made of; empty where there are none.
  var templates: [UInt8] {
    plans.routes.map { AlertmanagerConfiguration(routes: $0).templates } ?? []
  }

  /// The labels of every alert that the rules can send.
  var alerts: [[Label]] {
    plans.rules.alerts.map { rule in
      [Label("alertname", rule.name)] + rule.labels
        + rule.dimensions.map { Label($0, "some \($0)") }
    }
  }

  /// Who the model says is told of an alert.
  func told(of alert: [Label]) -> [String] {
    if let heartbeat = model.project.heartbeat, alert["slo_heartbeat"] == "true" {
      return [heartbeat.receiver]
    }
    let page = alert["severity"] == model.project.severityWords.page
    let choice = { (choice: ReceiverChoice) in
      (page ? choice.page : choice.ticket).map(\.receiver)
    }
    let slos = model.services.flatMap(\.objectives)
    let cause = model.services.flatMap(\.causes).first { cause in
      cause.name == alert["alertname"] && cause.service == alert["slo_service"]
    }
    if let cause {
      if cause.severity == .info { return [] }
      if !choice(cause.receivers).isEmpty { return choice(cause.receivers) }
    }
    if let slo = slos.first(where: { $0.identity.text == alert["slo_id"] }),
      !choice(slo.receivers).isEmpty
    {
      return choice(slo.receivers)
    }
    let project = model.project.receivers
    if !choice(project).isEmpty { return choice(project) }
    if !project.ticket.isEmpty { return project.ticket.map(\.receiver) }
    if !project.page.isEmpty { return project.page.map(\.receiver) }
    // Whoever has tickets, else whoever has pages, and alerts somebody.
    let alerting = slos.filter { slo in alerts.contains { $0["slo_id"] == slo.identity.text } }
    let tickets = alerting.flatMap(\.receivers.ticket)
    let all = (tickets.isEmpty ? alerting.flatMap(\.receivers.page) : tickets).map(\.receiver)
    return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }
}

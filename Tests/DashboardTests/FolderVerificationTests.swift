import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// What is generated agrees with itself; whatever is changed in it is noticed.
@Suite struct FolderVerificationTests {
  /// A change of a file, and what is said of it.
  struct Break: Sendable, CustomTestStringConvertible {
    let path: String
    /// What is replaced; nil for the whole file, which goes.
    let old: String?
    let new: String
    let message: String

    init(_ path: String, _ old: String?, _ new: String = "", _ message: String) {
      self.path = path
      self.old = old
      self.new = new
      self.message = message
    }

    var testDescription: String { "\(path): \(message)" }
  }

  private static let rules = "prometheus/gateway.rules.yml"
  private static let routes = "alertmanager/alertmanager.yml"
  private static let resource = "kubernetes/alertmanagerconfig.yml"
  private static let page = "grafana/gateway.json"
  private static let runbook = "runbooks/gateway.md"

  static let breaks = [
    // Thresholds
    Break(page, "\"value\": 14.4", "\"value\": 14", "changes to red at 6, 14, which is not where"),
    Break(page, "\"value\": 3\n", "\"value\": 4\n", "is not where SLOTicketBurn fires"),
    Break(rules, "0.0144 *", "0.0145 *", "which is not where SLOPageBurn fires"),
    Break(page, "\"suffix:x\"", "\"short\"", "no panel shows the burn rates of gateway/connect"),
    // Links
    Break(runbook, "<a id=\"connect-page\">", "<a id=\"connect\">", "has no such section"),
    Break(runbook, "<a id=\"connect-page\">", "<a id=\"connect\">", "connect is about no alert"),
    Break(runbook, nil, "", "links to the runbook of gateway, and there is none"),
    Break(page, "\"slogen-slo-gateway\"", "\"gateway\"", "links to dashboard slogen-slo-gateway"),
    Break(
      page,
      "\"slogen-slo-gateway\"",
      "\"gateway\"",
      "no dashboard is called slogen-slo-gateway"
    ),
    Break(page, nil, "", "links to dashboard slogen-slo-gateway, and there is none"),
    Break(rules, "var-slo=", "var-so=", "sets so, and grafana/gateway.json has no such variable"),
    Break(rules, "grafana.example.com", "example.com", "is not below https://grafana.example.com"),
    // Labels
    Break(
      routes,
      "owner=\"tasks\"",
      "owner=\"task\"",
      "asks for owner=\"task\", which no alert has"
    ),
    Break(
      routes,
      "severity=\"critical\"",
      "severity=\"page\"",
      "a route asks for severity=\"page\""
    ),
    Break(
      routes,
      "severity=\"warning\"",
      "severity=\"low\"",
      "an inhibition asks for severity=\"low\""
    ),
    Break(
      routes,
      "equal: [slo_id, ",
      "equal: [slo_id, colour, ",
      "an inhibition uses label colour"
    ),
    Break(routes, "group_by: [slo_id, ", "group_by: [colour, ", "a route uses label colour"),
    Break(
      routes,
      "- name: tasks_mail",
      "- name: tasks_post",
      "receiver tasks_mail, and there is none"
    ),
    Break(routes, nil, "", "alertmanager/alertmanager.yml: is missing"),
    Break(resource, nil, "", "kubernetes/alertmanagerconfig.yml: is missing"),
    Break(
      "prometheus/backup.rules.yml",
      "$labels.database",
      "$labels.base",
      "summary of alert SLOTicketBurn of backup/freshness shows label base, which it lacks"
    ),
    Break(rules, "severity: critical", "severity: page", "no spec asks for alert SLOPageBurn"),
    Break(rules, "alert: SLOPageBurn", "alert: PageBurn", "ask for alert SLOPageBurn of gateway"),
    Break(
      "alertmanager/slogen.tmpl",
      "Labels.owner",
      "Labels.oner",
      "a template uses label oner, which no alert has"
    ),
    Break(
      "alertmanager/fragment.yml",
      "owner=\"tasks\"",
      "owner=\"task\"",
      "a route asks for owner=\"task\""
    ),
    // Recorded series
    Break(page, "slo:burn_rate:ratio1h", "slo:burn_rate:ratio2h", "reads slo:burn_rate:ratio2h"),
    Break(rules, "record: slo:errors:increase5m", "record: slo:errors:5m", "which no rule records"),
    Break(runbook, "slo:burn_rate:ratio1h", "slo:burn_rate:ratio9h", "a query reads slo:burn_rate"),
    Break(page, "slo:errors:increase1h", "slo:errors:increase9h", "reads slo:errors:increase9h"),
    Break(
      "grafana/slogen-overview.json",
      "slo:info",
      "slo:about",
      "reads slo:about, which no rule"
    ),
    Break(
      rules,
      "with printf \"slo:errors:increase30m",
      "with printf \"slo:errors:increase31m",
      "description of alert SLOPageBurn of gateway/connect"
    ),
    // Files that are none
    Break(rules, "groups:", "groups: # mine", "line 2 is not as slogen writes YAML"),
    Break(page, "\"panels\": [", "\"panels\": [[", "is not JSON"),
    Break(rules, "sum_over_time(", "sum_over_time((", "is no PromQL"),
    Break(page, "sum(", "sum((", "asks what is no PromQL"),
  ]

  /// Of the repository's specs, with routes in every form.
  private static let generated = Result { () throws -> (Model, [Artifact]) in
    let specs = try SpecModel.ofRepository().model
    var project = specs.project
    project.routeForms = [.configuration, .fragment, .resource(.v1beta1)]
    let model = Model(
      project: project,
      services: specs.services,
      receivers: specs.receivers,
      metrics: specs.metrics
    )
    return (model, Generation.generate(from: model).artifacts)
  }

  @Test func whatIsGeneratedAgrees() throws {
    let (model, files) = try Self.generated.get()
    let report = FolderVerification.report(on: files, of: model)
    #expect(report.disagreements.isEmpty, "\(report.disagreements)")
    #expect(report.alerts > 50)
    #expect(report.queries > 500)
    #expect(report.links > 100)
  }

  @Test(arguments: try Corpus("dashboards").cases + Corpus("runbooks").cases)
  func whatIsGeneratedOfHostileSpecsAgrees(_ spec: Corpus.Case) throws {
    let model = try SpecModel(spec).model
    let files = Generation.generate(from: model).artifacts
    let report = FolderVerification.report(on: files, of: model)
    #expect(!files.isEmpty)
    #expect(report.disagreements.isEmpty, "\(report.disagreements)")
  }

  @Test(arguments: breaks)
  func everyChangeIsNoticed(_ change: Break) throws {
    let (model, files) = try Self.generated.get()
    let broken = try files.compactMap { file -> Artifact? in
      guard file.path == change.path else { return file }
      guard let old = change.old else { return nil }
      let text = String(decoding: file.bytes, as: UTF8.self)
      try #require(text.contains(old), "\(old) is not in \(file.path)")
      let new = text.replacingOccurrences(of: old, with: change.new)
      return Artifact(path: file.path, bytes: Array(new.utf8))
    }
    let report = FolderVerification.report(on: broken, of: model)
    let said = report.disagreements.map { "\($0.path): \($0.message)" }
    #expect(said.contains { $0.contains(change.message) }, "\(said)")
  }
}

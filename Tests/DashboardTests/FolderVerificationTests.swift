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
  private static let scaler = "kubernetes/autoscaling/tasks.tasks-api.yml"
  private static let adapter = "kubernetes/prometheus-adapter.yml"
  private static let analysis = "canary/accounts.accounts-api.analysis.yml"
  private static let steps = "canary/accounts.accounts-api.rollout.yml"
  private static let flagger = "canary/tasks.tasks-api.canary.yml"
  private static let lists = "kustomization.yaml"

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
    Break(
      resource,
      "value: tasks",
      "value: task",
      "route.routes[0].routes[0].matchers[owner].value says \"task\", and the specs ask for"
    ),
    // Who is told, of what, and when
    Break(
      routes,
      "to: 'tasks-oncall@example.com'",
      "to: 'oncall@example.com'",
      "receivers[tasks_mail].email_configs[0].to says \"oncall@example.com\""
    ),
    Break(
      routes,
      "url: https://deadman.example.com/ping/taskboard\n    send_resolved: false",
      "url: https://deadman.example.com/ping/taskboard\n    send_resolved: true",
      "receivers[deadman].webhook_configs[0].send_resolved is true, and the specs ask for false"
    ),
    Break(routes, "group_wait: 0s", "group_wait: 30s", "routes[0].group_wait says \"30s\""),
    Break(routes, "end_time: '18:00'", "end_time: '19:00'", "end_time says \"19:00\""),
    Break(
      routes,
      "    active_time_intervals: [office]\n",
      "",
      "routes[2].active_time_intervals is missing"
    ),
    Break(
      routes,
      "    severity: '{{ template \"slogen.pagerduty.severity\" . }}'\n",
      "    severity: info\n",
      "receivers[platform_pager].pagerduty_configs[0].severity"
    ),
    Break(
      "alertmanager/fragment.yml",
      "channel: '#platform-slo'",
      "channel: '#random'",
      "receivers[platform_slack].slack_configs[0].channel says \"#random\""
    ),
    Break(
      resource,
      "routingKey: {name: secrets, key: pagerduty-tasks}",
      "routingKey: {name: secrets, key: pagerduty}",
      "receivers[tasks_pager].pagerdutyConfigs[0].routingKey.key says \"pagerduty\""
    ),
    Break(
      resource,
      "  - name: tasks_mail",
      "  - name: tasks_post",
      "receivers[tasks_mail].name says \"tasks_post\""
    ),
    Break(resource, "groupWait: 5m", "groupWait: 5s", "spec.route.routes[1].groupWait says"),
    Break(
      "kubernetes/alertmanagerconfig.heartbeat.yml",
      "repeatInterval: 54s",
      "repeatInterval: 1d",
      "spec.route.repeatInterval says \"1d\", and the specs ask for \"54s\""
    ),
    Break("alertmanager/slogen.tmpl", "Resolved: ", "Over: ", "is not as the specs ask for"),
    // Words and waits of alerts
    Break(
      rules,
      "burns too fast",
      "burns quite fast",
      "annotations.summary says \"…quite fast\", and the specs ask for \"…too fast\""
    ),
    Break(
      rules,
      "of total outage",
      "of a total outage",
      "annotations.description says \"…a total outage"
    ),
    Break(rules, "keep_firing_for: 5m", "keep_firing_for: 1m", "keep_firing_for says \"1m\""),
    Break(
      "prometheus/slogen.rules.yml",
      "for: 10m",
      "for: 10h",
      "groups[slogen].rules[SLORulesFailing].for says \"10h\""
    ),
    Break(
      "prometheus/slogen.rules.yml",
      "vector(1)",
      "vector(0)",
      "rules[Watchdog].expr says \"vector(0)\""
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
    // Autoscalers
    Break(scaler, "_per_second", "_a_second", "kubernetes/prometheus-adapter.yml does not serve"),
    Break(scaler, "_per_second", "_a_second", "does not follow tasks_tasks_api_http_requests"),
    Break(scaler, "averageValue: '42'", "averageValue: '60'", "is 60, and by the specs 42"),
    Break(scaler, "maxReplicas: 16", "maxReplicas: 8", "maxReplicas is 8, and by the specs 16"),
    Break(scaler, "name: tasks-api\n  min", "name: tasks\n  min", "what it scales is tasks"),
    Break(scaler, nil, "", "kubernetes/autoscaling/tasks.tasks-api.yml: is missing"),
    Break(adapter, "as: gateway_", "as: gate_", "serves gate_gateway_connections_open, which no"),
    Break(adapter, "as: gateway_", "as: gate_", "kubernetes/prometheus-adapter.yml does not serve"),
    Break(adapter, "[1m]", "[5m]", "the query of tasks_tasks_api_http_requests_per_second is sum"),
    Break(adapter, "pod!=\"\"", "pods!=\"\"", "the search for gateway_gateway_connections_open is"),
    Break(adapter, "\nrules:", "\nexternalRules:", "does not serve"),
    Break(adapter, nil, "", "kubernetes/prometheus-adapter.yml: is missing"),
    Break(
      "kubernetes/autoscaling/worker.worker.yml",
      "consumergroup=\"worker\"",
      "consumergroup=\"mail\"",
      "asks for worker_kafka_consumergroup_lag otherwise"
    ),
    Break(
      "kubernetes/disruption/tasks.tasks-api.yml",
      "app: tasks-api",
      "app: tasks",
      "selects otherwise than the specs, which say app=tasks-api"
    ),
    Break(
      "kubernetes/monitors/tasks.tasks-api.yml",
      "interval: 15s",
      "interval: 30s",
      "the interval is 30s, and by the specs 15s"
    ),
    Break(scaler, "name: tasks-api\n  lab", "name: tasks\n  lab", "its name is tasks, and by the"),
    Break(
      "kubernetes/autoscaling/worker.worker.yml",
      "horizontalPodAutoscalerConfig:\n      name: worker",
      "horizontalPodAutoscalerConfig:\n      name: keda-hpa-worker",
      "what KEDA calls it is keda-hpa-worker, and by the specs worker"
    ),
    Break(
      page,
      "scaler=\\\"gateway\\\"",
      "scaler=\\\"gate\\\"",
      "shows the pods of autoscaler gateway"
    ),
    Break(page, "\"value\": 3500\n", "\"value\": 3600\n", "open against 3500, its target"),
    // Canaries
    Break(analysis, "> 0.00144'", "> 0.01'", "lets 0.01 errors of accounts/availability pass, and"),
    Break(analysis, "<= 0.0001'", "<= 0.001'", "judges availability by <= 0.001, and by the specs"),
    Break(analysis, "len(result) > 0 && ", "", "otherwise than by a measured value and a bound"),
    Break(analysis, "version=\"canary\"", "version=\"new\"", "counts availability otherwise"),
    Break(analysis, "failureLimit: 0", "failureLimit: 5", "the failureLimit of availability is 5"),
    Break(analysis, "name: accounts-api-slo", "name: slo", "is judged by accounts-api-slo, and"),
    Break(steps, "setWeight: 25", "setWeight: 90", "gives the new version 5%, 90%, 50%"),
    Break(flagger, "max: 0.72", "max: 9", "lets 0.09 errors of tasks/availability pass, and"),
    Break(flagger, "name: tasks-api.latency\n      thr", "name: x\n      thr", "does not ask"),
    Break(
      flagger,
      "HorizontalPodAutoscaler\n    name: tasks-api",
      "HorizontalPodAutoscaler\n    name: tasks",
      "is scaled by tasks, which is no autoscaler that is written"
    ),
    // Lists
    Break(
      lists,
      "- kubernetes/disruption/tasks.tasks-api.yml\n",
      "",
      "does not list kubernetes/disruption/tasks.tasks-api.yml, which belongs to the cluster"
    ),
    Break(
      lists,
      "accounts.accounts-api.analysis.yml",
      "accounts.accounts-api.rollout.yml",
      "lists canary/accounts.accounts-api.rollout.yml, which is no whole object of the specs"
    ),
    Break(adapter, nil, "", "lists kubernetes/prometheus-adapter.yml, which is not there"),
    Break(lists, "config.yaml=", "config=", "configMapGenerator[slogen-prometheus-adapter].files"),
    Break(lists, nil, "", "kustomization.yaml: is missing"),
    Break(
      "grafana/kustomization.yaml",
      "=gateway/websocket.json",
      "=websocket.json",
      "lists websocket.json, which is not there"
    ),
    Break("grafana/kustomization.yaml", "grafana_dashboard: '1'", "x: y", "labels.grafana_dashbo"),
    // Files that are none
    Break(rules, "groups:", "groups: # mine", "line 2 is not as slogen writes YAML"),
    Break(page, "\"panels\": [", "\"panels\": [[", "is not JSON"),
    Break(rules, "sum_over_time(", "sum_over_time((", "is no PromQL"),
    Break(page, "sum(", "sum((", "asks what is no PromQL"),
  ]

  /// What a tenant of Mimir loads.
  static let breaksOfNamespaces = [
    Break(
      "mimir/slo.gateway.yml",
      "burns too fast",
      "burns quite fast",
      "annotations.summary says \"…quite fast\", and the specs ask for \"…too fast\""
    ),
    Break("mimir/slo.gateway.yml", "interval: 1m", "interval: 2m", "interval says \"2m\""),
    Break("mimir/slo.gateway.yml", "slo.gateway", "slo.gate", "namespace says \"slo.gate\""),
    Break("mimir/slo.gateway.yml", nil, "", "mimir/slo.gateway.yml: is missing"),
    Break("mimir/slo.yml", "name: slo:long:1", "name: slo:long:3", "groups[slo:long:1].name says"),
    Break("mimir/slo.yml", "[30d:5m]", "[29d:5m]", "].expr says"),
  ]

  /// Of the repository's specs, with routes in every form.
  private static let generated = Result { try generate { _ in } }

  /// The same for Mimir, with groups that SLOs share.
  private static let namespaces = Result {
    try generate { project in
      project.rulers = [.mimir]
      project.mimirTenant.rulesPerGroup = nil
      project.mimirTenant.longGroups = 2
      project.mimirTenant.reconcileGroups = 2
    }
  }

  private static func generate(
    _ change: (inout Project) -> Void
  ) throws -> (Model, [Artifact]) {
    let specs = try SpecModel.ofRepository().model
    var project = specs.project
    project.routeForms = [.configuration, .fragment, .resource(.v1beta1)]
    change(&project)
    let model = Model(
      project: project,
      services: specs.services,
      receivers: specs.receivers,
      intervals: specs.intervals,
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
    try Self.expect(change, in: Self.generated.get())
  }

  @Test(arguments: breaksOfNamespaces)
  func everyChangeOfANamespaceIsNoticed(_ change: Break) throws {
    try Self.expect(change, in: Self.namespaces.get())
  }

  @Test func namespacesAgree() throws {
    let (model, files) = try Self.namespaces.get()
    #expect(FolderVerification.report(on: files, of: model).disagreements.isEmpty)
    let old = Artifact(path: "mimir/slo.old.yml", bytes: files[0].bytes)
    let said = FolderVerification.report(on: files + [old], of: model).disagreements
    #expect(said.map(\.message) == ["no spec asks for these rules"])
  }

  private static func expect(_ change: Break, in generated: (Model, [Artifact])) throws {
    let (model, files) = generated
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

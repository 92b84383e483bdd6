import SLODSL

/// Generated files as they are read again.
struct GeneratedFiles {
  struct Alert {
    let path: String
    let name: String
    let expression: PromQLExpression
    let labels: [Label]
    let annotations: [Label]

    /// For messages: `alert SLOPageBurn of checkout/latency`.
    var subject: String {
      let identity = labels[RecordedSeries.identity]
      return "alert \(name)" + (identity.isEmpty ? "" : " of \(identity)")
    }
  }

  struct Recording: Hashable {
    let series: String
    /// The value of `slo_id`.
    let identity: String
  }

  struct Dashboard {
    let path: String
    let document: JSON

    var identifier: String { document["uid"]?.text ?? "" }
    var panels: [JSON] {
      (document["panels"]?.elements ?? []).flatMap { [$0] + ($0["panels"]?.elements ?? []) }
    }
  }

  struct Runbook {
    let path: String
    let anchors: Set<String>
    let queries: [String]
  }

  /// Of everything that is there, by path.
  let bytes: [String: [UInt8]]
  var paths: Set<String> { Set(bytes.keys) }
  private(set) var alerts: [Alert] = []
  private(set) var recordings: Set<Recording> = []
  /// The expressions of all rules.
  private(set) var rules: [(path: String, subject: String, expression: PromQLExpression)] = []
  /// Alertmanager's configuration, whole and as a fragment.
  private(set) var routes: [(path: String, document: JSON)] = []
  /// What receivers are told, by path.
  private(set) var templates: [(path: String, text: String)] = []
  private(set) var dashboards: [Dashboard] = []
  private(set) var runbooks: [Runbook] = []
  /// Load tests, with their plans where these can be read.
  private(set) var loads: [(path: String, document: JSON?)] = []
  /// What clusters run besides rules and routes: autoscalers, canaries and what belongs to them.
  private(set) var objects: [(path: String, document: JSON)] = []

  init(reading files: [Artifact], _ report: inout VerificationReport) {
    bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    for file in files {
      switch file.path.split(separator: "/").first {
      case "prometheus": if file.path.hasSuffix(".rules.yml") { readRules(file, &report) }
      case "alertmanager": readRoutes(file, &report)
      case "grafana": if file.path.hasSuffix(".json") { readDashboard(file, &report) }
      case "k6":
        if file.path.hasSuffix(".js") {
          loads.append((file.path, JavaScriptReader.constant(K6Backend.planName, in: file.bytes)))
        }
      case "runbooks": if file.path.hasSuffix(".md") { readRunbook(file) }
      case "kubernetes", "canary":
        if Self.objectFolders.contains(where: file.path.hasPrefix) { readObject(file, &report) }
      default: break
      }
    }
  }

  private static let objectFolders = [
    "kubernetes/autoscaling/", "kubernetes/disruption/", "kubernetes/monitors/",
    "kubernetes/prometheus-adapter.yml", "canary/",
  ]

  // MARK: Kinds of files

  private mutating func readObject(_ file: Artifact, _ report: inout VerificationReport) {
    let plain = Artifact(path: file.path, bytes: HelmTemplate.rendering(file.bytes))
    if let document = Self.yaml(plain, &report) { objects.append((file.path, document)) }
  }

  private static func yaml(_ file: Artifact, _ report: inout VerificationReport) -> JSON? {
    do throws(YAMLReader.Problem) {
      return try YAMLReader.read(file.bytes)
    } catch {
      report.report(file.path, "line \(error.line) is not as slogen writes YAML")
      return nil
    }
  }

  private mutating func readRules(_ file: Artifact, _ report: inout VerificationReport) {
    let document = Self.yaml(file, &report)
    let rules = (document?["groups"]?.elements ?? []).flatMap { $0["rules"]?.elements ?? [] }
    for rule in rules {
      let labels = rule["labels"]?.labels ?? []
      let name = rule["alert"]?.text ?? rule["record"]?.text ?? ""
      guard let text = rule["expr"]?.text, let expression = PromQLParser.parse(text).expression
      else {
        report.report(file.path, "the expression of \(name) is no PromQL")
        continue
      }
      if rule["alert"] != nil {
        let alert = Alert(
          path: file.path,
          name: name,
          expression: expression,
          labels: labels.map { Label($0.name, GoTemplateText.shown($0.value)) },
          annotations: rule["annotations"]?.labels ?? []
        )
        alerts.append(alert)
        self.rules.append((file.path, alert.subject, expression))
      } else {
        let identity = labels[RecordedSeries.identity]
        recordings.insert(Recording(series: name, identity: identity))
        self.rules.append((file.path, "rule \(name) of \(identity)", expression))
      }
    }
  }

  private mutating func readRoutes(_ file: Artifact, _ report: inout VerificationReport) {
    guard file.path.hasSuffix(".yml") else {
      templates.append((file.path, String(decoding: file.bytes, as: UTF8.self)))
      return
    }
    if let document = Self.yaml(file, &report) { routes.append((file.path, document)) }
  }

  private mutating func readDashboard(_ file: Artifact, _ report: inout VerificationReport) {
    guard let document = JSON.read(file.bytes) else {
      report.report(file.path, "is not JSON")
      return
    }
    dashboards.append(Dashboard(path: file.path, document: document))
  }

  private mutating func readRunbook(_ file: Artifact) {
    let page = AuthorNotes(in: file.bytes)?.withoutNotes ?? file.bytes
    let lines = page.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var anchors: Set<String> = []
    var queries: [String] = []
    var query: [String]?
    for line in lines {
      if let open = query {
        query = line.hasPrefix("```") ? nil : open + [line]
        if query == nil { queries.append(open.joined(separator: "\n")) }
      } else if line.hasSuffix("```promql") {
        query = []
      } else if line.hasPrefix("<a id=\""), line.hasSuffix("\"></a>") {
        anchors.insert(String(line.dropFirst(7).dropLast(6)))
      }
    }
    runbooks.append(Runbook(path: file.path, anchors: anchors, queries: queries))
  }
}

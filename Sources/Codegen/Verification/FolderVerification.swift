package import SLODSL

/// Whether generated files agree with the model and with each other.
package struct FolderVerification {
  let files: GeneratedFiles
  let model: Model
  let plans: Plans
  /// Lists of what is written for clusters, as the specs ask for them.
  let kustomizations: [Artifact]
  private(set) var report: VerificationReport

  /// - Parameter files: everything in the folder, by path below it.
  package static func report(on files: [Artifact], of model: Model) -> VerificationReport {
    var verification = FolderVerification(files, model)
    verification.verifyAlerts()
    verification.verifyThresholds()
    verification.verifyBounds()
    verification.verifyLinks()
    verification.verifyLabels()
    verification.verifySeries()
    verification.verifyLoads()
    verification.verifyAutoscalers()
    verification.verifyCanaries()
    verification.verifyKustomizations()
    verification.verifyContents()
    return verification.report
  }

  private init(_ artifacts: [Artifact], _ model: Model) {
    var report = VerificationReport()
    files = GeneratedFiles(reading: artifacts, &report)
    self.model = model
    plans = Plans(for: model)
    kustomizations = Self.kustomizations(for: plans)
    self.report = report
    self.report.alerts = files.alerts.count
    self.report.loads = files.loads.count
  }

  mutating func add(_ path: String, _ message: String) { report.report(path, message) }

  mutating func countQuery() { report.queries += 1 }
  mutating func countLink() { report.links += 1 }

  var objectives: [ServiceLevelObjective] { model.services.flatMap(\.objectives) }

  var causes: [CauseAlert] { model.services.flatMap(\.causes) }

  func cause(of alert: GeneratedFiles.Alert) -> CauseAlert? {
    causes.first { $0.name == alert.name && $0.service == alert.labels["slo_service"] }
  }

  func objective(of alert: GeneratedFiles.Alert) -> ServiceLevelObjective? {
    objectives.first { $0.identity.text == alert.labels[RecordedSeries.identity] }
  }

  // MARK: What the model asks for

  /// Every alert that the model asks for is there, and no other.
  private mutating func verifyAlerts() {
    for file in plans.rules.files {
      let path = "prometheus/\(file.name).rules.yml"
      for case .alerting(let rule) in file.groups.flatMap(\.rules)
      where !files.alerts.contains(where: { $0.name == rule.name && $0.labels == rule.labels }) {
        let identity = rule.labels[RecordedSeries.identity]
        add(
          path,
          "the specs ask for alert \(rule.name) of \(identity) with other labels, or it is"
            + " missing"
        )
      }
    }
    let planned = plans.rules.files.flatMap(\.groups).flatMap(\.rules)
    for alert in files.alerts {
      let isPlanned = planned.contains { rule in
        guard case .alerting(let rule) = rule else { return false }
        return rule.name == alert.name && rule.labels == alert.labels
      }
      if !isPlanned { add(alert.path, "no spec asks for \(alert.subject) with these labels") }
    }
  }

  // MARK: Thresholds

  /// The burn rates at which alerts fire are those at which panels change their colour.
  private mutating func verifyThresholds() {
    for slo in objectives {
      let classes = ObjectiveClass.classes(of: slo)
      let budgets = classes.map(\.objective.budget)
      let service = DashboardAddress.identifier(ofService: slo.identity.service)
      guard let page = files.dashboards.first(where: { $0.identifier == service }) else {
        add("grafana", "no dashboard is called \(service), the page of \(slo.identity.service)")
        continue
      }
      for (severity, colour) in [(AlertSeverity.page, "red"), (.ticket, "orange")] {
        let name = AlertName.burn(severity)
        let alerts = files.alerts.filter { $0.name == name && objective(of: $0) == slo }
        let limits = Set(alerts.flatMap { Self.limits(in: $0.expression) })
        guard !limits.isEmpty else { continue }
        let panels = Self.burnPanels(of: slo, in: page)
        if panels.isEmpty {
          add(page.path, "no panel shows the burn rates of \(slo.identity.text)")
        }
        for panel in panels {
          let factors = Self.steps(in: panel, colour)
          // Where page and ticket have a factor in common the page's colour wins.
          let known = severity == .page ? factors : factors + Self.steps(in: panel, "red")
          let isShown = limits.allSatisfy { limit in
            budgets.contains { budget in known.contains { Self.isEqual($0 * budget, limit) } }
          }
          let isMeant = factors.allSatisfy { factor in
            budgets.contains { budget in limits.contains { Self.isEqual(factor * budget, $0) } }
          }
          if !isShown || !isMeant {
            let title = panel["title"]?.text ?? ""
            add(
              page.path,
              "panel \"\(title)\" of \(slo.identity.text) changes to \(colour) at "
                + factors.map(\.decimalText).joined(separator: ", ")
                + ", which is not where \(name) fires"
            )
          }
        }
      }
    }
  }

  /// The bounds at which alerts on causes fire are those at which panels change their colour.
  private mutating func verifyBounds() {
    for cause in causes {
      guard let comparison = cause.condition.soleComparison, let bound = comparison.bound,
        ![.equal, .notEqual].contains(comparison.operator)
      else { continue }
      let service = DashboardAddress.identifier(ofService: cause.service)
      let page = files.dashboards.first { $0.identifier == service }
      let panel = page?.panels.first { $0["title"]?.text == cause.name }
      let shown = panel.map { Self.steps(in: $0, "red") + Self.steps(in: $0, "green") } ?? []
      if !shown.contains(where: { Self.isEqual($0, bound) }) {
        add(
          page?.path ?? "grafana",
          "no panel \"\(cause.name)\" of \(cause.service) changes its colour at"
            + " \(bound.decimalText), where the alert fires"
        )
      }
      for alert in files.alerts where self.cause(of: alert) == cause {
        let compares = alert.expression.numbers.contains { Self.isEqual($0, bound) }
        if !compares {
          add(alert.path, "\(alert.subject) does not compare with \(bound.decimalText)")
        }
      }
    }
  }

  /// Decimals in files may be rounded.
  private static func isEqual(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    left.rounded(significantDigits: 6) == right.rounded(significantDigits: 6)
  }

  /// The numbers by which an alert multiplies events before it compares errors with them.
  static func limits(in expression: PromQLExpression) -> [ExactNumber] {
    var limits: [ExactNumber] = []
    expression.visit { comparison in
      guard case .binary(let binary) = comparison, binary.operator == .greater else { return }
      binary.right.visit { product in
        guard case .binary(let binary) = product, binary.operator == .multiply,
          case .number = binary.left,
          let limit = ExactNumber(decimal: binary.left.text.utf8), limit > .zero
        else { return }
        limits.append(limit)
      }
    }
    return limits
  }

  private static func burnPanels(
    of slo: ServiceLevelObjective,
    in page: GeneratedFiles.Dashboard
  ) -> [JSON] {
    page.panels.filter { panel in
      let field = panel["fieldConfig"]?["defaults"]
      return panel["type"]?.text == "timeseries" && field?["unit"]?.text == "suffix:x"
        && (panel["targets"]?.elements ?? []).contains { target in
          target["expr"]?.text.map { selectors(in: $0, of: slo) } ?? false
        }
    }
  }

  private static func selectors(in query: String, of slo: ServiceLevelObjective) -> Bool {
    GrafanaQuery.expression(of: query)?.selectors.contains { selector in
      selector.matchers.contains(
        LabelMatcher(RecordedSeries.identity, .equal, slo.identity.text)
      )
    } ?? false
  }

  static func steps(in panel: JSON, _ colour: String) -> [ExactNumber] {
    (panel["fieldConfig"]?["defaults"]?["thresholds"]?["steps"]?.elements ?? []).compactMap {
      guard $0["color"]?.text == colour, case .number(let value)? = $0["value"] else { return nil }
      return value
    }
  }
}

/// Queries of panels as Prometheus gets them.
enum GrafanaQuery {
  /// Nil for what is no PromQL.
  static func expression(of text: String) -> PromQLExpression? {
    let filled = text.replacing("$__rate_interval", with: "5m")
      .replacing("$__interval", with: "1m")
    return PromQLParser.parse(filled).expression
  }
}

extension PromQLExpression {
  /// All numbers in it, with their signs.
  fileprivate var numbers: [ExactNumber] {
    var numbers: [ExactNumber] = []
    visit { inner in
      if case .number(let number) = inner, let value = ExactNumber(decimal: number.text.utf8) {
        numbers.append(value)
      }
    }
    return numbers
  }
}

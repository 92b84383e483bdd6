/// `target:`: which servers load what is written.
extension Checker {
  mutating func readTargets(_ setting: ScopedSetting) {
    var rulers: [(ruler: Ruler, range: SourceRange)] = []
    let usualForms = project.routeForms
    project.routeForms = []
    defer { if project.routeForms.isEmpty { project.routeForms = usualForms } }
    for argument in setting.setting.values {
      if let ruler = target(argument.value, in: setting.scope) {
        rulers.append((ruler, argument.range))
      }
    }
    guard let first = rulers.first else { return }
    // Rules of one text cannot be right for rulers that read it differently.
    if let other = rulers.first(where: { $0.ruler.name != first.ruler.name }) {
      report(.rulersDiffer(first.ruler, other.ruler, at: other.range, before: first.range))
    }
    project.rulers = rulers.map(\.ruler)
  }

  /// A ruler; nil for another server, which is noted, and for what has been reported.
  private mutating func target(_ expression: Expression, in scope: Scope) -> Ruler? {
    let name: Name
    var arguments: [Argument] = []
    switch expression {
    case .name(let written): name = written
    case .call(let call):
      guard case .name(let written) = call.callee else { fallthrough }
      name = written
      arguments = call.arguments
    default:
      report(.rulerExpected(at: expression.range))
      return nil
    }
    let version = arguments.first?.value
    switch name.text {
    case "prometheus": return prometheus(version)
    case "mimir":
      readMimir(arguments, at: expression.range, in: scope)
      return .mimir
    case "thanos": return central(.thanos, version)
    case "vmalert": return central(.vmalert, version)
    case "alertmanager": readAlertmanager(arguments)
    case "operator": readRuleObjects(arguments, in: scope)
    case "grafana": readGrafana(arguments)
    default: report(.unknownRuler(name))
    }
    return nil
  }

  /// A ruler behind the servers, which has no versions here.
  private mutating func central(_ ruler: Ruler, _ version: Expression?) -> Ruler? {
    guard let version else { return ruler }
    report(.versionWithoutEffect(ruler.name, at: version.range))
    return nil
  }

  /// `grafana(v2)`
  private mutating func readGrafana(_ arguments: [Argument]) {
    for (index, argument) in arguments.enumerated() {
      guard index == 0, argument.label == nil else {
        report(.unknownArgument(argument, of: "grafana", among: []))
        continue
      }
      let versions = GrafanaResourceVersion.allCases.map(\.rawValue)
      let word = word(argument.value, among: versions, for: "grafana")
      project.dashboardResources = word.flatMap(GrafanaResourceVersion.init)
    }
  }

  /// `alertmanager(0.28)`, `alertmanager(0.28, form: .fragment)`
  private mutating func readAlertmanager(_ arguments: [Argument]) {
    var form = RouteForm.configuration
    for (index, argument) in arguments.enumerated() {
      switch argument.label?.text {
      case nil where index == 0: readAlertmanagerVersion(argument.value)
      case "form":
        let word = word(argument.value, among: ["whole", "fragment"], for: "form")
        if word == "fragment" { form = .fragment }
      default: report(.unknownArgument(argument, of: "alertmanager", among: ["form"]))
      }
    }
    add(form)
  }

  /// A form is written once, whatever lists it.
  mutating func add(_ form: RouteForm) {
    if !project.routeForms.contains(form) { project.routeForms.append(form) }
  }

  private mutating func readAlertmanagerVersion(_ expression: Expression) {
    let number = numbers(of: expression)
    let version = AlertmanagerVersion(major: number?.major ?? 0, minor: number?.minor ?? 0)
    guard version >= .v0_25 else {
      report(
        .unsupportedVersion(
          "Alertmanager \(text(at: expression.range))",
          supported: "0.25 and later",
          why: "secrets in files need Alertmanager 0.25",
          at: expression.range
        )
      )
      return
    }
    project.alertmanager = version
  }

  private mutating func prometheus(_ expression: Expression?) -> Ruler? {
    guard let expression else { return .prometheus(.v2_42) }
    guard let number = numbers(of: expression), number >= PromQLVersion(2, 42),
      number < PromQLVersion(4, 0)
    else {
      report(
        .unsupportedVersion(
          "Prometheus \(text(at: expression.range))",
          supported: "2.42 and later, or 3",
          why: "keep_firing_for needs Prometheus 2.42",
          at: expression.range
        )
      )
      return nil
    }
    return .prometheus(number >= PromQLVersion(3, 0) ? .v3 : .v2_42)
  }

  /// `2.42`, or `3` for `3.0`; a third number is not looked at.
  private func numbers(of expression: Expression) -> PromQLVersion? {
    let parts = text(at: expression.range).split(separator: ".").map { Int($0) }
    guard let major = parts.first ?? nil, !parts.contains(nil) else { return nil }
    return PromQLVersion(major, parts.dropFirst().first.flatMap(\.self) ?? 0)
  }
}

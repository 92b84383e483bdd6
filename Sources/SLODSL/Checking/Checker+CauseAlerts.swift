/// An alert as it was reached.
struct ExpandedCause {
  let name: String
  let nameRange: SourceRange
  let declaration: ReservedDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

/// Alerts on conditions of the author's own: `alert HighErrorRate: ticket { when: …; for: 5m }`.
extension Checker {
  /// Finds an alert among the declarations of a service.
  mutating func expand(
    alert declaration: ReservedDeclaration,
    into body: inout ExpandedBody,
    in scope: Scope
  ) {
    let declared: (text: String, range: SourceRange)?
    switch declaration.head.first {
    case .name(let name): declared = declaredName(.identifier(name), in: scope)
    case .string(let literal): declared = declaredName(.text(literal), in: scope)
    case .missing: declared = nil
    default:
      report(.alertWithoutName(declaration))
      return
    }
    guard let (name, range) = declared, isValidIdentity(name, at: range, kind: "alert") else {
      return
    }
    guard !name.hasPrefix("SLO"), name != "Watchdog" else {
      report(.reservedAlertName(name, at: range))
      return
    }
    if let other = body.causes.first(where: { Self.slug($0.name) == Self.slug(name) }) {
      report(
        .sameIdentity(
          "alert",
          name,
          other.name,
          at: range,
          before: other.nameRange,
          through: other.instantiations
        )
      )
      return
    }
    body.causes.append(
      ExpandedCause(
        name: name,
        nameRange: range,
        declaration: declaration,
        scope: scope,
        instantiations: instantiations
      )
    )
  }

  /// The model of an alert; nil has been reported.
  mutating func causeAlert(
    _ expanded: ExpandedCause,
    service: String,
    inherited outer: InheritedSettings
  ) -> CauseAlert? {
    let places = instantiations
    instantiations = expanded.instantiations
    defer { instantiations = places }
    let declaration = expanded.declaration
    var settings = SettingGroup()
    collectSettings(
      declaration.body?.declarations ?? [],
      into: &settings,
      in: expanded.scope,
      allowed: SettingKey.alert,
      of: "an alert"
    )
    let severity = causeSeverity(of: expanded)
    let own = inherited(from: settings, over: outer)
    let documentation = Self.summary(of: declaration.documentation)
    let summary = settings.first(.summary).flatMap { text($0) } ?? documentation.summary
    let hold = settings.first(.for).flatMap { waiting($0) }
    let keep = settings.first(.keep).flatMap { duration($0) }
    guard let severity, let when = stated(.when, settings, of: expanded) else { return nil }
    let unless = settings.first(.unless)
    let exception = unless.flatMap { condition(of: $0) }
    guard let condition = condition(of: when), unless == nil || exception != nil else { return nil }
    if let unless, let exception,
      !narrows(exception.labels, condition.labels, at: unless.setting.range)
    {
      return nil
    }
    let asked = condition.metrics.union(exception?.metrics ?? [])
    return CauseAlert(
      name: expanded.name,
      service: service,
      severity: severity,
      summary: summary,
      details: documentation.details,
      condition: condition,
      exception: exception,
      conditionText: oneLine(when),
      hold: hold == .zero ? nil : hold,
      keepFiring: keep,
      labels: condition.labels ?? labels(ofSeriesOf: condition.metrics),
      scrape: asked.map { usedMetrics[$0]?.scrape ?? project.scrape }.max() ?? project.scrape,
      owner: own.owner,
      runbook: own.runbook,
      dashboard: own.dashboard,
      alertLabels: alertLabels(own),
      receivers: ReceiverChoice(page: own.page, ticket: own.ticket),
      origin: expanded.nameRange
    )
  }

  private mutating func causeSeverity(of expanded: ExpandedCause) -> CauseSeverity? {
    let head = expanded.declaration.head
    guard head.count > 1 else {
      report(.alertWithoutSeverity(expanded.name, at: expanded.nameRange))
      return nil
    }
    if head.count > 2 { report(.alertWithSeveralSeverities(at: head[2].range)) }
    let words = CauseSeverity.allCases.map(\.rawValue)
    return word(head[1], among: words, for: "alert \(expanded.name)")
      .flatMap(CauseSeverity.init(rawValue:))
  }

  private mutating func stated(
    _ key: SettingKey,
    _ settings: SettingGroup,
    of expanded: ExpandedCause
  ) -> ScopedSetting? {
    if let setting = settings.first(key) { return setting }
    if !settings.hasUnknown {
      report(.alertWithoutCondition(expanded.name, at: expanded.nameRange))
    }
    return nil
  }

  /// How long a condition must hold; zero is a way to say that it need not.
  private mutating func waiting(_ setting: ScopedSetting) -> Duration? {
    guard case .quantity(let quantity, _) = value(setting, as: .duration) else { return nil }
    return quantity.duration
  }

  private mutating func condition(of setting: ScopedSetting) -> AlertCondition? {
    guard let expression = single(setting) else { return nil }
    isAsking = true
    questioner = .alert
    defer {
      isAsking = false
      questioner = .panel
    }
    return reading(setting) { $0.alertCondition(expression, in: setting.scope) }
  }

  /// The condition as it is written, its lines joined.
  private func oneLine(_ setting: ScopedSetting) -> String {
    let text = setting.setting.values.first.map { self.text(at: $0.value.range) } ?? ""
    return text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }
      .joined(separator: " ").replacing("( ", with: "(").replacing(", )", with: ")")
  }

  // MARK: Labels

  /// The labels of series that keep all of theirs, as far as they are declared.
  func labels(ofSeriesOf names: Set<String>) -> [String] {
    let declared = names.sorted().compactMap { usedMetrics[$0] }.first { !$0.labels.isEmpty }
    let target = project.targetLabels
    return target + (declared?.labels.map(\.name) ?? []).filter { !target.contains($0) }
  }

  /// Whether what a second condition is told apart by tells the series of the first apart, too, so
  /// that the two can meet.
  mutating func narrows(_ second: [String]?, _ first: [String]?, at range: SourceRange) -> Bool {
    guard let first else { return true }
    guard let second else {
      report(.conditionsNeverMeet(nil, first, at: range))
      return false
    }
    guard Set(second).isSubset(of: first) else {
      report(.conditionsNeverMeet(second, first, at: range))
      return false
    }
    return true
  }
}

/// The body of a service after templates, loops and conditions: settings and SLOs in order.
struct ExpandedBody {
  /// Settings of templates, which the body's own take the place of.
  var defaults = SettingGroup()
  var settings = SettingGroup()
  private(set) var objectives: [ExpandedObjective] = []
  var dashboards: [ExpandedDashboard] = []
  var autoscalers: [ExpandedPlatformBlock] = []
  var loads: [ExpandedLoadTest] = []
  var canaries: [ExpandedPlatformBlock] = []
  var causes: [ExpandedCause] = []
  /// Where the SLO of each slug stands among `objectives`.
  private var places: [String: Int] = [:]

  /// A body that goes on where another stands, without its settings.
  init(continuing other: ExpandedBody? = nil) {
    if let other { takeObjectives(of: other) }
  }

  mutating func takeObjectives(of other: ExpandedBody) {
    (objectives, places, dashboards) = (other.objectives, other.places, other.dashboards)
    (autoscalers, canaries, loads) = (other.autoscalers, other.canaries, other.loads)
    causes = other.causes
  }

  /// The place of the SLO whose name has the same slug.
  func place(of name: String) -> Int? { places[Checker.slug(name)] }

  mutating func append(_ objective: ExpandedObjective) {
    places[Checker.slug(objective.name)] = objectives.count
    objectives.append(objective)
  }

  mutating func change(at place: Int, _ change: (inout ExpandedObjective) -> Void) {
    change(&objectives[place])
  }
}

/// An SLO as it was reached: several declarations when it is overridden.
struct ExpandedObjective {
  let name: String
  let nameRange: SourceRange
  var documentation: Documentation?
  /// The header's objective and the scope to read it in.
  var header: (expression: Expression, scope: Scope)?
  var window: (expression: Expression, scope: Scope)?
  var settings: SettingGroup
  let instantiations: [Diagnostic.Related]

  /// Whether nothing is said about it but its name.
  var isEmpty: Bool { header == nil && settings.all.isEmpty && !settings.hasUnknown }

  /// Takes over what an `override` states; an objective that it states takes the place of the
  /// former one, wherever that stood.
  mutating func override(with slo: SLODeclaration, settings other: SettingGroup, in scope: Scope) {
    if slo.objective != nil { settings.removePlainObjectives() }
    if other.hasPlainObjective { header = nil }
    settings.override(with: other)
    if let objective = slo.objective { header = (objective, scope) }
    if let over = slo.window { window = (over, scope) }
    if let documentation = slo.documentation { self.documentation = documentation }
  }
}

extension Checker {
  mutating func readServices() -> [Service] {
    var names: [String: (name: String, range: SourceRange)] = [:]
    var result: [Service] = []
    for service in services {
      instantiations = service.instantiations
      defer { instantiations = [] }
      guard let (name, range) = declaredName(service.declaration.name, in: service.scope) else {
        continue
      }
      guard isValidIdentity(name, at: range, kind: "service") else { continue }
      if let other = names[Self.slug(name)] {
        report(.sameIdentity("service", name, other.name, at: range, before: other.range))
        continue
      }
      names[Self.slug(name)] = (name, range)
      result.append(read(service, name: name, at: range))
    }
    instantiations = []
    checkAutoscalers(of: result)
    checkCanaries(of: result)
    return result
  }

  private mutating func read(
    _ service: ScopedService,
    name: String,
    at range: SourceRange
  ) -> Service {
    let declaration = service.declaration
    let problems = diagnostics.count
    var body = ExpandedBody()
    for template in declaration.templates {
      expand(template: template, into: &body, in: service.scope)
    }
    if let block = declaration.body {
      expand(block.declarations, into: &body, in: service.scope)
    }
    var settings = body.defaults
    settings.override(with: body.settings)
    let defaults = inherited(from: settings, over: projectSettings)
    let period = settings.first(.period).flatMap { setting in
      single(setting).flatMap { window($0, in: setting.scope) }
    }
    var objectives: [ServiceLevelObjective] = []
    for expanded in body.objectives {
      let outer = instantiations
      instantiations = expanded.instantiations
      defer { instantiations = outer }
      let objective = self.objective(
        expanded,
        service: name,
        inherited: defaults,
        period: period ?? project.period
      )
      if let objective {
        objectives.append(objective)
      } else if !diagnostics.containsErrors, !files.contains(where: \.diagnostics.containsErrors) {
        // Nothing may be left out in silence.
        report(.notUnderstood(expanded.name, at: expanded.nameRange))
      }
    }
    let causes = body.causes.compactMap { causeAlert($0, service: name, inherited: defaults) }
    if body.objectives.isEmpty, body.causes.isEmpty, diagnostics.count == problems {
      report(.serviceWithoutObjectives(name, at: range))
    }
    let coverable = CoverableObjectives(
      objectives,
      declared: body.objectives.map(\.name)
    )
    let documentation = Self.summary(of: declaration.documentation)
    let surroundings = PlatformSurroundings(
      service: name,
      namespace: defaults.namespace,
      namespaceOrigin: defaults.origins["namespace"],
      objectives: objectives,
      isIncomplete: objectives.count < body.objectives.count
    )
    return Service(
      name: name,
      summary: documentation.summary,
      details: documentation.details,
      owner: defaults.owner,
      runbook: defaults.runbook,
      objectives: objectives,
      causes: causes,
      dashboards: body.dashboards.map { dashboard($0) },
      autoscalers: body.autoscalers.compactMap { autoscaler($0, in: surroundings) },
      loads: body.loads.compactMap { loadTest($0, covering: coverable) },
      canaries: body.canaries.compactMap { canary($0, in: surroundings) },
      catalog: declaredMetrics(in: service.scope),
      origin: range
    )
  }

  /// The metrics that a scope's file sees, by name.
  private func declaredMetrics(in scope: Scope) -> [Metric] {
    let files = visibleFiles[scope.file] ?? [scope.file]
    let metrics = files.flatMap { globals[$0, default: [:]].values }.compactMap { symbol in
      if case .metric(let metric) = symbol { metric } else { nil as Metric? }
    }
    return metrics.sorted { $0.name < $1.name }
  }

  // MARK: Names

  mutating func declaredName(
    _ name: DeclaredName,
    in scope: Scope
  ) -> (text: String, range: SourceRange)? {
    switch name {
    // A name that is not there has been missed by the parser.
    case .identifier(let name): name.text.isEmpty && !name.isQuoted ? nil : (name.text, name.range)
    case .text(let literal): identityText(literal, in: scope).map { ($0, literal.range) }
    }
  }

  /// An identity must not depend on how slogen is called: each value would be another SLO.
  private mutating func identityText(_ literal: StringLiteral, in scope: Scope) -> String? {
    for case .interpolation(.name(let name), let range) in literal.segments {
      guard case .value(_, let declared) = symbol(named: name.text, in: scope),
        inputNames.contains(declared)
      else { continue }
      report(.inputInName(name, at: range))
      return nil
    }
    return text(of: literal, in: scope)
  }

  mutating func isValidIdentity(_ name: String, at range: SourceRange, kind: String) -> Bool {
    let bytes = Array(name.utf8)
    let isValid =
      (1...63).contains(bytes.count) && bytes.first.map(Self.isAlphanumeric) ?? false
      && bytes.last.map(Self.isAlphanumeric) ?? false
      && bytes.allSatisfy {
        Self.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
    let beginsFiles = ["service", "dashboard", "load test"]
    guard isValid else {
      report(.invalidIdentity(kind, name, at: range))
      return false
    }
    if beginsFiles.contains(kind), Self.devices.contains(name.lowercased()) {
      report(.deviceName(kind, name, at: range))
      return false
    }
    return true
  }

  /// What Windows takes for a device, whatever stands behind it and wherever the file is.
  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
  )

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Names that differ only by case, `_` and `-` would share files in some targets.
  static func slug(_ name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "_"): UInt8(ascii: "-")
        default: byte
        }
      },
      as: UTF8.self
    )
  }

  // MARK: Expansion

  mutating func expand(
    _ declarations: [Declaration],
    into body: inout ExpandedBody,
    in outer: Scope
  ) {
    var scope = outer
    for case .binding(let binding) in declarations {
      if scope.locals[binding.name.text].map({ !$0.isOuter(outer, binding.name.text) }) ?? false {
        report(
          .declaredTwice(
            binding.name,
            as: "value",
            before: scope.locals[binding.name.text]?.declared
          )
        )
      }
      scope.bind(binding.name.text, to: .binding(binding, scope))
    }
    for declaration in declarations {
      guard countExpansion(at: declaration.range) else { return }
      switch declaration {
      case .setting(let setting):
        add(setting, to: &body.settings, in: scope, allowed: SettingKey.service)
      case .slo(let slo): expand(slo, into: &body, in: scope)
      case .use(let use): expand(template: use.template, into: &body, in: scope)
      case .binding: continue
      case .loop(let loop):
        forEachIteration(of: loop, in: scope) { checker, inner in
          checker.expand(loop.body.declarations, into: &body, in: inner)
        }
      case .conditional(let conditional):
        guard let block = chosenBlock(of: conditional, in: scope) else { continue }
        expand(block.declarations, into: &body, in: scope)
      case .reserved(let reserved) where reserved.isDashboard:
        expand(dashboard: reserved, into: &body, in: scope)
      case .reserved(let reserved) where reserved.isAutoscaler || reserved.isCanary:
        let block = ExpandedPlatformBlock(
          declaration: reserved,
          scope: scope,
          instantiations: instantiations
        )
        if reserved.isCanary { body.canaries.append(block) } else { body.autoscalers.append(block) }
      case .reserved(let reserved) where reserved.isLoadTest:
        expand(load: reserved, into: &body, in: scope)
      case .reserved(let reserved) where reserved.isAlert:
        expand(alert: reserved, into: &body, in: scope)
      case .reserved(let reserved): report(.notGenerated(reserved))
      case .importation, .metric, .project, .policy, .receiver, .interval, .template, .service,
        .input, .call:
        report(.misplaced(declaration, in: "in a service"))
      }
    }
  }

  private mutating func expand(
    _ slo: SLODeclaration,
    into body: inout ExpandedBody,
    in scope: Scope
  ) {
    guard let (name, range) = declaredName(slo.name, in: scope) else { return }
    let settings = objectiveSettings(of: slo, in: scope)
    let known = body.place(of: name)
    if slo.isOverride {
      guard let known, body.objectives[known].name == name else {
        report(.overridesNothing(name, at: range, among: body.objectives.map(\.name)))
        return
      }
      body.change(at: known) { $0.override(with: slo, settings: settings, in: scope) }
      return
    }
    guard isValidIdentity(name, at: range, kind: "SLO") else { return }
    if let known {
      let other = body.objectives[known]
      report(
        .sameIdentity(
          "SLO",
          name,
          other.name,
          at: range,
          before: other.nameRange,
          through: other.instantiations
        )
      )
      return
    }
    body.append(
      ExpandedObjective(
        name: name,
        nameRange: range,
        documentation: slo.documentation,
        header: slo.objective.map { ($0, scope) },
        window: slo.window.map { ($0, scope) },
        settings: settings,
        instantiations: instantiations
      )
    )
  }

  /// The settings of an SLO; conditions may choose between them.
  private mutating func objectiveSettings(of slo: SLODeclaration, in scope: Scope) -> SettingGroup {
    var group = SettingGroup()
    var declarations = slo.body?.declarations ?? []
    let foreign = declarations.filter(\.statesForeignObjective)
    if let first = foreign.first?.setting {
      report(.objectiveOutsideHead(slo, first, foreign.compactMap(\.setting), text: text))
      group.hasUnknown = true
      declarations.removeAll(where: \.statesForeignObjective)
    }
    collectSettings(declarations, into: &group, in: scope, allowed: SettingKey.slo, of: "an SLO")
    return group
  }

  /// Collects the settings of a block that may name values and choose by inputs.
  mutating func collectSettings(
    _ declarations: [Declaration],
    into group: inout SettingGroup,
    in outer: Scope,
    allowed: [SettingKey],
    of subject: String
  ) {
    var scope = outer
    for declaration in declarations {
      switch declaration {
      case .setting(let setting): add(setting, to: &group, in: scope, allowed: allowed)
      case .binding(let binding): scope.bind(binding.name.text, to: .binding(binding, scope))
      case .conditional(let conditional):
        guard let block = chosenBlock(of: conditional, in: scope) else { continue }
        collectSettings(
          block.declarations,
          into: &group,
          in: scope,
          allowed: allowed,
          of: subject
        )
      case .reserved(let reserved) where !reserved.standsInServices:
        report(.notGenerated(reserved))
      default: report(.misplaced(declaration, in: "in " + subject))
      }
    }
  }
}

extension Declaration {
  fileprivate var setting: SettingDeclaration? {
    if case .setting(let setting) = self { setting } else { nil }
  }

  /// Whether it is what other tools call the objective or its period.
  fileprivate var statesForeignObjective: Bool {
    ["target", "window", "goal", "timeWindow", "time_window"].contains(setting?.key.text)
  }
}

extension Symbol {
  /// Whether the scope outside had this very name already, so that a block shadows it.
  fileprivate func isOuter(_ outer: Scope, _ name: String) -> Bool {
    outer.locals[name]?.declared == declared
  }
}

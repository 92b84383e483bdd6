/// A dashboard as it was reached.
struct ExpandedDashboard {
  let name: String
  let nameRange: SourceRange
  let declaration: ReservedDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

/// Pages of the author's own: `dashboard`, its rows and their panels.
extension Checker {
  /// Finds a dashboard among the declarations of a service.
  mutating func expand(
    dashboard declaration: ReservedDeclaration,
    into body: inout ExpandedBody,
    in scope: Scope
  ) {
    guard let (name, range) = dashboardName(of: declaration, in: scope) else { return }
    guard isValidIdentity(name, at: range, kind: "dashboard") else { return }
    if let other = body.dashboards.first(where: { Self.slug($0.name) == Self.slug(name) }) {
      report(
        .sameIdentity(
          "dashboard",
          name,
          other.name,
          at: range,
          before: other.nameRange,
          through: other.instantiations
        )
      )
      return
    }
    body.dashboards.append(
      ExpandedDashboard(
        name: name,
        nameRange: range,
        declaration: declaration,
        scope: scope,
        instantiations: instantiations
      )
    )
  }

  private mutating func dashboardName(
    of declaration: ReservedDeclaration,
    in scope: Scope
  ) -> (text: String, range: SourceRange)? {
    switch declaration.head.first {
    case .name(let name): return declaredName(.identifier(name), in: scope)
    case .string(let literal): return declaredName(.text(literal), in: scope)
    case .missing: return nil
    default:
      report(.dashboardWithoutName(declaration))
      return nil
    }
  }

  /// The model of a dashboard, without what is wrong in it, which has been reported.
  mutating func dashboard(_ expanded: ExpandedDashboard) -> AuthoredDashboard {
    let outer = instantiations
    instantiations = expanded.instantiations
    defer { instantiations = outer }
    let declaration = expanded.declaration
    let documentation = Self.summary(of: declaration.documentation)
    var rows: [AuthoredRow] = []
    collectRows(declaration.body?.declarations ?? [], into: &rows, in: expanded.scope)
    if rows.isEmpty, !diagnostics.containsErrors {
      report(.dashboardWithoutRows(expanded.name, at: expanded.nameRange))
    }
    return AuthoredDashboard(
      name: expanded.name,
      title: title(behind: 1, of: declaration, in: expanded.scope) ?? expanded.name,
      summary: documentation.summary,
      details: documentation.details,
      rows: rows,
      origin: expanded.nameRange
    )
  }

  /// The text at a place of the head; nil where there is none, or it is no text, which has been
  /// reported.
  private mutating func title(
    behind place: Int,
    of declaration: ReservedDeclaration,
    in scope: Scope
  ) -> String? {
    guard declaration.head.count > place else { return nil }
    let subject = declaration.keyword.text
    guard
      case .text(let text) = value(
        of: declaration.head[place],
        as: .text,
        for: subject,
        in: scope
      )
    else { return nil }
    return text
  }

  // MARK: Rows

  private mutating func collectRows(
    _ declarations: [Declaration],
    into rows: inout [AuthoredRow],
    in outer: Scope
  ) {
    forEachBlock(declarations, in: outer, place: "in a dashboard") { checker, block, scope in
      guard block.keyword.text == "row" else {
        checker.report(.panelOutsideRow(block))
        return
      }
      guard let title = checker.title(behind: 0, of: block, in: scope) else {
        if block.head.isEmpty { checker.report(.titleMissing(block)) }
        return
      }
      var panels: [AuthoredPanel] = []
      checker.collectPanels(block.body?.declarations ?? [], into: &panels, in: scope)
      rows.append(AuthoredRow(title: title, panels: panels))
    }
  }

  private mutating func collectPanels(
    _ declarations: [Declaration],
    into panels: inout [AuthoredPanel],
    in outer: Scope
  ) {
    forEachBlock(declarations, in: outer, place: "in a row") { checker, block, scope in
      let kinds = AuthoredPanel.Kind.allCases.map(\.rawValue)
      guard let kind = AuthoredPanel.Kind(rawValue: block.keyword.text) else {
        checker.report(
          .unknownDeclaration("panel", block.keyword, among: kinds, elsewhere: nil)
        )
        return
      }
      guard let panel = checker.panel(kind, block, in: scope) else { return }
      panels.append(panel)
    }
  }

  /// Runs `body` for each block, through loops and conditions.
  private mutating func forEachBlock(
    _ declarations: [Declaration],
    in outer: Scope,
    place: String,
    _ body: (inout Checker, ReservedDeclaration, Scope) -> Void
  ) {
    var scope = outer
    for declaration in declarations {
      guard countExpansion(at: declaration.range) else { return }
      switch declaration {
      case .reserved(let block): body(&self, block, scope)
      case .binding(let binding): scope.bind(binding.name.text, to: .binding(binding, scope))
      case .loop(let loop):
        forEachIteration(of: loop, in: scope) { checker, inner in
          checker.forEachBlock(loop.body.declarations, in: inner, place: place, body)
        }
      case .conditional(let conditional):
        guard let block = chosenBlock(of: conditional, in: scope) else { continue }
        forEachBlock(block.declarations, in: scope, place: place, body)
      default: report(.misplaced(declaration, in: place))
      }
    }
  }

  // MARK: Panels

  private mutating func panel(
    _ kind: AuthoredPanel.Kind,
    _ block: ReservedDeclaration,
    in scope: Scope
  ) -> AuthoredPanel? {
    guard let title = title(behind: 0, of: block, in: scope) else {
      if block.head.isEmpty { report(.titleMissing(block)) }
      return nil
    }
    guard block.head.count > 1 else {
      report(.panelWithoutQuery(block, kind))
      return nil
    }
    if block.head.count > 2 { report(.panelWithSeveralQueries(at: block.head[2].range)) }
    let settings = settings(of: block.body, in: scope, allowed: SettingKey.panel)
    guard let content = content(of: kind, block.head[1], in: scope) else { return nil }
    let unit = unit(of: content, settings)
    return AuthoredPanel(
      kind: kind,
      title: title,
      text: block.documentation?.text ?? "",
      content: content,
      unit: unit,
      judgement: judgement(settings, in: unit),
      width: size(settings.first(.width), atMost: 24),
      height: size(settings.first(.height), atMost: 100),
      isStacked: settings.first(.stacked).flatMap { isTrue($0) } ?? false
    )
  }

  private mutating func content(
    of kind: AuthoredPanel.Kind,
    _ expression: Expression,
    in scope: Scope
  ) -> AuthoredPanel.Content? {
    if kind == .text {
      guard case .text(let text) = value(of: expression, as: .text, for: "text", in: scope) else {
        return nil
      }
      return .text(text)
    }
    guard let named = namedExpressions(expression, in: scope) else { return nil }
    let isLogs = named.contains { $0.expression.isLogQL }
    guard kind != .logs || isLogs else {
      report(.logsNeedLogQL(at: expression.range))
      return nil
    }
    guard !isLogs else {
      let queries = named.map { entry in
        logQuery(entry.expression, in: scope).map { NamedQuery(name: entry.name, query: $0) }
      }
      return queries.contains(nil) ? nil : .logs(queries.compactMap(\.self))
    }
    isAsking = true
    defer { isAsking = false }
    let queries = named.map { entry in
      metricQuery(entry.expression, in: scope).map { NamedQuery(name: entry.name, query: $0) }
    }
    return queries.contains(nil) ? nil : .metrics(queries.compactMap(\.self))
  }

  /// One query, or several with their names: `["p50": …, "p99": …]`.
  private mutating func namedExpressions(
    _ expression: Expression,
    in scope: Scope
  ) -> [(name: String?, expression: Expression)]? {
    guard case .dictionary(let entries, let range) = expression else { return [(nil, expression)] }
    guard !entries.isEmpty else {
      report(.wrongType("an empty dictionary", expected: "a query", at: range))
      return nil
    }
    var named: [(name: String?, expression: Expression)] = []
    for entry in entries {
      guard
        case .text(let name) = value(of: entry.key, as: .text, for: "the name", in: scope)
      else { return nil }
      named.append((name, entry.value))
    }
    return named
  }

  private mutating func logQuery(_ expression: Expression, in scope: Scope) -> String? {
    guard case .call(let call) = expression, expression.isLogQL,
      case .string(let literal)? = call.arguments.first?.value
    else {
      report(.mixedSources(at: expression.range))
      return nil
    }
    return text(of: literal, in: scope)
  }

  // MARK: Settings of panels

  /// What `unit:` says, else what the queries have in common.
  private mutating func unit(
    of content: AuthoredPanel.Content,
    _ settings: SettingGroup
  ) -> QueryUnit {
    if let setting = settings.first(.unit) {
      let units = MetricUnit.allCases.map(\.rawValue)
      guard let expression = single(setting),
        let word = word(expression, among: units, for: "unit")
      else { return .unknown }
      return MetricUnit(rawValue: word).map { QueryUnit($0) } ?? .unknown
    }
    guard case .metrics(let queries) = content, let first = queries.first?.query.unit,
      queries.allSatisfy({ $0.query.unit == first })
    else { return .unknown }
    return first
  }

  private mutating func judgement(_ settings: SettingGroup, in unit: QueryUnit) -> PanelJudgement? {
    if let good = settings.first(.good), let bad = settings.first(.bad) {
      report(.goodAndBad(at: bad.setting.range, before: good.setting.range))
      return nil
    }
    guard let setting = settings.first(.good) ?? settings.first(.bad),
      let expression = single(setting)
    else { return nil }
    guard expression.comparesValue else {
      report(.panelNeedsBound(at: expression.range))
      return nil
    }
    guard let judgement = judgement(setting, about: nil) else { return nil }
    guard case .comparison(let comparison) = judgement, comparison.subject == .value,
      let threshold = comparison.threshold
    else {
      report(.panelNeedsBound(at: setting.setting.range))
      return nil
    }
    let isBelow: Bool
    switch comparison.operator {
    case .less, .lessOrEqual: isBelow = true
    case .greater, .greaterOrEqual: isBelow = false
    default:
      report(.panelNeedsBound(at: setting.setting.range))
      return nil
    }
    guard let bound = threshold.bound(in: unit) else {
      report(
        .unitMismatch(
          threshold,
          text: comparison.thresholdText,
          unit: unit.unit,
          metric: nil,
          at: comparison.thresholdRange
        )
      )
      return nil
    }
    return PanelJudgement(bound: bound, goodIsBelow: isBelow == (setting.key == .good))
  }

  private mutating func size(_ setting: ScopedSetting?, atMost limit: Int) -> Int? {
    guard let setting, let value = value(setting, as: .integer),
      case .quantity(let quantity, _) = value, let number = quantity.value.integer
    else { return nil }
    guard (1...limit).contains(number) else {
      report(
        .wrongType(
          "\(number)",
          expected: "a whole number from 1 to \(limit)",
          at: setting.setting.values[0].range
        )
      )
      return nil
    }
    return number
  }

  private mutating func isTrue(_ setting: ScopedSetting) -> Bool? {
    guard case .boolean(let flag) = value(setting, as: .boolean) else { return nil }
    return flag
  }
}

extension ReservedDeclaration {
  var isDashboard: Bool { keyword.text == Keyword.dashboard.rawValue }
  var isAutoscaler: Bool { keyword.text == Keyword.autoscale.rawValue }
  var isCanary: Bool { keyword.text == Keyword.canary.rawValue }
  var isAlert: Bool { keyword.text == Keyword.alert.rawValue }
  /// Whether a service may hold it, and nothing else.
  var standsInServices: Bool {
    isDashboard || isAutoscaler || isCanary || isLoadTest || isAlert
  }
}

extension Expression {
  /// `#logql("…")`
  var isLogQL: Bool {
    guard case .call(let call) = self, case .name(let name) = call.callee else { return false }
    return name.text == "#logql"
  }
}

extension Expression {
  /// Whether `value` stands on one side of a comparison; what is missing has been reported.
  fileprivate var comparesValue: Bool {
    switch self {
    case .parenthesized(let inner, _): inner.comparesValue
    case .missing: true
    case .binary(let binary) where binary.operator.isComparison:
      [binary.left, binary.right].contains { side in
        if case .name(let name) = side { name.text == "value" } else { false }
      }
    default: false
    }
  }
}

extension Quantity {
  /// The number that a question of this unit yields for the quantity; nil when the two measure
  /// different things.
  func bound(in unit: QueryUnit) -> ExactNumber? {
    guard unit.isPerSecond else { return converted(to: unit.unit) }
    switch (self.unit, unit.unit) {
    case (.byteRate, .bytes), (.eventRate, .count), (.number, .count), (.number, .unknown),
      (.eventRate, .unknown):
      return value
    default: return nil
    }
  }
}

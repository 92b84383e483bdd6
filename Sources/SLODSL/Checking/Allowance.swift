/// A diagnostic that the author has thought about: `allow: SLO4101(because: "a test service")`.
struct Allowance {
  let code: DiagnosticCode
  /// Where the code stands.
  let place: SourceRange
  /// The block in which nothing more is said of the code; nil for the project's, which holds for
  /// everything.
  let block: SourceRange?

  /// Whether it silences a diagnostic: one of its code inside the block, or reached from it through
  /// a template or a loop. Errors are never silenced.
  ///
  /// - Parameter service: the service of which it is said, where only that is known.
  func covers(_ diagnostic: Diagnostic, of service: SourceRange? = nil) -> Bool {
    guard diagnostic.code == code, diagnostic.severity < .error else { return false }
    guard let block else { return true }
    let places = [diagnostic.range, service].compactMap(\.self) + diagnostic.related.map(\.range)
    return places.contains { place in
      place.file == block.file && block.start <= place.start && place.end <= block.end
    }
  }
}

extension Declaration {
  /// `allow: …`, which may stand in blocks that have no settings.
  var isAllowance: Bool {
    guard case .setting(let setting) = self else { return false }
    return setting.key.text == SettingKey.allow.rawValue
  }
}

/// Collects the allowances of a set of files, and what is wrong with them.
struct AllowanceReader {
  private(set) var allowances: [Allowance] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ files: [SpecSyntax]) {
    for file in files { read(file.declarations, in: nil) }
  }

  /// Takes away what is allowed, and says which allowances were not needed.
  ///
  /// - Parameter isComplete: whether everything was checked that could need an allowance.
  func applied(
    to diagnostics: [Diagnostic],
    and findings: [PracticeFinding],
    isComplete: Bool
  ) -> [Diagnostic] {
    let all = diagnostics.map { PracticeFinding($0, of: nil) } + findings
    var isNeeded = [Bool](repeating: false, count: allowances.count)
    let rest = all.filter { finding in
      guard finding.diagnostic.severity < .error else { return true }
      var isSilenced = false
      for (index, allowance) in allowances.enumerated()
      where allowance.covers(finding.diagnostic, of: finding.service) {
        isNeeded[index] = true
        isSilenced = true
      }
      return !isSilenced
    }
    let needless =
      isComplete
      ? zip(allowances, isNeeded).filter { !$1 }.map { Diagnostic.needlessAllowance($0.0) } : []
    return rest.map(\.diagnostic) + self.diagnostics + needless
  }

  private mutating func read(_ declarations: [Declaration], in block: SourceRange?) {
    for declaration in declarations {
      switch declaration {
      case .setting(let setting) where setting.key.text == SettingKey.allow.rawValue:
        for value in setting.values { read(value, in: block) }
      case .project(let project): read(project.body.declarations, in: nil)
      case .interval(let interval): read(interval.body.declarations, in: interval.range)
      case .policy(let policy): read(policy.body.declarations, in: policy.range)
      case .metric(let metric): read(metric.body?.declarations ?? [], in: metric.range)
      case .template(let template): read(template.body.declarations, in: template.range)
      case .service(let service): read(service.body?.declarations ?? [], in: service.range)
      case .slo(let slo): read(slo.body?.declarations ?? [], in: slo.range)
      case .reserved(let block):
        read(block.body?.declarations ?? [], in: block.range)
      case .loop(let loop): read(loop.body.declarations, in: block)
      case .conditional(let conditional):
        read(conditional.body.declarations + (conditional.otherwise?.declarations ?? []), in: block)
      default: break
      }
    }
  }

  private mutating func read(_ value: Argument, in block: SourceRange?) {
    if case .missing = value.value { return }
    if case .name(let name) = value.value, DiagnosticCode(rawValue: name.text) != nil {
      diagnostics.append(.reasonMissing(name, at: name.range))
      return
    }
    guard case .call(let call) = value.value, case .name(let name) = call.callee,
      value.label == nil
    else {
      diagnostics.append(.allowanceExpected(at: value.range))
      return
    }
    guard let code = DiagnosticCode(rawValue: name.text) else {
      diagnostics.append(.unknownAllowance(name))
      return
    }
    guard code.severity < .error else {
      diagnostics.append(.errorAllowed(name))
      return
    }
    guard call.arguments.count == 1, let reason = call.arguments.first,
      reason.label?.text == "because", case .string(let text) = reason.value,
      !text.segments.isEmpty
    else {
      diagnostics.append(.reasonMissing(name, at: call.range))
      return
    }
    allowances.append(Allowance(code: code, place: name.range, block: block))
  }
}

/// Words for allowances.
extension Diagnostic {
  fileprivate static func allowanceExpected(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2028,
      "'allow:' takes codes with reasons",
      at: range,
      help: ["write allow: SLO4102(because: \"the team watches a screen\")"]
    )
  }

  fileprivate static func unknownAllowance(_ name: Name) -> Diagnostic {
    let codes = DiagnosticCode.allCases.filter { $0.severity < .error }.map(\.rawValue)
    let near = EditDistance.nearest(to: name.text, among: codes)
    return Diagnostic(
      .SLO2028,
      "no diagnostic has the code '\(name.text)'",
      at: name.range,
      help: ["codes stand in brackets in front of what they say: warning[SLO4102]"],
      fixIts: near.map { [FixIt("write \($0)", replacing: name.range, with: $0)] } ?? []
    )
  }

  fileprivate static func errorAllowed(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO2028,
      "\(name.text) is an error, and errors cannot be allowed",
      at: name.range,
      notes: ["what it says would make the rules wrong"]
    )
  }

  fileprivate static func reasonMissing(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2028,
      "\(name.text) is allowed without a reason",
      at: range,
      notes: ["whoever reads this next has to know why it is right here"],
      help: ["write \(name.text)(because: \"…\")"]
    )
  }

  fileprivate static func needlessAllowance(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      .SLO4109,
      "nothing here needs \(allowance.code.rawValue) to be allowed",
      at: allowance.place,
      notes: ["it would silence the next mistake of this kind"],
      help: ["take it out"]
    )
  }
}

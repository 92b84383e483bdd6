/// A load test as it was reached.
struct ExpandedLoadTest {
  let name: String
  let nameRange: SourceRange
  let declaration: ReservedDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

/// `load`: its settings and the shapes of its traffic.
extension Checker {
  /// Finds a load test among the declarations of a service.
  mutating func expand(
    load declaration: ReservedDeclaration,
    into body: inout ExpandedBody,
    in scope: Scope
  ) {
    let name: DeclaredName
    switch declaration.head.first {
    case .name(let written): name = .identifier(written)
    case .string(let literal): name = .text(literal)
    case .missing: return
    default:
      report(.loadWithoutName(declaration))
      return
    }
    guard let (text, range) = declaredName(name, in: scope),
      isValidIdentity(text, at: range, kind: "load test")
    else { return }
    if let extra = declaration.head.dropFirst().first {
      report(.loadWithSeveralNames(at: extra.range))
      return
    }
    if let other = body.loads.first(where: { Self.slug($0.name) == Self.slug(text) }) {
      report(
        .sameIdentity(
          "load test",
          text,
          other.name,
          at: range,
          before: other.nameRange,
          through: other.instantiations
        )
      )
      return
    }
    body.loads.append(
      ExpandedLoadTest(
        name: text,
        nameRange: range,
        declaration: declaration,
        scope: scope,
        instantiations: instantiations
      )
    )
  }

  /// One load test, typed; nil has been reported.
  ///
  /// - Parameter objectives: those of the service, which requests may cover.
  mutating func loadTest(
    _ expanded: ExpandedLoadTest,
    covering objectives: CoverableObjectives
  ) -> LoadTest? {
    let outer = instantiations
    instantiations = expanded.instantiations
    defer { instantiations = outer }
    var settings = SettingGroup()
    collectLoadSettings(
      expanded.declaration.body?.declarations ?? [],
      into: &settings,
      in: expanded.scope
    )
    reportMissing(in: settings, of: expanded)
    let url = settings.first(.url).flatMap { loadAddress($0) }
    let rate = settings.first(.rate).flatMap { loadRate($0) }
    let duration =
      settings.first(.duration).map { loadDuration($0) } ?? Duration.minutes(10)
    let timeout = settings.first(.timeout).map { self.duration($0) } ?? Duration.seconds(10)
    let allowance = settings.first(.allowance).map { self.duration($0) } ?? Duration.zero
    let health = settings.first(.health).map { healthPath($0) } ?? "/"
    let requests = loadRequests(settings, covering: objectives)
    guard let url, let rate, let duration, let timeout, let allowance, let health, let requests
    else { return nil }
    guard checkSecrets(of: requests) else { return nil }
    let profiles = loadProfiles(settings.first(.profiles), rate: rate, duration: duration)
    guard let profiles else { return nil }
    let documentation = Self.summary(of: expanded.declaration.documentation)
    return LoadTest(
      name: expanded.name,
      summary: documentation.summary,
      details: documentation.details,
      url: url,
      health: health,
      requests: requests,
      rate: rate,
      duration: duration,
      timeout: timeout,
      allowance: allowance,
      profiles: profiles,
      origin: expanded.nameRange
    )
  }

  private mutating func collectLoadSettings(
    _ declarations: [Declaration],
    into group: inout SettingGroup,
    in outer: Scope
  ) {
    var scope = outer
    for declaration in declarations {
      switch declaration {
      case .setting(let setting): add(setting, to: &group, in: scope, allowed: SettingKey.load)
      case .binding(let binding): scope.bind(binding.name.text, to: .binding(binding, scope))
      case .conditional(let conditional):
        guard let block = chosenBlock(of: conditional, in: scope) else { continue }
        collectLoadSettings(block.declarations, into: &group, in: scope)
      default: report(.misplaced(declaration, in: "in a load test"))
      }
    }
  }

  private mutating func reportMissing(in settings: SettingGroup, of expanded: ExpandedLoadTest) {
    guard !settings.hasUnknown else { return }
    let missing = [SettingKey.url, .request, .rate].filter { settings.first($0) == nil }
    if !missing.isEmpty {
      report(.loadLacks(missing.map(\.rawValue), expanded.name, at: expanded.nameRange))
    }
  }

  // MARK: Single settings

  /// Scheme and host without a slash at the end.
  private mutating func loadAddress(_ setting: ScopedSetting) -> String? {
    guard let url = url(setting) else { return nil }
    let range = setting.setting.values[0].range
    guard let host = url.split(separator: "/", maxSplits: 1).dropFirst().first?.dropFirst() else {
      report(.notAnAddress(url, at: range))
      return nil
    }
    let authority = host.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      report(.secretInAddress(at: range))
      return nil
    }
    guard !host.contains("?"), !host.contains("#") else {
      report(.addressWithQuery(at: range))
      return nil
    }
    var bare = Substring(url)
    while bare.hasSuffix("/") { bare.removeLast() }
    return String(bare)
  }

  /// Requests a second, of which each second, minute or hour has a whole number.
  private mutating func loadRate(_ setting: ScopedSetting) -> ExactNumber? {
    guard let rate = eventRate(setting, in: [.eventRate]) else { return nil }
    guard (rate * ExactNumber(3600)).isInteger, rate <= ExactNumber(1_000_000) else {
      report(.loadRateNotWhole(at: setting.setting.values[0].range))
      return nil
    }
    return rate
  }

  private mutating func loadDuration(_ setting: ScopedSetting) -> Duration? {
    guard let duration = duration(setting) else { return nil }
    guard (.seconds(10)...(.days(7))).contains(duration), duration.isMultiple(of: .second) else {
      report(.loadDurationOutOfRange(duration, at: setting.setting.values[0].range))
      return nil
    }
    return duration
  }

  private mutating func healthPath(_ setting: ScopedSetting) -> String? {
    guard let path = text(setting) else { return nil }
    return checkedPath(path, at: setting.setting.values[0].range)
  }

  /// Each file of a secret has a variable of its own, unlike those that scripts read anyway.
  private mutating func checkSecrets(of requests: [LoadRequest]) -> Bool {
    var files: [String: String] = [:]
    for request in requests {
      for case .secret(let file) in request.headers.map(\.value) {
        guard let variable = SecretFile.variable(of: file) else { continue }
        guard !SecretFile.reserved.contains(variable), files[variable, default: file] == file
        else {
          report(.secretsCollide(file, variable, other: files[variable], at: request.origin))
          return false
        }
        files[variable] = file
      }
    }
    return true
  }

  // MARK: Profiles

  /// All kinds where the author says nothing.
  private mutating func loadProfiles(
    _ setting: ScopedSetting?,
    rate: ExactNumber,
    duration: Duration
  ) -> [LoadProfile]? {
    let usual = { (kind: LoadProfile.Kind) in
      LoadProfile(
        kind: kind,
        peak: rate * ExactNumber(kind.usualPeak),
        duration: kind.usualDuration(beside: duration)
      )
    }
    guard let setting else {
      return LoadProfile.Kind.usualOrder.map(usual)
    }
    return reading(setting) { checker in
      var profiles: [LoadProfile] = []
      for argument in setting.setting.values {
        guard
          let profile = checker.loadProfile(argument, usual: usual, rate: rate, in: setting.scope)
        else { return nil }
        guard !profiles.contains(where: { $0.kind == profile.kind }) else {
          checker.report(.profileTwice(profile.kind, at: argument.range))
          return nil
        }
        profiles.append(profile)
      }
      return profiles.isEmpty ? nil : profiles
    }
  }

  /// `baseline`, `stress(peak: 3x, duration: 20m)`
  private mutating func loadProfile(
    _ argument: Argument,
    usual: (LoadProfile.Kind) -> LoadProfile,
    rate: ExactNumber,
    in scope: Scope
  ) -> LoadProfile? {
    if let label = argument.label {
      report(.noLabelExpected(label, key: "profiles"))
      return nil
    }
    let words = LoadProfile.Kind.allCases.map(\.rawValue)
    guard case .call(let call) = argument.value else {
      return word(argument.value, among: words, for: "profiles")
        .flatMap(LoadProfile.Kind.init(rawValue:)).map(usual)
    }
    guard
      let kind = word(call.callee, among: words, for: "profiles")
        .flatMap(LoadProfile.Kind.init(rawValue:))
    else { return nil }
    let names = kind.arguments
    var peak = usual(kind).peak
    var length = usual(kind).duration
    for (index, written) in call.arguments.enumerated() {
      let earlier = call.arguments[..<index].map(\.label?.text)
      guard let label = written.label?.text, names.contains(label), !earlier.contains(label) else {
        report(.unknownArgument(written, of: kind.rawValue, among: names))
        return nil
      }
      if label == "peak" {
        guard let value = peakRate(written.value, rate: rate, in: scope) else { return nil }
        peak = value
      } else {
        guard let value = profileDuration(written.value, in: scope) else { return nil }
        length = value
      }
    }
    return LoadProfile(kind: kind, peak: peak, duration: length)
  }

  private mutating func profileDuration(
    _ expression: Expression,
    in scope: Scope
  ) -> Duration? {
    guard
      case .quantity(let quantity, _) = value(
        of: expression,
        as: .duration,
        for: "duration",
        in: scope
      ), let duration = quantity.duration
    else { return nil }
    guard (.seconds(10)...(.days(7))).contains(duration), duration.isMultiple(of: .second) else {
      report(.loadDurationOutOfRange(duration, at: expression.range))
      return nil
    }
    return duration
  }

  /// `3x` of the rate, or a rate of its own that is higher.
  private mutating func peakRate(
    _ expression: Expression,
    rate: ExactNumber,
    in scope: Scope
  ) -> ExactNumber? {
    guard let value = value(of: expression, in: scope) else { return nil }
    guard case .quantity(let quantity, _) = value, [.factor, .eventRate].contains(quantity.unit)
    else {
      report(
        .wrongType(
          value.noun,
          expected: "a factor or a rate",
          at: expression.range,
          help: "write peak: 3x, or peak: 600rps"
        )
      )
      return nil
    }
    let peak = quantity.unit == .factor ? quantity.value * rate : quantity.value
    guard peak > rate, peak <= ExactNumber(1_000_000) else {
      report(.peakNotAboveRate(at: expression.range))
      return nil
    }
    return peak
  }
}

extension ReservedDeclaration {
  var isLoadTest: Bool { keyword.text == Keyword.load.rawValue }
}

extension LoadProfile.Kind {
  /// The first is what runs when nobody names one.
  fileprivate static let usualOrder: [LoadProfile.Kind] = [
    .baseline, .smoke, .stress, .spike, .soak, .breakpoint,
  ]

  /// How long it takes where the author says nothing, beside a baseline of some length.
  fileprivate func usualDuration(beside baseline: Duration) -> Duration {
    switch self {
    case .smoke: .minute
    case .baseline, .stress: baseline
    case .spike: .minute
    case .soak: .hours(4)
    case .breakpoint: .minutes(30)
    }
  }

  fileprivate var arguments: [String] {
    switch self {
    case .smoke: []
    case .baseline, .soak: ["duration"]
    case .stress, .spike, .breakpoint: ["peak", "duration"]
    }
  }
}

/// What an SLO has from its service and its project unless it says otherwise.
struct InheritedSettings {
  var owner: String?
  var runbook: String?
  var dashboard: String?
  var page: [Recipient] = []
  var ticket: [Recipient] = []
  var policy: PolicyChoice = .standard
  var noData: [NoDataResponse] = [.alert(after: .minutes(10), each: false)]
  /// In the unit of the events.
  var minimum = ExactNumber(3)
  var minimumIsSize = false
  /// Events a second on an average day; nil where nobody said.
  var traffic: ExactNumber?
  var recording = RecordingExtent.full
  var labels: [Label] = []
  var namespace: String?
  /// Where each of them was written, by key.
  var origins: [String: SourceRange] = [:]
}

/// Which policy holds.
enum PolicyChoice {
  /// The table for the SLO's period.
  case standard
  /// Records and alerts nobody.
  case quiet
  case declared(BlockDeclaration, Scope)
}

extension Checker {
  mutating func readProject() {
    guard let block = projectBlocks.first else { return }
    for other in projectBlocks.dropFirst() {
      report(
        .secondProject(other.declaration.name, before: block.declaration.name.range)
      )
    }
    let settings = self.settings(
      of: block.declaration.body,
      in: block.scope,
      allowed: SettingKey.project
    )
    readTiming(settings)
    readPeriods(settings)
    readSwitches(settings)
    readProjectLabels(settings)
    project.dashboards = settings.first(.dashboards).flatMap { url($0) }
    project.prometheus = settings.first(.prometheus).flatMap { url($0) }
    project.runbooks = settings.first(.runbooks).flatMap { url($0) }
    projectSettings = inherited(from: settings, over: InheritedSettings())
    project.receivers = ReceiverChoice(page: projectSettings.page, ticket: projectSettings.ticket)
    project.namespace = projectSettings.namespace
    if let heartbeat = settings.first(.heartbeat) { project.heartbeat = self.heartbeat(heartbeat) }
    if let limits = settings.first(.limits) { project.limits = costLimits(limits) }
    for key in SettingKey.project {
      project.settingOrigins[key.rawValue] = settings.first(key)?.setting.range
    }
  }

  private mutating func readTiming(_ settings: SettingGroup) {
    if let scrape = settings.first(.scrape).flatMap({ duration($0) }) { project.scrape = scrape }
    if let every = settings.first(.evaluation).flatMap({ duration($0) }) {
      project.evaluation = every
    }
    if let settle = settings.first(.settle) {
      if case .quantity(let quantity, _) = value(settle, as: .duration),
        let duration = quantity.duration
      {
        project.settle = duration
      }
    } else {
      // A scrape that takes longer than its interval is skipped, so nothing can settle later.
      project.settle = min(project.settle, project.scrape)
    }
    if project.settle > project.scrape {
      report(
        .settleBeyondScrape(
          project.settle,
          scrape: project.scrape,
          at: settings.first(.settle)?.setting.range
        )
      )
    }
    if MeasurementTiming.interval(scrape: project.scrape, evaluation: project.evaluation) == nil {
      let place = settings.first(.scrape) ?? settings.first(.evaluation)
      report(
        .intervalsDoNotFit(
          scrape: project.scrape,
          evaluation: project.evaluation,
          at: place?.setting.range
        )
      )
    }
  }

  private mutating func readPeriods(_ settings: SettingGroup) {
    if let retention = settings.first(.retention).flatMap({ duration($0) }) {
      project.retention = retention
    }
    guard let period = settings.first(.period), let expression = single(period) else { return }
    if let window = window(expression, in: period.scope) { project.period = window }
  }

  private mutating func readSwitches(_ settings: SettingGroup) {
    if let accuracy = settings.first(.accuracy), let expression = single(accuracy),
      let word = word(expression, among: ["exact", "standard"], for: "accuracy")
    {
      project.countsBirths = word == "exact"
      project.reconciles = word == "exact"
    }
    if let births = settings.first(.births), let expression = single(births),
      let word = word(expression, among: ["on", "off"], for: "births")
    {
      project.countsBirths = word == "on"
    }
    if let target = settings.first(.target) { readTargets(target) }
  }

  private mutating func readProjectLabels(_ settings: SettingGroup) {
    if let severities = settings.first(.severities) {
      var words = project.severityWords
      for (name, value) in assignments(severities) {
        switch name.text {
        case "page": words.page = value
        case "ticket": words.ticket = value
        case "info": words.info = value
        default:
          report(
            .unknownWord(
              name,
              at: name.range,
              among: ["page", "ticket", "info"],
              for: "severities"
            )
          )
        }
      }
      if words.page == words.ticket {
        report(.severitiesEqual(words.page, at: severities.setting.range))
      }
      if [words.page, words.ticket].contains(words.info) {
        report(.infoTellsSomebody(words.info, at: severities.setting.range))
      }
      project.severityWords = words
    }
    if let external = settings.first(.external) {
      project.externalLabels = labelNames(external)
    }
    if let target = settings.first(.targetLabels) {
      project.targetLabels = labelNames(target)
    }
  }

  /// Names that texts of notifications can show.
  private mutating func labelNames(_ setting: ScopedSetting) -> [String] {
    let labels = names(setting)
    for label in labels where !Self.isLabelName(label.text) {
      report(.invalidLabelName(label.text, at: label.range))
    }
    return labels.map(\.text)
  }

  // MARK: What is inherited

  mutating func inherited(
    from settings: SettingGroup,
    over outer: InheritedSettings
  ) -> InheritedSettings {
    var result = outer
    for key in SettingKey.inherited {
      if let setting = settings.first(key) { result.origins[key.rawValue] = setting.setting.range }
    }
    if let owner = settings.first(.owner).flatMap({ text($0) }) { result.owner = owner }
    if let runbook = settings.first(.runbook).flatMap({ url($0) }) { result.runbook = runbook }
    if let dashboard = settings.first(.dashboard).flatMap({ url($0) }) {
      result.dashboard = dashboard
    }
    if let namespace = settings.first(.namespace).flatMap({ text($0) }) {
      result.namespace = namespace
    }
    if let page = settings.first(.page) {
      result.page = recipients(page)
      if !result.page.isEmpty, !result.page.isSomebodyAlwaysTold {
        report(.pageMayBeMuted(result.page, at: page.setting.range))
      }
    }
    if let ticket = settings.first(.ticket) { result.ticket = recipients(ticket) }
    if let policy = settings.first(.policy) {
      result.policy = policyChoice(policy) ?? result.policy
    }
    if let noData = settings.first(.noData) { result.noData = noDataResponses(noData) }
    if let minimum = settings.first(.minimum) { readMinimum(minimum, into: &result) }
    if let traffic = settings.first(.traffic).flatMap({ eventRate($0) }) {
      result.traffic = traffic
    }
    if let recording = settings.first(.recording) {
      result.recording = word(recording, of: RecordingExtent.self) ?? result.recording
    }
    if let labels = settings.first(.labels) {
      for label in alertLabels(labels) {
        result.labels.removeAll { $0.name == label.name }
        result.labels.append(label)
      }
    }
    return result
  }

  /// Events a second; nil has been reported.
  mutating func eventRate(
    _ setting: ScopedSetting,
    in units: Set<Quantity.Unit> = [.eventRate, .byteRate]
  ) -> ExactNumber? {
    guard let expression = single(setting),
      let value = reading(setting, { $0.value(of: expression, in: setting.scope) })
    else { return nil }
    guard case .quantity(let quantity, _) = value,
      units.contains(quantity.unit), quantity.value > .zero
    else {
      report(
        .wrongType(
          value.noun,
          expected: "a rate of events",
          at: expression.range,
          help: "write \(setting.setting.key.text): 20rps, or 5/min"
        )
      )
      return nil
    }
    return quantity.value
  }

  private mutating func readMinimum(
    _ setting: ScopedSetting,
    into result: inout InheritedSettings
  ) {
    guard let expression = single(setting),
      let value = reading(setting, { $0.value(of: expression, in: setting.scope) })
    else { return }
    guard case .quantity(let quantity, _) = value,
      [.number, .errors, .size].contains(quantity.unit), quantity.value >= .zero
    else {
      report(
        .wrongType(
          value.noun,
          expected: "a number of errors",
          at: expression.range,
          help: "write minimum: 3 errors"
        )
      )
      return
    }
    result.minimum = quantity.value
    result.minimumIsSize = quantity.unit == .size
  }

  private mutating func alertLabels(_ setting: ScopedSetting) -> [Label] {
    assignments(setting).compactMap { name, value in
      guard isAllowedAsUserLabel(name) else { return nil }
      return Label(name.text, value)
    }
  }

  /// Identity and reserved labels are slogen's own.
  mutating func isAllowedAsUserLabel(_ name: Name) -> Bool {
    guard Self.isLabelName(name.text) else {
      report(.invalidLabelName(name.text, at: name.range))
      return false
    }
    let reserved = ["severity", "owner", "alertname", "alertstate", "le", "quantile", "namespace"]
    guard !name.text.hasPrefix("slo_"), !name.text.hasPrefix("__"),
      !reserved.contains(name.text)
    else {
      report(.reservedLabel(name, in: .alerts))
      return false
    }
    return true
  }

  mutating func noDataResponses(_ setting: ScopedSetting) -> [NoDataResponse] {
    var responses: [NoDataResponse] = []
    for argument in setting.setting.values {
      guard let response = reading(setting, { $0.noDataResponse(argument.value, setting.scope) })
      else { continue }
      guard !responses.contains(where: { $0.hasSameKind(as: response) }) else {
        report(.labelTwice(text(at: argument.value.range), at: argument.range))
        continue
      }
      responses.append(response)
    }
    if responses.count > 1, responses.contains(.ignore) {
      report(.ignoreWithOthers(at: setting.setting.range))
    }
    if responses.contains(.bad), responses.contains(.good) {
      report(.badAndGood(at: setting.setting.range))
    }
    return responses
  }

  private mutating func noDataResponse(
    _ expression: Expression,
    _ scope: Scope
  ) -> NoDataResponse? {
    let words = ["ignore", "bad", "good", "alert"]
    guard case .call(let call) = expression else {
      switch word(expression, among: words, for: "noData") {
      case "ignore": return .ignore
      case "bad": return .bad
      case "good": return .good
      case "alert": return .alert(after: .minutes(10), each: false)
      default: return nil
      }
    }
    guard let name = word(call.callee, among: words, for: "noData") else { return nil }
    guard name == "alert" else {
      report(.noArguments("." + name, at: call.range))
      return nil
    }
    var after = Duration.minutes(10)
    var each = false
    for argument in call.arguments {
      switch argument.label?.text {
      case "after":
        guard
          case .quantity(let quantity, _) = value(
            of: argument.value,
            as: .duration,
            for: "after",
            in: scope
          ),
          let duration = quantity.duration
        else { return nil }
        guard duration > .zero else {
          report(.zeroDuration("after", at: argument.value.range))
          return nil
        }
        after = duration
      case "each":
        guard
          case .boolean(let flag) = value(of: argument.value, as: .boolean, for: "each", in: scope)
        else { return nil }
        each = flag
      default: report(.unknownArgument(argument, of: ".alert", among: ["after", "each"]))
      }
    }
    return .alert(after: after, each: each)
  }

  /// An http or https URL; anything else would be a dead link in an alert.
  mutating func url(_ setting: ScopedSetting) -> String? {
    guard let url = text(setting) else { return nil }
    let isAddress = ["https://", "http://"].contains { url.hasPrefix($0) && url != $0 }
    guard isAddress, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      report(.notAnAddress(url, at: setting.setting.values[0].range))
      return nil
    }
    return url
  }
}

extension NoDataResponse {
  fileprivate func hasSameKind(as other: NoDataResponse) -> Bool {
    switch (self, other) {
    case (.alert, .alert), (.ignore, .ignore), (.bad, .bad), (.good, .good): true
    case (.alert, _), (.ignore, _), (.bad, _), (.good, _): false
    }
  }
}

extension MeasurementTiming {
  /// Intervals of the base counts: each divides the five minutes of which long windows are made.
  static let intervals: [Duration] =
    [1, 2, 5, 10, 15, 30].map { .seconds($0) } + [.minute, .minutes(5)]

  /// The smallest interval that is a multiple of the scrape interval and not below the evaluation
  /// interval: the exact-count rule needs whole scrapes in each interval, and windows need whole
  /// intervals.
  static func interval(scrape: Duration, evaluation: Duration) -> Duration? {
    intervals.first { $0.isMultiple(of: scrape) && $0 >= evaluation }
  }

  /// The intervals from `evaluation` on, for messages; all of them when there are none.
  static func fittingIntervals(evaluation: Duration) -> String {
    let fitting = intervals.filter { $0 >= evaluation }
    let texts = (fitting.isEmpty ? intervals : fitting).map(\.text)
    guard texts.count > 1 else { return texts[0] }
    return texts.dropLast().joined(separator: ", ") + " or " + texts[texts.count - 1]
  }

  /// The scrape intervals that fit `evaluation`, for messages.
  static let fittingScrapes = "5s, 10s, 15s, 30s, 1m or 5m"
}

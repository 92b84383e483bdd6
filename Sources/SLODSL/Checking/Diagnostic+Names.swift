/// Words for problems with names: what is declared, seen, repeated or misspelt.
extension Diagnostic {
  // MARK: 1001 unknown name

  static func unquotedText(_ name: Name, suggestions: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: suggestions)
    let quoted = FixIt("put it in quotes", replacing: name.range, with: "\"\(name.text)\"")
    return Diagnostic(
      .SLO1001,
      "'\(name.text)' is not a value here: right of a comparison stands text or a name",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "no such name",
      help: near == nil ? [] : ["for the text itself, write \"\(name.text)\""],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0), quoted] }
        ?? [quoted]
    )
  }

  /// A name where text or another value belongs.
  static func undeclaredText(_ name: Name, suggestions: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: suggestions)
    let isNothing = ["nil", "null", "None", "none", "undefined"].contains(name.text)
    let quoted = FixIt("put it in quotes", replacing: name.range, with: "\"\(name.text)\"")
    return Diagnostic(
      .SLO1001,
      isNothing
        ? "there is no '\(name.text)': what is not set is left out"
        : "no value is called '\(name.text)'; text stands in quotes",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? (isNothing ? "delete the setting" : nil),
      fixIts: isNothing
        ? []
        : near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0), quoted] } ?? [quoted]
    )
  }

  static func unknownValue(_ name: Name, among names: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: names)
    return Diagnostic(
      .SLO1001,
      "no input or value is called '\(name.text)'",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "no such name",
      notes: ["a condition compares inputs and values, never labels: it holds for a whole spec"],
      help: names.isEmpty
        ? ["declare it: input \(name.text): String = \"…\""]
        : ["names that are seen here: " + names.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func labelAlone(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "'\(name.text)' is a label, and a label alone is no judgement",
      at: name.range,
      help: ["compare it: \(name.text) == \"…\", or \(name.text) in [\"…\", \"…\"]"]
    )
  }

  static func notAValue(_ name: Name, _ noun: String) -> Diagnostic {
    Diagnostic(
      .SLO1001,
      "'\(name.text)' is a \(noun), not a value",
      at: name.range,
      label: "a value or a metric is expected"
    )
  }

  // MARK: 1002 metrics

  static func unknownMetric(_ name: Name, nearest: String) -> Diagnostic {
    Diagnostic(
      .SLO1002,
      "no metric or value is called '\(name.text)'",
      at: name.range,
      label: "did you mean '\(nearest)'?",
      help: [
        "declare it with 'metric \(name.text): …', or write it in back-ticks to use it undeclared"
      ],
      fixIts: [FixIt("use '\(nearest)'", replacing: name.range, with: nearest)]
    )
  }

  static func extendsNothing(_ name: Name, among names: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: names)
    return Diagnostic(
      .SLO1002,
      "no metric is called '\(name.text)', so there is nothing to extend",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" },
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func invalidMetricName(
    _ text: String,
    at range: SourceRange,
    _ metric: Metric?
  ) -> Diagnostic {
    Diagnostic(
      .SLO1010,
      "'\(text)' is not a metric name that Prometheus 2.42 reads",
      at: range,
      label: "letters, digits, '_' and ':' only, no digit first",
      related: metric?.declaration("declared here") ?? [],
      help: ["write project { target: prometheus(3) } if no older server loads these rules"]
    )
  }

  /// - Parameter isSampled: whether it is named behind `sample:`.
  static func uncheckedMetric(
    _ metric: Metric,
    at range: SourceRange,
    isSampled: Bool
  ) -> Diagnostic {
    let family =
      metric.name.hasSuffix("_bucket") ? String(metric.name.dropLast(7)) : metric.name
    let name = PromQLText.isMetricName(family) ? family : "`\(family)`"
    let unit = metric.unit == .unknown ? MetricUnit.count.rawValue : metric.unit.rawValue
    let type =
      switch metric.kind {
      case .counter:
        metric.unit == .bytes ? "Counter<Bytes> { labels: … }" : "Counter { labels: … }"
      case .gauge, .histogram, .nativeHistogram, .summary, .unknown:
        // What is sampled is a gauge; what is counted in a unit has buckets.
        if isSampled || metric.unit == .timestamp {
          "Gauge<\(unit)> { labels: … }"
        } else if metric.name.contains("latency") || metric.name.contains("duration") {
          "Histogram<Seconds> { labels: …; buckets: … }"
        } else if metric.unit == .unknown {
          "Counter { labels: … }"
        } else {
          "Histogram<\(unit)> { labels: …; buckets: … }"
        }
      }
    return Diagnostic(
      .SLO4001,
      "'\(metric.name)' is in no catalog: its kind, labels and unit are not checked",
      at: range,
      help: ["declare it: metric \(name): \(type)"]
    )
  }

  // MARK: 1004 … 1006 declarations

  static func declaredTwice(
    _ name: Name,
    as noun: String,
    before other: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO1004,
      "the \(noun) '\(name.text)' is declared twice",
      at: name.range,
      label: "second declaration",
      related: other.map { [Related("first declared here", at: $0)] } ?? [],
      help: ["rename one of them"]
    )
  }

  static func notImported(_ name: Name, _ symbol: Symbol, path: String) -> Diagnostic {
    Diagnostic(
      .SLO1005,
      "the \(symbol.noun) '\(name.text)' is declared in a file that is not imported",
      at: name.range,
      label: "not seen here",
      related: symbol.declared.map { [Related("declared here", at: $0)] } ?? [],
      help: ["write import \"\(path)\" at the top"]
    )
  }

  static func unknownDeclaration(
    _ noun: String,
    _ name: Name,
    among names: [String],
    elsewhere path: String?
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name.text, among: names)
    let help =
      path.map { "it is declared in another file: write import \"\($0)\" at the top" }
      ?? (names.isEmpty
        ? "declare it: \(noun) \(name.text) …" : "declared: " + names.joined(separator: ", "))
    return Diagnostic(
      path == nil ? .SLO1009 : .SLO1005,
      "no \(noun) is called '\(name.text)'",
      at: name.range,
      label: near.map { "did you mean '\($0)'?" } ?? "not seen here",
      help: [help],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: name.range, with: $0)] } ?? []
    )
  }

  static func circular(_ name: Name, use: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1006,
      "'\(name.text)' is defined by itself",
      at: use,
      label: "leads back to itself",
      related: [Related("declared here", at: name.range)]
    )
  }

  static func unknownModule(_ name: Name) -> Diagnostic {
    Diagnostic(
      .SLO1014,
      "no module '\(name.text)' ships with slogen",
      at: name.range,
      help: ["import a file of your own: import \"catalog/\(name.text.lowercased()).slo\""]
    )
  }

  static func interpolatedImport(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1014,
      "the path of an import is plain text",
      at: range,
      label: "nothing can be interpolated here"
    )
  }

  static func emptyImport(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1014,
      "an import without a path",
      at: range,
      help: ["name a file: import \"catalog/http.slo\""]
    )
  }

  // MARK: 1007, 1008 settings

  static func unknownSetting(_ key: Name, among keys: [String]) -> Diagnostic {
    let near = EditDistance.nearest(to: key.text, among: keys)
    return Diagnostic(
      .SLO1007,
      "'\(key.text)' is not a setting of this block",
      at: key.range,
      label: near.map { "did you mean '\($0)'?" } ?? "unknown",
      notes: ["its settings: " + keys.joined(separator: ", ")],
      help: near == nil ? SettingKey.home(of: key.text) : [],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: key.range, with: $0)] } ?? []
    )
  }

  static func settingTwice(_ key: Name, before other: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1008,
      "'\(key.text)' is set twice",
      at: key.range,
      label: "second time",
      related: [Related("first set here", at: other)],
      help: ["keep one of them"]
    )
  }

  // MARK: 1010 … 1012 identity

  static func invalidIdentity(_ kind: String, _ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1010,
      "'\(name)' cannot name \(kind == "SLO" ? "an" : "a") \(kind)",
      at: range,
      label: "letters, digits, '_' and '-', at most 63, a letter or digit at both ends",
      notes: ["the name is part of files, labels and Kubernetes objects"]
    )
  }

  static func deviceName(_ kind: String, _ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1010,
      "'\(name)' cannot name \(kind == "SLO" ? "an" : "a") \(kind)",
      at: range,
      label: "Windows takes files of this name for a device",
      notes: ["a repository with such files cannot be checked out there"]
    )
  }

  static func inputInName(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1010,
      "the input '\(name.text)' cannot be part of a name",
      at: range,
      notes: ["with another value this would be another SLO, without the history of this one"],
      help: ["tell environments apart by labels: labels: \(name.text) = \(name.text)"]
    )
  }

  /// - Parameter path: through which templates and loops the other one was reached.
  static func sameIdentity(
    _ kind: String,
    _ name: String,
    _ other: String,
    at range: SourceRange,
    before: SourceRange,
    through path: [Related] = []
  ) -> Diagnostic {
    let place = before == range ? [] : [Related("the other one", at: before)]
    return Diagnostic(
      .SLO1011,
      name == other
        ? "the \(kind) '\(name)' exists already"
        : "the \(kind) names '\(other)' and '\(name)' are too alike to be told apart",
      at: range,
      label: "same identity",
      related: place + path.reversed().map { Related("the other one: " + $0.text, at: $0.range) },
      notes: name == other
        ? [] : ["case, '_' and '-' do not distinguish names: files and objects would collide"]
    )
  }

  static func overridesNothing(
    _ name: String,
    at range: SourceRange,
    among names: [String]
  ) -> Diagnostic {
    let near = EditDistance.nearest(to: name, among: names)
    return Diagnostic(
      .SLO1012,
      "there is no SLO '\(name)' to override",
      at: range,
      label: near.map { "did you mean '\($0)'?" } ?? "not in the templates of this service",
      help: names.isEmpty ? [] : ["SLOs so far: " + names.joined(separator: ", ")],
      fixIts: near.map { [FixIt("use '\($0)'", replacing: range, with: $0)] } ?? []
    )
  }

  static func secondProject(_ name: Name, before other: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO1019,
      "a set of files has one project block",
      at: name.range,
      label: "second one",
      related: [Related("the first", at: other)],
      help: ["merge the two"]
    )
  }

  // MARK: 1016 places

  static func misplaced(_ declaration: Declaration, in place: String) -> Diagnostic {
    Diagnostic(
      .SLO1016,
      "\(declaration.noun) cannot stand \(place)",
      at: declaration.headRange,
      help: declaration.home.map { [$0] } ?? []
    )
  }
}

extension Metric {
  /// The declaration as a related place.
  func declaration(_ text: String) -> [Diagnostic.Related] {
    origin.map { [Diagnostic.Related(text, at: $0)] } ?? []
  }
}

extension Declaration {
  /// What messages call it.
  fileprivate var noun: String {
    switch self {
    case .importation: "an import"
    case .metric: "a metric"
    case .binding: "a let"
    case .project: "a project block"
    case .policy: "a policy"
    case .receiver: "a receiver"
    case .interval: "an interval"
    case .template: "a template"
    case .service: "a service"
    case .slo: "an SLO"
    case .input: "an input"
    case .loop: "a loop"
    case .conditional: "a condition"
    case .use: "a use of a template"
    case .setting(let setting): "the setting '\(setting.key.text)'"
    case .call: "a call"
    case .reserved(let reserved): "'\(reserved.keyword.text)'"
    }
  }

  /// Where it belongs.
  fileprivate var home: String? {
    switch self {
    case .importation, .metric, .project, .policy, .receiver, .interval, .template, .service,
      .input:
      "it belongs at the top level of a file"
    case .slo, .use: "it belongs in a service or a template"
    case .reserved(let reserved) where reserved.standsInServices:
      "it belongs in a service or a template"
    case .setting: "settings belong in a project, service, slo, metric or panel block"
    case .call(let call):
      if case .name(let name) = call.callee, ["page", "ticket"].contains(name.text) {
        "page(…) and ticket(…) belong in a policy"
      } else {
        "nothing is called here: settings are written 'key: value', queries as #promql(…)"
      }
    case .binding, .loop, .conditional, .reserved: nil
    }
  }

  /// Enough of it to point at: its name or key, not its whole body.
  fileprivate var headRange: SourceRange {
    switch self {
    case .metric(let declaration): declaration.name.range
    case .binding(let declaration): declaration.name.range
    case .project(let declaration), .policy(let declaration), .interval(let declaration):
      declaration.name.range
    case .receiver(let declaration): declaration.name.range
    case .template(let declaration): declaration.name.range
    case .service(let declaration): declaration.name.range
    case .slo(let declaration): declaration.name.range
    case .input(let declaration): declaration.name.range
    case .setting(let declaration): declaration.key.range
    case .reserved(let declaration): declaration.keyword.range
    case .loop(let declaration): declaration.sequence.range
    case .conditional(let declaration): declaration.condition.range
    case .importation, .use, .call: range
    }
  }
}

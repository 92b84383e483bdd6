/// The keys that settings may have, each with the blocks in which it means something.
package enum SettingKey: String, CaseIterable, Hashable {
  // Project
  case scrape, evaluation, settle, target, period, accuracy, births, retention, severities
  case external, targetLabels, dashboards, runbooks, prometheus, heartbeat, limits
  // Everywhere
  case allow
  // Project, service and SLO
  case owner, runbook, dashboard, page, ticket, policy, noData, minimum, labels, namespace, traffic
  case recording
  // SLO
  case events, good, bad, sample, by, objective, slice, collapse, budget, exclude
  // Metric
  case buckets, series, cardinality
  // Interval
  case days, times, dates, months, zone
  // Alert
  case when, unless, `for`, keep, summary
  // Panel
  case unit, width, height, stacked
  // Autoscaler
  case replicas, cpu, memory, container, perPod, total, utilization, using, burn, peak, growth
  case ready, pods, services, port
  // Load test
  case url, health, request, headers, rate, duration, timeout, allowance, covers, profiles
  // Canary
  case `where`, stable, tool, steps, pause, spend

  static let inherited: [SettingKey] = [
    .owner, .runbook, .dashboard, .page, .ticket, .policy, .noData, .minimum, .labels, .namespace,
    .traffic, .recording, .allow,
  ]
  static let project: [SettingKey] =
    [
      .scrape, .evaluation, .settle, .target, .period, .accuracy, .births, .retention,
      .severities, .external, .targetLabels, .dashboards, .runbooks, .prometheus,
      .heartbeat, .limits,
    ] + inherited
  static let service: [SettingKey] = inherited + [.period]
  static let slo: [SettingKey] =
    inherited + [
      .events, .good, .bad, .sample, .by, .objective, .slice, .collapse, .budget, .exclude,
    ]
  static let alert: [SettingKey] = [
    .when, .unless, .for, .keep, .summary, .owner, .runbook, .dashboard, .page, .ticket, .labels,
    .namespace, .allow,
  ]
  static let metric: [SettingKey] = [
    .labels, .buckets, .scrape, .series, .cardinality, .allow,
  ]
  static let panel: [SettingKey] = [.good, .bad, .unit, .width, .height, .stacked]
  static let autoscale: [SettingKey] = [
    .replicas, .cpu, .memory, .container, .perPod, .total, .utilization, .using, .burn, .peak,
    .growth, .ready, .pods, .services, .port, .allow,
  ]
  static let load: [SettingKey] = [
    .url, .health, .request, .headers, .rate, .duration, .timeout, .allowance, .covers, .profiles,
    .allow,
  ]
  static let interval: [SettingKey] = [.days, .times, .dates, .months, .zone, .allow]
  static let canary: [SettingKey] = [
    .where, .stable, .tool, .steps, .pause, .spend, .covers, .port, .allow,
  ]
  static let metricExtension: [SettingKey] = [.labels, .cardinality]

  /// Where a key that stands in the wrong block belongs.
  static func home(of text: String) -> [String] {
    guard let key = SettingKey(rawValue: text) else {
      return foreignHelp(for: text).map { [$0] } ?? []
    }
    let blocks = [
      ("project", project), ("service", service), ("slo", slo), ("metric", metric),
      ("alert", alert), ("panel", panel), ("autoscale", autoscale), ("load", load),
      ("interval", interval), ("canary", canary),
    ].filter { $0.1.contains(key) }.map(\.0)
    let places = "it is a setting of \(blocks.joined(separator: ", "))"
    return key == .period
      ? [places, "an SLO states its period behind its objective: slo x: 99.9% over 7d"] : [places]
  }

  /// What settings of other tools are called here.
  private static func foreignHelp(for text: String) -> String? {
    switch text {
    case "description", "summary", "displayName", "title":
      "it is written as documentation: /// in front of the declaration"
    case "name": "the name stands behind the word: service checkout, slo availability: 99.9%"
    case "severity", "alerting", "page_alert", "ticket_alert", "pageAlert", "ticketAlert", "alerts":
      "who is told is page: and ticket:, when is policy:, the words are severities: of the project"
    case "groupBy", "group_by", "grouping", "group": "groups are listed by: route, method"
    case "errors", "error": "what is bad of the events is bad:"
    case "total", "query", "metric", "sli", "indicator":
      "what is counted is events:, what is sampled is sample:"
    case "threshold", "latency", "le": "a bound is good: value <= 250ms"
    case "team": "who answers is owner:, and other labels are labels: team = \"…\""
    case "for", "interval", "window", "windows": "windows and waiting times belong to a policy"
    case "annotations": "alerts take their texts from /// in front of the SLO"
    default: nil
    }
  }

  /// Whether a block may state the key more than once.
  var isRepeatable: Bool { self == .objective || self == .allow }
}

/// A setting and the scope in which its values are read.
struct ScopedSetting {
  let key: SettingKey
  let setting: SettingDeclaration
  let scope: Scope
  let instantiations: [Diagnostic.Related]
}

/// The settings of a block by key, in source order.
struct SettingGroup {
  private(set) var all: [ScopedSetting] = []
  /// Whether a setting was not understood, so that what seems to be missing may be there.
  var hasUnknown = false

  subscript(key: SettingKey) -> [ScopedSetting] { all.filter { $0.key == key } }

  func first(_ key: SettingKey) -> ScopedSetting? { all.first { $0.key == key } }

  mutating func append(_ setting: ScopedSetting) { all.append(setting) }

  /// The settings of `other` take the place of those here with the same key.
  mutating func override(with other: SettingGroup) {
    let keys = Set(other.all.map(\.key))
    all = all.filter { !keys.contains($0.key) } + other.all
    hasUnknown = hasUnknown || other.hasUnknown
  }

  /// Whether `objective:` states one for all groups.
  var hasPlainObjective: Bool { self[.objective].contains(where: \.isPlainObjective) }

  mutating func removePlainObjectives() {
    all.removeAll { $0.key == .objective && $0.isPlainObjective }
  }
}

extension ScopedSetting {
  /// Whether no `where` narrows any of its values.
  fileprivate var isPlainObjective: Bool {
    setting.values.allSatisfy { if case .filtered = $0.value { false } else { true } }
  }
}

extension Checker {
  /// The metric that a declaration describes; nil has been reported.
  mutating func metric(from declaration: MetricDeclaration, in scope: Scope) -> Metric? {
    // The parser has said that the type is missing.
    guard let type = declaration.type else { return nil }
    guard let (kind, unit) = kindAndUnit(of: type) else { return nil }
    let body = settings(of: declaration.body, in: scope, allowed: SettingKey.metric)
    let labels = self.labels(body[.labels], in: scope)
    let buckets = self.buckets(body[.buckets], kind: kind, unit: unit, in: scope)
    return Metric(
      name: declaration.name.text,
      kind: kind,
      unit: unit,
      labels: labels,
      buckets: buckets,
      scrape: body.first(.scrape).flatMap { duration($0) },
      series: body.first(.series).flatMap { text($0) },
      cardinality: cardinality(body[.cardinality], in: scope),
      summary: Self.summary(of: declaration.documentation).summary,
      origin: declaration.name.range
    )
  }

  private mutating func kindAndUnit(of type: TypeSyntax) -> (MetricKind, MetricUnit)? {
    let kinds = MetricKind.allCases.filter { $0 != .unknown }
    guard let kind = kinds.first(where: { $0.rawValue == type.name.text }) else {
      report(.unknownMetricKind(type.name, among: kinds.map(\.rawValue)))
      return nil
    }
    if kind == .counter, type.arguments.isEmpty { return (kind, .count) }
    guard type.arguments.count == 1, let argument = type.arguments.first else {
      report(.unitMissing(type, kind: kind))
      return nil
    }
    let units = MetricUnit.allCases.filter { $0 != .unknown }
    guard let unit = units.first(where: { $0.rawValue == argument.name.text }) else {
      report(.unknownUnit(argument.name, among: units.map(\.rawValue)))
      return nil
    }
    return (kind, unit)
  }

  private mutating func labels(_ settings: [ScopedSetting], in scope: Scope) -> [MetricLabel] {
    var labels: [MetricLabel] = []
    for argument in settings.flatMap(\.setting.values) {
      guard let label = label(argument, in: scope) else { continue }
      if labels.contains(where: { $0.name == label.name }) {
        report(.labelTwice(label.name, at: argument.range))
      } else {
        labels.append(label)
      }
    }
    return labels
  }

  private mutating func label(_ argument: Argument, in scope: Scope) -> MetricLabel? {
    switch argument.value {
    case .name(let name) where argument.label == nil:
      return checked(name, domain: .any)
    case .binary(let binary) where binary.operator == .inside:
      guard case .name(let name) = binary.left else { break }
      guard let domain = domain(binary.right, in: scope) else { return nil }
      return checked(name, domain: domain)
    case .missing: return nil
    default: break
    }
    report(.labelDeclarationExpected(at: argument.range))
    return nil
  }

  private mutating func checked(_ name: Name, domain: MetricLabel.Domain) -> MetricLabel? {
    return MetricLabel(name: name.text, domain: domain, origin: name.range)
  }

  private mutating func domain(_ expression: Expression, in scope: Scope) -> MetricLabel.Domain? {
    guard let value = value(of: expression, in: scope) else { return nil }
    switch value {
    case .integers(let range): return .integers(range)
    case .list(let values):
      let texts = values.compactMap { value -> String? in
        switch value {
        case .text(let text): text
        case .quantity(let quantity, let text): quantity.unit == .number ? text : nil
        default: nil
        }
      }
      if texts.count == values.count, !texts.isEmpty { return .values(texts) }
      report(.domainExpected(at: expression.range))
    default: report(.domainExpected(at: expression.range))
    }
    return nil
  }

  private mutating func buckets(
    _ settings: [ScopedSetting],
    kind: MetricKind,
    unit: MetricUnit,
    in scope: Scope
  ) -> [HistogramBucket] {
    guard let first = settings.first else { return [] }
    guard kind == .histogram else {
      report(.bucketsWithoutHistogram(kind, at: first.setting.range))
      return []
    }
    var buckets: [HistogramBucket] = []
    for argument in settings.flatMap(\.setting.values) {
      guard let value = value(of: argument.value, in: scope) else { continue }
      let elements: [Value] = if case .list(let values) = value { values } else { [value] }
      for element in elements {
        guard let bucket = bucket(element, unit: unit, at: argument.range) else { continue }
        if let last = buckets.last, last.bound >= bucket.bound {
          report(.bucketsNotAscending(bucket.text, after: last.text, at: argument.range))
          continue
        }
        buckets.append(bucket)
      }
    }
    return buckets
  }

  private mutating func bucket(
    _ value: Value,
    unit: MetricUnit,
    at range: SourceRange
  ) -> HistogramBucket? {
    guard case .quantity(let quantity, let text) = value else {
      report(.wrongType(value.noun, expected: unit.literalNoun, at: range))
      return nil
    }
    guard let bound = quantity.converted(to: unit) else {
      report(.unitMismatch(quantity, text: text, unit: unit, metric: nil, at: range))
      return nil
    }
    return HistogramBucket(bound: bound, text: text, origin: range)
  }

  /// `extend metric x { labels: tenant }` adds to a metric of another file.
  mutating func extendMetric(_ declaration: MetricDeclaration, in scope: Scope) {
    let name = declaration.name
    for file in visibleFiles[scope.file] ?? [] {
      guard case .metric(let metric) = globals[file]?[name.text] else { continue }
      let body = settings(of: declaration.body, in: scope, allowed: SettingKey.metricExtension)
      let added = labels(body[.labels], in: scope)
      for label in added where metric.labels.contains(where: { $0.name == label.name }) {
        report(.labelTwice(label.name, at: label.origin ?? name.range))
      }
      let stated = cardinality(body[.cardinality], in: scope)
      let fresh = added.filter { new in !metric.labels.contains { $0.name == new.name } }
      globals[file]?[name.text] = .metric(
        Metric(
          name: metric.name,
          kind: metric.kind,
          unit: metric.unit,
          labels: metric.labels + fresh,
          buckets: metric.buckets,
          scrape: metric.scrape,
          series: metric.series,
          cardinality: metric.cardinality.replaced(by: stated),
          summary: metric.summary,
          origin: metric.origin
        )
      )
      return
    }
    let names = namesInScope(scope) { if case .metric = $0 { true } else { false } }
    report(.extendsNothing(name, among: names))
  }

  // MARK: Metrics that nobody declared

  /// A metric that is named but not declared: its kind is guessed from its name, and a note says
  /// what could not be checked. A near miss of a declared metric is an error.
  mutating func undeclaredMetric(_ name: Name, in scope: Scope) -> Metric? {
    if brokenNames.contains(name.text) { return nil }
    if let part = declaredPart(name, in: scope) { return part }
    if let (symbol, path) = declarationElsewhere(of: name.text, unseenBy: scope) {
      report(.notImported(name, symbol, path: path))
      return nil
    }
    let declared = namesInScope(scope, near: name.text) { $0.isMetric }
    let values = namesInScope(scope, near: name.text) { !$0.isMetric }
    if let near = EditDistance.nearest(to: name.text, among: declared + values) {
      report(.unknownMetric(name, nearest: near))
      return nil
    }
    guard Self.isMetricName(name.text) || readsAnyName && !name.text.isEmpty else {
      report(.invalidMetricName(name.text, at: name.range, nil))
      return nil
    }
    let isKnown = usedMetrics[name.text] != nil
    let metric = Metric(
      name: name.text,
      kind: MetricKind(guessedFrom: name.text),
      unit: MetricUnit(guessedFrom: name.text),
      labels: [],
      buckets: [],
      scrape: nil,
      series: nil,
      summary: "",
      origin: nil
    )
    if !isKnown { report(.uncheckedMetric(metric, at: name.range, isSampled: isSampling)) }
    usedMetrics[name.text] = metric
    return metric
  }

  /// `x_count` and `x_sum` of a declared histogram or summary are counters.
  private func declaredPart(_ name: Name, in scope: Scope) -> Metric? {
    for suffix in ["_count", "_sum", "_bucket"] where name.text.hasSuffix(suffix) {
      let family = String(name.text.dropLast(suffix.count))
      guard case .metric(let metric) = symbol(named: family, in: scope),
        metric.kind == .histogram || metric.kind == .summary
      else { continue }
      return Metric(
        name: name.text,
        kind: suffix == "_bucket" ? .unknown : .counter,
        unit: suffix == "_count" ? .count : metric.unit,
        labels: metric.labels,
        buckets: [],
        scrape: metric.scrape,
        series: nil,
        cardinality: metric.cardinality,
        summary: metric.summary,
        origin: metric.origin
      )
    }
    return nil
  }

  static func isMetricName(_ text: String) -> Bool {
    isLegacyName(text, allowingColon: true)
  }

  static func isLabelName(_ text: String) -> Bool {
    isLegacyName(text, allowingColon: false)
  }

  private static func isLegacyName(_ text: String, allowingColon: Bool) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      case UInt8(ascii: ":"): allowingColon
      default: false
      }
    }
  }
}

extension MetricKind {
  /// From the conventions of Prometheus for names; a guess.
  init(guessedFrom name: String) {
    self =
      name.hasSuffix("_total") || name.hasSuffix("_count") || name.hasSuffix("_sum")
      ? .counter : .unknown
  }
}

extension MetricUnit {
  /// From the suffix that Prometheus's conventions ask for; a guess.
  init(guessedFrom name: String) {
    var base = name
    for suffix in ["_total", "_sum", "_bucket"] where base.hasSuffix(suffix) {
      base = String(base.dropLast(suffix.count))
    }
    let units: [(suffix: String, unit: MetricUnit)] = [
      ("_timestamp_seconds", .timestamp), ("_timestamp", .timestamp),
      ("_milliseconds", .milliseconds), ("_microseconds", .microseconds), ("_seconds", .seconds),
      ("_bytes", .bytes), ("_ratio", .ratio), ("_percent", .percent), ("_celsius", .celsius),
      ("_days", .days),
    ]
    self = units.first { base.hasSuffix($0.suffix) }?.unit ?? .unknown
  }

  /// The literal that such a metric is compared with.
  var literalNoun: String {
    switch self {
    case .seconds, .milliseconds, .microseconds, .days: "a duration such as 250ms"
    case .bytes: "a size such as 64MiB"
    case .ratio, .percent: "a ratio such as 95%"
    case .count, .celsius, .unknown: "a number such as 100"
    case .bool: "nothing: a Bool is good or bad by itself"
    case .timestamp: "an age or a remaining time such as 26h"
    }
  }
}

extension Quantity {
  /// The number that a metric of `unit` shows for this quantity; nil when they measure different
  /// things.
  package func converted(to metricUnit: MetricUnit) -> ExactNumber? {
    switch (unit, metricUnit) {
    case (.duration, .seconds), (.duration, .timestamp): value / ExactNumber(1000)
    case (.duration, .milliseconds): value
    case (.duration, .microseconds): value * ExactNumber(1000)
    case (.duration, .days): value / ExactNumber(86_400_000)
    case (.size, .bytes): value
    case (.ratio, .ratio): value
    case (.ratio, .percent): value * ExactNumber(100)
    case (.number, .count), (.number, .celsius), (.number, .unknown), (.number, .ratio),
      (.number, .percent):
      value
    // A metric whose unit nobody declared: durations are taken to be seconds, Prometheus's base
    // unit, and sizes bytes.
    case (.duration, .unknown): value / ExactNumber(1000)
    case (.size, .unknown), (.ratio, .unknown): value
    default: nil
    }
  }
}

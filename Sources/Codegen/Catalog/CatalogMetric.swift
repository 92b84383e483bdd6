package import SLODSL

/// What a catalog says about a metric that an exporter exposes.
package struct CatalogMetric: Hashable, Sendable {
  /// What follows the name behind the colon.
  package let kind: MetricKind
  package let unit: MetricUnit
  /// The name of the declaration: a histogram without `_bucket`, a counter with its `_total`.
  package let name: String
  package let labels: [ExposedFamily.Label]
  package let bounds: [Bound]
  let family: ExposedFamily
  /// What a reader should know that the declaration cannot say.
  let remarks: [String]

  /// A bucket's upper bound, and how a spec spells it.
  package struct Bound: Hashable, Sendable {
    package let value: ExactNumber
    package let text: String
  }

  /// Nil for a name that no spec can spell, and for histograms of gauges, which count nothing.
  package init?(_ family: ExposedFamily) {
    guard SpecText.name(family.series) != nil, family.kind != .gaugehistogram else { return nil }
    self.family = family
    name = family.series
    labels = family.labels
    var remarks: [String] = []
    let unit = MetricUnit(exposed: family)
    self.unit = unit
    let kind = MetricKind(exposed: family)
    self.kind = kind
    if family.kind == .unknown {
      remarks.append("exposed without a type: guessed from its name")
    }
    if unit == .count, !family.unit.isEmpty { remarks.append("unit: \(family.unit)") }
    bounds = family.bounds.compactMap { bound in
      unit.literal(for: bound).map { Bound(value: bound, text: $0) }
    }
    let unspelled = family.bounds.filter { unit.literal(for: $0) == nil }
    if !unspelled.isEmpty {
      let texts = unspelled.map(\.decimalText).joined(separator: ", ")
      remarks.append("bounds that no literal can state: \(texts)")
    }
    if family.boundsDiffer { remarks.append("some series have more bounds than all share") }
    self.remarks = remarks
  }
}

extension MetricKind {
  fileprivate init(exposed family: ExposedFamily) {
    self =
      switch family.kind {
      case .counter: .counter
      // A page in text shows a native histogram as one with no bound but infinity.
      case .histogram: family.bounds.isEmpty ? .nativeHistogram : .histogram
      case .summary: .summary
      case .gauge, .info, .stateset, .gaugehistogram: .gauge
      case .unknown: family.series.hasSuffix("_total") ? .counter : .gauge
      }
  }
}

extension MetricUnit {
  /// The stated unit, else what the name says by Prometheus's conventions ("Metric and label
  /// naming"), else a count.
  fileprivate init(exposed family: ExposedFamily) {
    var words = family.series.split(separator: "_").map { String($0).lowercased() }
    if words.last == "total" { words.removeLast() }
    let last = family.unit.isEmpty ? words.last ?? "" : family.unit
    self = Self.byWord[last] ?? .count
    let isGauge = [.gauge, .info, .stateset, .unknown].contains(family.kind)
    guard isGauge else { return }
    let isTime = words.contains("timestamp") || self == .seconds && family.looksLikeTime
    if isTime, self == .seconds || self == .count {
      self = .timestamp
    } else if self == .count, family.isBinary {
      let isAnswer = family.kind == .info || family.kind == .stateset
      self = isAnswer || Self.answers.contains(last) ? .bool : .count
    }
  }

  private static let byWord: [String: MetricUnit] = [
    "seconds": .seconds, "milliseconds": .milliseconds, "ms": .milliseconds,
    "microseconds": .microseconds, "us": .microseconds, "days": .days, "bytes": .bytes,
    "ratio": .ratio, "percent": .percent, "celsius": .celsius,
  ]

  /// Last words of gauges that answer a question with 0 or 1.
  private static let answers: Set<String> = [
    "up", "success", "successful", "ready", "healthy", "alive", "enabled", "info", "online",
    "available", "valid", "present", "synced", "leader",
  ]

  /// A bound of a histogram in this unit as a spec spells it; nil when no literal has that value.
  package func literal(for bound: ExactNumber) -> String? {
    switch self {
    case .seconds: Self.duration(bound * ExactNumber(1000))
    case .milliseconds: Self.duration(bound)
    case .microseconds: Self.duration(bound / ExactNumber(1000))
    case .days: Self.duration(bound * ExactNumber(86_400_000))
    case .timestamp: nil
    case .bytes: Self.size(bound)
    case .ratio, .percent, .count, .bool, .celsius, .unknown:
      bound < .zero ? nil : bound.decimalText
    }
  }

  /// Whole milliseconds; the smallest unit that needs no more than one digit behind the point.
  private static func duration(_ milliseconds: ExactNumber) -> String? {
    guard let whole = milliseconds.integer, whole > 0 else { return nil }
    if whole < 1000 { return "\(whole)ms" }
    if whole < 60_000 || whole % 1000 != 0 {
      return ExactNumber(Int128(whole), over: 1000).decimalText + "s"
    }
    return Duration(milliseconds: Int64(whole)).text
  }

  /// The largest unit of which it is a whole number.
  private static func size(_ bytes: ExactNumber) -> String? {
    guard let whole = bytes.integer, whole > 0 else { return nil }
    let units: [(Int, String)] = [
      (1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"),
      (1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB"),
    ]
    for (scale, word) in units where whole % scale == 0 { return "\(whole / scale)\(word)" }
    return "\(whole)B"
  }
}

import SLODSL

/// Grafana's name of a unit.
enum PanelUnit: Hashable {
  case plain
  /// A ratio that is shown in percent.
  case ratio
  case percent
  case seconds
  case milliseconds
  case microseconds
  case days
  case bytes
  case bytesPerSecond
  case perSecond
  case celsius
  /// A number with words behind it.
  case suffix(String)

  var identifier: String {
    switch self {
    case .plain: "short"
    case .ratio: "percentunit"
    case .percent: "percent"
    case .seconds: "s"
    case .milliseconds: "ms"
    case .microseconds: "µs"
    case .days: "d"
    case .bytes: "bytes"
    case .bytesPerSecond: "Bps"
    case .perSecond: "cps"
    case .celsius: "celsius"
    case .suffix(let words): "suffix:" + words
    }
  }

  /// The unit of a query's result; time in each second has none.
  init(_ unit: QueryUnit) {
    guard unit.isPerSecond else {
      self.init(unit.unit)
      return
    }
    switch unit.unit {
    case .bytes: self = .bytesPerSecond
    case .seconds, .milliseconds, .microseconds, .days: self = .plain
    case .count, .bool, .unknown, .timestamp, .ratio, .percent, .celsius: self = .perSecond
    }
  }

  /// The unit of a metric's values.
  init(_ unit: MetricUnit) {
    self =
      switch unit {
      case .seconds, .timestamp: .seconds
      case .milliseconds: .milliseconds
      case .microseconds: .microseconds
      case .days: .days
      case .bytes: .bytes
      case .ratio: .ratio
      case .percent: .percent
      case .celsius: .celsius
      case .count, .bool, .unknown: .plain
      }
  }
}

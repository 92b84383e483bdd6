package import SLODSL

/// What an SLO counts, in words.
package enum CountedThing: Hashable, Sendable {
  case events
  case bytes
  /// Of a unit: `seconds`.
  case amount(String)
  /// Slices of time of this length.
  case slices(Duration)

  package init(of slo: ServiceLevelObjective) {
    switch slo.indicator {
    case .latency: self = .events
    case .samples: self = .slices(slo.timing.interval)
    case .events(let events):
      switch events.unit {
      case .bytes: self = .bytes
      case .seconds, .milliseconds, .microseconds, .days:
        self = .amount(events.unit.rawValue.lowercased())
      case .count, .bool, .unknown, .ratio, .percent, .timestamp, .celsius: self = .events
      }
    }
  }

  /// `events`, `slices of 1m`
  package var noun: String {
    switch self {
    case .events: "events"
    case .bytes: "bytes"
    case .amount(let unit): unit
    case .slices(let length): "slices of \(length.text)"
    }
  }

  /// How they are supposed to come.
  var come: String {
    switch self {
    case .slices: "Bad slices are spread evenly."
    case .events: "Events come evenly, those that fail too."
    case .bytes, .amount: "All \(noun) come evenly, those that fail too."
    }
  }

  /// A number without its noun, `1800`, or with its unit, `1.5GB`.
  package func text(_ count: ExactNumber) -> String {
    self == .bytes ? count.bytesText : count.countText
  }

  /// A number with its noun or unit: `1800 events`, `1.5GB`.
  package func counted(_ count: ExactNumber) -> String {
    if self == .bytes { return count.bytesText }
    let plural =
      switch self {
      case .slices: "slices"
      case .events, .bytes, .amount: noun
      }
    return text(count) + " " + (text(count) == "1" ? String(plural.dropLast()) : plural)
  }

  /// `3 errors`, `64MB`
  func errors(_ count: ExactNumber) -> String {
    switch self {
    case .events, .slices: text(count) + (text(count) == "1" ? " error" : " errors")
    case .bytes, .amount: counted(count)
    }
  }

  /// `20 events a second`, `12 events an hour`
  package func rate(_ perSecond: ExactNumber) -> String {
    if self == .bytes { return perSecond.bytesText + " a second" }
    for (seconds, time) in [(1, "a second"), (60, "a minute"), (3600, "an hour")] {
      let count = perSecond * ExactNumber(seconds)
      if count >= .one { return counted(count) + " " + time }
    }
    return counted(perSecond * ExactNumber(86_400)) + " a day"
  }
}

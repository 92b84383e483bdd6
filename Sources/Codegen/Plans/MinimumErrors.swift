package import SLODSL

/// How `minimum: 3` becomes a number that sums of rates are compared with.
///
/// Counts are estimates: the first burst of a counter that was near zero reads as little as
/// I / (I + S) of it, since `rate` never extrapolates below zero, while errors of a counter that is
/// large read exactly. The threshold for k errors therefore lies between k - 1, which must stay
/// silent, and k * I / (I + S), which must not: three quarters of the way up, and at least a tenth
/// above k - 1. For 3 errors, 1m and 15s that is 2.3.
package struct MinimumErrors {
  /// The number that the errors of the long window must exceed; nil for no minimum.
  package let threshold: ExactNumber?

  package init(of slo: ServiceLevelObjective) {
    let wanted = slo.minimumErrors
    guard wanted > .zero else {
      threshold = nil
      return
    }
    guard Self.areDiscrete(slo.indicator) else {
      threshold = wanted
      return
    }
    let silent = max(wanted - .one, .zero)
    let heard = wanted * Self.leastShare(of: slo)
    let between = silent + (heard - silent) * ExactNumber(3, over: 4)
    threshold = max(between, silent + ExactNumber(1, over: 10)).rounded(places: 2)
  }

  /// The part of a burst that is counted at worst.
  private static func leastShare(of slo: ServiceLevelObjective) -> ExactNumber {
    switch slo.indicator {
    case .events, .latency: slo.timing.interval.ratio(to: slo.timing.interval + slo.timing.scrape)
    case .samples: .one
    }
  }

  /// Whether errors are things, not amounts: of bytes or seconds, none is the k-th.
  private static func areDiscrete(_ indicator: Indicator) -> Bool {
    switch indicator {
    case .latency, .samples: true
    case .events(let events):
      switch events.unit {
      case .count, .bool, .unknown: true
      case .seconds, .milliseconds, .microseconds, .days, .bytes, .ratio, .percent, .timestamp,
        .celsius:
        false
      }
    }
  }
}

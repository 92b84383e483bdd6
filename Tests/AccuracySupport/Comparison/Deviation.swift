/// How far estimates are from the truth, over many probes.
package struct Deviation: Hashable, Sendable {
  /// Probes with an estimate.
  package private(set) var count = 0
  /// Probes with a truth and no estimate: nothing, or NaN.
  package private(set) var missing = 0
  private var absolute = 0.0
  private var signed = 0.0

  package init() {}

  /// - Parameters:
  ///   - truth: nil where there is nothing to be estimated.
  package mutating func add(_ estimate: Double?, truth: Double?) {
    guard let truth else { return }
    guard let estimate, !estimate.isNaN else {
      missing += 1
      return
    }
    count += 1
    absolute += abs(estimate - truth)
    signed += estimate - truth
  }

  /// Nil without an estimate.
  package var mean: Double? { count == 0 ? nil : absolute / Double(count) }
  /// Above zero where estimates are too large.
  package var bias: Double? { count == 0 ? nil : signed / Double(count) }
}

/// How often an alert is in the wrong state, over many probes.
package struct AlertDisagreement: Hashable, Sendable {
  /// Probes at which the alert should fire.
  package private(set) var firing = 0
  /// Probes at which it should and does not.
  package private(set) var missed = 0
  /// Probes at which it fires and should not.
  package private(set) var wrong = 0

  package init() {}

  /// Whether it neither fires nor should at any probe.
  package var isQuiet: Bool { firing == 0 && wrong == 0 }

  package mutating func add(_ fires: Bool, truth: Bool) {
    if truth { firing += 1 }
    if truth, !fires { missed += 1 }
    if !truth, fires { wrong += 1 }
  }
}

package import Codegen
import SLODSL

/// Recording rules evaluated one after the other, as a server does: each sees what those before it
/// recorded, and a series that a rule no longer has is marked as ended.
package struct RuleReplay {
  private let store: SeriesStore
  private let isLeftOpen: Bool
  /// What a rule recorded at its last evaluation, by its series.
  private var recorded: [String: [SeriesIdentity]] = [:]

  /// - Parameters:
  ///   - store: what the rules read and write.
  ///   - isLeftOpen: ranges are those of Prometheus 3.
  package init(on store: SeriesStore, isLeftOpen: Bool = false) {
    self.store = store
    self.isLeftOpen = isLeftOpen
  }

  /// Evaluates a rule; at each moment after those before.
  package mutating func evaluate(_ rule: RecordingRule, at time: Int64) throws {
    let evaluation = PromQLEvaluation(of: store, at: time, isLeftOpen: isLeftOpen)
    let elements = try evaluation.elements(of: rule.expression)
    let labels = elements.map { rule.recorded($0.labels) }
    for (labels, element) in zip(labels, elements) {
      store.append(Sample(time: time, value: element.value), to: labels)
    }
    let present = Set(labels)
    for gone in recorded[rule.series, default: []] where !present.contains(gone) {
      store.append(.stale(at: time), to: gone)
    }
    recorded[rule.series] = labels
  }

  /// Forgets what was recorded, as a server does that is started again: nothing is marked.
  package mutating func restart() {
    recorded = [:]
  }
}

extension RecordingRule {
  /// The labels of what is stored for a series of the result.
  package func recorded(_ result: SeriesIdentity) -> SeriesIdentity {
    result.setting([Label(SeriesIdentity.name, series)] + labels)
  }
}

extension PlannedRule {
  /// Nil for an alert.
  package var recording: RecordingRule? {
    guard case .recording(let rule) = self else { return nil }
    return rule
  }
}

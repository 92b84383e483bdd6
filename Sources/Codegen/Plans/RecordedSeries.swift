package import SLODSL

/// The names of the recorded series: `level:metric:operations` with level `slo`.
///
/// Windows are part of the name and never a label: series of different windows must match each
/// other in `and`. The period is not part of the names that fleets of SLOs are compared by.
package enum RecordedSeries {
  /// The label that tells SLOs apart on everything recorded.
  package static let identity = "slo_id"
  /// Keeps the parts of a sum apart until they are summed; never recorded.
  package static let part = "slo_part"

  package static func events(_ window: Duration) -> String { "slo:events:increase" + window.text }
  package static func errors(_ window: Duration) -> String { "slo:errors:increase" + window.text }
  /// Good events of the newest interval, where errors are the others.
  package static func good(_ interval: Duration) -> String { "slo:good:increase" + interval.text }
  /// Error series that were born in the newest interval, one error each.
  package static func bornErrors(_ interval: Duration) -> String {
    "slo:born_errors:increase" + interval.text
  }
  /// How much of a window lies behind the first record, at most 1.
  package static func history(_ window: Duration) -> String { "slo:history:ratio" + window.text }
  /// Errors / events / budget: 1 spends exactly the budget.
  package static func burnRate(_ window: Duration) -> String {
    "slo:burn_rate:ratio" + window.text
  }
  /// Errors / events of the period.
  package static func errorRatio(_ period: Duration) -> String {
    "slo:errors_per_events:ratio_rate" + period.text
  }

  /// What the counters say happened in the hour that a reconciliation looks at.
  package static let counterEvents = "slo:counter_events:increase1h"
  package static let counterErrors = "slo:counter_errors:increase1h"
  package static let counterGood = "slo:counter_good:increase1h"
  /// What of it neither counts nor earlier reconciliations hold; around 0 all the time.
  package static let missingEvents = "slo:missing_events:increase1h"
  /// What a reconciliation found that had not been counted.
  package static let recoveredEvents = "slo:recovered_events:increase15m"
  package static let recoveredErrors = "slo:recovered_errors:increase15m"

  package static let firstSeen = "slo:first_seen:timestamp"
  /// When a group of a sampled SLO last had a sample.
  package static let lastSample = "slo:last_sample:timestamp"
  package static let remaining = "slo:error_budget_remaining:ratio"
  package static let objective = "slo:objective:ratio"
  package static let periodSeconds = "slo:period:seconds"
  package static let info = "slo:info"
}

/// The names of alerts; page and ticket differ, so that no receiver takes one for the other.
package enum AlertName {
  package static let eventsAbsent = "SLOEventsAbsent"
  package static let rulesFailing = "SLORulesFailing"
  /// As everybody calls the alert that always fires, so that existing habits know it.
  package static let watchdog = "Watchdog"

  package static func burn(_ severity: AlertSeverity) -> String {
    switch severity {
    case .page: "SLOPageBurn"
    case .ticket: "SLOTicketBurn"
    }
  }
}

/// The groups of an SLO's rules.
package enum GroupRole: String, Hashable, Sendable, CaseIterable {
  /// The newest counts and the windows up to 6h.
  case counts
  /// Windows above 6h, the period and the budget.
  case long
  /// What outages of scrapes or rules hid from the counts.
  case reconcile

  /// The group's name: `slo:checkout/availability:counts`.
  package func name(of identity: SLOIdentity) -> String {
    "slo:" + identity.text + ":" + rawValue
  }
}

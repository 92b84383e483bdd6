import Codegen
import SLODSL

/// A simulated incident as one JSON document, which docs/SIMULATION.md describes.
///
/// Times are seconds after the first failing event, shares are numbers from 0 to 1.
enum IncidentDocument {
  /// Changes when a member changes its meaning or goes; members may be added without.
  private static let version = 1

  static func json(_ report: IncidentReport) -> JSON {
    let simulated = report.simulated
    let slo = simulated.slo
    return .members([
      "version": .integer(version),
      "slo": .text(slo.identity.text),
      "objective": .number(simulated.objective.ratio),
      "periodSeconds": .number(slo.window.duration.seconds),
      "policy": .text(slo.policy),
      "incident": incident(simulated),
      "events": .array(report.events.map(event)),
      "alerts": .array(simulated.alerts.map(alert)),
      "budget": budget(simulated),
    ])
  }

  private static func incident(_ simulated: SimulatedIncident) -> JSON {
    let incident = simulated.incident
    return .members([
      "phases": .array(
        incident.phases.map { phase in
          ["errors": .number(phase.errors), "seconds": .number(phase.duration.seconds)]
        }
      ),
      "eventsPerSecond": .number(simulated.rate),
      "rateIsAssumed": .boolean(simulated.failedEvents == nil),
      "historySeconds": incident.history.map { .number($0.seconds) },
    ])
  }

  private static func event(_ event: IncidentReport.Event) -> JSON {
    var kind: String
    var severity: AlertSeverity?
    var errors: ExactNumber?
    switch event.kind {
    case .errors(let share): (kind, errors) = ("errors", share)
    case .fires(let alert): (kind, severity) = ("fires", alert)
    case .mayFire(let alert): (kind, severity) = ("mayFire", alert)
    case .resolves(let alert): (kind, severity) = ("resolves", alert)
    }
    return .members([
      "kind": .text(kind),
      "severity": severity.map { .text($0.rawValue) },
      "errors": errors.map { .number($0) },
      "at": moment(event.moment),
      "spent": .number(event.spent),
      "text": .text(event.text),
    ])
  }

  private static func moment(_ moment: SimulatedAlert.Moment) -> JSON {
    ["earliest": .number(moment.earliest.seconds), "latest": .number(moment.latest.seconds)]
  }

  private static func alert(_ alert: SimulatedAlert) -> JSON {
    .members([
      "severity": .text(alert.severity.rawValue),
      "firing": .array(
        alert.spans.map { span in
          .members([
            "fires": moment(span.fires),
            "resolves": span.resolves.map(moment),
            "isCertain": .boolean(span.isCertain),
            "pairs": .array(span.pairs.map(pair)),
          ])
        }
      ),
      "silences": .array(alert.silences.map(silence)),
    ])
  }

  private static func pair(_ pair: BurnRatePair) -> JSON {
    [
      "longSeconds": .number(pair.long.seconds),
      "shortSeconds": .number(pair.short.seconds),
      "factor": .number(pair.factor),
    ]
  }

  private static func silence(_ silence: PairSilence) -> JSON {
    .members([
      "pair": pair(silence.pair),
      "reason": .text("\(silence.reason)"),
      "longPeak": .number(silence.longPeak),
      "shortPeak": .number(silence.shortPeak),
      "errors": .number(silence.errors),
      "wouldFireAfterSeconds": silence.wouldFireAfter.map { .number($0.seconds) },
    ])
  }

  private static func budget(_ simulated: SimulatedIncident) -> JSON {
    .members([
      "spent": .number(simulated.spent(by: simulated.incident.duration)),
      "failedEvents": simulated.failedEvents.map { .number($0) },
      "events": simulated.budgetedEvents.map { .number($0) },
    ])
  }
}

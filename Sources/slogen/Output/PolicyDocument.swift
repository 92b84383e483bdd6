import Codegen
import SLODSL

/// Compared policies as one JSON document, which docs/SIMULATION.md describes.
enum PolicyDocument {
  /// Changes when a member changes its meaning or goes; members may be added without.
  private static let version = 1

  static func json(_ comparison: PolicyComparison) -> JSON {
    .members([
      "version": .integer(version),
      "slo": .text(comparison.slo.identity.text),
      "objective": .number(comparison.objective.ratio),
      "periodSeconds": .number(comparison.slo.window.duration.seconds),
      "eventsPerSecond": comparison.rate.map { .number($0) },
      "policies": .array(
        comparison.policies.enumerated().map { policy($0.element, isInUse: $0.offset == 0) }
      ),
      "responses": .array(comparison.errorShares.map { responses(comparison, at: $0) }),
      "falseAlarms": .array(comparison.quiet.map(quiet)),
    ])
  }

  private static func policy(_ policy: AlertPolicy, isInUse: Bool) -> JSON {
    [
      "name": .text(policy.name),
      "isInUse": .boolean(isInUse),
      "isTextbook": .boolean(policy.isTextbook),
      "minimum": .number(policy.minimum),
      "pairs": .array(
        policy.pairs.map { pair in
          [
            "severity": .text(pair.severity.rawValue),
            "longSeconds": .number(pair.long.seconds),
            "shortSeconds": .number(pair.short.seconds),
            "factor": .number(pair.factor),
          ]
        }
      ),
    ]
  }

  private static func responses(_ comparison: PolicyComparison, at errors: ExactNumber) -> JSON {
    [
      "errors": .number(errors),
      "alerts": .array(
        comparison.verdicts(at: errors).compactMap { verdict in
          verdict.response.map { response in
            [
              "policy": .text(verdict.policy.name),
              "severity": .text(verdict.severity.rawValue),
              "afterSeconds": .number(response.detection.seconds),
              "spent": .number(response.spent),
              "goneSeconds": .number(response.reset.seconds),
            ]
          }
        }
      ),
    ]
  }

  private static func quiet(_ quiet: PolicyComparison.Quiet) -> JSON {
    [
      "eventsPerSecond": .number(quiet.rate),
      "policy": .text(quiet.policy.name),
      "severity": .text(quiet.severity.rawValue),
      "perThirtyDays": .number(quiet.alarms.expected.rounded(significantDigits: 4)),
    ]
  }
}

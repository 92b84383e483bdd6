import SLODSL

/// Scenarios and thresholds in the words of k6; durations are seconds, which runs may scale.
extension ProfilePlan {
  var json: JSON {
    .members([
      "name": .text(profile.kind.rawValue),
      "scenarios": .array(scenarios.map(\.json)),
    ])
  }
}

extension LoadScenario {
  fileprivate var json: JSON {
    .members([
      "name": .text(name),
      "requests": .integer(requests),
      "options": options,
      "thresholds": .array(thresholds.map { $0.json(of: name) }),
    ])
  }

  private var options: JSON {
    switch shape {
    case .rounds(let count, let limit):
      return [
        "executor": "shared-iterations", "exec": "sendEach", "vus": 1,
        "iterations": .integer(count), "maxDuration": .number(limit.seconds),
      ]
    case .arrivals(let first, let stages, let users):
      let unit = TimeUnit(for: [first] + stages.map(\.rate))
      return [
        "executor": "ramping-arrival-rate", "exec": "sendNext",
        "startTime": .number(start.seconds), "timeUnit": .text(unit.rawValue),
        "startRate": .integer(unit.count(of: first)),
        "stages": .array(
          stages.map { stage in
            [
              "target": .integer(unit.count(of: stage.rate)),
              "duration": .number(stage.duration.seconds),
            ]
          }
        ),
        "preAllocatedVUs": .integer(users.prepared), "maxVUs": .integer(users.most),
        "gracefulStop": .number(patience.seconds),
      ]
    }
  }
}

/// k6 counts whole requests in a unit of time.
private enum TimeUnit: String, CaseIterable {
  case second = "1s"
  case minute = "1m"
  case hour = "1h"

  private var seconds: Int {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    }
  }

  /// The shortest in which all rates are whole numbers; a rate that fits none is rounded up.
  init(for rates: [ExactNumber]) {
    self =
      Self.allCases.first { unit in
        rates.allSatisfy { ($0 * ExactNumber(unit.seconds)).isInteger }
      } ?? .hour
  }

  func count(of rate: ExactNumber) -> Int { (rate * ExactNumber(seconds)).roundedUp }
}

extension LoadThreshold {
  fileprivate func json(of scenario: String) -> JSON {
    .members([
      "metric": .text("\(metric){scenario:\(scenario)}"),
      "rule": .text(rule.text),
      "stopsAfter": stopsAfter.map { .text($0.text) },
    ])
  }
}

extension LoadThreshold.Rule {
  /// k6 takes plain decimals.
  fileprivate var text: String {
    switch self {
    case .rateAtLeast(let share): "rate>=" + share.decimalText
    case .countAtLeast(let count): "count>=\(count)"
    case .countIs(let count): "count==\(count)"
    case .percentile(let share, let bound):
      "p(\((share * ExactNumber(100)).decimalText))<=" + bound.decimalText
    }
  }
}

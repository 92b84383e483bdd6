import SLODSL

/// Assertions about one alert of an SLO, in one of its groups.
struct AlertAssertions {
  private let name: String
  private let identity: Label
  /// The labels of the group, and what else tells the alert from others.
  private let labels: [Label]
  private let grid: ScrapeGrid

  /// - Parameter names: of the alerts, any of which is meant
  init(_ names: [String], of identity: SLOIdentity, labels: [Label], grid: ScrapeGrid) {
    name =
      names.count == 1
      ? "alertname=\(quoted(names[0]))" : "alertname=~\(quoted(names.joined(separator: "|")))"
    self.identity = Label(RecordedSeries.identity, identity.text)
    self.labels = labels
    self.grid = grid
  }

  /// What the test sees of a timeline: every beginning and end of firing, and silence between.
  func assertions(for timeline: AlertTimeline) -> [RuleTest.Assertion] {
    var assertions: [RuleTest.Assertion] = []
    var silentFrom = 0
    for stretch in timeline.stretches {
      // Silence that is shorter than an evaluation is a matter of its moment.
      if stretch.possibleFrom >= max(1, silentFrom) + timeline.evaluation {
        assertions.append(silence(from: silentFrom, through: stretch.possibleFrom - 1))
      }
      if let certain = stretch.certain {
        for tick in Set([certain.lowerBound, timeline.lastEvaluation(in: certain)]).sorted() {
          assertions.append(firing(atTick: tick))
        }
      }
      guard let end = stretch.silentFrom else { return assertions }
      silentFrom = end
    }
    assertions.append(silence(from: silentFrom, through: timeline.states.count - 1))
    return assertions
  }

  /// It fires at a tick.
  func firing(atTick tick: Int) -> RuleTest.Assertion {
    RuleTest.Assertion(
      expression: "group\(grouping)(\(selector))",
      time: grid.time(ofTick: tick),
      samples: [RuleTest.Sample(labels: labels, value: .one)],
      comment: nil
    )
  }

  /// It fires at none of these ticks.
  func silence(from first: Int, through last: Int) -> RuleTest.Assertion {
    let time = grid.time(ofTick: max(1, last))
    guard first < last else {
      return RuleTest.Assertion(expression: selector, time: time, samples: [], comment: nil)
    }
    // From between two evaluations on: whether a range holds its own beginning depends on the
    // version.
    let half = Duration(milliseconds: grid.timing.interval.milliseconds / 2)
    let range = first == 0 ? time : grid.time(ofTick: last - first) + half
    return RuleTest.Assertion(
      expression: "max_over_time(\(selector)[\(range.text)])",
      time: time,
      samples: [],
      comment: nil
    )
  }

  /// ` by (…) ` with the labels that tell it from others.
  var grouping: String {
    labels.isEmpty ? "" : " by (\(labels.map(\.name).joined(separator: ", "))) "
  }

  var selector: String {
    let matchers =
      [name, "alertstate=\"firing\"", identity.matcherText] + labels.map(\.matcherText)
    return "ALERTS{\(matchers.joined(separator: ","))}"
  }
}

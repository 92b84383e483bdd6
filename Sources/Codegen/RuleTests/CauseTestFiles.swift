package import SLODSL

/// The tests of alerts on causes: for each part of a condition that alone can decide, a time in
/// which the alert just stays silent and one in which it just fires.
package enum CauseTestFiles {
  /// A file for each service that has such alerts, next to their rules.
  package static func artifacts(for model: Model, plan: RulePlan) -> [Artifact] {
    // promtool reads ranges as Prometheus does.
    guard !model.project.ruler.reachesBeforeRanges else { return [] }
    return model.services.filter { !$0.causes.isEmpty }.map { service in
      let name = CauseRulePlanner.fileName(of: service.name)
      var tests: [YAML.Item] = []
      var notes: [String] = []
      for alert in service.causes {
        let own = Self.tests(of: alert, in: model)
        tests += own.map { YAML.Item($0.document) }
        if own.isEmpty {
          notes.append("Not tested: \(alert.name), whose readings no series could be found for.")
        }
      }
      return Artifact(
        path: "prometheus/\(name).test.yml",
        bytes: YAMLWriter.bytes(
          of: .map {
            "rule_files" => .inlineList([.text("\(name).rules.yml")])
            "evaluation_interval" => model.project.evaluation.text
            YAML.Entry("tests", .list(tests), comments: notes)
          },
          header: [
            "Rule tests by slogen, run with: promtool test rules \(name).test.yml",
            "Readings are just below and just above the bounds that the spec states.",
          ]
        )
      )
    }
  }

  private static func tests(of alert: CauseAlert, in model: Model) -> [RuleTest] {
    let metrics = model.services.first { $0.name == alert.service }?.catalog ?? []
    let states = CauseStates.states(of: alert) ?? []
    return (states + states.compactMap(\.total)).compactMap { states in
      let search = CauseSeriesSearch(
        alert,
        states,
        metrics: metrics + model.metrics,
        targetLabels: model.project.targetLabels.filter { ["job", "instance"].contains($0) }
      )
      return search.found.map { series, result in
        CauseTest(alert, states, series, result: result, in: model.project).test
      }
    }
  }
}

/// One course of an alert: silent, firing, silent again.
private struct CauseTest {
  let alert: CauseAlert
  let states: CauseStates
  let series: [CauseSeries]
  /// The labels of the alert but its name.
  let labels: [Label]
  let project: Project
  /// Scrapes and evaluations fall together once in so long.
  let unit: Duration

  init(
    _ alert: CauseAlert,
    _ states: CauseStates,
    _ series: [CauseSeries],
    result: [Label],
    in project: Project
  ) {
    self.alert = alert
    self.states = states
    self.series = series
    self.project = project
    let own = CauseAlertPlanner(alert, in: project).labels
    labels = own + result.filter { label in !own.contains { $0.name == label.name } }
    unit = alert.scrape.leastCommonMultiple(with: project.evaluation)
  }

  // MARK: Times

  /// A window that is filled, and what is scraped late.
  private var filled: Duration {
    let span = states.atom.span
    return span == .zero ? .zero : (span + alert.scrape + project.evaluation).rounded(up: unit)
  }

  private var hold: Duration { (alert.hold ?? .zero).rounded(up: project.evaluation) }

  private var keep: Duration { (alert.keepFiring ?? .zero).rounded(up: project.evaluation) }

  /// Until then every window is full, also those of what decides nothing here.
  private var onset: Duration {
    let longest = max(alert.condition.span, alert.exception?.span ?? .zero)
    let warm =
      longest == .zero
      ? .zero : (longest + alert.scrape + project.evaluation).rounded(up: unit)
    return (warm + hold + unit * 2).rounded(up: unit)
  }

  private var recovery: Duration { (onset + filled + hold + unit * 2).rounded(up: unit) }

  private var end: Duration { (recovery + filled + keep + unit * 2).rounded(up: unit) }

  /// When an average crosses a bound in the middle of two readings: when half of its window is new;
  /// nil where that depends on more.
  private var half: Duration? {
    guard case .comparison(let comparison) = states.atom.statement, comparison.bound != nil,
      !states.isTotal
    else {
      return nil
    }
    switch comparison.left.query {
    case .rate, .ratio, .overTime(.average, _, _, _):
      return Duration(milliseconds: states.atom.span.milliseconds / 2)
    default: return nil
    }
  }

  /// Until when the alert is silent for sure: the last evaluation at which its condition cannot
  /// hold yet, and the waiting time.
  private var silentUntil: Duration {
    let step = project.evaluation
    guard let half else { return onset + hold - step }
    return onset + hold + half.rounded(up: step) - step
  }

  /// From when on it fires for sure.
  private var firingFrom: Duration {
    guard let half else { return onset + filled + hold }
    // What was scraped last may be as old as a scrape.
    return onset + (half + alert.scrape).rounded(up: project.evaluation) + hold
  }

  // MARK: The test

  var test: RuleTest {
    let scrapes = { (length: Duration) in Int(length.milliseconds / alert.scrape.milliseconds) }
    let lengths = (
      scrapes(onset), scrapes(recovery - onset), scrapes(end - recovery) + 1
    )
    return RuleTest(
      name: "\(alert.text): \(states.atom.title)" + (states.isTotal ? ", nothing at all" : ""),
      scrape: alert.scrape,
      series: series.map { series in
        RuleTest.Series(
          name: series.name,
          values: series.samples(lengths, every: alert.scrape).text
        )
      },
      assertions: [
        silence(from: .zero, through: silentUntil, "the reading is just on the right side"),
        firing(at: firingFrom, (states.isTotal ? "nothing" : "just on the wrong side") + waited),
        firing(at: recovery - project.evaluation, nil),
        silence(from: recovery + filled + keep, through: end, "right again"),
      ]
    )
  }

  private var waited: String { alert.hold.map { " for \($0.text)" } ?? "" }

  private var selector: String {
    "ALERTS{alertname=\(quoted(alert.name)),alertstate=\"firing\"}"
  }

  private func firing(at time: Duration, _ comment: String?) -> RuleTest.Assertion {
    let name = [
      Label("__name__", "ALERTS"), Label("alertname", alert.name), Label("alertstate", "firing"),
    ]
    return RuleTest.Assertion(
      expression: selector,
      time: time,
      samples: [RuleTest.Sample(labels: name + labels, value: .one)],
      comment: comment
    )
  }

  private func silence(
    from first: Duration,
    through last: Duration,
    _ comment: String
  ) -> RuleTest.Assertion {
    // From between two evaluations on: whether a range holds its own beginning depends on the
    // version.
    let half = Duration(milliseconds: project.evaluation.milliseconds / 2)
    let range = first == .zero ? max(last, project.evaluation) : last - first + half
    return RuleTest.Assertion(
      expression: "max_over_time(\(selector)[\(range.text)])",
      time: max(last, .zero),
      samples: [],
      comment: comment
    )
  }
}

extension CauseAtom {
  /// What is put to the test: `above 5%`.
  fileprivate var title: String {
    switch statement {
    case .comparison(let comparison):
      if isOfTruth { return comparison.boundText }
      return comparison.words ?? "\(comparison.operator.rawValue) \(comparison.boundText)"
    case .absent(let selection, over: _): return "no \(selection.metric)"
    }
  }
}

extension Duration {
  /// The next multiple of a step.
  fileprivate func rounded(up step: Duration) -> Duration {
    let steps = (milliseconds + step.milliseconds - 1) / step.milliseconds
    return Duration(milliseconds: steps * step.milliseconds)
  }

  fileprivate func leastCommonMultiple(with other: Duration) -> Duration {
    var (a, b) = (milliseconds, other.milliseconds)
    while b != 0 { (a, b) = (b, a % b) }
    return Duration(milliseconds: milliseconds / a * other.milliseconds)
  }
}

import Codegen
import SLODSL
import ServerSupport

/// Estimates and truth at probes.
struct Comparison {
  private let evaluation: RuleEvaluation
  private let slo: ServiceLevelObjective
  private let recorded: RecordedWindows
  private let budget: Double
  /// Every five minutes, when the counts have just been recorded and all windows lie within the
  /// scenario.
  private let probes: [Int64]
  /// Every half hour of the last day.
  private let budgetProbes: [Int64]

  private static let step: Int64 = 300_000
  private static let budgetStep: Int64 = 1_800_000

  init(_ evaluation: RuleEvaluation) {
    self.evaluation = evaluation
    slo = evaluation.service.slo
    recorded = RecordedWindows(of: slo)
    budget = PromQLNumber(slo.objectives[0].budget).value
    let scenario = evaluation.simulation.scenario
    let counts = evaluation.schedule.ticks[0]
    let longest = slo.objectives[0].pairs.map(\.long).max() ?? .zero
    let begin = Simulation.start + longest.milliseconds
    let phase = (counts.times.first ?? 0) % Self.step
    probes = counts.times.filter { $0 >= begin && $0 % Self.step == phase }
    let end = Simulation.start + Int64(scenario.seconds) * 1000
    let lastDay = end - Int64(Scenario.day) * 1000
    budgetProbes = counts.times.filter {
      $0 >= lastDay && $0 % Self.budgetStep == phase
    }
  }

  func measurement() async throws -> AccuracyMeasurement {
    let pairs = slo.objectives[0].pairs
    let lengths = Set(pairs.flatMap { [$0.short, $0.long] } + [.minutes(5)]).sorted()
    let sums = lengths.flatMap { [recorded.errors($0), recorded.events($0)] }
    let alerts = burnAlerts
    let inputs = alerts.flatMap { $0.rule.expression.recordedSeries }
    try await evaluation.record(Set(sums + inputs + [RecordedSeries.remaining]))

    var curves: [Duration: Curve] = [:]
    for length in lengths { curves[length] = try await rawCurve(of: length) }
    var disagreements: [AlertSeverity: [Design: AlertDisagreement]] = [:]
    for alert in alerts {
      disagreements[alert.severity] = [
        .generated: try await generatedDisagreement(of: alert),
        .wholeWindow: rawDisagreement(of: alert.severity, curves),
      ]
    }
    return AccuracyMeasurement(
      scenario: evaluation.simulation.scenario.name,
      trueRemaining: budgetProbes.last.flatMap(trueRemaining) ?? 1,
      budget: try await budgetDeviations(),
      windows: lengths.map { length in
        AccuracyMeasurement.Window(
          length: length,
          burnRates: [
            .generated: deviation(of: length) { generatedRatio(of: length, at: $0) },
            .wholeWindow: deviation(of: length) { curves[length]?[$0] },
          ]
        )
      },
      alerts: disagreements,
      replayDifference: evaluation.replayDifference
    )
  }

  // MARK: Truth

  private func counts(before time: Int64, during window: Duration) -> Truth.Counts {
    evaluation.simulation.truth.counts(
      before: Int((time - Simulation.start) / 1000),
      during: Int(window.milliseconds / 1000)
    )
  }

  /// What is left of the budget; time before the scenario was clean.
  private func trueRemaining(at time: Int64) -> Double? {
    let age = Double(time - Simulation.start) / Double(recorded.period.milliseconds)
    return counts(before: time, during: recorded.period).errorRatio.map {
      1 - $0 * min(age, 1) / budget
    }
  }

  private func burns(_ severity: AlertSeverity, at time: Int64) -> Bool {
    let minimum = PromQLNumber(slo.minimumErrors).value
    return pairs(of: severity).contains { pair in
      let limit = PromQLNumber(pair.factor).value * budget
      let short = counts(before: time, during: pair.short)
      let long = counts(before: time, during: pair.long)
      return Double(short.errors) > limit * Double(short.events)
        && Double(long.errors) > limit * Double(long.events) && Double(long.errors) >= minimum
    }
  }

  private func pairs(of severity: AlertSeverity) -> [BurnRatePair] {
    slo.objectives[0].pairs.filter { $0.severity == severity }
  }

  // MARK: Windows

  /// Of burn rates.
  private func deviation(
    of length: Duration,
    _ estimate: (Int64) -> Double?
  ) -> Deviation {
    var deviation = Deviation()
    for probe in probes {
      let truth = counts(before: probe, during: length).errorRatio
      deviation.add(estimate(probe).map { $0 / budget }, truth: truth.map { $0 / budget })
    }
    return deviation
  }

  private func generatedRatio(of length: Duration, at time: Int64) -> Double? {
    guard let errors = value(of: recorded.errors(length), at: time),
      let events = value(of: recorded.events(length), at: time), events > 0
    else { return nil }
    return errors / events
  }

  /// What an instant query has of a recorded series.
  private func value(of series: String, at time: Int64) -> Double? {
    evaluation.recorded(series).first?.newest(in: (time - Self.step)...time)?.value
  }

  private func rawCurve(of length: Duration) async throws -> Curve? {
    guard let first = probes.first, let last = probes.last else { return nil }
    return try await Curve(
      Textbook.ratio(over: length),
      from: first,
      through: last,
      every: Self.step,
      of: evaluation.server.api
    )
  }

  // MARK: Budget

  private func budgetDeviations() async throws -> [Design: Deviation] {
    guard let first = budgetProbes.first, let last = budgetProbes.last else { return [:] }
    let period = recorded.period
    let raw = try await Curve(
      Textbook.ratio(over: period),
      from: first,
      through: last,
      every: Self.budgetStep,
      of: evaluation.server.api
    )
    try await recordRatios()
    let averaged = try await Curve(
      Textbook.meanRatio(over: period),
      from: first,
      through: last,
      every: Self.budgetStep,
      of: evaluation.server.api
    )
    var deviations: [Design: Deviation] = [:]
    for probe in budgetProbes {
      let truth = trueRemaining(at: probe)
      let estimates: [Design: Double?] = [
        .generated: value(of: RecordedSeries.remaining, at: probe),
        .wholeWindow: raw[probe].map { 1 - $0 / budget },
        .averagedRatios: averaged[probe].map { 1 - $0 / budget },
      ]
      for (design, estimate) in estimates {
        deviations[design, default: Deviation()].add(estimate, truth: truth)
      }
    }
    return deviations
  }

  /// Records the textbook's ratio whenever slogen's counts are recorded.
  private func recordRatios() async throws {
    let ticks = evaluation.schedule.ticks[0]
    guard let first = ticks.times.first, let last = ticks.times.last else { return }
    let ratio = try await Curve(
      Textbook.ratio(over: .minutes(5)),
      from: first,
      through: last,
      every: ticks.interval,
      of: evaluation.server.api
    )
    let known = Set(ticks.times)
    let series = TimeSeries(
      SeriesIdentity(Textbook.recordedRatio),
      ratio.samples.filter { known.contains($0.time) }
    )
    try await evaluation.server.api.write([series.written])
  }

  // MARK: Alerts

  private struct BurnAlert {
    let severity: AlertSeverity
    let rule: AlertRule
    let group: Int
  }

  private var burnAlerts: [BurnAlert] {
    AlertSeverity.allCases.flatMap { severity in
      evaluation.service.groups.enumerated().flatMap { index, group in
        group.rules.compactMap { rule -> BurnAlert? in
          guard case .alerting(let alert) = rule, alert.name == AlertName.burn(severity) else {
            return nil
          }
          return BurnAlert(severity: severity, rule: alert, group: index)
        }
      }
    }
  }

  /// Between two evaluations an alert is what it was at the last.
  private func generatedDisagreement(of alert: BurnAlert) async throws -> AlertDisagreement {
    let held = Set(try await evaluation.moments(of: alert.rule, inGroup: alert.group))
    let times = evaluation.schedule.ticks[alert.group].times
    var disagreement = AlertDisagreement()
    var next = 0
    for probe in probes {
      while next < times.count, times[next] <= probe { next += 1 }
      let fires = next > 0 && held.contains(times[next - 1])
      disagreement.add(fires, truth: burns(alert.severity, at: probe))
    }
    return disagreement
  }

  private func rawDisagreement(
    of severity: AlertSeverity,
    _ curves: [Duration: Curve]
  ) -> AlertDisagreement {
    var disagreement = AlertDisagreement()
    for probe in probes {
      let fires = pairs(of: severity).contains { pair in
        let limit = PromQLNumber(pair.factor).value * budget
        return [pair.short, pair.long].allSatisfy { curves[$0]?[probe] ?? 0 > limit }
      }
      disagreement.add(fires, truth: burns(severity, at: probe))
    }
    return disagreement
  }
}

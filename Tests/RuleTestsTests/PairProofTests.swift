import SLODSL
import Testing

@testable import Codegen

/// The generated courses tell each burn-rate pair from all others: if any number of any pair were
/// another, an alert would fire when a test demands silence, or be silent when it must fire.
struct PairProofTests {
  struct Policy: Sendable, CustomTestStringConvertible {
    let name: String
    let period: Duration
    let pairs: [BurnRatePair]
    let ratio: ExactNumber

    var testDescription: String { "\(name) at \(ratio.percentText)" }
  }

  private static let ladders: [(String, Duration, [BurnRatePair])] = [
    ("7d", .days(7), ExampleModels.weekly),
    ("28d", .days(28), ExampleModels.fourWeekly),
    ("30d", .days(30), ExampleModels.monthly),
    ("90d", .days(90), ExampleModels.quarterly),
    ("three tickets", .days(30), ExampleModels.threeTickets),
  ]

  static let policies =
    ladders.flatMap { name, period, pairs in
      [
        ExactNumber(99, over: 100), ExactNumber(999, over: 1000),
        ExactNumber(99_999, over: 100_000),
      ]
      .map { Policy(name: name, period: period, pairs: pairs, ratio: $0) }
    } + [
      Policy(
        name: "lowered",
        period: .days(30),
        pairs: ExampleModels.lowered,
        ratio: ExactNumber(9, over: 10)
      )
    ]

  /// A pair with one number wrong.
  private static func faults(of pair: BurnRatePair) -> [(name: String, pair: BurnRatePair?)] {
    let (two, half) = (ExactNumber(2), ExactNumber(1, over: 2))
    func changed(
      factor: ExactNumber = .one,
      long: ExactNumber = .one,
      short: ExactNumber = .one
    ) -> BurnRatePair {
      ExampleModels.pair(
        pair.severity,
        pair.factor * factor,
        .minutes(Int64((ExactNumber(Int(pair.long.milliseconds / 60_000)) * long).roundedDown)),
        .minutes(Int64((ExactNumber(Int(pair.short.milliseconds / 60_000)) * short).roundedDown))
      )
    }
    return [
      ("missing", nil), ("factor doubled", changed(factor: two)),
      ("factor halved", changed(factor: half)), ("long doubled", changed(long: two)),
      ("long halved", changed(long: half)), ("short doubled", changed(short: two)),
      ("short halved", changed(short: half)),
    ]
  }

  @Test(arguments: policies)
  func `a change of any pair is noticed`(_ policy: Policy) throws {
    let slo = ExampleModels.slo(
      "slo",
      ExampleModels.availability,
      ratio: policy.ratio,
      pairs: policy.pairs,
      period: policy.period
    )
    let model = ExampleModels.model([slo])
    let tested = try TestedObjective(
      slo,
      objective: slo.objectives[0],
      plan: RulePlan.plan(for: model),
      project: model.project,
      metrics: []
    )
    let courses = Scenario.all.flatMap { $0.courses(tested) }
    let simulations = courses.map { tested.simulate($0.first) }
    for pair in policy.pairs {
      // The shortest window of a total outage at 0.8 of all events ends with it.
      let isOutage = pair.factor * slo.objectives[0].budget >= ExactNumber(4, over: 5)
      for fault in Self.faults(of: pair) where !(isOutage && fault.name == "short halved") {
        let isNoticed = simulations.contains { Self.notices(fault.pair, inPlaceOf: pair, in: $0) }
        #expect(isNoticed, "\(pair.factor.decimalText)x over \(pair.long.text): \(fault.name)")
      }
    }
  }

  /// Whether an assertion of the test fails for certain.
  private static func notices(
    _ fault: BurnRatePair?,
    inPlaceOf pair: BurnRatePair,
    in simulation: BurnRateSimulation
  ) -> Bool {
    var formulas = simulation.formulas
    formulas.pairs = formulas.pairs.compactMap { $0 == pair ? fault : $0 }
    let broken = BurnRateSimulation(formulas: formulas, counts: simulation.counts)
    let right = simulation.firing(pair.severity)
    let wrong = broken.firing(pair.severity)
    let ends = right.stretches.compactMap(\.certain).flatMap {
      [$0.lowerBound, right.lastEvaluation(in: $0)]
    }
    return ends.contains { wrong.states[$0] == .no }
      || zip(right.states, wrong.states).contains { $0 == .no && $1 == .yes }
  }
}

import Codegen
import Foundation
import SLODSL
import Testing

/// Whatever the SLO and whatever happens to it: at every evaluation of which `slogen simulate` is
/// certain, promtool finds the generated alerts as it says.
///
/// `INCIDENTS=500` tries more of them, `INCIDENTS_FROM=1000` others.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct IncidentPropertyTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let first = environment["INCIDENTS_FROM"].flatMap { UInt64($0) } ?? 1
  private static let count = environment["INCIDENTS"].flatMap { UInt64($0) } ?? 30

  static var seeds: Range<UInt64> { first..<first + count }

  @Test(arguments: seeds)
  func `promtool agrees`(seed: UInt64) throws {
    let random = RandomIncident(seed: seed)
    let model = ExampleModels.model([random.slo])
    let plan = RulePlan.plan(for: model)
    let test = RuleTestFiles.proof(
      of: random.incident,
      in: model,
      plan: plan,
      slo: random.slo,
      atMost: random.after
    )
    guard let test else {
      Issue.record("no test can be made of \(random.incident)")
      return
    }
    let rules = Generation.generate(from: model).artifacts
      .filter { $0.path.hasSuffix(".rules.yml") }
    let result = try Promtool.test(rules + [test])
    let policy = random.slo.objectives[0].pairs.map {
      "\($0.severity.rawValue) \($0.long.text)/\($0.short.text) \($0.factor.decimalText)x"
    }
    let story = "\(random.incident)\n\(policy)\n\(random.slo.timing)"
    #expect(result.isSuccess, "\(result.output.prefix(4000))\n\(story)")
  }

  /// Certainty is worth something: most alerts of these incidents fire, and most evaluations are
  /// certain.
  @Test func incidentsAreWorthTrying() {
    var fired = 0
    var certain = 0
    var all = 0
    for seed in UInt64(1)...20 {
      let random = RandomIncident(seed: seed)
      let objective = random.slo.objectives[0]
      let groups = SLORulePlanner(slo: random.slo, in: Project()).groups
      let simulated = SimulatedIncident(
        random.incident,
        of: random.slo,
        objective: objective,
        groups: groups
      )
      guard let simulated else { continue }
      for alert in simulated.alerts {
        all += 1
        if alert.spans.contains(where: \.isCertain) { fired += 1 }
        if alert.spans.allSatisfy({ $0.fires.latest - $0.fires.earliest < .minutes(6) }) {
          certain += 1
        }
      }
    }
    #expect(fired * 2 > all, "\(fired) of \(all) alerts fire")
    #expect(certain * 10 > all * 9, "\(certain) of \(all) alerts fire at known times")
  }
}

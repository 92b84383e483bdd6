import Codegen
import SLODSL
import Testing

/// What k6 itself makes of every script and profile.
@Suite struct RequirementsTests {
  @Test(.enabled(if: K6.isExpected, "Tests/run has not installed k6"))
  func k6LoadsEveryProfile() async throws {
    try await expectEveryProfile(in: .installed)
  }

  @Test(.enabled(if: K6.other != nil, "K6_OTHER names no other k6, such as one of the 2.x line"))
  func anotherVersionLoadsEveryProfile() async throws {
    try await expectEveryProfile(in: try #require(K6.other))
  }

  private func expectEveryProfile(in k6: K6) async throws {
    for script in try LoadScripts.all() {
      for plan in script.plan.profiles {
        let found = try await k6.inspect(script.text, profile: plan.profile.kind.rawValue)
        let place = "\(script.path), \(plan.profile.kind.rawValue)"
        #expect(Set(found.scenarios.keys) == Set(plan.scenarios.map(\.name)), "\(place)")
        #expect(found.maxVUs >= 1, "\(place)")
        for scenario in plan.scenarios { expect(scenario, in: found, place) }
        let rules = found.thresholds.values.flatMap(\.self)
        let planned = plan.scenarios.flatMap(\.thresholds)
        #expect(rules.count == planned.count + plan.scenarios.count, "\(place)")
        #expect(rules.filter(\.ends).count == planned.filter { $0.stopsAfter != nil }.count)
      }
    }
  }

  /// A threshold on a metric without samples passes in k6, unless it counts them.
  private func expect(_ scenario: LoadScenario, in found: Requirements, _ place: String) {
    let sent = found.thresholds["load_requests{scenario:\(scenario.name)}"] ?? []
    #expect(sent.contains { $0.text.isCount }, "\(place): nothing need be sent")
    for (metric, rules) in found.thresholds where metric.hasPrefix("slo_good_") {
      let companion = metric.replacing("slo_good_", with: "slo_events_")
      let counts = found.thresholds[companion] ?? []
      #expect(counts.contains { $0.text.isCount }, "\(place): \(metric) passes without events")
      #expect(rules.allSatisfy { $0.text.hasPrefix("rate>=") })
    }
  }
}

extension String {
  /// `count>=29`
  fileprivate var isCount: Bool {
    hasPrefix("count>=") && (Int(dropFirst(7)) ?? 0) > 0
  }
}

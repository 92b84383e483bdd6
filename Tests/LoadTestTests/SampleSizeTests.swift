import Codegen
import SLODSL
import TestSupport
import Testing

/// The numbers of plans, beside numbers that were computed elsewhere.
@Suite struct SampleSizeTests {
  /// ⌈ln 0.05 / ln objective⌉
  @Test(arguments: [
    ("50", 5), ("90", 29), ("95", 59), ("99", 299), ("99.5", 598), ("99.9", 2995),
    ("99.95", 5990), ("99.99", 29_956), ("99.999", 299_572), ("0.1", 1),
  ])
  func isAsTablesSay(percent: String, events: Int) throws {
    let share = try #require(ExactNumber(decimal: percent.utf8)) / ExactNumber(100)
    #expect(SampleSize.withoutFailure(showing: share) == events)
  }

  /// 25 requests a second, each of which may take a second; they wait 2 s at most.
  @Test func virtualUsersFollowLittlesLaw() throws {
    let spec = try #require(try Corpus("load-tests").cases.first { $0.name == "running" })
    let plan = try #require(try LoadScripts(spec).scripts.first).plan
    let baseline = try #require(plan.profiles.first { $0.profile.kind == .baseline })
    let scenario = try #require(baseline.scenarios.first)
    guard case .arrivals(let first, let stages, let users) = scenario.shape else {
      Issue.record("a baseline has a rate")
      return
    }
    #expect(users.prepared == 33)
    #expect(users.most == 50)
    #expect(first == ExactNumber(5, over: 2))
    #expect(stages.map(\.duration) == [.seconds(6), .minute])
    // 6 s × (2.5 + 25) / 2 + 60 s × 25 = 1582.5, of which 98 %.
    #expect(scenario.requests == 1550)
  }
}

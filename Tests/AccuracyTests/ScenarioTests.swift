import AccuracySupport
import CommandSupport
import SLODSL
import Testing

/// Generated rules say what really happened: three days, a budget of two; `make accuracy` measures
/// a month.
@Suite(.serialized, .enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
struct ScenarioTests {
  /// A scenario in which the counters hold the truth, and twice the error that it was measured to
  /// have.
  struct Case: Sendable, CustomTestStringConvertible {
    var scenario: Scenario
    /// Of the whole budget, on average over the last day.
    let budget: Double
    /// Of the burn rate of an hour.
    let burnRate: Double
    /// Evaluations of the budget that did not take place, at most.
    let skipped: Int

    init(_ scenario: Scenario, budget: Double, burnRate: Double, skipped: Int = 0) {
      self.scenario = scenario
      self.scenario.days = 3
      self.budget = budget
      self.burnRate = burnRate
      self.skipped = skipped
    }

    var testDescription: String { scenario.name }
  }

  static let cases = [
    Case(.nightIncident, budget: 0.003, burnRate: 0.06),
    // Nobody knows anything within the hole, and windows up to 6h never hear of it.
    Case(.scrapeGaps, budget: 0.015, burnRate: 0.6),
    Case(.bornErrors(days: 3), budget: 0.003, burnRate: 0.02),
    // Holes of one evaluation, of which 2 % of an hour would see a part: 0.00037 is off then.
    Case(frequentFailures(in: .skippedEvaluations), budget: 0.0003, burnRate: 0.02, skipped: 2),
  ]

  /// So many that three days of them tell a small loss from chance.
  private static func frequentFailures(in scenario: Scenario) -> Scenario {
    var scenario = scenario
    scenario.objective = "98%"
    scenario.failures = { _ in 0.009 }
    return scenario
  }

  @Test(arguments: cases)
  func budgetAndBurnRatesAreTrue(_ test: Case) async throws {
    let measured = try await AccuracyMeasurement.measure(test.scenario, period: "2d")
    let tables = AccuracyTables([measured])
    print(tables.budget + "\n" + tables.windows + "\n" + tables.alerts)
    // Something happened that would be seen if it were missed.
    #expect(measured.trueRemaining < 0.8)
    let budget = try #require(measured.budget[.generated])
    #expect(budget.missing <= test.skipped)
    #expect(try #require(budget.mean) < test.budget)
    let hour = try #require(measured.windows.first { $0.length == .hours(1) })
    let burnRate = try #require(hour.burnRates[.generated])
    #expect(burnRate.missing == 0)
    #expect(try #require(burnRate.mean) < test.burnRate)
    let pages = try #require(measured.alerts[.page]?[.generated])
    #expect(pages.wrong == 0 && pages.missed <= 1, "\(pages)")
    #expect(measured.replayDifference < 1e-9, "a rule is replayed otherwise than evaluated")
  }
}

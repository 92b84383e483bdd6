import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// The formula of false alarms against years of simulated traffic, which the windows of rules judge
/// minute by minute.
struct FalseAlarmTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// Of 1000 events.
    let budget: Int
    let eventsPerHour: Int
    let factor: Double
    let minimum: Int
    let long: Int
    let short: Int
    var seed: UInt64 = 1

    var testDescription: String {
      "\(eventsPerHour)/h, \(budget) of 1000, \(factor)x over \(long)m and \(short)m, \(minimum)"
    }
  }

  static let cases = [
    Case(budget: 10, eventsPerHour: 6, factor: 14.4, minimum: 1, long: 60, short: 5),
    Case(budget: 10, eventsPerHour: 6, factor: 6, minimum: 2, long: 360, short: 30),
    Case(budget: 10, eventsPerHour: 6, factor: 6, minimum: 3, long: 360, short: 30),
    Case(budget: 1, eventsPerHour: 60, factor: 14.4, minimum: 1, long: 60, short: 5),
    Case(budget: 1, eventsPerHour: 60, factor: 14.4, minimum: 1, long: 60, short: 60),
    Case(budget: 1, eventsPerHour: 60, factor: 6, minimum: 2, long: 360, short: 30),
    Case(budget: 1, eventsPerHour: 60, factor: 6, minimum: 3, long: 360, short: 30),
    Case(budget: 50, eventsPerHour: 60, factor: 3, minimum: 3, long: 60, short: 5),
    Case(budget: 50, eventsPerHour: 30, factor: 2, minimum: 3, long: 120, short: 10),
    Case(budget: 10, eventsPerHour: 10, factor: 2, minimum: 3, long: 1440, short: 120),
    Case(budget: 10, eventsPerHour: 30, factor: 1, minimum: 3, long: 1440, short: 120),
  ]

  @Test(arguments: cases)
  func agreesWithSimulatedTraffic(_ example: Case) {
    let days = 3000
    let budget = ExactNumber(Int128(example.budget), over: 1000)
    let pair = ExampleModels.pair(
      .page,
      ExactNumber(Int128(example.factor * 10), over: 10),
      .minutes(Int64(example.long)),
      .minutes(Int64(example.short))
    )
    let alarms = FalseAlarms(
      of: pair,
      budget: budget,
      rate: ExactNumber(Int128(example.eventsPerHour), over: 3600),
      minimum: ExactNumber(example.minimum),
      isSampled: false
    )
    let expected = alarms.expected * ExactNumber(days / 30)
    let formula = Double(expected.rounded(places: 3).decimalText) ?? 0
    let counted = Double(Self.alarms(of: example, days: days))
    // The formula counts flicker that evaluations do not see; and three standard deviations.
    let chance = 3 * (formula + 1).squareRoot()
    #expect(counted <= formula * 1.1 + chance, "counted \(counted), by formula \(formula)")
    #expect(counted >= formula / 1.7 - chance, "counted \(counted), by formula \(formula)")
    #expect(formula > 5, "too few to compare")
  }

  /// How often both windows come to be above the factor in so many days.
  private static func alarms(of example: Case, days: Int) -> Int {
    let minutes = days * 1440
    var numbers = SplitMix(seed: example.seed)
    var events = [Int32](repeating: 0, count: minutes + 1)
    var errors = [Int32](repeating: 0, count: minutes + 1)
    let perMinute = Double(example.eventsPerHour) / 60
    var time = 0.0
    while true {
      time -= log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &numbers)) / perMinute
      guard time < Double(minutes) else { break }
      events[Int(time) + 1] += 1
      if Int.random(in: 0..<2000, using: &numbers) < example.budget { errors[Int(time) + 1] += 1 }
    }
    for minute in 1...minutes {
      events[minute] += events[minute - 1]
      errors[minute] += errors[minute - 1]
    }
    let threshold = example.factor * Double(example.budget) / 1000
    let isAbove = { (minute: Int, window: Int) -> Bool in
      Double(errors[minute] - errors[minute - window])
        > threshold * Double(events[minute] - events[minute - window])
    }
    var alarms = 0
    var wasFiring = false
    for minute in example.long...minutes {
      let enough = errors[minute] - errors[minute - example.long] >= Int32(example.minimum)
      let fires = enough && isAbove(minute, example.short) && isAbove(minute, example.long)
      if fires, !wasFiring { alarms += 1 }
      wasFiring = fires
    }
    return alarms
  }

  @Test func muchTrafficIsQuiet() {
    for rate in [1, 100, 10_000, 1_000_000] {
      let alarms = FalseAlarms(
        of: ExampleModels.monthly[0],
        budget: ExactNumber(1, over: 1000),
        rate: ExactNumber(rate),
        minimum: ExactNumber(3),
        isSampled: false
      )
      #expect(alarms.text == "none")
    }
  }

  /// Slices come evenly: three bad ones of 60 are needed, and 0.3 are expected.
  @Test func slicesAreCountedEvenly() {
    let alarms = FalseAlarms(
      of: ExampleModels.pair(.page, ExactNumber(4), .hours(1), .minutes(5)),
      budget: ExactNumber(1, over: 100),
      rate: ExactNumber(1, over: 60),
      minimum: ExactNumber(1),
      isSampled: true
    )
    #expect(alarms.expected > ExactNumber(3) && alarms.expected < ExactNumber(8))
  }

  @Test(arguments: [
    (ExactNumber(1150, over: 100), "12 in 30d"), (ExactNumber(1), "1 in 30d"),
    (ExactNumber(1, over: 2), "1 in 60d"), (ExactNumber(1, over: 100), "1 in 8.2y"),
    (ExactNumber(1, over: 12_000), "1 in 990y"), (ExactNumber(1, over: 13_000), "none"),
    (ExactNumber.zero, "none"),
  ])
  func saysHowOften(_ expected: ExactNumber, _ text: String) {
    #expect(FalseAlarms(expected: expected).text == text)
  }
}

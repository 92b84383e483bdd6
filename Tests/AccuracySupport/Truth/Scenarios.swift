import Foundation
import TestSupport

/// The scenarios that rules are measured with: traffic and failures.
extension Scenario {
  /// All, in the order of the table.
  package static var all: [Scenario] {
    [
      steady, nightIncident, peakIncident, bursts, idleNights, sparse, bornErrors(), relabelled,
      jitteryScrapes, missingScrapes, scrapeGaps, serverOutages, skippedEvaluations,
      lateActivation, backfilledActivation, reappearingSeries, counterResets, podChurn,
    ]
  }

  /// Traffic that never changes, every week an hour of trouble and another day of a slow burn.
  package static var steady: Scenario {
    var scenario = Scenario("steady")
    let incident = incidents(every: 7, lasting: hour, failing: 0.02, beside: 0.0002)
    let slowBurn = incidents(every: 6, at: 4, lasting: 15 * hour, failing: 0.005, beside: 0)
    scenario.failures = { max(incident($0), slowBurn($0)) }
    return scenario
  }

  /// Trouble while hardly anybody is there.
  package static var nightIncident: Scenario {
    var scenario = Scenario("diurnal, incident at night")
    scenario.traffic = diurnal
    scenario.failures = incidents(every: 5, at: 2, lasting: 2 * hour, failing: 0.1, beside: 0.0002)
    return scenario
  }

  /// Trouble while everybody is there.
  package static var peakIncident: Scenario {
    var scenario = Scenario("diurnal, incident at peak")
    scenario.traffic = diurnal
    scenario.failures = incidents(every: 5, at: 14, lasting: hour, failing: 0.015, beside: 0.0002)
    return scenario
  }

  /// Half a minute of twenty times the traffic, and most failures in it.
  package static var bursts: Scenario {
    var scenario = Scenario("bursts")
    scenario.traffic = { isBurst($0) ? 60 : 3 }
    scenario.failures = { isBurst($0) ? 0.0035 : 0.0002 }
    return scenario
  }

  @Sendable private static func isBurst(_ second: Int) -> Bool {
    // One in fifty stretches of 40 s; the burst begins somewhere within it.
    var random = SplitMix(seed: UInt64(second / 40))
    let begin = Int(random.next() % 500)
    return begin < 10 && (begin..<begin + 30).contains(second % 40)
  }

  /// Nobody at all from midnight to six, and trouble when the first come.
  package static var idleNights: Scenario {
    var scenario = Scenario("idle nights")
    scenario.traffic = { $0 % day < 6 * hour ? 0 : 10 }
    scenario.failures = incidents(every: 4, at: 6, lasting: 1_200, failing: 0.05, beside: 0.0002)
    return scenario
  }

  /// A request a minute.
  package static var sparse: Scenario {
    var scenario = Scenario("1 request a minute, 99 %")
    scenario.objective = "99%"
    scenario.traffic = { _ in 1.0 / 60 }
    scenario.failures = { _ in 0.005 }
    return scenario
  }

  /// Least at 3 in the morning, nearly twice the mean at 15.
  @Sendable private static func diurnal(_ second: Int) -> Double {
    let angle = Double(second % day) / Double(day) * 2 * Double.pi
    return 10 * (1 - 0.95 * cos(angle - Double.pi / 4))
  }

  /// Every few days, at an hour of the day.
  private static func incidents(
    every days: Int,
    at hour: Int = 10,
    lasting length: Int,
    failing share: Double,
    beside usual: Double
  ) -> @Sendable (Int) -> Double {
    { second in
      let today = second / Scenario.day
      let begin = today * Scenario.day + hour * Scenario.hour + 17
      return today % days == days / 2 && (begin..<begin + length).contains(second) ? share : usual
    }
  }
}

/// Scenarios in which exporters and targets change.
extension Scenario {
  /// Two instances that are replaced twice a day, and error series that begin with an error.
  package static func bornErrors(days: Int = 31) -> Scenario {
    var scenario = Scenario("error series born with an error")
    scenario.days = days
    scenario.traffic = { _ in 2 }
    scenario.failures = { _ in 0.0005 }
    scenario.failureCodes = ["500", "502", "503", "504"]
    scenario.targets = replaced(every: 12 * hour, atOnce: 2, in: scenario)
    scenario.exposition = .fromFirstEvent
    return scenario
  }

  /// Every third day the targets are renamed; their counters are large and go on.
  package static var relabelled: Scenario {
    var scenario = Scenario("targets renamed")
    scenario.failures = incidents(every: 7, lasting: hour, failing: 0.02, beside: 0.0003)
    for index in scenario.targets.indices {
      let name = scenario.targets[index].instances[0].name
      scenario.targets[index].past = 50_000_000
      scenario.targets[index].instances = stride(from: 0, to: scenario.days, by: 3).map {
        (from: $0 * day + 5 * hour, name: "\(name)-\($0)")
      }
      scenario.targets[index].instances[0].from = 0
    }
    return scenario
  }

  /// An exporter forgets what was idle for a quarter of an hour, and shows it again with the total.
  package static var reappearingSeries: Scenario {
    var scenario = Scenario("idle series dropped and shown again")
    scenario.traffic = { _ in 2 }
    scenario.failures = incidents(every: 4, lasting: 600, failing: 0.02, beside: 0.0001)
    scenario.exposition = .whileActive(forgottenAfter: 900)
    return scenario
  }

  /// Three processes that die every eight hours, failing at the end.
  package static var counterResets: Scenario {
    var scenario = Scenario("counter resets after failures")
    scenario.failures = { _ in 0.0003 }
    scenario.targets = ["a", "b", "c"].enumerated().map { index, name in
      var target = Target(name)
      let deaths = stride(from: (index + 1) * 9_371, to: scenario.seconds, by: 8 * hour)
      target.downtimes = deaths.map { $0..<$0 + 20 }
      target.agony = (seconds: 30, failures: 0.7)
      return target
    }
    return scenario
  }

  /// Three pods at a time, each for six hours, failing at the end.
  package static var podChurn: Scenario {
    var scenario = Scenario("pods that come and go, failing")
    scenario.failures = { _ in 0.0003 }
    scenario.targets = replaced(every: 6 * hour, atOnce: 3, in: scenario)
    for index in scenario.targets.indices {
      scenario.targets[index].agony = (seconds: 20, failures: 0.4)
    }
    return scenario
  }

  /// Instances that live for a while; one is replaced at a time.
  private static func replaced(
    every life: Int,
    atOnce count: Int,
    in scenario: Scenario
  ) -> [Target] {
    let step = life / count
    let births = stride(from: step - life, to: scenario.seconds, by: step)
    return births.enumerated().map { index, birth in
      var target = Target("pod-\(index)")
      // Not on the beat of any rule.
      target.known = birth + index * 7 % 60..<birth + life + (index + count) * 7 % 60
      return target
    }
  }
}

/// Scenarios in which scrapes and rules are disturbed.
extension Scenario {
  package static var jitteryScrapes: Scenario {
    var scenario = Scenario("scrapes up to 0.3 s early or late")
    scenario.failures = steady.failures
    scenario.scraping.jitter = 300
    return scenario
  }

  package static var missingScrapes: Scenario {
    var scenario = Scenario("3 % of scrapes fail")
    scenario.failures = steady.failures
    scenario.scraping.misses = 0.03
    return scenario
  }

  /// No scrape succeeds for up to 40 minutes, and half of the failures happen then.
  package static var scrapeGaps: Scenario {
    var scenario = Scenario("scrapes fail for 10 to 40 minutes")
    scenario.scraping.gaps = holes
    scenario.failures = troubleInHoles
    return scenario
  }

  /// Prometheus is down for as long.
  package static var serverOutages: Scenario {
    var scenario = Scenario("Prometheus down for 10 to 40 minutes")
    scenario.scraping.outages = holes
    scenario.failures = troubleInHoles
    return scenario
  }

  private static let holes = (0..<9).map { index in
    let begin = (index * 3 + 2) * day + (index * 5 + 3) % 24 * hour + 700
    return begin..<begin + [1_200, 2_400, 600][index % 3]
  }

  @Sendable private static func troubleInHoles(_ second: Int) -> Double {
    let isTrouble = holes.contains { hole in
      (hole.lowerBound - 60..<hole.upperBound - 120).contains(second)
    }
    return isTrouble ? 0.05 : 0.0003
  }

  package static var skippedEvaluations: Scenario {
    var scenario = Scenario("2 % of evaluations skipped")
    scenario.failures = steady.failures
    scenario.ruling.skips = 0.02
    return scenario
  }

  /// The rules are two days old.
  package static var lateActivation: Scenario {
    var scenario = Scenario("rules 2 days old")
    scenario.failures = incidents(every: 9, lasting: hour, failing: 0.02, beside: 0.0003)
    scenario.ruling.begin = 29 * day
    return scenario
  }

  package static var backfilledActivation: Scenario {
    var scenario = Scenario("rules 2 days old, backfilled")
    scenario.failures = lateActivation.failures
    scenario.ruling = lateActivation.ruling
    scenario.ruling.isBackfilled = true
    return scenario
  }
}

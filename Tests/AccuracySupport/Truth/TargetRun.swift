import SLODSL

/// One target played from beginning to end: its program counts, a server reads it.
struct TargetRun {
  private let scenario: Scenario
  private let target: Target
  private let start: Int64
  private let known: Range<Int>
  private var random: PoissonEvents
  private var counters: [Counter]
  private var scrapes: ScrapeLog

  /// Routes with their shares of the traffic.
  private static let routes = [(name: "/buy", share: 0.3), (name: "/list", share: 0.7)]

  /// A counter within the program.
  private struct Counter {
    let route: String
    let code: String
    /// Of all events that do, or do not, fail.
    let share: Double
    let isFailure: Bool
    var count: Int
    /// Nil before the first event of the program that runs.
    var lastEvent: Int?
  }

  init(of index: Int, in scenario: Scenario, from start: Int64) {
    self.scenario = scenario
    self.start = start
    let target = scenario.targets[index]
    self.target = target
    known = (target.known ?? 0..<scenario.seconds).clamped(to: 0..<scenario.seconds)
    let seed = scenario.seed &* 1_000_003 &+ UInt64(index)
    random = PoissonEvents(seed: seed)
    scrapes = ScrapeLog(seed: seed &+ 500_000, scenario.scraping, from: start, known: known)
    let begin = known.lowerBound
    counters = Self.routes.flatMap { route in
      Self.codes(of: scenario).map { code in
        Counter(
          route: route.name,
          code: code.name,
          share: route.share * code.share,
          isFailure: code.isFailure,
          count: target.past,
          lastEvent: target.past > 0 ? begin : nil
        )
      }
    }
  }

  /// Codes with their shares of the events that fail, or do not.
  private static func codes(
    of scenario: Scenario
  ) -> [(name: String, share: Double, isFailure: Bool)] {
    let codes = scenario.failureCodes
    return [(name: "200", share: 1, isFailure: false)]
      + codes.map { (name: $0, share: 1 / Double(codes.count), isFailure: true) }
  }

  /// What the server stored.
  var stored: [TimeSeries] { scrapes.stored }

  /// - Parameters:
  ///   - load: how many targets share the traffic at each second.
  mutating func play(load: [UInt8], truth: inout Truth) {
    var names = target.instances[...]
    var downtimes = target.downtimes[...]
    for second in known {
      while let next = names.first, next.from <= second {
        scrapes.rename(to: next.name)
        names.removeFirst()
      }
      if let over = downtimes.first, over.upperBound <= second {
        downtimes.removeFirst()
        restart()
      }
      let isRunning = !(downtimes.first?.contains(second) ?? false)
      while scrapes.isDue(at: second) {
        scrapes.scrape(isRunning ? exposed(at: second) : nil)
      }
      guard isRunning else { continue }
      let death = downtimes.first?.lowerBound ?? target.known?.upperBound
      let isDying = death.map { $0 - second <= target.agony.seconds } ?? false
      count(second, isDying: isDying, load: load, truth: &truth)
    }
    scrapes.end()
  }

  private mutating func restart() {
    for index in counters.indices {
      counters[index].count = 0
      counters[index].lastEvent = nil
    }
  }

  private mutating func count(
    _ second: Int,
    isDying: Bool,
    load: [UInt8],
    truth: inout Truth
  ) {
    let traffic = scenario.traffic(second) / Double(load[second])
    let failing = max(scenario.failures(second), isDying ? target.agony.failures : 0)
    for index in counters.indices {
      let share = counters[index].share * (counters[index].isFailure ? failing : 1 - failing)
      let events = random.next(mean: traffic * share)
      guard events > 0 else { continue }
      counters[index].count += events
      counters[index].lastEvent = second
      truth.add(events: events, errors: counters[index].isFailure ? events : 0, in: second)
    }
  }

  /// What the program shows.
  private func exposed(at second: Int) -> [ScrapeLog.Exposed] {
    counters.indices.compactMap { index in
      let counter = counters[index]
      switch scenario.exposition {
      case .everything: break
      case .fromFirstEvent:
        guard counter.lastEvent != nil else { return nil }
      case .whileActive(let limit):
        guard let last = counter.lastEvent, second - last <= limit else { return nil }
      }
      return .init(
        counter: index,
        labels: [Label("route", counter.route), Label("code", counter.code)],
        count: counter.count
      )
    }
  }
}

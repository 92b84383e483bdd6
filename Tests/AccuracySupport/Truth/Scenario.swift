/// A service with its traffic and failures, and what befalls whoever measures it.
///
/// Times are seconds since the scenario began.
package struct Scenario: Sendable {
  /// In lower case, as the table shows it.
  package let name: String
  package var days = 31
  /// As a spec states it: `99.9%`.
  package var objective = "99.9%"
  /// Events a second of the whole service, on average, at a second.
  package var traffic: @Sendable (_ second: Int) -> Double = { _ in 10 }
  /// The share of them that fails.
  package var failures: @Sendable (_ second: Int) -> Double = { _ in 0.0004 }
  /// The codes of failed events; each is as likely.
  package var failureCodes = ["500"]
  package var targets = [Target("a"), Target("b")]
  package var exposition = Exposition.everything
  package var scraping = Scraping()
  package var ruling = Ruling()
  package var seed: UInt64 = 1

  package static let day = 86_400
  package static let hour = 3_600
  package static let minute = 60

  package init(_ name: String) {
    self.name = name
  }

  package var seconds: Int { days * Self.day }
}

/// What one program that counts events goes through.
package struct Target: Sendable {
  /// Values of `instance`, each from a second on: a target may be renamed while its program runs.
  package var instances: [(from: Int, name: String)]
  /// When service discovery knows it; nil is always.
  package var known: Range<Int>?
  /// When the program does not run; it counts from zero afterwards.
  package var downtimes: [Range<Int>] = []
  /// How a program dies: so many seconds before it stops, this share of its events fails.
  package var agony = (seconds: 0, failures: 0.0)
  /// What its counters begin with.
  package var past = 0

  package init(_ instance: String) {
    instances = [(0, instance)]
  }
}

/// When an exporter shows the counter of a label combination.
package enum Exposition: Hashable, Sendable {
  /// From the beginning, at zero.
  case everything
  /// From its first event on.
  case fromFirstEvent
  /// From its first event on, until it had none for so many seconds; at the next it is back, with
  /// all that it ever counted.
  case whileActive(forgottenAfter: Int)
}

/// How targets are read.
package struct Scraping: Sendable {
  /// Milliseconds between two scrapes of a target.
  package var interval: Int64 = 15_000
  /// Each target is read at a moment of its own within the interval, a multiple of this.
  package var phaseUnit: Int64 = 1
  /// How many milliseconds a scrape may be early or late.
  package var jitter: Int64 = 0
  /// The share of scrapes that fail, each on its own.
  package var misses = 0.0
  /// When every scrape fails.
  package var gaps: [Range<Int>] = []
  /// When nobody scrapes, because the server is down.
  package var outages: [Range<Int>] = []

  package init() {}
}

/// How rules are evaluated: never while the server is down.
package struct Ruling: Sendable {
  /// From when on.
  package var begin = 0
  /// Whether what was before is backfilled, as the documentation says.
  package var isBackfilled = false
  /// The share of evaluations that the server skips, each on its own.
  package var skips = 0.0

  package init() {}
}

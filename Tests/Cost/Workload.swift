import ServerSupport

/// Counters of one service with steady traffic: up to five targets, each with handlers and codes,
/// and beside them a histogram of all requests for each target.
package struct Workload: Sendable {
  /// How many series count requests.
  package let count: Int
  /// How much of their past is stored, in seconds.
  package let past: Int

  /// Seconds between two scrapes of a target.
  package static let scrape = 15

  package init(count: Int, past: Int) {
    self.count = count
    self.past = past
  }

  /// The service and the job have the name of the size.
  package var name: String { "series-\(count)" }

  /// One series counts what fails and what happens alike; of six, two are failures.
  private var codes: [String] {
    count < 6 ? ["500"] : ["200", "201", "302", "404", "500", "503"]
  }
  private var targets: Int { count < 60 ? 1 : 5 }

  /// Series that an error ratio reads: those that fail are read twice.
  package var readings: Int { count + count / codes.count * codes.count { $0.hasPrefix("5") } }

  /// Writes every sample until a moment in milliseconds since 1970.
  func write(to file: OpenMetricsFile, until end: Int) throws {
    let handlers = count / targets / codes.count
    for target in 0..<targets {
      let instance = "10.0.0.\(target + 1):8080"
      // Targets are scraped at moments of their own, none at the moment of an evaluation.
      let newest = end - 1_217 - 2_900 * target
      let labels = ["job": name, "instance": instance]
      let up = OpenMetricsFile.Series("up", labels)
      try write(up, ending: newest, to: file) { _ in 1 }
      for (series, growth) in Self.histogram(of: labels) {
        try write(series, ending: newest, to: file) { Double($0) * growth }
      }
      for handler in 0..<handlers {
        for code in codes {
          let series = OpenMetricsFile.Series(
            "requests_total",
            ["job": name, "instance": instance, "handler": "/\(handler)", "code": code]
          )
          let growth = code.hasPrefix("5") ? 1.0 : 50.0
          try write(series, ending: newest, to: file) { Double($0) * growth }
        }
      }
    }
  }

  /// Requests that take less than 100 ms, but for one of a hundred.
  private static func histogram(
    of target: [String: String]
  ) -> [(series: OpenMetricsFile.Series, growth: Double)] {
    let buckets = [("0.1", 99.0), ("+Inf", 100.0)].map { bound, growth in
      let labels = target.merging(["le": bound]) { $1 }
      return (OpenMetricsFile.Series("request_duration_seconds_bucket", labels), growth)
    }
    return buckets + [(OpenMetricsFile.Series("request_duration_seconds_count", target), 100)]
  }

  private func write(
    _ series: OpenMetricsFile.Series,
    ending newest: Int,
    to file: OpenMetricsFile,
    value: (Int) -> Double
  ) throws {
    let scrapes = past / Self.scrape
    for index in 0..<scrapes {
      let time = newest - (scrapes - 1 - index) * Self.scrape * 1000
      try file.write(value(index), of: series, at: time)
    }
  }
}

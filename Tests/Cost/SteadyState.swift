import Codegen
import SLODSL
import ServerSupport

/// A Prometheus that has scraped steady traffic and evaluated rules for as long as they look back.
///
/// Nobody waits for that: the counters are written as blocks, and what a rule records is what its
/// expression has at the end, written for every evaluation that somebody still reads. That is
/// exact while the traffic is steady. Rules that read recordings come after those that record them.
package final class SteadyState {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// When the newest samples were taken, in milliseconds since 1970.
  ///
  /// All is long past, and nothing depends on the day.
  private static let end = 1_700_006_400_000

  private let recordings: [Recording]
  private let program: String
  private let storage: BlockStorage
  private var server: PrometheusServer

  /// - Parameters:
  ///   - rulesets: all rules that read recordings of each other, of any workloads.
  ///   - program: the server that is measured.
  package init(of rulesets: [Ruleset], program: String = "prometheus") async throws {
    recordings = Self.recordings(of: rulesets)
    self.program = program
    let storage = try BlockStorage()
    var names: Set<String> = []
    let workloads = rulesets.map(\.workload).filter { names.insert($0.name).inserted }
    // One block for all: promtool reads the text once for each block.
    try await storage.add(blockDuration: "1000h") { file in
      for workload in workloads { try workload.write(to: file, until: Self.end) }
    }
    self.storage = storage
    server = try PrometheusServer(program, storage: storage.path)
    try await server.waitUntilReady()
    try await storeRecordings()
  }

  // MARK: Recordings

  /// A recording rule with what has to be known to store its results.
  private struct Recording {
    /// Of the ruleset.
    let scope: String
    let rule: RecordingRule
    let interval: Int
    /// The newest evaluation.
    let tick: Int
    /// How far back somebody reads it, in milliseconds.
    let past: Int
    /// The series that it reads.
    let sources: Set<String>

    /// Recordings of another scope have the same names.
    var key: [String] { [scope, rule.series] }
  }

  private func storeRecordings() async throws {
    var waiting = recordings.filter { !$0.rule.isOccasional }
    while !waiting.isEmpty {
      let missing = Set(waiting.map(\.key))
      let ready = waiting.filter { recording in
        recording.sources.allSatisfy { name in
          name == recording.rule.series || !missing.contains([recording.scope, name])
        }
      }
      let done = Set(ready.map(\.key))
      guard !done.isEmpty else {
        throw Failure(description: "these read each other: \(waiting.map(\.rule.series))")
      }
      try await store(ready)
      waiting.removeAll { done.contains($0.key) }
    }
    for recording in recordings where recording.rule.isOccasional {
      guard try await results(of: recording).isEmpty else {
        throw Failure(description: "\(recording.key) sees something in steady traffic")
      }
    }
  }

  private func results(of recording: Recording) async throws -> [QueryAnswer.Series] {
    let text = recording.rule.expression.text
    return try await server.api.instant(text, at: Double(recording.tick) / 1000).series
  }

  private func store(_ recordings: [Recording]) async throws {
    var results: [(Recording, [QueryAnswer.Series])] = []
    for recording in recordings {
      results.append((recording, try await self.results(of: recording)))
    }
    if let silent = results.first(where: \.1.isEmpty)?.0 {
      throw Failure(description: "\(silent.key) has no result: \(silent.rule.expression.text)")
    }
    server.stop()
    try await storage.add(blockDuration: "1000h") { file in
      for (recording, series) in results {
        for one in series { try Self.write(one, of: recording, to: file) }
      }
    }
    server = try PrometheusServer(program, storage: storage.path)
    try await server.waitUntilReady()
  }

  private static func write(
    _ series: QueryAnswer.Series,
    of recording: Recording,
    to file: OpenMetricsFile
  ) throws {
    var labels = series.labels
    labels["__name__"] = nil
    for label in recording.rule.labels { labels[label.name] = label.value }
    let stored = OpenMetricsFile.Series(recording.rule.series, labels)
    let count = recording.past / recording.interval + 1
    // A rule finds its own recordings of evaluations before only: they are a millisecond late.
    let lateness = recording.sources.contains(recording.rule.series) ? 1 : 0
    for age in (0...count).reversed() {
      let time = recording.tick - age * recording.interval + lateness
      try file.write(series.value, of: stored, at: time)
    }
  }

  private static func recordings(of rulesets: [Ruleset]) -> [Recording] {
    var pasts: [[String]: Int] = [:]
    for ruleset in rulesets {
      for reading in ruleset.groups.flatMap(\.rules).flatMap(\.expression.readings) {
        guard let name = reading.selector.name else { continue }
        let past = Int(reading.reach.milliseconds)
        pasts[[ruleset.scope, name], default: 0].raise(to: past)
      }
    }
    return rulesets.flatMap { ruleset in
      ruleset.groups.enumerated().flatMap { place, group in
        group.rules.compactMap { planned -> Recording? in
          guard case .recording(let rule) = planned else { return nil }
          return Recording(
            scope: ruleset.scope,
            rule: rule,
            interval: Int(group.interval.milliseconds),
            tick: newestTick(of: place, every: group.interval),
            past: pasts[[ruleset.scope, rule.series]] ?? 0,
            sources: Set(rule.expression.selectors.compactMap(\.name))
          )
        }
      }
    }
  }

  /// The newest evaluation of a group in milliseconds; each has a phase of its own.
  private static func newestTick(of place: Int, every interval: Duration) -> Int {
    end - (37_000 + 101_000 * place) % Int(interval.milliseconds)
  }

  // MARK: Measurement

  /// What each rule costs the server.
  package func measure(_ ruleset: Ruleset) async throws -> [MeasuredRule] {
    var figures: [MeasuredRule] = []
    for (place, group) in ruleset.groups.enumerated() {
      let tick = Double(Self.newestTick(of: place, every: group.interval)) / 1000
      for rule in group.rules {
        let (expression, scale) = try available(rule.expression, ruleset.workload)
        // The first evaluation reads from the disk, and others of the machine may interfere.
        var answers: [QueryAnswer.Statistics] = []
        for _ in 0..<3 {
          answers.append(try await server.api.instant(expression.text, at: tick).statistics)
        }
        figures.append(
          MeasuredRule(
            group: group,
            rule: rule,
            samples: answers[0].samples * scale,
            seconds: (answers.map(\.evaluation).min() ?? 0) * Double(scale),
            isExtrapolated: scale > 1
          )
        )
      }
    }
    return figures
  }

  /// How many series or groups there are.
  func answer(to question: CostQuestion) async throws -> Int {
    let answer = try await server.api.instant(
      question.query.writtenLine,
      at: Double(Self.end) / 1000
    )
    return Int(answer.series.first?.value ?? 0)
  }

  /// An expression that finds all that it looks for, and how many times its cost is meant.
  ///
  /// Where the counters' past is too short for the ranges, they are a day long.
  private func available(
    _ expression: PromQLExpression,
    _ workload: Workload
  ) throws -> (PromQLExpression, Int) {
    let recorded = Set(recordings.map(\.rule.series))
    let past = Duration.seconds(Int64(workload.past))
    let missing = expression.readings
      .filter { !recorded.contains($0.selector.name ?? "") && $0.reach > past }
    guard let longest = missing.map(\.reach).max() else { return (expression, 1) }
    guard let days = longest.ratio(to: .day).integer, missing.count == expression.selectors.count,
      missing.allSatisfy({ $0.reach == longest })
    else { throw Failure(description: "cannot be extrapolated: \(expression.text)") }
    let short = expression.rewritten(selector: { $0 }, length: { _ in PromQLDuration(.day) })
    return (short, days)
  }
}

extension Int {
  fileprivate mutating func raise(to least: Int) { self = Swift.max(self, least) }
}

extension PromQLExpression {
  /// Of which only the reach is used, which does not depend on intervals.
  fileprivate var readings: [SelectorReading] { readings { _ in .minute } }
}

package import Codegen
import SLODSL
package import ServerSupport

/// Generated rules evaluated over what a server stored of a scenario.
///
/// The expressions are evaluated by a real Prometheus, one rule after the other over the whole
/// time, and the results written back for the rules that read them. Only rules that read their own
/// results are replayed here, as no query can do that.
package final class RuleEvaluation {
  package let service: CompiledService
  package let simulation: Simulation
  package let schedule: RuleSchedule
  package let server: PrometheusServer
  private let program: String
  /// The largest difference between what was replayed and what the server says of the same rule
  /// now that all is there, relative to the value.
  package private(set) var replayDifference = 0.0
  /// Everything recorded.
  private let store = SeriesStore()

  /// Starts a server that knows the scenario.
  package init(
    of service: CompiledService,
    over simulation: Simulation,
    server program: String = "prometheus"
  ) async throws {
    self.service = service
    self.simulation = simulation
    schedule = RuleSchedule(
      of: service.groups,
      during: simulation.scenario,
      from: Simulation.start
    )
    self.program = program
    server = try await Self.server(program)
    try await server.api.write(simulation.series.map(\.written))
    if simulation.scenario.ruling.isBackfilled { try await backfill() }
  }

  private static func server(
    _ program: String,
    storage: String? = nil
  ) async throws -> PrometheusServer {
    // Ranges of 30 days over every series at once.
    let limits = ["--query.max-samples=1000000000", "--query.timeout=30m"]
    let flags = RemoteWrite.flags + limits
    let server = try PrometheusServer(program, storage: storage, flags: flags)
    try await server.waitUntilReady()
    return server
  }

  /// Evaluates the rules that these series need.
  package func record(_ wanted: Set<String>) async throws {
    for component in RuleOrder(of: service.groups, for: wanted).components {
      guard component.count > 1 || component[0].readsItself else {
        try await record(component[0])
        continue
      }
      try await replay(component)
    }
  }

  /// Recorded series by their name; one for each group of the SLO.
  package func recorded(_ name: String) -> [TimeSeries] {
    store.series.filter { $0.labels[SeriesIdentity.name] == name }
  }

  /// When the expression of an alert had a result, in milliseconds since 1970.
  package func moments(of alert: AlertRule, inGroup group: Int) async throws -> [Int64] {
    let series = try await evaluate(alert.expression, at: schedule.ticks[group])
    return Set(series.flatMap { $0.samples.map(\.time) }).sorted()
  }

  // MARK: By promtool

  /// Follows `slogen backfill` up to the moment when the rules begin.
  ///
  /// The blocks are read by a second server and written from there: beside blocks that are newer,
  /// a server drops what it has not written into blocks when it is started again.
  private func backfill() async throws {
    let begin = Int(Simulation.start / 1000)
    let end = begin + simulation.scenario.ruling.begin
    let files = try service.backfill
    for (rules, start) in [(files.counts, begin), (files.firstSeen, end - 3600)] {
      let storage = try BlockStorage()
      try await storage.add(
        rules: rules,
        evaluatedBy: server,
        from: start,
        through: end,
        every: Int(service.slo.timing.interval.milliseconds / 1000)
      )
      let reader = try await Self.server(program, storage: storage.path)
      let all = "{__name__=~\"slo:.+\"}[\(simulation.scenario.days)d]"
      let recorded = try await reader.api.instant(all, at: Double(end)).timeSeries
      for series in recorded { store.append(series) }
      try await server.api.write(recorded.map(\.written))
    }
  }

  // MARK: By the server

  private func record(_ member: RuleOrder.Member) async throws {
    let ticks = schedule.ticks[member.group]
    let recorded = try await evaluate(member.rule.expression, at: ticks).map {
      ended(TimeSeries(member.rule.recorded($0.labels), $0.samples), at: ticks)
    }
    for series in recorded { store.append(series) }
    try await server.api.write(recorded.map(\.written))
  }

  /// What an expression has at the evaluations of a group that took place.
  private func evaluate(
    _ expression: PromQLExpression,
    at ticks: RuleSchedule.Ticks
  ) async throws -> [TimeSeries] {
    guard let first = ticks.times.first, let last = ticks.times.last else { return [] }
    let answer = try await server.api.range(
      expression.text,
      from: Double(first) / 1000,
      through: Double(last) / 1000,
      every: Double(ticks.interval) / 1000
    )
    let known = Set(ticks.times)
    return answer.timeSeries.map { series in
      TimeSeries(series.labels, series.samples.filter { known.contains($0.time) })
    }
  }

  /// With a mark at each evaluation that lacks the series though the one before it had it; a server
  /// that was started in between does not know that.
  private func ended(_ series: TimeSeries, at ticks: RuleSchedule.Ticks) -> TimeSeries {
    var marked = TimeSeries(series.labels)
    var samples = series.samples[...]
    var previous: Int64?
    for time in ticks.times {
      if samples.first?.time == time {
        marked.append(samples.removeFirst())
        previous = time
      } else if let last = previous {
        if !schedule.isRestarted(after: last, through: time) { marked.append(.stale(at: time)) }
        previous = nil
      }
    }
    return marked
  }

  // MARK: By replay

  /// Evaluates rules that read each other at all their moments, in the order of time, then of the
  /// groups.
  private func replay(_ members: [RuleOrder.Member]) async throws {
    let moments = members.indices.flatMap { index in
      schedule.ticks[members[index].group].times.map { (time: $0, member: index) }
    }.sorted { ($0.time, $0.member) < ($1.time, $1.member) }
    var replay = RuleReplay(on: store)
    var last: Int64 = 0
    for moment in moments {
      if schedule.isRestarted(after: last, through: moment.time) { replay.restart() }
      try replay.evaluate(members[moment.member].rule, at: moment.time)
      last = moment.time
    }
    // What was backfilled is there already.
    guard let first = moments.first?.time else { return }
    let recorded = Set(members.map(\.rule.series)).sorted().flatMap(recorded).map { series in
      TimeSeries(series.labels, series.samples.filter { $0.time >= first })
    }
    try await server.api.write(recorded.map(\.written))
    for (index, member) in members.enumerated() {
      let unknown = members[index...].filter { $0.group == member.group }.map(\.rule.series)
      if member.inputs.isDisjoint(with: unknown) { try await check(member) }
    }
  }

  /// A rule that reads nothing which is recorded after it at the same moment can be asked of the
  /// server afterwards.
  private func check(_ member: RuleOrder.Member) async throws {
    let ticks = schedule.ticks[member.group]
    var known: [SeriesIdentity: [Int64: Double]] = [:]
    for series in recorded(member.rule.series) {
      known[series.labels] = Dictionary(
        uniqueKeysWithValues: series.samples.filter { !$0.isStale }.map { ($0.time, $0.value) }
      )
    }
    for series in try await evaluate(member.rule.expression, at: ticks) {
      let replayed = known[member.rule.recorded(series.labels)] ?? [:]
      for sample in series.samples {
        let difference = replayed[sample.time].map { abs($0 - sample.value) } ?? .infinity
        replayDifference = max(replayDifference, difference / max(abs(sample.value), 1))
      }
    }
  }
}

import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// Every query of every dashboard of `specs/`, asked of a real Prometheus that holds what the rules
/// record, finds something.
@Suite struct DashboardQueryTests {
  private static let start = Double(DashboardSamples.start)
  private static let end = Double(DashboardSamples.end)

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func everyQueryFindsSomething() async throws {
    try await Self.expectAnswers(from: "prometheus")
  }

  @Test(.enabled(if: Tool.prometheus3 != nil, "PROMETHEUS3 names no Prometheus 3.x"))
  func everyQueryFindsSomethingInVersion3() async throws {
    try await Self.expectAnswers(from: Tool.prometheus3 ?? "")
  }

  private static func expectAnswers(from program: String) async throws {
    let specs = try SpecModel.ofRepository()
    let list = try TextFile.read(Corpus.root + "/dashboard-data/specs.series")
    let samples = try DashboardSamples(
      of: specs.model,
      scraped: String(decoding: list, as: UTF8.self)
    )
    let storage = try BlockStorage()
    let folder = try TemporaryFolder()
    try folder.write(samples.openMetrics(), to: "samples.txt")
    try await storage.add(openMetrics: folder.path + "/samples.txt")
    let server = try PrometheusServer(program, storage: storage.path)
    try await server.waitUntilReady()
    var count = 0
    for dashboard in try specs.dashboards {
      count += try await expectAnswers(of: dashboard, from: server.api)
    }
    let questions = try await expectAnswers(ofRunbooksOf: specs.model, from: server.api)
    print("\(program) has answered \(questions) queries of runbooks")
    #expect(questions > 100)
    print("\(program) has answered \(count) queries of dashboards")
    #expect(count > 500)
  }

  /// What runbooks offer to paste finds something too, unless it asks for what is amiss.
  private static func expectAnswers(
    ofRunbooksOf model: Model,
    from api: PrometheusAPI
  ) async throws -> Int {
    var count = 0
    let plans = Plans(for: model)
    let conditions = Set(plans.rules.alerts.map { $0.expression.prettified() })
    for page in RunbookBackend.artifacts(for: plans) {
      let text = String(decoding: page.bytes, as: UTF8.self)
      for block in text.components(separatedBy: "```promql\n").dropFirst() {
        let query = try #require(block.components(separatedBy: "\n```").first)
        let answer = try await api.instant(query, at: end)
        let asksForTrouble = ["ALERTS_FOR_STATE", "== 0", "prometheus_rule_group"]
          .contains { query.contains($0) } || conditions.contains(query)
        #expect(asksForTrouble || !answer.series.isEmpty, "\(page.path): \(query)")
        count += 1
      }
    }
    return count
  }

  // MARK: One dashboard

  /// - Returns: how many queries were asked.
  private static func expectAnswers(
    of dashboard: ReadDashboard,
    from api: PrometheusAPI
  ) async throws -> Int {
    // All values, and then one of each variable.
    let all = dashboard.content.templating.list.reduce(into: [String: String]()) {
      if let value = $1.allValue { $0[$1.name] = value }
    }
    var one = all
    var count = 0
    for variable in dashboard.content.templating.list {
      guard let definition = variable.definition else { continue }
      count += 1
      let choices = try await choices(definition, from: api, values: all)
      #expect(!choices.isEmpty, "\(definition) in \(dashboard.path)")
      one[variable.name] = choices.first.map(GrafanaText.pattern)
    }
    for panel in dashboard.content.panels {
      for target in panel.targets ?? [] where target.isPromQL {
        count += 1
        let place = "\(target.refId) of \"\(panel.title)\" in \(dashboard.path)"
        let isRange = target.range ?? false
        try await expectAnswer(target.expr, at: place, isRange: isRange, from: api, all)
        // One group of one SLO; the others are empty then.
        let plain = GrafanaText.filled(target.expr, values: one)
        _ = try await api.instant(plain, at: end)
      }
    }
    for annotation in dashboard.content.annotations.list {
      guard let expression = annotation.expr else { continue }
      count += 1
      let place = "annotation \(annotation.name) in \(dashboard.path)"
      try await expectAnswer(expression, at: place, isRange: true, from: api, all)
    }
    return count
  }

  private static func expectAnswer(
    _ expression: String,
    at place: String,
    isRange: Bool,
    from api: PrometheusAPI,
    _ values: [String: String]
  ) async throws {
    let plain = GrafanaText.filled(expression, values: values)
    let answer =
      isRange
      ? try await api.range(plain, from: start, through: end, every: 60)
      : try await api.instant(plain, at: end)
    #expect(!answer.series.isEmpty, "nothing for \(place): \(plain)")
    let isSound = answer.series.flatMap(\.points).contains { $0.value.isFinite }
    #expect(isSound, "no number for \(place): \(plain)")
  }

  /// The values of `label_values(selector, label)`, as Grafana finds them.
  private static func choices(
    _ definition: String,
    from api: PrometheusAPI,
    values: [String: String]
  ) async throws -> [String] {
    let call = try #require(definition.wholeMatch(of: /label_values\((.+), (\w+)\)/))
    let selector = GrafanaText.filled(String(call.output.1), values: values)
    let found = try await api.instant(selector, at: end).series
    return Set(found.compactMap { $0.labels[String(call.output.2)] }).sorted()
  }
}

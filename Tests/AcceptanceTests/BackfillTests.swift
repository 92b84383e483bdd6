import CommandSupport
import ServerSupport
import Testing

/// What tests write into a server's storage is what the server then knows.
@Suite struct BackfillTests {
  /// 2023-11-14, at a full hour: blocks of two hours begin there.
  private static let start = 1_700_000_000 / 7200 * 7200
  private static let hours = 4

  @Test(.enabled(if: Tool.isExpected("prometheus"), "prometheus is not installed"))
  func samplesAndRulesAreFoundAgain() async throws {
    let storage = try BlockStorage()
    try await storage.add { file in
      let plain = OpenMetricsFile.Series("plain")
      let quoted = OpenMetricsFile.Series("quoted", ["path": "a\"b\\c\nd"])
      for index in 0..<Self.hours * 240 {
        // Not on whole seconds: each time must survive as it is.
        let time = Self.start * 1000 + index * 15_000 + index % 1000
        try file.write(Double(index), of: plain, at: time)
        try file.write(Double(index) / 10, of: quoted, at: time)
      }
    }
    let end = Self.start + Self.hours * 3600
    let first = try PrometheusServer(storage: storage.path)
    try await first.waitUntilReady()
    try await storage.add(
      rules: "groups: [{name: a, rules: [{record: twice, expr: plain * 2}]}]",
      evaluatedBy: first,
      from: Self.start + 15,
      through: end - 60,
      every: 60
    )
    first.stop()
    #expect(!first.isRunning)

    let server = try PrometheusServer(storage: storage.path)
    try await server.waitUntilReady()
    try await Self.expectSamples(in: server.api, end: Double(end))
    try await Self.expectRecordings(in: server.api)
  }

  private static func expectSamples(in api: PrometheusAPI, end: Double) async throws {
    let all = try await api.instant("quoted[1d]", at: end)
    #expect(all.series.map { $0.labels["path"] } == ["a\"b\\c\nd"])
    #expect(all.statistics.samples == hours * 240)
    let points = try #require(all.series.first).points
    #expect(points.count == hours * 240)
    for (index, point) in points.enumerated() {
      let milliseconds = Int((point.time * 1000).rounded())
      #expect(milliseconds == start * 1000 + index * 15_000 + index % 1000)
      #expect(point.value == Double(index) / 10)
    }
  }

  private static func expectRecordings(in api: PrometheusAPI) async throws {
    // Of sample 4, as sample 5 comes 5 ms after the evaluation.
    let recorded = try await api.instant("twice", at: Double(start + 75))
    #expect(recorded.series.map(\.value) == [8])
    // More steps than one answer may hold.
    let steps = try await api.range(
      "plain",
      from: Double(start + 15),
      through: Double(start + 12_015),
      every: 1
    )
    #expect(steps.series.map(\.points.count) == [12_001])
    #expect(steps.statistics.samples == 12_001)
    await #expect(throws: PrometheusAPI.Refusal.self) { try await api.instant("plain[") }
  }
}

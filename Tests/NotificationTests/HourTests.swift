import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// A real Alertmanager tells those whose hours it is, and nobody else.
@Suite(
  .enabled(if: Tool.isExpected(AlertmanagerServer.programs), "alertmanager is not installed")
)
struct HourTests {
  /// Tickets in intervals that hold always and never, in whatever zone the clock is read.
  private static let spec = """
    input listener: String = "http://127.0.0.1:9"
    project {
        retention: 35d
        page: relief(except: always), watch(during: always)
        ticket: during(during: always), except(except: always), either(during: [never, always]),
            both(during: always, except: [never, always]), outside(during: never), free
    }
    interval always { times: "00:00"..."24:00"; zone: "Pacific/Kiritimati" }
    interval never { dates: 31; months: february; zone: "America/Anchorage" }
    receiver during: Webhook(url: "\\(listener)/during")
    receiver except: Webhook(url: "\\(listener)/except")
    receiver either: Webhook(url: "\\(listener)/either")
    receiver both: Webhook(url: "\\(listener)/both")
    receiver outside: Webhook(url: "\\(listener)/outside")
    receiver free: Webhook(url: "\\(listener)/free")
    receiver watch: Webhook(url: "\\(listener)/watch")
    receiver relief: Webhook(url: "\\(listener)/relief")
    metric jobs_total: Counter { labels: status in ["ok", "failed"] }
    service jobs {
        slo done: 99% { events: jobs_total; bad: status == "failed" }
        slo other: 99% { events: jobs_total; bad: status == "failed" }
    }
    """

  private static let told = ["/during", "/either", "/free"]
  private static let muted = ["/except", "/both", "/outside"]

  @Test func thoseAreToldWhoseHoursItIs() async throws {
    let log = try NotificationLog()
    let source = SourceFile(id: FileID(0), path: "hours.slo", bytes: Array(Self.spec.utf8))
    let spec = try RoutedSpec([source], inputs: [("listener", log.address)])
    let routes = try #require(spec.plans.routes).paced { _ in .rehearsal }
    let configuration = AlertmanagerConfiguration(routes: routes).bytes
    let server = try AlertmanagerServer(
      Tool.alertmanager,
      configuration: String(decoding: configuration, as: UTF8.self)
    )
    try await server.waitUntilReady()
    try await server.send(AlertName.burn(.page), of: "jobs/done", severity: "page")
    try await wait(for: ["/watch"], toHearOf: "jobs/done", in: log)
    // The second ticket is told after the first was told or not.
    for slo in ["jobs/done", "jobs/other"] {
      try await server.send(AlertName.burn(.ticket), of: slo, severity: "ticket")
      if slo == "jobs/other" { try await wait(for: Self.told, toHearOf: slo, in: log) }
      try await Task.sleep(for: .seconds(slo == "jobs/done" ? 3 : 0))
    }
    for path in Self.muted + ["/relief"] { #expect(log.deliveries(at: path).isEmpty, "\(path)") }
  }

  private func wait(
    for paths: [String],
    toHearOf slo: String,
    in log: NotificationLog
  ) async throws {
    let end = ContinuousClock.now + .seconds(600)
    while ContinuousClock.now < end {
      let heard = try paths.allSatisfy { path in
        try log.deliveries(at: path).contains { delivery in
          try delivery.message().alerts.contains { $0.labels["slo_id"] == slo }
        }
      }
      if heard { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    Issue.record("\(paths) have not all heard of \(slo)")
  }
}

extension AlertmanagerServer {
  fileprivate func send(_ name: String, of slo: String, severity: String) async throws {
    let body = """
      [{"labels": {"alertname": "\(name)", "slo_id": "\(slo)", "severity": "\(severity)"}}]
      """
    let content = Loopback.Content(
      headers: [("Content-Type", "application/json")],
      bytes: Array(body.utf8)
    )
    let answer = try await Loopback.request("/api/v2/alerts", posting: content, port: port)
    #expect(answer.status == 200)
  }
}

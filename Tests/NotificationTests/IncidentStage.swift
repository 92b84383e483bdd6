import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport

/// Everything between a broken service and whoever is told: an exporter, a Prometheus and an
/// Alertmanager with what slogen generates, and somebody who listens in place of all receivers.
final class IncidentStage {
  static let route = "/pay"

  let plans: Plans
  let exporter: TestExporter
  let log: NotificationLog
  let prometheus: PrometheusServer
  let alertmanager: AlertmanagerServer
  private let folder: TemporaryFolder

  /// What did not happen, and how things stood then.
  struct NeverHappened: Error, CustomStringConvertible {
    let description: String
  }

  init() throws {
    let source = SourceFile(
      id: FileID(0),
      path: "rehearsal.slo",
      bytes: try TextFile.read(Corpus.root + "/end-to-end/rehearsal.slo")
    )
    log = try NotificationLog()
    folder = try TemporaryFolder()
    try folder.write("key\n", to: "pagerduty")
    try folder.write(log.address + "/chat\n", to: "slack")
    try folder.write(log.address + "/ops\n", to: "ops")
    let spec = try RoutedSpec(
      [source],
      inputs: [("listener", log.address), ("secrets", folder.path)]
    )
    plans = spec.plans
    exporter = try TestExporter([
      Self.route: .init(good: 100), "/browse": .init(good: 100),
    ])
    var rules: [String] = []
    for artifact in PrometheusBackend.artifacts(for: plans) {
      try folder.write(String(decoding: artifact.bytes, as: UTF8.self), to: artifact.path)
      rules.append(folder.path + "/" + artifact.path)
    }
    guard let routes = plans.routes else { throw RoutedSpec.Broken(description: "nobody is told") }
    // A page waits for a second instead of 30, a ticket for 10 instead of 300.
    let paced = routes.paced { pace in
      NotificationPace(
        wait: pace == .ticket ? .seconds(10) : .seconds(1),
        interval: .seconds(1),
        reminder: .hours(1)
      )
    }
    let routing = AlertmanagerConfiguration(routes: paced)
    alertmanager = try AlertmanagerServer(
      Tool.alertmanager,
      configuration: String(decoding: routing.bytes, as: UTF8.self),
      files: [
        AlertmanagerConfiguration.templateFile: String(decoding: routing.templates, as: UTF8.self)
      ]
    )
    let configuration = Self.configuration(
      rules: rules,
      exporter: exporter.port,
      alertmanager: alertmanager.port
    )
    prometheus = try PrometheusServer(configuration: { _ in configuration })
  }

  private static func configuration(
    rules: [String],
    exporter: UInt16,
    alertmanager: UInt16
  ) -> String {
    """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
      evaluation_interval: 1s
    rule_files: [\(rules.map { "\"\($0)\"" }.joined(separator: ", "))]
    alerting:
      alertmanagers:
      - static_configs:
        - targets: ["127.0.0.1:\(alertmanager)"]
    scrape_configs:
    - job_name: shop
      static_configs:
      - targets: ["127.0.0.1:\(exporter)"]

    """
  }

  // MARK: Waiting

  /// Waits for something to happen, for as long as the slowest machine may need.
  func wait(for event: String, _ hasHappened: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(600)
    while ContinuousClock.now < end {
      if try await hasHappened() { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    let alerts = String(decoding: try await alertmanager.show("/alerts"), as: UTF8.self)
    throw NeverHappened(description: "\(event) has not happened; alerts: \(alerts)")
  }

  /// Waits until the longest window of the policy is full of good requests.
  func waitUntilReady() async throws {
    try await alertmanager.waitUntilReady()
    try await prometheus.waitUntilReady()
    try await wait(for: "a full window") {
      let old = "slo:events:increase1s{route=\"\(Self.route)\"} offset 40s"
      return try await !prometheus.api.instant(old).series.isEmpty
    }
  }

  /// Waits until a webhook hears that an alert fires or has ended.
  func wait(for status: String, at path: String) async throws {
    try await wait(for: "\(status) at \(path)") {
      try log.deliveries(at: path).contains { try $0.message().status == status }
    }
  }

  /// Waits until the Alertmanager holds the ticket back since the page fires.
  func waitUntilTicketIsInhibited() async throws {
    struct Alert: Decodable {
      struct Status: Decodable {
        let inhibitedBy: [String]
      }

      let labels: [String: String]
      let status: Status
    }
    try await wait(for: "an inhibited ticket") {
      let alerts = try JSONDecoder().decode(
        [Alert].self,
        from: Data(try await alertmanager.show("/alerts"))
      )
      return alerts.contains {
        $0.labels["alertname"] == AlertName.burn(.ticket) && !$0.status.inhibitedBy.isEmpty
      }
    }
  }
}

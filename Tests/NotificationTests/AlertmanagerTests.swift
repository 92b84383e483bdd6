import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// The configuration is what is recorded, amtool loads it, and every alert goes where the specs
/// say.
@Suite struct AlertmanagerTests {
  @Test(arguments: try Corpus("alertmanager").cases)
  func writesWhatIsRecorded(_ example: Corpus.Case) throws {
    let bytes = try RoutedSpec(example).configuration ?? []
    try example.expect(String(decoding: bytes, as: UTF8.self), as: "yml")
  }

  @Test func everyGoldenHasASpec() throws {
    #expect(try Corpus("alertmanager").goldensWithoutInput(endings: ["yml"]) == [])
  }

  @Test(
    .enabled(if: Amtool.isExpected, "amtool is not installed"),
    arguments: try Corpus("alertmanager").cases
  )
  func amtoolLoadsIt(_ example: Corpus.Case) async throws {
    let spec = try RoutedSpec(example)
    guard let bytes = spec.configuration else { return }
    let installed = try await Amtool.version()
    let outcome = try await CheckedConfiguration(bytes, templates: spec.templates).check()
    let loads = spec.model.project.alertmanager <= installed
    #expect((outcome.exitCode == 0) == loads, "\(installed.text): \(outcome.standardOutput)")
  }

  @Test(
    .enabled(if: Amtool.isExpected, "amtool is not installed"),
    arguments: try Corpus("alertmanager").cases
  )
  func everyAlertGoesWhereTheSpecSays(_ example: Corpus.Case) async throws {
    let spec = try RoutedSpec(example)
    guard let bytes = spec.configuration, let routes = spec.plans.routes,
      spec.model.project.alertmanager <= (try await Amtool.version())
    else { return }
    #expect(!spec.alerts.isEmpty)
    try await expect(spec.alerts, of: spec, in: bytes) { alert in
      #expect(routes.receivers(of: alert) == spec.told(of: alert), "\(alert)")
    }
  }

  /// Alerts that slogen did not write, and half-labelled ones.
  @Test(
    .enabled(if: Amtool.isExpected, "amtool is not installed"),
    arguments: try Corpus("alertmanager").cases
  )
  func planAndAmtoolAgreeOnAnyAlert(_ example: Corpus.Case) async throws {
    let spec = try RoutedSpec(example)
    guard let bytes = spec.configuration,
      spec.model.project.alertmanager <= (try await Amtool.version())
    else { return }
    var random = SplitMix(seed: 7)
    let own = spec.alerts
    let alerts = (0..<40).map { _ -> [Label] in
      let names = ["alertname", "severity", "slo_id", "slo_service", "slo_heartbeat", "owner"]
      return names.compactMap { name in
        let values = own.map { $0[name] } + ["", "", "other"]
        let value = values.randomElement(using: &random) ?? ""
        return value.isEmpty ? nil : Label(name, value)
      }
    }
    try await expect(alerts.filter { !$0.isEmpty }, of: spec, in: bytes) { _ in }
  }

  private func expect(
    _ alerts: [[Label]],
    of spec: RoutedSpec,
    in bytes: [UInt8],
    also check: ([Label]) -> Void
  ) async throws {
    let routes = try #require(spec.plans.routes)
    let labels = alerts.map(CheckedConfiguration.matchers)
    let answers = try await CheckedConfiguration(bytes).receivers(of: labels)
    #expect(answers.count == alerts.count)
    for (alert, answer) in zip(alerts, answers) {
      #expect(answer.filter { $0 != "slogen-nobody" } == routes.receivers(of: alert), "\(alert)")
      check(alert)
    }
  }
}

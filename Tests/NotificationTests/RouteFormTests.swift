import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// The same routes as a fragment of somebody's configuration and as an AlertmanagerConfig.
@Suite struct RouteFormTests {
  @Test(arguments: try Corpus("alertmanager").cases)
  func writesWhatIsRecorded(_ example: Corpus.Case) throws {
    let routes = try RoutedSpec(example).plans.routes
    let text = { (bytes: [UInt8]?) in String(decoding: bytes ?? [], as: UTF8.self) }
    try example.expect(
      text(routes.map { AlertmanagerFragment(routes: $0).bytes }),
      as: "fragment"
    )
    try example.expect(
      routes.map { routes in
        AlertmanagerResource.all(for: routes, .v1alpha1, in: RuleObjects())
          .map { text($0.bytes) }.joined(separator: "---\n")
      } ?? "",
      as: "resource"
    )
  }

  @Test func everyGoldenHasASpec() throws {
    let stray = try Corpus("alertmanager").goldensWithoutInput(endings: ["fragment", "resource"])
    #expect(stray.isEmpty)
  }

  // MARK: Fragments

  /// A configuration as a team has it, which knows nothing of SLOs.
  private static let own: YAML = .map {
    "route"
      => .map {
        "receiver" => "own_default"
        "group_by" => .inlineList(["alertname"])
        "routes"
          => .list([
            YAML.Item(
              .map {
                "matchers" => .inlineList(["severity=~\"critical|page|warning\""])
                "receiver" => "own_pager"
              }
            )
          ])
      }
    "receivers"
      => .list([
        YAML.Item(.map { "name" => "own_default" }), YAML.Item(.map { "name" => "own_pager" }),
      ])
  }

  @Test(
    .enabled(if: Amtool.isExpected, "amtool is not installed"),
    arguments: try Corpus("alertmanager").cases
  )
  func fragmentsTakeAlertsOfSLOsAndNoOthers(_ example: Corpus.Case) async throws {
    let spec = try RoutedSpec(example)
    guard let routes = spec.plans.routes,
      spec.model.project.alertmanager <= (try await Amtool.version())
    else { return }
    let merged = AlertmanagerFragment(routes: routes).document.merging(Self.own)
    let configuration = try CheckedConfiguration(
      YAMLWriter.bytes(of: merged),
      templates: spec.templates
    )
    let outcome = try await configuration.check()
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
    let alerts = spec.alerts.filter { !$0["slo_id"].isEmpty || !$0["slo_heartbeat"].isEmpty }
    let others = [
      // That of somebody else's rules, which may have a route already.
      [Label("alertname", "Watchdog"), Label("severity", "none")],
      [Label("alertname", "NodeDown"), Label("severity", "critical")],
      [Label("alertname", "NodeDown"), Label("severity", "nothing")],
    ]
    let answers = try await configuration.receivers(
      of: (alerts + others).map(CheckedConfiguration.matchers)
    )
    let told = alerts.map(spec.told) + [["own_default"], ["own_pager"], ["own_default"]]
    #expect(answers == told)
  }

  // MARK: Resources

  private static let validator = Corpus.root + "/../../../shared/schemas/validate.py"
  private static let library = Corpus.root + "/../../.build/test-tools/jsonschema"

  @Test(
    .enabled(
      if: [validator, library].allSatisfy(FileManager.default.fileExists),
      "there are no schemas beside the repository, or no jsonschema to read them"
    ),
    arguments: try Corpus("alertmanager").cases + Corpus("notifications").cases
  )
  func schemasAgree(_ example: Corpus.Case) async throws {
    guard let routes = try RoutedSpec(example).plans.routes else { return }
    let folder = try TemporaryFolder()
    let place = RuleObjects(namespace: "shop", labels: [Label("release", "stack")])
    for version in RouteForm.ResourceVersion.allCases {
      let resources = AlertmanagerResource.all(for: routes, version, in: place)
      for (index, resource) in resources.enumerated() {
        let text = String(decoding: resource.bytes, as: UTF8.self)
        try folder.write(text, to: "\(version.rawValue)-\(index).yml")
      }
    }
    let outcome = try await Executable.run(
      script: "python3 '\(Self.validator)' *.yml",
      in: folder.path,
      environment: ["PYTHONPATH": Self.library]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }
}

extension YAML {
  /// Maps key by key, lists one behind the other, and of two other values the later one.
  fileprivate func merging(_ later: YAML) -> YAML {
    switch (self, later) {
    case (.map(let entries), .map(let others)):
      let known = Set(entries.map(\.key))
      return .map(
        entries.map { entry in
          let other = others.first { $0.key == entry.key }
          return entry.key => (other.map { entry.value.merging($0.value) } ?? entry.value)
        } + others.filter { !known.contains($0.key) }
      )
    case (.list(let items), .list(let others)): return .list(items + others)
    default: return later
    }
  }
}

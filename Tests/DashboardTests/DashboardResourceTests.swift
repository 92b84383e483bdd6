import Codegen
import CommandSupport
import Foundation
import SLODSL
import TestSupport
import Testing

/// A resource shows what the classic dashboard shows: the same panels in the same places, with the
/// same queries, variables and annotations.
@Suite struct DashboardResourceTests {
  private static let versions: [GrafanaResourceVersion] = [.v2, .v2beta1]

  /// Dashboards of the repository's specs and of hostile ones, classic and as resources.
  private static func pairs(
    _ version: GrafanaResourceVersion
  ) throws -> [(classic: Artifact, resource: Artifact)] {
    let models =
      try [SpecModel.ofRepository().model]
      + Corpus("dashboards").cases.map { try SpecModel($0).model }
    return models.flatMap { specs -> [(Artifact, Artifact)] in
      var project = specs.project
      project.dashboardResources = version
      let model = Model(
        project: project,
        services: specs.services,
        receivers: specs.receivers,
        intervals: specs.intervals,
        metrics: specs.metrics
      )
      let files = GrafanaBackend.artifacts(for: Plans(for: model))
      return files.filter { $0.path.hasPrefix("grafana/") }.compactMap { classic in
        files.first { $0.path == "grafana-v2/" + classic.path.dropFirst("grafana/".count) }
          .map { (classic, $0) }
      }
    }
  }

  /// What somebody sees of a panel.
  private struct Shown: Hashable {
    let row: String
    let id: Int
    let title: String
    let kind: String
    /// From the top of the row, and how large.
    let place: [Int]
    let interval: String?
    let queries: [String]
    /// Options, fields, links and transformations, spelled in one order.
    let settings: String
  }

  @Test(arguments: versions)
  func showsTheSame(_ version: GrafanaResourceVersion) throws {
    let pairs = try Self.pairs(version)
    #expect(pairs.count > 10)
    for (classic, resource) in pairs {
      let old = try Self.object(classic)
      let new = try Self.object(resource)
      #expect(new["apiVersion"] as? String == "dashboard.grafana.app/\(version.rawValue)")
      #expect((new["metadata"] as? [String: Any])?["name"] as? String == old["uid"] as? String)
      let spec = try #require(new["spec"] as? [String: Any])
      let panels = Self.panels(classic: old)
      #expect(!panels.isEmpty)
      #expect(Self.panels(resource: spec) == panels, "\(resource.path)")
      for (key, names) in [("variables", "templating"), ("annotations", "annotations")] {
        let list = (old[names] as? [String: Any])?["list"] as? [[String: Any]] ?? []
        let found = (spec[key] as? [[String: Any]] ?? []).compactMap {
          $0["spec"] as? [String: Any]
        }
        #expect(found.compactMap { $0["name"] as? String } == list.map { $0["name"] as? String })
        for (variable, other) in zip(found, list) {
          let asked = (variable["query"] as? [String: Any])?["spec"] as? [String: Any]
          let query = (other["query"] as? [String: Any])?["query"] as? String
          #expect(asked?["query"] as? String == query)
          #expect(asked?["expr"] as? String == other["expr"] as? String)
          #expect(variable["allValue"] as? String == other["allValue"] as? String)
        }
      }
    }
  }

  private static let validator = Repository.root + "/../shared/schemas/validate.py"
  private static let library = Repository.root + "/.build/test-tools/jsonschema"

  @Test(
    .enabled(
      if: [validator, library].allSatisfy(FileManager.default.fileExists),
      "there are no schemas beside the repository, or no jsonschema to read them"
    ),
    arguments: versions
  )
  func schemasAgree(_ version: GrafanaResourceVersion) async throws {
    let folder = try TemporaryFolder()
    for (index, pair) in try Self.pairs(version).enumerated() {
      try folder.write(String(decoding: pair.resource.bytes, as: UTF8.self), to: "\(index).json")
    }
    let outcome = try await Executable.run(
      script: "python3 '\(Self.validator)' *.json",
      in: folder.path,
      environment: ["PYTHONPATH": Self.library]
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  // MARK: Reading both

  private static func object(_ artifact: Artifact) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(artifact.bytes)) as? [String: Any] ?? [:]
  }

  private static func text(_ values: Any?...) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: values.map { $0 ?? NSNull() },
      options: [.sortedKeys]
    )
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private static func panels(classic: [String: Any]) -> Set<Shown> {
    var shown: Set<Shown> = []
    var rows: [(title: String, panels: [[String: Any]])] = []
    for panel in classic["panels"] as? [[String: Any]] ?? [] {
      if panel["type"] as? String == "row" {
        rows.append((panel["title"] as? String ?? "", panel["panels"] as? [[String: Any]] ?? []))
      } else {
        if rows.isEmpty { rows.append(("", [])) }
        rows[rows.count - 1].panels.append(panel)
      }
    }
    for row in rows {
      let place = { (panel: [String: Any]) in panel["gridPos"] as? [String: Int] ?? [:] }
      let top = row.panels.map { place($0)["y"] ?? 0 }.min() ?? 0
      for panel in row.panels {
        let place = place(panel)
        shown.insert(
          Shown(
            row: row.title,
            id: panel["id"] as? Int ?? 0,
            title: panel["title"] as? String ?? "",
            kind: panel["type"] as? String ?? "",
            place: [
              place["x"] ?? -1, (place["y"] ?? -1) - top, place["w"] ?? -1, place["h"] ?? -1,
            ],
            interval: panel["interval"] as? String,
            queries: (panel["targets"] as? [[String: Any]] ?? []).map { target in
              let source = target["datasource"] as? [String: Any]
              let rest = target.filter { !["datasource", "refId"].contains($0.key) }
              return text(target["refId"], source?["type"], source?["uid"], rest)
            },
            settings: text(
              panel["options"],
              panel["fieldConfig"],
              (panel["links"] as? [[String: Any]] ?? []).map(link),
              (panel["transformations"] as? [[String: Any]] ?? []).map {
                text($0["id"], $0["options"])
              }
            )
          )
        )
      }
    }
    return shown
  }

  private static func panels(resource dashboard: [String: Any]) -> Set<Shown> {
    let elements = dashboard["elements"] as? [String: Any] ?? [:]
    var shown: Set<Shown> = []
    for row in list(spec(of: dashboard["layout"])["rows"]) {
      let row = spec(of: row)
      for item in list(spec(of: row["layout"])["items"]) {
        let item = spec(of: item)
        let name = (item["element"] as? [String: Any])?["name"] as? String ?? ""
        let panel = spec(of: elements[name])
        let data = spec(of: panel["data"])
        let drawn = panel["vizConfig"] as? [String: Any] ?? [:]
        shown.insert(
          Shown(
            row: row["title"] as? String ?? "",
            id: panel["id"] as? Int ?? 0,
            title: panel["title"] as? String ?? "",
            kind: drawn["group"] as? String ?? "",
            place: ["x", "y", "width", "height"].map { item[$0] as? Int ?? -1 },
            interval: (data["queryOptions"] as? [String: Any])?["interval"] as? String,
            queries: list(data["queries"]).map { query in
              let asked = spec(of: query)
              let query = asked["query"] as? [String: Any] ?? [:]
              let source = query["datasource"] as? [String: Any]
              return text(asked["refId"], query["group"], source?["name"], query["spec"])
            },
            settings: text(
              spec(of: drawn)["options"],
              spec(of: drawn)["fieldConfig"],
              list(panel["links"]).map(link),
              list(data["transformations"]).map { transformation in
                let id = transformation["group"] ?? transformation["kind"]
                return text(id, spec(of: transformation)["options"])
              }
            )
          )
        )
      }
    }
    return shown
  }

  private static func link(_ link: [String: Any]) -> String {
    text(link["title"], link["url"], link["targetBlank"])
  }

  private static func spec(of value: Any?) -> [String: Any] {
    (value as? [String: Any])?["spec"] as? [String: Any] ?? [:]
  }

  private static func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
}

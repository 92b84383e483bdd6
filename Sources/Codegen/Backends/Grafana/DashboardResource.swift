import SLODSL

/// A dashboard as a resource of `dashboard.grafana.app`: the same panels, in the same places, with
/// the same queries and variables as in the classic model, from which it is made.
///
/// Grafana makes it of a classic model too when it loads one; whoever keeps resources has it so in
/// the repository and sees no difference when Grafana saves it.
struct DashboardResource {
  /// As `DashboardDocument` writes it.
  private let classic: JSON
  private let version: GrafanaResourceVersion

  static func json(of classic: JSON, _ version: GrafanaResourceVersion) -> JSON {
    DashboardResource(classic: classic, version: version).json
  }

  private var json: JSON {
    [
      "apiVersion": .text("dashboard.grafana.app/" + version.rawValue),
      "kind": "Dashboard",
      "metadata": ["name": classic.at("uid")],
      "spec": [
        "title": classic.at("title"),
        "description": classic.at("description"),
        "tags": classic.at("tags"),
        "editable": classic.at("editable"),
        "liveNow": classic.at("liveNow"),
        "preload": false,
        "cursorSync": .text(["Off", "Crosshair", "Tooltip"][classic.number("graphTooltip")]),
        "links": classic.at("links"),
        "timeSettings": timeSettings,
        "variables": .array(classic.list("templating").map(Self.variable)),
        "annotations": .array(classic.list("annotations").map(Self.annotation)),
        "elements": .object(
          rows.flatMap(\.panels).map { JSON.Member(Self.name(of: $0), element($0)) }
        ),
        "layout": Self.kind("RowsLayout", ["rows": .array(rows.map(Self.row))]),
      ],
    ]
  }

  private var timeSettings: JSON {
    [
      "timezone": classic.at("timezone"),
      "from": classic.at("time").at("from"),
      "to": classic.at("time").at("to"),
      "autoRefresh": classic.at("refresh"),
      "autoRefreshIntervals": classic.at("timepicker").at("refresh_intervals"),
      "hideTimepicker": false,
      "fiscalYearStartMonth": classic.at("fiscalYearStartMonth"),
    ]
  }

  // MARK: Rows

  /// Panels under a heading; those above the first heading have none.
  private struct Row {
    let heading: JSON?
    var panels: [JSON]
  }

  /// A row holds its panels while it is folded; else they follow it.
  private var rows: [Row] {
    var rows: [Row] = []
    for panel in classic.at("panels").elements {
      if panel.at("type") == "row" {
        rows.append(Row(heading: panel, panels: panel.at("panels").elements))
      } else if rows.isEmpty {
        rows.append(Row(heading: nil, panels: [panel]))
      } else {
        rows[rows.count - 1].panels.append(panel)
      }
    }
    return rows
  }

  /// Places are counted from the top of the row.
  private static func row(_ row: Row) -> JSON {
    let top = row.panels.map { $0.at("gridPos").number("y") }.min() ?? 0
    let items = row.panels.map { panel in
      let place = panel.at("gridPos")
      return kind(
        "GridLayoutItem",
        [
          "x": place.at("x"), "y": .integer(place.number("y") - top), "width": place.at("w"),
          "height": place.at("h"),
          "element": ["kind": "ElementReference", "name": .text(name(of: panel))],
        ]
      )
    }
    return kind(
      "RowsLayoutRow",
      [
        "title": row.heading?.at("title") ?? "",
        "collapse": row.heading?.at("collapsed") ?? false,
        "hideHeader": .boolean(row.heading == nil),
        "layout": kind("GridLayout", ["items": .array(items)]),
      ]
    )
  }

  // MARK: Panels

  /// `panel-978024431`, by its number, which is the same in every generation.
  private static func name(of panel: JSON) -> String { "panel-\(panel.number("id"))" }

  private func element(_ panel: JSON) -> JSON {
    Self.kind(
      "Panel",
      [
        "id": panel.at("id"),
        "title": panel.at("title"),
        "description": panel["description"] ?? "",
        "links": .array(
          (panel["links"]?.elements ?? []).map { link in
            .members([
              "title": link["title"], "url": link["url"], "targetBlank": link["targetBlank"],
            ])
          }
        ),
        "data": Self.kind(
          "QueryGroup",
          [
            "queries": .array((panel["targets"]?.elements ?? []).map(Self.query)),
            "transformations": .array(
              (panel["transformations"]?.elements ?? []).map(transformation)
            ),
            "queryOptions": .members(["interval": panel["interval"]]),
          ]
        ),
        "vizConfig": [
          "kind": "VizConfig",
          "group": panel.at("type"),
          // Of the plugin: that which Grafana has.
          "version": "",
          "spec": ["options": panel.at("options"), "fieldConfig": panel.at("fieldConfig")],
        ],
      ]
    )
  }

  private static func query(_ target: JSON) -> JSON {
    kind(
      "PanelQuery",
      [
        "refId": target.at("refId"),
        "hidden": false,
        "query": dataQuery(
          of: target.at("datasource"),
          target.without(["datasource", "refId"])
        ),
      ]
    )
  }

  private static func dataQuery(of source: JSON, _ spec: JSON) -> JSON {
    [
      "kind": "DataQuery",
      "group": source.at("type"),
      "version": "v0",
      "datasource": ["name": source.at("uid")],
      "spec": spec,
    ]
  }

  private func transformation(_ classic: JSON) -> JSON {
    switch version {
    case .v2:
      [
        "kind": "Transformation",
        "group": classic.at("id"),
        "spec": ["options": classic.at("options")],
      ]
    case .v2beta1: ["kind": classic.at("id"), "spec": classic]
    }
  }

  // MARK: Variables and annotations

  private static func variable(_ classic: JSON) -> JSON {
    let isSource = classic.at("type") == "datasource"
    let unchosen: JSON = ["text": "", "value": ""]
    let current = classic.at("current")
    var spec: [JSON.Member] = [
      .init("name", classic.at("name")), .init("label", classic.at("label")),
      .init("current", current == .object([]) ? unchosen : current),
      .init("hide", .text(["dontHide", "hideLabel", "hideVariable"][classic.number("hide")])),
      .init(
        "refresh",
        .text(["never", "onDashboardLoad", "onTimeRangeChanged"][classic.number("refresh")])
      ),
      .init("skipUrlSync", classic.at("skipUrlSync")), .init("regex", classic.at("regex")),
      .init("options", .array([])), .init("multi", classic.at("multi")),
      .init("includeAll", classic.at("includeAll")), .init("allowCustomValue", true),
    ]
    if let all = classic["allValue"] { spec.append(.init("allValue", all)) }
    guard !isSource else {
      spec.append(.init("pluginId", classic.at("query")))
      return kind("DatasourceVariable", .object(spec))
    }
    spec += [
      .init("sort", .text(["disabled", "alphabeticalAsc"][classic.number("sort")])),
      .init("definition", classic.at("definition")),
      .init("query", dataQuery(of: classic.at("datasource"), classic.at("query"))),
    ]
    return kind("QueryVariable", .object(spec))
  }

  private static func annotation(_ classic: JSON) -> JSON {
    let own = ["name", "enable", "hide", "iconColor", "builtIn", "type", "datasource"]
    var spec: [JSON.Member] = [
      .init("name", classic.at("name")), .init("enable", classic.at("enable")),
      .init("hide", classic.at("hide")), .init("iconColor", classic.at("iconColor")),
      .init("query", dataQuery(of: classic.at("datasource"), classic.without(own))),
    ]
    if classic["builtIn"] != nil { spec.append(.init("builtIn", true)) }
    return kind("AnnotationQuery", .object(spec))
  }

  private static func kind(_ kind: String, _ spec: JSON) -> JSON {
    ["kind": .text(kind), "spec": spec]
  }
}

extension JSON {
  /// A member that every classic document has.
  fileprivate func at(_ name: String) -> JSON { self[name] ?? .null }

  fileprivate func number(_ name: String) -> Int { self[name]?.integer ?? 0 }

  fileprivate func list(_ name: String) -> [JSON] { at(name).at("list").elements }

  fileprivate func without(_ names: [String]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !names.contains($0.name) })
  }
}

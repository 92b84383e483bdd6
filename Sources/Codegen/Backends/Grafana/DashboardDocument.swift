import SLODSL

/// A dashboard as JSON of Grafana's classic model, which Grafana 10.4 and all later versions read.
///
/// What newer models have and older ones refuse is left out, and what they demand is there, so that
/// one document fits all.
struct DashboardDocument {
  /// The number of the model that needs no migration in Grafana 11.6 and a trivial one later.
  private static let schemaVersion = 41
  static let prometheus: JSON = ["type": "prometheus", "uid": "${datasource}"]
  static let loki: JSON = ["type": "loki", "uid": "${loki}"]

  private let dashboard: Dashboard
  private var numbers = PanelNumbers()

  init(_ dashboard: Dashboard) {
    self.dashboard = dashboard
  }

  static func json(of dashboard: Dashboard) -> JSON {
    var document = DashboardDocument(dashboard)
    return document.json()
  }

  private mutating func json() -> JSON {
    [
      "uid": .text(dashboard.identifier),
      "title": .text(dashboard.title),
      "description": .text(dashboard.description.panelText),
      "tags": ["slogen", "slo"],
      "timezone": "browser",
      "editable": false,
      "graphTooltip": 1,
      "time": ["from": .text("now-" + dashboard.span.text), "to": "now"],
      "timepicker": ["refresh_intervals": ["30s", "1m", "5m", "15m", "1h"]],
      "refresh": "1m",
      "fiscalYearStartMonth": 0,
      "liveNow": false,
      "weekStart": "",
      "schemaVersion": .integer(Self.schemaVersion),
      "version": 1,
      "links": .array(dashboard.links.map(\.json)),
      "templating": ["list": .array(dashboard.variables.map { $0.json(in: template(.rates)) })],
      "annotations": [
        "list": .array([Self.builtInAnnotations] + dashboard.annotations.map(json(of:)))
      ],
      "panels": .array(panels()),
    ]
  }

  /// How queries are spelled: with the dashboard's variables in them.
  private func template(_ range: PanelQuery.Range) -> PromQLTemplate {
    PromQLTemplate(window: range.rawValue, variables: Set(dashboard.variables.map(\.name)))
  }

  // MARK: Panels

  private mutating func panels() -> [JSON] {
    var grid = DashboardGrid()
    var panels: [JSON] = []
    for row in dashboard.rows {
      panels.append(heading(of: row, at: grid.heading()))
      let places = grid.places(for: row.panels.map(\.size))
      for (panel, place) in zip(row.panels, places) {
        let number = numbers.number(for: row.key + "/" + panel.key)
        panels.append(
          panel.json(number: number, at: place) { query in
            switch query.text {
            case .promQL(let expression): template(query.range).text(of: expression)
            case .logQL(let text): text
            }
          }
        )
      }
    }
    return panels
  }

  private mutating func heading(of row: DashboardRow, at place: DashboardGrid.Place) -> JSON {
    [
      "id": .integer(numbers.number(for: row.key)),
      "type": "row",
      "title": .text(row.title),
      "collapsed": false,
      "gridPos": place.json,
      "panels": [],
    ]
  }

  // MARK: Annotations

  private static let builtInAnnotations: JSON = [
    "builtIn": 1,
    "datasource": ["type": "grafana", "uid": "-- Grafana --"],
    "enable": true,
    "hide": true,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "type": "dashboard",
  ]

  private func json(of annotation: DashboardAnnotation) -> JSON {
    [
      "name": .text(annotation.name),
      "datasource": Self.prometheus,
      "enable": true,
      "hide": false,
      "iconColor": .text(annotation.color.rawValue),
      "expr": .text(template(.steps).text(of: annotation.expression)),
      "step": "1m",
      "titleFormat": .text(annotation.title),
      "textFormat": .text(annotation.text),
      "useValueForTime": false,
    ]
  }
}

extension Markdown {
  /// As Grafana renders it, whose variables authors do not mean.
  var panelText: String { MarkdownWriter.text(of: self, references: ["$"]) }
}

extension DashboardGrid.Place {
  var json: JSON {
    ["h": .integer(height), "w": .integer(width), "x": .integer(x), "y": .integer(y)]
  }
}

extension DashboardLink {
  var json: JSON {
    switch self {
    case .page(let title, let url):
      Self.json(title: title, type: "link", icon: "doc", url: WebAddress.escaped(url))
    case .dashboard(let title, let identifier):
      Self.json(
        title: title,
        type: "link",
        icon: "dashboard",
        url: "/d/" + identifier,
        isOurs: true
      )
    case .otherDashboards:
      Self.json(title: "SLO dashboards", type: "dashboards", icon: "external link", isOurs: true)
    }
  }

  /// - Parameters:
  ///   - isOurs: whether it leads to another dashboard, which shows the same time.
  private static func json(
    title: String,
    type: JSON,
    icon: JSON,
    url: String = "",
    isOurs: Bool = false
  ) -> JSON {
    [
      "title": .text(title),
      "type": type,
      "icon": icon,
      "tooltip": "",
      "url": .text(url),
      "tags": url.isEmpty ? ["slogen"] : [],
      "asDropdown": .boolean(url.isEmpty),
      "targetBlank": .boolean(!isOurs),
      "includeVars": .boolean(isOurs),
      "keepTime": .boolean(isOurs),
    ]
  }
}

extension DashboardVariable {
  fileprivate func json(in template: PromQLTemplate) -> JSON {
    switch choices {
    case .dataSources(let kind):
      return [
        "name": .text(name),
        "label": .text(label),
        "type": "datasource",
        "query": .text(kind),
        "regex": "",
        "hide": 0,
        "refresh": 1,
        "multi": false,
        "includeAll": false,
        "skipUrlSync": false,
        "current": .object([]),
        "options": [],
      ]
    case .labelValues(let selector, let valueLabel, let all):
      let query = JSON.text(
        "label_values(\(template.text(of: .selector(selector))), \(valueLabel))"
      )
      return [
        "name": .text(name),
        "label": .text(label),
        "type": "query",
        "datasource": DashboardDocument.prometheus,
        "definition": query,
        "query": ["query": query, "refId": "StandardVariableQuery"],
        "regex": "",
        "sort": 1,
        "hide": 0,
        // When the time range changes: groups come and go.
        "refresh": 2,
        "multi": true,
        "includeAll": true,
        "allValue": .text(all),
        "skipUrlSync": false,
        "current": ["selected": true, "text": ["All"], "value": ["$__all"]],
        "options": [],
      ]
    }
  }
}

import SLODSL

/// A panel as JSON.
extension DashboardPanel {
  /// - Parameters:
  ///   - spelled: the text of a query, with variables.
  func json(
    number: Int,
    at place: DashboardGrid.Place,
    spelled: (PanelQuery) -> String
  ) -> JSON {
    let isText = queries.isEmpty
    return .members([
      "id": .integer(number),
      "type": view.type,
      "title": .text(title),
      "description": .text(description.panelText),
      "datasource": queries.first?.source,
      "gridPos": place.json,
      "interval": minimumStep.map { .text($0.text) },
      "links": links.isEmpty
        ? nil : .array(links.map { DashboardLink.page(title: $0.title, url: $0.url).json }),
      "fieldConfig": isText
        ? ["defaults": .object([]), "overrides": []]
        : ["defaults": style.json(of: view), "overrides": .array(allOverrides.map(\.json))],
      "options": view.options,
      "transformations": view.transformations,
      "targets": isText ? nil : .array(targets(spelled)),
    ])
  }

  private var allOverrides: [FieldOverride] { overrides + view.hiddenColumns }

  private func targets(_ spelled: (PanelQuery) -> String) -> [JSON] {
    zip(queries, TargetName.all).map { query, name in
      let isSeries = query.answer == .series
      return .members([
        "datasource": query.source,
        "editorMode": "code",
        "expr": .text(spelled(query)),
        "legendFormat": .text(query.legend),
        "range": query.isOfLogs ? nil : .boolean(isSeries),
        "instant": query.isOfLogs ? nil : .boolean(!isSeries),
        "queryType": query.isOfLogs ? (isSeries ? "range" : "instant") : nil,
        "refId": .text(name),
        "format": query.isOfLogs ? nil : query.answer == .rows ? "table" : "time_series",
        "exemplar": query.isOfLogs ? nil : false,
      ])
    }
  }
}

extension PanelQuery {
  /// Whether Loki is asked.
  fileprivate var isOfLogs: Bool {
    if case .logQL = text { true } else { false }
  }

  /// The data source that answers.
  fileprivate var source: JSON {
    isOfLogs ? DashboardDocument.loki : DashboardDocument.prometheus
  }
}

/// How the queries of a panel are told apart: `A` to `Z`, and on.
enum TargetName {
  static let all: [String] = {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    return letters + letters.flatMap { first in letters.map { first + $0 } }
  }()
}

extension PanelView {
  fileprivate var type: JSON {
    switch self {
    case .number: "stat"
    case .graph: "timeseries"
    case .table: "table"
    case .timeline: "state-timeline"
    case .bars: "bargauge"
    case .text: "text"
    case .logs: "logs"
    }
  }

  private static let newestValue: JSON = [
    "calcs": ["lastNotNull"], "fields": "", "values": false,
  ]

  fileprivate var options: JSON {
    switch self {
    case .number:
      [
        "graphMode": "none",
        "colorMode": "value",
        "justifyMode": "auto",
        "textMode": "auto",
        "orientation": "auto",
        "reduceOptions": Self.newestValue,
      ]
    case .graph:
      [
        "legend": [
          "displayMode": "list", "placement": "bottom", "showLegend": true, "calcs": [],
        ],
        "tooltip": ["mode": "multi", "sort": "desc"],
      ]
    case .table(let table):
      .members([
        "showHeader": true,
        "cellHeight": "sm",
        "sortBy": table.order.map { order in
          [["displayName": .text(order.column), "desc": .boolean(order.descending)]]
        },
      ])
    case .timeline:
      [
        "showValue": "never",
        "rowHeight": .number(ExactNumber(9, over: 10)),
        "mergeValues": true,
        "alignValue": "left",
        "legend": [
          "displayMode": "list", "placement": "bottom", "showLegend": true, "calcs": [],
        ],
        "tooltip": ["mode": "single", "sort": "none"],
      ]
    case .bars:
      [
        "displayMode": "basic",
        "orientation": "horizontal",
        "showUnfilled": true,
        "valueMode": "color",
        "reduceOptions": Self.newestValue,
      ]
    case .text(let markdown):
      ["mode": "markdown", "content": .text(markdown.panelText)]
    case .logs:
      [
        "showTime": true, "wrapLogMessage": true, "prettifyLogMessage": false,
        "enableLogDetails": true, "dedupStrategy": "none", "sortOrder": "Descending",
      ]
    }
  }

  /// A table's answers become one row for each set of labels, with columns in their order.
  fileprivate var transformations: JSON? {
    guard case .table(let table) = self else { return nil }
    let members = table.columns.enumerated().map { index, column in
      (name: column.field, index: index, title: column.title)
    }
    return [
      ["id": "merge", "options": .object([])],
      [
        "id": "organize",
        "options": [
          "excludeByName": ["Time": true],
          "indexByName": .object(members.map { JSON.Member($0.name, .integer($0.index)) }),
          "renameByName": .object(members.map { JSON.Member($0.name, .text($0.title)) }),
        ],
      ],
    ]
  }

  fileprivate var hiddenColumns: [FieldOverride] {
    guard case .table(let table) = self else { return [] }
    return table.columns.filter(\.isHidden).map {
      FieldOverride(target: .named($0.title), properties: [.hidden])
    }
  }
}

extension TableStyle.Column {
  /// What Grafana calls the column before it is renamed.
  fileprivate var field: String {
    switch source {
    case .label(let label): label
    case .value(let index): "Value #" + TargetName.all[index]
    case .onlyValue: "Value"
    }
  }
}

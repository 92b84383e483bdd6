import SLODSL

/// A dashboard as its file shows it: what a person sees without a server, and without data.
package struct PicturedDashboard: Hashable, Sendable {
  /// A link, a variable or an annotation: its name and what it leads to or asks.
  struct Entry: Hashable, Sendable {
    let name: String
    let text: String
  }

  package let identifier: String
  package let title: String
  let description: String
  let links: [Entry]
  let variables: [Entry]
  let annotations: [Entry]
  let panels: [PicturedPanel]

  /// Nil for a document that is no dashboard of Grafana's classic model.
  package init?(_ document: JSON) {
    guard let title = document["title"]?.text, let identifier = document["uid"]?.text,
      let panels = document["panels"]
    else { return nil }
    self.title = title
    self.identifier = identifier
    description = document["description"]?.text ?? ""
    links = (document["links"]?.elements ?? []).map {
      Entry(name: $0["title"]?.text ?? "", text: $0["url"]?.text ?? "")
    }
    variables = (document["templating"]?["list"]?.elements ?? []).map {
      Entry(name: $0["name"]?.text ?? "", text: $0["definition"]?.text ?? "")
    }
    annotations = (document["annotations"]?["list"]?.elements ?? []).compactMap { annotation in
      annotation["expr"]?.text.map { Entry(name: annotation["name"]?.text ?? "", text: $0) }
    }
    // Rows that are folded hold their panels.
    self.panels = panels.elements.flatMap { [$0] + ($0["panels"]?.elements ?? []) }
      .compactMap(PicturedPanel.init)
  }

  /// The first line of the grid on which nothing stands.
  var height: Int { panels.map { $0.y + $0.height }.max() ?? 0 }
}

/// A panel as its file shows it.
struct PicturedPanel: Hashable, Sendable {
  struct Query: Hashable, Sendable {
    let name: String
    let legend: String
    let text: String
  }

  /// A colour and which values have it: those from a number on, or those that a word stands for.
  struct Step: Hashable, Sendable {
    let text: String
    let colour: Colour
  }

  /// Beyond any dashboard; what a file says is drawn, however wrong.
  private static let gridLimit = 10_000

  let type: String
  let title: String
  let description: String
  let x, y, width, height: Int
  /// What stands behind a value.
  let unit: String
  /// The colour below all steps.
  let base: Colour
  /// Ascending.
  let steps: [Step]
  /// Shown in place of values.
  let words: [Step]
  let isStacked: Bool
  let queries: [Query]
  /// The titles of a table's columns that are shown, from left to right.
  let columns: [String]
  /// What a panel of text says.
  let content: String

  init?(_ panel: JSON) {
    guard let place = panel["gridPos"], let x = place["x"]?.integer, let y = place["y"]?.integer,
      let width = place["w"]?.integer, let height = place["h"]?.integer,
      [x, y, width, height].allSatisfy({ (0...Self.gridLimit).contains($0) })
    else { return nil }
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    type = panel["type"]?.text ?? ""
    title = panel["title"]?.text ?? ""
    description = panel["description"]?.text ?? ""
    content = panel["options"]?["content"]?.text ?? ""
    let field = panel["fieldConfig"]?["defaults"]
    unit = Self.words(ofUnit: field?["unit"]?.text ?? "")
    isStacked = field?["custom"]?["stacking"]?["mode"]?.text == "normal"
    let colours = field?["thresholds"]?["steps"]?.elements ?? []
    base = Colour(ofGrafana: colours.first?["color"]?.text ?? "")
    steps = colours.compactMap { step in
      guard case .number(let value)? = step["value"] else { return nil }
      return Step(text: value.decimalText, colour: Colour(ofGrafana: step["color"]?.text ?? ""))
    }
    words = (field?["mappings"]?.elements ?? []).flatMap { mapping -> [Step] in
      guard case .object(let options)? = mapping["options"] else { return [] }
      return options.map(\.value).map {
        Step(text: $0["text"]?.text ?? "", colour: Colour(ofGrafana: $0["color"]?.text ?? ""))
      }
    }
    queries = (panel["targets"]?.elements ?? []).map {
      Query(
        name: $0["refId"]?.text ?? "",
        legend: $0["legendFormat"]?.text ?? "",
        text: $0["expr"]?.text ?? ""
      )
    }
    columns = Self.columns(of: panel)
  }

  var isRow: Bool { type == "row" }

  /// Grafana's identifiers of units as it shows them; others stand for themselves.
  private static func words(ofUnit identifier: String) -> String {
    let suffix = "suffix:"
    if identifier.hasPrefix(suffix) { return String(identifier.dropFirst(suffix.count)) }
    return switch identifier {
    case "short": ""
    case "percentunit", "percent": "%"
    case "cps": "/s"
    case "Bps": "B/s"
    case "bytes": "B"
    case "celsius": "°C"
    default: identifier
    }
  }

  private static func columns(of panel: JSON) -> [String] {
    let step = panel["transformations"]?.elements.first { $0["id"]?.text == "organize" }
    guard case .object(let names)? = step?["options"]?["renameByName"] else { return [] }
    let hidden = (panel["fieldConfig"]?["overrides"]?.elements ?? []).filter { override in
      override["properties"]?.elements.contains { $0["id"]?.text == "custom.hidden" } ?? false
    }.compactMap { $0["matcher"]?["options"]?.text }
    return names.compactMap(\.value.text).filter { !hidden.contains($0) }
  }
}

extension Colour {
  /// The nearest to one of Grafana's.
  fileprivate init(ofGrafana name: String) {
    switch name {
    case "green": self = .budget
    case "red", "dark-red": self = .page
    case "orange", "yellow": self = .ticket
    case "blue": self = .longWindow
    default: self = .muted
    }
  }
}

import SLODSL

/// Pictures of all dashboards, and a page that shows them with every query in full.
package enum DashboardGallery {
  package static let index = "index.html"
  private static let folder = "grafana/"
  private static let suffix = ".json"

  /// - Parameter artifacts: generated files; those of dashboards are read.
  package static func artifacts(of artifacts: [Artifact]) -> [Artifact] {
    let entries = artifacts.compactMap(Entry.init)
    let pictures = entries.map { entry in
      Artifact(
        path: entry.picture,
        bytes: XMLWriter.document(DashboardPicture.svg(of: entry.dashboard))
      )
    }
    return [Artifact(path: index, bytes: XMLWriter.page(page(of: entries)))] + pictures
  }

  /// A dashboard and the path of its picture.
  private struct Entry {
    let dashboard: PicturedDashboard
    let picture: String

    init?(_ artifact: Artifact) {
      guard artifact.path.hasPrefix(folder), artifact.path.hasSuffix(suffix),
        let document = JSON.read(artifact.bytes), let dashboard = PicturedDashboard(document)
      else { return nil }
      self.dashboard = dashboard
      picture = artifact.path.dropFirst(folder.count).dropLast(suffix.count) + ".svg"
    }
  }

  // MARK: The page

  private static let styleSheet = """
    :root { color-scheme: light dark }
    body { font: 15px/1.5 system-ui, sans-serif; padding: 0 1rem }
    body { margin: 2rem auto; max-width: 84rem }
    img { max-width: 100%; height: auto }
    table { border-collapse: collapse; width: 100% }
    th, td { border-top: 1px solid #8888; padding: 0.3rem 0.6rem }
    th, td { text-align: left; vertical-align: top }
    code { font: 12px/1.4 ui-monospace, monospace }
    code { overflow-wrap: anywhere; white-space: pre-wrap }
    """

  private static func page(of entries: [Entry]) -> XML {
    .element(
      "html",
      ["lang": "en"],
      [
        .element(
          "head",
          [:],
          [
            .element("meta", ["charset": "utf-8"]),
            .element(
              "meta",
              ["name": "viewport", "content": "width=device-width, initial-scale=1"]
            ),
            .element("title", [:], text: "Dashboards"),
            .element("style", [:], text: styleSheet),
          ]
        ),
        .element(
          "body",
          [:],
          [
            .element("h1", [:], text: "Dashboards"),
            .element(
              "p",
              [:],
              text: "What slogen generates for Grafana, without data: lines, bars and cells only"
                + " say of which kind a panel is."
            ), contents(of: entries),
          ] + entries.map(section)
        ),
      ]
    )
  }

  /// Lists must not be empty: see `XMLWriter.page`.
  private static func contents(of entries: [Entry]) -> XML {
    guard !entries.isEmpty else { return .element("p", [:], text: "There are none.") }
    return .element(
      "ul",
      [:],
      entries.map { entry in
        let place = XML.Value("#" + WebAddress.escaped(entry.dashboard.identifier))
        return .element(
          "li",
          [:],
          [.element("a", ["href": place], text: entry.dashboard.title.onOneLine)]
        )
      }
    )
  }

  private static func section(_ entry: Entry) -> XML {
    let dashboard = entry.dashboard
    let address = XML.Value(WebAddress.escaped(entry.picture))
    return .element(
      "section",
      ["id": .init(dashboard.identifier)],
      [
        .element("h2", [:], text: dashboard.title.onOneLine),
        .element("p", [:], text: dashboard.description),
        .element(
          "p",
          [:],
          [
            .element(
              "a",
              ["href": address],
              [
                .element(
                  "img",
                  ["src": address, "alt": .init("Layout of " + dashboard.title.onOneLine)]
                )
              ]
            )
          ]
        ), table(of: dashboard),
      ]
    )
  }

  // MARK: What the pictures have no room for

  private static func table(of dashboard: PicturedDashboard) -> XML {
    let variables = dashboard.variables.filter { !$0.text.isEmpty }.map {
      row("$" + $0.name, "choice", queries: [("", $0.text)])
    }
    let annotations = dashboard.annotations.map {
      row("◆ " + $0.name, "moments", queries: [("", $0.text)])
    }
    let panels = dashboard.panels.filter { !$0.isRow }.map { panel in
      row(
        panel.title,
        ([panel.type, panel.unit] + panel.steps.map { "from " + $0.text } + panel.words.map(\.text))
          .filter { !$0.isEmpty }.joined(separator: ", "),
        queries: panel.queries.map { ($0.legend.isEmpty ? $0.name : $0.legend, $0.text) },
        words: panel.content
      )
    }
    let heads = ["Panel", "Shows", "Asks"].map { XML.element("th", [:], text: $0) }
    return .element(
      "table",
      [:],
      [.element("tr", [:], heads)] + panels + variables + annotations
    )
  }

  private static func row(
    _ title: String,
    _ kind: String,
    queries: [(name: String, text: String)],
    words: String = ""
  ) -> XML {
    let lines = queries.flatMap { query -> [XML] in
      let name = query.name.isEmpty ? "" : query.name.onOneLine + ": "
      return [.text(name), .element("code", [:], text: query.text), .element("br", [:])]
    }
    return .element(
      "tr",
      [:],
      [
        .element("td", [:], text: title.onOneLine), .element("td", [:], text: kind.onOneLine),
        .element("td", [:], lines + [.text(words)]),
      ]
    )
  }
}

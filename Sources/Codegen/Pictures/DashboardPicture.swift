import SLODSL

/// Draws where the panels of a dashboard stand, what they are called, how they draw and what they
/// ask. There is no data in it: lines, bars and cells only say of which kind a panel is.
package enum DashboardPicture {
  /// Pixels of a column and of a line of Grafana's grid, and between two panels.
  private static let column = 54
  private static let line = 34
  private static let gap = 6
  private static let margin = 14
  private static let head = 58

  package static func svg(of dashboard: PicturedDashboard) -> XML {
    let width = 24 * column - gap
    return SVG.document(
      width: 2 * margin + width,
      height: head + dashboard.height * line + margin,
      title: dashboard.title,
      description: "Layout of a dashboard: the places, titles, units and queries of its panels,"
        + " without data.",
      heading(of: dashboard, width: width) + dashboard.panels.map(drawing)
    )
  }

  private static func heading(of dashboard: PicturedDashboard, width: Int) -> [XML] {
    let identifierWidth = TextWidth.sans(dashboard.identifier, size: 12) + gap
    let title = TextWidth.cut(dashboard.title.onOneLine, to: width - identifierWidth, size: 18)
    let entries =
      dashboard.variables.map { "$" + $0.name } + dashboard.annotations.map { "◆ " + $0.name }
      + dashboard.links.map { "→ " + $0.name }
    let line = TextWidth.cut(entries.joined(separator: " · ").onOneLine, to: width, size: 12)
    return [
      SVG.text(title, x: ExactNumber(margin), y: 26, size: 18, isBold: true),
      SVG.text(
        dashboard.identifier.onOneLine,
        x: ExactNumber(margin + width),
        y: 26,
        size: 12,
        .muted,
        anchor: .end
      ),
      SVG.text(line, x: ExactNumber(margin), y: 46, size: 12, .muted),
    ]
  }

  /// A panel as a group whose title browsers show when the pointer rests on it.
  private static func drawing(of panel: PicturedPanel) -> XML {
    let box = Box(
      x: margin + panel.x * column,
      y: head + panel.y * line,
      width: max(1, panel.width * column - gap),
      height: max(1, panel.height * line - gap)
    )
    let hint = [panel.title, panel.description] + panel.queries.map { $0.name + ": " + $0.text }
    return .element(
      "g",
      [:],
      [.element("title", [:], text: hint.filter { !$0.isEmpty }.joined(separator: "\n"))]
        + (panel.isRow ? rowDrawing(panel, in: box) : PanelDrawing(panel, in: box).shapes)
    )
  }

  private static func rowDrawing(_ panel: PicturedPanel, in box: Box) -> [XML] {
    let title = TextWidth.cut(panel.title.onOneLine, to: box.width, size: 15)
    return [
      SVG.text(title, x: ExactNumber(box.x), y: box.y + 18, size: 15, isBold: true),
      SVG.line(
        from: (ExactNumber(box.x), box.y + 25),
        to: (ExactNumber(box.x + box.width), box.y + 25),
        .grid
      ),
    ]
  }
}

/// A rectangle of a picture, in pixels.
struct Box: Hashable {
  let x, y, width, height: Int

  var right: Int { x + width }
  var bottom: Int { y + height }
}

import SLODSL

/// A panel: its frame, title and unit, a sketch of how it draws, its thresholds and its queries.
struct PanelDrawing {
  private static let inset = 8
  private static let titleHeight = 26
  private static let lineHeight = 14
  /// What the sketch needs to be one.
  private static let leastSketch = 34

  private let panel: PicturedPanel
  private let box: Box

  init(_ panel: PicturedPanel, in box: Box) {
    self.panel = panel
    self.box = box
  }

  var shapes: [XML] {
    let lines = self.lines
    let inner = Box(
      x: box.x + Self.inset,
      y: box.y + Self.titleHeight,
      width: box.width - 2 * Self.inset,
      height: box.height - Self.titleHeight - Self.inset - lines.count * Self.lineHeight
    )
    let sketch = inner.height < Self.leastSketch ? [] : PanelSketch(panel, in: inner).shapes
    return [frame] + title + sketch + lines
  }

  private var frame: XML {
    .element(
      "rect",
      [
        "class": Colour.grid.stroke, "x": .init(ExactNumber(box.x)),
        "y": .init(ExactNumber(box.y)), "width": .init(ExactNumber(box.width)),
        "height": .init(ExactNumber(box.height)), "rx": 3,
      ]
    )
  }

  private var title: [XML] {
    let unit = panel.type == "stat" ? "" : panel.unit.onOneLine
    let unitWidth = unit.isEmpty ? 0 : TextWidth.sans(unit, size: 11) + 10
    let title = SVG.text(
      TextWidth.cut(panel.title.onOneLine, to: box.width - 2 * Self.inset - unitWidth, size: 13),
      x: ExactNumber(box.x + Self.inset),
      y: box.y + 18,
      size: 13,
      isBold: true
    )
    guard !unit.isEmpty else { return [title] }
    let right = ExactNumber(box.right - Self.inset)
    return [title, SVG.text(unit, x: right, y: box.y + 18, size: 11, .muted, anchor: .end)]
  }

  // MARK: Below the sketch

  /// The thresholds on a line, then each query on one, as far as there is room.
  private var lines: [XML] {
    let room = box.height - Self.titleHeight - Self.inset - Self.leastSketch
    let lineCount = max(1, room / Self.lineHeight)
    let hasSteps = !(panel.steps + panel.words).isEmpty && lineCount > 1
    let queryCount = min(panel.queries.count, lineCount - (hasSteps ? 1 : 0))
    let first = box.bottom - Self.inset + 2 - (queryCount - 1) * Self.lineHeight
    let queries = panel.queries.prefix(queryCount).enumerated().map { index, query in
      let more = index == queryCount - 1 ? panel.queries.count - queryCount : 0
      return line(of: query, at: first + index * Self.lineHeight, more: more)
    }
    return (hasSteps ? [thresholds(at: first - Self.lineHeight)] : []) + queries
  }

  private func line(of query: PicturedPanel.Query, at y: Int, more: Int) -> XML {
    let legend = query.legend.isEmpty ? "" : " “\(query.legend)”"
    let suffix = more > 0 ? "  and \(more) more" : ""
    let room = box.width - 2 * Self.inset - TextWidth.code(suffix, size: 9)
    let text = (query.name + legend + " " + query.text).onOneLine
    return SVG.code(
      TextWidth.cut(text, to: room, size: 9, isCode: true) + suffix,
      x: box.x + Self.inset,
      y: y,
      size: 9
    )
  }

  /// `■ ■ from 1 ■ from 14.4`, each in its colour, the first that of values below; shorter where
  /// that does not fit.
  private func thresholds(at y: Int) -> XML {
    let room = box.width - 2 * Self.inset
    var parts = legend(prefix: "from ")
    if width(of: parts) > room { parts = legend(prefix: "") }
    while width(of: parts) > room, parts.count > 1 {
      parts.removeLast()
      parts[parts.count - 1].text += "…"
    }
    return .element(
      "text",
      [
        "x": .init(ExactNumber(box.x + Self.inset)), "y": .init(ExactNumber(y)), "font-size": 10,
      ],
      parts.map { .element("tspan", ["class": $0.colour.fill], text: $0.text) }
    )
  }

  private func width(of parts: [(text: String, colour: Colour)]) -> Int {
    parts.reduce(0) { $0 + TextWidth.sans($1.text, size: 10) }
  }

  private func legend(prefix: String) -> [(text: String, colour: Colour)] {
    let words = panel.words.map { (text: "■ \($0.text.onOneLine) ", colour: $0.colour) }
    return (words.isEmpty ? [(text: "■ ", colour: panel.base)] : words)
      + panel.steps.map { (text: "■ \(prefix)\($0.text.onOneLine) ", colour: $0.colour) }
  }
}

import SLODSL

/// How a panel draws, hinted at: the kind, the number of series and the order of thresholds.
struct PanelSketch {
  private static let seriesColours: [Colour] = [.longWindow, .shortWindow, .budget, .ticket]
  private static let rowHeight = 20

  private let panel: PicturedPanel
  private let box: Box

  init(_ panel: PicturedPanel, in box: Box) {
    self.panel = panel
    self.box = box
  }

  var shapes: [XML] {
    switch panel.type {
    case "timeseries": axes + (panel.isStacked ? stacks : curves) + thresholdLines
    case "stat": [number]
    case "table": table
    case "bargauge": bars
    case "state-timeline": bands
    case "text": words(panel.content)
    case "logs": logLines
    default: [caption(panel.type)]
    }
  }

  /// Of so many thousandths of the width and height, from the left and from the bottom.
  private func point(_ x: Int, _ y: Int) -> SVG.Point {
    SVG.Point(
      ExactNumber(box.x + box.width * x / 1000),
      ExactNumber(box.bottom - box.height * y / 1000)
    )
  }

  private func caption(_ text: String) -> XML {
    SVG.text(
      text.onOneLine,
      x: ExactNumber(box.x),
      y: box.y + 14,
      size: 11,
      .muted
    )
  }

  // MARK: Graphs

  private var axes: [XML] {
    [60, 360, 660, 960].map { share in
      let y = box.bottom - box.height * share / 1000
      return SVG.line(from: (ExactNumber(box.x), y), to: (ExactNumber(box.right), y), .grid)
    }
  }

  /// Shapes of no data: the same for all panels, so that nobody reads them.
  private var curves: [XML] {
    let wave = [0, 40, 20, 70, 50, 110, 60, 90, 30, 60, 20]
    return panel.queries.prefix(Self.seriesColours.count).indices.reversed().map { index in
      SVG.polyline(
        wave.indices.map { point(100 * $0, 120 + 110 * index + wave[$0]) },
        Self.seriesColours[index],
        width: ExactNumber(3, over: 2)
      )
    }
  }

  private var stacks: [XML] {
    let heights = [300, 340, 320, 380, 350, 420, 360, 400, 330, 370]
    return heights.indices.flatMap { index in
      [(0, Colour.longWindow, 1), (1, .shortWindow, 2)].map { offset, colour, part in
        let height = max(1, box.height * heights[index] / (1000 * part))
        let below = offset == 0 ? 0 : box.height * heights[index] / 1000
        return SVG.rectangle(
          x: ExactNumber(box.x + box.width * (100 * index + 15) / 1000),
          y: box.bottom - box.height * 60 / 1000 - below - height,
          width: ExactNumber(max(1, box.width * 70 / 1000)),
          height: height,
          colour
        )
      }
    }
  }

  /// Equally far apart: the scale is that of the data.
  private var thresholdLines: [XML] {
    panel.steps.enumerated().map { index, step in
      let share = 1000 * (index + 2) / (panel.steps.count + 2)
      let y = box.bottom - box.height * share / 1000
      return SVG.line(
        from: (ExactNumber(box.x), y),
        to: (ExactNumber(box.right), y),
        step.colour,
        dashes: "6 4"
      )
    }
  }

  // MARK: Newest values

  private var number: XML {
    SVG.text(
      TextWidth.cut("– \(panel.unit.onOneLine)", to: box.width, size: 22),
      x: ExactNumber(box.x + box.width / 2),
      y: box.y + box.height / 2 + 10,
      size: 22,
      panel.base,
      isBold: true,
      anchor: .middle
    )
  }

  private var bars: [XML] {
    rows.enumerated().map { index, y in
      SVG.rectangle(
        x: ExactNumber(box.x),
        y: y + 4,
        width: ExactNumber(max(1, box.width * (900 - 130 * (index % 6)) / 1000)),
        height: Self.rowHeight - 8,
        panel.base
      )
    }
  }

  private var table: [XML] {
    let columns = panel.columns.isEmpty ? ["labels", "value"] : panel.columns
    let width = box.width / columns.count
    let heads = columns.enumerated().map { index, title in
      SVG.text(
        TextWidth.cut(title.onOneLine, to: width - 6, size: 11),
        x: ExactNumber(box.x + index * width),
        y: box.y + 14,
        size: 11,
        .longWindow,
        isBold: true
      )
    }
    let lines = rows.map { y in
      SVG.line(from: (ExactNumber(box.x), y), to: (ExactNumber(box.right), y), .grid)
    }
    return heads + lines.dropFirst()
  }

  private var bands: [XML] {
    let colours =
      panel.words.isEmpty ? [panel.base] + panel.steps.map(\.colour) : panel.words.map(\.colour)
    return rows.flatMap { y in
      colours.enumerated().map { index, colour in
        let width = box.width / colours.count
        return SVG.rectangle(
          x: ExactNumber(box.x + index * width),
          y: y + 3,
          width: ExactNumber(max(1, width - 2)),
          height: Self.rowHeight - 6,
          colour
        )
      }
    }
  }

  // MARK: Words

  /// The beginnings of the first lines.
  private func words(_ text: String) -> [XML] {
    let lines = text.split(whereSeparator: \.isNewline).prefix(rows.count)
    return zip(lines, rows).map { line, y in
      SVG.text(
        TextWidth.cut(String(line).onOneLine, to: box.width, size: 11),
        x: ExactNumber(box.x),
        y: y + 14,
        size: 11
      )
    }
  }

  private var logLines: [XML] {
    rows.enumerated().map { index, y in
      SVG.rectangle(
        x: ExactNumber(box.x),
        y: y + 7,
        width: ExactNumber(max(1, box.width * (950 - 170 * (index % 4)) / 1000)),
        height: 3,
        .muted
      )
    }
  }

  /// The tops of rows.
  private var rows: [Int] {
    Array(stride(from: box.y, through: box.bottom - Self.rowHeight, by: Self.rowHeight))
  }
}

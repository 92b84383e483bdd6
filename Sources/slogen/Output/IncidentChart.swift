import Codegen
import SLODSL

/// The timeline of an incident in characters: a row for the errors, one for each window, one for
/// each alert.
struct IncidentChart {
  /// What the rows mean.
  static let legend =
    "Bars of windows grow up to the factor of their pair and are full above it; an alert needs "
    + "both windows of a pair."

  private let style: DiagnosticRenderer.Style
  private let rows: [Row]
  private let columns: Int
  private let span: Duration

  private struct Row {
    let label: String
    let cells: String
    var colour: String?
  }

  init(_ simulated: SimulatedIncident, width: Int, style: DiagnosticRenderer.Style) {
    self.style = style
    let pairs = simulated.objective.pairs
    let labels =
      ["errors"] + pairs.flatMap { [Self.label($0.long, $0), Self.label($0.short, $0)] }
    let labelled = labels.map(\.utf8.count).max() ?? 0
    columns = max(20, width - labelled - 4)
    let samples = IncidentSamples(simulated, count: columns)
    span = samples.span
    let course = Course(samples: samples)
    var rows = [Row(label: "errors", cells: course.errors)]
    for pair in pairs {
      for window in [pair.long, pair.short] {
        rows.append(
          Row(label: Self.label(window, pair), cells: course.burnRate(over: window, of: pair))
        )
      }
    }
    rows += simulated.alerts.map { alert in
      Row(
        label: alert.severity.rawValue,
        cells: course.state(of: alert),
        colour: alert.severity == .page ? "31" : "33"
      )
    }
    self.rows = rows
  }

  private static func label(_ window: Duration, _ pair: BurnRatePair) -> String {
    "\(window.text) \(pair.factorText)"
  }

  /// All rows, each ended.
  var text: String {
    let labelled = rows.map(\.label.utf8.count).max() ?? 0
    let blank = String(repeating: " ", count: labelled + 4)
    var text = ""
    for line in axis { text += style.painting(blank + line, "2") + "\n" }
    for row in rows {
      let padding = String(repeating: " ", count: labelled - row.label.utf8.count)
      let cells = row.colour.map { style.painting(row.cells, $0) } ?? row.cells
      text += "  " + row.label + padding + "  " + Self.trimmed(cells) + "\n"
    }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return text
  }

  // MARK: The axis

  /// Times above, and the marks that they belong to.
  private var axis: [String] {
    var words = ""
    var marks = ""
    for (place, time) in ticks {
      let blanks = place - words.utf8.count
      if blanks > 0 { words += String(repeating: " ", count: blanks) }
      words += time
      marks += String(repeating: " ", count: max(0, place - marks.unicodeScalars.count)) + "╷"
    }
    return [words, marks]
  }

  /// Columns at round times, far enough apart to be labelled.
  private var ticks: [(place: Int, time: String)] {
    let step = AxisStep.roundStep(over: span, places: columns / 10)
    var ticks: [(Int, String)] = []
    var time = Duration.zero
    while time < span {
      let place = Int(time.milliseconds * Int64(columns) / span.milliseconds)
      let text = time == .zero ? "0" : "+" + time.text
      if place + text.utf8.count <= columns { ticks.append((place, text)) }
      time = time + step
    }
    return ticks
  }
}

extension IncidentChart {
  /// Rows of characters, one for each sample.
  private struct Course {
    let samples: IncidentSamples

    /// The share of failing events, against the largest of the incident.
    var errors: String {
      let largest = samples.simulated.incident.phases.map(\.errors).reduce(.zero, max)
      return row { Self.bar(samples.errors($0), full: largest, isFullAtEnd: true) }
    }

    func burnRate(over window: Duration, of pair: BurnRatePair) -> String {
      row { column in
        let rate = samples.burnRate(column, over: window, of: pair)
        return Self.bar(rate, full: pair.factor, isFullAtEnd: false)
      }
    }

    func state(of alert: SimulatedAlert) -> String {
      row { column in
        switch samples.state(column, of: alert) {
        case .yes: "█"
        case .unclear: "░"
        case .no: "·"
        }
      }
    }

    private func row(_ cell: (Int) -> String) -> String {
      (0..<samples.count).map(cell).joined()
    }

    /// Eighths of a full block; the last one only above the full value, or at it.
    private static func bar(
      _ value: ExactNumber,
      full: ExactNumber,
      isFullAtEnd: Bool
    ) -> String {
      guard value > .zero, full > .zero else { return " " }
      if value > full || (isFullAtEnd && value == full) { return "█" }
      let eighths = (value / full * ExactNumber(8)).roundedDown
      return ["▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇"][min(eighths, 7)]
    }
  }
}

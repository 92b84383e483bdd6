import Codegen
import SLODSL

/// An incident as a terminal shows it: what happens when, and the timeline below.
struct IncidentText {
  /// Columns where nothing else is known, and those that are used at most.
  static let usualWidth = 80
  static let widest = 120

  private let style: DiagnosticRenderer.Style
  private let width: Int
  private(set) var text = ""

  init(style: DiagnosticRenderer.Style, width: Int) {
    self.style = style
    self.width = width
  }

  mutating func write(_ report: IncidentReport) {
    let slo = report.simulated.slo
    text += style.painting(DisplayWidth.printable(slo.identity.text), "1")
    text += ": \(report.promise)\n"
    if let group = report.group { write(prose: "Objective of \(group).") }
    write(prose: report.title + ".")
    write(prose: report.circumstances)
    text += "\n"
    write(report.events)
    text += "\n"
    write(prose: report.cost)
    write(silencesOf: report)
    text += "\n" + IncidentChart(report.simulated, width: width, style: style).text + "\n"
    write(prose: IncidentChart.legend)
    for sentence in report.assumptions { write(prose: sentence) }
  }

  private mutating func write(prose: String) {
    for line in TextWrapping.lines(of: DisplayWidth.printable(prose), width: width) {
      text += line + "\n"
    }
  }

  /// One line each: elapsed time, the budget that is spent by then, what happens.
  private mutating func write(_ events: [IncidentReport.Event]) {
    let times = events.map(\.time)
    let spent = events.map(\.spent.percent)
    let (timeWidth, spentWidth) = (Self.width(times, "elapsed"), Self.width(spent, "spent"))
    let head = Self.padded("elapsed", timeWidth) + "  spent"
    text += "  " + style.painting(head, "2") + "\n"
    for (index, event) in events.enumerated() {
      let taken = 2 + timeWidth + 2 + spentWidth + 2
      let start =
        "  " + Self.padded(times[index], timeWidth) + "  " + Self.padded(spent[index], spentWidth)
      let lines = TextWrapping.lines(of: event.text, width: max(20, width - taken))
      for (place, line) in lines.enumerated() {
        text += place == 0 ? start + "  " : String(repeating: " ", count: taken)
        text += painted(line, event.kind) + "\n"
      }
    }
  }

  private func painted(_ line: String, _ kind: IncidentReport.Event.Kind) -> String {
    switch kind {
    case .fires(.page): style.painting(line, "1;31")
    case .fires(.ticket), .mayFire: style.painting(line, "1;33")
    case .resolves: style.painting(line, "32")
    case .errors: line
    }
  }

  private mutating func write(silencesOf report: IncidentReport) {
    if report.simulated.alerts.isEmpty {
      write(prose: "Nobody is told: the policy \(report.simulated.slo.policy) has no alerts.")
    }
    for (severity, reasons) in report.silences {
      text += "\n" + style.painting("No \(severity.rawValue):", "1") + "\n"
      for reason in reasons {
        for (place, line) in TextWrapping.lines(of: reason, width: width - 4).enumerated() {
          text += (place == 0 ? "  " : "    ") + line + "\n"
        }
      }
    }
  }

  private static func width(_ cells: [String], _ title: String) -> Int {
    (cells + [title]).map(\.utf8.count).max() ?? 0
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}

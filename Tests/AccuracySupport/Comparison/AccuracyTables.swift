import Foundation
import SLODSL

/// Measurements as tables of Markdown.
package struct AccuracyTables {
  private let measurements: [AccuracyMeasurement]

  package init(_ measurements: [AccuracyMeasurement]) {
    self.measurements = measurements
  }

  /// Mean errors of the budget in percentage points, with their bias.
  package var budget: String {
    let header = ["scenario", "truly left", "slogen", "`rate` over P", "mean of 5m ratios"]
    return table(
      header,
      measurements.map { measurement in
        [measurement.scenario, percent(measurement.trueRemaining)]
          + Design.allCases.map { cell(measurement.budget[$0]) }
      }
    )
  }

  /// Mean errors of burn rates, slogen's and those of `rate` over the window.
  package var windows: String {
    let shown: [Duration] = [.minutes(5), .hours(1), .hours(6), .days(1), .days(3)]
    return table(
      ["scenario"] + shown.map(\.text),
      measurements.map { measurement in
        [measurement.scenario]
          + shown.map { length in
            let window = measurement.windows.first { $0.length == length }
            return [Design.generated, .wholeWindow].map { short(window?.burnRates[$0]) }
              .joined(separator: " / ")
          }
      }
    )
  }

  /// Probes at which an alert should fire, those at which it did not, and those at which it should
  /// not have.
  ///
  /// Scenarios without any are left out.
  package var alerts: String {
    let columns = [AlertSeverity.page, .ticket].flatMap { severity in
      [(severity, Design.generated), (severity, .wholeWindow)]
    }
    return table(
      ["scenario", "page: slogen", "`rate`", "ticket: slogen", "`rate`"],
      measurements.filter(\.hasAlerts).map { measurement in
        [measurement.scenario]
          + columns.map { severity, design in
            guard let count = measurement.alerts[severity]?[design], !count.isQuiet else {
              return "–"
            }
            return "\(count.firing): −\(count.missed) +\(count.wrong)"
          }
      }
    )
  }

  // MARK: Cells

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = ["---"] + header.dropFirst().map { _ in "---:" }
    return ([header, rule] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private func percent(_ share: Double) -> String { decimal(share * 100, places: 1) }

  private func cell(_ deviation: Deviation?) -> String {
    guard let mean = deviation?.mean, let bias = deviation?.bias else { return "nothing" }
    let value = decimal(mean * 100, places: 3)
    let missing = deviation.map { $0.missing > 0 ? " −\($0.missing)" : "" } ?? ""
    return "\(value) (\(decimal(bias * 100, places: 3, signed: true)))\(missing)"
  }

  private func short(_ deviation: Deviation?) -> String {
    guard let deviation, let mean = deviation.mean else { return "–" }
    return decimal(mean, places: 2) + (deviation.missing > 0 ? " (−\(deviation.missing))" : "")
  }

  private func decimal(_ value: Double, places: Int, signed: Bool = false) -> String {
    let text = String(format: "%.\(places)f", abs(value))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    if value < 0, !isZero { return "−" + text }
    return (signed && !isZero ? "+" : "") + text
  }
}

extension AccuracyMeasurement {
  fileprivate var hasAlerts: Bool {
    alerts.values.contains { $0.values.contains { !$0.isQuiet } }
  }
}

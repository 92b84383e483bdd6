import Codegen
import SLODSL

/// Comparisons as tables of Markdown.
struct CostTables {
  let comparisons: [Comparison]

  /// Samples a minute and what they are compared with, a column for each workload.
  var cost: String {
    let rows: [[String]] =
      groups + [
        row("**slogen**") { samples($0.slogen) },
        row("the same by arithmetic") { Self.text($0.arithmetic) },
        row("textbook: windows and alerts") { samples($0.textbookWindows) },
        row("**textbook**, period averaged") { samples($0.averaged) },
        row("textbook, period by `rate()`") { samples($0.raw) },
        row("textbook / slogen") { share($0.averaged, $0.slogen) },
        row("textbook, period by `rate()` / slogen") { share($0.raw, $0.slogen) },
        row("slogen, ms of evaluation a minute") { milliseconds($0.slogen) },
        row("textbook, ms of evaluation a minute") { milliseconds($0.averaged) },
      ]
    return table(row("samples a minute") { "\($0.workload.count) series" }, rows)
  }

  /// What one evaluation of a textbook's ratio reads, a column for each window.
  var linearity: String {
    let rows = comparisons.map { comparison in
      let ratios = comparison.ratios
      let rates = ratios.map { ratio in
        Double(ratio.samples) / (ratio.minutes * Double(comparison.workload.readings))
      }
      let (least, most) = (rates.min() ?? 0, rates.max() ?? 0)
      return ["\(comparison.workload.count) series"]
        + ratios.map { mark([$0]) + Self.text(Double($0.samples)) }
        + [least == most ? "\(least)" : "\(least) to \(most)"]
    }
    let windows = comparisons.first?.ratios.map(\.window.text) ?? []
    return table(
      ["samples an evaluation"] + windows + ["for each minute and series read"],
      rows
    )
  }

  // MARK: Rows

  /// The rows of slogen's groups.
  private var groups: [[String]] {
    let groups = comparisons.map { Dictionary(grouping: $0.slogen, by: \.role) }
    var roles: [String] = []
    for rule in comparisons.first?.slogen ?? [] where roles.last != rule.role {
      roles.append(rule.role)
    }
    return roles.map { role in
      ["slogen: " + role] + groups.map { Self.text($0[role]?.samplesPerMinute ?? 0) }
    }
  }

  private func row(_ title: String, _ cell: (Comparison) -> String) -> [String] {
    [title] + comparisons.map(cell)
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = ["---"] + header.dropFirst().map { _ in "---:" }
    return ([header, rule] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  // MARK: Cells

  private func mark(_ rules: [MeasuredRule]) -> String {
    rules.contains(where: \.isExtrapolated) ? "~ " : ""
  }

  private func samples(_ rules: [MeasuredRule]) -> String {
    mark(rules) + Self.text(rules.samplesPerMinute)
  }

  private func share(_ rules: [MeasuredRule], _ others: [MeasuredRule]) -> String {
    mark(rules) + Self.text(rules.samplesPerMinute / others.samplesPerMinute)
  }

  private func milliseconds(_ rules: [MeasuredRule]) -> String {
    mark(rules) + Self.text(rules.secondsPerMinute * 1000)
  }

  /// A whole number with a space between thousands; small ones with a decimal.
  private static func text(_ value: Double) -> String {
    guard value >= 10 else { return "\((value * 10).rounded() / 10)" }
    let digits = Array("\(Int(value.rounded()))")
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digit)
    }
    return text
  }
}

extension Comparison {
  fileprivate var averaged: [MeasuredRule] { textbookWindows + textbookAveragedPeriod }
  fileprivate var raw: [MeasuredRule] { textbookWindows + textbookRawPeriod }
}

extension MeasuredRule {
  /// Of its group: what stands behind the SLO, `counts`.
  fileprivate var role: String {
    group.name.split(separator: ":").last.map { "\($0), every \(group.interval.text)" } ?? ""
  }
}

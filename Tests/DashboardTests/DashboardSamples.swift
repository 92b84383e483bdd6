import Codegen
import Foundation
import SLODSL
import ServerSupport
import TestSupport

/// Two hours of every series that dashboards ask for: what the rules of a model record and alert,
/// by their names and labels, and scraped series that a file lists.
struct DashboardSamples {
  struct Malformed: Error, CustomStringConvertible {
    let line: String
    var description: String { "a series is a kind, its numbers and a name with labels: \(line)" }
  }

  /// 2023-11-14, at a full hour.
  static let start = 1_700_000_000 / 7200 * 7200
  static let end = start + 7200 - 60

  private enum Course {
    /// Grows by so many a sample.
    case growing(Double)
    case constant(Double)
  }

  private var series: [(text: String, course: Course)] = []
  /// By label, every value that a scraped series has.
  private var values: [String: Set<String>] = [:]

  init(of model: Model, scraped list: String) throws {
    for line in list.split(separator: "\n") where !line.hasPrefix("#") { try add(line) }
    for file in RulePlan.plan(for: model).files {
      for group in file.groups {
        let slo = model.services.flatMap(\.objectives).first { $0.origin == group.origin }
        for rule in group.rules { add(rule, dimensions: slo?.dimensions ?? []) }
      }
    }
  }

  // MARK: Scraped series

  private mutating func add(_ line: Substring) throws {
    guard let brace = line.firstIndex(of: "{"), let behind = line.lastIndex(of: "}") else {
      throw Malformed(line: String(line))
    }
    let head = line[..<brace].split(separator: " ")
    let labels = line[line.index(after: brace)..<behind]
    for pair in labels.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      values[String(parts[0]), default: []].insert(String(parts[1].dropFirst().dropLast()))
    }
    let name = String(head[head.count - 1])
    switch (head.first, head.count) {
    case ("counter", 2): series.append(("\(name){\(labels)}", .growing(1)))
    case ("gauge", 3):
      guard let value = Double(head[1]) else { throw Malformed(line: String(line)) }
      series.append(("\(name){\(labels)}", .constant(value)))
    case ("histogram", 2):
      let bounds =
        line[line.index(after: behind)...].split(separator: " ").map(String.init) + ["+Inf"]
      for (index, bound) in bounds.enumerated() {
        series.append(("\(name)_bucket{\(labels),le=\"\(bound)\"}", .growing(Double(index + 1))))
      }
      series.append(("\(name)_count{\(labels)}", .growing(Double(bounds.count))))
    default: throw Malformed(line: String(line))
    }
  }

  // MARK: What rules leave behind

  private mutating func add(_ rule: PlannedRule, dimensions: [String]) {
    switch rule {
    case .recording(let rule):
      var value = 0.5
      if case .call(let call) = rule.expression, call.function == "vector",
        case .number(let number)? = call.arguments.first
      {
        value = number.value
      }
      for group in groups(of: dimensions) {
        series.append((Self.text(rule.series, rule.labels + group), .constant(value)))
      }
    case .alerting(let rule):
      let state = [Label("alertname", rule.name), Label("alertstate", "firing")]
      // Alerts of SLOs have every group, for the pages that choose one.
      let isOfObjective = rule.labels.contains { $0.name == "slo_id" }
      let groups = groups(of: rule.dimensions)
      for group in isOfObjective ? groups : Array(groups.prefix(1)) {
        series.append((Self.text("ALERTS", state + rule.labels + group), .constant(1)))
      }
    }
  }

  /// Every combination of the values that scraped series have.
  private func groups(of dimensions: [String]) -> [[Label]] {
    dimensions.reduce([[]]) { groups, label in
      groups.flatMap { group in
        values[label, default: []].sorted().map { group + [Label(label, $0)] }
      }
    }
  }

  private static func text(_ name: String, _ labels: [Label]) -> String {
    let list = labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
    return "\(name){\(list)}"
  }

  // MARK: Samples

  /// The file that `promtool tsdb create-blocks-from openmetrics` reads; a series that two rules
  /// record stands there once.
  func openMetrics() -> String {
    var lines: [String] = []
    var written: Set<String> = []
    for (text, course) in series where written.insert(text).inserted {
      for (index, time) in stride(from: Self.start, to: Self.end + 60, by: 15).enumerated() {
        let value =
          switch course {
          case .growing(let step): 1000 + step * Double(index)
          case .constant(let value): value
          }
        lines.append("\(text) \(value) \(time)")
      }
    }
    return lines.joined(separator: "\n") + "\n# EOF\n"
  }
}

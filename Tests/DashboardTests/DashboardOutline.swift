import Foundation

/// What a reviewer wants to see of a dashboard, a line for each thing: where panels stand, what
/// they are called, what they ask, from where on they change colour.
struct DashboardOutline {
  private var lines: [String] = []

  static func text(of dashboards: [ReadDashboard]) -> String {
    var outline = DashboardOutline()
    for dashboard in dashboards { outline.add(dashboard) }
    return outline.lines.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ dashboard: ReadDashboard) {
    let content = dashboard.content
    lines.append("\(dashboard.path): \(content.uid), \"\(content.title)\"")
    lines.append("  " + content.description.quoted)
    for link in content.links { lines.append("  link \(link.title) \(link.url)") }
    for variable in content.templating.list {
      let query = variable.definition.map { " " + $0 } ?? ""
      let all = variable.allValue.map { ", all \($0)" } ?? ""
      lines.append("  variable \(variable.name)\(query)\(all)")
    }
    for annotation in content.annotations.list {
      guard let expression = annotation.expr else { continue }
      lines.append("  annotation \(annotation.name), \(annotation.titleFormat ?? "")")
      lines.append("    " + expression)
    }
    for panel in content.panels { add(panel) }
  }

  private mutating func add(_ panel: ReadDashboard.Panel) {
    guard !panel.isRow else {
      lines.append("  row \"\(panel.title)\"")
      return
    }
    let place = panel.gridPos
    let unit = panel.fieldConfig?.defaults.unit.map { ", \($0)" } ?? ""
    lines.append(
      "    \(place.x),\(place.y) \(place.w)x\(place.h) \(panel.type) \"\(panel.title)\"\(unit)"
    )
    if let text = panel.description, !text.isEmpty { lines.append("      " + text.quoted) }
    if let content = panel.options?.content { lines.append("      " + content.quoted) }
    let steps = panel.fieldConfig?.defaults.thresholds?.steps ?? []
    if steps.count > 1 || steps.first?.color != "green" {
      let words = steps.map { step in step.value.map { "\($0) \(step.color)" } ?? step.color }
      if !words.isEmpty { lines.append("      thresholds " + words.joined(separator: ", ")) }
    }
    for link in panel.links ?? [] { lines.append("      link \(link.title) \(link.url)") }
    for target in panel.targets ?? [] {
      let legend = target.legendFormat.isEmpty ? "" : " (\(target.legendFormat))"
      lines.append("      \(target.refId)\(legend) \(target.expr)")
    }
  }
}

extension String {
  fileprivate var quoted: String {
    "\"" + replacingOccurrences(of: "\n", with: "⏎") + "\""
  }
}

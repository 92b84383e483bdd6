import SLODSL

/// Whether what alerts link to is there.
extension FolderVerification {
  mutating func verifyLinks() {
    for alert in files.alerts {
      for annotation in alert.annotations {
        switch annotation.name {
        case "runbook_url": verify(runbook: annotation.value, of: alert)
        case "dashboard_url": verify(dashboard: annotation.value, of: alert)
        default: break
        }
      }
    }
    verifyAnchors()
  }

  private mutating func verify(runbook url: String, of alert: GeneratedFiles.Alert) {
    countLink()
    let own = objective(of: alert)?.runbook ?? cause(of: alert)?.runbook
    let isOwnPlace = own?.utf8.contains(UInt8(ascii: "#")) ?? false
    guard !isOwnPlace else { return }
    let anchor = url.split(separator: "#", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    let service = alert.labels["slo_service"]
    let pages = files.runbooks.filter { page in
      ["runbooks/\(service).md", "runbooks/\(service).service.md"].contains(page.path)
    }
    if pages.isEmpty {
      add(alert.path, "\(alert.subject) links to the runbook of \(service), and there is none")
    } else if !pages.contains(where: { $0.anchors.contains(anchor) }) {
      add(alert.path, "\(alert.subject) links to \(url), and \(pages[0].path) has no such section")
    }
  }

  private mutating func verify(dashboard url: String, of alert: GeneratedFiles.Alert) {
    countLink()
    guard objective(of: alert)?.dashboard == nil, cause(of: alert)?.dashboard == nil,
      let base = model.project.dashboards else {
      return
    }
    let prefix = base.joining("d/")
    guard url.hasPrefix(prefix) else {
      add(alert.path, "\(alert.subject) links to \(url), which is not below \(base)")
      return
    }
    let path = url.dropFirst(prefix.count)
    let identifier = String(path.prefix { $0 != "?" })
    guard let page = files.dashboards.first(where: { $0.identifier == identifier }) else {
      add(alert.path, "\(alert.subject) links to dashboard \(identifier), and there is none")
      return
    }
    let variables = (page.document["templating"]?["list"]?.elements ?? []).compactMap {
      $0["name"]?.text
    }
    for part in path.split(whereSeparator: { "?&".contains($0) }) where part.hasPrefix("var-") {
      let name = String(part.dropFirst(4).prefix { $0 != "=" })
      if !variables.contains(name) {
        add(alert.path, "\(alert.subject) sets \(name), and \(page.path) has no such variable")
      }
    }
  }

  /// Every section about an alert is one of the model's.
  private mutating func verifyAnchors() {
    let known = Set(
      objectives.flatMap { slo in
        AlertSeverity.allCases.map { RunbookAddress.anchor(of: slo.identity, $0) }
      } + causes.map { RunbookAddress.anchor(of: $0) }
    )
    for page in files.runbooks {
      for anchor in page.anchors.sorted() where !known.contains(anchor) && page.isOfService {
        add(page.path, "section \(anchor) is about no alert")
      }
    }
  }
}

extension GeneratedFiles.Runbook {
  fileprivate var isOfService: Bool { path != "runbooks/README.md" }
}

import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// Runbooks have a section for every alert that links to them, and no link that leads nowhere.
@Suite struct RunbookTests {
  private static func models() throws -> [(name: String, model: Model)] {
    try [("specs", SpecModel.ofRepository().model)]
      + ["dashboards", "runbooks"].flatMap { folder in
        try Corpus(folder).cases.map { ($0.name, try SpecModel($0).model) }
      }
  }

  /// What a page offers and where it leads.
  private struct Page {
    let text: String
    let anchors: [String]
    let links: [String]

    init(_ artifact: Artifact) {
      text = String(decoding: artifact.bytes, as: UTF8.self)
      let parts = text.components(between: "<a id=\"", and: "\"></a>")
      anchors = parts
      // Brackets with a backslash are the author's text.
      links = text.replacingOccurrences(of: "\\](", with: "").components(between: "](", and: ")")
    }
  }

  /// A service may be called like the list.
  private static func path(of service: String) -> String {
    "runbooks/\(service)\(service.lowercased() == "readme" ? ".service" : "").md"
  }

  private static func pages(of model: Model) -> [String: Page] {
    let artifacts = RunbookBackend.artifacts(for: Plans(for: model))
    return Dictionary(uniqueKeysWithValues: artifacts.map { ($0.path, Page($0)) })
  }

  @Test func everyAlertHasItsSection() throws {
    var count = 0
    for (name, model) in try Self.models() {
      let plans = Plans(for: model)
      let pages = Self.pages(of: model)
      var linked: Set<String> = []
      for case .alerting(let alert) in plans.rules.files.flatMap(\.groups).flatMap(\.rules) {
        let url = alert.annotations.first { $0.name == "runbook_url" }
        guard case .text(let address)? = url?.text.first,
          let anchor = address.split(separator: "#").dropFirst().first.map(String.init)
        else { continue }
        let service = alert.labels["slo_service"]
        let identity = alert.labels["slo_id"]
        let slo = model.services.flatMap(\.objectives).first { $0.identity.text == identity }
        // A place of the author's own is nobody's to check.
        if slo?.runbook?.contains("#") == true { continue }
        let page = try #require(pages[Self.path(of: service)], "\(name): \(service)")
        #expect(page.anchors.contains(anchor), "\(name): \(address)")
        linked.insert(service + "#" + anchor)
        count += 1
      }
      // And no section is about nothing.
      for service in model.services where model.project.runbooks != nil {
        for anchor in pages[Self.path(of: service.name)]?.anchors ?? [] {
          #expect(linked.contains(service.name + "#" + anchor), "\(name): \(anchor)")
        }
      }
    }
    #expect(count > 50)
  }

  @Test func noLinkLeadsNowhere() throws {
    for (name, model) in try Self.models() {
      let pages = Self.pages(of: model)
      for (path, page) in pages {
        #expect(Set(page.anchors).count == page.anchors.count, "\(name): \(path)")
        for link in page.links where !link.contains("://") {
          let parts = link.split(separator: "#", omittingEmptySubsequences: false)
          let target = parts[0].isEmpty ? path : "runbooks/" + parts[0]
          let other = try #require(pages[target], "\(name): \(link) in \(path)")
          if parts.count > 1 { #expect(other.anchors.contains(String(parts[1])), "\(link)") }
        }
      }
    }
  }

  @Test func everyQueryParses() throws {
    var count = 0
    for (name, model) in try Self.models() {
      for page in Self.pages(of: model).values {
        for query in page.text.components(between: "```promql\n", and: "\n```") {
          #expect(PromQLParser.parse(query).expression != nil, "\(name): \(query)")
          count += 1
        }
      }
    }
    #expect(count > 200)
  }

  @Test(arguments: try Corpus("runbooks").cases)
  func looksAsRecorded(_ spec: Corpus.Case) throws {
    let artifacts = RunbookBackend.artifacts(for: Plans(for: try SpecModel(spec).model))
    let text = artifacts.map { "==== \($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self) }
    try spec.expect(text.joined(separator: "\n"), as: "md")
  }
}

extension String {
  /// What stands between two texts, wherever it does.
  fileprivate func components(between start: String, and end: String) -> [String] {
    components(separatedBy: start).dropFirst().compactMap {
      $0.components(separatedBy: end).first
    }
  }
}

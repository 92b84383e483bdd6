import SLODSL

/// Pages for whoever is told of an alert: one for each service, and one that lists them.
package enum RunbookBackend {
  /// Hosts of Git show it when somebody opens the folder.
  private static let index = "README"

  package static func artifacts(for plans: Plans) -> [Artifact] {
    let pages = plans.model.services.compactMap { service -> (name: String, RunbookPage)? in
      let page = RunbookPage(of: service, in: plans)
      return page.isEmpty ? nil : (name(of: service), page)
    }
    guard !pages.isEmpty else { return [] }
    let list = RunbookIndex(pages: pages, plans: plans).markdown
    return [artifact(index, list)] + pages.map { artifact($0.name, $0.1.markdown) }
  }

  /// The service's own name, also where it is called like the list: names have no dots.
  private static func name(of service: Service) -> String {
    service.name.lowercased() == index.lowercased() ? service.name + ".service" : service.name
  }

  private static func artifact(_ name: String, _ page: Markdown) -> Artifact {
    Artifact(
      path: "runbooks/\(name).md",
      bytes: Array((MarkdownWriter.text(of: page) + "\n").utf8),
      keepsNotes: true
    )
  }
}

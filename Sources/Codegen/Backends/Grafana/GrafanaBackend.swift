import SLODSL

/// The dashboards of a model as files, below `grafana/`, and as resources below `grafana-v2/` where
/// the project asks for them.
package enum GrafanaBackend {
  package static func artifacts(for plans: Plans) -> [Artifact] {
    let model = plans.model
    let services = model.services.filter { !$0.objectives.isEmpty || !$0.causes.isEmpty }
    let details = services.map { service in
      let scalers = plans.scaling.autoscalers.filter { $0.autoscaler.service == service.name }
      return Page(
        name(of: service),
        ServiceDashboard(service, in: model, scaledBy: scalers).dashboard
      )
    }
    let overview = OverviewDashboard(of: model).dashboard.map {
      Page(DashboardAddress.overview, $0)
    }
    let pages = model.services.flatMap { service in
      service.dashboards.map { page in
        Page(
          "\(service.name)/\(page.name)",
          AuthoredPage(page, of: service, in: model).dashboard
        )
      }
    }
    let all = (overview.map { [$0] } ?? []) + details + pages
    guard let version = model.project.dashboardResources else { return all.map(\.classic) }
    return all.map(\.classic) + all.map { $0.resource(version) }
  }

  /// The service's own name, also where it is called like the overview: names have no dots.
  private static func name(of service: Service) -> String {
    service.name.lowercased() == DashboardAddress.overview
      ? service.name + ".service" : service.name
  }

  /// A dashboard and the name of its file.
  private struct Page {
    let name: String
    let identifier: String
    let document: JSON

    init(_ name: String, _ dashboard: Dashboard) {
      self.name = name
      identifier = dashboard.identifier
      document = DashboardDocument.json(of: dashboard)
    }

    var classic: Artifact {
      Artifact(
        path: "grafana/\(name).json",
        bytes: JSONWriter.document(document),
        // The sidecar writes all of them into one folder, so their keys must differ.
        delivery: .entry(identifier + ".json", ofMap: identifier)
      )
    }

    func resource(_ version: GrafanaResourceVersion) -> Artifact {
      Artifact(
        path: "grafana-v2/\(name).json",
        bytes: JSONWriter.document(DashboardResource.json(of: document, version))
      )
    }
  }
}

import SLODSL

/// The dashboards of a model as files, below `grafana/`.
package enum GrafanaBackend {
  package static func artifacts(for plans: Plans) -> [Artifact] {
    let model = plans.model
    let services = model.services.filter { !$0.objectives.isEmpty || !$0.causes.isEmpty }
    let details = services.map { service in
      artifact(name(of: service), ServiceDashboard(service, in: model).dashboard)
    }
    let overview = OverviewDashboard(of: model).dashboard.map {
      artifact(DashboardAddress.overview, $0)
    }
    let pages = model.services.flatMap { service in
      service.dashboards.map { page in
        artifact(
          "\(service.name)/\(page.name)",
          AuthoredPage(page, of: service, in: model).dashboard
        )
      }
    }
    return (overview.map { [$0] } ?? []) + details + pages
  }

  /// The service's own name, also where it is called like the overview: names have no dots.
  private static func name(of service: Service) -> String {
    service.name.lowercased() == DashboardAddress.overview
      ? service.name + ".service" : service.name
  }

  private static func artifact(_ name: String, _ dashboard: Dashboard) -> Artifact {
    Artifact(
      path: "grafana/\(name).json",
      bytes: JSONWriter.document(DashboardDocument.json(of: dashboard))
    )
  }
}

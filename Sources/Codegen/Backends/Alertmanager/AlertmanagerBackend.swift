/// A whole configuration, where anybody is told at all.
enum AlertmanagerBackend {
  static func artifacts(for plans: Plans) -> [Artifact] {
    guard let routes = plans.routes else { return [] }
    return [
      Artifact(
        path: "alertmanager/alertmanager.yml",
        bytes: AlertmanagerConfiguration(routes: routes).bytes
      )
    ]
  }
}

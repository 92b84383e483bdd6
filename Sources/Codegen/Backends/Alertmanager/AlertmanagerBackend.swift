/// Routes as a whole configuration, as part of one, and as a resource of Kubernetes, with the
/// templates of their texts; nothing where nobody is told.
enum AlertmanagerBackend {
  private static let folder = "alertmanager/"

  static func artifacts(for plans: Plans) -> [Artifact] {
    guard let routes = plans.routes else { return [] }
    let configuration = AlertmanagerConfiguration(routes: routes)
    let templates = configuration.templates
    var artifacts = [
      Artifact(path: folder + "alertmanager.yml", bytes: configuration.bytes),
      Artifact(path: folder + "fragment.yml", bytes: AlertmanagerFragment(routes: routes).bytes),
    ]
    artifacts += AlertmanagerResource.all(for: routes).map {
      Artifact(path: $0.path, bytes: $0.bytes)
    }
    if !templates.isEmpty {
      let path = folder + AlertmanagerConfiguration.templateFile
      artifacts.append(Artifact(path: path, bytes: templates))
    }
    return artifacts
  }
}

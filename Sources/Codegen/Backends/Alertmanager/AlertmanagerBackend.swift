/// A whole configuration and the templates of its texts, where anybody is told at all.
enum AlertmanagerBackend {
  private static let folder = "alertmanager/"

  static func artifacts(for plans: Plans) -> [Artifact] {
    guard let routes = plans.routes else { return [] }
    let configuration = AlertmanagerConfiguration(routes: routes)
    let templates = configuration.templates
    var artifacts = [Artifact(path: folder + "alertmanager.yml", bytes: configuration.bytes)]
    if !templates.isEmpty {
      let path = folder + AlertmanagerConfiguration.templateFile
      artifacts.append(Artifact(path: path, bytes: templates))
    }
    return artifacts
  }
}

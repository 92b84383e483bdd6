import SLODSL

/// Routes in the forms that the project asks for, with the templates of their texts; nothing where
/// nobody is told.
enum AlertmanagerBackend {
  private static let folder = "alertmanager/"

  static func artifacts(for plans: Plans) -> [Artifact] {
    guard let routes = plans.routes else { return [] }
    let project = plans.model.project
    var artifacts = project.routeForms.flatMap { form -> [Artifact] in
      switch form {
      case .configuration:
        let bytes = AlertmanagerConfiguration(routes: routes).bytes
        return [Artifact(path: folder + "alertmanager.yml", bytes: bytes)]
      case .fragment:
        let bytes = AlertmanagerFragment(routes: routes).bytes
        return [Artifact(path: folder + "fragment.yml", bytes: bytes)]
      case .resource(let version):
        let place = project.ruleObjects ?? RuleObjects()
        return AlertmanagerResource.all(for: routes, version, in: place).map {
          Artifact(path: $0.path, bytes: $0.bytes, delivery: .object)
        }
      }
    }
    let templates = AlertmanagerConfiguration(routes: routes).templates
    if !templates.isEmpty {
      let file = AlertmanagerConfiguration.templateFile
      // An Alertmanager that reads objects finds its templates in a ConfigMap.
      let isResource = artifacts.contains { $0.delivery == .object }
      artifacts.append(
        Artifact(
          path: folder + file,
          bytes: templates,
          delivery: isResource ? .entry(file, ofMap: "slogen-templates") : nil
        )
      )
    }
    return artifacts
  }
}

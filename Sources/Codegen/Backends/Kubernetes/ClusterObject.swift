import SLODSL

/// An object of a cluster that is no set of rules: what every kind has in common.
struct ClusterObject {
  let apiVersion: String
  let kind: String
  let name: String
  let namespace: String?
  /// Labels by which an operator finds the object, besides slogen's own.
  var labels: [Label] = []
  var annotations: [YAML.Entry] = []
  let spec: [YAML.Entry]
  /// Whether it is only a part, to be merged into somebody's own.
  var isPart = false

  /// Who wrote it, in the words that Kubernetes recommends.
  private static let own = Label("app.kubernetes.io/managed-by", "slogen")

  var yaml: YAML {
    .map {
      "apiVersion" => apiVersion
      "kind" => kind
      "metadata"
        => .map {
          "name" => name
          if let namespace { "namespace" => namespace }
          "labels" => .map(([Self.own] + labels).map { $0.name => $0.value })
          if !annotations.isEmpty { "annotations" => .map(annotations) }
        }
      "spec" => .map(spec)
    }
  }

  /// The file of the object.
  ///
  /// - Parameters:
  ///   - path: below the output folder.
  ///   - header: the comment at its top, a line each.
  ///   - model: whose target says whether the file is a template of a chart.
  func artifact(at path: String, header: [String], for model: Model) -> Artifact {
    let bytes = YAMLWriter.bytes(of: yaml, header: header)
    let isTemplate = model.project.ruleObjects?.areTemplates ?? false
    return Artifact(
      path: path,
      bytes: isTemplate ? HelmTemplate.bytes(rendering: bytes) : bytes,
      delivery: isPart ? nil : .object
    )
  }
}

extension [Label] {
  /// `{app: checkout}`: what a selector of Kubernetes matches.
  var matching: YAML { .map { "matchLabels" => .map(map { $0.name => $0.value }) } }
}

extension Workload {
  /// How other objects refer to it.
  var reference: YAML {
    .map {
      "apiVersion" => kind.apiVersion
      "kind" => kind.name
      "name" => name
    }
  }
}

extension Workload.Kind {
  fileprivate var apiVersion: String {
    switch self {
    case .deployment, .statefulset: "apps/v1"
    case .rollout: "argoproj.io/v1alpha1"
    }
  }

  fileprivate var name: String {
    switch self {
    case .deployment: "Deployment"
    case .statefulset: "StatefulSet"
    case .rollout: "Rollout"
    }
  }
}

/// Rule files, one for each service and one that watches the rules.
package enum PrometheusBackend {
  package static func artifacts(for plans: Plans) -> [Artifact] {
    plans.rules.files.map { file in
      Artifact(path: "prometheus/\(file.name).rules.yml", bytes: file.bytes)
    }
  }
}

import SLODSL

/// Whether kustomizations list every object that is written, and nothing that is not there.
extension FolderVerification {
  mutating func verifyKustomizations() {
    for planned in kustomizations {
      guard let found = files.bytes[planned.path] else {
        add(planned.path, "is missing")
        continue
      }
      guard let wanted = try? YAMLReader.read(planned.bytes) else { continue }
      do throws(YAMLReader.Problem) {
        let document = try YAMLReader.read(found)
        verify(Self.listed(in: document), Self.listed(in: wanted), of: planned.path)
      } catch {
        add(planned.path, "line \(error.line) is not as slogen writes YAML")
      }
    }
  }

  static func kustomizations(for plans: Plans) -> [Artifact] {
    let backends = [
      RuleObjectsBackend.artifacts, AutoscalingBackend.artifacts, CanaryBackend.artifacts,
      AlertmanagerBackend.artifacts, GrafanaBackend.artifacts,
    ]
    let listed = backends.flatMap { $0(plans) }.sorted { $0.path < $1.path }
    return KustomizationBackend.artifacts(listing: listed, of: plans.model.project)
  }

  private mutating func verify(_ listed: [String], _ wanted: [String], of path: String) {
    let folder = path.dropLast(KustomizationBackend.name.count)
    for file in wanted where !listed.contains(file) {
      add(path, "does not list \(file), which belongs to the cluster")
    }
    for file in listed {
      if !files.paths.contains(folder + file) {
        add(path, "lists \(file), which is not there")
      } else if !wanted.contains(file) {
        add(path, "lists \(file), which is no whole object of the specs")
      }
    }
  }

  /// Objects, and files from which ConfigMaps are made: `config.yaml=kubernetes/adapter.yml`.
  private static func listed(in document: JSON) -> [String] {
    let objects = (document["resources"]?.elements ?? []).compactMap(\.text)
    let maps = document["configMapGenerator"]?.elements ?? []
    let entries = maps.flatMap { $0["files"]?.elements ?? [] }.compactMap(\.text)
    return objects + entries.map { String($0.split(separator: "=", maxSplits: 1).last ?? "") }
  }
}

import SLODSL

/// A ServiceMonitor, `monitoring.coreos.com/v1`, where the author says which port is scraped.
extension Autoscaler {
  /// Scraped as the exact counts assume: as often, and no slower than a scrape may settle.
  func serviceMonitor(in project: Project) -> ClusterObject? {
    guard let endpoints else { return nil }
    let settle = project.settle > .zero ? project.settle : min(.seconds(10), project.scrape)
    return ClusterObject(
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      name: workload.name,
      namespace: workload.namespace,
      labels: project.ruleObjects?.labels ?? [],
      spec: [
        "selector" => endpoints.services.matching,
        "endpoints"
          => .list([
            YAML.Item(
              .map {
                "port" => endpoints.port
                "interval" => project.scrape.text
                "scrapeTimeout" => settle.text
              }
            )
          ]),
      ]
    )
  }
}

/// Rules as objects of a cluster, from which an operator configures the rulers:
/// `target: operator(namespace: "monitoring", labels: release = "kube-prometheus-stack")`.
package struct RuleObjects: Hashable, Sendable {
  /// Nil for the namespace that they are applied to.
  package let namespace: String?
  /// Labels by which an operator finds its rules, as written.
  package let labels: [Label]
  /// Whether the files are templates of a Helm chart, in which `{{` begins an action of Helm's.
  package let areTemplates: Bool

  package init(namespace: String? = nil, labels: [Label] = [], areTemplates: Bool = false) {
    self.namespace = namespace
    self.labels = labels
    self.areTemplates = areTemplates
  }
}

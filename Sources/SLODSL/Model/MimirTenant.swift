/// What a tenant of Grafana Mimir accepts, and how its rules are laid out there:
/// `target: mimir(rulesPerGroup: 100, longGroups: 8)`.
package struct MimirTenant: Hashable, Sendable {
  /// `ruler_max_rules_per_rule_group`, as it is unless somebody changed it; nil for any number.
  package var rulesPerGroup: Int? = 20
  /// `ruler_max_rule_groups_per_tenant`, as it is unless somebody changed it; nil for any number.
  package var groupsPerTenant: Int? = 70
  /// The namespace of rules that belong to no service; those of services begin with it.
  package var namespace = usualNamespace
  /// Among how many groups the long rules of all SLOs are distributed; nil where every SLO has a
  /// group of its own.
  package var longGroups: Int?
  /// The same for rules that recover what outages hid.
  package var reconcileGroups: Int?
  /// Where the target is written; nil for one that nobody wrote.
  package var origin: SourceRange?

  package static let usualNamespace = "slo"

  package init() {}

  /// As it is written in a spec: what is not as usual.
  package var text: String {
    let usual = MimirTenant()
    var arguments: [String] = []
    if rulesPerGroup != usual.rulesPerGroup {
      arguments.append("rulesPerGroup: \(rulesPerGroup ?? 0)")
    }
    if groupsPerTenant != usual.groupsPerTenant {
      arguments.append("groupsPerTenant: \(groupsPerTenant ?? 0)")
    }
    if namespace != usual.namespace { arguments.append("namespace: \"\(namespace)\"") }
    if let longGroups { arguments.append("longGroups: \(longGroups)") }
    if let reconcileGroups { arguments.append("reconcileGroups: \(reconcileGroups)") }
    return arguments.isEmpty ? "mimir" : "mimir(\(arguments.joined(separator: ", ")))"
  }
}

package import SLODSL

/// The arithmetic of a tenant of Mimir: how many of the groups and rules that it accepts are used.
package struct MimirUsage: Hashable, Sendable {
  /// The rules of one role, which share groups.
  package struct Packing: Hashable, Sendable {
    package let role: GroupRole
    /// Among so many, not all of which need be used.
    package let groups: Int
    package let fullest: GroupSize
    package let shares: [GroupPacking.Share]
  }

  /// A group and how many rules are in it.
  package struct GroupSize: Hashable, Sendable {
    package let name: String
    package let rules: Int
  }

  package let tenant: MimirTenant
  package let objectives: Int
  /// Groups of SLOs, their own and shared ones.
  package let groupsOfObjectives: Int
  /// Groups of alerts on causes.
  package let groupsOfCauses: Int
  /// Groups that watch the others.
  package let ownGroups: Int
  package let packings: [Packing]
  /// The one with most rules; the first of equals.
  package let fullest: GroupSize?
  /// The rules of each SLO by role: what a packing would distribute.
  let shares: [GroupRole: [GroupPacking.Share]]

  package var groups: Int { groupsOfObjectives + groupsOfCauses + ownGroups }

  /// Nil where Mimir is not the ruler.
  package init?(of plan: RulePlan, for model: Model) {
    guard let tenant = model.project.mimir else { return nil }
    let owners = RuleOwners(of: model)
    var shares: [GroupRole: [GroupPacking.Share]] = [:]
    for group in plan.files.flatMap(\.groups) {
      guard let owner = owners[group] else { continue }
      shares[owner.role, default: []].append(
        GroupPacking.Share(identity: owner.identity.text, rules: group.rules.count)
      )
    }
    let laidOut = plan.packed(for: model).files.flatMap(\.groups)
    let causes = Set(
      plan.files.filter { file in
        model.services.contains { CauseRulePlanner.fileName(of: $0.name) == file.name }
      }.flatMap(\.groups).map(\.name)
    )
    self.tenant = tenant
    self.shares = shares
    objectives = Set(shares.values.joined().map(\.identity)).count
    groupsOfCauses = laidOut.count { causes.contains($0.name) }
    ownGroups = laidOut.count { $0.name == MetaAlert.groupName }
    groupsOfObjectives = laidOut.count - groupsOfCauses - ownGroups
    fullest = Self.fullest(of: laidOut)
    packings = GroupRole.allCases.compactMap { role in
      guard let count = tenant.packedGroups(of: role), let own = shares[role] else { return nil }
      let names = (1...count).map { RuleGroup.packedName(of: role, number: $0) }
      let known = Set(names)
      return Self.fullest(of: laidOut.filter { known.contains($0.name) }).map {
        Packing(role: role, groups: count, fullest: $0, shares: own)
      }
    }
  }

  private static func fullest(of groups: [RuleGroup]) -> GroupSize? {
    var fullest: GroupSize?
    for group in groups where group.rules.count > fullest?.rules ?? 0 {
      fullest = GroupSize(name: group.name, rules: group.rules.count)
    }
    return fullest
  }

  // MARK: What would fit

  /// A layout with which the tenant accepts everything, with as few shared groups as fit; nil for
  /// none. What the author states stays where that is enough.
  ///
  /// Reconciliation first: its groups are small, so that more of them share one.
  package var fittingTenant: MimirTenant? {
    let choices: [[GroupRole]] = [[.reconcile], [.long], [.long, .reconcile]]
    for keepsStated in [true, false] {
      for packed in choices {
        if let layout = layout(packing: packed, keepsStated: keepsStated) { return layout }
      }
    }
    return nil
  }

  /// - Parameter packed: the roles whose rules are distributed anew.
  private func layout(packing packed: [GroupRole], keepsStated: Bool) -> MimirTenant? {
    var layout = tenant
    var groups = groupsOfCauses + ownGroups
    for role in GroupRole.allCases {
      let shares = shares[role] ?? []
      let stated = keepsStated ? tenant.packedGroups(of: role) : nil
      let least =
        packed.contains(role)
        ? GroupPacking.leastCount(from: 1, for: shares, rulesPerGroup: tenant.rulesPerGroup) : nil
      let count = stated ?? least
      layout = layout.packing(role, into: count)
      groups += min(count ?? .max, shares.count)
    }
    return groups <= tenant.groupsPerTenant ?? .max ? layout : nil
  }
}

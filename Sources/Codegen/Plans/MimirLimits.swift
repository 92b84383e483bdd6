package import SLODSL

/// What Mimir would refuse, although every rule is right.
extension RulePlan {
  /// Groups with more rules, and more groups, than the tenant accepts.
  package func problems(loadedBy model: Model) -> [Diagnostic] {
    guard let usage = MimirUsage(of: self, for: model) else { return [] }
    let sizes = groups(beyond: usage.tenant, of: model) + usage.packingProblems
    // Groups are counted once it is clear how many there will be.
    return sizes.isEmpty ? usage.tenantProblems : sizes
  }

  /// Groups that are too large by themselves, packed or not.
  private func groups(beyond tenant: MimirTenant, of model: Model) -> [Diagnostic] {
    guard let most = tenant.rulesPerGroup else { return [] }
    return files.flatMap(\.groups).filter { $0.rules.count > most }.map { group in
      .tooManyRules(
        group.rules.count,
        most: most,
        of: group.name,
        at: group.origin ?? tenant.origin,
        tenant
      )
    }
  }
}

extension MimirUsage {
  /// Packed groups that are too large, the fullest of each role.
  fileprivate var packingProblems: [Diagnostic] {
    guard let most = tenant.rulesPerGroup else { return [] }
    return packings.filter { packing in
      // An SLO that is too large by itself has been named.
      packing.fullest.rules > most && packing.shares.allSatisfy { $0.rules <= most }
    }.map { packing in
      .packedTooTightly(
        packing,
        most: most,
        fitting: GroupPacking.leastCount(
          from: packing.groups,
          for: packing.shares,
          rulesPerGroup: most
        ),
        tenant
      )
    }
  }

  fileprivate var tenantProblems: [Diagnostic] {
    guard let most = tenant.groupsPerTenant, groups > most else { return [] }
    return [.tooManyGroups(self, most: most)]
  }

  /// `24 SLOs need 72 groups and slogen's own alerts 1, 73 together`
  package var sum: String {
    var parts = [
      (objectives == 1 ? "1 SLO needs " : "\(objectives) SLOs need ")
        + Self.counted(groupsOfObjectives, "group")
    ]
    if groupsOfCauses > 0 { parts.append("alerts on causes \(groupsOfCauses)") }
    parts.append("slogen's own alerts \(ownGroups)")
    return parts.dropLast().joined(separator: ", ") + " and \(parts[parts.count - 1])"
      + ", \(groups) together"
  }

  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }
}

extension Diagnostic {
  /// SLO5002: Mimir would refuse the group.
  fileprivate static func tooManyRules(
    _ count: Int,
    most: Int,
    of group: String,
    at range: SourceRange?,
    _ tenant: MimirTenant
  ) -> Diagnostic {
    var raised = tenant
    raised.rulesPerGroup = count
    return Diagnostic(
      .SLO5002,
      "\(group) has \(count) rules; Mimir accepts \(most) in a group",
      at: range,
      label: "its rules are planned from this SLO",
      notes: ["rules of a group cannot move to another: they read each other's newest results"],
      help: [
        "use fewer windows, or set ruler_max_rules_per_rule_group: \(count) for the tenant and say"
          + " so: target: \(raised.text)"
      ]
    )
  }

  /// SLO5002: a group that several SLOs share is too large.
  fileprivate static func packedTooTightly(
    _ packing: MimirUsage.Packing,
    most: Int,
    fitting: Int?,
    _ tenant: MimirTenant
  ) -> Diagnostic {
    let argument = packing.role.rawValue + "Groups:"
    let rules = packing.fullest.rules
    let help: String
    if let fitting {
      help = "\(fitting) is the least number from \(packing.groups) on that fits"
    } else {
      help =
        "no number of groups below that of the SLOs fits: leave out \(argument) or set"
        + " ruler_max_rules_per_rule_group: \(rules) for the tenant and rulesPerGroup: \(rules)"
        + " here"
    }
    return Diagnostic(
      .SLO5002,
      "\(packing.fullest.name) has \(rules) rules; Mimir accepts \(most) in a group",
      at: tenant.origin,
      label: "\(MimirUsage.counted(packing.shares.count, "SLO")) share"
        + " \(MimirUsage.counted(packing.groups, "group")) for their \(packing.role.rawValue)"
        + " rules",
      notes: ["which group an SLO is in depends on its name alone, so that they fill unevenly"],
      help: [help],
      fixIts: tenant.rewritten(as: tenant.packing(packing.role, into: fitting))
    )
  }

  /// SLO5005: Mimir would refuse some of the groups.
  fileprivate static func tooManyGroups(_ usage: MimirUsage, most: Int) -> Diagnostic {
    let tenant = usage.tenant
    let raise =
      "set ruler_max_rule_groups_per_tenant: \(usage.groups) for the tenant and groupsPerTenant:"
      + " \(usage.groups) here"
    let fitting = usage.fittingTenant
    return Diagnostic(
      .SLO5005,
      "\(usage.sum); the tenant accepts \(most)",
      at: tenant.origin,
      notes: ["SLOs can share groups for their long rules and for their reconciliation"],
      help: [fitting == nil ? "no packing fits: \(raise)" : "\(raise), or let SLOs share groups"],
      fixIts: fitting.map(tenant.rewritten) ?? []
    )
  }
}

extension MimirTenant {
  /// The edit that writes another layout; none where nothing was written.
  fileprivate func rewritten(as other: MimirTenant) -> [FixIt] {
    guard let origin else { return [] }
    return [FixIt("write \(other.text)", replacing: origin, with: other.text)]
  }
}

package import SLODSL

/// The groups of rules as a tenant of Mimir holds them.
extension RulePlan {
  /// The same rules, some of them in groups of several SLOs, as the tenant's layout says; what SLOs
  /// share stands in slogen's own file. Without such a layout the plan as it is.
  package func packed(for model: Model) -> RulePlan {
    guard let tenant = model.project.mimir else { return self }
    let owners = RuleOwners(of: model)
    let packed = GroupRole.allCases.flatMap { role in
      tenant.packedGroups(of: role).map { groups(of: role, among: $0, owners) } ?? []
    }
    guard !packed.isEmpty else { return self }
    return RulePlan(
      files: files.map { file in
        let own = file.groups.filter { group in
          guard let owner = owners[group] else { return true }
          return tenant.packedGroups(of: owner.role) == nil
        }
        let holdsMeta = own.contains { $0.name == MetaAlert.groupName }
        return RuleFile(
          name: file.name,
          header: file.header,
          groups: own + (holdsMeta ? packed : [])
        )
      }
    )
  }

  private func groups(
    of role: GroupRole,
    among count: Int,
    _ owners: RuleOwners
  ) -> [RuleGroup] {
    var members: [Int: [RuleGroup]] = [:]
    for group in files.flatMap(\.groups) {
      guard let owner = owners[group], owner.role == role else { continue }
      members[GroupPacking.group(of: owner.identity.text, among: count), default: []].append(group)
    }
    return (1...count).compactMap { number in
      members[number].map { RuleGroup(packing: $0, of: role, number: number, owners) }
    }
  }
}

extension RuleGroup {
  /// `slo:long:3`: an SLO's own group has a `/` in its name.
  static func packedName(of role: GroupRole, number: Int) -> String {
    "slo:\(role.rawValue):\(number)"
  }

  /// Whether SLOs share it. Groups of alerts on causes of a service `long` are called
  /// `slo:long:alerts`.
  package var isPacked: Bool {
    let parts = name.split(separator: ":")
    return parts.count == 3 && GroupRole(rawValue: String(parts[1])) != nil && Int(parts[2]) != nil
  }

  /// The rules of groups one after the other: each reads what those of its own SLO recorded.
  fileprivate init(
    packing groups: [RuleGroup],
    of role: GroupRole,
    number: Int,
    _ owners: RuleOwners
  ) {
    let interval = groups.first?.interval ?? .minute
    let names = groups.compactMap { owners[$0]?.identity.text }
    self.init(
      name: Self.packedName(of: role, number: number),
      comment: (["the \(role.rawValue) groups of these SLOs; every \(interval.text)"]
        + names.map { "  " + $0 }).joined(separator: "\n"),
      interval: interval,
      rules: groups.flatMap(\.rules),
      origin: nil
    )
  }
}

/// Whose rules a group holds, and which of them.
struct RuleOwners {
  struct Owner: Hashable {
    let identity: SLOIdentity
    let role: GroupRole
  }

  private let owners: [String: Owner]

  init(of model: Model) {
    let all = model.services.flatMap(\.objectives).flatMap { slo in
      GroupRole.allCases.map { role in
        (role.name(of: slo.identity), Owner(identity: slo.identity, role: role))
      }
    }
    owners = Dictionary(all) { first, _ in first }
  }

  /// Nil for a group that belongs to no SLO.
  subscript(group: RuleGroup) -> Owner? { owners[group.name] }
}

extension MimirTenant {
  /// Among how many groups the rules of a role are distributed; nil where SLOs have their own.
  package func packedGroups(of role: GroupRole) -> Int? {
    switch role {
    // What counts is read by all else of its SLO at the same moment.
    case .counts: nil
    case .long: longGroups
    case .reconcile: reconcileGroups
    }
  }

  /// The same with another number for a role; those of counts stay.
  func packing(_ role: GroupRole, into count: Int?) -> MimirTenant {
    var tenant = self
    switch role {
    case .counts: break
    case .long: tenant.longGroups = count
    case .reconcile: tenant.reconcileGroups = count
    }
    return tenant
  }
}

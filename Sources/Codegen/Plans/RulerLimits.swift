import SLODSL

/// What a ruler would refuse, although every rule is right.
extension RulePlan {
  /// Groups that have more rules than the ruler accepts unless it is told to.
  func groups(beyond profile: RulerProfile) -> [Diagnostic] {
    guard let most = profile.mostRulesOfGroup else { return [] }
    return files.flatMap(\.groups).filter { $0.rules.count > most }.map { group in
      .tooManyRules(group.rules.count, most: most, of: group.name, at: group.origin)
    }
  }
}

extension Diagnostic {
  /// SLO5002: the file loads only where the ruler's limit is raised.
  fileprivate static func tooManyRules(
    _ count: Int,
    most: Int,
    of group: String,
    at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO5002,
      "\(group) has \(count) rules; Mimir accepts \(most) in a group unless it is told otherwise",
      at: range,
      label: "its rules are planned from this SLO",
      notes: ["rules of a group cannot move to another: they read each other's newest results"],
      help: ["set ruler_max_rules_per_rule_group: \(count) for the tenant, or use fewer windows"]
    )
  }
}

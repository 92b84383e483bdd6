package import SLODSL

/// The groups of an SLO that share an objective, and how recorded series of them are selected.
package struct ObjectiveClass: Hashable, Sendable {
  package let objective: GroupObjective
  /// What selects the groups, besides the identity; empty when all groups share the objective.
  package let matchers: [LabelMatcher]

  /// The classes of an SLO: the default first, each group in exactly one of them.
  package static func classes(of slo: ServiceLevelObjective) -> [ObjectiveClass] {
    let named = slo.objectives.compactMap(\.groups)
    return slo.objectives.map { objective in
      if let groups = objective.groups {
        return ObjectiveClass(
          objective: objective,
          matchers: [matcher(groups.dimension, groups.values, isOneOf: true)]
        )
      }
      // All conditions are over one dimension.
      guard let dimension = named.first?.dimension else {
        return ObjectiveClass(objective: objective, matchers: [])
      }
      let others = named.flatMap(\.values)
      return ObjectiveClass(
        objective: objective,
        matchers: [matcher(dimension, others, isOneOf: false)]
      )
    }
  }

  private static func matcher(
    _ dimension: String,
    _ values: [String],
    isOneOf: Bool
  ) -> LabelMatcher {
    if values.count == 1 {
      return LabelMatcher(dimension, isOneOf ? .equal : .notEqual, values[0])
    }
    return LabelMatcher(
      dimension,
      isOneOf ? .matches : .matchesNot,
      RegexText.alternation(of: values)
    )
  }
}

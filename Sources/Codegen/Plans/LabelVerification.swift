import SLODSL

/// Whether alerts have the labels that they are told apart by and that their texts show.
///
/// A template that reads a label which is not there writes an empty text, and nobody notices until
/// the page arrives.
extension RulePlan {
  /// A complaint for each alert that lacks a label; each is a mistake of slogen's.
  var missingLabels: [Diagnostic] {
    files.flatMap { file in
      // The groups of an SLO follow each other and read the series of no other SLO.
      var problems: [Diagnostic] = []
      var groups = file.groups[...]
      while let first = groups.first {
        let own = groups.prefix { $0.owner == first.owner }
        groups = groups.dropFirst(own.count)
        problems += own.missingLabels
      }
      return problems
    }
  }
}

extension RuleGroup {
  /// `slo:checkout/availability` of `slo:checkout/availability:counts`.
  fileprivate var owner: Substring { name[..<(name.lastIndex(of: ":") ?? name.endIndex)] }
}

extension Collection<RuleGroup> {
  fileprivate var missingLabels: [Diagnostic] {
    var recorded = SeriesCatalog([:])
    // The second time, so that series are known to those who read them before they are recorded.
    for _ in 1...2 {
      for case .recording(let rule) in lazy.flatMap(\.rules) {
        recorded.record(
          rule.series,
          LabelInference.type(of: rule.expression, catalog: recorded),
          adding: rule.labels.map(\.name)
        )
      }
    }
    var problems: [Diagnostic] = []
    for group in self {
      for case .alerting(let rule) in group.rules {
        let type = LabelInference.type(of: rule.expression, catalog: recorded)
        guard let label = rule.neededLabels.first(where: { !type.mayHave($0) }) else { continue }
        problems.append(
          .unreadable(
            rule.expression.writtenText,
            of: rule.name,
            because: "its result has no label '\(label)', which the alert needs",
            at: group.origin
          )
        )
      }
    }
    return problems
  }
}

extension AlertRule {
  /// The labels that the result must have: those of the rule itself are there anyway.
  fileprivate var neededLabels: [String] {
    let added = Set(labels.map(\.name))
    return (dimensions + annotations.flatMap(\.text).flatMap { $0.readLabels })
      .filter { !added.contains($0) }
  }
}

extension AlertText {
  /// The labels of the alert that a text shows whatever they are; a text that asks first is right
  /// without them.
  fileprivate var readLabels: [String] {
    switch self {
    case .text, .value, .current: []
    case .label(let label), .labelInURL(let label): [label]
    case .ifLabel(let label, let pieces): pieces.flatMap(\.readLabels).filter { $0 != label }
    case .with(_, let pieces, let otherwise): (pieces + otherwise).flatMap(\.readLabels)
    case .choice(let label, let cases, let otherwise):
      [label] + (cases.flatMap(\.text) + otherwise).flatMap(\.readLabels)
    }
  }
}

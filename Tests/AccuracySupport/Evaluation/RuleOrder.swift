import Codegen
import SLODSL

/// Recording rules in an order in which each comes after those it reads.
struct RuleOrder {
  /// A rule and the group that evaluates it.
  struct Member {
    let rule: RecordingRule
    let group: Int

    /// The recorded series that it reads.
    var inputs: Set<String> { rule.expression.recordedSeries }
    var readsItself: Bool { inputs.contains(rule.series) }
  }

  /// Rules that read each other's results stand together, in the order of their evaluation.
  let components: [[Member]]

  /// - Parameters:
  ///   - wanted: the series that somebody reads; rules that they do not depend on are left out.
  init(of groups: [RuleGroup], for wanted: Set<String>) {
    let all = groups.enumerated().flatMap { index, group in
      group.rules.compactMap(\.recording).map { Member(rule: $0, group: index) }
    }
    let inputs = Dictionary(all.map { ($0.rule.series, $0.inputs) }) { $0.union($1) }
    let reachable = inputs.mapValues { Self.closure(of: $0, over: inputs) }
    let needed = Self.closure(of: wanted, over: inputs)

    var rest = all.filter { needed.contains($0.rule.series) }
    var components: [[Member]] = []
    while let next = rest.first(where: { member in
      // Whatever of the others it reads, directly or not, reads it in turn.
      let own = reachable[member.rule.series] ?? []
      return rest.allSatisfy { other in
        !own.contains(other.rule.series)
          || reachable[other.rule.series]?.contains(member.rule.series) ?? false
      }
    }) {
      let series = next.rule.series
      let own = reachable[series] ?? []
      let isTogether = { (member: Member) in
        member.rule.series == series
          || own.contains(member.rule.series)
            && reachable[member.rule.series]?.contains(series) ?? false
      }
      components.append(rest.filter(isTogether))
      rest.removeAll(where: isTogether)
    }
    self.components = components
  }

  /// The series and all that they are computed from.
  private static func closure(
    of series: Set<String>,
    over inputs: [String: Set<String>]
  ) -> Set<String> {
    var found = series
    var open = Array(series)
    while let next = open.popLast() {
      for input in inputs[next] ?? [] where found.insert(input).inserted { open.append(input) }
    }
    return found
  }
}

extension PromQLExpression {
  /// The names of the series recorded by rules that it reads.
  var recordedSeries: Set<String> {
    Set(selectors.compactMap(\.name).filter { $0.hasPrefix("slo:") })
  }
}

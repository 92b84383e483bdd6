package import SLODSL

/// What becomes of an alert with given labels: the tree as Alertmanager walks it.
extension RoutePlan {
  /// The routes that the alert takes, from the root to the one that sends it.
  package func path(of labels: [Label]) -> [Route] {
    var path = [root]
    while let next = path[path.count - 1].routes.first(where: { $0.matches(labels) }) {
      path.append(next)
    }
    return path
  }

  /// Those who are told.
  package func recipients(of labels: [Label]) -> [Recipient] {
    path(of: labels).last?.receivers ?? []
  }

  /// The names of those who are told, at whatever hour.
  package func receivers(of labels: [Label]) -> [String] {
    recipients(of: labels).map(\.receiver)
  }

  /// The first inhibition by which an alert that fires silences another.
  package func inhibition(of target: [Label], by source: [Label]) -> Inhibition? {
    inhibitions.first { inhibition in
      let matches = { (matchers: [RouteMatcher], labels: [Label]) in
        matchers.allSatisfy { $0.matches(labels) }
      }
      // What matches both sides inhibits nothing that does so too, itself least of all.
      let isTwoSided = { matches(inhibition.sources, $0) && matches(inhibition.targets, $0) }
      return matches(inhibition.sources, source) && matches(inhibition.targets, target)
        && !(isTwoSided(source) && isTwoSided(target))
        && inhibition.equal.allSatisfy { source[$0] == target[$0] }
    }
  }
}

extension Route {
  fileprivate func matches(_ labels: [Label]) -> Bool {
    matchers.allSatisfy { $0.matches(labels) }
  }
}

extension [Label] {
  /// The value of a label; empty when it is absent, which is the same to every matcher.
  package subscript(name: String) -> String {
    first { $0.name == name }?.value ?? ""
  }
}

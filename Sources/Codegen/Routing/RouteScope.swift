import SLODSL

/// SLOs whose alerts of one severity go to the same receivers, and how they are recognised: by
/// their owner where all of the owner's go there, else by their service, else by name.
///
/// A scope matches all of its SLOs and none that goes elsewhere, so scopes stand in any order.
struct RouteScope {
  struct Choice {
    let slo: ServiceLevelObjective
    let receivers: [Recipient]
  }

  let matcher: RouteMatcher
  let receivers: [Recipient]

  /// - Parameters:
  ///   - usual: the receivers that need no scope, since all that is left goes there.
  static func scopes(of choices: [Choice], except usual: [Recipient]) -> [RouteScope] {
    var scopes: [RouteScope] = []
    var rest: [Choice] = []
    for (owner, own) in choices.grouped(by: { $0.slo.owner ?? "" }) {
      if !owner.isEmpty, let receivers = own.common {
        scopes.append(RouteScope(matcher: RouteMatcher("owner", is: owner), receivers: receivers))
      } else {
        rest += own
      }
    }
    var named: [Choice] = []
    for (service, own) in rest.grouped(by: \.slo.identity.service) {
      if let receivers = choices.filter({ $0.slo.identity.service == service }).common {
        let matcher = RouteMatcher("slo_service", is: service)
        scopes.append(RouteScope(matcher: matcher, receivers: receivers))
      } else {
        named += own
      }
    }
    for (receivers, own) in named.grouped(by: \.receivers) {
      let names = own.map(\.slo.identity.text)
      let matcher = RouteMatcher(RecordedSeries.identity, .oneOf(names))
      scopes.append(RouteScope(matcher: matcher, receivers: receivers))
    }
    return scopes.filter { !$0.receivers.isEmpty && $0.receivers != usual }
  }
}

extension [RouteScope.Choice] {
  /// The receivers that all have in common; nil when they differ.
  fileprivate var common: [Recipient]? {
    guard let first, allSatisfy({ $0.receivers == first.receivers }) else { return nil }
    return first.receivers
  }
}

extension Sequence {
  /// The elements with equal keys together, both in the order of their first appearance.
  fileprivate func grouped<Key: Hashable>(
    by key: (Element) -> Key
  ) -> [(key: Key, values: [Element])] {
    var groups: [(key: Key, values: [Element])] = []
    var places: [Key: Int] = [:]
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].values.append(element)
      } else {
        places[key] = groups.count
        groups.append((key, [element]))
      }
    }
    return groups
  }
}

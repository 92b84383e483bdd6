import SLODSL

/// Alerts of one severity that go to the same receivers, and how they are recognised: by their
/// owner where all of the owner's go there, else by their service, else by name.
///
/// A scope matches all of its alerts and none that goes elsewhere, so scopes stand in any order.
struct RouteScope {
  /// Who is told of an SLO, or of an alert on a cause.
  struct Choice {
    let owner: String?
    let service: String
    let name: Name
    let receivers: [Recipient]
  }

  /// What an alert is recognised by where neither owner nor service is enough.
  enum Name: Hashable {
    /// By `slo_id`, which says the service too.
    case objective(SLOIdentity)
    /// By its own name, which other services may use.
    case alert(String)
  }

  let matchers: [RouteMatcher]
  let receivers: [Recipient]

  /// - Parameters:
  ///   - usual: the receivers that need no scope, since all that is left goes there.
  static func scopes(of choices: [Choice], except usual: [Recipient]) -> [RouteScope] {
    var scopes: [RouteScope] = []
    var rest: [Choice] = []
    for (owner, own) in choices.grouped(by: { $0.owner ?? "" }) {
      if !owner.isEmpty, let receivers = own.common {
        scopes.append(
          RouteScope(matchers: [RouteMatcher("owner", is: owner)], receivers: receivers)
        )
      } else {
        rest += own
      }
    }
    var named: [Choice] = []
    for (service, own) in rest.grouped(by: \.service) {
      if let receivers = choices.filter({ $0.service == service }).common {
        let matcher = RouteMatcher("slo_service", is: service)
        scopes.append(RouteScope(matchers: [matcher], receivers: receivers))
      } else {
        named += own
      }
    }
    for (receivers, own) in named.grouped(by: \.receivers) {
      scopes += own.named.map { RouteScope(matchers: $0, receivers: receivers) }
    }
    return scopes.filter { !$0.receivers.isEmpty && $0.receivers != usual }
  }
}

extension [RouteScope.Choice] {
  /// Matchers for each service, or for all SLOs together.
  fileprivate var named: [[RouteMatcher]] {
    var objectives: [String] = []
    var alerts: [Self.Element] = []
    for choice in self {
      switch choice.name {
      case .objective(let identity): objectives.append(identity.text)
      case .alert: alerts.append(choice)
      }
    }
    let ofObjectives =
      objectives.isEmpty ? [] : [[RouteMatcher(RecordedSeries.identity, .oneOf(objectives))]]
    return ofObjectives
      + alerts.grouped(by: \.service).map { service, choices in
        let names = choices.compactMap { choice in
          if case .alert(let name) = choice.name { name } else { nil }
        }
        return [RouteMatcher("slo_service", is: service), RouteMatcher("alertname", .oneOf(names))]
      }
  }

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

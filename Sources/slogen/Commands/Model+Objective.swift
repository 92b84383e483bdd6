import SLODSL

/// What was asked for is not there.
struct UnknownObjective: Error, Hashable, Sendable {
  /// A lower-case sentence without a full stop.
  let message: String
}

extension UnknownObjective {
  /// A name that none of the SLOs has.
  fileprivate init(_ name: String, among names: [String]) {
    let shown = DisplayWidth.printable(name)
    if let near = EditDistance.nearest(to: name, among: names) {
      message = "no SLO is called '\(shown)'; did you mean '\(near)'?"
      return
    }
    let known = names.isEmpty ? "there is none" : "there are " + names.joined(separator: ", ")
    message = "no SLO is called '\(shown)'; \(known)"
  }
}

extension Model {
  /// The SLO that is called `service/slo`.
  ///
  /// - Parameter services: what could have been named as well.
  func objective(
    named name: String,
    orService services: [String] = []
  ) throws(UnknownObjective) -> ServiceLevelObjective {
    let all = self.services.flatMap(\.objectives)
    if let slo = all.first(where: { $0.identity.text == name }) { return slo }
    throw UnknownObjective(name, among: services + all.map(\.identity.text))
  }

  /// The alert on a cause that is called `service/name`.
  func cause(named name: String) -> CauseAlert? {
    services.flatMap(\.causes).first { $0.text == name }
  }

  /// The SLOs that are called `service/slo` or belong to a service, in the model's order; all of
  /// them where nothing is named.
  func objectives(
    named names: [String]
  ) throws(UnknownObjective) -> [ServiceLevelObjective] {
    let all = services.flatMap(\.objectives)
    let known = services.filter { !$0.objectives.isEmpty }.map(\.name) + all.map(\.identity.text)
    for name in names where !known.contains(name) {
      throw UnknownObjective(name, among: known)
    }
    return all.filter { slo in
      names.isEmpty || names.contains(slo.identity.text) || names.contains(slo.identity.service)
    }
  }
}

extension ServiceLevelObjective {
  /// The objective of the group that has these labels; without any, the one of all other groups.
  func objective(ofGroup labels: [Label]) throws(UnknownObjective) -> GroupObjective {
    for label in labels where !dimensions.contains(label.name) {
      let shown = DisplayWidth.printable(label.name)
      let known =
        dimensions.isEmpty
        ? "it has no groups" : "its groups differ in " + dimensions.joined(separator: ", ")
      let near = EditDistance.nearest(to: label.name, among: dimensions)
      throw UnknownObjective(
        message: "\(identity.text) has no label '\(shown)' in its 'by:'; "
          + (near.map { "did you mean '\($0)'?" } ?? known)
      )
    }
    let own = objectives.first { objective in
      guard let groups = objective.groups else { return false }
      return labels.contains { $0.name == groups.dimension && groups.values.contains($0.value) }
    }
    guard let chosen = own ?? objectives.first(where: { $0.groups == nil }) ?? objectives.first
    else { throw UnknownObjective(message: "\(identity.text) has no objective") }
    return chosen
  }
}

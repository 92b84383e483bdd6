package import SLODSL

/// Whether everything that is generated stays within the project's limits.
package enum CostLimitReview {
  /// Contributors that a message names.
  private static let shown = 3

  /// By the catalogs alone: the same specs give the same answer wherever they are compiled.
  package static func problems(in model: Model) -> [Diagnostic] {
    guard !model.project.limits.isEmpty else { return [] }
    let report = CostPlan.plan(for: model).report()
    return model.project.limits.compactMap { limit in
      let sum = report.sum(of: limit.subject)
      if sum.known > limit.most {
        return .limitExceeded(
          limit,
          sum,
          largest: report.contributors(to: limit.subject).prefix(shown).map(\.text),
          help: report.remedies(of: limit.subject, in: model.project)
        )
      }
      guard !sum.isComplete else { return nil }
      return .limitNotChecked(limit, sum, unknown: report.unknownNames(of: limit.subject))
    }
  }
}

extension CostReport {
  fileprivate struct Contributor {
    let amount: ExactNumber
    let text: String
  }

  /// The largest first; of equals, the one that the specs name first.
  fileprivate func contributors(to subject: CostLimit.Subject) -> [Contributor] {
    let all: [Contributor] =
      switch subject {
      case .series: lines.map { $0.contributor($0.series, "series") }
      case .samples: lines.map { $0.contributor($0.samples, "samples a minute") }
      case .podHours:
        autoscalers.map { autoscaler in
          Contributor(
            amount: ExactNumber(autoscaler.podHours),
            text: "\(autoscaler.service): \(autoscaler.workload.name), \(autoscaler.podHours)"
              + " pod-hours of \(autoscaler.replicas.upperBound) pods"
          )
        }
      }
    return all.filter { $0.amount > .zero }.enumerated()
      .sorted { ($1.element.amount, $0.offset) < ($0.element.amount, $1.offset) }
      .map(\.element)
  }

  /// What makes it cheaper, as far as it has not been done yet.
  fileprivate func remedies(of subject: CostLimit.Subject, in project: Project) -> [String] {
    guard subject != .podHours else { return ["lower the most replicas, or raise the limit"] }
    let slos = lines.compactMap(\.objective)
    var remedies: [String] = []
    if slos.contains(where: { $0.recording == .full && !$0.dimensions.isEmpty }) {
      remedies.append("recording: .compact for SLOs with many groups")
    }
    if slos.contains(where: { !$0.dimensions.isEmpty }) {
      remedies.append("fewer labels in 'by:'")
    }
    if project.reconciles { remedies.append("accuracy: .standard in the project") }
    remedies.append("or a higher limit")
    return [remedies.joined(separator: ", "), "slogen cost lists what each SLO needs"]
  }

  /// What has to be known to check a limit in full.
  fileprivate func unknownNames(of subject: CostLimit.Subject) -> [String] {
    let groups = lines.filter { $0.groups == nil }.map { "groups of \($0.name)" }
    guard subject == .samples else { return groups }
    return groups
      + unknownReadings.map { "series of " + PromQLExpression.selector($0.selector).text }
  }
}

extension CostReport.Line {
  fileprivate var objective: ServiceLevelObjective? {
    if case .objective(let slo) = rules.subject { slo } else { nil }
  }

  fileprivate func contributor(_ sum: CostSum, _ noun: String) -> CostReport.Contributor {
    let count = groups.map { " in \($0.count) groups" } ?? " in groups that nobody counts"
    let isGrouped = rules.groups != nil
    return .init(
      amount: sum.known,
      text: "\(name): \(sum.text) \(noun)" + (isGrouped ? count : "")
    )
  }
}

extension Diagnostic {
  /// SLO5003: more than the project allows, even without what nobody knows.
  fileprivate static func limitExceeded(
    _ limit: CostLimit,
    _ sum: CostSum,
    largest: [String],
    help: [String]
  ) -> Diagnostic {
    let unit = limit.subject.unitText
    return Diagnostic(
      .SLO5003,
      "\(limit.subject.noun) \(sum.text)\(unit), which is more than"
        + " \(limit.most.countText)\(unit)",
      at: limit.origin,
      notes: ["the largest:"] + largest,
      help: help
    )
  }

  /// SLO5004: what is known is within the limit, and not all is known.
  fileprivate static func limitNotChecked(
    _ limit: CostLimit,
    _ sum: CostSum,
    unknown: [String]
  ) -> Diagnostic {
    let shown = unknown.prefix(3).joined(separator: ", ")
    let more = unknown.count > 3 ? " and \(unknown.count - 3) more" : ""
    return Diagnostic(
      .SLO5004,
      "the limit of \(limit.subject.rawValue) is checked for what catalogs count only: \(sum.text)",
      at: limit.origin,
      notes: ["nobody says how many there are: \(shown)\(more)"],
      help: ["declare 'cardinality:' in the catalog; slogen cost lists what is missing"]
    )
  }
}

extension CostLimit.Subject {
  fileprivate var noun: String {
    switch self {
    case .series: "the series that rules record are"
    case .samples: "the samples that rules read are"
    case .podHours: "the pod-hours of the most replicas are"
    }
  }
}

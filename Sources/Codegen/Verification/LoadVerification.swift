import SLODSL

/// Whether load tests judge as the rules do.
extension FolderVerification {
  mutating func verifyLoads() {
    for plan in plans.loads {
      let path = K6Backend.path(of: plan)
      guard let file = files.loads.first(where: { $0.path == path }) else {
        add(path, "the specs ask for the load test \(plan.load.name), and it is missing")
        continue
      }
      guard let document = file.document else {
        add(path, "the plan of the load test is not as slogen writes it")
        continue
      }
      for objective in plan.objectives {
        verify(objective, of: plan, in: document, at: path)
      }
      let known = Set(plan.objectives.map { JSON.text($0.suffix) })
      for other in document["objectives"]?.elements ?? []
      where !known.contains(other["metric"] ?? .null) {
        add(path, "judges \(other["slo"]?.text ?? "something"), which no spec asks for")
      }
    }
    let paths = Set(plans.loads.map(K6Backend.path))
    for file in files.loads where !paths.contains(file.path) {
      add(file.path, "no spec asks for this load test")
    }
  }

  private mutating func verify(
    _ objective: LoadObjective,
    of plan: LoadPlan,
    in document: JSON,
    at path: String
  ) {
    let name = objective.covered.text
    let entry = (document["objectives"]?.elements ?? []).first {
      $0["metric"]?.text == objective.suffix && $0["slo"]?.text == objective.covered.identity.text
    }
    guard let entry else {
      add(path, "does not judge \(name), which the specs ask for")
      return
    }
    verifyObjective(of: entry, objective, at: path)
    verifyBound(of: entry, objective, allowance: plan.load.allowance, at: path)
    for (key, statuses) in objective.statuses where entry[key] != statuses {
      add(path, "\(name) has other \(key) statuses than its indicator")
    }
    for profile in document["profiles"]?.elements ?? [] {
      for scenario in profile["scenarios"]?.elements ?? [] {
        verifyThresholds(of: scenario, judgedBy: entry, name, at: path)
      }
    }
  }

  /// The objective is that of the specs, and the rules record it.
  private mutating func verifyObjective(
    of entry: JSON,
    _ objective: LoadObjective,
    at path: String
  ) {
    let covered = objective.covered
    let ratio = covered.objective.ratio
    let stated = entry["objective"]?.number
    if stated != ratio {
      let text = stated?.percentText ?? "nothing"
      add(path, "\(covered.text) is judged by \(text), and its objective is \(ratio.percentText)")
    }
    let recorded = numbers(recordedAs: RecordedSeries.objective, of: covered.identity)
    if let stated, !recorded.isEmpty, !recorded.contains(stated) {
      add(path, "\(covered.text) is judged by \(stated.percentText), which no rule records")
    }
    if entry["events"]?.integer != covered.sampleSize {
      add(path, "\(covered.text) takes \(covered.sampleSize) events to be shown")
    }
  }

  /// The bound is the bucket that the rules count, and what the network may add.
  private mutating func verifyBound(
    of entry: JSON,
    _ objective: LoadObjective,
    allowance: Duration,
    at path: String
  ) {
    let covered = objective.covered
    let stated = entry["milliseconds"]?.number
    guard let bound = objective.bound, let stated else {
      if stated != objective.bound { add(path, "\(covered.text) is not judged by time as it is") }
      return
    }
    let bucket = stated - allowance.seconds * ExactNumber(1000)
    let counted = buckets(of: covered.identity)
    let isCounted = counted.isEmpty || counted.contains(bucket)
    if stated != bound || !isCounted {
      add(
        path,
        "\(covered.text) is judged by \(bucket.decimalText) ms, which is not the bucket that"
          + " rules count"
      )
    }
  }

  /// A scenario's thresholds are those of its objective, and none passes without events.
  private mutating func verifyThresholds(
    of scenario: JSON,
    judgedBy entry: JSON,
    _ name: String,
    at path: String
  ) {
    let metric = entry["metric"]?.text ?? ""
    let title = scenario["name"]?.text ?? ""
    let rules = { (prefix: String) in
      (scenario["thresholds"]?.elements ?? []).filter {
        $0["metric"]?.text == "\(prefix)\(metric){scenario:\(title)}"
      }
    }
    let good = rules("slo_good_")
    guard !good.isEmpty else { return }
    let place = "in \(title)"
    let share = entry["objective"]?.number ?? .zero
    if !good.contains(where: { $0["rule"]?.text == "rate>=\(share.decimalText)" }) {
      add(path, "no threshold \(place) is the objective of \(name)")
    }
    let counts = rules("slo_events_").compactMap { $0["rule"]?.text }
    if counts != ["count>=\(entry["events"]?.integer ?? 0)"] {
      add(path, "\(name) may pass \(place) without enough events")
    }
    guard let bound = entry["milliseconds"]?.number else { return }
    for rule in rules("slo_duration_").compactMap({ $0["rule"]?.text }) {
      let level = (share * ExactNumber(100)).decimalText
      if rule != "p(\(level))<=\(bound.decimalText)" {
        add(path, "the percentile of \(name) \(place) is not its objective")
      }
    }
  }

  // MARK: What the rules say

  /// The numbers in the rules that record a series of an SLO.
  private func numbers(
    recordedAs series: String,
    of identity: SLOIdentity
  ) -> Set<ExactNumber> {
    var numbers: Set<ExactNumber> = []
    for rule in files.rules where rule.subject == "rule \(series) of \(identity.text)" {
      rule.expression.visit { part in
        guard case .number = part, let number = ExactNumber(decimal: part.text.utf8) else { return }
        numbers.insert(number)
      }
    }
    return numbers
  }

  /// The bounds of the buckets that the rules of an SLO read, in milliseconds; none for a native
  /// histogram, which has no buckets to name.
  private func buckets(of identity: SLOIdentity) -> Set<ExactNumber> {
    let unit = objectives.first { $0.identity == identity }.flatMap { slo in
      model.metrics.first { slo.indicator.metrics.contains($0.name) }?.unit
    }
    let scale =
      switch unit {
      case .milliseconds: ExactNumber.one
      case .microseconds: ExactNumber(1, over: 1000)
      default: ExactNumber(1000)
      }
    var bounds: Set<ExactNumber> = []
    for rule in files.rules where rule.subject.hasSuffix(" of \(identity.text)") {
      for matcher in rule.expression.selectors.flatMap(\.matchers) where matcher.label == "le" {
        let first = matcher.value.split(separator: "|").first ?? ""
        guard let number = ExactNumber(decimal: first.utf8) else { continue }
        bounds.insert(number * scale)
      }
    }
    return bounds
  }
}

extension LoadObjective {
  /// The statuses that an entry of the plan must state; null for none.
  fileprivate var statuses: [(key: String, statuses: JSON?)] {
    let json = { (set: StatusSet) -> JSON? in
      set == .all
        ? nil : .array(set.ranges.map { [.integer($0.lowerBound), .integer($0.upperBound)] })
    }
    return switch covered.judgement {
    case .status(let bad, let counted): [("bad", json(bad)), ("counted", json(counted))]
    case .expectation: [("bad", nil), ("counted", nil)]
    case .latency(_, _, let counted): [("bad", nil), ("counted", json(counted))]
    }
  }
}

extension JSON {
  fileprivate var number: ExactNumber? {
    if case .number(let number) = self { number } else { nil }
  }
}

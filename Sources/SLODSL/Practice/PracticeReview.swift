/// What is said of a service.
package struct PracticeFinding: Sendable {
  package let diagnostic: Diagnostic
  /// Where the service is declared, which may be far from an SLO of a template.
  package let service: SourceRange?

  package init(_ diagnostic: Diagnostic, of service: SourceRange?) {
    self.diagnostic = diagnostic
    self.service = service
  }
}

/// What is right in a model and unwise in practice.
///
/// Only sound models are reviewed: beside an error, advice is noise. Each finding can be silenced
/// with `allow:` where it stands.
package struct PracticeReview {
  let model: Model
  private var findings: [Diagnostic] = []

  package static func findings(in model: Model) -> [PracticeFinding] {
    secrets(of: model)
      + model.services.flatMap { service in
        var review = PracticeReview(model: model)
        review.reviewResponsibility(of: service)
        for objective in service.objectives {
          review.reviewBudget(of: objective)
          review.reviewAlerts(of: objective)
          review.reviewTraffic(of: objective)
          review.reviewCost(of: objective)
        }
        for load in service.loads {
          review.reviewSampleSize(of: load)
          review.reviewRate(of: load, in: service)
        }
        for scaler in service.autoscalers { review.reviewFewestPods(of: scaler, in: service) }
        for alert in service.causes { review.review(alert, of: service) }
        return review.findings.map { PracticeFinding($0, of: service.origin) }
      }
  }

  private init(model: Model) {
    self.model = model
  }
}

// MARK: Who is told

extension PracticeReview {
  /// Paths that mean another file wherever the Alertmanager is started.
  private static func secrets(of model: Model) -> [PracticeFinding] {
    // In a cluster a path only names a Secret and its key.
    let isRead = model.project.routeForms.contains { [.configuration, .fragment].contains($0) }
    guard isRead else { return [] }
    return model.receivers.flatMap { receiver in
      receiver.kind.arguments.filter { $0.form == .file }.compactMap { argument in
        guard let path = receiver[argument.name], !path.hasPrefix("/") else { return nil }
        return PracticeFinding(.relativeSecret(path, argument.name, of: receiver), of: nil)
      }
    }
  }
}

// MARK: Who answers

extension PracticeReview {
  /// Nobody to route to, and nothing to read at night.
  private mutating func reviewResponsibility(of service: Service) {
    for (name, origin) in lacking(\.owner, in: service) {
      findings.append(.withoutOwner(name, at: origin))
    }
    guard model.project.runbooks == nil else { return }
    for (name, origin) in lacking(\.runbook, in: service, where: \.pages) {
      findings.append(.pageWithoutRunbook(name, at: origin))
    }
  }

  /// The service when all of its SLOs lack something, else those that do.
  private func lacking(
    _ setting: KeyPath<ServiceLevelObjective, String?>,
    in service: Service,
    where isConcerned: (ServiceLevelObjective) -> Bool = { _ in true }
  ) -> [(name: String, origin: SourceRange)] {
    let concerned = service.objectives.filter(isConcerned)
    let lacking = concerned.filter { $0[keyPath: setting] == nil }
    if lacking.count == concerned.count, !lacking.isEmpty {
      return [(service.name, service.origin)]
    }
    return lacking.map { ($0.identity.text, $0.origin) }
  }

  /// What is said of an alert on a cause.
  private mutating func review(_ alert: CauseAlert, of service: Service) {
    let isTold = alert.severity != .info
    // Where all SLOs lack something it has been said of the service.
    let isAlone = { (setting: KeyPath<ServiceLevelObjective, String?>) in
      service.objectives.isEmpty || service.objectives.contains { $0[keyPath: setting] != nil }
    }
    if isTold, alert.owner == nil, isAlone(\.owner) {
      findings.append(.withoutOwner(alert.text, at: alert.origin))
    }
    if alert.severity == .page, alert.runbook == nil, model.project.runbooks == nil,
      isAlone(\.runbook)
    {
      findings.append(.pageWithoutRunbook(alert.text, at: alert.origin))
    }
    for span in alert.condition.rateSpans where span < alert.scrape * 4 {
      findings.append(.windowOfFewScrapes(span, alert.scrape, at: alert.origin))
    }
    guard alert.severity == .page,
      let covering = service.objectives.first(where: {
        $0.pages && !$0.indicator.metrics.isDisjoint(with: alert.condition.metrics)
      })
    else { return }
    findings.append(.pageBesideObjective(alert, covering))
  }
}

extension ServiceLevelObjective {
  /// Whether it may wake somebody.
  fileprivate var pages: Bool {
    objectives.contains { $0.pairs.contains { $0.severity == .page } }
  }
}

// MARK: What the numbers allow

extension PracticeReview {
  /// Budgets that are spent before anybody can know, and bounds that nothing lies beyond.
  private mutating func reviewBudget(of slo: ServiceLevelObjective) {
    // A total outage pages when the second evaluation has seen it and its scrapes have settled.
    let detection = slo.timing.interval * 2 + slo.timing.settle
    for objective in slo.objectives {
      let budget = objective.budget * slo.window.duration.seconds
      guard budget < detection.seconds else { continue }
      findings.append(
        .budgetBeforePage(objective, of: slo, budget: budget, detection: detection)
      )
    }
    guard case .latency(let latency) = slo.indicator,
      let metric = model.metrics.first(where: { $0.name == latency.histogram }),
      let last = metric.buckets.last, last.bound == latency.bound, metric.buckets.count > 1
    else { return }
    findings.append(.boundAtLastBucket(latency, of: slo, declared: last.origin))
  }

  /// Windows that hold too little to be judged.
  private mutating func reviewAlerts(of slo: ServiceLevelObjective) {
    let interval = slo.timing.interval
    var seen: Set<Duration> = []
    for pair in slo.objectives.flatMap(\.pairs) where seen.insert(pair.short).inserted {
      let place = pair.origin ?? slo.origin
      if pair.short < interval * 2 {
        findings.append(.alertShorterThanEvaluation(pair.short, interval: interval, at: place))
      } else if pair.short < slo.timing.scrape * 4 {
        findings.append(.windowOfFewScrapes(pair.short, slo.timing.scrape, at: place))
      }
    }
    for case .alert(let after, _) in slo.noData where after < interval * 2 {
      findings.append(.alertShorterThanEvaluation(after, interval: interval, at: slo.origin))
    }
  }

  /// Objectives that so few events cannot tell, and alerts that so few events cannot carry.
  private mutating func reviewTraffic(of slo: ServiceLevelObjective) {
    guard let rate = slo.eventRate else { return }
    for objective in slo.objectives {
      let events = rate * slo.window.duration.seconds
      let budget = events * objective.budget
      if budget < slo.fewestErrors {
        findings.append(.trafficTooLow(objective, of: slo, events: events, budget: budget))
        continue
      }
      guard slo.traffic != nil else { continue }
      let starved = objective.pairs.filter {
        rate * $0.long.seconds * objective.budget * $0.factor < slo.minimumErrors
      }
      if !starved.isEmpty {
        findings.append(.alertsStarved(starved, of: slo, objective: objective, rate: rate))
      }
    }
  }
}

extension ServiceLevelObjective {
  /// Events a second: as declared, or the slices of a sample. Nil where nobody knows.
  fileprivate var eventRate: ExactNumber? {
    if let traffic { return traffic }
    guard case .samples = indicator else { return nil }
    return .one / timing.interval.seconds
  }

  /// Errors that the budget must hold to be a budget at all.
  fileprivate var fewestErrors: ExactNumber {
    traffic == nil ? .one : max(.one, minimumErrors)
  }
}

// MARK: What load tests prove

extension PracticeReview {
  /// Runs that send too little to show what they cover.
  private mutating func reviewSampleSize(of load: LoadTest) {
    let held = load.profiles.filter { $0.kind == .baseline || $0.kind == .soak }
    for covered in load.covered {
      let rate = load.rate * load.share { $0.covers.contains(covered) }
      let short = held.first {
        rate * $0.duration.seconds < ExactNumber(covered.sampleSize)
      }
      guard let short else { continue }
      findings.append(.loadTooShort(load, short, covered, rate: rate))
    }
  }
}

// MARK: What load tests ask for

extension PracticeReview {
  /// Runs that ask for more than the autoscaler may add pods for, and those that ask for too little
  /// to say anything about an ordinary day or about the end.
  private mutating func reviewRate(of load: LoadTest, in service: Service) {
    if let scaler = scaler(of: load, in: service), let capacity = scaler.carrying {
      let share = load.share { $0.method != .socket }
      // Where nothing is promised above the rate, it is promised again behind it.
      let isHeld = load.profiles.contains { ![.smoke, .breakpoint].contains($0.kind) }
      if isHeld, let ceiling = scaler.ceiling, load.rate * share > ceiling {
        findings.append(.loadBeyondCeiling(load, load.rate * share, scaler, capacity))
      }
      let carried = capacity.bound * ExactNumber(scaler.replicas.upperBound)
      if let last = load.profiles.first(where: { $0.kind == .breakpoint }),
        last.peak * share <= carried
      {
        findings.append(.breakpointWithinCapacity(load, last.peak * share, scaler, carried))
      }
    }
    guard load.profiles.contains(where: { $0.kind != .smoke }) else { return }
    let mild = load.covered.compactMap { covered -> (CoveredObjective, Traffic)? in
      let slo = service.objectives.first { $0.identity == covered.identity }
      let rate = load.rate * load.share { $0.covers.contains(covered) }
      guard let usual = slo?.traffic, rate < usual else { return nil }
      return (covered, (rate, usual))
    }
    // Whoever mends the mildest mends the others.
    let mildest = mild.min { $0.1.rate / $0.1.usual < $1.1.rate / $1.1.usual }
    if let (covered, traffic) = mildest {
      findings.append(
        .loadBelowTraffic(load, covered, rate: traffic.rate, usual: traffic.usual)
      )
    }
  }

  private typealias Traffic = (rate: ExactNumber, usual: ExactNumber)

  /// The autoscaler whose pods answer a load: it follows what a covered SLO counts, or is the only
  /// one of the service that follows requests.
  private func scaler(of load: LoadTest, in service: Service) -> Autoscaler? {
    let scalers = service.autoscalers.filter { $0.carrying?.quantityUnit == .eventRate }
    let covered = Set(load.covered.map(\.identity))
    let counted = service.objectives.filter { covered.contains($0.identity) }
      .reduce(into: Set<String>()) { $0.formUnion($1.indicator.metrics) }
    let sharing = scalers.filter { scaler in
      guard case .rate(let selections)? = scaler.carrying?.measure else { return false }
      return selections.contains { counted.contains($0.metric) }
    }
    if let first = sharing.first { return sharing.count == 1 ? first : nil }
    return scalers.count == 1 ? scalers.first : nil
  }
}

// MARK: What may be away

extension PracticeReview {
  /// One pod is none while it is moved; what waits for pods waits.
  private mutating func reviewFewestPods(of scaler: Autoscaler, in service: Service) {
    let isAsked = scaler.capacities.isEmpty || scaler.carrying != nil
    guard scaler.replicas.lowerBound == 1, isAsked, !service.objectives.isEmpty else { return }
    findings.append(.onePod(scaler, in: service))
  }
}

// MARK: What is recorded

extension PracticeReview {
  /// Above so many groups a server feels every series that is recorded for each of them.
  private static let manyGroups = 500

  private mutating func reviewCost(of slo: ServiceLevelObjective) {
    let groups = declaredGroups(of: slo)
    guard slo.recording == .full, groups > Self.manyGroups else { return }
    findings.append(.manyGroups(groups, of: slo))
  }

  /// The combinations of values that are declared for the labels of `by:`; a label whose values
  /// nobody listed counts as one.
  private func declaredGroups(of slo: ServiceLevelObjective) -> Int {
    let metrics = model.metrics.filter { slo.indicator.metrics.contains($0.name) }
    return slo.dimensions.reduce(1) { product, dimension in
      let counts = metrics.compactMap { metric in
        metric.cardinality.values(of: dimension)
          ?? metric.labels.first { $0.name == dimension }?.domain.count
      }
      let (groups, overflows) = product.multipliedReportingOverflow(by: counts.max() ?? 1)
      return overflows ? .max : groups
    }
  }
}

extension AlertCondition {
  /// The ranges of the rates that it asks.
  fileprivate var rateSpans: [Duration] {
    switch self {
    case .comparison(let comparison):
      comparison.left.query.rateSpans + comparison.right.query.rateSpans
    case .absent, .promQL: []
    case .both(let one, let other), .either(let one, let other): one.rateSpans + other.rateSpans
    }
  }
}

extension MetricQuery {
  fileprivate var rateSpans: [Duration] {
    switch self {
    case .rate(_, let span, _), .ratio(_, _, let span, _), .quantile(_, _, _, let span, _):
      span.map { [$0] } ?? []
    case .arithmetic(_, let left, let right): left.rateSpans + right.rateSpans
    case .increase, .overTime, .prediction, .gauge, .number, .promQL: []
    }
  }
}

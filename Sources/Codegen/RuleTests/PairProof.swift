import SLODSL

/// Courses of events in which each burn-rate pair of a severity fires alone, so that none covers
/// for another that is broken.
///
/// Amounts are what is spent, in intervals at exactly the budget: a pair holds once errors exceed
/// the amount F · L and while the short window burns faster than F.
///
/// 1. A fast burn spends a little less than the slower pair's amount. Only the faster pair fires,
///    or none where their amounts are equal.
/// 2. When the faster pair's short window has forgotten it, a slow burn spends the rest and a bit
///    more: only the slower pair fires, until its short window has forgotten the first burn.
/// 3. Where the faster pair has not been alone yet: errors in thin traffic, which burn fast in its
///    short window but not in the longer one of the slower pair.
///
/// A pair that is not alone in it, as a third one, gets a steady burn just below the next faster
/// factor.
struct PairProof {
  private let tested: TestedObjective
  private let severity: AlertSeverity
  /// The fastest first.
  private let pairs: [BurnRatePair]

  /// Longer courses are not simulated.
  private static let longest = Duration.hours(30)
  /// Traffic is thinned by this factor.
  private static let thinning = 10

  init(_ tested: TestedObjective, severity: AlertSeverity) {
    self.tested = tested
    self.severity = severity
    pairs = tested.formulas.pairs(of: severity).sorted { $0.factor > $1.factor }
  }

  /// None that proves nothing, and none that would take too long.
  var courses: [Scenario.Course] {
    var courses: [Scenario.Course] = []
    var unproven = pairs
    let ladder = zip(pairs, pairs.dropFirst()).map(twoBurns)
    let stories = (pairs.count == 1 ? pairs.map(oneBurn) : ladder) + pairs.map(steadyBurn)
    for story in stories.compactMap(\.self) {
      let evidence = evidence(in: story)
      guard evidence.contains(where: { unproven.contains($0.pair) }) else { continue }
      unproven.removeAll { pair in evidence.contains { $0.pair == pair } }
      courses.append(story.course(note: note(evidence)))
    }
    return courses
  }

  // MARK: Evidence

  /// A pair without which an alert would not fire when it does.
  private struct Evidence {
    let pair: BurnRatePair
    /// The number of the burn that precedes it.
    let burn: Int
  }

  /// The pairs that are alone at the beginning or end of an alert.
  private func evidence(in story: Story) -> [Evidence] {
    let simulation = tested.simulate([story.traffic])
    let timeline = simulation.firing(severity)
    let stretches = timeline.stretches.compactMap(\.certain)
    return pairs.compactMap { pair in
      let others = simulation.formulas.without(pair)
      let rest = BurnRateSimulation(formulas: others, counts: simulation.counts).firing(severity)
      let alone = stretches.first { certain in
        rest.states[certain.lowerBound] == .no
          || rest.states[timeline.lastEvaluation(in: certain)] == .no
      }
      guard let alone,
        let burn = story.incidents.lastIndex(where: { $0.onset < alone.lowerBound })
      else { return nil }
      return Evidence(pair: pair, burn: burn)
    }
  }

  private func note(_ evidence: [Evidence]) -> String {
    let places = ["first", "second", "third"]
    return evidence.map { evidence in
      let pair = evidence.pair
      return "\(pair.factor.roundText)x over \(pair.long.text) and \(pair.short.text) fires alone"
        + " after the \(places[min(evidence.burn, places.count - 1)]) burn"
    }.joined(separator: ", ")
  }

  // MARK: Stories

  private func oneBurn(_ pair: BurnRatePair) -> Story? {
    var story = Story(tested)
    story.burn(amount(of: pair) * ExactNumber(13, over: 10), ticks: 5 * resolution)
    story.wait(tested.ticks(pair.short) + aftermath)
    return story.isShort(enough: Self.longest) ? story : nil
  }

  private func twoBurns(_ fast: BurnRatePair, _ slow: BurnRatePair) -> Story? {
    guard fast.short < slow.short else { return nil }
    var story = Story(tested)
    let margin = margin(of: fast)
    let forgotten = story.burn(amount(of: slow) - margin, ticks: 5 * resolution)
    story.wait(tested.ticks(fast.short) + aftermath)
    story.burn(margin * ExactNumber(2), below: quietRate(besides: fast), ticks: 3 * resolution)
    let end = forgotten + tested.ticks(slow.short) + resolution
    if amount(of: fast) > amount(of: slow) - margin {
      story.wait(through: end - tested.ticks(fast.short))
      story.thin(by: Self.thinning)
      story.wait(through: max(end, story.traffic.ticks) + aftermath)
      burnInThinTraffic(fast, in: &story)
    } else {
      story.wait(through: end + aftermath)
    }
    return story.isShort(enough: Self.longest) ? story : nil
  }

  /// Detected after two and a half evaluations, where the budget allows so many errors.
  private func burnInThinTraffic(_ pair: BurnRatePair, in story: inout Story) {
    let needed = pair.factor * ticks(pair.short)
    let wanted = needed / ExactNumber(resolution) * ExactNumber(2, over: 5)
    let rate = min(wanted, ExactNumber(19, over: 20) / tested.objective.budget)
    story.burn(at: rate, ticks: (needed / rate * ExactNumber(3, over: 2)).roundedUp + resolution)
  }

  /// A burn that the next faster pair does not see.
  private func steadyBurn(_ pair: BurnRatePair) -> Story? {
    guard let faster = pairs.last(where: { $0.factor > pair.factor }) else { return nil }
    let rate = faster.factor * ExactNumber(19, over: 20)
    guard rate > pair.factor else { return nil }
    var story = Story(tested)
    let detection = (amount(of: pair) / rate).roundedUp
    guard tested.grid.time(ofTick: detection) < Self.longest else { return nil }
    story.burn(at: rate, ticks: detection + 3 * resolution)
    return story
  }

  // MARK: Amounts

  /// What the pair's short window tolerates, a part of it.
  private func margin(of pair: BurnRatePair) -> ExactNumber {
    pair.factor * ticks(pair.short) * ExactNumber(3, over: 20)
  }

  /// A rate that neither pages, unless it is about pages, nor burns fast for a pair that is faster.
  private func quietRate(besides pair: BurnRatePair) -> ExactNumber? {
    let faster = pairs.filter { $0.factor > pair.factor }
    let paging = severity == .page ? [] : tested.formulas.pairs(of: .page)
    let slowest = (faster + paging).map(\.factor).min()
    return slowest.map { $0 * ExactNumber(9, over: 10) }
  }

  private func amount(of pair: BurnRatePair) -> ExactNumber { pair.factor * ticks(pair.long) }

  private func ticks(_ time: Duration) -> ExactNumber { time.ratio(to: tested.slo.timing.interval) }

  /// Ticks between two evaluations of the alert.
  private var resolution: Int {
    tested.formulas.longSeverities.contains(severity) ? tested.ticks(RecordedCounts.longStep) : 1
  }

  /// Until an alert is certainly silent whose short window has forgotten.
  private var aftermath: Int {
    tested.ticks(tested.formulas.keepFiring[severity] ?? .zero) + 2 * resolution
  }
}

/// Burns and pauses, one after the other.
private struct Story {
  private let tested: TestedObjective
  private(set) var traffic: Traffic
  private(set) var incidents: [Scenario.Incident] = []
  private var words: [String] = []
  private var thinning = 1

  init(_ tested: TestedObjective) {
    self.tested = tested
    traffic = tested.opening()
    let events = tested.eventsPerScrape
    // The first record held no events: twice as many now make events and age agree.
    if !tested.isSampled { traffic.append(ticks: 1, events: 2 * events, errors: 0) }
    traffic.append(ticks: tested.ticks(Scenario.calm), events: events, errors: 0)
  }

  /// Spends an amount in so many intervals, or in more where that is too fast; returns its last
  /// tick.
  @discardableResult
  mutating func burn(_ amount: ExactNumber, below limit: ExactNumber? = nil, ticks: Int) -> Int {
    let fastest = min(limit ?? amount, .one / tested.objective.budget)
    let length = max(ticks, (amount / fastest).roundedUp)
    return burn(at: amount / ExactNumber(length), ticks: length)
  }

  @discardableResult
  mutating func burn(at rate: ExactNumber, ticks: Int) -> Int {
    var text = "\(rate.rounded(significantDigits: 3).decimalText)x for \(text(ticks))"
    if thinning > 1 { text += " in a tenth of the traffic" }
    if let before = incidents.last?.recovery {
      text = "\(self.text(traffic.ticks - before)) later \(text)"
    }
    words.append(text)
    incidents.append(
      Scenario.Incident(onset: traffic.ticks, recovery: traffic.ticks + ticks)
    )
    if tested.isSampled {
      appendSlices(burning: rate, ticks: ticks)
    } else {
      let errors = rate * tested.objective.budget * ExactNumber(events)
      traffic.append(ticks: ticks, events: events, errors: errors.rounded(places: 0).integer ?? 0)
    }
    return traffic.ticks
  }

  /// Whole slices, bad ones as evenly as may be.
  private mutating func appendSlices(burning rate: ExactNumber, ticks: Int) {
    let share = rate * tested.objective.budget
    var sum = ExactNumber.zero
    for _ in 0..<ticks {
      let next = sum + share
      traffic.append(ticks: 1, events: 1, errors: min(1, next.roundedDown - sum.roundedDown))
      sum = next
    }
  }

  mutating func thin(by factor: Int) { thinning = factor }

  mutating func wait(_ ticks: Int) {
    traffic.append(ticks: ticks, events: events, errors: 0)
  }

  mutating func wait(through tick: Int) { wait(tick - traffic.ticks) }

  private var events: Int {
    tested.isSampled ? 1 : tested.eventsPerScrape / thinning
  }

  private func text(_ ticks: Int) -> String { tested.grid.time(ofTick: ticks).text }

  // MARK: Result

  func isShort(enough longest: Duration) -> Bool {
    tested.grid.time(ofTick: traffic.ticks) <= longest
  }

  func course(note: String) -> Scenario.Course {
    Scenario.Course(
      "burn of " + words.joined(separator: ", "),
      note: note,
      first: [traffic],
      incidents: incidents,
      checks: [.budget(atTick: traffic.ticks)]
    )
  }
}

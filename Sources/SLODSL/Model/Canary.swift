/// A release that gets its traffic in steps, each judged by the SLOs: `canary rollout("checkout")`.
package struct Canary: Hashable, Sendable {
  /// What moves the traffic.
  package enum Tool: String, Hashable, Sendable, CaseIterable {
    /// An AnalysisTemplate and steps of an Argo Rollout.
    case argo
    /// A Canary of Flagger, and a MetricTemplate for each SLO.
    case flagger
  }

  /// The service that it was declared in.
  package let service: String
  /// The first sentence of its documentation, or empty.
  package let summary: String
  package let workload: Workload
  package let tool: Tool
  /// The shares of the traffic, in whole percent, ascending, below 100.
  package let steps: [Int]
  /// How long each step takes.
  package let pause: Duration
  /// The share of the period's budget that a release may spend.
  package let allowance: ExactNumber
  /// What the new version's series have in common.
  package let selection: [LabelMatcher]
  /// What those of the old version have; empty where they are not compared.
  package let baseline: [LabelMatcher]
  package let verdicts: [CanaryVerdict]
  /// The port of the Service that Flagger makes.
  package let port: Int?
  package let origin: SourceRange

  package init(
    service: String,
    summary: String = "",
    workload: Workload,
    tool: Tool,
    steps: [Int],
    pause: Duration,
    allowance: ExactNumber,
    selection: [LabelMatcher],
    baseline: [LabelMatcher] = [],
    verdicts: [CanaryVerdict],
    port: Int? = nil,
    origin: SourceRange
  ) {
    self.service = service
    self.summary = summary
    self.workload = workload
    self.tool = tool
    self.steps = steps
    self.pause = pause
    self.allowance = allowance
    self.selection = selection
    self.baseline = baseline
    self.verdicts = verdicts
    self.port = port
    self.origin = origin
  }
}

/// How one SLO judges a step of a canary.
package struct CanaryVerdict: Hashable, Sendable {
  package let identity: SLOIdentity
  /// Up to this share of errors a measurement succeeds: the budget.
  package let success: ExactNumber
  /// Beyond this share it fails; between the two nobody knows.
  package let failure: ExactNumber
  /// Below so many events in the window nothing was measured.
  package let sample: Int
  /// Over which errors are counted.
  package let window: Duration
  /// Between two measurements.
  package let interval: Duration
  /// How many measurements a step has, after the first window.
  package let count: Int
  /// How many of them may fail, and how many may find nothing out.
  package let failureLimit: Int
  package let inconclusiveLimit: Int
  /// How many steps may fail where a step is judged once.
  package let failingSteps: Int

  package init(
    identity: SLOIdentity,
    success: ExactNumber,
    failure: ExactNumber,
    sample: Int,
    window: Duration,
    interval: Duration,
    count: Int,
    failureLimit: Int,
    inconclusiveLimit: Int,
    failingSteps: Int
  ) {
    self.identity = identity
    self.success = success
    self.failure = failure
    self.sample = sample
    self.window = window
    self.interval = interval
    self.count = count
    self.failureLimit = failureLimit
    self.inconclusiveLimit = inconclusiveLimit
    self.failingSteps = failingSteps
  }
}

/// From an SLO to what its canaries are judged by, in exact numbers.
///
/// A version that fails in a share e of its requests and gets a share w of the traffic for a time T
/// spends w·T·e / (W·E) of the budget E of the period W.
package struct CanaryArithmetic: Hashable, Sendable {
  package let identity: SLOIdentity
  /// The share of events that may be bad.
  package let budget: ExactNumber
  package let period: Duration
  /// The factor of the fastest page: who fails faster than that pages anyway.
  package let pageFactor: ExactNumber
  /// Events a second of all versions; nil where nobody says.
  package let traffic: ExactNumber?
  /// Shares of the traffic, ascending.
  package let weights: [ExactNumber]
  /// The share of the budget that a release may spend.
  package let allowance: ExactNumber
  package let scrape: Duration

  package init(
    identity: SLOIdentity,
    budget: ExactNumber,
    period: Duration,
    pageFactor: ExactNumber,
    traffic: ExactNumber?,
    weights: [ExactNumber],
    allowance: ExactNumber,
    scrape: Duration
  ) {
    self.identity = identity
    self.budget = budget
    self.period = period
    self.pageFactor = pageFactor
    self.traffic = traffic
    self.weights = weights
    self.allowance = allowance
    self.scrape = scrape
  }

  /// Between two measurements: two scrapes, so that each sees something new, and half a minute.
  package var interval: Duration { max(.seconds(30), scrape * 2) }

  /// The shortest window over which a rate stands on more than two samples.
  package var shortestWindow: Duration { max(.minute, scrape * 4) }

  /// The share of errors that spends the allowance when it lasts through all steps, at most that of
  /// the fastest page, at least the budget itself.
  package func failure(withSteps pause: Duration) -> ExactNumber {
    let steps = weights.reduce(ExactNumber.zero, +) * pause.ratio(to: period)
    let affordable = allowance / steps
    return (budget * max(.one, min(affordable, pageFactor))).rounded(significantDigits: 6)
  }

  /// Without an error in so many events the share of errors lies below `failure`, with a confidence
  /// of 95 % (the rule of three: -ln 0.05 is 3).
  package static func sample(for failure: ExactNumber) -> Int {
    (ExactNumber(3) / failure).roundedUp
  }

  /// How long the smallest step takes to get so many events; nil where nobody knows the traffic.
  package func window(for failure: ExactNumber) -> Duration? {
    guard let traffic, let weight = weights.first else { return nil }
    let seconds = ExactNumber(Self.sample(for: failure)) / (traffic * weight)
    let halfMinutes = (seconds / ExactNumber(30)).roundedUp
    // A hundred days are as impossible as a thousand.
    return max(.seconds(30) * Int64(min(halfMinutes, 300_000)), shortestWindow)
  }

  /// The shortest step that can tell good from bad: a window and as long again to look at it, in
  /// whole minutes. Nil where nobody knows the traffic.
  package var shortestPause: Duration? {
    guard let quick = window(for: budget * pageFactor), let slow = window(for: budget) else {
      return nil
    }
    let pause = Self.wholeMinutes(quick * 2)
    // Longer steps allow less, and less needs longer windows.
    if let needed = window(for: failure(withSteps: pause)), needed <= quick { return pause }
    return Self.wholeMinutes(slow * 2)
  }

  /// The shortest step at the ceiling of the fastest page, and what a release then may spend; nil
  /// where that is what it may spend anyway or more than half of the budget, and where the traffic
  /// is unknown.
  package var quickest: (pause: Duration, spend: ExactNumber)? {
    guard let quick = window(for: budget * pageFactor) else { return nil }
    let pause = Self.wholeMinutes(quick * 2)
    let spend = pageFactor * weights.reduce(ExactNumber.zero, +) * pause.ratio(to: period)
    guard spend > allowance, spend <= ExactNumber(1, over: 2) else { return nil }
    return (pause, spend)
  }

  private static func wholeMinutes(_ duration: Duration) -> Duration {
    .minutes(Int64(duration.ratio(to: .minute).roundedUp))
  }

  /// The verdict of steps so long; nil where they are too short to count enough events.
  package func verdict(withSteps pause: Duration) -> CanaryVerdict? {
    let failure = failure(withSteps: pause)
    let half = Duration(milliseconds: pause.milliseconds / 2000 * 1000)
    let window = window(for: failure) ?? half
    let rest = pause.milliseconds - window.milliseconds
    guard window >= shortestWindow, rest >= interval.milliseconds else { return nil }
    let count = Int(rest / interval.milliseconds)
    // So long may everything fail at the largest weight until the allowance is spent. The first
    // measurement comes after a window; where that is too late already, none may fail.
    let outage = allowance * budget / (weights.last ?? .one) * period.ratio(to: interval)
    let measurements = (outage - window.ratio(to: interval)).roundedDown
    let steps = (outage * interval.ratio(to: pause)).roundedDown
    return CanaryVerdict(
      identity: identity,
      success: budget,
      failure: failure,
      sample: Self.sample(for: failure),
      window: window,
      interval: interval,
      count: count,
      failureLimit: max(0, min(count / 5, measurements)),
      inconclusiveLimit: (count - 1) / 2,
      failingSteps: max(1, min(steps, weights.count))
    )
  }
}

import Codegen
import SLODSL
import TestSupport

/// An SLO of any kind, objective, policy and rhythm, and an incident that happens to it; the same
/// for the same seed.
struct RandomIncident {
  let slo: ServiceLevelObjective
  let incident: Incident
  /// How long is looked at after the incident.
  let after: Duration

  init(seed: UInt64) {
    var numbers = SplitMix(seed: seed)
    let timing = Self.timings.randomElement(using: &numbers) ?? ExampleModels.usualTiming
    let kind = Self.kinds.randomElement(using: &numbers) ?? Self.kinds[0]
    let objective = ExactNumber(
      .one,
      hundredthsOf: Self.budgets.randomElement(using: &numbers) ?? 1
    )
    let budget = ExactNumber.one - objective
    let pairs = Self.pairs(budget: budget, interval: timing.interval, using: &numbers)
    slo = ExampleModels.slo(
      "slo",
      kind.indicator,
      ratio: objective,
      pairs: pairs,
      period: [Duration.days(7), .days(28), .days(30), .days(90)]
        .randomElement(using: &numbers) ?? .days(30),
      by: kind.dimensions,
      timing: timing,
      minimum: kind.isBytes ? 64 << 10 : [1, 2, 3, 5, 10].randomElement(using: &numbers) ?? 3,
      births: kind.hasErrorSeries && Bool.random(using: &numbers)
    )
    let rate = Self.rate(isBytes: kind.isBytes, using: &numbers)
    incident = Incident(
      phases: Self.phases(pairs: pairs, budget: budget, timing.interval, using: &numbers),
      rate: rate,
      history: timing.interval * Int64.random(in: 1...240, using: &numbers)
    )
    after = timing.interval * Int64.random(in: 5...150, using: &numbers)
  }

  // MARK: The SLO

  struct Kind {
    let indicator: Indicator
    var dimensions: [String] = []
    var hasErrorSeries = false
    var isBytes = false
  }

  private static let lag = ExampleModels.selection(
    "lag_seconds",
    LabelMatcher("job", .equal, "shop")
  )

  static let kinds = [
    Kind(indicator: ExampleModels.availability, dimensions: ["route"], hasErrorSeries: true),
    Kind(indicator: ExampleModels.goodRequests),
    Kind(indicator: ExampleModels.secondCounter, dimensions: ["queue"], hasErrorSeries: true),
    Kind(indicator: ExampleModels.disjointCounters, hasErrorSeries: true),
    Kind(indicator: ExampleModels.latency, dimensions: ["route"]),
    Kind(indicator: ExampleModels.slowness),
    Kind(indicator: ExampleModels.queries, dimensions: ["route"]),
    Kind(indicator: ExampleModels.bytes, isBytes: true),
    Kind(indicator: ExampleModels.sample(.gauge(lag), .less, 30)),
    Kind(indicator: ExampleModels.sample(.gauge(lag), .less, 30, slice: .max)),
  ]

  /// Hundredths of a percent that may fail.
  private static let budgets: [Int128] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]

  private static let timings: [MeasurementTiming] = [
    (15, 60, 10), (15, 60, 10), (15, 60, 10), (15, 30, 10), (10, 30, 10), (60, 60, 10),
    (30, 60, 0), (15, 60, 15), (15, 60, 25), (60, 300, 30), (5, 10, 2),
  ].map { scrape, interval, settle in
    MeasurementTiming(
      scrape: .seconds(scrape),
      interval: .seconds(interval),
      settle: .seconds(settle)
    )
  }

  private static func pairs(
    budget: ExactNumber,
    interval: Duration,
    using numbers: inout SplitMix
  ) -> [BurnRatePair] {
    let builtIn = [ExampleModels.monthly, ExampleModels.weekly, ExampleModels.quarterly]
    let chosen = builtIn.randomElement(using: &numbers) ?? ExampleModels.monthly
    let isReachable = chosen.allSatisfy { $0.factor * budget < .one }
    if isReachable, Int.random(in: 0..<3, using: &numbers) == 0 { return chosen }
    let severities: [AlertSeverity] = [.page, .page, .ticket, .ticket]
    return severities.prefix(Int.random(in: 1...4, using: &numbers)).map { severity in
      let long = (Self.windows[severity] ?? []).randomElement(using: &numbers) ?? .hour
      let step = long > .hours(6) ? max(interval, .minutes(5)) : interval
      let parts = Int64([2, 3, 6, 12].randomElement(using: &numbers) ?? 12)
      let short = max(1, long.milliseconds / parts / step.milliseconds)
      // From the budget to an error ratio of 80 %, in hundredths.
      let most = min(2000, (ExactNumber(80) / budget).roundedDown)
      let factor = ExactNumber(
        Int128(Int.random(in: 100...max(101, most), using: &numbers)),
        over: 100
      )
      return ExampleModels.pair(severity, factor, long, step * short)
    }
  }

  private static let windows: [AlertSeverity: [Duration]] = [
    .page: [.minutes(10), .minutes(15), .minutes(30), .hours(1), .hours(2), .hours(6), .hours(12)],
    .ticket: [.minutes(30), .hours(1), .hours(3), .hours(6), .hours(12), .days(1), .days(3)],
  ]

  // MARK: The incident

  /// One event a minute to 2000 a second.
  private static func rate(isBytes: Bool, using numbers: inout SplitMix) -> ExactNumber {
    if isBytes { return ExactNumber(Int.random(in: 1...50, using: &numbers) * 10_000) }
    let magnitude = [1, 10, 100, 1000, 10_000].randomElement(using: &numbers) ?? 100
    return ExactNumber(Int128(Int.random(in: 1...12, using: &numbers) * magnitude), over: 60)
  }

  private static func phases(
    pairs: [BurnRatePair],
    budget: ExactNumber,
    _ interval: Duration,
    using numbers: inout SplitMix
  ) -> [Incident.Phase] {
    var phases: [Incident.Phase] = []
    for index in 0..<Int.random(in: 1...3, using: &numbers) {
      let whole = interval * Int64.random(in: 0...80, using: &numbers)
      let rest = Duration.seconds(Int64.random(in: 1...300, using: &numbers))
      phases.append(
        Incident.Phase(
          errors: share(isFirst: index == 0, pairs: pairs, budget: budget, using: &numbers),
          duration: whole + rest
        )
      )
    }
    return phases
  }

  /// Often around what a pair fires at, else anything.
  private static func share(
    isFirst: Bool,
    pairs: [BurnRatePair],
    budget: ExactNumber,
    using numbers: inout SplitMix
  ) -> ExactNumber {
    switch Int.random(in: isFirst ? 1..<8 : 0..<8, using: &numbers) {
    case 0: return .zero
    case 1: return .one
    case 2...4:
      guard let pair = pairs.randomElement(using: &numbers) else { return .one }
      let times = ExactNumber(Int128(Int.random(in: 60...300, using: &numbers)), over: 100)
      return min(.one, pair.factor * budget * times)
    default: return ExactNumber(Int128(Int.random(in: 1...1000, using: &numbers)), over: 1000)
    }
  }
}

extension ExactNumber {
  /// What is left of a number when so many hundredths of a percent are taken away.
  fileprivate init(_ whole: ExactNumber, hundredthsOf percent: Int128) {
    self = whole - ExactNumber(percent, over: 10_000)
  }
}

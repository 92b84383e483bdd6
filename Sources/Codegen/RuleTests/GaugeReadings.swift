import SLODSL

/// Which gauges make the value of a sample indicator good, and which make it bad.
struct GaugeReadings {
  /// A gauge and what it shows in good and in bad slices.
  struct Part: Hashable, Sendable {
    let selection: Selection
    let good: GaugeReading
    let bad: GaugeReading
  }

  /// Series that a count is made of, at most.
  private static let mostCounted = 20

  private let indicator: SampleIndicator
  /// How much older than its scrape a sample is when a slice is judged, at most, in seconds.
  private let slack: ExactNumber

  init(_ indicator: SampleIndicator, timing: MeasurementTiming) {
    self.indicator = indicator
    slack = (timing.interval + timing.scrape + timing.settle).seconds
  }

  /// Nil when no values were found, or for a query of the author's of another shape.
  var parts: [Part]? {
    guard let (good, bad) = extremeValues else { return nil }
    return parts(of: indicator.value, good: good, bad: bad, depth: 0)
  }

  /// How slices are judged whose samples and series differ; nil where series are aggregated before
  /// they are judged.
  var judgement: SliceJudgement? {
    guard !isAggregated(indicator.value), let (good, bad) = extremeValues else { return nil }
    let drift: ClosedRange<ExactNumber>
    switch indicator.value {
    case .gauge, .quotient: drift = .zero ... .zero
    case .age: drift = .zero...slack
    case .remaining: drift = -slack ... .zero
    case .aggregate, .query: return nil
    }
    return .values(
      SliceValues(
        slice: indicator.slice,
        collapse: indicator.collapse,
        good: good,
        bad: bad,
        drift: drift,
        criterion: SampleCriterion(indicator)
      )
    )
  }

  /// Two values that are good and bad for certain.
  private var extremeValues: (good: ExactNumber, bad: ExactNumber)? {
    let candidates = values
    guard let good = candidates.first(where: { isGood($0) == true }),
      let bad = candidates.first(where: { isGood($0) == false })
    else { return nil }
    return (good, bad)
  }

  /// Values on both sides of the threshold, at a distance from it. Where there are two that differ
  /// in more, the average of a good and a bad one is good, so that it is told from the worst.
  private var values: [ExactNumber] {
    let threshold = indicator.threshold
    if isCounted(indicator.value) {
      let whole = min(max(threshold.roundedDown, 0), Self.mostCounted)
      return [whole, whole + 1, whole - 1, whole + 2].filter { (1...Self.mostCounted).contains($0) }
        .map { ExactNumber($0) }
    }
    let half = threshold / ExactNumber(2)
    let little = threshold + threshold / ExactNumber(4) + drift
    let much = threshold + threshold + .one + drift
    switch indicator.comparison {
    case .equal, .notEqual:
      return [threshold, threshold == .zero ? .one : .zero]
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard threshold > .zero else { return [threshold - .one, threshold + .one + drift] }
      let isBadAbove = SampleCriterion(indicator).isBad(much)
      return [half, isBadAbove ? little : much]
    case .or, .and, .matches, .matchesNot, .inside, .notInside, .add, .subtract, .multiply,
      .divide:
      return []
    }
  }

  /// How much a value may differ from what its gauge showed.
  private var drift: ExactNumber { hasAge(indicator.value) ? slack : .zero }

  private func hasAge(_ value: SampleValue, depth: Int = 0) -> Bool {
    switch value {
    case .age, .remaining: true
    case .aggregate(_, of: let inner, by: _): depth < 16 && hasAge(inner, depth: depth + 1)
    case .gauge, .quotient, .query: false
    }
  }

  /// Whether one value is made of several series.
  private func isAggregated(_ value: SampleValue, depth: Int = 0) -> Bool {
    switch value {
    case .gauge, .age, .remaining: false
    case .aggregate, .query: true
    case .quotient(let left, let right):
      depth >= 16 || isAggregated(left, depth: depth + 1) || isAggregated(right, depth: depth + 1)
    }
  }

  private func isCounted(_ value: SampleValue) -> Bool {
    if case .aggregate(.count, of: _, by: _) = value { return true }
    if case .query(let expression) = value, let read = SampleValue(reading: expression) {
      return isCounted(read)
    }
    return false
  }

  /// Whether a value is good; nil when its age while it is judged decides.
  private func isGood(_ value: ExactNumber) -> Bool? {
    let criterion = SampleCriterion(indicator)
    let results = extremes(of: value).map { !criterion.isBad($0) }
    guard let first = results.first, results.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private func extremes(of value: ExactNumber) -> [ExactNumber] {
    extremes(of: value, as: indicator.value, depth: 0)
  }

  private func extremes(
    of value: ExactNumber,
    as kind: SampleValue,
    depth: Int
  ) -> [ExactNumber] {
    switch kind {
    case .age: return [value, value + slack]
    case .remaining: return [value, value - slack]
    case .aggregate(_, of: let inner, by: _):
      return depth < 16 ? extremes(of: value, as: inner, depth: depth + 1) : [value]
    case .gauge, .quotient, .query: return [value]
    }
  }

  private func parts(
    of value: SampleValue,
    good: ExactNumber,
    bad: ExactNumber,
    depth: Int,
    allowsTime: Bool = true
  ) -> [Part]? {
    guard depth < 16 else { return nil }
    switch value {
    case .gauge(let selection):
      return [Part(selection: selection, good: .value(good), bad: .value(bad))]
    case .age(let selection) where allowsTime:
      return [Part(selection: selection, good: .now(plus: -good), bad: .now(plus: -bad))]
    case .remaining(let selection) where allowsTime:
      return [Part(selection: selection, good: .now(plus: good), bad: .now(plus: bad))]
    case .age, .remaining: return nil
    case .aggregate(.count, of: let inner, by: _):
      guard depth == 0, case .gauge(let selection) = inner, let many = good.integer,
        let few = bad.integer
      else { return nil }
      return (0..<max(many, few)).map { index in
        Part(
          selection: selection,
          good: index < many ? .value(.one) : .missing,
          bad: index < few ? .value(.one) : .missing
        )
      }
    case .aggregate(_, of: let inner, by: _):
      // One series is its own sum, extreme and average.
      return parts(
        of: inner,
        good: good,
        bad: bad,
        depth: depth + 1,
        allowsTime: allowsTime
      )
    case .quotient(let left, let right):
      guard
        let top = parts(
          of: left,
          good: good,
          bad: bad,
          depth: depth + 1,
          allowsTime: false
        ),
        let bottom = parts(
          of: right,
          good: .one,
          bad: .one,
          depth: depth + 1,
          allowsTime: false
        )
      else { return nil }
      return top + bottom
    case .query(let expression):
      guard let read = SampleValue(reading: expression) else { return nil }
      return parts(of: read, good: good, bad: bad, depth: depth)
    }
  }
}

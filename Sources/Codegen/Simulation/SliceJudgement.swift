package import SLODSL

/// How the samples of an interval make slices of time, and which of them are bad.
package enum SliceJudgement: Hashable, Sendable {
  /// One slice, bad as soon as any sample is.
  case anyBad
  /// As the settings of the SLO say, for gauges that show one of two values.
  case values(SliceValues)

  /// Slices and bad slices of one interval; nil without a sample.
  ///
  /// - Parameter series: whether each sample shows something bad, for each series
  func count(_ series: [[Bool]]) -> RecordedCounts.Count? {
    let present = series.filter { !$0.isEmpty }
    guard !present.isEmpty else { return nil }
    switch self {
    case .anyBad:
      let isBad = present.contains { $0.contains(true) }
      return RecordedCounts.Count(events: CountBounds(1), errors: CountBounds(isBad ? 1 : 0))
    case .values(let values): return values.count(present)
    }
  }
}

/// The settings of a sampled SLO, and what its gauges show in good and in bad times.
package struct SliceValues: Hashable, Sendable {
  package let slice: SampleIndicator.SliceValue
  package let collapse: SampleIndicator.Collapse
  package let good: ExactNumber
  package let bad: ExactNumber
  /// How much a value differs from what the gauge showed at its scrape: ages grow.
  package let drift: ClosedRange<ExactNumber>
  /// The comparison that bad values, or good ones, fulfil.
  package let criterion: SampleCriterion

  package init(
    slice: SampleIndicator.SliceValue,
    collapse: SampleIndicator.Collapse,
    good: ExactNumber,
    bad: ExactNumber,
    drift: ClosedRange<ExactNumber>,
    criterion: SampleCriterion
  ) {
    self.slice = slice
    self.collapse = collapse
    self.good = good
    self.bad = bad
    self.drift = drift
    self.criterion = criterion
  }

  fileprivate func count(_ series: [[Bool]]) -> RecordedCounts.Count {
    let values = series.map { value(of: $0.map { isBad in isBad ? bad : good }) }
    switch collapse {
    case .worst:
      let worst = values.map(badness).reduce(Certainty.no) { $0 || $1 }
      return RecordedCounts.Count(events: CountBounds(1), errors: worst.slices)
    case .average:
      return RecordedCounts.Count(events: CountBounds(1), errors: badness(average(values)).slices)
    case .each:
      return RecordedCounts.Count(
        events: CountBounds(values.count),
        errors: values.map { badness($0).slices }.reduce(.zero, +)
      )
    }
  }

  /// The value of one series in a slice.
  private func value(of samples: [ExactNumber]) -> ExactNumber {
    switch slice {
    case .last: samples.last ?? good
    case .max: samples.max() ?? good
    case .min: samples.min() ?? good
    case .average: average(samples)
    }
  }

  private func average(_ values: [ExactNumber]) -> ExactNumber {
    values.reduce(.zero, +) / ExactNumber(max(1, values.count))
  }

  private func badness(_ value: ExactNumber) -> Certainty {
    let least = criterion.isBad(value + drift.lowerBound)
    return least == criterion.isBad(value + drift.upperBound) ? (least ? .yes : .no) : .unclear
  }
}

extension Certainty {
  /// None, one, or perhaps one.
  fileprivate var slices: CountBounds {
    switch self {
    case .no: .zero
    case .yes: CountBounds(1)
    case .unclear: CountBounds(0, over: 1, upTo: 1, over: 1)
    }
  }
}

/// A comparison with the threshold of a sampled SLO.
package struct SampleCriterion: Hashable, Sendable {
  private let comparison: BinaryExpression.Operator
  private let threshold: ExactNumber
  private let describesGood: Bool

  package init(_ indicator: SampleIndicator) {
    comparison = indicator.comparison
    threshold = indicator.threshold
    describesGood = indicator.describesGood
  }

  package func isBad(_ value: ExactNumber) -> Bool { holds(value) != describesGood }

  private func holds(_ value: ExactNumber) -> Bool {
    switch comparison {
    case .equal: value == threshold
    case .notEqual: value != threshold
    case .less: value < threshold
    case .lessOrEqual: value <= threshold
    case .greater: value > threshold
    case .greaterOrEqual: value >= threshold
    case .or, .and, .matches, .matchesNot, .inside, .notInside, .add, .subtract, .multiply,
      .divide:
      false
    }
  }
}

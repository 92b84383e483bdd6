package import SLODSL

/// What one evaluation of an expression reads through one of its selectors.
package struct SelectorReading: Hashable, Sendable {
  package let selector: VectorSelector
  /// Of each series that the selector matches.
  package let samples: ExactNumber
  /// How far back the oldest sample may lie that is looked for.
  package let reach: Duration
}

extension PromQLExpression {
  /// How long an instant selector looks back.
  private static let lookBack = Duration.minutes(5)

  /// What an evaluation reads, from left to right.
  ///
  /// Samples are counted as the server's own query statistics count them: an instant selector reads
  /// one of a series, a range all that it holds, a subquery what is inside once a step.
  ///
  /// - Parameters:
  ///   - interval: between two samples of the series that a selector matches.
  package func readings(interval: (VectorSelector) -> Duration) -> [SelectorReading] {
    var readings: [SelectorReading] = []
    collect(&readings, interval, times: .one, behind: .zero)
    return readings
  }

  private func collect(
    _ readings: inout [SelectorReading],
    _ interval: (VectorSelector) -> Duration,
    times: ExactNumber,
    behind: Duration
  ) {
    switch self {
    case .selector(let selector):
      let reach = behind + (selector.offset?.duration ?? .zero) + Self.lookBack
      readings.append(SelectorReading(selector: selector, samples: times, reach: reach))
    case .matrix(let matrix):
      let selector = matrix.selector
      let length = matrix.length.duration ?? .zero
      let samples = ExactNumber(length.ratio(to: interval(selector)).roundedUp)
      let reach = behind + (selector.offset?.duration ?? .zero) + length
      readings.append(SelectorReading(selector: selector, samples: samples * times, reach: reach))
    case .subquery(let subquery):
      let length = subquery.length.duration ?? .zero
      let steps = subquery.step?.duration.map { length.ratio(to: $0) } ?? .one
      subquery.expression.collect(
        &readings,
        interval,
        times: times * steps,
        behind: behind + (subquery.offset?.duration ?? .zero) + length
      )
    default:
      for child in children { child.collect(&readings, interval, times: times, behind: behind) }
    }
  }
}

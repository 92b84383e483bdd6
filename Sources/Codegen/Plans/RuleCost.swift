package import SLODSL

/// What rules cost a server: by arithmetic over their expressions, not by measurement.
///
/// Samples are counted as the server's own query statistics count them: an instant selector reads
/// one of a series, a range all that it holds, a subquery what is inside once a step.
package struct RuleCost: Hashable, Sendable {
  /// Series recorded for each group of the SLO.
  package let series: Int
  /// Samples of recorded series read a minute, for each group.
  package let recordedSamples: ExactNumber
  /// Samples read a minute, for each scraped series that a selector matches.
  package let scrapedSamples: ExactNumber

  /// - Parameters:
  ///   - groups: all groups of an SLO.
  ///   - scrape: between two samples of a scraped series.
  package init(of groups: [RuleGroup], scrape: Duration) {
    var writers: [String: Duration] = [:]
    for group in groups {
      for case .recording(let rule) in group.rules { writers[rule.series] = group.interval }
    }
    var recorded = ExactNumber.zero
    var scraped = ExactNumber.zero
    for group in groups {
      let perMinute = Duration.minute.ratio(to: group.interval)
      for rule in group.rules {
        let reading = Reading(of: rule.expression, writers: writers, scrape: scrape)
        recorded = recorded + reading.recorded * perMinute
        scraped = scraped + reading.scraped * perMinute
      }
    }
    series = writers.count
    recordedSamples = recorded
    scrapedSamples = scraped
  }
}

extension PlannedRule {
  package var expression: PromQLExpression {
    switch self {
    case .recording(let rule): rule.expression
    case .alerting(let rule): rule.expression
    }
  }
}

/// Samples of one evaluation.
private struct Reading {
  private(set) var recorded = ExactNumber.zero
  private(set) var scraped = ExactNumber.zero

  init(of expression: PromQLExpression, writers: [String: Duration], scrape: Duration) {
    add(expression, writers, scrape, times: .one)
  }

  private mutating func add(
    _ expression: PromQLExpression,
    _ writers: [String: Duration],
    _ scrape: Duration,
    times: ExactNumber
  ) {
    switch expression {
    case .selector(let selector): count(selector, writers, scrape, length: nil, times: times)
    case .matrix(let matrix):
      count(matrix.selector, writers, scrape, length: matrix.length.duration, times: times)
    case .subquery(let subquery):
      let steps = subquery.length.duration.flatMap { length in
        subquery.step?.duration.map { length.ratio(to: $0) }
      }
      add(subquery.expression, writers, scrape, times: times * (steps ?? .one))
    default:
      for child in expression.children { add(child, writers, scrape, times: times) }
    }
  }

  private mutating func count(
    _ selector: VectorSelector,
    _ writers: [String: Duration],
    _ scrape: Duration,
    length: Duration?,
    times: ExactNumber
  ) {
    let writer = selector.name.flatMap { writers[$0] }
    let samples = length.map { ExactNumber($0.ratio(to: writer ?? scrape).roundedUp) } ?? .one
    if writer == nil {
      scraped = scraped + samples * times
    } else {
      recorded = recorded + samples * times
    }
  }
}

extension PromQLDuration {
  /// Whole milliseconds, as slogen writes them; nil for arithmetic of the author's.
  fileprivate var duration: Duration? {
    switch self {
    case .literal(let nanoseconds): Duration(milliseconds: nanoseconds / 1_000_000)
    case .expression, .window: nil
    }
  }
}

package import SLODSL

/// What rules cost a server: by arithmetic over their expressions, not by measurement.
///
/// It is the cost of an ordinary minute: series that exist only when there is something to tell are
/// not there to be read.
package struct RuleCost: Hashable, Sendable {
  /// What is read of the series of one selector.
  package struct ScrapedReading: Hashable, Sendable {
    /// Without offset.
    package let selector: VectorSelector
    /// Samples a minute of each series.
    package fileprivate(set) var samples: ExactNumber
  }

  /// Series recorded all the time, for each group of the SLO.
  package let series: Int
  /// Series recorded once for all groups: what is the same for all of them.
  package let constants: Int
  /// Samples of recorded series read a minute, for each group.
  package private(set) var recordedSamples = ExactNumber.zero
  /// What is read of scraped series, by selectors in the order of their first appearance.
  package private(set) var scrapedReadings: [ScrapedReading] = []

  /// - Parameters:
  ///   - groups: all groups of an SLO.
  ///   - scrape: between two samples of a scraped series.
  package init(of groups: [RuleGroup], scrape: Duration) {
    var writers: [String: (rule: RecordingRule, interval: Duration)] = [:]
    for group in groups {
      for case .recording(let rule) in group.rules { writers[rule.series] = (rule, group.interval) }
    }
    let steady = writers.values.filter { !$0.rule.isOccasional }
    constants = steady.count { $0.rule.expression.selectors.isEmpty }
    series = steady.count - constants
    for group in groups {
      let evaluations = Duration.minute.ratio(to: group.interval)
      for rule in group.rules {
        let writer = { (selector: VectorSelector) in selector.name.flatMap { writers[$0] } }
        for reading in rule.expression.readings(interval: { writer($0)?.interval ?? scrape }) {
          let samples = reading.samples * evaluations
          switch writer(reading.selector)?.rule.isOccasional {
          case nil: scrapedReadings.add(samples, of: reading.selector)
          case false?: recordedSamples = recordedSamples + samples
          case true?: break
          }
        }
      }
    }
  }
}

extension [RuleCost.ScrapedReading] {
  /// Readings of one selector are one, wherever it stands.
  mutating func add(_ samples: ExactNumber, of selector: VectorSelector) {
    var selector = selector
    selector.offset = nil
    if let index = firstIndex(where: { $0.selector == selector }) {
      self[index].samples = self[index].samples + samples
    } else {
      append(RuleCost.ScrapedReading(selector: selector, samples: samples))
    }
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

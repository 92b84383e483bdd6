package import SLODSL

/// What all rules record and read, and how many pods autoscalers may start.
package struct CostReport: Sendable {
  /// What is read of the series of one selector.
  package struct Reading: Hashable, Sendable {
    package let selector: VectorSelector
    /// Samples a minute of each series.
    package let samples: ExactNumber
    /// Nil where nobody knows.
    package let series: SeriesCount?
    /// Nil for one that no catalog declares.
    package let metric: Metric?

    package var total: CostSum { CostSum(samples, times: series) }
  }

  /// Some rules and what they cost.
  package struct Line: Hashable, Sendable {
    package let rules: CostPlan.Rules
    /// Nil where nobody knows.
    package let groups: SeriesCount?
    package let readings: [Reading]

    /// Series that are recorded.
    package var series: CostSum {
      CostSum(ExactNumber(rules.series), times: groups) + CostSum(ExactNumber(rules.constants))
    }

    /// Samples a minute.
    package var samples: CostSum {
      CostSum(rules.recordedSamples, times: groups) + readings.map(\.total).sum
    }

    /// Who says how many there are of what is recorded and read.
    package var sources: Set<SeriesCount.Source> {
      Set(([groups] + readings.map(\.series)).compactMap { $0?.source })
    }
  }

  package let lines: [Line]
  package let autoscalers: [Autoscaler]

  package var rules: Int { lines.reduce(0) { $0 + $1.rules.rules } }
  package var series: CostSum { lines.map(\.series).sum }
  package var samples: CostSum { lines.map(\.samples).sum }
  /// Of the fewest and the most pods, in 30 days.
  package var podHours: ClosedRange<Int> {
    autoscalers.reduce(0) { $0 + $1.fewestPodHours }...autoscalers.reduce(0) { $0 + $1.podHours }
  }

  /// Readings whose series nobody can count, each selector once.
  package var unknownReadings: [Reading] {
    var seen: Set<VectorSelector> = []
    return lines.flatMap(\.readings).filter { reading in
      reading.series == nil && seen.insert(reading.selector).inserted
    }
  }
}

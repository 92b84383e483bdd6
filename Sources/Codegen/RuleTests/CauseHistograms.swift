import SLODSL

/// Histograms of tests: buckets so filled that a quantile has a wanted value.
extension CauseSeriesSearch {
  /// Nil where the buckets are not declared, or none holds the value.
  var histograms: [CauseSeries]? {
    var series: [CauseSeries] = []
    for case .quantile(let level, let selection) in readings {
      let reading = CauseReading.quantile(level, of: selection)
      guard let silent = states.silent[reading], let firing = states.firing[reading],
        let own = buckets(of: selection, level, silent, firing)
      else { return nil }
      series += own
    }
    return series
  }

  private func buckets(
    of selection: Selection,
    _ level: ExactNumber,
    _ silent: ExactNumber,
    _ firing: ExactNumber
  ) -> [CauseSeries]? {
    let family = search.metrics.first { ($0.series ?? $0.name) + "_bucket" == selection.metric }
    let bounds = family?.buckets.map(\.bound).sorted() ?? []
    guard let quiet = Self.shares(of: bounds, level, at: silent),
      let loud = Self.shares(of: bounds, level, at: firing),
      let labels = search.commonLabels(of: [selection], fixed: group)
    else { return nil }
    let complete = complete(labels, of: selection.metric, onlyTarget: true)
    let names = bounds.map(\.decimalText) + ["+Inf"]
    return names.indices.map { index in
      CauseSeries(
        metric: selection.metric,
        labels: complete + [Label("le", names[index])],
        course: .counter(
          silent: (quiet[index] * Self.rate).rounded(significantDigits: 6),
          firing: (loud[index] * Self.rate).rounded(significantDigits: 6),
          isWhole: false
        )
      )
    }
  }

  /// Events a second.
  private static let rate = ExactNumber(100)

  /// The share of events in each bucket and those below it, with which the quantile has a value:
  /// Prometheus takes events to be spread evenly over the bucket in which the quantile lies, so
  /// some of them lie below that bucket, or above it.
  private static func shares(
    of bounds: [ExactNumber],
    _ level: ExactNumber,
    at value: ExactNumber
  ) -> [ExactNumber]? {
    guard let place = bounds.firstIndex(where: { value < $0 }), value > .zero else { return nil }
    let lower = place == 0 ? .zero : bounds[place - 1]
    let position = (value - lower) / (bounds[place] - lower)
    var below = ExactNumber.zero
    var within = ExactNumber.one
    if position < level {
      below = (level - position) / (.one - position)
      guard place > 0 else { return nil }
    } else if position > level {
      within = level / position
    }
    return bounds.indices.map { index in
      if index < place - 1 { return .zero }
      if index == place - 1 { return below }
      return within
    } + [.one]
  }
}

import SLODSL

/// A series of the test of an alert on a cause, in its two states.
struct CauseSeries {
  enum Course: Hashable {
    /// A counter with so many events a second.
    case counter(silent: ExactNumber, firing: ExactNumber, isWhole: Bool)
    case gauge(silent: GaugeReading, firing: GaugeReading)
    /// A counter that is not there while the alert fires.
    case vanishing(ExactNumber)
    /// A gauge that stays, and then changes by so much a second.
    case line(level: ExactNumber, slope: ExactNumber)
  }

  let metric: String
  let labels: [Label]
  let course: Course

  var name: String {
    metric + "{" + labels.map(\.matcherText).joined(separator: ",") + "}"
  }

  /// Samples of a silent time, one in which the alert fires, and another silent one, in scrapes.
  func samples(_ lengths: (Int, Int, Int), every scrape: Duration) -> SampleSequence {
    switch course {
    case .counter(let silent, let firing, let isWhole):
      let parts = [(silent, lengths.0), (firing, lengths.1), (silent, lengths.2)]
      return isWhole
        ? Self.whole(parts, every: scrape) : Self.steady(parts, every: scrape)
    case .vanishing(let rate):
      var samples = Self.steady([(rate, lengths.0)], every: scrape)
      samples.appendMissing(count: lengths.1)
      samples.append(.zero, growingBy: rate * scrape.seconds, count: lengths.2)
      return samples
    case .line(let level, let slope):
      var samples = SampleSequence()
      samples.append(level, count: lengths.0)
      samples.append(level, growingBy: slope * scrape.seconds, count: lengths.1)
      samples.append(level, count: lengths.2)
      return samples
    case .gauge(let silent, let firing):
      var samples = SampleSequence()
      for (reading, count) in [(silent, lengths.0), (firing, lengths.1), (silent, lengths.2)] {
        switch reading {
        case .missing: samples.appendMissing(count: count)
        case .value(let value): samples.append(value, count: count)
        case .now(let seconds):
          let now = ExactNumber(samples.count) * scrape.seconds
          samples.append(now + seconds, growingBy: scrape.seconds, count: count)
        }
      }
      return samples
    }
  }

  /// A start so high that `rate` never sees a counter near 0, where it extrapolates less.
  private static func steady(
    _ parts: [(rate: ExactNumber, count: Int)],
    every scrape: Duration
  ) -> SampleSequence {
    var value = ExactNumber(1000)
    while value < (parts.map(\.rate).max() ?? .one) * ExactNumber(600) {
      value = value * ExactNumber(10)
    }
    var samples = SampleSequence()
    for (rate, count) in parts {
      let step = rate * scrape.seconds
      samples.append(value, growingBy: step, count: count)
      value = value + step * ExactNumber(count)
    }
    return samples
  }

  /// Whole events of a counter that begins at 0, as those of a new container do.
  private static func whole(
    _ parts: [(rate: ExactNumber, count: Int)],
    every scrape: Duration
  ) -> SampleSequence {
    var events = ExactNumber.zero
    var samples = SampleSequence()
    for (rate, count) in parts {
      for _ in 0..<count {
        samples.append(ExactNumber(events.roundedDown), count: 1)
        events = events + rate * scrape.seconds
      }
    }
    return samples
  }
}

/// Finds series with which an alert's readings are what a test wants.
struct CauseSeriesSearch {
  let alert: CauseAlert
  let states: CauseStates
  let search: LabelSearch
  let targetLabels: [String]
  /// What the aggregates of the condition keep, with values that selectors allow.
  let group: [Label]
  private let conditions: [AlertComparison]

  init(_ alert: CauseAlert, _ states: CauseStates, metrics: [Metric], targetLabels: [String]) {
    self.alert = alert
    self.states = states
    self.targetLabels = targetLabels
    search = LabelSearch(metrics: metrics)
    conditions = alert.condition.comparisons + (alert.exception?.comparisons ?? [])
    var group: [Label] = []
    for comparison in conditions {
      for query in [comparison.left.query, comparison.right.query] {
        let selections = (query.readings ?? []).flatMap(\.selections)
        for name in query.grouping ?? [] where !group.contains(where: { $0.name == name }) {
          guard let selection = selections.first else { continue }
          let all = selections.filter { $0.metric == selection.metric }.flatMap(\.selectors)
          let values = search.values(of: name, metric: selection.metric, all)
          group.append(Label(name, values.first { !$0.isEmpty } ?? "a"))
        }
      }
    }
    self.group = group
  }

  /// The series and the labels of the alert's result; nil where no series are found.
  var found: (series: [CauseSeries], result: [Label])? {
    var series: [CauseSeries] = []
    guard let counters = counters, let gauges = gauges, let histograms = histograms else {
      return nil
    }
    series += counters + gauges.series + histograms
    guard let result = result(gauges.labels) else { return nil }
    return (series, result)
  }

  private func result(_ common: [Label]) -> [Label]? {
    switch alert.condition.deciding {
    case .absent(let selection, over: _):
      let names = selection.pinnedLabels
      return selection.selectors[0].matchers.filter { names.contains($0.label) }
        .map { Label($0.label, $0.value) }
    case .comparison(let comparison):
      let query = comparison.left.isNumber ? comparison.right.query : comparison.left.query
      guard let names = query.grouping else { return common }
      return names.map { name in Label(name, group[name]) }.filter { !$0.value.isEmpty }
    default: return nil
    }
  }

  // MARK: Gauges

  var readings: [CauseReading] {
    states.silent.keys.sorted { $0.sortKey < $1.sortKey }
  }

  /// Gauges that are compared as they are have the same labels, all that are known.
  private var gauges: (series: [CauseSeries], labels: [Label])? {
    let own = readings.filter { reading in
      switch reading {
      case .rate, .quantile: false
      case .value, .age, .remaining, .presence, .prediction: true
      }
    }
    // A line and a value of one gauge cannot be chosen each for itself.
    let lines = own.filter { if case .prediction = $0 { true } else { false } }.flatMap(
      \.selections
    )
    guard lines.allSatisfy({ line in own.count { $0.selections == [line] } == 1 }) else {
      return nil
    }
    guard !own.isEmpty else { return ([], []) }
    let plain = own.filter { if case .presence = $0 { false } else { true } }
    // What is absent cannot be there for another reading.
    let missing = Set(own).subtracting(plain).flatMap(\.selections).map(\.metric)
    guard Set(missing).isDisjoint(with: plain.flatMap(\.selections).map(\.metric)) else {
      return nil
    }
    let whole = plain.filter { !isAggregated($0) }
    var common: [Label] = []
    if !whole.isEmpty {
      guard
        let labels = search.commonLabels(of: whole.flatMap(\.selections), fixed: group)
      else { return nil }
      common = complete(labels, of: whole[0].selections[0].metric)
    }
    var series: [CauseSeries] = []
    for reading in own {
      let selection = reading.selections[0]
      var labels = common
      if case .presence = reading {
        guard let found = search.commonLabels(of: [selection], fixed: []) else { return nil }
        labels = found
      } else if isAggregated(reading) {
        guard let found = search.commonLabels(of: [selection], fixed: group) else { return nil }
        labels = complete(found, of: selection.metric, onlyTarget: true)
      }
      guard let silent = states.silent[reading], let firing = states.firing[reading] else {
        return nil
      }
      series.append(
        CauseSeries(
          metric: selection.metric,
          labels: labels,
          course: reading.course(silent, firing)
        )
      )
    }
    return (series.withoutRepeatedNames, common)
  }

  /// Whether a gauge is only read through aggregates.
  private func isAggregated(_ reading: CauseReading) -> Bool {
    let asking = conditions.flatMap { [$0.left.query, $0.right.query] }
      .filter { $0.readings?.contains(reading) ?? false }
    return !asking.isEmpty && asking.allSatisfy { $0.grouping != nil }
  }

  /// With the labels that the catalog knows and no selector names.
  func complete(
    _ labels: [Label],
    of metric: String,
    onlyTarget: Bool = false
  ) -> [Label] {
    let declared = search.metrics.first { $0.name == metric }?.labels.map(\.name) ?? []
    var labels = labels
    for name in (onlyTarget ? [] : declared) + targetLabels
    where !labels.contains(where: { $0.name == name }) {
      let values = search.values(of: name, metric: metric, [])
      labels.append(Label(name, values.first { !$0.isEmpty } ?? "a"))
    }
    return labels
  }

  // MARK: Counters

  /// Series for rates: those that share metrics are found together, two at most.
  private var counters: [CauseSeries]? {
    var open = readings.filter { if case .rate = $0 { true } else { false } }
    var series: [CauseSeries] = []
    while let first = open.first {
      let metrics = Set(first.selections.map(\.metric))
      let sharing = open.filter { !metrics.isDisjoint(with: $0.selections.map(\.metric)) }
      open.removeAll { sharing.contains($0) }
      guard sharing.count < 3, let found = counters(first, sharing.dropFirst().first) else {
        return nil
      }
      series += found
    }
    return series
  }

  private typealias Membership = LabelSearch.Membership

  /// - Parameter other: a rate that counts the same metrics.
  private func counters(_ one: CauseReading, _ other: CauseReading?) -> [CauseSeries]? {
    let (left, right) = (one.selections, other?.selections ?? [])
    let onlyLeft = Membership(total: 1, failures: 0)
    let onlyRight = Membership(total: 0, failures: 1)
    let both = Membership(total: 1, failures: 1)
    var found: [Membership: (metric: String, labels: [Label])] = [:]
    for metric in (left + right).map(\.metric).withoutRepetitions {
      let series = search.series(
        of: metric,
        total: left,
        failures: right,
        fixed: group,
        wanted: [onlyLeft, onlyRight, both]
      )
      for (membership, labels) in series where found[membership] == nil {
        found[membership] = (metric, complete(labels, of: metric, onlyTarget: true))
      }
    }
    let zero = ExactNumber.zero
    func rates(_ values: [CauseReading: ExactNumber]) -> [Membership: ExactNumber]? {
      let (a, b) = (values[one] ?? zero, other.flatMap { values[$0] } ?? zero)
      guard other != nil else { return found[onlyLeft] == nil ? nil : [onlyLeft: a] }
      switch (found[onlyLeft] != nil, found[onlyRight] != nil, found[both] != nil) {
      case (true, true, _): return [onlyLeft: a, onlyRight: b]
      case (false, true, true): return [both: a, onlyRight: b - a]
      case (true, false, true): return [both: b, onlyLeft: a - b]
      case (false, false, true): return a == b ? [both: a] : nil
      default: return nil
      }
    }
    guard let silent = rates(states.silent), let firing = rates(states.firing),
      (Array(silent.values) + firing.values).allSatisfy({ $0 >= zero })
    else { return nil }
    let whole = conditions.contains { $0.countsWhole(one) || other.map($0.countsWhole) ?? false }
    return [both, onlyLeft, onlyRight].compactMap { membership in
      guard let series = found[membership], let quiet = silent[membership] else { return nil }
      let loud = firing[membership] ?? zero
      let isGone = states.isTotal && loud == zero
      return CauseSeries(
        metric: series.metric,
        labels: series.labels,
        course: isGone
          ? .vanishing(quiet) : .counter(silent: quiet, firing: loud, isWhole: whole)
      )
    }
  }
}

extension AlertCondition {
  /// All of them, in the order of the text.
  fileprivate var comparisons: [AlertComparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .absent, .promQL: []
    case .both(let one, let other), .either(let one, let other):
      one.comparisons + other.comparisons
    }
  }

  /// The part whose series become alerts.
  fileprivate var deciding: AlertCondition {
    switch self {
    case .both(let first, _), .either(let first, _): first.deciding
    case .comparison, .absent, .promQL: self
    }
  }
}

extension AlertComparison {
  fileprivate func countsWhole(_ reading: CauseReading) -> Bool {
    left.query.isWhole && left.query.readings?.contains(reading) ?? false
  }
}

extension CauseReading {
  /// What scrapes find while it has one value, and then the other.
  fileprivate func course(_ silent: ExactNumber, _ firing: ExactNumber) -> CauseSeries.Course {
    guard case .prediction(_, let over, let ahead) = self else {
      return .gauge(silent: sample(silent), firing: sample(firing))
    }
    // Once the range is full of it, the line leads where it must.
    let slope = (firing - silent) / (over + ahead).seconds
    return .line(level: silent, slope: slope.rounded(significantDigits: 6))
  }

  /// What a scrape finds.
  private func sample(_ value: ExactNumber) -> GaugeReading {
    switch self {
    case .rate, .value, .quantile, .prediction: .value(value)
    case .age: .now(plus: -value)
    case .remaining: .now(plus: value)
    case .presence: value == .zero ? .missing : .value(.one)
    }
  }

  /// An order that does not depend on hashes.
  fileprivate var sortKey: String {
    let kind =
      switch self {
      case .rate: "rate"
      case .value: "value"
      case .age: "age"
      case .remaining: "remaining"
      case .presence: "presence"
      case .quantile: "quantile"
      case .prediction: "prediction"
      }
    return kind
      + selections.flatMap(\.selectors).map {
        PromQLExpression.selector($0).writtenLine
      }.joined()
  }
}

extension [CauseSeries] {
  /// A metric may be read in two ways; a series is written once.
  fileprivate var withoutRepeatedNames: [CauseSeries] {
    var seen: Set<String> = []
    return filter { seen.insert($0.name).inserted }
  }
}

import SLODSL

/// Finds labels for example series: ones that given selectors match and others do not.
struct LabelSearch {
  /// Combinations of values that are tried for one metric.
  private static let mostAttempts = 10_000
  /// Values that are tried for one label.
  private static let mostValues = 12

  /// Declared metrics, whose labels' domains give the most natural values.
  let metrics: [Metric]

  /// How often a series is selected by two lists of selections.
  struct Membership: Hashable, Sendable {
    let total: Int
    let failures: Int
  }

  /// Labels of the first series of a metric for each wanted membership.
  ///
  /// - Parameter fixed: labels whose value is given: those of the group
  func series(
    of metric: String,
    total: [Selection],
    failures: [Selection],
    fixed: [Label],
    wanted: [Membership]
  ) -> [Membership: [Label]] {
    let selectors = (total + failures).filter { $0.metric == metric }.flatMap(\.selectors)
    guard let total = Self.choices(total.filter({ $0.metric == metric })),
      let failures = Self.choices(failures.filter({ $0.metric == metric }))
    else { return [:] }
    var found: [Membership: [Label]] = [:]
    tryLabels(of: total + failures, selectors, metric: metric, fixed: fixed) { labels in
      let membership = Membership(
        total: total.filter { $0.matches(labels, of: metric) }.count,
        failures: failures.filter { $0.matches(labels, of: metric) }.count
      )
      if wanted.contains(membership), found[membership] == nil { found[membership] = labels }
      return found.count == wanted.count
    }
    return found.mapValues { labels in labels.filter { !$0.value.isEmpty } }
  }

  /// Labels of the first series that is wanted among those that a selector matches, and how often
  /// the lists select it.
  func series(
    matching selector: VectorSelector,
    of metric: String,
    total: [Selection],
    failures: [Selection],
    fixed: [Label],
    where isWanted: (Membership, [Label]) -> Bool
  ) -> (labels: [Label], membership: Membership)? {
    let all = (total + failures).filter { $0.metric == metric }
    guard let own = Choice(Selection(metric: metric, selectors: [selector])),
      let total = Self.choices(total.filter({ $0.metric == metric })),
      let failures = Self.choices(failures.filter({ $0.metric == metric }))
    else { return nil }
    // The selector's own values first.
    let selectors = [selector] + all.flatMap(\.selectors)
    var found: (labels: [Label], membership: Membership)?
    tryLabels(of: [own] + total + failures, selectors, metric: metric, fixed: fixed) { labels in
      let membership = Membership(
        total: total.filter { $0.matches(labels, of: metric) }.count,
        failures: failures.filter { $0.matches(labels, of: metric) }.count
      )
      guard own.matches(labels, of: metric), isWanted(membership, labels) else { return false }
      found = (labels.filter { !$0.value.isEmpty }, membership)
      return true
    }
    return found
  }

  /// Whether a selector matches a series of its metric.
  func matches(_ selector: VectorSelector, metric: String, labels: [Label]) -> Bool {
    let choice = Choice(Selection(metric: metric, selectors: [selector]))
    return choice?.matches(labels, of: metric) ?? false
  }

  /// Labels that every selection selects, for series of different metrics with equal labels.
  func commonLabels(of selections: [Selection], fixed: [Label]) -> [Label]? {
    guard let choices = Self.choices(selections) else { return nil }
    let selectors = selections.flatMap(\.selectors)
    let metric = selections.first?.metric ?? ""
    var found: [Label]?
    tryLabels(of: choices, selectors, metric: metric, fixed: fixed) { labels in
      guard choices.allSatisfy({ $0.matches(labels, of: $0.metric) }) else { return false }
      found = labels.filter { !$0.value.isEmpty }
      return true
    }
    return found
  }

  /// Tries combinations of values until one suffices.
  private func tryLabels(
    of choices: [Choice],
    _ selectors: [VectorSelector],
    metric: String,
    fixed: [Label],
    until suffices: ([Label]) -> Bool
  ) {
    let options = labelNames(of: choices, without: fixed).map {
      (name: $0, values: values(of: $0, metric: metric, selectors))
    }
    var indexes = options.map { _ in 0 }
    for _ in 0..<Self.mostAttempts {
      let labels = zip(options, indexes).map { Label($0.name, $0.values[$1]) }
      if suffices(fixed + labels) { return }
      guard Self.advance(&indexes, within: options.map(\.values.count)) else { return }
    }
  }

  /// Values of a label that are worth trying, the ones that its selectors name first.
  func values(of label: String, metric: String, _ selectors: [VectorSelector]) -> [String] {
    let domain =
      metrics.first { $0.name == metric || metric.hasPrefix($0.name) }
      .flatMap { metric in metric.labels.first { $0.name == label }?.domain } ?? .any
    var values: [String] = []
    let matchers = selectors.flatMap(\.matchers).filter { $0.label == label }
    for matcher in matchers {
      switch matcher.operator {
      case .equal: values.append(matcher.value)
      case .matches: values += LabelPattern(matcher.value)?.examples(limit: 3) ?? []
      case .notEqual, .matchesNot: break
      }
    }
    switch domain {
    case .values(let declared): values += declared.prefix(Self.mostValues)
    case .integers(let range):
      let usual = [200, 500, 404, 503, range.lowerBound, range.upperBound]
      values += usual.filter(range.contains).map(String.init)
    case .any: values += Self.freeValues(of: label, matchers)
    }
    for matcher in matchers where matcher.operator == .notEqual || matcher.operator == .matchesNot {
      values += Self.freeValues(of: label, [])
      values +=
        matcher.operator == .notEqual
        ? [matcher.value] : LabelPattern(matcher.value)?.examples(limit: 2) ?? []
    }
    var unique: [String] = []
    for value in values + [""] where !unique.contains(value) { unique.append(value) }
    return Array(unique.prefix(Self.mostValues))
  }

  /// Values for a label of which nothing is declared.
  private static func freeValues(of label: String, _ matchers: [LabelMatcher]) -> [String] {
    let looksNumeric = matchers.contains { $0.value.utf8.contains { (48...57).contains($0) } }
    if label == "code" || label == "status" || looksNumeric { return ["200", "500", "404", "a"] }
    return label == "route" || label == "path" || label == "handler"
      ? ["/a", "/b"] : ["a", "b"]
  }

  /// Labels that the selectors of some selections name, those that are given left out.
  private func labelNames(of selections: [Choice], without fixed: [Label]) -> [String] {
    var names: [String] = []
    for matcher in selections.flatMap(\.selectors).joined() {
      let isFixed = fixed.contains { $0.name == matcher.label }
      if matcher.label != "__name__", !isFixed, !names.contains(matcher.label) {
        names.append(matcher.label)
      }
    }
    return names
  }

  // MARK: Matching

  /// A selection whose regular expressions have been read.
  private struct Choice {
    let metric: String
    let selectors: [[Matcher]]

    struct Matcher {
      let label: String
      let isNegated: Bool
      let value: String
      /// Nil for plain equality.
      let pattern: LabelPattern?
    }

    /// Nil when a regular expression is not understood.
    init?(_ selection: Selection) {
      metric = selection.metric
      var selectors: [[Matcher]] = []
      for selector in selection.selectors {
        var matchers: [Matcher] = []
        for matcher in selector.matchers {
          let isPattern = matcher.operator == .matches || matcher.operator == .matchesNot
          let pattern = isPattern ? LabelPattern(matcher.value) : nil
          if isPattern, pattern == nil { return nil }
          matchers.append(
            Matcher(
              label: matcher.label,
              isNegated: matcher.operator == .notEqual || matcher.operator == .matchesNot,
              value: matcher.value,
              pattern: pattern
            )
          )
        }
        selectors.append(matchers)
      }
      self.selectors = selectors
    }

    func matches(_ labels: [Label], of metric: String) -> Bool {
      guard metric == self.metric else { return false }
      return selectors.contains { matchers in
        matchers.allSatisfy { matcher in
          let value =
            matcher.label == "__name__"
            ? metric : labels.first { $0.name == matcher.label }?.value ?? ""
          let isEqual = matcher.pattern?.matches(value) ?? (value == matcher.value)
          return isEqual != matcher.isNegated
        }
      }
    }
  }

  /// The selections as matchers; nil when a regular expression is not understood.
  private static func choices(_ selections: [Selection]) -> [Choice]? {
    let choices = selections.compactMap { Choice($0) }
    return choices.count == selections.count ? choices : nil
  }

  /// The next combination, the first label varying slowest; false after the last.
  private static func advance(_ indexes: inout [Int], within counts: [Int]) -> Bool {
    for place in indexes.indices.reversed() {
      indexes[place] += 1
      if indexes[place] < counts[place] { return true }
      indexes[place] = 0
    }
    return false
  }
}

import SLODSL

/// Finds labels for example series: ones that given selectors match and others do not.
struct LabelSearch {
  /// Combinations of values that are tried for one metric.
  private static let mostAttempts = 20_000
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
    guard let names = labelNames(of: selectors, without: fixed) else { return [:] }
    let choices = names.map { (name: $0, values: values(of: $0, metric: metric, selectors)) }
    var found: [Membership: [Label]] = [:]
    var attempts = 0
    var indexes = choices.map { _ in 0 }
    repeat {
      attempts += 1
      var labels = fixed
      for (choice, index) in zip(choices, indexes) {
        labels.append(Label(choice.name, choice.values[index]))
      }
      let membership = Membership(
        total: count(total, matching: labels, of: metric),
        failures: count(failures, matching: labels, of: metric)
      )
      if wanted.contains(membership), found[membership] == nil { found[membership] = labels }
    } while found.count < wanted.count && attempts < Self.mostAttempts
      && Self.advance(&indexes, within: choices.map(\.values.count))
    return found.mapValues { labels in labels.filter { !$0.value.isEmpty } }
  }

  /// Labels that every selection selects, for series of different metrics with equal labels.
  func commonLabels(of selections: [Selection], fixed: [Label]) -> [Label]? {
    let selectors = selections.flatMap(\.selectors)
    guard let names = labelNames(of: selectors, without: fixed) else { return nil }
    let metric = selections.first?.metric ?? ""
    let choices = names.map { (name: $0, values: values(of: $0, metric: metric, selectors)) }
    var attempts = 0
    var indexes = choices.map { _ in 0 }
    repeat {
      attempts += 1
      var labels = fixed
      for (choice, index) in zip(choices, indexes) {
        labels.append(Label(choice.name, choice.values[index]))
      }
      if selections.allSatisfy({ count([$0], matching: labels, of: $0.metric) == 1 }) {
        return labels.filter { !$0.value.isEmpty }
      }
    } while attempts < Self.mostAttempts
      && Self.advance(&indexes, within: choices.map(\.values.count))
    return nil
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

  private func labelNames(of selectors: [VectorSelector], without fixed: [Label]) -> [String]? {
    var names: [String] = []
    for matcher in selectors.flatMap(\.matchers) {
      if matcher.operator == .matches || matcher.operator == .matchesNot,
        LabelPattern(matcher.value) == nil
      {
        return nil
      }
      let isFixed = fixed.contains { $0.name == matcher.label }
      if matcher.label != "__name__", !isFixed, !names.contains(matcher.label) {
        names.append(matcher.label)
      }
    }
    return names
  }

  private func count(
    _ selections: [Selection],
    matching labels: [Label],
    of metric: String
  ) -> Int {
    selections.filter { selection in
      selection.metric == metric
        && selection.selectors.contains { Self.matches($0, labels, of: metric) }
    }.count
  }

  private static func matches(
    _ selector: VectorSelector,
    _ labels: [Label],
    of metric: String
  ) -> Bool {
    selector.matchers.allSatisfy { matcher in
      let value =
        matcher.label == "__name__"
        ? metric : labels.first { $0.name == matcher.label }?.value ?? ""
      switch matcher.operator {
      case .equal: return value == matcher.value
      case .notEqual: return value != matcher.value
      case .matches: return LabelPattern(matcher.value)?.matches(value) ?? false
      case .matchesNot: return !(LabelPattern(matcher.value)?.matches(value) ?? true)
      }
    }
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

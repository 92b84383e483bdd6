/// Selectors against the metrics that are known.
extension PromQLLinter {
  mutating func lintCatalog(of site: SelectorSite) {
    guard let catalog = context.catalog, let name = site.selector.name else { return }
    guard let series = catalog.series(named: name) else {
      lintMisspelling(of: name, site.selector, among: catalog)
      return
    }
    // A metric without labels may have ones that nobody listed.
    guard series.metric.origin != nil, !series.metric.labels.isEmpty else { return }
    let known =
      catalog.ownLabels(of: series) + catalog.targetLabels + catalog.externalLabels + ["__name__"]
    for (index, matcher) in site.selector.matchers.enumerated() {
      guard known.contains(matcher.label) else {
        lintUnknownLabel(matcher, of: name, known)
        continue
      }
      guard let label = series.metric.labels.first(where: { $0.name == matcher.label }) else {
        continue
      }
      lintDomain(index, of: site.selector, label)
    }
  }

  /// SLO3212: a name like that of a known metric, but not quite.
  private mutating func lintMisspelling(
    of name: String,
    _ selector: VectorSelector,
    among catalog: MetricCatalog
  ) {
    let isRecorded = name.utf8.contains(UInt8(ascii: ":"))
    let isServers = name == "up" || name.hasPrefix("ALERTS") || name.hasPrefix("scrape_")
    guard !isRecorded, !isServers,
      let near = EditDistance.nearest(to: name, among: catalog.names)
    else { return }
    let start = selector.range.start
    let place = start..<(start + name.utf8.count)
    let isWritten = source(place).map { $0.elementsEqual(name.utf8) } ?? false
    report(
      PromQLFinding(
        .SLO3212,
        "no metric is called `\(name)`; did you mean `\(near)`?",
        at: isWritten ? place : selector.range.bytes,
        fix: isWritten ? fix("select \(near)", replacing: place, with: near) : nil
      )
    )
  }

  /// SLO3210: a label that the metric does not have.
  private mutating func lintUnknownLabel(
    _ matcher: LabelMatcher,
    of name: String,
    _ known: [String]
  ) {
    let near = EditDistance.nearest(to: matcher.label, among: known)
    let place = matcher.range.start..<(matcher.range.start + matcher.label.utf8.count)
    let isWritten = source(place).map { $0.elementsEqual(matcher.label.utf8) } ?? false
    let outcome =
      matcher.matchesEmpty ? "the matcher has no effect" : "no series is selected"
    report(
      PromQLFinding(
        .SLO3210,
        "`\(name)` has no label `\(matcher.label)`: \(outcome)"
          + (near.map { "; did you mean `\($0)`?" } ?? ""),
        at: matcher.range.bytes,
        notes: ["its labels: " + known.dropLast().joined(separator: ", ")],
        fix: isWritten
          ? near.flatMap { fix("match \($0)", replacing: place, with: $0) } : nil
      )
    )
  }

  /// SLO3211: a value that the label never has, or a pattern that matches none or all of them.
  private mutating func lintDomain(
    _ index: Int,
    of selector: VectorSelector,
    _ label: MetricLabel
  ) {
    let matcher = selector.matchers[index]
    guard let accepted = label.domain.accepted(by: matcher) else { return }
    let values = label.domain.words
    switch accepted {
    case .some: return
    case .none where matcher.matchesEmpty: return
    case .none:
      let isPattern = matcher.operator == .matches || matcher.operator == .matchesNot
      report(
        PromQLFinding(
          .SLO3211,
          "\(isPattern ? "nothing of this is" : "this is not") a value of `\(label.name)`: no "
            + "series is selected",
          at: matcher.range.bytes,
          notes: ["`\(label.name)` is declared with \(values)"],
          help: label.domain.near(matcher.value).map { ["did you mean `\($0)`?"] } ?? []
        )
      )
    case .all:
      report(
        PromQLFinding(
          .SLO3211,
          "every value of `\(label.name)` meets this: the matcher has no effect",
          at: matcher.range.bytes,
          severity: .warning,
          notes: ["`\(label.name)` is declared with \(values)"]
        )
      )
    }
  }
}

/// How much of a label's values a matcher accepts.
private enum Share {
  case none, some, all
}

extension MetricLabel.Domain {
  /// Patterns are not tried on more values than this.
  private static let most = 2000

  /// Nil where the domain does not say, or where the matcher is not about values.
  fileprivate func accepted(by matcher: LabelMatcher) -> Share? {
    // `=""` and `!=""` ask for the label itself.
    guard !matcher.value.isEmpty else { return nil }
    switch matcher.operator {
    case .equal: return contains(matcher.value).map { $0 ? .some : .none }
    case .notEqual: return contains(matcher.value).map { $0 ? .some : .all }
    case .matches, .matchesNot:
      guard let values, case .success(let pattern) = RegularExpression.parse(matcher.value) else {
        return nil
      }
      var count = 0
      for value in values {
        guard let matches = pattern.matches(value) else { return nil }
        if matches == (matcher.operator == .matches) { count += 1 }
      }
      return count == 0 ? Share.none : count == values.count && count > 1 ? .all : .some
    }
  }

  private func contains(_ text: String) -> Bool? {
    switch self {
    case .any: nil
    case .values(let values): values.contains(text)
    case .integers(let range): Int(text).map { range.contains($0) && String($0) == text } ?? false
    }
  }

  private var values: [String]? {
    switch self {
    case .any: nil
    case .values(let values): values
    case .integers(let range): range.count <= Self.most ? range.map { String($0) } : nil
    }
  }

  fileprivate var words: String {
    switch self {
    case .any: "any value"
    case .values(let values):
      values.prefix(8).map { PromQLText.quoted($0.utf8) }.joined(separator: ", ")
        + (values.count > 8 ? ", …" : "")
    case .integers(let range): "\(range.lowerBound)...\(range.upperBound)"
    }
  }

  fileprivate func near(_ text: String) -> String? {
    guard case .values(let values) = self else { return nil }
    return EditDistance.nearest(to: text, among: values)
  }
}

/// Matchers and regular expressions.
extension PromQLLinter {
  mutating func lintSelectors() {
    for site in selectorSites {
      lintName(of: site)
      lintCatalog(of: site)
      for (index, matcher) in site.selector.matchers.enumerated() {
        if lintIdleMatcher(at: index, of: site.selector) { continue }
        guard matcher.operator == .matches || matcher.operator == .matchesNot,
          case .success(let pattern) = RegularExpression.parse(matcher.value)
        else { continue }
        if lintAnchors(matcher) { continue }
        if lintPlainPattern(matcher, pattern) { continue }
        if lintWildcards(matcher) { continue }
        lintPartOfName(matcher)
      }
    }
  }

  // MARK: Names

  /// SLO3208 and SLO3209: selectors of no metric in particular.
  private mutating func lintName(of site: SelectorSite) {
    guard site.selector.name == nil, !site.choosesLabels, !site.meansAnyMetric else { return }
    let names = site.selector.matchers.filter { $0.label == "__name__" }
    guard !names.contains(where: { $0.operator == .equal }) else { return }
    let pattern = names.first { $0.operator == .matches }
    var few: [String]?
    if let pattern, case .success(let read) = RegularExpression.parse(pattern.value) {
      few = read.finiteSet(limit: 20)
    }
    if let dropper = site.nameDropper, pattern != nil, few?.count != 1 {
      let what = dropper == "-" ? "a sign" : "`\(dropper)`"
      report(
        PromQLFinding(
          .SLO3209,
          "\(what) drops the names of several metrics: series that differ in nothing else make the "
            + "evaluation fail",
          at: site.range.bytes,
          help: [
            "select each metric on its own and join them with `or`, or keep the name in a label "
              + "with label_replace"
          ]
        )
      )
      return
    }
    guard few == nil else { return }
    report(
      PromQLFinding(
        .SLO3208,
        pattern == nil
          ? "this selects every metric that has these labels"
          : "this selects every metric whose name matches",
        at: site.selector.range.bytes,
        notes: ["a metric that is added one day, to whatever end, changes the result"],
        help: ["name the metric in front of the braces"]
      )
    )
  }

  // MARK: Matchers without effect

  /// SLO3203: a matcher that every series meets, or that another one implies. Whether one was.
  private mutating func lintIdleMatcher(at index: Int, of selector: VectorSelector) -> Bool {
    let matcher = selector.matchers[index]
    let reason: String
    if matcher.operator == .matches, Self.matchesEverything(matcher.value) {
      reason = "this matches every value, and no value"
    } else if let other = selector.matchers.firstIndex(where: {
      $0.label == matcher.label && $0.operator == .equal && !$0.value.isEmpty
    }), other != index, matcher.accepts(selector.matchers[other].value) {
      let text = "\(matcher.label)=\(PromQLText.quoted(selector.matchers[other].value.utf8))"
      reason = "`\(text)` says as much already"
    } else {
      return false
    }
    report(
      PromQLFinding(
        .SLO3203,
        "\(reason): the matcher has no effect",
        at: matcher.range.bytes,
        help: matcher.value == ".*"
          ? ["for series that have the label write `\(matcher.label)!=\"\"`"] : [],
        fix: removing(index, from: selector)
      )
    )
    return true
  }

  /// Without the matcher and the comma that belongs to it.
  private func removing(_ index: Int, from selector: VectorSelector) -> PromQLFinding.Fix? {
    let place = selector.matchers[index].range.bytes
    guard source(place) != nil, source(selector.range) != nil else { return nil }
    let end = selector.range.end
    var range = place
    let behind = skippingBlanks(from: place.upperBound, to: end)
    if behind < end, text[behind] == UInt8(ascii: ",") {
      range = place.lowerBound..<skippingBlanks(from: behind + 1, to: end)
    } else if index > 0 {
      range = selector.matchers[index - 1].range.end..<place.upperBound
    }
    return fix("remove the matcher", replacing: range, with: "", safety: .safe)
  }

  /// Whether a pattern has an alternative of `.*`. Looks at what is written, not at what it means:
  /// only a wildcard that anybody would recognise is one.
  static func matchesEverything(_ pattern: String) -> Bool {
    var bytes = Array(pattern.utf8)[...]
    guard bytes.count < 1000,
      !bytes.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\\") })
    else { return false }
    while let first = bytes.first {
      if first == UInt8(ascii: "^") {
        bytes = bytes.dropFirst()
      } else if bytes.last == UInt8(ascii: "$") {
        bytes = bytes.dropLast()
      } else if let inner = groupContents(bytes) {
        bytes = inner
      } else {
        break
      }
    }
    var depth = 0
    let alternatives = bytes.split(omittingEmptySubsequences: false) { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return byte == UInt8(ascii: "|") && depth == 0
    }
    return alternatives.contains { $0.elementsEqual(".*".utf8) }
  }

  /// What stands in the group that is the whole pattern.
  private static func groupContents(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") else { return nil }
    var depth = 0
    for index in bytes.indices.dropLast() {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return nil }
    }
    let inner = bytes.dropFirst().dropLast()
    guard inner.first == UInt8(ascii: "?") else { return inner }
    return inner.starts(with: "?:".utf8) ? inner.dropFirst(2) : nil
  }
}

extension LabelMatcher {
  /// Whether a series whose label has this value meets it; false when it cannot be told.
  func accepts(_ text: String) -> Bool {
    switch `operator` {
    case .equal: value == text
    case .notEqual: value != text
    case .matches: RegularExpression.matches(value, text) ?? false
    case .matchesNot: RegularExpression.matches(value, text).map { !$0 } ?? false
    }
  }
}

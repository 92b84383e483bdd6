/// Single buckets: their bounds, and counts made of them.
extension PromQLLinter {
  // MARK: Bounds

  /// SLO3404, SLO3405 and SLO3411: matchers of `le`.
  mutating func lintBounds(_ selector: VectorSelector, _ series: NamedSeries?) {
    for matcher in selector.matchers where matcher.label == "le" || matcher.label == "quantile" {
      if matcher.label == "le", let metric = series?.metric, lintBound(matcher, of: metric) {
        continue
      }
      if let series, series.isDeclared, series.kind != .bucket, series.kind != .quantile {
        continue
      }
      lintSpelling(matcher)
    }
  }

  /// SLO3404: a bound that no bucket has. SLO3411: in another unit. True when one was reported.
  private mutating func lintBound(_ matcher: LabelMatcher, of metric: Metric) -> Bool {
    guard !metric.buckets.isEmpty, let values = matcher.chosenValues else { return false }
    let bounds = metric.buckets.map(\.bound)
    let numbers = values.compactMap(ExactNumber.init(bound:))
    guard let number = numbers.first(where: { !bounds.contains($0) }) else { return false }
    if let meant = metric.otherUnit(of: number, isMeant: bounds.contains) {
      report(
        PromQLFinding(
          .SLO3411,
          "`\(metric.name)` is in \(metric.unit.rawValue.lowercased()): "
            + "\(number.decimalText) is no bound of it, \(meant.decimalText) is",
          at: matcher.range.bytes,
          fix: values.count == 1 ? matching(meant, instead: matcher) : nil
        )
      )
    } else {
      report(
        PromQLFinding(
          .SLO3404,
          "`\(metric.name)` has no bucket with the bound \(number.decimalText)",
          at: matcher.range.bytes,
          notes: ["no series has it: the result is empty, or a ratio of it has no value"],
          help: ["the next bounds are \(metric.neighbours(of: number))"]
        )
      )
    }
    return true
  }

  /// SLO3405: a whole number as one server spells it, read by servers that spell it otherwise.
  ///
  /// Prometheus 3 stores `1` as `1.0`, for `quantile` as well as for `le`.
  private mutating func lintSpelling(_ matcher: LabelMatcher) {
    guard context.options.newest >= PromQLVersion(3, 0), let values = matcher.chosenValues else {
      return
    }
    let isMixed = context.options.oldest < PromQLVersion(3, 0)
    var missing: [String] = []
    for value in values {
      guard let number = ExactNumber(bound: value) else { continue }
      let all = BucketBound.spellings(of: number, declared: nil)
      let needed = isMixed ? all : [BucketBound.newestSpelling(of: number)]
      missing += needed.filter { !values.contains($0) && !missing.contains($0) }
    }
    guard !missing.isEmpty else { return }
    let label = matcher.label
    let newest = values.compactMap(ExactNumber.init(bound:))
      .map(BucketBound.newestSpelling).filter(missing.contains)
    report(
      PromQLFinding(
        .SLO3405,
        newest.isEmpty
          ? "this `\(label)` is \(missing.quotedList) in Prometheus 2"
          : "this `\(label)` is \(newest.quotedList) in Prometheus 3",
        at: matcher.range.bytes,
        notes: ["after the upgrade nothing matches, and nothing says so"],
        fix: respelled(matcher, isMixed ? values + missing : missing)
      )
    )
  }

  /// A matcher of another bound.
  private func matching(
    _ bound: ExactNumber,
    instead matcher: LabelMatcher
  ) -> PromQLFinding.Fix? {
    respelled(matcher, BucketBound.spellings(of: bound, declared: nil)).map { fix in
      PromQLFinding.Fix("match the bound \(bound.decimalText)", fix.edits)
    }
  }

  /// A matcher of exactly some spellings.
  private func respelled(_ matcher: LabelMatcher, _ texts: [String]) -> PromQLFinding.Fix? {
    let replacement: LabelMatcher
    if matcher.operator == .matches, texts.count > 1 {
      // What the author wrote stays, as far as it reads on.
      let old = RegularExpression.asAlternative(matcher.value)
      let added = texts.filter { matcher.accepts($0) != true }
      guard !added.isEmpty else { return nil }
      let pattern = ([old] + added.map(RegularExpression.escaping)).joined(separator: "|")
      replacement = LabelMatcher(matcher.label, .matches, pattern)
    } else if texts.count == 1 {
      replacement = LabelMatcher(matcher.label, .equal, texts[0])
    } else {
      let pattern = texts.map(RegularExpression.escaping).joined(separator: "|")
      replacement = LabelMatcher(matcher.label, .matches, pattern)
    }
    return fix(
      "match every spelling: `\(replacement.text)`",
      replacing: matcher.range.bytes,
      with: replacement.text,
      safety: .safe
    )
  }

  // MARK: Counts

  /// SLO3406: buckets added up. SLO3407: several of them.
  mutating func lintSummedBuckets(_ aggregation: Aggregation, _ node: InferredExpression) {
    guard aggregation.operator == "sum" || aggregation.operator == "avg",
      let inner = node.children.last, inner.kind.series == .bucket,
      let series = inner.series, series.isDeclared || inner.kind.isGrowth,
      !aggregation.keeps("le"), let matchers = inner.bucketMatchers
    else { return }
    let bounds = matchers.filter { $0.label == "le" }
    guard let matcher = bounds.first else {
      report(
        PromQLFinding(
          .SLO3406,
          "this adds up all buckets of `\(series.family)`: each event counts once for every bound "
            + "above it",
          at: aggregation.range.bytes,
          notes: ["a bucket counts all events at or below its bound"],
          help: ["`\(series.family)_count` counts each event once"],
          fix: inner.counted.flatMap { countingAll($0.selector) }
        )
      )
      return
    }
    guard bounds.count == 1, matcher.picksSeveral(of: series.metric?.buckets ?? []) else { return }
    report(
      PromQLFinding(
        .SLO3407,
        "this adds up several buckets: an event below the lowest bound counts in each of them",
        at: matcher.range.bytes,
        notes: ["a bucket counts all events at or below its bound"],
        help: ["select one bound, or keep them apart: `by (le)`"]
      )
    )
  }

  /// `_count` for `_bucket`.
  private func countingAll(_ selector: VectorSelector) -> PromQLFinding.Fix? {
    guard let name = selector.name, name.hasSuffix("_bucket") else { return nil }
    let place = selector.range.start..<(selector.range.start + name.utf8.count)
    guard source(selector.range) != nil, let text = source(place), Array(text) == Array(name.utf8)
    else { return nil }
    let count = name.dropLast("_bucket".utf8.count) + "_count"
    return fix("count each event once", replacing: place, with: String(count))
  }

  /// SLO3408: events within a bound over events of something else.
  mutating func lintBucketRatio(_ binary: PromQLBinary, _ node: InferredExpression) {
    guard let part = node.children[0].counted, let whole = node.children[1].counted,
      let name = part.selector.selectedName, let total = whole.selector.selectedName,
      node.children[0].kind.series == .bucket, let family = node.children[0].series?.family,
      !total.utf8.contains(UInt8(ascii: ":")),
      part.matchers.contains(where: { $0.label == "le" && $0.chosenValues?.count ?? 0 > 0 })
    else { return }
    let ratio = RatioOfCounts(part, whole, binary.matching)
    guard !ratio.isGrouped else { return }
    if total != name, total != family + "_count" {
      report(
        PromQLFinding(
          .SLO3408,
          "`\(name)` counts other events than `\(total)`",
          at: node.range,
          notes: ["two counters move at different times: the quotient can exceed 1"],
          help: ["divide by `\(family)_count`, of the same matchers"]
        )
      )
      return
    }
    guard let missing = ratio.narrowsWholeOnly.first(where: { $0.label != "le" }) else { return }
    report(
      PromQLFinding(
        .SLO3408,
        "the events below are narrowed by `\(missing.text)`, those above are not",
        at: node.range,
        notes: ["good events must be a part of all events, or the quotient can exceed 1"],
        fix: part.matchers.contains { $0.label == missing.label }
          ? nil : adding(missing, to: part.selector)
      )
    )
  }
}

extension InferredExpression {
  /// The matchers of the one selector of buckets that still have their bounds.
  fileprivate var bucketMatchers: [LabelMatcher]? {
    if let counted { return counted.kept.contains("le") ? counted.matchers : nil }
    guard case .selector(let selector) = bare.expression else { return nil }
    return selector.matchers
  }
}

extension Aggregation {
  /// Whether a label survives.
  fileprivate func keeps(_ label: String) -> Bool {
    switch grouping {
    case .by(let labels): labels.contains(label)
    case .without(let labels): !labels.contains(label)
    }
  }
}

extension LabelMatcher {
  /// The values that it picks, when they are written out; nil for patterns without an end.
  fileprivate var chosenValues: [String]? {
    switch self.operator {
    case .equal: return [value]
    case .matches:
      guard case .success(let pattern) = RegularExpression.parse(value) else { return nil }
      return pattern.finiteSet(limit: 64) ?? alternativeNumbers
    case .notEqual, .matchesNot: return nil
    }
  }

  /// The alternatives of `0.1|0.5`, when all are numbers: what else the dots match is no bound.
  private var alternativeNumbers: [String]? {
    let texts = value.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return texts.allSatisfy { ExactNumber(bound: $0) != nil } ? texts : nil
  }

  /// Whether it picks more than one bucket.
  fileprivate func picksSeveral(of buckets: [HistogramBucket]) -> Bool {
    if let values = chosenValues {
      // Two spellings of a number are one bucket.
      let numbers = Set(values.compactMap(ExactNumber.init(bound:)))
      return numbers.count + (values.contains("+Inf") ? 1 : 0) > 1
    }
    if self.operator == .notEqual { return !value.isEmpty }
    if self.operator == .matches, value == ".+" || value == ".*" { return true }
    guard !buckets.isEmpty else { return false }
    let picked = buckets.count { bucket in
      BucketBound.spellings(of: bucket.bound, declared: nil).contains { accepts($0) == true }
    }
    return picked + (accepts("+Inf") == true ? 1 : 0) > 1
  }
}

extension ExactNumber {
  /// Reads the value of `le`: plain decimal text, or with an exponent. Nil for infinity.
  fileprivate init?(bound text: String) {
    let bytes = Array(text.utf8)
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      guard !bytes.isEmpty, let number = ExactNumber(decimal: bytes) else { return nil }
      self = number
      return
    }
    guard mark > 0, var number = ExactNumber(decimal: bytes[..<mark]),
      let exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)),
      abs(exponent) <= 15
    else { return nil }
    for _ in 0..<abs(exponent) {
      number = exponent > 0 ? number * ExactNumber(10) : number / ExactNumber(10)
    }
    self = number
  }
}

extension Metric {
  /// The bounds on both sides of a number, as they are declared.
  fileprivate func neighbours(of number: ExactNumber) -> String {
    let below = buckets.last { $0.bound < number }.map(\.bound.decimalText)
    let above = buckets.first { $0.bound > number }.map(\.bound.decimalText)
    return [below, above].compactMap(\.self).joined(separator: " and ")
  }
}

extension [String] {
  /// `"1.0"` or `"1.0" and "2.0"`.
  fileprivate var quotedList: String {
    map { PromQLText.quoted($0.utf8) }.joined(separator: " and ")
  }
}
